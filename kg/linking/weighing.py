"""What speaks for and against two actors being one, beside their names."""

from __future__ import annotations

from kg.linking.names import SAME_NAME
from kg.linking.units import Unit

ONLY = "is what articles call the other, and nobody else"
"""How the reason ends for an acronym that stands for one body."""


def weighed(score: float, reasons: list[str], one: Unit, other: Unit) -> tuple[float, tuple[str, ...]]:
    """The score of alike names, changed by what else is known of the two."""
    if one.countries and other.countries:
        if one.countries.isdisjoint(other.countries):
            return 0.0, ()
        score += 0.08
        reasons.append("both of " + ", ".join(sorted(one.countries & other.countries)))
    shared = sorted(one.positions & other.positions)
    if shared:
        score += 0.16 if shared[0][1] else 0.12
        reasons.append(f"both {' of '.join(filter(None, (shared[0][0], _last(shared[0][1]))))}")
    if not certain(tuple(reasons)) and not one.articles.isdisjoint(other.articles):
        score -= 0.25
        reasons.append("one article names both")
    return max(0.0, min(score, 0.99)), tuple(reasons)


def _last(key: str) -> str:
    return key.rpartition("/")[2].replace("_", " ")


def certain(reasons: tuple[str, ...]) -> bool:
    """Whether the reasons leave no doubt, so that even one article that names both means one."""
    return reasons[0] == SAME_NAME or reasons[0].endswith(ONLY)
