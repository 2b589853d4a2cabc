"""How far what was said reaches: from its first word to the next report, without the marks at its edges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extraction.context import Context
from kg.extraction.cues import ADDING, adds, is_attribution
from kg.model import Quotation, Span

_DATELINE = re.compile(r"[A-Z]{3}[A-Z ./]*(?:, [A-Z][a-z]+\.? \d{1,2})?\.? ?(?:\([^)]{1,20}\) ?)?(?::|--|—|–|-) ")
_EDGE = set(" \t\n,;:.—–-\"“”'‘’…!?")
_OPENERS = {"that", "as", "how", "why"}


@dataclass(frozen=True, slots=True)
class Content:
    """Spans that were said, how they were worded, and the tokens they lie in."""

    spans: tuple[Span, ...]
    quotation: Quotation
    start: int
    end: int


def content_between(context: Context, cue: Token, start: int, end: int) -> Content | None:
    """What was said in the tokens, without the marks, link words and further reports at their edges.

    A quotation that begins there and goes on is taken whole; None where nothing is left.
    """
    doc = cue.doc
    start, end = _inside_sentence(cue, start, end)
    start = _past_dateline(doc, start)
    end = _before_next_report(context, cue, start, end)
    start += cue.lemma_ == "make" and start == cue.i + 1 and doc[start].lower_ == "clear"
    while (
        start < end
        and (
            doc[start].text in _EDGE
            or doc[start].is_space
            or (doc[start].lower_ in _OPENERS and doc[start].dep_ in {"mark", "advmod", "prep"})
        )
        and not _opens_quote(context, start)
    ):
        start += 1
    while (
        end > start
        and (doc[end - 1].text in _EDGE or doc[end - 1].is_space or doc[end - 1].lower_ in {"and", "but"})
        and not _closes_quote(context, end - 1)
    ):
        end -= 1
    if end <= start:
        return None
    whole_speech = next(
        (q for q in context.annotated.quotes if q.start - 1 <= start <= q.start and q.end > end + 1), None
    )
    if whole_speech is not None:  # 'said that "A. B. C."'
        return Content((whole_speech.span,), Quotation.DIRECT, whole_speech.start, whole_speech.end)
    end = max([end, *(q.end for q in context.annotated.quotes if start <= q.start < end and q.end <= cue.sent.end)])
    end = _through_partial(context, cue, end)
    end += end < len(doc) and doc[end].text == ")" and "(" in {t.text for t in doc[max(end - 3, start) : end]}
    if end < len(doc) and _closes_quote(context, end) and any(start <= q.start < end for q in context.annotated.quotes):
        end += 1
    span = context.annotated.span(start, end)
    inner = [q for q in context.annotated.quotes if start <= q.start and q.end <= end + 1]
    whole = any(q.span.start <= span.start + 1 and span.end <= q.span.end + 1 for q in inner)
    wording = Quotation.DIRECT if whole else Quotation.MIXED if inner else Quotation.INDIRECT
    return Content((inner[0].span if whole else span,), wording, start, end)


def _through_partial(context: Context, cue: Token, end: int) -> int:
    """'hailed it as a model "for relations with Africa"': the quoted part that follows belongs to it."""
    quote = next((q for q in context.annotated.quotes if end <= q.start <= end + 1), None)
    if quote is None or quote.start >= cue.sent.end or cue.i >= quote.start:
        return end
    first = context.annotated.doc.text[quote.span.start]
    between = cue.doc.text[cue.doc[end - 1].idx + len(cue.doc[end - 1].text) : quote.span.start].strip()
    return quote.end if first.islower() and len(between) == 1 else end


def _past_dateline(doc: Doc, start: int) -> int:
    """ "COLOMBO: India will lend ...": the place that the agency writes from is not said by anybody."""
    at = doc[start].idx
    if at > 0 and doc.text[at - 1] != "\n":
        return start
    opening = _DATELINE.match(doc.text, at)
    if opening is None:
        return start
    return next((t.i for t in doc[start : start + 20] if t.idx >= opening.end()), start)


def _inside_sentence(cue: Token, start: int, end: int) -> tuple[int, int]:
    return max(start, cue.sent.start), min(end, cue.sent.end)


def _opens_quote(context: Context, i: int) -> bool:
    return any(q.start == i + 1 or (q.start == i) for q in context.annotated.quotes) and context.annotated.doc[
        i
    ].text in {"“", '"'}


def _closes_quote(context: Context, i: int) -> bool:
    return any(q.end in {i, i + 1} for q in context.annotated.quotes) and context.annotated.doc[i].text in {"”", '"'}


def _before_next_report(context: Context, cue: Token, start: int, end: int) -> int:
    """Cut before ", adding that ..." and ", according to ...": what follows is another report."""
    doc = cue.doc
    for i in range(start + 2, end - 1):
        if doc[i].text == "," and (adds(doc, i + 1) or is_attribution(doc[i + 1])):
            return i
        if doc[i].lower_ == "and" and doc[i + 1].lower_ in {*ADDING, "while"}:
            return i
        if doc[i].lower_ in {"and", "while", "but"} and _reports(context, cue, doc[i + 1]):
            return i
        if doc[i].text == "," and _tells_where(context, cue, i + 1, start):
            return i
        if doc[i].lower_ == "and" and _back_in_the_past(doc[i + 1], cue, start):
            return i
    return end


def _reports(context: Context, cue: Token, token: Token) -> bool:
    """Whether after "and" the same speaker says something else: "stressed A and thanked B"."""
    if token.head == cue and token.dep_ == "conj":
        return True
    same_tense = token.tag_ in {"VBD", "VBN"} and cue.tag_ in {"VBD", "VBN"}
    own_subject = any(c.dep_ in {"nsubj", "nsubjpass", "auxpass", "aux"} for c in token.children)
    return same_tense and token.dep_ == "conj" and not own_subject and bool(context.lexicon.frames("Statement", token))


def _tells_where(context: Context, cue: Token, at: int, start: int) -> bool:
    """ "said it was over, in a call with X", "accused him of lying, the office reported": not what was said."""
    doc = cue.doc
    if doc[at].lower_ in {"in", "during", "at"} and start > cue.i and at not in context.quoted:
        near = [t for t in doc[at + 1 : at + 5] if t.pos_ == "NOUN"]
        nouns = {w for n in ("media", "call-words") for w in context.schema.word_set(n)} | {"call", "conversation"}
        return bool(near) and near[-1].dep_ == "pobj" and bool({near[-1].lemma_.lower(), near[-1].lower_} & nouns)
    later = (t for t in doc[at + 1 : min(at + 9, cue.sent.end)] if t.head == t and t.pos_ == "VERB")
    told = next(later, None)
    return (
        told is not None
        and cue.dep_ == "ccomp"
        and cue.head == told
        and bool(context.lexicon.frames("Statement", told))
    )


def _back_in_the_past(token: Token, cue: Token, start: int) -> bool:
    """ "urged the embassy to reconsider and spoke with X": "spoke" goes on with "urged" and not with "reconsider"."""
    return (
        token.tag_ == "VBD" == cue.tag_ and token.dep_ == "conj" and token.head.tag_ == "VB" and token.head.i >= start
    )
