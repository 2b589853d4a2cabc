"""What linking found across articles as quads: pairs of actors, sources, and what analysts decided; a graph each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.keys import digest
from kg.model import Link
from kg.rdf import terms
from kg.rdf.iris import BIL, RDF, XSD, article_iri, iri

LINKS = iri("links")
"""The graph of what linking concluded."""
SOURCES = iri("sources")
"""The graph of which articles are one source."""
PROMISES = iri("promises")
"""The graph of which promises were kept, and by what."""
DECISIONS = iri("decisions")
"""The graph of what analysts decided: the one graph that no build makes."""


def link_quads(links: Iterable[Link]) -> list[Quad]:
    """What was concluded of pairs of actors."""
    return [quad for link in links for quad in _link(link, "Link", LINKS)]


def source_quads(sources: Mapping[str, str]) -> list[Quad]:
    """The source of each article, by the article's id."""
    return [Quad(article_iri(id_), BIL["source"], terms.text(source), SOURCES) for id_, source in sources.items()]


def promise_quads(kept: Mapping[str, str]) -> list[Quad]:
    """What kept each promise, by the keys of both."""
    return [Quad(iri(promise), BIL["keptBy"], iri(deed), PROMISES) for promise, deed in kept.items()]


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
