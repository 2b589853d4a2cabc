"""Positions held: the titles that the text gives to people."""

from __future__ import annotations

from kg.annotation.document import PositionClaim
from kg.extraction.context import Context
from kg.model import PositionHeld, Tenure

_PASSING = {"leader", "top diplomat", "chief diplomat", "chief"}
"""What an office-holder is called in passing; no position beside the one that is named."""


def positions(context: Context) -> list[PositionHeld]:
    """One fact for each person, position and tenure; short forms join the full form."""
    groups: dict[tuple[str, Tenure], list[list[PositionClaim]]] = {}
    for claim in sorted(context.annotated.claims, key=lambda c: (-len(c.position.split()), c.start)):
        rows = groups.setdefault((claim.person, claim.tenure), [])
        row = next((r for r in rows if _short_of(claim.position, r[0].position)), None)
        if row is None:
            rows.append([claim])
        else:
            row.append(claim)
    found = [_held(context, row) for rows in groups.values() for row in rows]
    offices = {(f.holder, f.tenure) for f in found if f.position.lower() not in _PASSING}
    found = [f for f in found if f.position.lower() not in _PASSING or (f.holder, f.tenure) not in offices]
    return [f for f in found if f.position_of is not None or f.confidence >= 0.6]


def _short_of(short: str, full: str) -> bool:
    """Whether all words of one position stand in another: "Secretary" and "Deputy Secretary of State".

    >>> _short_of("Advisor", "National Security Adviser")
    True
    """
    a, b = (set(s.lower().replace("adviser", "advisor").replace("-", " ").split()) for s in (short, full))
    return a <= b


def _held(context: Context, row: list[PositionClaim]) -> PositionHeld:
    first = row[0]
    of = next((c.of for c in row if c.of), None) or context.annotated.country_of(first.person)
    ordered = sorted(row, key=lambda c: c.start)
    evidence = tuple(
        dict.fromkeys(
            context.evidence(context.annotated.span(c.start, c.end), context.annotated.doc[c.start], "rule/title")
            for c in ordered
        )
    )
    return PositionHeld(
        key="position/0",
        evidence=evidence,
        confidence=round(max(c.certainty for c in row) * 0.95, 2),
        holder=first.person,
        position=first.position,
        position_of=of,
        tenure=first.tenure,
        as_of=context.published,
    )
