"""The calendar: the first and last day of a unit of time."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def around(day: date, unit: str, offset: int) -> tuple[date, date]:
    """The day, week (from Monday), weekend, month or year that lies `offset` units from that of `day`.

    >>> around(date(2024, 7, 19), "month", 0)
    (datetime.date(2024, 7, 1), datetime.date(2024, 7, 31))
    >>> around(date(2024, 7, 19), "week", -1)
    (datetime.date(2024, 7, 8), datetime.date(2024, 7, 14))
    """
    if unit == "day":
        low = day + timedelta(days=offset)
        return low, low
    if unit == "week":
        low = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
        return low, low + timedelta(days=6)
    if unit == "weekend":
        low = day - timedelta(days=(day.weekday() - 5) % 7) + timedelta(weeks=offset)
        return low, low + timedelta(days=1)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + offset
        return month_bounds(months // 12, months % 12 + 1)
    return date(day.year + offset, 1, 1), date(day.year + offset, 12, 31)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
