"""Links between actors as quads: what linking concluded, and what analysts decided, in a graph each."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.keys import digest
from kg.model import Link
from kg.rdf import terms
from kg.rdf.iris import BIL, RDF, XSD, iri

LINKS = iri("links")
"""The graph of what linking concluded."""
DECISIONS = iri("decisions")
"""The graph of what analysts decided: the one graph that no build makes."""


def link_quads(links: Iterable[Link]) -> list[Quad]:
    """What was concluded of pairs of actors."""
    return [quad for link in links for quad in _link(link, "Link", LINKS)]


def decision_quads(decisions: Iterable[Link]) -> list[Quad]:
    """What was decided of pairs of actors."""
    return [quad for link in decisions for quad in _link(link, "LinkDecision", DECISIONS)]


def _link(link: Link, kind: str, graph: NamedNode) -> Iterable[Quad]:
    node = iri(f"{'decision' if kind == 'LinkDecision' else 'link'}/{digest(link.left, link.right)}")
    yield Quad(node, RDF["type"], BIL[kind], graph)
    yield Quad(node, BIL["left"], terms.text(link.left), graph)
    yield Quad(node, BIL["right"], terms.text(link.right), graph)
    yield Quad(node, BIL["outcome"], BIL[link.outcome.value], graph)
    if kind == "Link":
        yield Quad(node, BIL["score"], terms.ratio(link.score), graph)
        yield Quad(node, BIL["decided"], Literal(str(link.decided).lower(), datatype=XSD["boolean"]), graph)
        for reason in link.reasons:
            yield Quad(node, BIL["reason"], terms.text(reason), graph)
