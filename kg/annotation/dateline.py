"""Datelines: "COLOMBO, Oct. 17 (Xinhua) --", "New Delhi [India], August 27 (ANI):", "SOCHI, Russia (AP) -"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

_DATELINE = re.compile(
    r"""(?P<place>[A-Z][A-Za-z.\u2019' -]{2,30}?)
        (?:/[A-Z][A-Za-z ]+)?                                   # CARACAS/BOGOTA
        (?:[ ]\[[A-Z][A-Za-z ]+\])?                             # New Delhi [India]
        (?:,[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)?                 # SOCHI, Russia
        (?:,[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?)?     # Oct. 17
        \.?\s*
        (?P<told>(?:/[A-Z][^/\n]{1,20}/\.?|\([^)\n]{1,60}\))[ ]*(?::|--|\u2014|\u2013|-)?   # /TASS/, (Xinhua) --
                 |(?::|--|\u2014|\u2013|-))
        [ ]*(?=[A-Z"\u201c])""",
    re.VERBOSE,
)


def dateline(doc: Doc) -> tuple[int, int, int] | None:
    """Where the place that the agency writes from, which "here" means, begins and ends, and where the news begins."""
    opening = _DATELINE.match(doc.text)
    if opening is None:
        return None
    by_agency = "(" in opening["told"] or "/" in opening["told"]
    in_capitals = opening["place"].isupper() and bool(opening["told"].strip(" ."))
    if not by_agency and not in_capitals:
        return None
    tokens = doc.char_span(*opening.span("place"), alignment_mode="contract")
    news = next((t.i for t in doc if t.idx >= opening.end()), len(doc))
    return (tokens.start, tokens.end, news) if tokens is not None else None
