"""Nodes and properties in words."""

from __future__ import annotations

import re


def spaced(name: str) -> str:
    """A local name as words.

    >>> spaced("reportedBy"), spaced("UnderNegotiation"), spaced("science-technology"), spaced("Abu_Dhabi")
    ('reported by', 'under negotiation', 'science technology', 'Abu Dhabi')
    """
    if "_" in name:
        return name.replace("_", " ")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("-", " "))
    return words.lower() if words != name or re.fullmatch("[A-Z][a-z]+", name) else words


def days(earliest: str | None, latest: str | None) -> str:
    """Two bounds in words.

    >>> days("2024-07-08", "2024-07-08"), days("2024-07-01", "2024-07-31"), days(None, None)
    ('2024-07-08', '2024-07-01 to 2024-07-31', '')
    """
    ends = sorted({day for day in (earliest, latest) if day})
    return " to ".join(ends)


def amount(number: str) -> str:
    """A number with its thousands apart.

    >>> amount("40000"), amount("1.25")
    ('40,000', '1.25')
    """
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if re.fullmatch(r"-?\d+", whole) else number
