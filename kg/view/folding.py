"""What the picture shows at first: which nodes are folded into others, and which are left aside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from kg.view.kinds import style
from kg.view.network import Edge, Network

COUNTRY = "country"
"""The role that says where somebody belongs: it is in every graph for everybody, and proves nothing."""
HEADS = {
    "Statement": {"speaker"},
    "Cooperation": {"party", "supplier", "recipient"},
    "Figure": {"asserted by"},
}
"""Into whom a node is folded, by its kind."""
ROLES = {
    ("Statement", "sector"): "speaks of",
    ("Statement", "about"): "speaks about",
    ("Statement", "addressee"): "speaks to",
    ("Statement", "reportedBy"): "relayed by",
    ("Statement", "reported by"): "relayed by",
    ("Cooperation", "sector"): "works in",
}
"""What a folded node's role becomes when it is told of its head."""
TOGETHER = {"Cooperation": "works with"}
"""What two heads of a folded node are to each other."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A link that stands in for the folded nodes between two others."""

    source: str
    target: str
    role: str
    kind: str
    folded: tuple[str, ...]
    """The ids of the nodes that it stands in for."""


def folded(network: Network) -> frozenset[str]:
    """The ids of the nodes that are folded into others at first."""
    return frozenset(node.id for node in network.nodes if style(node.kind).folded)


def aside(network: Network) -> frozenset[str]:
    """The ids of those whom nothing links to others, such as who is only mentioned; empty if all are so."""
    linked = {end for edge in network.edges if edge.role != COUNTRY for end in (edge.source, edge.target)}
    found = frozenset(node.id for node in network.nodes if node.id not in linked)
    return found if len(found) < len(network.nodes) else frozenset()


def folds(network: Network) -> list[Fold]:
    """The links that stand in for what is folded, sorted."""
    kinds = {node.id: node.kind for node in network.nodes if style(node.kind).folded}
    around: dict[str, list[Edge]] = defaultdict(list)
    for edge in network.edges:
        if edge.source in kinds and edge.target not in kinds:
            around[edge.source].append(edge)
    found: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for node, edges in around.items():
        for link in _stand_ins(kinds[node], edges):
            found[link].add(node)
    return [Fold(*link, tuple(sorted(nodes))) for link, nodes in sorted(found.items())]


def _stand_ins(kind: str, edges: list[Edge]) -> set[tuple[str, str, str, str]]:
    """What one folded node becomes: links from its heads to the rest, and between its heads."""
    heads = sorted({edge.target for edge in edges if edge.role in HEADS.get(kind, ())})
    links = {
        (head, edge.target, ROLES.get((kind, edge.role), f"{edge.role} (of {style(kind).plural.lower()})"), kind)
        for edge in edges
        if edge.target not in heads
        for head in heads
    }
    if kind in TOGETHER:
        links |= {(one, two, TOGETHER[kind], kind) for one, two in combinations(heads, 2)}
    return links
