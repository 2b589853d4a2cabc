"""Tests of kg.querying."""
