"""From the keys that facts have within their article to those they share across articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.keys import key
from kg.model import Agreement, AnyFact, Cooperation, EventReport, Extraction, Meeting, Place, PositionHeld, Visit


def event_reports(extraction: Extraction) -> list[EventReport]:
    """What the article says of each meeting, visit and agreement, as joining needs it."""
    return [_report(extraction, f) for f in extraction.facts if isinstance(f, Meeting | Visit | Agreement)]


def _report(extraction: Extraction, fact: Meeting | Visit | Agreement) -> EventReport:
    period = fact.period
    return EventReport(
        article=extraction.article.id,
        key=fact.key,
        kind=type(fact).__name__.lower(),
        parties=_parties(fact),
        offset=min(e.span.start for e in fact.evidence),
        earliest=period.earliest if period else None,
        latest=period.latest if period else None,
        published=extraction.article.published,
        status=fact.status.value,
        mode=fact.mode.value if isinstance(fact, Meeting) and fact.mode else None,
        country=_country(fact),
        label=fact.label if isinstance(fact, Agreement) else "",
    )


def _parties(fact: Meeting | Visit | Agreement) -> tuple[str, ...]:
    if isinstance(fact, Meeting):
        return fact.participants
    return fact.visitors if isinstance(fact, Visit) else fact.parties


def _country(fact: Meeting | Visit | Agreement) -> str | None:
    where = fact.place if isinstance(fact, Meeting) else fact.destination if isinstance(fact, Visit) else None
    if isinstance(where, Place):
        return where.country or (where.key if isinstance(fact, Visit) else None)
    return where.removeprefix("country/") if where else None


def linked(extraction: Extraction, events: Mapping[tuple[str, str], str]) -> Extraction:
    """The extraction with the keys that its facts share with other articles."""
    return replace(extraction, facts=tuple(_rekeyed(extraction, fact, events) for fact in extraction.facts))


def _rekeyed(extraction: Extraction, fact: AnyFact, events: Mapping[tuple[str, str], str]) -> AnyFact:
    if isinstance(fact, Meeting | Visit | Agreement):
        return replace(fact, key=events[extraction.article.id, fact.key])
    if isinstance(fact, PositionHeld):
        return replace(fact, key=_position_key(fact))
    if isinstance(fact, Cooperation):
        return replace(fact, key=_cooperation_key(fact))
    return fact


def _position_key(fact: PositionHeld) -> str:
    holder, of = (part.partition("/")[2] for part in (fact.holder, fact.position_of or ""))
    name = key("position", fact.position.casefold(), fact.tenure.value.lower()).partition("/")[2]
    return f"position/{holder}/{of or 'unknown'}/{name}"


def _cooperation_key(fact: Cooperation) -> str:
    pair = "-".join(sorted(p.rpartition("/")[2] for p in fact.parties))
    direction = (
        f"/{fact.supplier.rpartition('/')[2]}-{fact.recipient.rpartition('/')[2]}"
        if fact.supplier and fact.recipient
        else ""
    )
    return f"cooperation/{pair}/{key(fact.sector, fact.kind)}{direction}"
