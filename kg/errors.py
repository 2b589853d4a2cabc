"""What can go wrong, each told in one line: what, where, and what to do."""

from __future__ import annotations


class KgError(Exception):
    """Anything that the project reports to its user instead of a traceback."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(str(message).split()))


class RdfError(KgError):
    """Data that cannot be turned into RDF, or a file that is not the RDF its name promises."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class QueryError(KgError):
    """A query or question that is not answered, and why."""


class LimitError(QueryError):
    """A query that asks for more than is answered, or an answer that grew beyond it."""


class ExportError(KgError):
    """A graph that cannot be written to the file asked for."""
