"""Quotations as content: which of the words between quotation marks a cue reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.annotation.document import QuotedSpan
from kg.extraction.context import Context
from kg.extraction.cues import ADDING
from kg.extraction.extents import Content
from kg.extraction.grammar import subjects
from kg.model import Quotation, Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_COLON = re.compile(r":[ \t]*\n?\s*(?=[A-Z])")
_HEADINGS = {"notes", "note", "background", "ends"}
"""Words that open what is no longer said."""
_LEAD = 12
"""Words within which a paragraph tells who speaks."""
_PARTIAL = 6
"""Words up to which marks set off a part of a sentence, and no speech."""
_STOPS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Prof|St|Adm|Hon|Rev|Sgt|[A-Z])\.")


def quoted_by(context: Context, cue: Token) -> Content | None:
    """The quotations that the cue reports: those of its sentence, and on both sides of it when it is set into one."""
    beside = [q for q in _paragraph_quotes(context, cue) if not q.start <= cue.i < q.end]
    block = _block(context, cue)
    if block is not None:
        return block
    below = _below(context, cue)
    if below is not None:
        chosen = [below, *_following(context, below, beside)]
        return Content(tuple(q.span for q in chosen), Quotation.DIRECT, chosen[0].start, chosen[-1].end)
    before = [q for q in beside if q.end <= cue.i and _joined_before(context, q, cue)]
    before = [q for q in before if not _nearer_cue(context, q, cue)]
    after = [q for q in beside if q.start > cue.i and _joined_after(context, q, cue)]
    after = [q for q in after if not _cue_between(context, cue, q)]
    if before and _is_ended(context, before[-1]) and _says_more(cue) and not _interrupted(context, before[-1]):
        before = []  # '"A." B said that C': the cue has words of its own
    if after and before and _is_ended(context, before[-1]):
        before = []  # '"A." B told the paper, "C."': the first is another statement's
    chosen = [q for q in before[-1:] if _is_speech(context, q, cue) or (after and _interrupted(context, q))]
    after = [q for q in after if not _reported_by_another(context, q, cue)]
    after = [q for q in after if q.start < cue.sent.end or chosen or not _says_more(cue)]
    chosen += [q for q in after[:1] if _is_speech(context, q, cue) or (chosen and _interrupted(context, chosen[0]))]
    if not chosen:
        return None
    chosen += _following(context, chosen[-1], beside)
    return Content(tuple(q.span for q in chosen), Quotation.DIRECT, chosen[0].start, chosen[-1].end)


def _nearer_cue(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """In '"...", Petro told reporters, adding that ...' the quotation is told, not added."""
    between = cue.doc[quote.end : cue.i]
    return any(
        t.pos_ == "VERB" and t.i not in context.quoted and context.lexicon.frames("Statement", t) for t in between
    )


def _cue_between(context: Context, cue: Token, quote: QuotedSpan) -> bool:
    """In 'said it "costs money", further saying, "..."' the last quotation is not that of "said"."""
    between = cue.doc[cue.i + 1 : quote.start]
    return any(t.lower_ in ADDING and t.i not in context.quoted for t in between)


def _is_ended(context: Context, quote: QuotedSpan) -> bool:
    return context.annotated.doc.text[quote.span.end - 1] in ".!?"


def _reported_by_another(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """Whether a cue of its own follows the quotation: '"...", he added'."""
    doc = cue.doc
    following = doc[quote.end : min(quote.end + 12, len(doc))]
    return any(
        t.i not in context.quoted
        and t.pos_ == "VERB"
        and t.sent.start <= quote.start
        and context.lexicon.frames("Statement", t)
        and _joined_before(context, quote, t)
        for t in following
        if t != cue
    )


def _says_more(cue: Token) -> bool:
    """The cue has a clause of its own in its sentence: "She said the talks had failed."."""
    return any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children)


def _block(context: Context, cue: Token) -> Content | None:
    """ "The Foreign Secretary said:" with what he said behind the colon, without quotation marks.

    The paragraphs below are his until one tells of him, or of what another said; words on the same line,
    where they are in the first person.
    """
    text = cue.doc.text
    colon = _COLON.match(text, cue.idx + len(cue.text))
    if colon is None:
        return None
    speakers = {actor for t in subjects(cue) for actor, _ in context.who.actors(t)}
    said = [*takewhile(lambda p: not _tells(context, p, speakers), _paragraphs(cue, colon.end()))]
    if "\n" not in colon.group():
        last = max((n for n, p in enumerate(said) if _is_first_person(p)), default=-1)
        said = said[: last + 1] if _opens_paragraph(cue) and said and _is_first_person(said[0]) else []
    if not said:
        return None
    spans = tuple(Span(p.start_char, p.end_char) for p in said)
    return Content(spans, Quotation.DIRECT, said[0].start, said[-1].end)


def _paragraphs(cue: Token, at: int) -> Iterator[Tokens]:
    """The lines of the text from a character on, the first of them from there."""
    for line in _LINE.finditer(cue.doc.text, at):
        tokens = cue.doc.char_span(*line.span(), alignment_mode="contract")
        if tokens is None:
            return
        yield tokens


def _opens_paragraph(cue: Token) -> bool:
    """Whether the cue stands among the first words of its paragraph."""
    return cue.i < _LEAD or "\n" in cue.doc[cue.i - _LEAD : cue.i].text


def _is_first_person(paragraph: Tokens) -> bool:
    return any(t.lower_ in {"i", "we", "my", "our", "us"} for t in paragraph)


def _tells(context: Context, paragraph: Tokens, speakers: set[str]) -> bool:
    """Whether a paragraph is not the speaker's: a heading, a quotation, or what is told of him or said by another."""
    quotes = [q for q in context.annotated.quotes if paragraph.start <= q.start < paragraph.end]
    if paragraph[0].lower_ in _HEADINGS or any(q.end - q.start > _PARTIAL for q in quotes):
        return True
    named = {m.actor for m in context.annotated.mentions if paragraph.start <= m.head < paragraph.end}
    named |= {
        actor
        for t in paragraph
        if t.pos_ != "PRON" and t.i in context.annotated.references
        for actor in context.annotated.references[t.i][0]
    }
    if speakers & named:
        return True
    told = (t for t in paragraph if t.pos_ == "VERB" and context.lexicon.frames("Statement", t))
    return any(_is_of_another(context, t, c) for t in told for c in t.children if c.dep_ == "nsubj")


