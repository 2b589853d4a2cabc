"""Trips: visits as they are mentioned, put together where two mentions tell of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from kg.model import Evidence, Period, Place, Status

Destination = tuple[Place | str, str | None]
"""A place or a country's key, and the code of the country."""


@dataclass(slots=True)
class Trip:
    """A visit as mentioned, once or several times."""

    visitors: list[str]
    destination: Place | str
    country: str | None
    status: Status
    certainty: float
    evidence: list[Evidence]
    trigger: Token
    period: Period | None = None
    days: int | None = None


_NEWS = timedelta(days=10)
"""So long before the day of publication a visit is still the one that the article is about."""


def add(found: list[Trip], trip: Trip, published: date | None) -> None:
    """Add a trip, or what is new of it to the one that it tells of again."""
    same = next((t for t in found if is_same(t, trip, published)), None)
    if same is None:
        found.append(trip)
    else:
        _merge(same, trip)


def is_same(a: Trip, b: Trip, published: date | None) -> bool:
    """Whether two mentions tell of one visit: a common visitor, one country, no other time.

    "Would visit", told without a day, is the visit that the article is about.
    """
    if not set(a.visitors) & set(b.visitors):
        return False
    overlap = a.period.overlaps(b.period) if a.period is not None else None
    if overlap is False:
        return False
    if overlap is None and _is_another(a, b, published):
        return False
    return (a.country is not None and a.country == b.country) or a.destination == b.destination


def _is_another(a: Trip, b: Trip, published: date | None) -> bool:
    """Whether one is planned or goes on, and the other, told with its days, is of the past."""
    days = [t.period.latest for t in (a, b) if t.period is not None and t.period.latest is not None]
    planned = (a.status is Status.PLANNED) != (b.status is Status.PLANNED)
    if published is None:
        return planned and bool(days)
    past = any(latest < published - _NEWS for latest in days)
    return past and (planned or Status.ONGOING in {a.status, b.status})


def _merge(trip: Trip, other: Trip) -> None:
    trip.evidence += other.evidence
    trip.days = trip.days or other.days
    told = trip.period is not None
    trip.period = trip.period or other.period
    if isinstance(trip.destination, str) and not isinstance(other.destination, str):
        trip.destination = other.destination
    if other.status is Status.ONGOING or (trip.status is Status.PLANNED and other.period is not None and not told):
        trip.status = other.status
    elif trip.status is Status.ONGOING and other.status is Status.PLANNED:
        trip.status = Status.PLANNED  # "travels to", of what is to come
    trip.visitors += [v for v in other.visitors if v not in trip.visitors]


def narrowed(found: list[Trip]) -> list[Trip]:
    """Without "travels to Africa" where the same sentence says to which countries."""
    told = {(e.span, v) for t in found if t.country for e in t.evidence for v in t.visitors}
    return [t for t in found if t.country or not any((e.span, v) in told for e in t.evidence for v in t.visitors)]
