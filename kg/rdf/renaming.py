"""Giving nodes of a stored graph another key, when joining across articles calls for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.rdf.iris import iri

Node = TypeVar("Node")


def renamed(quads: Iterable[Quad], keys: Mapping[str, str]) -> list[Quad]:
    """The quads with the nodes of some keys given new keys, wherever they stand as subject or object."""
    names = {iri(old): iri(new) for old, new in keys.items()}
    return [Quad(_named(q.subject, names), q.predicate, _named(q.object, names), q.graph_name) for q in quads]


def _named(term: Node, names: Mapping[NamedNode, NamedNode]) -> Node | NamedNode:
    return names.get(term, term) if isinstance(term, NamedNode) else term
