"""Positions held: the titles that the text gives to people."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotation.document import PositionClaim
from kg.extraction.context import Context
from kg.extraction.grammar import objects
from kg.model import PositionHeld, Tenure

_DEEDS = {"chair": "Chair", "head": "Head", "lead": "Leader"}
_PASSING = {"leader", "head of state", "head of government", "top diplomat", "chief diplomat", "chief"}
"""What an office-holder is called in passing; no position beside the one that is named."""


def positions(context: Context) -> list[PositionHeld]:
    """One fact for each person named, position and tenure; short forms join the full form.

    Who is only meant ("the Thai prime minister") is known by the ontology: the article does not say who holds the post.
    """
    groups: dict[tuple[str, Tenure], list[list[PositionClaim]]] = {}
    actors = context.annotated.actors
    ranks = set(context.schema.words.get("ranks", ()))
    named = [
        c
        for c in (*context.annotated.claims, *_by_deed(context))
        if actors[c.person].mentioned and c.position not in ranks
    ]
    for claim in sorted(named, key=lambda c: (-len(c.position.split()), c.start)):
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


def _by_deed(context: Context) -> Iterator[PositionClaim]:
    """ "Macky Sall, who chairs the African Union": what somebody does tells what they are."""
    for verb in context.annotated.doc:
        position = _DEEDS.get(verb.lemma_) if verb.dep_ == "relcl" and verb.tag_ == "VBZ" else None
        person = context.annotated.at.get(verb.head.i)
        body = next((t for t in objects(verb) if t.pos_ == "PROPN"), None)
        if position is None or body is None or person is None or not person.actor.startswith("person/"):
            continue
        name = context.annotated.doc[body.left_edge.i : body.right_edge.i + 1].text
        mention = context.annotated.at.get(body.i)
        of = mention.actor if mention is not None else None
        claim = f"{position} of {name}"
        yield PositionClaim(person.actor, claim, of, Tenure.CURRENT, verb.i, body.right_edge.i + 1, person.certainty)


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
