"""Why do you say so? All that is known of a node, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.querying.accounts import FACTS, Account, account
from kg.querying.telling import Version, label, properties, versions
from kg.store import Store
from kg.view.network import Quote


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node in words; what articles say differently stands side by side."""

    iri: str
    kind: str
    label: str
    properties: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    """For a fact its evidence; for an actor, place or sector, that of every fact about it."""
    versions: tuple[Version, ...] = ()
    """For an event that several articles tell of, what each says."""


def explain(store: Store, iri: str) -> Explanation:
    """The explanation of the node with the IRI `iri`.

    Raises QueryError if it is not an IRI, or nothing is known of it.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        raise QueryError(f"{iri!r} is not an IRI: give the address of a node, as queries show it") from None
    accounts = [account(store, graph) for graph in _graphs(store, node)]
    if not accounts:
        raise QueryError(f"nothing is known of {iri}: take an IRI from the answer to a query")
    told = sorted({item for one in accounts for item in properties(one, iri)})
    quotes = dict.fromkeys(quote for one in accounts for quote in _quotes(one, iri))
    kinds = sorted({kind for one in accounts if (kind := one.kind(iri))})
    labels = sorted({label(one, iri) for one in accounts if one.kind(iri)})
    return Explanation(
        iri,
        ", ".join(kinds) or "Thing",
        labels[0] if labels else iri,
        tuple(told),
        tuple(quotes),
        tuple(version for one in accounts for version in versions(one, iri)),
    )


def _graphs(store: Store, node: NamedNode) -> list[NamedNode]:
    """The graphs of the articles that speak of the node, sorted."""
    quads = [*store.quads(subject=node), *store.quads(object=node)]
    graphs = {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
    return sorted(graphs, key=lambda graph: graph.value)


def _quotes(account: Account, node: str) -> Iterator[Quote]:
    yield from account.quotes(node)
    for fact in account:
        if account.kind(fact) in FACTS and any(node in terms for terms in account.properties(fact).values()):
            yield from account.quotes(fact)
