"""The whole store as the network that a page shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.querying import titles
from kg.querying.accounts import FACTS, ORGANIZATIONS, Account, Iri, account
from kg.querying.telling import Version, label, properties, property_name, versions
from kg.rdf.iris import BIL
from kg.store import Store
from kg.view.network import Edge, Network, Node, Quote

_SHOWN = frozenset({"Country", "Person", "Organization", "Group", "Place", "Sector", *FACTS}) - {"PositionHeld"}
_ROLES = (
    *("participant", "host", "place", "visitor", "destination", "party", "speaker", "addressee"),
    *("reportedBy", "sector", "supplier", "recipient", "assertedBy", "country"),
)
_EDGES = {BIL[name].value for name in _ROLES}


@dataclass(slots=True)
class _Gathered:
    """What all accounts together say of a node."""

    kinds: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    properties: set[tuple[str, str]] = field(default_factory=set)
    quotes: set[Quote] = field(default_factory=set)
    earliest: set[str] = field(default_factory=set)
    latest: set[str] = field(default_factory=set)


Nodes = dict[str, _Gathered]
Edges = dict[tuple[str, str, str], set[Quote]]


def network(store: Store, title: str = "Who met whom and who said what") -> Network:
    """Actors, events, statements, cooperation, figures, sectors and places, and what links them.

    Positions are links from the country or organization to the holder. Nodes and links are sorted,
    so that the same store gives the same network.
    """
    nodes: Nodes = defaultdict(_Gathered)
    edges: Edges = defaultdict(set)
    for graph in store.graphs():
        told = account(store, graph)
        for node in told:
            _gather(told, node, nodes, edges)
    shown = {node for node, gathered in nodes.items() if gathered.kinds & _SHOWN}
    names = _roles(nodes, edges)
    return Network(
        title,
        tuple(_node(node, nodes[node], names[node]) for node in sorted(shown)),
        tuple(_edge(*ends, edges[ends]) for ends in sorted(edges) if shown.issuperset(ends[:2])),
    )


def _roles(nodes: Nodes, edges: Edges) -> dict[str, dict[str, set[str]]]:
    """The names of what each node is linked to, by role; of a visit to a town and its country, the town."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    to_places = {source for source, target, _ in edges if "Place" in nodes[target].kinds}
    for source, target, role in edges:
        vague = role == "destination" and source in to_places and "Country" in nodes[target].kinds
        if not vague:
            found[source][role].add(_name(nodes[target]))
    return found


def _gather(account: Account, node: str, nodes: Nodes, edges: Edges) -> None:
    kind = account.kind(node)
    if kind == "PositionHeld":
        _position(account, node, nodes, edges)
    elif (shown := _kind(kind)) in _SHOWN:
        gathered = nodes[node]
        gathered.kinds.add(shown)
        gathered.labels.add(label(account, node))
        gathered.properties |= properties(account, node)
        gathered.properties |= {(f"as {v.teller} tells it", _in_words(v)) for v in versions(account, node)}
        gathered.quotes.update(account.quotes(node))
        gathered.earliest.update(account.terms(node, BIL["earliest"]))
        gathered.latest.update(account.terms(node, BIL["latest"]))
        _links(account, node, nodes, edges)


def _in_words(version: Version) -> str:
    return "; ".join(f"{name}: {value}" for name, value in version.properties)


def _links(account: Account, node: str, nodes: Nodes, edges: Edges) -> None:
    quotes = account.quotes(node)
    for predicate, terms in account.properties(node).items():
        if predicate not in _EDGES:
            continue
        for target in terms:
            if isinstance(target, Iri) and target != node:
                edges[node, target, property_name(predicate)].update(quotes)
                if account.kind(target) == "Sector":
                    nodes[target].kinds.add("Sector")
                    nodes[target].labels.add(account.name(target))


def _position(account: Account, node: str, nodes: Nodes, edges: Edges) -> None:
    """A position is a link: the holder is the Prime Minister of the country."""
    tenure = next(iter(account.names(node, BIL["tenure"])), "current")
    position = account.text(node, BIL["position"]) or "position"
    role = position if tenure == "current" else f"{tenure} {position}"
    quotes = account.quotes(node)
    for holder in account.terms(node, BIL["holder"]):
        nodes[holder].properties.add(("position", f"{label(account, node)} ({tenure})"))
        nodes[holder].quotes.update(quotes)
        for of in account.terms(node, BIL["positionOf"]):
            edges[of, holder, role].update(quotes)


def _kind(kind: str | None) -> str | None:
    return "Organization" if kind in ORGANIZATIONS else kind


def _node(node: str, gathered: _Gathered, roles: titles.Roles) -> Node:
    kind = next(kind for kind in (*_ORDER, *sorted(gathered.kinds)) if kind in gathered.kinds)
    earliest, latest = titles.narrowest(gathered.earliest, gathered.latest)
    modes = {value for name, value in gathered.properties if name == "mode"}
    label, short = titles.title(kind, roles, modes, titles.in_words(earliest, latest)) or (_name(gathered), None)
    properties, quotes = tuple(sorted(_plain(gathered.properties))), _sorted(gathered.quotes)
    return Node(node, kind, label, properties, quotes, earliest, latest, short)


def _plain(properties: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without the codes of countries that another account calls by their names."""
    named = {name for name, value in properties if len(value) > 2}
    return {(name, value) for name, value in properties if name != "country" or len(value) > 2 or name not in named}


def _name(gathered: _Gathered) -> str:
    """Of several labels the plainest is shown: a name before a code."""
    return min(gathered.labels, key=lambda label: (len(label) < 3, label), default="")


_ORDER = ("Country", "Person", "Organization")


def _edge(source: str, target: str, role: str, quotes: set[Quote]) -> Edge:
    return Edge(source, target, role, _sorted(quotes))


def _sorted(quotes: set[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: (quote.published or "", str(quote))))
