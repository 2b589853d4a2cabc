"""Figures: numbers that matter, of what, and who says so."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.context import Context
from kg.extraction.counted import Counting, What, counted
from kg.extraction.numbers import CURRENCY, number, scale_of_range
from kg.model import Figure, Span, Statement

_POINTING = {"the", "these", "those", "both", "our", "their", "his", "her", "its"}
_FEW = 10
_FAR = 3


def figures(context: Context, statements: list[Statement]) -> list[Figure]:
    """All figures of the article; the same number of the same thing is one, with all who say so."""
    found: list[Figure] = []
    dated = {i for d in context.annotated.dates for i in range(d.start, d.end)}
    dated |= {t.i for e in context.annotated.doc.ents if e.label_ in {"DATE", "TIME", "ORDINAL"} for t in e}
    i = 0
    doc = context.annotated.doc
    units = frozenset(context.schema.words.get("units", ()))
    earlier: tuple[int, str | None] = (0, None)
    while i < len(doc):
        end, value = (i, None) if i in dated or i in context.annotated.at else number(doc[i], units)
        if value is None:
            i += 1
            continue
        sentence = doc[i].sent.start
        told = earlier[1] if earlier[0] == sentence else None
        figure = _figure(Counting(context, i, end, value * scale_of_range(doc, end), told), statements)
        if figure is not None:
            earlier = (sentence, figure.of)
            same = next((n for n, f in enumerate(found) if _same(f, figure)), None)
            if same is None:
                found.append(figure)
            else:
                found[same] = _merged(found[same], figure)
        i = max(end, i + 1)
    return found


def _same(one: Figure, other: Figure) -> bool:
    """The same number of the same thing, whoever says so."""
    things = [f.of.lower().split()[-1] for f in (one, other)]
    return one.value == other.value and things[0] == things[1]


def _merged(one: Figure, other: Figure) -> Figure:
    """The same number of the same thing, told twice."""
    return replace(
        one,
        evidence=one.evidence + other.evidence,
        approximation=tuple(dict.fromkeys(one.approximation + other.approximation)),
        asserted_by=tuple(dict.fromkeys(one.asserted_by + other.asserted_by)),
    )


def _figure(told: Counting, statements: list[Statement]) -> Figure | None:
    before, after = told.before, told.after
    if before is not None and (
        before.text in {"-", "/", "No", "No.", "№"}  # a decree's number
        or before.text_with_ws == "."
        or (before.ent_type_ in {"PRODUCT", "FAC", "LAW"} and before.pos_ == "PROPN")
        or _is_converted(told)
    ):
        return None
    if after is not None and after.text in {"-", "/", "+", "%-"}:
        return _hyphened(told, statements)
    if before is not None and before.lower_ in _POINTING and told.value <= _FEW and told.value == int(told.value):
        return None  # "the two governments": known already, and not counted
    what = counted(told)
    return _made(told, what, statements) if what is not None else None


def _is_converted(told: Counting) -> bool:
    """ "160 km (100 miles)": the same once more."""
    doc, start = told.doc, told.start
    if start < 2 or doc[start - 1].text != "(":
        return False
    unit = doc[start - 2]
    return unit.text in told.context.schema.words.get("units", ()) or told.listed("measures", unit)


def _made(told: Counting, what: What, statements: list[Statement]) -> Figure:
    """The figure, with what makes it less than exact and who says so."""
    context, start, (of, right) = told.context, told.start, what
    priced = start > 0 and told.doc[start - 1].text in CURRENCY
    approximation, left = _approximation(context, start - (1 if priced else 0))
    span = context.annotated.span(left, right)
    return Figure(
        key="figure/0", evidence=(context.evidence(span, told.doc[start], "rule/figure"),), confidence=0.75,
        value=told.value, of=of, approximation=(approximation,) if approximation else (),
        asserted_by=_asserted_by(span, statements),
    )  # fmt: skip


def _hyphened(told: Counting, statements: list[Statement]) -> Figure | None:
    """ "a 12,000-strong force", "a 20-kilometer stretch": how many of what makes up the noun."""
    doc, end = told.doc, told.end
    unit = doc[end + 1] if end + 1 < len(doc) else None
    if unit is None or not unit.is_lower or doc[end].text != "-":
        return None
    head = unit.head if unit.head.pos_ in {"NOUN", "PROPN"} and 0 < unit.head.i - unit.i <= _FAR else None
    measured = unit.lower_ in told.context.schema.word_set("measures")
    if head is None or not (measured or (unit.lower_ in {"strong", "member"} and told.value >= _FEW)):
        return None
    of = f"{unit.text}{'s' if unit.lower_ != 'strong' else ''} {head.text}"
    return _made(told, (of, head.i + 1), statements)


def _approximation(context: Context, start: int) -> tuple[str | None, int]:
    doc = context.annotated.doc
    words = context.schema.word_set("approximations")
    for size in (3, 2, 1):
        if start - size >= 0 and doc[start - size : start].text.lower() in words:
            return doc[start - size : start].text.lower(), start - size
    return None, start


def _asserted_by(span: Span, statements: list[Statement]) -> tuple[str, ...]:
    for statement in statements:
        if any(c.start <= span.start and span.end <= c.end + 1 for c in statement.content):
            return statement.speakers
    return ()
