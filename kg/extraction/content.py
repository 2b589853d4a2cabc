"""What was said: the content of a statement by the slots of its frame, quoted words first."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.clauses import clause, complement, infinitive, rest_of_sentence
from kg.extraction.context import Context
from kg.extraction.cues import is_attribution
from kg.extraction.extents import Content, content_between
from kg.extraction.grammar import fillers, is_passive, led_by, objects
from kg.extraction.quoted import quoted_by
from kg.ontology import Frame

_WITH_PERSON = {"accuse", "blame", "thank", "congratulate", "warn", "inform"}


def content_of(context: Context, cue: Token, frame: Frame) -> Content | None:
    """The content by the frame's slots, the quoted words first."""
    grammars = frame.grammar_of("content")
    if "quotation" in grammars:
        quoted = quoted_by(context, cue)
        if quoted is not None:
            return quoted
    for grammar in sorted(grammars, key=_order):
        found = _by_grammar(context, cue, frame, grammar)
        if found is not None:
            return found
    return None


def _order(grammar: str) -> int:
    return {"clause": 0, "infinitive": 1, "object": 3}.get(grammar, 2)


def _by_grammar(context: Context, cue: Token, frame: Frame, grammar: str) -> Content | None:
    if grammar == "clause":
        return clause(context, cue) or (rest_of_sentence(context, cue) if is_attribution(cue) else None)
    if grammar == "infinitive":
        return infinitive(context, cue)
    if grammar == "quotation":
        return None
    if grammar == "complement":
        return complement(context, cue)
    found = [t for t in fillers(cue, grammar) if not _is_turn(t)] or _beyond_object(cue, grammar)
    for filler in found[:1]:
        if not _can_be_said(context, filler, frame, grammar):
            return None
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
        listed += [c for c in cue.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} and c.i > filler.i]
        last = max((t.right_edge.i + 1 for t in listed), default=end)
        return content_between(context, cue, start, _further(context, cue, max(end, last)))
    return None


def _beyond_object(cue: Token, grammar: str) -> list[Token]:
    """ "accused the government of playing": the parser may hang the preposition on the object."""
    if not grammar.startswith("prep:") or cue.lemma_ not in _WITH_PERSON:
        return []
    found = [t for o in objects(cue) for t in fillers(o, grammar)]
    return found if cue.lemma_ == "accuse" or grammar != "prep:of" else []


def _is_turn(filler: Token) -> bool:
    """ "thanked X, for his part"."""
    return filler.lower_ in {"part", "turn"} and any(c.dep_ == "poss" for c in filler.children)


def _further(context: Context, cue: Token, end: int) -> int:
    """What the parser hangs on the cue after its object still belongs to what was said: "gratitude to X for Y"."""
    dates = {i for d in context.annotated.dates for i in range(d.start, d.end)}
    for child in sorted(cue.children, key=lambda t: t.i):
        inside = {t.i for c in child.children if c.dep_ == "pobj" for t in (c, *c.lefts)}
        if (
            child.left_edge.i == end
            and child.dep_ in {"prep", "dative", "advcl", "acl", "xcomp"}
            and not inside & dates
        ):
            if child.lower_ in {"during", "after", "before", "according", "while", "when", "at"}:
                break
            end = child.right_edge.i + 1
    return end


def _can_be_said(context: Context, filler: Token, frame: Frame, grammar: str) -> bool:
    if filler.pos_ == "PRON" or filler.lower_ in {"which", "who", "that"}:
        return False
    mention = context.annotated.at.get(filler.i)
    owner = any(c.dep_ == "case" for c in filler.children)
    told = any(c.dep_ in {"appos", "relcl"} for c in filler.children)  # "announced AUKUS, a partnership of three"
    if grammar == "object" and mention is not None and mention.form != "adjective" and not owner:
        return told and mention.actor.startswith("organization/")
    if grammar == "object" and filler.i in context.annotated.references:
        return False
    if "speechObject" in frame.features:
        return filler.lemma_.lower() in context.schema.word_set("speech-nouns") or any(
            t.lemma_.lower() in context.schema.word_set("speech-nouns") for t in filler.conjuncts
        )
    return True
