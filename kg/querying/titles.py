"""What events are called where they stand among others: who took part, and when, in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date

NAMED = 3
"""Most participants that a title names; of more, the first two and a number."""
_WAYS = {"call": "Call", "video": "Video meeting"}

Roles = Mapping[str, Collection[str]]
"""The names that stand in each role of an event, such as ``participant``."""


def title(kind: str, roles: Roles, modes: Collection[str], when: str) -> tuple[str, str] | None:
    """The name of an event, and a short one for the picture; None for a kind that has a name of its own.

    >>> title("Meeting", {"participant": ["Narendra Modi", "Vladimir Putin"]}, ["call"], "8 July 2024")
    ('Call of Narendra Modi and Vladimir Putin, 8 July 2024', 'Call, 8 July 2024')
    >>> title("Visit", {"visitor": ["Narendra Modi"], "destination": ["Moscow"]}, [], "")
    ('Visit of Narendra Modi to Moscow', 'Visit to Moscow')
    """
    if kind == "Meeting":
        what = next((_WAYS[mode] for mode in _WAYS if mode in modes), "Meeting")
        return _dated(what + _listed(" of ", roles.get("participant", ())), when), _dated(what, when)
    if kind == "Visit":
        where = _listed(" to ", roles.get("destination", ()))
        who = _listed(" of ", roles.get("visitor", ()))
        return _dated(f"Visit{who}{where}", when), _dated(f"Visit{where}", when)
    return None


def _listed(before: str, names: Collection[str]) -> str:
    known = sorted(names)
    if not known:
        return ""
    if len(known) > NAMED:
        known = [*known[:2], f"{len(known) - 2} others"]
    return before + " and ".join(filter(None, (", ".join(known[:-1]), known[-1])))


def _dated(what: str, when: str) -> str:
    return f"{what}, {when}" if when else what


def narrowest(earliest: Collection[str], latest: Collection[str]) -> tuple[str | None, str | None]:
    """The narrowest time that all bounds leave; all that they say where they contradict each other.

    >>> narrowest(["2024-07-01", "2024-07-08"], ["2024-07-31", "2024-07-08"])
    ('2024-07-08', '2024-07-08')
    >>> narrowest(["2024-07-08", "2024-07-09"], ["2024-07-08", "2024-07-09"])
    ('2024-07-08', '2024-07-09')
    """
    if earliest and latest and max(earliest) <= min(latest):
        return max(earliest), min(latest)
    return min(earliest, default=None), max(latest, default=None)


def in_words(earliest: str | None, latest: str | None) -> str:
    """A time between two ISO dates as one would say it.

    >>> in_words("2024-07-08", "2024-07-08"), in_words("2024-07-08", "2024-07-09")
    ('8 July 2024', '8–9 July 2024')
    >>> in_words("2024-07-01", "2024-07-31"), in_words("2024-01-01", "2024-12-31")
    ('July 2024', '2024')
    >>> in_words("2024-06-28", "2024-07-03"), in_words(None, None)
    ('28 June – 3 July 2024', '')
    """
    known = [day for day in (earliest, latest) if day]
    try:
        first, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
    except (IndexError, ValueError):  # nothing is known, or another program's dates are none
        return " – ".join(dict.fromkeys(known))
    if _is_whole(first, last, 1, 12):
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y}–{last:%Y}"
    if _is_whole(first, last, first.month, last.month):
        return f"{last:%B %Y}" if _month(first) == _month(last) else f"{first:%B %Y} – {last:%B %Y}"
    if first == last:
        return f"{last.day} {last:%B %Y}"
    if _month(first) == _month(last):
        return f"{first.day}–{last.day} {last:%B %Y}"
    year = "" if first.year == last.year else f" {first:%Y}"
    return f"{first.day} {first:%B}{year} – {last.day} {last:%B %Y}"


def _is_whole(first: date, last: date, opening: int, closing: int) -> bool:
    """Whether the time goes from the first day of one month to the last day of another."""
    begins = (first.month, first.day) == (opening, 1)
    return begins and (last.month, last.day) == (closing, monthrange(last.year, closing)[1])


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
