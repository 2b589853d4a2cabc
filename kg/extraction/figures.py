"""Figures: numbers that matter, of what, and who says so."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token
from text_to_num import text2num

from kg.extraction.context import Context
from kg.model import Figure, Span, Statement

_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "mn": 1e6,
    "m": 1e6,
    "tn": 1e12,
    "bln": 1e9,
    "mln": 1e6,
    "trln": 1e12,
}
_PRICE = re.compile(r"([A-Z]{0,3}[$€£¥₹]|USD|EUR|GBP|INR|CNY|JPY)(\d+(?:[.,]\d+)*)(bn|mn|m|tn|k)?")
_MEASURE = re.compile(r"(\d+(?:[.,]\d+)*)([A-Za-z]{1,4})")
_SHORT = re.compile(r"(\d+(?:\.\d+)?)(bn|mn|m|tn|k)")
_SHORT_SCALES = {"bn": 1e9, "mn": 1e6, "m": 1e6, "tn": 1e12, "k": 1e3}
_CURRENCY = {
    "$": "US dollars", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees", "US$": "US dollars",
    "C$": "Canadian dollars", "A$": "Australian dollars", "NZ$": "NZ dollars", "R$": "reais",
    "USD": "US dollars (USD)", "EUR": "euros", "GBP": "pounds", "INR": "rupees", "Rs": "rupees",
    "CNY": "yuan", "JPY": "yen", "S$": "Singapore dollars", "HK$": "Hong Kong dollars", "Rs.": "rupees",
}  # fmt: skip


_POINTING = {"the", "these", "those", "both", "our", "their", "his", "her", "its"}
_FEW = 10
_FAR = 3
_PEOPLE = 100
_MANY = 5
"""From so many on, countries, ministers and members are counted, and not known already."""


def figures(context: Context, statements: list[Statement]) -> list[Figure]:
    """All figures of the article; the same number of the same thing is one, with all who say so."""
    found: list[Figure] = []
    dated = {i for d in context.annotated.dates for i in range(d.start, d.end)}
    dated |= {t.i for e in context.annotated.doc.ents if e.label_ in {"DATE", "TIME", "ORDINAL"} for t in e}
    i = 0
    doc = context.annotated.doc
    units = frozenset(context.schema.words.get("units", ()))
    while i < len(doc):
        end, value = (i, None) if i in dated or i in context.annotated.at else _number(doc[i], units)
        if value is None:
            i += 1
            continue
        figure = _figure(context, i, end, value, statements)
        if figure is not None:
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


def _number(token: Token, units: frozenset[str]) -> tuple[int, float | None]:
    """The end and the value of a number that starts at the token: "12 billion", "four", "1,500"."""
    doc = token.doc
    value: float | None = None
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", token.text):
        value = float(token.text.replace(",", ""))
    elif short := _SHORT.fullmatch(token.text):
        return token.i + 1, float(short[1]) * _SHORT_SCALES[short[2]]
    elif price := _PRICE.fullmatch(token.text):
        value = float(price[2].replace(",", "")) * _SHORT_SCALES.get(price[3], 1.0)
    elif (measure := _MEASURE.fullmatch(token.text)) and measure[2] in units:
        return token.i + 1, float(measure[1].replace(",", ""))
    elif token.pos_ == "NUM" and token.is_alpha:
        return _in_words(token)
    elif token.lower_ in _SCALES and token.i > 0 and token.nbor(-1).lower_ in {"a", "an"}:
        value = 1.0
        return _scaled(token.i, value, doc)
    if value is None:
        return token.i, None
    return _scaled(token.i + 1, value, doc)


def _in_words(token: Token) -> tuple[int, float | None]:
    """A number written in words: the longest run that makes one, "twenty-five", "two hundred"."""
    doc = token.doc
    for end in range(min(token.i + 5, len(doc)), token.i, -1):
        try:
            value = float(text2num(doc[token.i : end].text.lower(), "en"))
        except ValueError:
            continue
        return _scaled(end, value, doc)
    return token.i, None


def _scaled(at: int, value: float, doc: Doc) -> tuple[int, float | None]:
    while at < len(doc) and doc[at].lower_ in _SCALES:
        value *= _SCALES[doc[at].lower_]
        at += 1
    return at, value


def _figure(context: Context, start: int, end: int, value: float, statements: list[Statement]) -> Figure | None:
    doc = context.annotated.doc
    before, after = doc[start - 1] if start > 0 else None, doc[end] if end < len(doc) else None
    if before is not None and (
        before.text in {"-", "/"}
        or before.text_with_ws == "."
        or (before.ent_type_ in {"PRODUCT", "FAC", "LAW"} and before.pos_ == "PROPN")
    ):
        return None
    if after is not None and after.text in {"-", "/", "+", "%-"}:
        return _hyphened(context, start, end, value, statements)
    if before is not None and before.lower_ in _POINTING and value <= _FEW and value == int(value):
        return None  # "the two governments": known already, and not counted
    what = _what(context, start, end, before, after, value)
    if what is None:
        return None
    return _made(context, start, value, what, statements)


def _made(context: Context, start: int, value: float, what: tuple[str, int], statements: list[Statement]) -> Figure:
    """The figure, with what makes it less than exact and who says so."""
    doc, (of, right) = context.annotated.doc, what
    priced = start > 0 and doc[start - 1].text in _CURRENCY
    approximation, left = _approximation(context, start - (1 if priced else 0))
    span = context.annotated.span(left, right)
    return Figure(
        key="figure/0", evidence=(context.evidence(span, doc[start], "rule/figure"),), confidence=0.75, value=value,
        of=of, approximation=(approximation,) if approximation else (), asserted_by=_asserted_by(span, statements),
    )  # fmt: skip


def _hyphened(context: Context, start: int, end: int, value: float, statements: list[Statement]) -> Figure | None:
    """ "a 12,000-strong force", "a 20-kilometer stretch": how many of what makes up the noun."""
    doc = context.annotated.doc
    unit = doc[end + 1] if end + 1 < len(doc) else None
    if unit is None or not unit.is_lower or doc[end].text != "-":
        return None
    head = unit.head if unit.head.pos_ == "NOUN" and 0 < unit.head.i - unit.i <= _FAR else None
    measured = unit.lower_ in context.schema.word_set("measures")
    if head is None or not (measured or (unit.lower_ in {"strong", "member"} and value >= _FEW)):
        return None
    of = f"{unit.text}{'s' if unit.lower_ != 'strong' else ''} {head.text}"
    return _made(context, start, value, (of, head.i + 1), statements)


def _what(
    context: Context, start: int, end: int, before: Token | None, after: Token | None, value: float
) -> tuple[str, int] | None:
    """What is counted, in the text's words, and where the phrase ends."""
    doc = context.annotated.doc
    if price := _PRICE.fullmatch(doc[start].text):
        return _CURRENCY.get(price[1], price[1]), end
    units = context.schema.words.get("units", ())
    if (measure := _MEASURE.fullmatch(doc[start].text)) and measure[2] in units:
        return measure[2], _phrase_end(doc[start])
    if after is not None and after.text in _CURRENCY:
        return _CURRENCY[after.text], end + 1  # "18 million USD"
    if after is not None and after.text in units:
        return after.text, _phrase_end(after)
    currency = _CURRENCY.get(before.text) if before is not None else None
    if doc[end - 1].dep_ in {"nsubj", "nsubjpass"} and value >= _PEOPLE and currency is None:
        return "people", end  # "Some 7 million have left"
    if currency is not None:
        tail = (
            doc[end : _phrase_end(doc[end - 1])].text
            if after is not None and after.lower_ in {"in", "of", "worth"}
            else _of_noun(doc[end - 1])
        )
        return f"{currency} {' '.join(tail.split())}".strip(), max(end, _phrase_end(doc[end - 1]) if tail else end)
    if (after is not None and after.text in {"%", "percent"}) or (
        after is not None and after.lower_ == "per" and end + 1 < len(doc) and doc[end + 1].lower_ == "cent"
    ):
        right = end + (2 if after.lower_ == "per" else 1)
        return "percent", right
    if value > 1 and after is not None and after.lower_ == "of" and (whole := _of_whole(context, after)) is not None:
        return whole
    last = doc[end - 1]
    while last.dep_ == "conj" and start <= last.head.i:  # "hundred and fifty"
        last = last.head
    head = last.head if last.dep_ in {"nummod", "compound", "quantmod", "amod"} else None
    while head is not None and head.dep_ in {"nummod", "quantmod"}:
        head = head.head
    if head is None or head.i < end or head.pos_ not in {"NOUN", "PROPN"} or head.i - end > 6:
        return None
    lemma = head.lemma_.lower()
    known = lemma in context.schema.word_set("uncounted") or (lemma in _few(context) and value < _MANY)
    if known or head.ent_type_ in {"DATE", "TIME"}:
        return None
    if head.tag_ not in {"NNS", "NNPS"} and not _is_plural(context, head):
        return None
    right = _phrase_end(head)
    first = end + 2 if doc[end].lower_ in {"and", "to", "or"} and doc[end + 1].like_num else end
    return " ".join(doc[first : head.i + 1].text.split()), min(right, head.i + 1 + 12)


