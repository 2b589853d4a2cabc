"""Which actors of different articles may be one, how surely, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.linking import bodies, persons
from kg.linking.units import Unit
from kg.model import Link, Outcome

LISTED = 0.65
"""Pairs below this score are not worth an analyst's time."""
MAX_BLOCK = 200
"""Names in a block that are compared with each other; a family name that is more common tells too little."""


def candidates(members: Iterable[Unit]) -> Iterator[Link]:
    """Pairs that are alike enough to be listed, each once."""
    seen: set[tuple[str, str]] = set()
    members = list(members)
    full, company = bodies.full_names(members), persons.company(members)
    for block in _blocks(members):
        for one, other in combinations(sorted(block, key=lambda unit: unit.key), 2):
            if (one.key, other.key) not in seen:
                seen.add((one.key, other.key))
                score, reasons = persons.score(one, other, company) if one.person else bodies.score(one, other, full)
                if score >= LISTED:
                    yield Link(one.key, other.key, Outcome.UNSURE, round(score, 2), reasons)


def _blocks(members: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units that share something of their names; only these are compared."""
    blocks: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in members:
        for block in set(persons.blocks(unit) if unit.person else bodies.blocks(unit)):
            blocks[block].append(unit)
    for block in sorted(blocks):
        if 1 < len(blocks[block]) <= MAX_BLOCK:
            yield blocks[block]
