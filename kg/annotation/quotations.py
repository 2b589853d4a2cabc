"""Quotation marks: which words are quoted.

Marks are paired within a paragraph. A quotation that is opened and not closed in its paragraph runs
to the paragraph's end when the next paragraph opens with a mark again, as newspapers set speech
that goes on; otherwise the open mark is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.annotation.document import QuotedSpan
from kg.model import Span

_OPEN, _CLOSE, _PLAIN = "“„«", "”»", '"'
_MARK = re.compile('[“”„«»"]')


def quotations(doc: Doc) -> list[QuotedSpan]:
    """Every quotation of the document, in order."""
    text = doc.text
    found = []
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0] :].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        goes_on = bool(following) and following in _OPEN + _PLAIN
        for begin, finish in _pairs(text, start, end, goes_on):
            tokens = doc.char_span(begin, finish, alignment_mode="expand")
            if tokens is not None and finish > begin:
                found.append(QuotedSpan(tokens.start, tokens.end, Span(begin, finish), number))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.start(), match.end()


def _pairs(text: str, start: int, end: int, goes_on: bool) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            if mark in _OPEN or (mark == _PLAIN and _can_open(text, at)):
                opened = at + 1
        elif mark in _CLOSE or (mark == _PLAIN and not _can_open_only(text, at)):
            yield _inner(text, opened, at)
            opened = None
    if opened is not None and goes_on:
        yield _inner(text, opened, end)


def _can_open(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return not before or not before.isalnum()


def _can_open_only(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isspace() and after.isalnum()


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The quoted words without outer white space and without the comma that leads to the cue."""
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
