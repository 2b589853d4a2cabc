"""What a build needs to know of articles that are stored already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions

from kg.linking import Teller
from kg.model import (
    Actor,
    ActorKind,
    ActorReport,
    Agreement,
    EventReport,
    Link,
    Meeting,
    Outcome,
    Place,
    Undertaking,
    UndertakingReport,
    Visit,
)
from kg.querying.guard import PREFIXES
from kg.rdf.decisions import DECISIONS
from kg.rdf.iris import BASE, BIL, PROV, RDF, SKOS
from kg.rdf.mapping import classes, report_classes
from kg.rdf.reading import fact
from kg.rdf.renaming import as_read
from kg.store import Store

# Every query keeps to the graphs of ours: a server may hold others, and one with the union of all.
_FINGERPRINTS = """
SELECT ?graph ?fingerprint ?run WHERE {
  GRAPH ?graph {
    ?article a bil:Article ; bil:fingerprint ?fingerprint .
    ?run a prov:Activity .
    FILTER(STRSTARTS(STR(?graph), STR(id:)))
  }
}
"""
_ARTICLES = """
SELECT ?graph ?id ?published ?publisher ?signature WHERE {
  GRAPH ?graph {
    ?article a bil:Article ; dcterms:identifier ?id .
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article schema:publisher ?publisher }
    OPTIONAL { ?article bil:signature ?signature }
    FILTER(STRSTARTS(STR(?graph), STR(id:)))
  }
}
"""
_PLACES = """
SELECT ?graph ?place ?name ?country WHERE {
  GRAPH ?graph {
    ?place a bil:Place ; skos:prefLabel ?name .
    OPTIONAL { ?place bil:country/bil:isoCode ?country }
    FILTER(STRSTARTS(STR(?graph), STR(id:)))
  }
}
"""
_NODES = """
SELECT ?graph ?node ?property ?value WHERE {
  VALUES ?class {
    bil:Meeting bil:Visit bil:Agreement bil:Report bil:Undertaking bil:PositionHeld bil:Person bil:Organization
    bil:GovernmentBody bil:MilitaryForce bil:NewsOrganization bil:InternationalOrganization bil:Company
  }
  GRAPH ?graph { ?article a bil:Article . ?node a ?class ; ?property ?value . FILTER(STRSTARTS(STR(?graph), STR(id:))) }
}
"""
_READ_AS = """
SELECT ?graph ?actor ?key WHERE { GRAPH ?graph { ?actor bil:readAs ?key } FILTER(STRSTARTS(STR(?graph), STR(id:))) }
"""
_NAMED = """
SELECT DISTINCT ?actor WHERE {
  GRAPH ?graph { ?article a bil:Article ; schema:mentions ?actor . FILTER(STRSTARTS(STR(?graph), STR(id:))) }
}
"""
_JOINED = "SELECT ?event ?digest WHERE { ?event bil:report ?report ; bil:digest ?digest }"

_EVENTS = {
    BIL[name]: kind for kind in (Meeting, Visit, Agreement) for name in (classes(kind)[0], report_classes(kind)[0])
}
_ACTORS = {BIL[kind.value]: kind for kind in ActorKind if kind not in (ActorKind.COUNTRY, ActorKind.GROUP)}

Said = dict[NamedNode, list[Any]]
Nodes = dict[NamedNode, Said]


@dataclass(frozen=True, slots=True)
class _Source:
    """The article behind a graph."""

    published: date | None
    teller: Teller

    @property
    def id(self) -> str:
        return self.teller.article


@dataclass(slots=True)
class Told:
    """What the articles of a store say, each as it would say it alone."""

    events: list[EventReport] = field(default_factory=list)
    """Under the keys of their nodes as they stand."""
    actors: list[ActorReport] = field(default_factory=list)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """By article, the keys under which its actors stand now, by the keys as read."""
    tellers: list[Teller] = field(default_factory=list)
    undertakings: list[UndertakingReport] = field(default_factory=list)

    def without(self, articles: Iterable[str]) -> Told:
        """What is left without some articles."""
        gone = set(articles)
        return Told(
            [report for report in self.events if report.article not in gone],
            [report for report in self.actors if report.article not in gone],
            {article: names for article, names in self.names.items() if article not in gone},
            [teller for teller in self.tellers if teller.article not in gone],
            [report for report in self.undertakings if report.article not in gone],
        )


def fingerprints(store: Store) -> dict[NamedNode, tuple[str, NamedNode]]:
    """What each article's graph was made from: the article's fingerprint and the run."""
    return {s["graph"]: (s["fingerprint"].value, s["run"]) for s in _solutions(store, _FINGERPRINTS)}


def named(store: Store) -> set[str]:
    """The keys of all actors that articles name."""
    return {s["actor"].value.removeprefix(BASE) for s in _solutions(store, _NAMED)}


def joined_digests(store: Store) -> dict[str, str]:
    """What each joined event was made from, by key."""
    return {s["event"].value.removeprefix(BASE): s["digest"].value for s in _solutions(store, _JOINED)}


def decisions(store: Store) -> list[Link]:
    """What analysts decided of pairs of actors, sorted."""
    nodes: Nodes = defaultdict(dict)
    for quad in store.quads(DECISIONS):
        if isinstance(quad.subject, NamedNode):
            nodes[quad.subject][quad.predicate] = [quad.object]
    return sorted(_decision(said) for said in nodes.values())


def _decision(said: Said) -> Link:
    outcome = Outcome(said[BIL["outcome"]][0].value.rpartition("#")[2])
    left, right = (said[BIL[side]][0].value for side in ("left", "right"))
    return Link(left, right, outcome, float(outcome == Outcome.SAME), ("an analyst decided it",), True)


def told(store: Store) -> Told:
    """What the stored articles say of events and actors."""
    sources, places = _sources(store), _places(store)
    graphs: dict[NamedNode, Nodes] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in _solutions(store, _NODES):
        graphs[row["graph"]][row["node"]][row["property"]].append(row["value"])
    found = Told(tellers=[source.teller for source in sources.values()])
    for row in _solutions(store, _READ_AS):
        names = found.names.setdefault(sources[row["graph"]].id, {})
        names[row["key"].value] = row["actor"].value.removeprefix(BASE)
    for graph, source in sources.items():
        nodes = _as_read(store, graph) if source.id in found.names else graphs.get(graph, {})
        found.events += _event_reports(source, nodes, places[graph])
        found.actors += _actor_reports(source, nodes)
        found.undertakings += _undertaking_reports(source, nodes)
    return found


def _as_read(store: Store, graph: NamedNode) -> Nodes:
    nodes: Nodes = defaultdict(lambda: defaultdict(list))
    for quad in as_read(store.quads(graph)):
        if isinstance(quad.subject, NamedNode):
            nodes[quad.subject][quad.predicate].append(quad.object)
    return nodes


def _event_reports(source: _Source, nodes: Nodes, places: dict[str, Place]) -> Iterator[EventReport]:
    for node, said in nodes.items():
        kind = next((_EVENTS[term] for term in said.get(RDF["type"], ()) if term in _EVENTS), None)
        if kind is not None:
            run = min((term.value for term in said[PROV["wasGeneratedBy"]]), default=BASE)
            event = fact(kind, node.value.removeprefix(BASE), said, places)
            yield EventReport(source.id, event, source.published, run.removeprefix(BASE))


def _undertaking_reports(source: _Source, nodes: Nodes) -> Iterator[UndertakingReport]:
    for node, said in nodes.items():
        if BIL["Undertaking"] in said.get(RDF["type"], ()):
            told = fact(Undertaking, node.value.removeprefix(BASE), said, {})
            yield UndertakingReport(source.id, told, source.published)


def _actor_reports(source: _Source, nodes: Nodes) -> Iterator[ActorReport]:
    positions: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for said in nodes.values():
        of = next((term.value.removeprefix(BASE) for term in said.get(BIL["positionOf"], ())), None)
        for holder in said.get(BIL["holder"], ()):
            positions[holder.value].update((term.value, of) for term in said[BIL["position"]])
    for node, said in nodes.items():
        kind = next((_ACTORS[term] for term in said.get(RDF["type"], ()) if term in _ACTORS), None)
        if kind is not None:
            held = tuple(sorted(positions[node.value], key=str))
            yield ActorReport(source.id, _actor(node.value.removeprefix(BASE), kind, said), held, source.published)


def _actor(key: str, kind: ActorKind, said: Said) -> Actor:
    def local(predicate: NamedNode) -> str | None:
        return min((term.value.rpartition("/")[2] for term in said.get(predicate, ())), default=None)

    names = sorted(term.value for term in said.get(SKOS["prefLabel"], ()))
    aliases = tuple(sorted(term.value for term in said.get(SKOS["altLabel"], ())))
    return Actor(key, kind, names[0] if names else key, aliases, local(BIL["country"]), local(SKOS["exactMatch"]))


def _sources(store: Store) -> dict[NamedNode, _Source]:
    found = {}
    for row in _solutions(store, _ARTICLES):
        published = date.fromisoformat(row["published"].value) if row["published"] else None
        publisher, signed = (row[name].value if row[name] else None for name in ("publisher", "signature"))
        found[row["graph"]] = _Source(published, Teller(row["id"].value, publisher, signed or ""))
    return found


def _places(store: Store) -> dict[NamedNode, dict[str, Place]]:
    """The places that each graph describes, by key."""
    found: dict[NamedNode, dict[str, Place]] = defaultdict(dict)
    for row in _solutions(store, _PLACES):
        key = row["place"].value.removeprefix(BASE)
        country = row["country"].value if row["country"] else None
        found[row["graph"]][key] = Place(key, row["name"].value, country)
    return found


def _solutions(store: Store, sparql: str) -> QuerySolutions:
    answer = store.query(sparql, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    return answer
