"""What a worker is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.store.base import Dataset


@dataclass(frozen=True, slots=True)
class Query:
    """A query that anybody may have written."""

    sparql: str
    accept: str = "*/*"
    dataset: Dataset | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A named question."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Resource:
    """All that is known of one node; as a page, or as triples."""

    iri: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Description:
    """What the data set holds, as VoID; with `service`, what the endpoint offers too."""

    address: str
    media_type: str
    service: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """The graph as a page."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of one named graph, or of all."""

    iri: NamedNode | None
    media_type: str


Job = Query | Ask | Resource | Description | Drawing | Graph


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire."""

    status: int
    media_type: str
    body: bytes

    @classmethod
    def refusal(cls, status: int, reason: str) -> Reply:
        """An answer that says in one line why there is none."""
        return cls(status, "text/plain", f"{reason}\n".encode("utf-8", "replace"))
