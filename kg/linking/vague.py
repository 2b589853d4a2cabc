"""Reports that tell only roughly when something was: which event of known day they mean, or which they share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from kg.linking.event import Event, remote
from kg.linking.reports import in_order
from kg.linking.sides import Countries, below
from kg.linking.visitors import together, visitors
from kg.model import EventReport

RECENT = timedelta(days=7)
"""How far back before publication an event told without a date is looked for."""
VAGUE = timedelta(days=31)
"""The longest time told for an event that is taken to mean one of known day."""
UNDONE = {"Planned", "Cancelled"}
"""What has not taken place."""


def fitted(reports: list[EventReport], events: list[Event], countries: Countries) -> Iterator[tuple[int, EventReport]]:
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
        there = {r.country for r in events[number].reports if r.country}
        meant = alike if len(alike) == 1 else [r for r in alike if r.country in there]
        if len(meant) == 1:  # an article that tells of two events without their days means neither for sure
            yield number, meant[0]


def same_months(reports: list[EventReport], countries: Countries) -> list[Event]:
    """What several articles tell in retrospect of one month, or another such time, and no article twice.

    A visit that was announced for days of that time is the same.
    """
    table: dict[tuple[date, date, tuple[str, ...]], list[EventReport]] = defaultdict(list)
    for report in reports:
        if time := _looked_back_on(report):
            table[*time, _who(report, countries)].append(report)
    for report in reports:
        window = _window(report) if report.kind == "visit" and report.status == "Planned" else None
        who = _who(report, countries)
        fitting = [t for t in table if window and t[0] <= window[0] and window[1] <= t[1] and t[2] == who]
        if len(fitting) == 1:
            table[fitting[0]].append(report)
    alike = [(low, high, told) for (low, high, _), told in sorted(table.items()) if len(told) > 1]
    return [Event(low, high, told) for low, high, told in alike if _one_each(told)]


def _looked_back_on(report: EventReport) -> tuple[date, date] | None:
    """The month or other such time of what was held face to face, told after it was over."""
    low, high, day = report.earliest, report.latest, report.published
    if not (low and high and day) or report.status != "Held" or remote(report):
        return None
    return (low, high) if high < day and high - low <= VAGUE else None


def _who(report: EventReport, countries: Countries) -> tuple[str, ...]:
    return visitors(report, countries) if report.kind == "visit" else report.parties


def _one_each(reports: list[EventReport]) -> bool:
    """Whether each article tells of it once, and no two of several countries."""
    return len({r.article for r in reports}) == len(reports) and len({r.country for r in reports} - {None}) < 2


def undated_agreements(reports: list[EventReport]) -> Iterator[tuple[EventReport, list[EventReport]]]:
    """Agreements of one name and parties, told without a day within a week of each other: the first, and the rest."""
    undated = [r for r in reports if r.kind == "agreement" and r.earliest is None]
    runs: list[list[EventReport]] = []
    for report in sorted((r for r in undated if r.published), key=lambda r: (r.published or date.min, in_order(r))):
        last = runs[-1][-1].published if runs else None
        if last and report.published and report.published - last <= RECENT:
            runs[-1].append(report)
        else:
            runs.append([report])
    for run in runs:
        if len(run[0].label.split()) > 1 and len(run) > 1 and len({r.article for r in run}) == len(run):
            yield run[0], run[1:]


def _fits(event: Event, report: EventReport, countries: Countries) -> bool:
    """Whether a report that does not name the day can tell of the event."""
    mine, theirs = report.parties, event.parties
    if report.kind == "visit" and not together(event.fullest, report, countries):
        return False
    if (
        report.kind != "visit"
        and mine != theirs
        and not below(mine, theirs, countries)
        and not below(theirs, mine, countries)
    ):
        return False
    if not _comes_true(event, report):
        return False
    modes = {r.mode for r in event.reports if r.mode}
    if report.mode and modes and report.mode not in modes:
        return False
    where = {r.country for r in event.reports if r.country}
    return not (report.country and where and report.country not in where)


def _comes_true(event: Event, report: EventReport) -> bool:
    """Whether both are plans, or both took place, or one is told beforehand to be where the other then was."""
    statuses = {r.status for r in event.reports}
    if (statuses <= UNDONE) == (report.status in UNDONE):
        return True
    if "Cancelled" in statuses | {report.status} or report.published is None:
        return False
    there = {r.country for r in event.reports if r.country}
    planned = report.status == "Planned"
    in_turn = event.earliest >= report.published if planned else event.latest <= report.published
    same_day = event.earliest == event.latest == report.published
    return in_turn and (report.country in there if there else same_day and report.country is not None)


def _window(report: EventReport) -> tuple[date, date] | None:
    """The days that a vague report may mean: what was held was before publication, what is planned after."""
    low, high, day = report.earliest, report.latest, report.published
    if low is None or high is None:
        ahead = RECENT if report.status == "Planned" and report.kind != "agreement" else timedelta(0)
        back = RECENT if report.status == "Held" else timedelta(0)
        return (day - back, day + ahead) if day and ahead != back else None
    if high - low > VAGUE:
        return None
    if day and report.status == "Held":
        high = min(high, day)
    return low, high
