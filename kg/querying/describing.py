"""One node as a page shows it: what is said of it, which facts speak of it, and the words they rest on.

Unlike `explaining`, which gathers all, this asks for a part that fits a page, however much a store
holds about the node. IRIs are written into the queries by the term itself, which has checked them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, Triple

from kg.errors import QueryError
from kg.querying.accounts import FACTS, Account
from kg.querying.guard import PREFIXES
from kg.querying.telling import Told, Version, label, property_name, told, versions
from kg.rdf.iris import BIL
from kg.store import Store
from kg.view.network import Quote

PROPERTIES = 500
FACTS_SHOWN = 200
QUOTES = 60

_OWN = "CONSTRUCT { ?s ?p ?o } WHERE { SELECT DISTINCT ?s ?p ?o { VALUES ?s { %s } ?s ?p ?o } LIMIT %d }"
_FACTS = """
CONSTRUCT { ?fact ?p ?o } WHERE {
  { SELECT DISTINCT ?fact { VALUES ?node { %s } ?fact ?any ?node ; bil:evidence ?evidence } LIMIT %d }
  ?fact ?p ?o
}"""
_REPORTS = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { %s } ?s ?p ?o }"
_NAMES = """
CONSTRUCT { ?s ?p ?o } WHERE {
  VALUES ?s { %s }
  VALUES ?p { rdf:type skos:prefLabel rdfs:label bil:isoCode bil:country schema:headline dcterms:identifier }
  ?s ?p ?o
}"""
_EVIDENCE = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { VALUES ?s { %(nodes)s } ?s ?p ?o }
  UNION { VALUES ?evidence { %(nodes)s } ?evidence oa:hasSelector ?s . ?s ?p ?o }
  UNION {
    VALUES ?evidence { %(nodes)s }
    VALUES ?p { schema:headline dcterms:identifier schema:publisher schema:datePublished schema:url }
    ?evidence oa:hasSource ?s . ?s ?p ?o
  }
}"""


@dataclass(frozen=True, slots=True)
class About:
    """A fact that speaks of the node."""

    role: str
    """What the node is to the fact, in words."""
    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node as a page shows it."""

    iri: str
    kind: str
    label: str
    properties: tuple[Told, ...]
    facts: tuple[About, ...]
    quotes: tuple[Quote, ...]
    versions: tuple[Version, ...]
    """What each article says of an event that several tell of."""
    more: bool
    """Whether there are more facts than are shown."""
    triples: tuple[Triple, ...]
    """What is said of the node and of the evidence for it, with the names of what it leads to."""


def describe(store: Store, iri: str) -> Node:
    """The node with the IRI `iri`.

    Raises QueryError if it is not an IRI, or nothing is known of it.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        raise QueryError(f"{iri!r} is not an IRI: give the address of a node, as queries show it") from None
    own = _asked(store, _OWN % (node, PROPERTIES))
    facts = _asked(store, _FACTS % (node, FACTS_SHOWN + 1))
    if not own and not facts:
        raise QueryError(f"nothing is known of {iri}: take an IRI from the answer to a query")
    reports = _reports(store, own)
    names = _asked(store, _NAMES % _values([*own, *facts, *reports], node))
    proof = _proof(store, [*own, *reports], facts)
    account = Account(map(_quad, {*own, *facts, *reports, *names, *proof}))
    about = sorted(_about(account, facts, node), key=lambda fact: (fact.kind, fact.role, fact.label, fact.iri))
    return Node(
        iri,
        account.kind(iri) or "Thing",
        label(account, iri),
        tuple(sorted(told(account, iri), key=lambda item: (item.name, item.value, item.iri or ""))),
        tuple(about[:FACTS_SHOWN]),
        _quotes(account, iri, about),
        tuple(versions(account, iri)),
        len({fact.iri for fact in about}) > FACTS_SHOWN,
        tuple(sorted({*own, *names, *proof}, key=str)),
    )


def _asked(store: Store, query: str) -> list[Triple]:
    found = store.query(query, prefixes=PREFIXES)
    assert not isinstance(found, QuerySolutions | QueryBoolean)
    return list(found)


def _reports(store: Store, own: list[Triple]) -> list[Triple]:
    """What the articles' versions of an event say."""
    nodes = " ".join(sorted(str(triple.object) for triple in own if triple.predicate == BIL["report"]))
    return _asked(store, _REPORTS % nodes) if nodes else []


def _values(triples: Iterable[Triple], node: NamedNode) -> str:
    """All nodes that the triples lead to, as the terms of a VALUES clause."""
    found = {triple.object for triple in triples if isinstance(triple.object, NamedNode)} | {node}
    return " ".join(sorted(map(str, found)))


def _proof(store: Store, own: list[Triple], facts: list[Triple]) -> list[Triple]:
    """The evidence of the node itself; where it has none, of the first facts about it."""
    evidence = [t.object for t in own if t.predicate == BIL["evidence"]]
    evidence = evidence or [t.object for t in facts if t.predicate == BIL["evidence"]]
    nodes = " ".join(sorted({str(term) for term in evidence if isinstance(term, NamedNode)})[:QUOTES])
    return _asked(store, _EVIDENCE % {"nodes": nodes}) if nodes else []


def _about(account: Account, facts: list[Triple], node: NamedNode) -> Iterable[About]:
    for triple in facts:
        fact = str(getattr(triple.subject, "value", ""))
        if triple.object == node and (kind := account.kind(fact)):
            yield About(property_name(triple.predicate.value), fact, label(account, fact), kind)


def _quotes(account: Account, iri: str, about: list[About]) -> tuple[Quote, ...]:
    own = account.quotes(iri)
    found = own or [quote for fact in about if fact.kind in FACTS for quote in account.quotes(fact.iri)]
    return tuple(dict.fromkeys(quote for quote in found if quote.exact))[:QUOTES]


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)
