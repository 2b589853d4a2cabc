"""Facts to quads: all of one article in one named graph, as the tables of `properties` say.

No blank nodes: whatever is described has an IRI made from what it is, so the same extraction gives
the same quads on any machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.keys import key
from kg.linking.sources import signature
from kg.model import (
    Actor,
    AnyFact,
    Article,
    Cooperation,
    Event,
    Evidence,
    Extraction,
    Gap,
    Joined,
    Meeting,
    Place,
    Span,
    Statement,
    Visit,
)
from kg.rdf import terms
from kg.rdf.iris import BIL, OA, PROV, RDF, SCHEMA, article_iri, country_iri, graph_iri, iri, joined_iri, rule_iri
from kg.rdf.properties import ACTOR, ARTICLE, EVENT, FACT, FACTS, PARENTS, PERIOD, PLACE, Table
from kg.rdf.provenance import Run, description, fingerprint

Quads = list[Quad]
Triples = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]

_TYPE = RDF["type"]


def quads(extraction: Extraction, run: Run, signed: str | None = None) -> list[Quad]:
    """All quads of one article, each once, in the article's named graph; `signed` is its signature, where it is known.

    Raises RdfError if a key of the extraction is no key (see `kg.keys.key`).
    """
    graph = graph_iri(extraction.article.id)
    signed = signature(extraction.article.text) if signed is None else signed
    triples = dict.fromkeys(_extraction(extraction, run, signed))
    return [Quad(*triple, graph) for triple in triples]


def relation_key(parties: Iterable[str]) -> str:
    """The key of the relation between two countries, in whichever order they are given.

    >>> relation_key(("country/RU", "country/IN"))
    'relation/IN-RU'
    """
    return "relation/" + "-".join(sorted(party.rpartition("/")[2] for party in parties))


def _extraction(extraction: Extraction, run: Run, signed: str) -> Triples:
    article = extraction.article
    yield from description(run)
    yield from _article(article, extraction.actors, signed)
    for actor in extraction.actors:
        yield from _actor(actor)
    for place in _places((*extraction.facts, *extraction.reports)):
        yield from _place(place)
    for code in _countries(extraction):
        yield from _typed(country_iri(code), "Country", "Actor")
        yield country_iri(code), BIL["isoCode"], terms.text(code)
    for fact in extraction.facts:
        yield from _fact(fact, article, run)
    for report in extraction.reports:
        yield from _fact(report, article, run, report_classes(type(report)))
    for evidence in _distinct((*extraction.facts, *extraction.reports)):
        yield from _evidence(evidence, article)
    for gap in extraction.gaps:
        yield from _gap(gap, article)


def _article(article: Article, actors: Iterable[Actor], signed: str) -> Triples:
    node = article_iri(article.id)
    yield from _typed(node, "Article")
    yield from _properties(node, article, ARTICLE)
    yield node, BIL["fingerprint"], terms.text(fingerprint(article))
    if signed:
        yield node, BIL["signature"], terms.text(signed)
    for actor in actors:
        if actor.mentioned:
            yield node, SCHEMA["mentions"], iri(actor.key)


def _actor(actor: Actor) -> Triples:
    node = iri(actor.key)
    yield from _typed(node, actor.kind.value, "Actor")
    yield from _properties(node, actor, ACTOR)


def _place(place: Place) -> Triples:
    node = iri(place.key)
    yield from _typed(node, "Place")
    yield from _properties(node, place, PLACE)


def _places(facts: Iterable[AnyFact]) -> Iterator[Place]:
    for fact in facts:
        if isinstance(fact, Meeting) and fact.place:
            yield fact.place
        elif isinstance(fact, Visit) and isinstance(fact.destination, Place):
            yield fact.destination


def _countries(extraction: Extraction) -> list[str]:
    """Codes of every country that is described or pointed at: each is given its code."""
    codes = {actor.country for actor in extraction.actors}
    codes.update(place.country for place in _places((*extraction.facts, *extraction.reports)))
    return sorted(code for code in codes if code)


def classes(kind: type[AnyFact]) -> tuple[str, ...]:
    """The classes of a fact."""
    return kind.__name__, *PARENTS.get(kind, ())


def report_classes(kind: type[AnyFact]) -> tuple[str, ...]:
    """The classes of an article's report of an event that several articles tell of."""
    return f"{kind.__name__}Report", "Report"


