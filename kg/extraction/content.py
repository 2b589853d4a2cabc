"""What was said: the content of a statement by the slots of its frame, quoted words first."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.clauses import clause, rest_of_sentence
from kg.extraction.complements import complement, infinitive
from kg.extraction.context import Context
from kg.extraction.cues import is_attribution
from kg.extraction.extents import Content
from kg.extraction.grammar import fillers, objects
from kg.extraction.nominals import nominal
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
    if grammar == "clause" and _is_asked_to(cue) and "infinitive" in frame.grammar_of("content"):
        return None
    if grammar == "clause":
        return clause(context, cue) or (rest_of_sentence(context, cue) if is_attribution(cue) else None)
    if grammar == "infinitive":
        return infinitive(context, cue)
    if grammar == "quotation":
        return None
    if grammar == "complement":
        return None if _appoints(context, cue) else complement(context, cue)
    found = [t for t in fillers(cue, grammar) if not _is_turn(t)] or _beyond_object(cue, grammar)
    found = _second_objects(cue, found) if grammar == "object" else found
    if not found or not _can_be_said(context, found[0], frame, grammar):
        return None
    return nominal(context, cue, found[0], grammar, frame.particles)


def _second_objects(cue: Token, found: list[Token]) -> list[Token]:
    """ "wished them success": what is given, and not to whom."""
    twice = [t for t in found if t.head == cue and t.dep_ in {"dobj", "dative"} and t.pos_ != "ADP"]
    return twice[-1:] if len(twice) > 1 else found


def _beyond_object(cue: Token, grammar: str) -> list[Token]:
    """ "accused the government of playing": the parser may hang the preposition on the object."""
    if not grammar.startswith("prep:") or cue.lemma_ not in _WITH_PERSON:
        return []
    found = [t for o in objects(cue) for t in fillers(o, grammar)]
    return found if cue.lemma_ == "accuse" or grammar != "prep:of" else []


def _is_asked_to(cue: Token) -> bool:
    """ "urged Israel to agree": what the parser takes for a clause is an infinitive."""
    clauses = [c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i]
    return any(t.lower_ == "to" and t.dep_ == "aux" for c in clauses[:1] for t in c.children)


def _appoints(context: Context, cue: Token) -> bool:
    """ "named her as envoy": an office given, and nothing said."""
    named = [a for o in objects(cue) for a, _ in context.who.actors(o)] if cue.lemma_ == "name" else []
    return any(a.startswith("person/") for a in named)


def _is_turn(filler: Token) -> bool:
    """ "thanked X, for his part"."""
    return filler.lower_ in {"part", "turn"} and any(c.dep_ == "poss" for c in filler.children)


def _can_be_said(context: Context, filler: Token, frame: Frame, grammar: str) -> bool:
    if frame.name == "frame/put-at" and not _has_number(filler.head):
        return False
    if filler.pos_ == "PRON" or filler.lower_ in {"which", "who", "that"}:
        return False
    if filler.lemma_.lower() == "anonymity":
        return False
    mention = context.annotated.at.get(filler.i)
    owner = any(c.dep_ == "case" for c in filler.children)
    told = any(c.dep_ in {"appos", "relcl"} for c in filler.children)  # "announced AUKUS, a partnership of three"
    if grammar == "object" and mention is not None and mention.form != "adjective" and not owner:
        return told and mention.actor.startswith("organization/")
    theirs = any(c.dep_ == "poss" for c in filler.children)  # "welcomed Italy's leadership"
    if grammar == "object" and filler.i in context.annotated.references and not theirs:
        return False
    if frame.name == "frame/share" and not theirs:
        return False
    if "speechObject" in frame.features:
        return filler.lemma_.lower() in context.schema.word_set("speech-nouns") or any(
            t.lemma_.lower() in context.schema.word_set("speech-nouns") for t in filler.conjuncts
        )
    return True


def _has_number(verb: Token) -> bool:
    """ "put the loss at 40 million"."""
    return any(t.like_num for p in verb.children if p.lower_ == "at" for t in p.subtree)
