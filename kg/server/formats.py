"""Media types: what an answer can be written as, and which of it a client would rather have."""

from __future__ import annotations

from collections.abc import Mapping

import mimeparse
from pyoxigraph import QueryResultsFormat, RdfFormat

HTML = "text/html"
MARKDOWN = "text/markdown"

RESULTS: dict[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
"""Of SELECT and ASK, the one we would rather give first."""
TABLES = frozenset({"text/csv", "text/tab-separated-values"})
"""What has no form for the answer of ASK."""

TRIPLES: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
}
"""Of CONSTRUCT, DESCRIBE, and everything that is a graph."""

SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "html": HTML,
    "md": MARKDOWN,
}
"""What may stand in the parameter ``format`` of an address, for those who cannot set headers."""


def best(offered: Mapping[str, object] | list[str], accepted: str) -> str | None:
    """Which of the media types offered an Accept header likes best; of several the first.

    >>> best(["text/turtle", "application/ld+json"], "*/*")
    'text/turtle'
    >>> best(["text/turtle", "application/ld+json"], "text/html, application/ld+json;q=0.5")
    'application/ld+json'
    >>> best(["text/turtle"], "image/png") is None
    True
    """
    try:
        return mimeparse.best_match([*offered][::-1], accepted or "*/*") or None
    except (mimeparse.MimeTypeParseException, ValueError):
        return None
