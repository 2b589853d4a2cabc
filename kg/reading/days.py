"""The day an article was published, as its source writes it."""

from __future__ import annotations

import re
from datetime import date, datetime

from kg.reading.content import shown
from kg.reading.found import UnreadableError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].+)?")
_SHOWN = 40


def published(value: object) -> date | None:
    """The day of an ISO date or date and time, where it was written; None where there is none.

    >>> published("2024-07-19T23:30:00-05:00")
    datetime.date(2024, 7, 19)
    >>> published(" ") is None
    True
    >>> published("19.07.2024")
    Traceback (most recent call last):
    kg.reading.found.UnreadableError: published "19.07.2024" is not a date (YYYY-MM-DD)

    Raises:
        UnreadableError: there is a value, and it is not such a date.

    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    day = _day(value.strip()) if isinstance(value, str) else None
    if day is None:
        raise UnreadableError(f"published {_quoted(value)} is not a date (YYYY-MM-DD)")
    return day


def _day(value: str) -> date | None:
    if not _DAY.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None


def _quoted(value: object) -> str:
    if not isinstance(value, str):
        return f"of type {type(value).__name__}"
    return f'"{shown(value[:_SHOWN])}{"…" if len(value) > _SHOWN else ""}"'
