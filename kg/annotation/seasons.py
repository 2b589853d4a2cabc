"""Seasons as dates: "in the spring", "this autumn", "the summer of 2001"; of the northern half of the world."""

from __future__ import annotations

import re
from datetime import date, timedelta

SEASON = re.compile(
    r"\b(?:(?P<which>[Tt]his|[Nn]ext|[Ll]ast|[Tt]his coming|[Tt]he coming|[Tt]his past) |"
    r"(?:[Ii]n|[Dd]uring|[Bb]y|[Ff]or|[Uu]ntil|[Ss]ince) (?:the )?(?:early |late )?)"
    r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b(?! [A-Z])(?! of (?!\d{4}))"
    r"(?:(?: of)?,? (?P<year>(?:19|20)\d\d))?"
)
"""A season that the words before or a year after it tell from other springs and falls."""

_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def season_of(found: re.Match[str], published: date | None, future: bool) -> tuple[date, date] | None:
    """First and last day of a season; without a year, of the one to come or the one that began last.

    >>> season_of(SEASON.search("the talks in the autumn of 2001"), None, False)
    (datetime.date(2001, 9, 1), datetime.date(2001, 11, 30))
    >>> season_of(SEASON.search("this spring"), date(2024, 1, 19), False)
    (datetime.date(2024, 3, 1), datetime.date(2024, 5, 31))
    """
    name, which = found["season"].lower(), (found["which"] or "").lower()
    if found["year"]:
        return _bounds(int(found["year"]), name)
    if published is None:
        return None
    seasons = [_bounds(published.year + offset, name) for offset in (-2, -1, 0, 1)]
    if which == "this":
        return min(seasons, key=lambda s: abs((s[0] - published).days))
    if which in {"next", "this coming", "the coming"} or (future and not which):
        return next(s for s in seasons if s[0] > published or (s[1] >= published and not which))
    return next(s for s in reversed(seasons) if s[0] <= published and (s[1] < published or not which))


def _bounds(year: int, name: str) -> tuple[date, date]:
    first = date(year, _FIRST_MONTH[name], 1)
    beyond = date(year + 1, 3, 1) if name == "winter" else date(year, first.month + 3, 1)
    return first, beyond - timedelta(days=1)
