"""What a build needs to know of articles that are stored already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from kg.model import EventReport
from kg.querying.guard import PREFIXES
from kg.rdf.iris import BASE
from kg.store import Store

_FINGERPRINTS = """
SELECT ?graph ?fingerprint ?run WHERE {
  GRAPH ?graph { ?article a bil:Article ; bil:fingerprint ?fingerprint . ?run a prov:Activity . }
}
"""

_EVENTS = """
SELECT ?graph ?id ?event ?class ?published ?earliest ?latest ?status ?mode ?where ?code ?label
       (MIN(?start) AS ?offset) (GROUP_CONCAT(DISTINCT STR(?party); separator=" ") AS ?parties) WHERE {
  VALUES (?class ?role) {
    (bil:Meeting bil:participant) (bil:Visit bil:visitor) (bil:Agreement bil:party)
  }
  GRAPH ?graph {
    ?event a ?class ; ?role ?party ; bil:evidence/oa:hasSelector/oa:start ?start .
    ?article a bil:Article ; dcterms:identifier ?id .
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?event bil:earliest ?earliest ; bil:latest ?latest }
    OPTIONAL { ?event bil:status|bil:agreementStatus ?status }
    OPTIONAL { ?event bil:mode ?mode }
    OPTIONAL { ?event bil:place|bil:destination ?where OPTIONAL { ?where bil:country ?code } }
    OPTIONAL { ?event rdfs:label ?label }
  }
}
GROUP BY ?graph ?id ?event ?class ?published ?earliest ?latest ?status ?mode ?where ?code ?label
"""


def fingerprints(store: Store) -> dict[NamedNode, tuple[str, NamedNode]]:
    """What each article's graph was made from: the article's fingerprint and the run."""
    return {s["graph"]: (s["fingerprint"].value, s["run"]) for s in _solutions(store, _FINGERPRINTS)}


def event_reports(store: Store, without: Iterable[NamedNode] = ()) -> list[EventReport]:
    """What each stored article says of its events; graphs in `without` are passed over."""
    left_out = set(without)
    return [_report(s) for s in _solutions(store, _EVENTS) if s["graph"] not in left_out]


def _solutions(store: Store, sparql: str) -> QuerySolutions:
    answer = store.query(sparql, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    return answer


def _report(row: QuerySolution) -> EventReport:
    def text(name: str) -> str | None:
        term = row[name]
        return term.value if term is not None else None

    def local(name: str) -> str | None:
        value = text(name)
        return value.replace("#", "/").rsplit("/", 1)[-1] if value else None

    def day(name: str) -> date | None:
        value = text(name)
        return date.fromisoformat(value) if value else None

    kind = (local("class") or "").lower()
    return EventReport(
        article=text("id") or "",
        key=(text("event") or "").removeprefix(BASE),
        kind=kind,
        parties=tuple(sorted(p.removeprefix(BASE) for p in (text("parties") or "").split(" "))),
        offset=int(text("offset") or 0),
        earliest=day("earliest"),
        latest=day("latest"),
        published=day("published"),
        status=local("status") or "Held",
        mode=local("mode"),
        country=_country(kind, local("code"), text("where")),
        label=text("label") or "",
    )


def _country(kind: str, code: str | None, where: str | None) -> str | None:
    """A place's country; for a visit the place itself, where its country is not known."""
    if code or where is None:
        return code
    key = where.removeprefix(BASE)
    return key if kind == "visit" else None
