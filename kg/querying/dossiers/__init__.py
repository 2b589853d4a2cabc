"""Dossiers: what the graph holds on a pair of countries, gathered for one page."""

from kg.querying.dossiers.making import dossier

__all__ = ["dossier"]