def _is_of_another(context: Context, cue: Token, subject: Token) -> bool:
    """ "Modi announced", "a spokesperson said": that somebody else says something."""
    person = context.annotated.at.get(subject.i)
    named = person is not None and person.actor.startswith("person/") and cue.dep_ == "ROOT"
    return named or (cue.lower_ in {"said", "told", "added"} and subject.lower_ not in {"i", "we"})


def _below(context: Context, cue: Token) -> QuotedSpan | None:
    """ "The message reads, in part:" with the quotation in the next paragraph."""
    text = cue.doc.text
    end = text.find("\n", cue.idx)
    if end < 0 or not text[cue.idx : end].rstrip().endswith(":"):
        return None
    return next(
        (q for q in context.annotated.quotes if not text[end : q.span.start].strip(' \n“„«"') and q.span.start > end),
        None,
    )


def _paragraph_quotes(context: Context, cue: Token) -> list[QuotedSpan]:
    text = cue.doc.text
    start = text.rfind("\n", 0, cue.idx) + 1
    end = text.find("\n", cue.idx)
    end = len(text) if end < 0 else end
    return [q for q in context.annotated.quotes if start <= q.span.start and q.span.end <= end]


def _gap(context: Context, left: int, right: int) -> str:
    return context.annotated.doc.text[left:right]


def _joined_before(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """ "...", he said: nothing but the speaker between quotation and cue."""
    between = _STOPS.sub("", _gap(context, quote.span.end, cue.idx))
    return (
        len(between) < 160
        and not re.search(r"[.!?]\s+\S", between[1:])
        and not re.search(r"\b(?:that|and|but)\b", between)
        and "\n" not in between
    )


def _joined_after(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """He said, "...": no full stop and no other clause between cue and quotation."""
    between = _STOPS.sub("", _gap(context, cue.idx + len(cue.text), quote.span.start))
    if "\n" in between or len(between) > 260:
        return False
    return (
        bool(re.fullmatch(r"[^.!?]{0,150}[,:]\s*[\"“„«]\s*", between))
        or bool(re.fullmatch(r"\s*[\"“„«]\s*", between))
        or (
            bool(re.fullmatch(r"\s*(?:[^.!?\"“„«]|(?<=[A-Z])\.){0,240}[.]\s*[\"“„«]\s*", between))
            and _gap(context, quote.span.start, quote.span.end)[:1].isupper()
            and quote.end - quote.start > 4
        )
    )


def _interrupted(context: Context, quote: QuotedSpan) -> bool:
    """Closed by a comma: the sentence goes on after the cue."""
    return "," in _gap(context, quote.span.end, quote.span.end + 2)


def _is_speech(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """A sentence or more, not a word or two in marks within the reporter's own sentence."""
    text = quote.span.start
    first = context.annotated.doc.text[text : text + 1]
    if first.islower() and (_is_partial if quote.end <= cue.i else _is_continued)(context, quote, cue):
        return False
    whole = first.isupper() and _is_ended(context, quote) and quote.end - quote.start > 1
    return whole or (
        quote.end - quote.start > 3
        and (first.isupper() or first.isdigit() or quote.end <= cue.i or quote.end - quote.start > 8)
    )


def _is_continued(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """'said the exchange had been "frank and cordial"': the clause has begun before the quoted part."""
    return any(t.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and t.head != cue for t in cue.doc[cue.i + 1 : quote.start])


def _is_partial(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """'Support would follow "in the coming months", she said': the reporter's sentence, a part of it quoted."""
    lead = context.annotated.doc[quote.start].sent
    before = [t for t in context.annotated.doc[lead.start : quote.start] if not t.is_punct and not t.is_space]
    return len(before) >= 3 and (lead.start <= cue.i < lead.end or _is_ended(context, quote))


def _following(context: Context, last: QuotedSpan, beside: list[QuotedSpan]) -> list[QuotedSpan]:
    """Quotations that go on right after, in the same paragraph and, where the mark stays open, in the next ones."""
    found = []
    quotes = context.annotated.quotes
    at = quotes.index(last)
    while at + 1 < len(quotes):
        nxt, prev = quotes[at + 1], quotes[at]
        between = _gap(context, prev.span.end, nxt.span.start)
        if (nxt.paragraph == prev.paragraph and re.fullmatch(r"[.,]?[\"”»]\s*[\"“„«]", between)) or (
            nxt.paragraph == prev.paragraph + 1
            and not re.search(r"[\"”»]", between)
            and re.fullmatch(r"\s*[“„«\"]?", between)
        ):
            found.append(nxt)
        else:
            break
        at += 1
    return found