def _of_whole(context: Context, of: Token) -> tuple[str, int] | None:
    """ "six of India's hubs": some of the things named."""
    whole = next((c for c in of.children if c.dep_ == "pobj" and c.tag_ in {"NNS", "NNPS", "NNP"}), None)
    if whole is None or of.head.i != of.i - 1 or whole.lemma_.lower() in context.schema.word_set("uncounted"):
        return None
    return " ".join(whole.doc[of.i + 1 : whole.i + 1].text.split()), whole.i + 1


def _is_plural(context: Context, head: Token) -> bool:
    """ "aircraft", "people", and names such as "Innovation Hubs"."""
    named = head.pos_ == "PROPN" and head.lower_.endswith("s") and head.nbor(-1).pos_ == "PROPN"
    return named or head.lower_ in context.schema.word_set("invariant-plurals")


def _few(context: Context) -> frozenset[str]:
    """Nouns whose number says nothing where it is small."""
    return context.schema.word_set("uncounted-few")


def _of_noun(number: Token) -> str:
    """ "the USD 4 billion assistance": what the money is."""
    head = number.head
    while head.dep_ in {"nummod", "quantmod", "compound"} and head.pos_ != "NOUN":
        head = head.head
    return head.text if head.pos_ == "NOUN" and 0 < head.i - number.i <= 3 else ""


def _phrase_end(head: Token) -> int:
    return min(head.right_edge.i + 1, head.sent.end)


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
