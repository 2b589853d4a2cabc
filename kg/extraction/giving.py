"""Giving: which state supplies and which receives, by the grammar around a word such as "deliver" or "buy"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import agents, expand, objects, prepositional, subjects

Direction = tuple[str, str]
"""Supplier and recipient, by country."""

_VERBAL = {"VERB", "AUX"}
_MOST = 6
"""Pairs that one word tells of; more are a list."""
_TOWARDS = {"to", "for", "in", "into", "at", "with", "towards", "on"}
_CLAUSES = {"relcl", "acl", "advcl", "ccomp", "conj"}


def directions(context: Context, trigger: Token, role: str) -> list[Direction]:
    """Suppliers and recipients, each with each; `role` says which of them the subject of the verb is.

    One that is not told is the other of the two countries the article is about, where one of these is told.
    """
    doers, others = _doers(context, trigger), _others(context, trigger)
    sources = list(_prepositional(trigger, {"from"}))
    if role == "supplier":
        suppliers = _first(context, [*doers, *sources])
        own = {*suppliers, *states(context, doers)}
        recipients = _first(context, others, own)
    else:
        recipients = _first(context, doers) or _first(context, _prepositional(trigger, {"to", "for"}))
        suppliers = _first(context, [*sources, *_themes(trigger), *others], set(recipients))
    if not suppliers and not set(recipients) & set(_given_to(context, trigger)):
        return []  # "delivery of aid in Gaza": where, and not from whom
    if not suppliers or not recipients:
        return _completed(context, trigger, suppliers, recipients)
    return [(supplier, recipient) for supplier in suppliers for recipient in recipients][:_MOST]


def _given_to(context: Context, trigger: Token) -> Iterator[str]:
    """Those who are told to receive something, and not only to be where it happens."""
    clause = list(within_clause(trigger))
    where = {i.i for t in clause if t.lower_ in {"in", "into", "at", "on"} for i in t.subtree}
    return states(context, (t for t in clause if t.i not in where))


def _completed(context: Context, trigger: Token, suppliers: list[str], recipients: list[str]) -> list[Direction]:
    sides = context.annotated.default_sides
    known = [*suppliers, *recipients]
    named = {
        m.actor
        for m in context.annotated.mentions
        if trigger.sent.start <= m.head < trigger.sent.end and m.actor.startswith("country/")
    }
    of_sides = len(sides) == 2 and set(known) <= set(sides) and named <= set(sides)
    if len(known) != 1 or not of_sides or not _is_of_two(context):
        return []
    other = next(side for side in sides if side != known[0])
    return [(known[0], other) if suppliers else (other, known[0])]


def _is_of_two(context: Context) -> bool:
    """Whether the article speaks of its two countries, on average, no less than of any third."""
    times = Counter(m.actor for m in context.annotated.mentions if m.actor.startswith("country/"))
    sides = {side: times.pop(side, 0) for side in context.annotated.default_sides}
    return 2 * max(times.values(), default=0) <= sum(sides.values())


def _doers(context: Context, trigger: Token) -> list[Token]:
    """Those who do it: subjects of the verb; of a noun, its owner and those whose it is said to be."""
    if trigger.pos_ in _VERBAL:
        told = subjects(trigger)
        told = told if any(states(context, told)) else [t for s in told for t in _modifiers(s)]
        return told if any(states(context, told)) else [t for o in objects(trigger) for t in _modifiers(o)]
    owners = [*_modifiers(trigger), *agents(trigger), *_prepositional(trigger, {"of", "by"}, deep=False)]
    return [*owners, *_carriers(context, trigger)]


def _carriers(context: Context, noun: Token) -> list[Token]:
    """ "A is a supplier of gas", "A gave its support", "thanked A for the support": who stands behind the noun."""
    token = noun
    for _ in range(5):
        if token.dep_ in {"attr", "pobj", "dobj"} or token.head.pos_ in {"ADP", "NOUN", "NUM"}:
            token = token.head
        if token.pos_ in _VERBAL:
            lemma = token.lemma_.lower()
            if lemma in context.schema.word_set("thanking"):
                return objects(token)
            return subjects(token) if lemma in context.schema.word_set("offering") else []
    return []


def _others(context: Context, trigger: Token) -> list[Token]:
    """Those to whom it is done: objects, then what follows "to" or "in", then the adjectives of what is given."""
    verbal = trigger.pos_ in _VERBAL
    told = objects(trigger) if verbal else []
    told += _prepositional(trigger, _TOWARDS)
    if trigger.head.pos_ in {"VERB", "AUX", "NOUN"} and not verbal:
        told += _prepositional(trigger.head, _TOWARDS, deep=False)
    return [*told, *within_clause(trigger)]


def _themes(trigger: Token) -> list[Token]:
    """ "Turkish drones": whose what is bought is."""
    what = objects(trigger) if trigger.pos_ in _VERBAL else _prepositional(trigger, {"of"}, deep=False)
    return [t for head in what for t in _modifiers(head)]


def within_clause(token: Token) -> Iterator[Token]:
    """The words that hang on one, other clauses left out, in no order that means anything."""
    yield token
    for child in token.children:
        if child.dep_ not in _CLAUSES or _is_infinitive(child) or (child.dep_ == "conj" and child.pos_ not in _VERBAL):
            yield from within_clause(child)


def _is_infinitive(verb: Token) -> bool:
    """ "helped A rebuild its roads": what A does is what was helped with."""
    return verb.dep_ == "ccomp" and verb.tag_ == "VB" and not any(c.tag_ == "MD" for c in verb.children)


def _modifiers(noun: Token) -> list[Token]:
    return [t for t in noun.subtree if t.i < noun.i and t.dep_ in {"amod", "compound", "nmod", "poss"}]


def _prepositional(token: Token, wanted: set[str], deep: bool = True) -> Iterator[Token]:
    """What follows the prepositions of a word and, if `deep`, of all that hangs on it within its clause."""
    for child in token.children:
        if child.lower_ in wanted and child.dep_ in {"prep", "dative"}:
            yield from (t for c in child.children if c.dep_ == "pobj" for t in expand(c))
        if deep and child.dep_ not in _CLAUSES:
            yield from _prepositional(child, wanted)


def states(context: Context, heads: Iterable[Token]) -> Iterator[str]:
    """The countries that words stand for: named, through their people and bodies, or through places in them."""
    for head in heads:
        yield from _named(context, head)


def by_adjective(context: Context, nouns: Iterable[Token]) -> set[str]:
    """ "French and German officials": the states whose they are said to be."""
    own = (c for t in nouns for c in t.children if c.i < t.i and c.dep_ in {"amod", "compound", "nmod"})
    return set(states(context, (e for c in own for e in expand(c))))


def _named(context: Context, token: Token) -> Iterator[str]:
    for actor, _ in context.who.actors(token, adjectives=True):
        country = actor if actor.startswith("country/") else context.annotated.country_of(actor)
        if country:
            yield country
    yield from context.enumerated.get(token.i, ())
    if token.lemma_.lower() in context.schema.word_set("representing"):
        yield from (a for c in prepositional(token, "of") for a in context.enumerated.get(c.i, ()))
    place = context.who.at(token)
    if place is not None and place.country:
        yield f"country/{place.country}"


def _first(context: Context, tokens: Iterable[Token], without: Iterable[str] = ()) -> list[str]:
    """The states of the first word that stands for any but those left out, and of all that is coordinated with it."""
    out = set(without)
    for token in tokens:
        found = [s for s in states(context, expand(token)) if s not in out]
        if any(s not in out for s in _named(context, token)):
            return list(dict.fromkeys(found))
    return []
