"""One real event, one key: which reports of different articles tell of the same event.

The result depends on the set of reports alone, never on their order. Reports that name the day come
first: same kind, same parties, same day, same way of meeting is one event; and who names only some of
the persons of two countries, or only the countries, means the one meeting of that day that fits. A
vaguer report ("this month") joins the only such event that it fits; if several fit, or none, it stays
by itself. Two events of one article are never made one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.keys import digest
from kg.linking.reports import in_order
from kg.linking.sides import Countries, below, blocked
from kg.model import EventReport

RECENT = timedelta(days=7)
"""How far back before publication an event told without a date is looked for."""
VAGUE = timedelta(days=31)
"""The longest time told for an event that is taken to mean one of known day."""
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

    @property
    def fullest(self) -> EventReport:
        """The report that names the most persons and parties."""

        def rank(report: EventReport) -> tuple[int, int, tuple[str, ...], tuple[object, ...]]:
            persons = sum(party.startswith("person/") for party in report.parties)
            return -persons, -len(report.parties), report.parties, in_order(report)

        return min(self.reports, key=rank)

    @property
    def parties(self) -> tuple[str, ...]:
        return self.fullest.parties


def join(reports: Iterable[EventReport], countries: Countries | None = None) -> dict[Name, str]:
    """The key of the event that each report tells of, by article and report key.

    `countries` are the codes of the countries to which persons belong, by key.
    """
    known = countries or {}
    groups: dict[tuple[str, ...], list[EventReport]] = defaultdict(list)
    for report in reports:
        groups[_group(report, known)].append(report)
    keys: dict[Name, str] = {}
    taken: dict[str, int] = defaultdict(int)
    for place in sorted(groups):
        keys.update(_join_group(sorted(groups[place], key=in_order), known, taken))
    return keys


def _group(report: EventReport, countries: Countries) -> tuple[str, ...]:
    """Reports of different groups never tell of one event."""
    if report.kind == "agreement":
        return report.kind, report.label.casefold(), *report.parties
    if report.kind == "visit":
        return report.kind, report.country or "", *report.parties
    return report.kind, "", *blocked(report.parties, countries)


def _is_exact(report: EventReport) -> bool:
    if report.earliest is None or report.latest is None:
        return False
    longest = LONGEST_VISIT if report.kind == "visit" else timedelta(0)
    return report.latest - report.earliest <= longest


def _join_group(reports: list[EventReport], countries: Countries, taken: dict[str, int]) -> dict[Name, str]:
    exact = [r for r in reports if _is_exact(r)]
    events = _visits(exact) if exact and exact[0].kind == "visit" else _folded(_days(exact), countries)
    keys = {(r.article, r.key): _lone_key(r) for r in reports if not _is_exact(r)}
    for number, report in _fitted([r for r in reports if not _is_exact(r)], events, countries):
        events[number].reports.append(report)
    for event in events:
        name = _name(event.fullest, event.parties, event.earliest.isoformat())
        taken[name] += 1
        numbered = name if taken[name] == 1 else f"{name}.{taken[name]}"
        keys.update({(r.article, r.key): numbered for r in event.reports})
    return keys


def _fitted(
    reports: list[EventReport], events: list[_Event], countries: Countries
) -> Iterator[tuple[int, EventReport]]:
    """The reports that tell roughly when, each with the only event that it fits."""
    order = sorted(range(len(events)), key=lambda n: events[n].earliest)
    starts = [events[n].earliest for n in order]
    found: dict[tuple[int, str], list[EventReport]] = defaultdict(list)
    for report in reports:
        window = _window(report)
        if window is None:
            continue
        near = order[bisect_left(starts, window[0]) : bisect_right(starts, window[1])]
        fitting = [n for n in near if events[n].latest <= window[1] and _fits(events[n], report, countries)]
        if len(fitting) == 1 and report.article not in events[fitting[0]].articles:
            found[fitting[0], report.article].append(report)
    for (number, _), alike in found.items():
        if len(alike) == 1:  # an article that tells of two events without their days means neither for sure
            yield number, alike[0]


def _days(reports: list[EventReport]) -> list[_Event]:
    """One event for each day, way of meeting and parties; the n-th of an article joins the n-th of another."""
    table: dict[tuple[date, bool, tuple[str, ...], int], _Event] = {}
    counts: dict[tuple[str, date, bool, tuple[str, ...]], int] = defaultdict(int)
    for report in reports:
        assert report.earliest is not None
        place = report.earliest, _remote(report), report.parties
        number = counts[report.article, *place]
        counts[report.article, *place] += 1
        event = table.setdefault((*place, number), _Event(report.earliest, report.earliest))
        event.reports.append(report)
    return [table[place] for place in sorted(table)]


def _remote(report: EventReport) -> bool:
    return report.mode in {"Call", "Video"}


def _folded(events: list[_Event], countries: Countries) -> list[_Event]:
    """Events of one day of which one names more of the persons than the other are one, where only one does."""
    days: dict[tuple[date, bool], list[_Event]] = defaultdict(list)
    for event in events:
        days[event.earliest, _remote(event.reports[0])].append(event)
    return [event for day in sorted(days) for event in _fold_day(days[day], countries)]


def _fold_day(events: list[_Event], countries: Countries) -> list[_Event]:
    above = {
        n: [m for m, other in enumerate(events) if _below(event, other, countries)] for n, event in enumerate(events)
    }
    kept = [n for n in above if not above[n]]
    for n, event in enumerate(events):
        tops = [m for m in above[n] if m in kept]
        if not above[n]:
            continue
        if len(tops) == 1 and _agree(event, events[tops[0]]):
            events[tops[0]].reports.extend(event.reports)
        else:
            kept.append(n)
    return [events[n] for n in sorted(kept)]


def _below(event: _Event, other: _Event, countries: Countries) -> bool:
    return below(event.reports[0].parties, other.reports[0].parties, countries)


def _agree(event: _Event, other: _Event) -> bool:
    """Whether nothing that two events of one day tell keeps them apart."""
    places = [{r.country for r in e.reports if r.country} for e in (event, other)]
    return event.articles.isdisjoint(other.articles) and (not all(places) or not places[0].isdisjoint(places[1]))


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


def _fits(event: _Event, report: EventReport, countries: Countries) -> bool:
    """Whether a report that does not name the day can tell of the event."""
    mine, theirs = report.parties, event.parties
    if mine != theirs and not below(mine, theirs, countries) and not below(theirs, mine, countries):
        return False
    planned = {r.status for r in event.reports} <= {"Planned", "Cancelled"}
    if planned != (report.status in {"Planned", "Cancelled"}):
        return False
    modes = {r.mode for r in event.reports if r.mode}
    if report.mode and modes and report.mode not in modes:
        return False
    where = {r.country for r in event.reports if r.country}
    return not (report.country and where and report.country not in where)


def _window(report: EventReport) -> tuple[date, date] | None:
    """The days that a vague report may mean: what was held was before publication, what is planned after."""
    low, high, day = report.earliest, report.latest, report.published
    if low is None or high is None:
        return (day - RECENT, day) if day and report.status == "Held" else None
    if high - low > VAGUE:
        return None
    if day and report.status == "Held":
        high = min(high, day)
    return low, high


# ---------------------------------------------------------------- keys
def _name(report: EventReport, parties: tuple[str, ...], when: str) -> str:
    parts = [when, *(party.rpartition("/")[2] for party in parties[:MAX_NAMES])]
    if len(parties) > MAX_NAMES:
        parts.append(digest(*parties))
    if report.kind == "visit" and report.country:
        parts.append(report.country)
    if report.kind == "agreement":
        parts.append(digest(report.label.casefold()))
    if _remote(report) and report.mode:
        parts.append(report.mode.lower())
    return f"{report.kind}/{'_'.join(parts)}"


def _lone_key(report: EventReport) -> str:
    """The key of an event that only this report tells of: its article is part of it."""
    when = f"{report.earliest}..{report.latest}" if report.earliest else "undated"
    return f"{_name(report, report.parties, when)}_{digest(report.article, str(report.offset), report.label)}"
