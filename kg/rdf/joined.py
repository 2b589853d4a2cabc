"""What the graph of a joined event points at: what a reader of that graph needs from articles' graphs."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.rdf.iris import BASE


def targets(quads: Iterable[Quad]) -> set[NamedNode]:
    """The resources of ours that quads point at."""
    return {q.object for q in quads if isinstance(q.object, NamedNode) and q.object.value.startswith(BASE)}


def is_report(node: NamedNode) -> bool:
    """Whether a node is what one article says of an event that several articles tell of."""
    return node.value.startswith(BASE + "report/")
