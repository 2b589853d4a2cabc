"""Graphs to files: the same quads give the same bytes, whatever their order."""

from kg.export.files import SUFFIXES, write
from kg.export.order import in_order

__all__ = ["SUFFIXES", "in_order", "write"]
