"""One article's account, or that of all who tell of an event: a graph as labels, kinds and sentences to show.

Terms are plain strings here, IRIs marked as such: a page asks for each of them many times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.querying.words import spaced
from kg.rdf.iris import BIL, DCTERMS, LEXICON, OA, PROV, RDF, SCHEMA, SECTOR, SKOS, is_joined
from kg.rdf.joined import is_report, targets
from kg.store import Store
from kg.view.network import Quote

ORGANIZATIONS = (
    "Organization",
    "GovernmentBody",
    "MilitaryForce",
    "NewsOrganization",
    "InternationalOrganization",
    "Company",
)
FACTS = ("Meeting", "Visit", "Agreement", "Statement", "PositionHeld", "Cooperation", "Figure")
KINDS = (
    "Country",
    "Person",
    *ORGANIZATIONS,
    "Group",
    "Place",
    *FACTS,
    "BilateralRelation",
    "Article",
    "Evidence",
    "Gap",
)
"""Classes in the order in which they count where a node has several."""

_ASIDE = (SCHEMA["mentions"], BIL["country"], PROV["wasGeneratedBy"])
"""Where nothing is to be learnt of an event: not followed any further."""
_RANK = {BIL[kind].value: rank for rank, kind in enumerate(KINDS)}


class Iri(str):
    """The text of an IRI, to tell it from that of a literal."""

    __slots__ = ()


def account(store: Store, graph: NamedNode) -> Account:
    """What a graph says; to that of a joined event, what its articles say of all it points at is added."""
    quads = list(store.quads(graph))
    return Account([*quads, *_around(store, quads)] if is_joined(graph) else quads)


def _around(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """What the articles that tell of an event say of the nodes it points at, and of those these point at in turn."""
    new = targets(quads)
    known = set(new)
    articles = _graphs(store, filter(is_report, new))
    for _ in range(3):
        nodes = sorted(new, key=str)
        found = [quad for graph in articles for node in nodes for quad in store.quads(graph, subject=node)]
        yield from found
        new = targets(quad for quad in found if quad.predicate not in _ASIDE) - known
        known |= new


def _graphs(store: Store, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """The graphs that describe some nodes, sorted."""
    graphs = {quad.graph_name for node in nodes for quad in store.quads(subject=node)}
    return sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=str)


class Account:
    """What one graph or several say, by node and property."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._terms: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        self._quotes: dict[str, tuple[Quote, ...]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                text = Iri(value.value) if isinstance(value, NamedNode) else value.value
                self._terms[subject.value][quad.predicate.value][text] = None

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._terms))

    def __contains__(self, node: object) -> bool:
        return node in self._terms

    def properties(self, node: str) -> Mapping[str, Iterable[str]]:
        """All that is said of a node."""
        return self._terms.get(node, {})

    def terms(self, node: str, predicate: NamedNode) -> list[str]:
        """The values of a property; what is an IRI is an `Iri`."""
        return list(self.properties(node).get(predicate.value, ()))

    def text(self, node: str, predicate: NamedNode) -> str | None:
        """The first value of a property, or None."""
        return min(self.terms(node, predicate), default=None)

    def kind(self, node: str) -> str | None:
        """The local name of the node's class; None if it has none of ours."""
        if node.startswith(SECTOR.base):
            return "Sector"
        ranks = [_RANK[name] for name in self.terms(node, RDF["type"]) if name in _RANK]
        return KINDS[min(ranks)] if ranks else None

    def name(self, node: str) -> str:
        """What a node is called: its name, its code, or the last part of its IRI."""
        named = self.text(node, SKOS["prefLabel"]) or self.text(node, BIL["isoCode"])
        return named or spaced(node.replace("#", "/").rpartition("/")[2])

    def names(self, node: str, predicate: NamedNode) -> list[str]:
        """What the values of a property are called, sorted."""
        return sorted({self.called(term) for term in self.terms(node, predicate)})

    def called(self, term: str) -> str:
        """The name of what an IRI stands for, and a literal as it is."""
        return self.name(term) if isinstance(term, Iri) else term

    def quotes(self, fact: str) -> tuple[Quote, ...]:
        """The sentences that a fact rests on, in the order of the articles and their text."""
        if fact not in self._quotes:
            sure = self.text(fact, BIL["confidence"])
            evidence = sorted(self.terms(fact, BIL["evidence"]), key=self._place)
            self._quotes[fact] = tuple(self._quote(node, float(sure) if sure else None) for node in evidence)
        return self._quotes[fact]

    def _place(self, evidence: str) -> tuple[str, str, int, str]:
        article = self.text(evidence, OA["hasSource"]) or ""
        start = self.text(self._selector(evidence), OA["start"])
        return self.text(article, SCHEMA["datePublished"]) or "", article, int(start or 0), evidence

    def _selector(self, evidence: str) -> str:
        return self.text(evidence, OA["hasSelector"]) or ""

    def _quote(self, evidence: str, confidence: float | None) -> Quote:
        selector = self._selector(evidence)
        article = self.text(evidence, OA["hasSource"]) or ""
        return Quote(
            article=self.text(article, SCHEMA["headline"]) or self.text(article, DCTERMS["identifier"]) or article,
            outlet=self.text(article, SCHEMA["publisher"]),
            published=self.text(article, SCHEMA["datePublished"]),
            url=self.text(article, SCHEMA["url"]),
            before=self.text(selector, OA["prefix"]) or "",
            exact=self.text(selector, OA["exact"]) or "",
            after=self.text(selector, OA["suffix"]) or "",
            rule=(self.text(evidence, BIL["rule"]) or "").removeprefix(LEXICON.base),
            confidence=confidence,
        )
