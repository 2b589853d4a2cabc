"""From an annotated document to the facts of one article."""

from kg.extraction.extractor import Extractor

__all__ = ["Extractor"]
