"""Numbers: the value of a number as it is written, "12 billion", "twenty-five", "$5bn"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from text_to_num import text2num

SCALES = {
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
PRICE = re.compile(r"([A-Z]{0,3}[$€£¥₹]|USD|EUR|GBP|INR|CNY|JPY)(\d+(?:[.,]\d+)*)(bn|mn|m|tn|k)?")
MEASURE = re.compile(r"(\d+(?:[.,]\d+)*)([A-Za-z]{1,4})")
_SHORT = re.compile(r"(\d+(?:\.\d+)?)(bn|mn|m|tn|k)")
_SHORT_SCALES = {"bn": 1e9, "mn": 1e6, "m": 1e6, "tn": 1e12, "k": 1e3}
CURRENCY = {
    "$": "US dollars", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees", "US$": "US dollars",
    "C$": "Canadian dollars", "A$": "Australian dollars", "NZ$": "NZ dollars", "R$": "reais",
    "USD": "US dollars (USD)", "EUR": "euros", "GBP": "pounds", "INR": "rupees", "Rs": "rupees",
    "CNY": "yuan", "JPY": "yen", "S$": "Singapore dollars", "HK$": "Hong Kong dollars", "Rs.": "rupees",
}  # fmt: skip


def number(token: Token, units: frozenset[str]) -> tuple[int, float | None]:
    """The end and the value of a number that starts at the token: "12 billion", "four", "1,500"."""
    doc = token.doc
    value: float | None = None
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", token.text):
        value = float(token.text.replace(",", ""))
    elif short := _SHORT.fullmatch(token.text):
        return token.i + 1, float(short[1]) * _SHORT_SCALES[short[2]]
    elif price := PRICE.fullmatch(token.text):
        value = float(price[2].replace(",", "")) * _SHORT_SCALES.get(price[3], 1.0)
    elif (measure := MEASURE.fullmatch(token.text)) and measure[2] in units:
        return token.i + 1, float(measure[1].replace(",", ""))
    elif token.pos_ == "NUM" and token.is_alpha:
        return _in_words(token)
    elif token.lower_ in SCALES and token.i > 0 and token.nbor(-1).lower_ in {"a", "an"}:
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
    while (word := _after_spaces(doc, at)) < len(doc) and doc[word].lower_ in SCALES:
        value *= SCALES[doc[word].lower_]
        at = word + 1
    return at, value


def _after_spaces(doc: Doc, at: int) -> int:
    """The next word: two spaces in a row are a token of their own."""
    while at < len(doc) and doc[at].is_space and "\n" not in doc[at].text:
        at += 1
    return at


def scale_of_range(doc: Doc, end: int) -> float:
    """In "between $5 and $7 billion" the scale is told once, behind both."""
    joint = doc[end : end + 1].text.lower() in {"and", "to", "-", "–"}
    at = end + 2 if joint and doc[end + 1 : end + 2].text in CURRENCY else end + 1
    if not joint or at + 1 >= len(doc) or not doc[at].like_num:
        return 1.0
    return SCALES.get(doc[at + 1].lower_, 1.0)
