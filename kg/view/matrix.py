"""Tables of rows by time, whose cells open what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt

from kg.view.citing import Sentence
from kg.view.periods import Calendar, Period, calendar

LEVELS = 5
"""Shades of a cell, from few to many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a cell counts."""

    row: str
    day: date | None
    text: str
    when: str
    target: str
    """The id of where the page tells of it in full."""
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What there is of one row in one period."""

    id: str
    row: str
    period: Period
    entries: tuple[Entry, ...]
    level: int
    """From 1 to `LEVELS`."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells, None where there is nothing; and what of it has no day."""

    name: str
    total: int
    cells: tuple[Cell | None, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table."""

    calendar: Calendar
    rows: tuple[Row, ...]

    @property
    def cells(self) -> list[Cell]:
        """All cells in which something is."""
        return [cell for row in self.rows for cell in row.cells if cell]


def matrix(name: str, entries: Iterable[Entry], order: Iterable[str] = ()) -> Matrix:
    """The entries by row and time. Rows stand in `order`, or those with most entries first."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        rows[entry.row].append(entry)
    days = [entry.day for told in rows.values() for entry in told if entry.day]
    columns = calendar(days)
    boxes = {row: _boxes(columns, told) for row, told in rows.items()}
    most = max((len(box) for told in boxes.values() for box in told.values()), default=1)
    wanted = [row for row in order if row in rows] or sorted(rows, key=lambda row: (-len(rows[row]), row))
    return Matrix(
        columns,
        tuple(_row(f"{name}-{number}", row, rows[row], boxes[row], columns, most) for number, row in enumerate(wanted)),
    )


def day(iso: str | None) -> date | None:
    """An ISO date, or None for what is none.

    >>> day("2024-07-09"), day("soon"), day(None)
    (datetime.date(2024, 7, 9), None, None)
    """
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None


def _boxes(columns: Calendar, entries: Iterable[Entry]) -> dict[Period, list[Entry]]:
    boxes: dict[Period, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.day:
            boxes[columns.column(entry.day)].append(entry)
    return boxes


def _row(
    id_: str, name: str, entries: list[Entry], boxes: dict[Period, list[Entry]], columns: Calendar, most: int
) -> Row:
    cells = tuple(
        Cell(f"{id_}-{number}", name, period, tuple(told), _level(len(told), most))
        if (told := boxes.get(period))
        else None
        for number, period in enumerate(columns.periods)
    )
    return Row(name, len(entries), cells, sum(entry.day is None for entry in entries))


def _level(count: int, most: int) -> int:
    """Area and not length is what is seen: the shade grows with the root."""
    return ceil(LEVELS * sqrt(count / most))
