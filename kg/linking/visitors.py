"""Who is on a visit, and whether two reports can tell of the same visitors."""

from __future__ import annotations

from kg.linking.sides import Countries
from kg.model import EventReport


def abroad(visitors: tuple[str, ...], country: str | None, countries: Countries) -> tuple[str, ...]:
    """The visitors without those who are at home in the country, if others are left.

    >>> abroad(("person/M", "person/P"), "IN", {"person/P": "RU", "person/M": "IN"})
    ('person/P',)
    """
    return tuple(v for v in visitors if countries.get(v, v.removeprefix("country/")) != country) or visitors


def visitors(report: EventReport, countries: Countries) -> tuple[str, ...]:
    """The visitors whom a report names."""
    return abroad(report.parties, report.country, countries)


def together(one: EventReport, other: EventReport, countries: Countries) -> bool:
    """Whether the visitors of one report are among those of the other."""
    a, b = set(visitors(one, countries)), set(visitors(other, countries))
    return a <= b or b <= a
