"""Too many nodes for one picture are shown as groups first: by country, by community or by year."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import networkx

from kg.view import layout
from kg.view.boxes import Box
from kg.view.facets import Facets
from kg.view.network import Edge, Network, Node

WHOLE = 5000
"""With more nodes than this a page opens on groups."""
LINKS = 400
"""The strongest links between groups, which are drawn."""
SMALLEST, LARGEST = 9, 70
"""Half the height of a group, in pixels."""


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that stand together as one."""

    label: str
    members: tuple[str, ...]
    place: tuple[int, int]
    size: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """All nodes, each in one group, and how many links lead from group to group."""

    by: str
    groups: tuple[Group, ...]
    links: tuple[tuple[int, int, int], ...]
    """Two numbers of groups, the smaller first, and the number of links between them."""


def groupings(network: Network, facets: Mapping[str, Facets]) -> list[Grouping]:
    """The ways in which a large network is grouped; none for one that is shown whole."""
    if len(network.nodes) <= WHOLE:
        return []
    names = {node.id: node.label for node in network.nodes}
    communities = _communities(network, names)
    ways: dict[str, Callable[[Node], str]] = {
        "country": lambda node: _countries(facets[node.id], names),
        "community": lambda node: communities[node.id],
        "year": lambda node: (node.latest or _published(node) or "no date")[:4].replace("no d", "No date"),
    }
    return [_grouping(by, {node.id: name(node) for node in network.nodes}, network.edges) for by, name in ways.items()]


def _countries(facets: Facets, names: Mapping[str, str]) -> str:
    """One country, or two that have to do with each other; what has to do with more is told of none."""
    if not facets.countries:
        return "No country"
    return " and ".join(names[country] for country in facets.countries) if len(facets.countries) < 3 else "Several"


def _published(node: Node) -> str | None:
    return max((quote.published for quote in node.quotes if quote.published), default=None)


def _communities(network: Network, names: Mapping[str, str]) -> dict[str, str]:
    """Who has most to do with whom, found by modularity; each community is called after its best linked node."""
    found: dict[str, str] = {}
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(names))
    graph.add_edges_from(sorted((edge.source, edge.target) for edge in network.edges))
    for members in networkx.community.louvain_communities(graph, seed=1):
        best = max(sorted(members), key=graph.degree)
        found |= dict.fromkeys(members, f"Around {names[best]}" if len(members) > 1 else "Without links")
    return found


def _grouping(by: str, group_of: Mapping[str, str], edges: tuple[Edge, ...]) -> Grouping:
    members: dict[str, list[str]] = defaultdict(list)
    for node, group in group_of.items():
        members[group].append(node)
    names = sorted(members, key=lambda name: (-len(members[name]), name))
    number = {name: index for index, name in enumerate(names)}
    between = Counter(_pair(number[group_of[edge.source]], number[group_of[edge.target]]) for edge in edges)
    links = [(one, two, count) for (one, two), count in between.items() if one != two]
    strongest = sorted(links, key=lambda link: (-link[2], link))[:LINKS]
    sizes = {name: _size(len(members[name]), len(members[names[0]])) for name in names}
    places = _places(names, sizes, strongest)
    groups = [Group(name, tuple(sorted(members[name])), places[name], sizes[name]) for name in names]
    return Grouping(by, tuple(groups), tuple(sorted(strongest)))


def _pair(one: int, two: int) -> tuple[int, int]:
    return min(one, two), max(one, two)


def _size(count: int, most: int) -> int:
    return round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(count / most))


def _places(
    names: list[str], sizes: Mapping[str, int], links: list[tuple[int, int, int]]
) -> dict[str, tuple[int, int]]:
    boxes = {name: Box(max(sizes[name], 60), sizes[name], max(sizes[name], 60), sizes[name] + 40) for name in names}
    return layout.positions(boxes, [(names[one], names[two], 1.0) for one, two, _ in links])
