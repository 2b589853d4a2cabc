"""What articles say of events, as joining needs it, and the names of their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.keys import key
from kg.model import (
    ActorKind,
    ActorReport,
    Agreement,
    AnyEvent,
    EventReport,
    Extraction,
    Meeting,
    PositionHeld,
    Undertaking,
    UndertakingReport,
    Visit,
)


def event_reports(extraction: Extraction, run: str = "") -> list[EventReport]:
    """What the article says of each meeting, visit and agreement."""
    article = extraction.article
    return [
        EventReport(article.id, _sorted(fact), article.published, run)
        for fact in extraction.facts
        if isinstance(fact, Meeting | Visit | Agreement)
    ]


def undertaking_reports(extraction: Extraction) -> list[UndertakingReport]:
    """What the article says of deliveries and releases."""
    article = extraction.article
    told = [fact for fact in extraction.facts if isinstance(fact, Undertaking)]
    return [UndertakingReport(article.id, fact, article.published) for fact in told]


def actor_reports(extraction: Extraction) -> list[ActorReport]:
    """What the article says of each person and body."""
    positions: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for fact in extraction.facts:
        if isinstance(fact, PositionHeld):
            positions[fact.holder].add((fact.position, fact.position_of))
    return [
        ActorReport(
            extraction.article.id, actor, tuple(sorted(positions[actor.key], key=str)), extraction.article.published
        )
        for actor in extraction.actors
        if actor.kind not in (ActorKind.COUNTRY, ActorKind.GROUP)
    ]


def _sorted(event: AnyEvent) -> AnyEvent:
    """The event as a store gives it back: what has no order in order, and no sentences around the evidence."""
    evidence = tuple(sorted(replace(e, sentence=e.span) for e in event.evidence))
    if isinstance(event, Meeting):
        return replace(event, evidence=evidence, participants=tuple(sorted(event.participants)))
    if isinstance(event, Visit):
        return replace(event, evidence=evidence, visitors=tuple(sorted(event.visitors)))
    return replace(event, evidence=evidence, parties=tuple(sorted(event.parties)))


def in_order(report: EventReport) -> tuple[object, ...]:
    """What reports are sorted by: where they stand, and what they say."""
    return (
        report.article,
        report.offset,
        str(report.earliest),
        str(report.latest),
        report.kind,
        report.parties,
        report.label,
        report.mode or "",
        report.status,
        report.country or "",
    )


def report_keys(reports: Iterable[EventReport]) -> dict[tuple[str, str], str]:
    """The key of each report's own node, by article and key: from its kind and where it begins."""
    taken: dict[tuple[str, str, int], int] = defaultdict(int)
    keys = {}
    for report in sorted(reports, key=in_order):
        place = report.article, report.kind, report.offset
        taken[place] += 1
        number = f".{taken[place]}" if taken[place] > 1 else ""
        keys[report.article, report.key] = key("report", report.article, f"{report.kind}-{report.offset}{number}")
    return keys
