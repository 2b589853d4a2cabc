"""How long after another event something was: "comes two days after X met Y".

The words tell of the event behind "after". They are bound where the clause before speaks of the
present of the paper ("comes"): otherwise they only tell that the event was not the news of the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token
from text_to_num import text2num

from kg.annotation.bounds import around
from kg.annotation.document import DateMention
from kg.model import Basis, Period

_COUNT = r"(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_INTERVAL = re.compile(rf"\b(?:{_COUNT} (?P<one>day|week|month|year)s?|(?:day|week|month|year)s) after\b", re.I)
_COMING = {"come", "comes"}


def intervals(doc: Doc, published: date | None) -> Iterator[DateMention]:
    """Every such time with the event that it tells of."""
    for match in _INTERVAL.finditer(doc.text):
        span = doc.char_span(*match.span())
        event = _behind(span[-1]) if span is not None else None
        if span is None or event is None:
            continue
        bounds = _bounds(match, event, published)
        low, high = bounds or (None, None)
        period = Period(low, high, span.text, Basis.RELATIVE)
        yield DateMention(span.start, span.end, period, vague=bounds is None, of=event.i)


def _behind(after: Token) -> Token | None:
    """The verb or noun of the event behind "after"."""
    if after.dep_ == "mark":
        return after.head
    return next((c for c in after.children if c.dep_ in {"pobj", "pcomp"}), None)


def _bounds(match: re.Match[str], event: Token, published: date | None) -> tuple[date, date] | None:
    """The days meant, counted from that of the paper."""
    told = any(t.lower_ in _COMING and t.tag_ in {"VBZ", "VBP"} for t in event.ancestors)
    if not told or published is None or not match["one"]:
        return None
    count = 1 if match["count"].lower() in {"a", "an"} else text2num(match["count"].lower(), "en")
    try:
        return around(published, match["one"].lower(), -int(count))
    except (OverflowError, ValueError):  # beyond the calendar
        return None
