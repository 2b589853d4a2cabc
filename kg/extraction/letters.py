"""Letters: to whom a message, a letter or greetings went, and what else of an article stands in it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import prepositional
from kg.extraction.reports import Report


def fill_in_letter(context: Context, report: Report) -> None:
    """Add to a report the letter in which it stands, as medium, and those to whom the letter went.

    The letter is that of the sentence, else the one that the medium names or that the headline tells of.
    """
    beside = [t for t in _in_text(context) if _leads(t, report.cue) and not _is_said(report, t)]
    headline = _in_headline(context)
    medium = report.medium.split()[-1] if report.medium else None
    if medium is not None and not _is_letter(context, medium):
        return
    if not (beside or medium or (headline and _wrote(context, report))):
        return
    report.medium = report.medium or (beside or headline)[0].lower_
    if not report.addressees:
        earlier = [t for t in reversed(_in_text(context)) if t.i < report.cue.i and not _is_said(report, t)]
        found = _receivers(context, [*beside, *earlier]) or _receivers_in_headline(context, headline)
        report.addressees = [a for a in found if a not in report.speakers]


def _is_letter(context: Context, word: str) -> bool:
    return word in context.schema.word_set("letters")


def _is_said(report: Report, token: Token) -> bool:
    return any(s.start <= token.idx < s.end for s in report.content.spans)


def _leads(letter: Token, cue: Token) -> bool:
    """ "The letter said", "In his letter, he said", "sent a letter blaming X"."""
    if letter.dep_ == "pobj" and letter.head.lower_ == "in":
        return letter.head.head == cue
    return letter == cue.head or (letter.dep_ in {"nsubj", "nsubjpass"} and letter.head == cue)


def _in_text(context: Context) -> list[Token]:
    """Words for letters outside quotations."""
    doc = context.annotated.doc
    return [t for t in doc if t.pos_ == "NOUN" and t.i not in context.quoted and _is_letter(context, t.lemma_.lower())]


def _in_headline(context: Context) -> list[Token]:
    """Words for letters in the headline: the article is about them."""
    headline = context.annotated.headline
    return [t for t in headline.doc if _is_letter(context, t.lemma_.lower())] if headline else []


def _wrote(context: Context, report: Report) -> bool:
    """Whether the speaker is the one whose letter the headline tells of; where it names nobody, whoever speaks."""
    first = context.annotated.first_in_headline()
    return first in {None, *report.speakers}


def _sent_to(letter: Token) -> list[Token]:
    """ "sent a letter to X", "his message to X": those to whom it went."""
    return prepositional(letter, "to") or (prepositional(letter.head, "to") if letter.dep_ == "dobj" else [])


def _receivers(context: Context, letters: list[Token]) -> list[str]:
    """Those to whom the first of the letters went that tells it."""
    for letter in letters:
        heads = _sent_to(letter)
        named = [a for t in heads for a, _ in context.who.actors(t)]
        groups = [g for t in heads for g in [context.groups.of(t, anybody=True)] if g] if not named else []
        if named or groups:
            return list(dict.fromkeys([*named, *groups]))
    return []


def _receivers_in_headline(context: Context, letters: list[Token]) -> list[str]:
    headline = context.annotated.headline
    heads = [t for letter in letters for t in _sent_to(letter)]
    named = [m.actor for t in heads if headline and (m := headline.at.get(t.i))]
    return list(dict.fromkeys(a for a in named if a in context.annotated.actors))
