"""One real event, one key: which reports of different articles tell of the same event.

The result depends on the set of reports alone, never on their order. Reports that name the day come
first: same kind, same parties, same day, same way of meeting is one event; and who names only some of
the persons of two countries, or only the countries, means the one meeting of that day that fits. A
vaguer report ("this month") joins the only such event that it fits; if several fit, or none, it stays
by itself. Two events of one article are never made one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from kg.keys import digest
from kg.linking.event import Event, is_exact, remote
from kg.linking.reports import in_order
from kg.linking.sides import Countries, below, blocked
from kg.linking.vague import fitted, same_months, undated_agreements
from kg.linking.visitors import together, visitors
from kg.model import EventReport

MAX_NAMES = 4
"""Parties named in a key; of more, the rest is told by a hash."""

Name = tuple[str, str]
"""An article's id and the key of a report in it."""


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
        return report.kind, report.country or ""
    return report.kind, "", *blocked(report.parties, countries)


def _join_group(reports: list[EventReport], countries: Countries, taken: dict[str, int]) -> dict[Name, str]:
    exact = [r for r in reports if is_exact(r)]
    events = _visits(exact, countries) if exact and exact[0].kind == "visit" else _folded(_days(exact), countries)
    keys = {(r.article, r.key): _lone_key(r) for r in reports if not is_exact(r)}
    vague = [r for r in reports if not is_exact(r)]
    placed = list(fitted(vague, events, countries))
    for number, report in placed:
        events[number].reports.append(report)
    names = {(report.article, report.key) for _, report in placed}
    left = [r for r in vague if (r.article, r.key) not in names]
    events += same_months(left, countries)
    for report, others in undated_agreements(left):
        name = _numbered(_name(report, report.parties, f"about_{report.published}"), taken)
        keys.update({(r.article, r.key): name for r in (report, *others)})
    for event in events:
        name = _numbered(_event_name(event, countries), taken)
        keys.update({(r.article, r.key): name for r in event.reports})
    return keys


def _event_name(event: Event, countries: Countries) -> str:
    first = event.fullest
    dated = any(is_exact(r) for r in event.reports)
    when = event.earliest.isoformat() if dated else f"{event.earliest}..{event.latest}"
    parties = visitors(first, countries) if first.kind == "visit" else first.parties
    return _name(first, parties, when)


def _numbered(name: str, taken: dict[str, int]) -> str:
    """The name, with a number where it is taken."""
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}.{taken[name]}"


def _days(reports: list[EventReport]) -> list[Event]:
    """One event for each day, way of meeting and parties; the n-th of an article joins the n-th of another.

    Where one article tells of two and another of one, nothing says which of the two that is.
    """
    counts: dict[tuple[str, date, bool, tuple[str, ...]], list[EventReport]] = defaultdict(list)
    for report in reports:
        assert report.earliest is not None
        counts[report.article, report.earliest, remote(report), report.parties].append(report)
    table: dict[tuple[date, bool, tuple[str, ...], int, int], Event] = {}
    for (_, day, far, parties), told in counts.items():
        for number, report in enumerate(told):
            event = table.setdefault((day, far, parties, len(told), number), Event(day, day))
            event.reports.append(report)
    return [table[place] for place in sorted(table)]


def _folded(events: list[Event], countries: Countries) -> list[Event]:
    """Events of one day of which one names more of the persons than the other are one, where only one does."""
    days: dict[tuple[date, bool], list[Event]] = defaultdict(list)
    for event in events:
        days[event.earliest, remote(event.reports[0])].append(event)
    return [event for day in sorted(days) for event in _fold_day(days[day], countries)]


def _fold_day(events: list[Event], countries: Countries) -> list[Event]:
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


def _below(event: Event, other: Event, countries: Countries) -> bool:
    return below(event.reports[0].parties, other.reports[0].parties, countries)


def _agree(event: Event, other: Event) -> bool:
    """Whether nothing that two events of one day tell keeps them apart."""
    places = [{r.country for r in e.reports if r.country} for e in (event, other)]
    spots = {(r.article, r.offset) for r in other.reports}
    again = len(other.articles) > 1 and all((r.article, r.offset) in spots for r in event.reports)
    apart = event.articles.isdisjoint(other.articles) or again  # or it is one sentence, read in two ways
    return apart and (not all(places) or not places[0].isdisjoint(places[1]))


def _visits(reports: list[EventReport], countries: Countries) -> list[Event]:
    """Trips whose days overlap or touch are one, unless one article tells of both, or each has visitors of its own."""
    events: list[Event] = []
    recent: list[Event] = []
    for report in sorted(reports, key=lambda r: (r.earliest or date.min, r.latest or date.min, in_order(r))):
        assert report.earliest is not None
        assert report.latest is not None
        first = report.earliest - timedelta(days=1)
        recent = [event for event in recent if event.latest >= first]
        event = _trip(report, recent, countries)
        if event is None:
            events.append(Event(report.earliest, report.latest, [report]))
            recent.append(events[-1])
        else:
            event.latest = max(event.latest, report.latest)
            event.reports.append(report)
    return events


def _trip(report: EventReport, recent: list[Event], countries: Countries) -> Event | None:
    """The trip that a report tells of: that of the same visitors, else the only one of some or more of them."""
    free = [event for event in recent if report.article not in event.articles]
    same = [e for e in free if visitors(e.fullest, countries) == visitors(report, countries)]
    alike = [e for e in free if together(e.fullest, report, countries)]
    return same[-1] if same else alike[0] if len(alike) == 1 else None


# ---------------------------------------------------------------- keys
def _name(report: EventReport, parties: tuple[str, ...], when: str) -> str:
    parts = [when, *(party.rpartition("/")[2] for party in parties[:MAX_NAMES])]
    if len(parties) > MAX_NAMES:
        parts.append(digest(*parties))
    if report.kind == "visit" and report.country:
        parts.append(report.country)
    if report.kind == "agreement":
        parts.append(digest(report.label.casefold()))
    if remote(report) and report.mode:
        parts.append(report.mode.lower())
    return f"{report.kind}/{'_'.join(parts)}"


def _lone_key(report: EventReport) -> str:
    """The key of an event that only this report tells of: its article is part of it."""
    when = f"{report.earliest}..{report.latest}" if report.earliest else "undated"
    return f"{_name(report, report.parties, when)}_{digest(report.article, str(report.offset), report.label)}"
