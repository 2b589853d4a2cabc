"""What a build needs to know of articles that are stored already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.model import Agreement, EventReport, Meeting, Place, Visit
from kg.querying.guard import PREFIXES
from kg.rdf.iris import BASE, BIL, PROV, RDF
from kg.rdf.mapping import classes, report_classes
from kg.rdf.reading import fact
from kg.store import Store

_FINGERPRINTS = """
SELECT ?graph ?fingerprint ?run WHERE {
  GRAPH ?graph { ?article a bil:Article ; bil:fingerprint ?fingerprint . ?run a prov:Activity . }
}
"""
_ARTICLES = """
SELECT ?graph ?id ?published WHERE {
  GRAPH ?graph {
    ?article a bil:Article ; dcterms:identifier ?id .
    OPTIONAL { ?article schema:datePublished ?published }
  }
}
"""
_PLACES = """
SELECT ?graph ?place ?name ?country WHERE {
  GRAPH ?graph { ?place a bil:Place ; skos:prefLabel ?name . OPTIONAL { ?place bil:country/bil:isoCode ?country } }
}
"""
_EVENTS = """
SELECT ?graph ?event ?property ?value WHERE {
  VALUES ?class { bil:Meeting bil:Visit bil:Agreement bil:Report }
  GRAPH ?graph { ?event a ?class ; ?property ?value . ?article a bil:Article }
}
"""
_KINDS = {
    BIL[name].value: kind
    for kind in (Meeting, Visit, Agreement)
    for name in (classes(kind)[0], report_classes(kind)[0])
}


@dataclass(frozen=True, slots=True)
class _Source:
    """The article behind a graph."""

    id: str
    published: date | None


def fingerprints(store: Store) -> dict[NamedNode, tuple[str, NamedNode]]:
    """What each article's graph was made from: the article's fingerprint and the run."""
    return {s["graph"]: (s["fingerprint"].value, s["run"]) for s in _solutions(store, _FINGERPRINTS)}


def event_reports(store: Store) -> list[EventReport]:
    """What each stored article says of its events."""
    sources, places = _sources(store), _places(store)
    said: dict[tuple[str, str], dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for row in _solutions(store, _EVENTS):
        said[row["graph"].value, row["event"].value][row["property"]].append(row["value"])
    return [_report(event, sources[graph], terms, places[graph]) for (graph, event), terms in said.items()]


def _report(
    event: str, source: _Source, said: dict[NamedNode, list[NamedNode | Literal]], places: dict[str, Place]
) -> EventReport:
    kind = next(_KINDS[term.value] for term in said[RDF["type"]] if term.value in _KINDS)
    run = min((term.value for term in said[PROV["wasGeneratedBy"]]), default=BASE)
    told = fact(kind, event.removeprefix(BASE), said, places)
    return EventReport(source.id, told, source.published, run.removeprefix(BASE))


def _sources(store: Store) -> dict[str, _Source]:
    return {
        row["graph"].value: _Source(
            row["id"].value, date.fromisoformat(row["published"].value) if row["published"] else None
        )
        for row in _solutions(store, _ARTICLES)
    }


def _places(store: Store) -> dict[str, dict[str, Place]]:
    """The places that each graph describes, by key."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for row in _solutions(store, _PLACES):
        key = row["place"].value.removeprefix(BASE)
        country = row["country"].value if row["country"] else None
        found[row["graph"].value][key] = Place(key, row["name"].value, country)
    return found


def _solutions(store: Store, sparql: str) -> QuerySolutions:
    answer = store.query(sparql, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    return answer
