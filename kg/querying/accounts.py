"""One article's account: its graph as labels, kinds and sentences that can be shown.

Terms are plain strings here, IRIs marked as such: a page asks for each of them many times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.querying.words import spaced
from kg.rdf.iris import BIL, DCTERMS, LEXICON, OA, RDF, SCHEMA, SECTOR, SKOS
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

_RANK = {BIL[kind].value: rank for rank, kind in enumerate(KINDS)}


class Iri(str):
    """The text of an IRI, to tell it from that of a literal."""

    __slots__ = ()


class Account:
    """What one article's graph says, by node and property."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._quotes: dict[str, tuple[Quote, ...]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                text = Iri(value.value) if isinstance(value, NamedNode) else value.value
                self._terms[subject.value][quad.predicate.value].append(text)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._terms))

    def __contains__(self, node: object) -> bool:
        return node in self._terms

    def properties(self, node: str) -> Mapping[str, list[str]]:
        """All that is said of a node."""
        return self._terms.get(node, {})

    def terms(self, node: str, predicate: NamedNode) -> list[str]:
        """The values of a property; what is an IRI is an `Iri`."""
        return self.properties(node).get(predicate.value, [])

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
        """The sentences that a fact rests on, in the order of the article."""
        if fact not in self._quotes:
            sure = self.text(fact, BIL["confidence"])
            evidence = sorted(self.terms(fact, BIL["evidence"]), key=self._place)
            self._quotes[fact] = tuple(self._quote(node, float(sure) if sure else None) for node in evidence)
        return self._quotes[fact]

    def _place(self, evidence: str) -> tuple[int, str]:
        return int(self.text(self._selector(evidence), OA["start"]) or 0), evidence

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
