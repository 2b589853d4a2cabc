"""Where each node stands: the same place each time, with room for its label.

igraph finds the shape (Kamada and Kawai's, or Fruchterman and Reingold's for many nodes, under fixed seeds);
what follows turns it lengthwise, spreads it to the size that the labels need and pushes apart what still
overlaps, since no layout of igraph knows labels.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import igraph
import networkx

from kg.view.boxes import Box, Places, Point, separate

Link = tuple[str, str, float]
"""Two ids and how strongly they pull at each other."""

MANY = 1000
"""With more nodes than this a layout that takes time in step with the links is taken."""
ITERATIONS = 200
STEPS = 12
"""Of Kamada and Kawai's method, for each node."""
TRIES = 12
BUDGET = 600
"""Nodes that all layouts tried have together: the best of several is taken while that costs little."""
TINY = 4
"""So few nodes stand in a circle."""
STRETCH = 1.5
"""Screens are wider than high, and so are labels."""
EVENNESS = 0.5
"""How far the picture is evened out, from not at all to wholly."""
ROOM = 4.0
"""Area of the picture in areas of the labels."""
APART = 50.0
"""Between parts that no link connects."""


def positions(boxes: Mapping[str, Box], links: Iterable[Link]) -> dict[str, tuple[int, int]]:
    """The centre of each node, in whole pixels; what hangs together in one piece, the rest in rows below."""
    parts = [_laid_out(part, boxes) for part in _parts(sorted(boxes), sorted(links))]
    return {node: (round(x), round(y)) for node, (x, y) in _in_rows(parts, boxes).items()}


def _parts(nodes: list[str], links: list[Link]) -> list[networkx.Graph[str]]:
    """The connected parts, the largest first, built anew since a view on part of a graph has no order."""
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(links)
    parts: dict[str, networkx.Graph[str]] = {}
    found = []
    for names in sorted(networkx.connected_components(graph), key=lambda names: (-len(names), min(names))):
        part: networkx.Graph[str] = networkx.Graph()
        part.add_nodes_from(sorted(names))
        parts |= dict.fromkeys(names, part)
        found.append(part)
    for one, other, weight in links:
        parts[one].add_edge(one, other, weight=weight)
    return found


def _in_rows(parts: list[Places], boxes: Mapping[str, Box]) -> Places:
    """The parts side by side from left to right, in as many rows as the width of the picture asks for."""
    frames = [_frame(part, boxes) for part in parts]
    area = sum((frame.right + APART) * (frame.bottom + APART) for frame in frames)
    width = max([math.sqrt(area * STRETCH), *(frame.right for frame in frames)])
    placed: dict[str, Point] = {}
    x = y = height = 0.0
    for part, frame in zip(parts, frames, strict=True):
        if x and x + frame.right > width:
            x, y, height = 0.0, y + height + APART, 0.0
        placed |= {node: (x + left - frame.left, y + top - frame.top) for node, (left, top) in part.items()}
        x, height = x + frame.right + APART, max(height, frame.bottom)
    return placed


def _frame(part: Places, boxes: Mapping[str, Box]) -> Box:
    """Where a part begins, at the left and the top, and how far it reaches from there."""
    left = min(x - boxes[node].left for node, (x, _) in part.items())
    top = min(y - boxes[node].top for node, (_, y) in part.items())
    right = max(x + boxes[node].right for node, (x, _) in part.items())
    bottom = max(y + boxes[node].bottom for node, (_, y) in part.items())
    return Box(left, top, right - left, bottom - top)


def _laid_out(graph: networkx.Graph[str], boxes: Mapping[str, Box]) -> Places:
    """One connected part by itself."""
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    return _best([_attempt(graph, boxes, seed) for seed in range(_tries(graph))], graph, boxes)


