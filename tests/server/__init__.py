"""Tests of the server, against its real process."""
