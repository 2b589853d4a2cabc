"""One real event, one key: which reports of different articles tell of the same event.

The result depends on the set of reports alone, never on their order. Reports that name the day come
first: same kind, same parties, same day, same way of meeting is one event. A vaguer report ("this
month") joins the only such event that it fits; if several fit, or none, it stays by itself. Two
events of one article are never made one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.keys import digest
from kg.linking.reports import in_order
from kg.model import EventReport

RECENT = timedelta(days=31)
"""How far back before publication an event told without a date is looked for."""
LONGEST_VISIT = timedelta(days=10)
MAX_NAMES = 4
"""Parties named in a key; of more, the rest is told by a hash."""

Name = tuple[str, str]
"""An article's id and the key of a report in it."""


@dataclass(slots=True)
class _Event:
    """Reports that tell of one event."""

    earliest: date
    latest: date
    reports: list[EventReport] = field(default_factory=list)

    @property
    def articles(self) -> set[str]:
        return {report.article for report in self.reports}


def join(reports: Iterable[EventReport]) -> dict[Name, str]:
    """The key of the event that each report tells of, by article and report key."""
    groups: dict[tuple[str, ...], list[EventReport]] = defaultdict(list)
    for report in reports:
        groups[_group(report)].append(report)
    keys: dict[Name, str] = {}
    for group in groups.values():
        keys.update(_join_group(sorted(group, key=in_order)))
    return keys


def _group(report: EventReport) -> tuple[str, ...]:
    """Reports of different groups never tell of one event."""
    about = (
        report.label.casefold()
        if report.kind == "agreement"
        else (report.country or "")
        if report.kind == "visit"
        else ""
    )
    return report.kind, about, *report.parties


def _is_exact(report: EventReport) -> bool:
    if report.earliest is None or report.latest is None:
        return False
    longest = LONGEST_VISIT if report.kind == "visit" else timedelta(0)
    return report.latest - report.earliest <= longest


def _join_group(reports: list[EventReport]) -> dict[Name, str]:
    exact = [r for r in reports if _is_exact(r)]
    events = _visits(exact) if exact and exact[0].kind == "visit" else _days(exact)
    keys: dict[Name, str] = {}
    for report in reports:
        if not _is_exact(report):
            fitting = [e for e in events if _fits(e, report)]
            if len(fitting) == 1 and report.article not in fitting[0].articles:
                fitting[0].reports.append(report)
            else:
                keys[report.article, report.key] = _lone_key(report)
    for event, name in _named(events):
        keys.update({(r.article, r.key): name for r in event.reports})
    return keys


def _days(reports: list[EventReport]) -> list[_Event]:
    """One event for each day and way of meeting; the n-th of an article joins the n-th of another."""
    table: dict[tuple[date, bool, int], _Event] = {}
    counts: dict[tuple[str, date, bool], int] = defaultdict(int)
    for report in reports:
        assert report.earliest is not None
        remote = report.mode in {"Call", "Video"}
        number = counts[report.article, report.earliest, remote]
        counts[report.article, report.earliest, remote] += 1
        event = table.setdefault((report.earliest, remote, number), _Event(report.earliest, report.earliest))
        event.reports.append(report)
    return [table[place] for place in sorted(table)]


def _visits(reports: list[EventReport]) -> list[_Event]:
    """Trips whose days overlap or touch are one, unless one article tells of both."""
    events: list[_Event] = []
    for report in sorted(reports, key=lambda r: (r.earliest or date.min, r.latest or date.min, in_order(r))):
        assert report.earliest is not None
        assert report.latest is not None
        last = events[-1] if events else None
        if (
            last is not None
            and report.earliest <= last.latest + timedelta(days=1)
            and report.article not in last.articles
        ):
            last.latest = max(last.latest, report.latest)
            last.reports.append(report)
        else:
            events.append(_Event(report.earliest, report.latest, [report]))
    return events


def _fits(event: _Event, report: EventReport) -> bool:
    """Whether a report that does not name the day can tell of the event."""
    low, high = report.earliest, report.latest
    if low is None or high is None:
        if report.published is None:
            return False
        low, high = report.published - RECENT, report.published
    if not (low <= event.earliest and event.latest <= high):
        return False
    planned = {r.status for r in event.reports} <= {"Planned", "Cancelled"}
    if planned != (report.status in {"Planned", "Cancelled"}):
        return False
    modes = {r.mode for r in event.reports if r.mode}
    if report.mode and modes and report.mode not in modes:
        return False
    countries = {r.country for r in event.reports if r.country}
    return not (report.country and countries and report.country not in countries)


# ---------------------------------------------------------------- keys
def _named(events: list[_Event]) -> list[tuple[_Event, str]]:
    taken: dict[str, int] = defaultdict(int)
    named = []
    for event in events:
        first = event.reports[0]
        name = _name(first, event.earliest.isoformat())
        taken[name] += 1
        named.append((event, name if taken[name] == 1 else f"{name}.{taken[name]}"))
    return named


def _name(report: EventReport, when: str) -> str:
    parts = [when, *(party.rpartition("/")[2] for party in report.parties[:MAX_NAMES])]
    if len(report.parties) > MAX_NAMES:
        parts.append(digest(*report.parties))
    if report.kind == "visit" and report.country:
        parts.append(report.country)
    if report.kind == "agreement":
        parts.append(digest(report.label.casefold()))
    if report.mode in {"Call", "Video"}:
        parts.append(report.mode.lower())
    return f"{report.kind}/{'_'.join(parts)}"


def _lone_key(report: EventReport) -> str:
    """The key of an event that only this report tells of: its article is part of it."""
    when = f"{report.earliest}..{report.latest}" if report.earliest else "undated"
    return f"{_name(report, when)}_{digest(report.article, str(report.offset), report.label)}"
