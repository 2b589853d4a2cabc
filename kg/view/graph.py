"""The network as networkx knows it, and as pyvis holds it for the drawing."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict

import networkx
import pyvis.network

from kg.view import folding, labels, layout
from kg.view.boxes import Box
from kg.view.kinds import style
from kg.view.network import Edge, Network, Node, Quote

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 0, "multiselect": False},
}
QUIET = frozenset({"Sector", "Place", "Figure", "Statement"})
PAD = 14
"""Room between the label of a box and its border, both sides together."""


def to_networkx(network: Network) -> networkx.MultiDiGraph[str]:
    """The network with plain attributes only, sorted; an edge without its ends is an error."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=network.title)
    for node in in_order(network):
        if node.id in graph:
            raise ValueError(f"two nodes of the network have the id {node.id!r}")
        graph.add_node(node.id, kind=node.kind, label=node.label, evidence=len(node.quotes))
    for edge in edges_in_order(network):
        for end in (edge.source, edge.target):
            if end not in graph:
                raise ValueError(f"the edge {edge.role!r} from {edge.source!r} leads to no node {end!r}")
        graph.add_edge(edge.source, edge.target, role=edge.role, evidence=len(edge.quotes))
    return graph


def in_order(network: Network) -> list[Node]:
    """The nodes, those that stay in the background first, so that they are drawn behind the others."""
    return sorted(network.nodes, key=lambda node: (-style(node.kind).rank, node.kind, node.label, node.id))


def edges_in_order(network: Network) -> list[Edge]:
    """The edges by their ends and role; those that say the same are one with the evidence of all.

    Whoever holds an office of a country is not linked to that country a second time for belonging to it.
    """
    quotes: dict[tuple[str, str, str], tuple[Quote, ...]] = defaultdict(tuple)
    for edge in network.edges:
        quotes[edge.source, edge.target, edge.role] += edge.quotes
    offices = {(target, source) for source, target, role in quotes if role != folding.COUNTRY}
    return [
        Edge(source, target, role, quotes[source, target, role])
        for source, target, role in sorted(quotes)
        if role != folding.COUNTRY or (source, target) not in offices
    ]


def to_pyvis(network: Network) -> pyvis.network.Network:
    """What is drawn: each node with its two places, folded and spread, and each edge with its bend."""
    graph = to_networkx(network)
    drawing = pyvis.network.Network(directed=True)
    drawing.set_options(json.dumps(OPTIONS, sort_keys=True))
    near, wide = _places(network, graph)
    for node in in_order(network):
        _add_node(drawing, node, graph.degree(node.id), near.get(node.id), wide[node.id])
    seen: Counter[frozenset[str]] = Counter()
    for number, edge in enumerate(edges_in_order(network)):
        _add_edge(drawing, f"e{number}", edge.source, edge.target, edge.role, seen)
    for number, fold in enumerate(folding.folds(network)):
        _add_edge(drawing, f"f{number}", fold.source, fold.target, fold.role, seen)
    return drawing


def _add_node(
    drawing: pyvis.network.Network, node: Node, degree: int, near: tuple[int, int] | None, wide: tuple[int, int]
) -> None:
    drawing.add_node(
        node.id,
        label=drawn_label(node),
        shape=style(node.kind).shape,
        group=style(node.kind).name,
        size=_size(node, degree),
        fontSize=_font(node, degree),
        near=near,
        wide=wide,
    )


def _add_edge(
    drawing: pyvis.network.Network,
    id_: str,
    source: str,
    target: str,
    role: str,
    seen: Counter[frozenset[str]],
) -> None:
    """An edge that bends more, the more there are already between its ends."""
    ends = frozenset((source, target))
    bend = 0.25 * seen[ends] * (1 if source <= target else -1)
    seen[ends] += 1
    drawing.add_edge(source, target, id=id_, role=role, bend=round(bend, 2))


def _growth(degree: int) -> float:
    """What is linked to very many others grows, so that it can be read while the whole is in view."""
    return min(4.0, max(1.0, math.pow(degree / 18, 0.6)))


def _size(node: Node, degree: int) -> int:
    kind = style(node.kind)
    return kind.size if kind.hollow else round(kind.size * _growth(degree)) + min(4, degree // 4)


def _font(node: Node, degree: int) -> int:
    return round(style(node.kind).font * _growth(degree))


def _places(
    network: Network, graph: networkx.MultiDiGraph[str]
) -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """The places while statements are folded, and those while they are shown."""
    boxes = {node.id: _box(node, graph.degree(node.id)) for node in network.nodes}
    weights = {node.id: 0.5 if node.kind in QUIET else 1.0 for node in network.nodes}
    told = [(edge.source, edge.target) for edge in network.edges]
    wide = layout.positions(boxes, _links(told, weights))
    hidden = folding.folded(network) | folding.aside(network)
    if not hidden:
        return wide, wide
    seen = [ends for ends in told if hidden.isdisjoint(ends)]
    stand_ins = [(fold.source, fold.target) for fold in folding.folds(network)]
    shown = {node: box for node, box in boxes.items() if node not in hidden}
    return layout.positions(shown, _links([*seen, *stand_ins], weights)), wide


def _links(ends: list[tuple[str, str]], weights: dict[str, float]) -> list[layout.Link]:
    return [(a, b, min(weights[a], weights[b])) for a, b in ends if a != b]


def drawn_label(node: Node) -> str:
    """What stands beside a node, or in it."""
    return labels.short(node.short or node.label) or "?"


def _box(node: Node, degree: int) -> Box:
    wide, high = labels.extent(drawn_label(node), _font(node, degree))
    if style(node.kind).inside:
        across, down = wide / 2 + PAD, high / 2 + PAD / 2
        return Box(across, down, across, down)
    size = _size(node, degree)
    half = max(size, wide / 2)
    return Box(half, size, half, size + high + 6)
