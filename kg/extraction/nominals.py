"""Noun phrases as content: what was praised, called for or stressed, with all that the parser has cut from it.

A list, a clause behind a colon and a participle that tells more still belong to what was said; a date, the occasion
and the next report do not.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.extents import Content, content_between
from kg.extraction.grammar import is_passive, led_by

_OCCASION = {"during", "after", "before", "according", "while", "when", "at"}
"""What follows tells when or by whom it was said."""
_TELLING = {"with", "including", "such", "by", "from", "to", "as", "for", "between", "among", "on", "of"}
"""Prepositions that go on with a noun phrase behind a comma."""


def nominal(context: Context, cue: Token, filler: Token, grammar: str, particles: tuple[str, ...]) -> Content | None:
    """The noun phrase around the filler of a slot of the cue; what `particles` lead in belongs to it."""
    start, end = filler.left_edge.i, filler.right_edge.i + 1
    if filler.dep_ in {"nsubj", "nsubjpass"} and grammar.startswith("prep:") and led_by(filler.head, grammar[5:]):
        end = filler.head.right_edge.i + 1  # "called for the envoy to return"
    if any(c.dep_ == "case" for c in filler.children):
        end = max([end, *(t.right_edge.i + 1 for t in filler.conjuncts)])
    if grammar == "object" and is_passive(cue):
        return content_between(context, cue, start, min(end, cue.i) if filler.i < cue.i else end)
    if start <= cue.i < end:
        start = filler.i
        if start <= cue.i < end:
            return None
    listed = [t for t in filler.conjuncts if t.i > filler.i and t.dep_ == "conj"]
    last = max((t.right_edge.i + 1 for t in listed), default=end)
    return content_between(context, cue, start, _further(context, cue, max(end, last), particles))


def _further(context: Context, cue: Token, end: int, particles: tuple[str, ...]) -> int:
    """Where the phrase ends, with what the parser hangs on the cue behind it: "gratitude to X for Y"."""
    dates = {i for d in context.annotated.dates for i in range(d.start, d.end)}
    doc = cue.doc
    if ":" in {doc[end - 1].text, doc[min(end, len(doc) - 1)].text}:
        return cue.sent.end
    for child in sorted(cue.children, key=lambda t: t.i):
        if child.right_edge.i < end:
            continue
        if child.is_punct or child.dep_ == "cc":
            continue
        between = doc[end : child.left_edge.i].text.strip()
        led_in = not between and child.lower_ in particles
        joined = between in {"", ",", "and", ", and", "or"}
        if not led_in and not (joined and _goes_on(context, child, between, dates)):
            break
        end = child.right_edge.i + 1
    return _through_relative(cue, end)


def _through_relative(cue: Token, end: int) -> int:
    """ "..., part of which goes to X": a relative clause behind the phrase, wherever the parser has hung it."""
    doc = cue.doc
    opening = doc[end : min(end + 5, cue.sent.end)]
    relative = any(t.lower_ in {"which", "whom", "whose"} for t in opening)
    return cue.sent.end if len(opening) and opening[0].text == "," and relative else end


def _goes_on(context: Context, child: Token, between: str, dates: set[int]) -> bool:
    """Whether what hangs on the cue behind the noun phrase is a part of it."""
    inside = {t.i for c in child.children if c.dep_ == "pobj" for t in (c, *c.lefts)} | {child.i}
    opening = child.left_edge.lower_
    if inside & dates or opening in _OCCASION or (opening == "as" and child.dep_ == "advcl"):
        return False
    nominal_ = child.pos_ in {"NOUN", "PROPN"} and child.dep_ in {"conj", "dep"}
    if nominal_ or child.dep_ in {"npadvmod", "appos", "dobj"}:
        times = context.schema.word_set("uncounted")
        told = child.i not in context.annotated.at and child.lemma_.lower() not in times
        return told and child.pos_ not in {"ADV", "NUM"} and not child.ent_type_
    if child.dep_ == "conj":
        return child.pos_ == "ADP"  # "our commitment to that task and to peace"
    if not between:
        return child.dep_ in {"prep", "dative", "advcl", "acl", "xcomp"}
    if child.dep_ == "prep":
        return child.lower_ in _TELLING and (child.lower_ != "with" or any(c.dep_ == "pcomp" for c in child.children))
    if child.dep_ not in {"advcl", "acl"}:
        return False
    return child.tag_ == "VBN" or (child.tag_ == "VBG" and not context.lexicon.frames("Statement", child))
