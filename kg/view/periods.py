"""A time cut into as many columns as a page has room for: days, months, quarters or years."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

ROOM = 16
"""Most columns, unless the time has more years than that."""

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """One column."""

    key: Key
    label: str
    """What stands over the column, such as ``Jul`` or ``Q3``."""
    group: str
    """What stands over several, such as ``2024``; empty where the label says all."""
    name: str
    """The period in full, such as ``July 2024``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A way to cut time: which column a day belongs to, and what the columns are called."""

    key: Callable[[date], Key]
    following: Callable[[Key], Key]
    label: Callable[[Key], str]
    group: Callable[[Key], str]
    name: Callable[[Key], str]


def _turn(length: int) -> Callable[[Key], Key]:
    """What follows within a year of so many parts."""
    return lambda key: (key[0], key[1] + 1) if key[1] < length else (key[0] + 1, 1)


def _day(key: Key) -> date:
    return date.fromordinal(key[1])


UNITS = (
    Unit(
        lambda day: (0, day.toordinal()),
        lambda key: (0, key[1] + 1),
        lambda key: str(_day(key).day),
        lambda key: f"{_day(key):%B %Y}",
        lambda key: f"{_day(key).day} {_day(key):%B %Y}",
    ),
    Unit(
        lambda day: (day.year, day.month),
        _turn(12),
        lambda key: f"{date(*key, 1):%b}",
        lambda key: str(key[0]),
        lambda key: f"{date(*key, 1):%B %Y}",
    ),
    Unit(
        lambda day: (day.year, (day.month + 2) // 3),
        _turn(4),
        lambda key: f"Q{key[1]}",
        lambda key: str(key[0]),
        lambda key: f"Q{key[1]} {key[0]}",
    ),
    Unit(
        lambda day: (day.year, 1),
        lambda key: (key[0] + 1, 1),
        lambda key: str(key[0]),
        lambda _: "",
        lambda key: str(key[0]),
    ),
)
"""From fine to coarse."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The columns, without a gap from the first day to the last."""

    unit: Unit
    periods: tuple[Period, ...]

    def column(self, day: date) -> Period:
        """The column of a day."""
        key = self.unit.key(day)
        return next(period for period in self.periods if period.key == key)

    @property
    def groups(self) -> list[tuple[str, int]]:
        """What stands over the columns, and over how many of them."""
        found: list[tuple[str, int]] = []
        for period in self.periods:
            if found and found[-1][0] == period.group:
                found[-1] = period.group, found[-1][1] + 1
            else:
                found.append((period.group, 1))
        return found


def calendar(days: Collection[date]) -> Calendar:
    """The finest cut that has room for all of some days.

    >>> calendar([date(2024, 4, 2), date(2024, 7, 9)]).groups
    [('2024', 4)]
    >>> [period.name for period in calendar([date(2024, 7, 8), date(2024, 7, 9)]).periods]
    ['8 July 2024', '9 July 2024']
    """
    if not days:
        return Calendar(UNITS[-1], ())
    for unit in UNITS[:-1]:
        if len(periods := _columns(unit, min(days), max(days))) <= ROOM:
            return Calendar(unit, periods)
    return Calendar(UNITS[-1], _columns(UNITS[-1], min(days), max(days)))


def _columns(unit: Unit, first: date, last: date) -> tuple[Period, ...]:
    """The columns from the first day to the last; of more than can be shown, a few too many."""
    key, end = unit.key(first), unit.key(last)
    keys = [key]
    while key < end and (unit is UNITS[-1] or len(keys) <= ROOM):
        key = unit.following(key)
        keys.append(key)
    return tuple(Period(key, unit.label(key), unit.group(key), unit.name(key)) for key in keys)