def joined_quads(joined: Joined, digest: str) -> list[Quad]:
    """The quads of an event that several articles tell of: what they tell together, in a graph of its own.

    `digest` stands for all that it was made from.
    """
    graph = joined_iri(joined.event.key)
    triples = dict.fromkeys(_joined(joined))
    triples[iri(joined.event.key), BIL["digest"], terms.text(digest)] = None
    return [Quad(*triple, graph) for triple in triples]


def _joined(joined: Joined) -> Triples:
    node = iri(joined.event.key)
    yield from _said(node, joined.event, classes(type(joined.event)))
    for name, report in joined.reports:
        yield node, BIL["report"], iri(name)
        if report.run:
            yield node, PROV["wasGeneratedBy"], iri(report.run)
        for evidence in report.event.evidence:
            yield node, BIL["evidence"], evidence_iri(evidence, report.article)


def _fact(fact: AnyFact, article: Article, run: Run, kinds: tuple[str, ...] = ()) -> Triples:
    node = iri(fact.key)
    yield from _said(node, fact, kinds or classes(type(fact)))
    yield node, PROV["wasGeneratedBy"], run.iri
    for evidence in fact.evidence:
        yield node, BIL["evidence"], evidence_iri(evidence, article.id)
    if isinstance(fact, Statement):
        for span in fact.content:
            yield node, BIL["content"], terms.text(span.of(article.text))
    elif isinstance(fact, Cooperation):
        yield from _relation(node, fact)


def _said(node: NamedNode, fact: AnyFact, kinds: tuple[str, ...]) -> Triples:
    """What a fact is and says, apart from where it comes from."""
    yield from _typed(node, *kinds)
    yield from _properties(node, fact, FACTS[type(fact)])
    yield from _properties(node, fact, FACT)
    if isinstance(fact, Event):
        yield from _properties(node, fact, EVENT)
    period = getattr(fact, "period", None)
    if period is not None:
        yield from _properties(node, period, PERIOD)


def _relation(node: NamedNode, fact: Cooperation) -> Triples:
    relation = iri(relation_key(fact.parties))
    yield node, BIL["relation"], relation
    yield from _typed(relation, "BilateralRelation")
    for party in fact.parties:
        yield relation, BIL["party"], iri(party)


def _distinct(facts: Iterable[AnyFact]) -> list[Evidence]:
    """One evidence for each span and rule, whatever the order of the facts."""
    evidence = sorted({e for fact in facts for e in fact.evidence}, reverse=True)
    return list({(e.span, e.rule): e for e in evidence}.values())


def _evidence(evidence: Evidence, article: Article) -> Triples:
    node = evidence_iri(evidence, article.id)
    yield from _typed(node, "Evidence")
    yield node, BIL["rule"], rule_iri(evidence.rule)
    yield from _selector(node, evidence.span, evidence.sentence, article)


def _gap(gap: Gap, article: Article) -> Triples:
    node = iri(key("gap", article.id, _range(gap.sentence), gap.rule, gap.trigger))
    yield from _typed(node, "Gap")
    yield node, BIL["trigger"], terms.text(gap.trigger)
    yield node, BIL["reason"], terms.text(gap.reason)
    yield node, BIL["rule"], rule_iri(gap.rule)
    yield from _selector(node, gap.sentence, gap.sentence, article)


def _selector(owner: NamedNode, span: Span, sentence: Span, article: Article) -> Triples:
    """Where `owner` is in the article: the words, their place, and the rest of the sentence."""
    node = NamedNode(f"{owner.value}/selector")
    yield owner, OA["hasSource"], article_iri(article.id)
    yield owner, OA["hasSelector"], node
    yield node, _TYPE, OA["TextQuoteSelector"]
    yield node, _TYPE, OA["TextPositionSelector"]
    yield node, OA["exact"], terms.text(span.of(article.text))
    yield node, OA["start"], terms.integer(span.start)
    yield node, OA["end"], terms.integer(span.end)
    before = article.text[sentence.start : span.start]
    after = article.text[span.end : sentence.end]
    if before:
        yield node, OA["prefix"], terms.text(before)
    if after:
        yield node, OA["suffix"], terms.text(after)


def evidence_iri(evidence: Evidence, article: str) -> NamedNode:
    """The IRI of a piece of evidence, from the id of its article."""
    return iri(key("evidence", article, _range(evidence.span), evidence.rule))


def _range(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _typed(node: NamedNode, *classes: str) -> Triples:
    for name in classes:
        yield node, _TYPE, BIL[name]


def _properties(node: NamedNode, thing: object, table: Table) -> Triples:
    for name, (predicate, term) in table.items():
        value = getattr(thing, name)
        if value is None:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            yield node, predicate, term(item)
