"""The one order in which quads are written, so that files can be compared line by line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

Item = TypeVar("Item")


def in_order(quads: Iterable[Quad]) -> list[Quad]:
    """The quads by graph, subject, predicate (rdf:type first) and object, each once."""
    return _once(sorted(quads, key=lambda quad: (_name(quad.graph_name), *_key(quad))))


def union(quads: Iterable[Quad]) -> list[Triple]:
    """The triples of all graphs by subject, predicate (rdf:type first) and object, each once."""
    return _once(sorted((quad.triple for quad in quads), key=_key))


def _key(statement: Quad | Triple) -> tuple[str, str, str]:
    predicate = statement.predicate
    return _name(statement.subject), "" if predicate == _TYPE else predicate.value, str(statement.object)


def _name(node: NamedNode | BlankNode | Triple | DefaultGraph) -> str:
    """Without the closing bracket, so that ``evidence`` comes before ``evidence/selector``."""
    return node.value if isinstance(node, NamedNode) else str(node)


def _once(ordered: list[Item]) -> list[Item]:
    return [item for item, _ in groupby(ordered)]
