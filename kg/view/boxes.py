"""The room that nodes take in the picture, and how those that overlap are pushed apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

Point = tuple[float, float]
Places = Mapping[str, Point]

GAP = 12.0
SLACK = 0.5
ROUNDS = 25
"""Rounds of pushing before the picture grows."""
GROWTH = 1.08
GROWTHS = 40


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes around its centre, label included, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """The size of the box with the gap around it."""
        return (self.left + self.right + GAP) * (self.top + self.bottom + GAP)


def separate(places: Places, boxes: Mapping[str, Box]) -> Places:
    """Pushed apart until no two boxes overlap; where that would take too long, the whole picture grows."""
    moved = {node: list(place) for node, place in places.items()}
    for _ in range(GROWTHS):
        for _ in range(ROUNDS):
            pushes = [_push(moved, boxes, a, b) for a, b in _overlapping(moved, boxes)]
            if not any(pushes):
                return {node: (x, y) for node, (x, y) in moved.items()}
        moved = {node: [x * GROWTH, y * GROWTH] for node, (x, y) in moved.items()}
    return {node: (x, y) for node, (x, y) in moved.items()}


def _overlapping(places: Mapping[str, list[float]], boxes: Mapping[str, Box]) -> list[tuple[str, str]]:
    """Pairs whose boxes overlap, found by a sweep from left to right."""
    sides = sorted(_sides(node, place, boxes[node]) for node, place in places.items())
    pairs = []
    for index, (_, right, top, bottom, first) in enumerate(sides):
        for left, _, other_top, other_bottom, second in islice(sides, index + 1, None):
            if left >= right:
                break
            if other_top < bottom and top < other_bottom:
                pairs.append((first, second))
    return pairs


def _sides(node: str, place: list[float], box: Box) -> tuple[float, float, float, float, str]:
    x, y = place
    return x - box.left, x + box.right + GAP, y - box.top, y + box.bottom + GAP, node


def _push(places: Mapping[str, list[float]], boxes: Mapping[str, Box], a: str, b: str) -> bool:
    """Moves two overlapping nodes apart the shortest way; says whether they did overlap."""
    (ax, ay), (bx, by), one, two = places[a], places[b], boxes[a], boxes[b]
    least, axis, sign = min(
        (ax + one.right + GAP - bx + two.left, 0, 1),
        (bx + two.right + GAP - ax + one.left, 0, -1),
        (ay + one.bottom + GAP - by + two.top, 1, 1),
        (by + two.bottom + GAP - ay + one.top, 1, -1),
    )
    if least <= SLACK:
        return False
    places[a][axis] -= sign * least / 2
    places[b][axis] += sign * least / 2
    return True
