"""When: words that say a time, resolved against the day of publication.

spaCy finds the words, dateparser knows the grammar of absolute dates, and the ontology says what
relative words such as "earlier this month" count from. Without a day of publication only dates
that name their year are bound.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateparser.date import DateDataParser
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kg.annotation.bounds import around, month_bounds
from kg.annotation.document import DateMention
from kg.annotation.intervals import intervals
from kg.annotation.seasons import SEASON, season_of
from kg.model import Basis, Period
from kg.ontology import RelativeDate, Schema

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"
_RANGE = re.compile(
    rf"(?:(?P<m1>{_MONTH}) (?P<a1>\d{{1,2}}){_TO}(?:(?P<n1>{_MONTH}) )?(?P<b1>\d{{1,2}})|"
    rf"(?P<a2>\d{{1,2}})(?: (?P<n2>{_MONTH}))?{_TO}(?P<b2>\d{{1,2}}) (?P<m2>{_MONTH}))(?!\d)(?:,? (?P<y>\d{{4}}))?"
)
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}(?!\d)|\d{{1,2}} {_MONTH})(?:,? (?:19|20)\d\d)?")
_LEAD = re.compile(r"^(?:on|in|since|by|until|from|during|the|early|earlier|late|later|mid|end|of|as)[ -]+", re.I)
_NOT_A_DATE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|decades?|century|centuries|quarter|annual(?:ly)?|daily|weekly|-old|old)\b",
    re.I,
)
_AGO = re.compile(r"\b(?:ago|earlier|later)\b", re.I)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTH_NAME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


_FAR_YEARS = 30
"""Years from the paper beyond which a date that does not name its year is misread."""
_NEAR = 100
"""Days ahead within which an event without a year is the one to come."""
_FUTURE = {"will", "'ll", "’ll", "shall", "upcoming", "due"}
_PLANNED = {"schedule", "plan", "set", "slate", "expect"}
_AIMING = _PLANNED | {
    "be",
    "have",
    "prepare",
    "intend",
    "hope",
    "aim",
    "seek",
    "want",
    "wish",
    "promise",
    "pledge",
    "vow",
    "agree",
    "due",
    "likely",
}


class Dates:
    """Finds and resolves the dates of a document."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._relative: dict[str, RelativeDate] = {}
        for relative in schema.relative_dates:
            for word in relative.words:
                self._relative[word.lower()] = relative
                self._matcher.add(word.lower(), [nlp.make_doc(word)])

    def find(self, doc: Doc, published: date | None) -> list[DateMention]:
        """Every date of the document, in order; where they overlap, the longest relative one first."""
        taken: set[int] = set()
        found = list(intervals(doc, published))
        taken.update(i for mention in found for i in range(mention.start, mention.end))
        matches = sorted(self._matcher(doc), key=lambda m: (m[1] - m[2], m[1]))
        spans = [(start, end) for _, start, end in matches]
        entities = [(ent.start, ent.end) for ent in doc.ents if ent.label_ in {"DATE", "TIME"}]
        spans += _written(doc, _RANGE)
        spans += _written(doc, SEASON)
        spans += entities
        spans += _written(doc, _DAY)
        spans += [(t.i, t.i + 1) for t in doc if _WEEKDAY.fullmatch(t.text) or _lone_month(t)]
        for start, end in spans:
            if taken.isdisjoint(range(start, end)):
                mention = self._resolve(doc, start, end, published)
                if mention:
                    taken.update(range(start, end))
                    found.append(mention)
        return _spans(doc, sorted(found, key=lambda m: m.start))

    def _resolve(self, doc: Doc, start: int, end: int, published: date | None) -> DateMention | None:
        text = doc[start:end].text
        relative = self._relative.get(text.lower().strip())
        if relative:
            return _relative_mention(start, end, text, relative, published)
        future = _is_future(doc, start) or _is_near(doc, start, end, published)
        bounds = absolute(text, published, future)
        if bounds is None and published is None and not _YEAR.search(text):
            bounds = _with_year_of_sentence(doc, start, text)
        if bounds is None:
            return None
        basis = Basis.EXPLICIT if _YEAR.search(text) or _MONTH_NAME.search(text) else Basis.RELATIVE
        return DateMention(start, end, Period(*bounds, text=text, basis=basis))


