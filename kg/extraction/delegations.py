"""Delegations: who led them, where talks are told of two states at first and of their people afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import agents, expand, is_passive, objects, subjects
from kg.extraction.mentions import Mentioned

_LEADING = {"lead", "head", "chair", "co-chair", "cochair", "attend", "represent"}
_FAR = 3
"""Sentences behind the talks within which their leaders are told."""


def name_leaders(context: Context, found: Sequence[Mentioned]) -> None:
    """ "A and B held consultations. The delegations were led by X of A and Y of B": X and Y met."""
    for event in found:
        states = {p for p in event.participants if p.startswith("country/")}
        if len(states) < len(event.participants):
            continue
        people = [p for p in _leaders(context, event) if context.annotated.country_of(p) in {None, *states}]
        known = {context.annotated.country_of(p) for p in people}
        represented = states if len(people) >= len(states) else known
        event.participants = [*people, *(p for p in event.participants if p not in represented)]


def _leaders(context: Context, event: Mentioned) -> list[str]:
    sentences = list(context.annotated.doc.sents)
    at = next(n for n, s in enumerate(sentences) if s.start <= event.trigger.i < s.end)
    led = [
        t
        for sentence in sentences[at + 1 : at + 1 + _FAR]
        for t in sentence
        if t.pos_ == "VERB" and t.lemma_.lower() in _LEADING and _leads_talks(context, t)
    ]
    heads = [h for verb in led for h in (_by(verb) if is_passive(verb) else subjects(verb))]
    found = [a for h in heads for a, _ in context.who.actors(h) if a.startswith("person/")]
    return list(dict.fromkeys(found))


def _leads_talks(context: Context, verb: Token) -> bool:
    led = context.schema.word_set("led")
    return any(t.lemma_.lower() in led for t in objects(verb))


def _by(verb: Token) -> list[Token]:
    """ "led by X, and on the other side by Y": all whom a "by" in the clause names."""
    later = [t for t in verb.subtree if t.lower_ == "by" and t.head.pos_ != "VERB"]
    return [*agents(verb), *(o for p in later for c in p.children if c.dep_ == "pobj" for o in expand(c))]
