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
_MOST_PARAGRAPHS = 40
_MARK = re.compile('[“”„«»"]')


def quotations(doc: Doc) -> list[QuotedSpan]:
    """Every quotation of the document, in order; one that runs over paragraphs gives a span for each."""
    text = doc.text
    found = []
    for number, start, end in _quoted_runs(text):
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is not None and end > start:
            found.append(QuotedSpan(tokens.start, tokens.end, Span(start, end), number))
    return found


def _quoted_runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Paragraph number, start and end of quoted words."""
    paragraphs = list(_paragraphs(text))
    number = 0
    while number < len(paragraphs):
        start, end = paragraphs[number]
        following = text[paragraphs[number + 1][0] :].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        goes_on = bool(following) and following in _OPEN + _PLAIN
        opened: int | None = None
        for begin, finish in _pairs(text, start, end, goes_on):
            if finish is None:
                opened = begin
            else:
                yield number, *_inner(text, begin, finish)
        if opened is not None:
            last, closing = _closing_paragraph(text, paragraphs, number)
            if last is not None:
                yield number, *_inner(text, opened, end)
                for n in range(number + 1, last):
                    yield n, *_inner(text, *paragraphs[n])
                yield last, *_inner(text, paragraphs[last][0], closing)
                number = last
        number += 1


def _closing_paragraph(text: str, paragraphs: list[tuple[int, int]], opened: int) -> tuple[int | None, int]:
    """Where a quotation that its paragraph leaves open is closed, no other being opened before."""
    for number in range(opened + 1, min(opened + 1 + _MOST_PARAGRAPHS, len(paragraphs))):
        start, end = paragraphs[number]
        mark = next((m for m in _MARK.finditer(text, start, end) if m.group() != _PLAIN), None)
        if mark is not None:
            return (number, mark.start()) if mark.group() in _CLOSE else (None, 0)
    return None, 0


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.start(), match.end()


def _pairs(text: str, start: int, end: int, goes_on: bool) -> Iterator[tuple[int, int | None]]:
    """Quotations of one paragraph; an end of None where the last one is left open."""
    opened: int | None = None
    curly = False
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            if mark in _OPEN or (mark == _PLAIN and _can_open(text, at)):
                opened, curly = at + 1, mark in _OPEN
        elif mark in _CLOSE or (mark == _PLAIN and not _can_open_only(text, at)):
            yield opened, at
            opened = None
    if opened is not None and goes_on:
        yield opened, end
    elif opened is not None and curly:
        yield opened, None


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