def _written(doc: Doc, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Tokens of the dates that are written out, whatever spaCy takes them for."""
    spans = (doc.char_span(*match.span(), alignment_mode="expand") for match in pattern.finditer(doc.text))
    return [(span.start, span.end) for span in spans if span is not None]


def _spans(doc: Doc, found: list[DateMention]) -> list[DateMention]:
    """ "from Monday to Thursday" is one time and not two."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and mention.start > 0 and doc[mention.start - 1].lower_ in {"to", "until", "till"}:
            opens = last.start > 0 and doc[last.start - 1].lower_ == "from"
            low, high = last.period.earliest, mention.period.latest
            if opens and low and high and mention.start - last.end <= 2 and (high - low).days < 0:
                high = high + timedelta(days=7)
            if opens and low and high and low <= high and mention.start - last.end <= 2:
                text = doc[last.start : mention.end].text
                joined[-1] = DateMention(last.start, mention.end, Period(low, high, text, last.period.basis))
                continue
        joined.append(mention)
    return joined


def _lone_month(token: object) -> bool:
    text = getattr(token, "text", "")
    return bool(_MONTH_NAME.fullmatch(text)) and text not in {"May", "March"}


def _relative_mention(start: int, end: int, text: str, relative: RelativeDate, published: date | None) -> DateMention:
    if relative.unit == "vague":
        return DateMention(start, end, Period(None, None, text, Basis.RELATIVE), vague=True)
    if relative.from_event:
        text_of_offset = f"{text}"
        return DateMention(start, end, Period(None, None, text_of_offset, Basis.RELATIVE))
    if published is None:
        return DateMention(start, end, Period(None, None, text, Basis.RELATIVE))
    try:
        low, high = around(published, relative.unit, relative.offset)
    except (OverflowError, ValueError):  # beyond the calendar
        return DateMention(start, end, Period(None, None, text, Basis.RELATIVE))
    return DateMention(start, end, Period(low, high, text, Basis.RELATIVE))


def _is_future(doc: Doc, start: int) -> bool:
    """Whether the verb that the date hangs on tells of what is to come: "will meet", "is scheduled for"."""
    for token in doc[start].ancestors:
        if token.lower_ in {"by", "until"} and token.pos_ in {"ADP", "SCONJ"}:
            return True  # "by the November summit"
        if token.pos_ in {"VERB", "AUX"}:
            group = [token, *(c for c in token.children if c.dep_ in {"aux", "auxpass"})]
            if any(t.lower_ in _FUTURE for t in group) or (token.lemma_ in _PLANNED and token.tag_ == "VBN"):
                return True
            if token.dep_ == "ccomp" and token.head.tag_ == "VBD" and any(t.lower_ == "would" for t in group):
                return True  # "said that they would meet in October"
            if token.tag_ == "VB" and token.dep_ == "xcomp":
                return token.head.lemma_ in _AIMING
            return False
    return any(t.lower_ in _FUTURE for t in doc[start].sent)


def _is_near(doc: Doc, start: int, end: int, published: date | None) -> bool:
    """ "the summit in July", in June: a month that belongs to a noun is the one to come where that is near."""
    token = doc[start]
    if published is None or end - start != 1 or not _lone_month(token) or token.head.pos_ != "ADP":
        return False
    if token.head.head.pos_ != "NOUN":
        return False
    coming = absolute(token.text, published, True)
    return coming is not None and (coming[0] - published).days <= _NEAR


def _with_year_of_sentence(doc: Doc, start: int, text: str) -> tuple[date, date] | None:
    years = set(_YEAR.findall(doc[start].sent.text))
    return absolute(f"{text} {years.pop()}", None, False) if len(years) == 1 else None


@lru_cache(maxsize=20_000)
def absolute(text: str, published: date | None, future: bool) -> tuple[date, date] | None:
    """Bounds of an absolute date, weekday or month; None where it is not one or has no year.

    >>> absolute("July 2024", None, False)
    (datetime.date(2024, 7, 1), datetime.date(2024, 7, 31))
    >>> absolute("Friday", date(2024, 7, 19), False)
    (datetime.date(2024, 7, 19), datetime.date(2024, 7, 19))
    """
    before = re.fullmatch(rf"last ({_WEEKDAY.pattern})", text.strip(), re.I)
    if before and published is not None:
        return absolute(before[1], published - timedelta(days=1), False)  # never the day of the paper itself
    span = _RANGE.search(text)
    if span:
        return _range(span, published, future)
    season = SEASON.search(text)
    if season:
        return season_of(season, published, future)
    bare = text.strip().removesuffix("'s").removesuffix("’s")
    while _LEAD.match(bare):
        bare = _LEAD.sub("", bare)
    if re.fullmatch(r"(?:19|20)\d\d", bare):
        return date(int(bare), 1, 1), date(int(bare), 12, 31)
    if _NOT_A_DATE.search(bare) and not _AGO.search(bare):
        return None
    if not re.search(r"[A-Za-z]{3}|\d{4}-\d\d", bare) or (published is None and not _YEAR.search(bare)):
        return None
    return _parse(bare, published, future)


def _range(match: re.Match[str], published: date | None, future: bool) -> tuple[date, date] | None:
    """ "5 to 11 October", "March 30-April 2": of the year of its end, also where it has begun; or around the paper."""
    if published is not None and not future and not match["y"]:
        coming = _range(match, published, True)
        if coming is not None and coming[0] <= published <= coming[1]:
            return coming
    year = f" {match['y']}" if match["y"] else ""
    closing, opening = match["m2"] or match["n1"] or match["m1"], match["n2"] or match["m1"] or match["m2"]
    last = absolute(f"{match['b1'] or match['b2']} {closing}{year}", published, future)
    if last is None:
        return None
    first = _parse(f"{match['a1'] or match['a2']} {opening} {last[0].year}", published, future)
    if first is not None and first[0] > last[0]:
        first = _parse(f"{match['a1'] or match['a2']} {opening} {last[0].year - 1}", published, future)
    return (first[0], last[1]) if first is not None else None


@lru_cache(maxsize=64)
def _parser(base: date, future: bool) -> DateDataParser:
    return DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime(base.year, base.month, base.day),
            "PREFER_DATES_FROM": "future" if future else "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "RETURN_TIME_AS_PERIOD": False,
        },
    )


def _parse(text: str, published: date | None, future: bool) -> tuple[date, date] | None:
    base = published or date(2000, 1, 1)
    if not 1900 <= base.year <= 2100:
        base = date(2000, 1, 1)
        if not _YEAR.search(text):
            return None
    if future and _WEEKDAY.fullmatch(text) and text == base.strftime("%A"):
        return base, base  # "is to meet him on Wednesday", in a paper of that Wednesday
    found = _parser(base if future else base + timedelta(days=1), future).get_date_data(text)
    if found is None or found.date_obj is None or not 1900 <= found.date_obj.year <= 2100:
        return None
    day = found.date_obj.date()
    if not _YEAR.search(text) and abs(day.year - base.year) > _FAR_YEARS:
        return None  # "31" in "Oct. 28-31" is no year
    if found.period == "month":
        return month_bounds(day.year, day.month)
    if found.period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