def _tries(graph: networkx.Graph[str]) -> int:
    return 1 if len(graph) <= TINY else max(1, min(TRIES, BUDGET // len(graph)))


def _best(attempts: list[Places], graph: networkx.Graph[str], boxes: Mapping[str, Box]) -> Places:
    """The attempt in which the fewest links cross each other or run over a label."""
    if len(attempts) == 1:
        return attempts[0]
    return min(attempts, key=lambda places: _crossings(graph, places) + _covered(graph, places, boxes))


def _attempt(graph: networkx.Graph[str], boxes: Mapping[str, Box], seed: int) -> Places:
    return separate(_spread(_evened(_lengthwise(_shape(graph, seed))), boxes), boxes)


def _shape(graph: networkx.Graph[str], seed: int) -> Places:
    """Well linked nodes are given longer links, so that what hangs on them has room around them."""
    if len(graph) <= TINY:
        return _points(networkx.circular_layout(graph))
    chance = random.Random(seed)
    start = [(chance.random(), chance.random()) for _ in graph]
    drawn = igraph.Graph.from_networkx(graph)
    lengths = [1 / weight * _length(drawn, edge) for edge, weight in enumerate(drawn.es["weight"])]
    igraph.set_random_number_generator(chance)
    if len(graph) <= MANY:
        found = drawn.layout_kamada_kawai(seed=start, weights=lengths, maxiter=STEPS * len(graph))
    else:
        pulls = [1 / length for length in lengths]
        found = drawn.layout_fruchterman_reingold(seed=start, niter=ITERATIONS, weights=pulls, grid="grid")
    return _points(dict(zip(graph, found, strict=True)))


def _length(graph: igraph.Graph, edge: int) -> float:
    one, two = graph.es[edge].tuple
    return math.pow(graph.degree(one) * graph.degree(two), 0.25)


def _points(found: Mapping[str, Iterable[Any]]) -> Places:
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _crossings(graph: networkx.Graph[str], places: Places) -> int:
    return sum(
        _cross(places[a], places[b], places[c], places[d])
        for (a, b), (c, d) in combinations(graph.edges, 2)
        if len({a, b, c, d}) == 4
    )


def _covered(graph: networkx.Graph[str], places: Places, boxes: Mapping[str, Box]) -> int:
    """How often a link runs over a node that it does not lead to."""
    diagonals = {node: _diagonals(place, boxes[node]) for node, place in places.items()}
    return sum(
        any(_cross(places[a], places[b], *diagonal) for diagonal in diagonals[node])
        for a, b in graph.edges
        for node in places
        if node not in (a, b)
    )


def _diagonals(place: Point, box: Box) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
    left, right = place[0] - box.left, place[0] + box.right
    top, bottom = place[1] - box.top, place[1] + box.bottom
    return ((left, top), (right, bottom)), ((left, bottom), (right, top))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _lengthwise(places: Places) -> Places:
    """Turned around its middle so that it is widest from left to right."""
    middle_x = sum(x for x, _ in places.values()) / len(places)
    middle_y = sum(y for _, y in places.values()) / len(places)
    moved = {node: (x - middle_x, y - middle_y) for node, (x, y) in places.items()}
    slant = sum(2 * x * y for x, y in moved.values())
    excess = sum(x * x - y * y for x, y in moved.values())
    turn = -math.atan2(slant, excess) / 2
    sin, cos = math.sin(turn), math.cos(turn)
    return {node: (x * cos - y * sin, x * sin + y * cos) for node, (x, y) in moved.items()}


def _evened(places: Places) -> Places:
    """Half way towards equal steps along both axes: crowded parts get room, empty parts give it."""
    across = _steps({node: x for node, (x, _) in places.items()})
    down = _steps({node: y for node, (_, y) in places.items()})
    return {node: (across[node], down[node]) for node in places}


def _steps(values: Mapping[str, float]) -> dict[str, float]:
    low, extent, last = min(values.values()), _extent(values.values()), len(values) - 1 or 1
    order = sorted(values, key=lambda node: (values[node], node))
    return {
        node: (1 - EVENNESS) * (values[node] - low) / extent + EVENNESS * rank / last - 0.5
        for rank, node in enumerate(order)
    }


def _spread(places: Places, boxes: Mapping[str, Box]) -> Places:
    """Scaled so that the picture has room for all labels."""
    wide = _extent(x for x, _ in places.values())
    high = _extent(y for _, y in places.values())
    scale = math.sqrt(ROOM * sum(boxes[node].area for node in places) / (wide * high * STRETCH))
    return {node: (x * scale * STRETCH, y * scale) for node, (x, y) in places.items()}


def _extent(values: Iterable[float]) -> float:
    known = list(values)
    return max(known) - min(known) or 1.0
