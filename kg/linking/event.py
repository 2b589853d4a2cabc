"""Reports that tell of one event, and how closely they tell when it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.linking.reports import in_order
from kg.model import EventReport

LONGEST_VISIT = timedelta(days=10)


@dataclass(slots=True)
class Event:
    """Reports that tell of one event."""

    earliest: date
    latest: date
    reports: list[EventReport] = field(default_factory=list)

    @property
    def articles(self) -> set[str]:
        """The ids of the articles that tell of it."""
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
        """Those whom the fullest report names."""
        return self.fullest.parties


def is_exact(report: EventReport) -> bool:
    """Whether a report names the day, or of a visit the days."""
    if report.earliest is None or report.latest is None:
        return False
    longest = LONGEST_VISIT if report.kind == "visit" else timedelta(0)
    return report.latest - report.earliest <= longest


def remote(report: EventReport) -> bool:
    """Whether they met by telephone or video."""
    return report.mode in {"Call", "Video"}
