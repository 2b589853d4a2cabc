"""Datelines: "COLOMBO, Oct. 17 (Xinhua) --", "New Delhi [India], August 27 (ANI):", "SOCHI, Russia (AP) -"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-z.\u2019' -]{2,30}?)(?:/[A-Z][A-Za-z ]+)?(?: \[[A-Z][A-Za-z ]+\])?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?\.?\s*(?:/[A-Z][^/\n]{1,20}/\.?|\([^)\n]{1,20}\))?\s*(?::|--|\u2014|\u2013|-|\.)? (?=[A-Z\"\u201c])"
)


def dateline(doc: Doc) -> tuple[int, int] | None:
    """The tokens of the place that the agency writes from, which "here" means in what follows."""
    opening = _DATELINE.match(doc.text)
    if opening is None:
        return None
    told = opening.group().removeprefix(opening["place"])
    if not (
        re.search(r"[(/\[:]|--|\u2014|\u2013| - ", told) and (opening["place"].isupper() or re.search(r"[(/\[]", told))
    ):
        return None
    tokens = doc.char_span(*opening.span("place"), alignment_mode="contract")
    return (tokens.start, tokens.end) if tokens is not None else None
