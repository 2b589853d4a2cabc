"""From an article to an annotated document: parse, names, dates, quotations, who is meant."""

from kg.annotation.document import Annotated
from kg.annotation.pipeline import Annotator

__all__ = ["Annotated", "Annotator"]
