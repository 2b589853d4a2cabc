"""Giving: which state supplies and which receives, by the grammar around a word such as "deliver" or "buy"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import agents, expand, objects, subjects

Direction = tuple[str | None, str | None]
"""Supplier and recipient, by country."""

_VERBAL = {"VERB", "AUX"}
_TOWARDS = {"to", "for", "in", "into", "at", "with", "towards", "on"}
_CLAUSES = {"relcl", "acl", "advcl", "ccomp", "conj"}


def direction(context: Context, trigger: Token, role: str) -> Direction:
    """Supplier and recipient; `role` says which of them the subject of the verb is.

    One that is not told is the other of the two countries the article is about, where one of these is told.
    """
    doers, others = _doers(context, trigger), _others(context, trigger)
    sources = list(states(context, _prepositional(trigger, {"from"})))
    if role == "supplier":
        supplier = _first([*doers, *sources], None)
        recipient = _first((o for o in others if o not in doers), supplier)
    else:
        recipient = _first(doers, None) or _first(states(context, _prepositional(trigger, {"to", "for"})), None)
        supplier = _first([*sources, *_themes(context, trigger), *others], recipient)
    if supplier is None and recipient not in set(_given_to(context, trigger)):
        return None, None  # "delivery of aid in Gaza": where, and not from whom
    return _completed(context, trigger, supplier, recipient)


def _given_to(context: Context, trigger: Token) -> Iterator[str]:
    """Those who are told to receive something, and not only to be where it happens."""
    clause = list(within_clause(trigger))
    where = {i.i for t in clause if t.lower_ in {"in", "into", "at", "on"} for i in t.subtree}
    return states(context, (t for t in clause if t.i not in where))


def _completed(context: Context, trigger: Token, supplier: str | None, recipient: str | None) -> Direction:
    if supplier is not None and recipient is not None:
        return supplier, recipient
    sides = context.annotated.default_sides
    known = supplier or recipient
    named = {
        m.actor
        for m in context.annotated.mentions
        if trigger.sent.start <= m.head < trigger.sent.end and m.actor.startswith("country/")
    }
    if known is None or len(sides) != 2 or known not in sides or not named <= set(sides) or not _is_of_two(context):
        return None, None
    other = next(side for side in sides if side != known)
    return (known, other) if supplier else (other, known)


def _is_of_two(context: Context) -> bool:
    """Whether the article speaks of its two countries, on average, no less than of any third."""
    times = Counter(m.actor for m in context.annotated.mentions if m.actor.startswith("country/"))
    sides = {side: times.pop(side, 0) for side in context.annotated.default_sides}
    return 2 * max(times.values(), default=0) <= sum(sides.values())


def _doers(context: Context, trigger: Token) -> list[str]:
    """Those who do it: subjects of the verb; of a noun, its owner and those whose it is said to be."""
    if trigger.pos_ in _VERBAL:
        told = list(states(context, subjects(trigger)))
        return told or list(states(context, (t for o in objects(trigger) for t in _modifiers(o))))
    owners = [*_modifiers(trigger), *agents(trigger), *_prepositional(trigger, {"of", "by"}, deep=False)]
    return [*states(context, owners), *states(context, _carriers(context, trigger))]


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


def _others(context: Context, trigger: Token) -> list[str]:
    """Those to whom it is done: objects, then what follows "to" or "in", then the adjectives of what is given."""
    verbal = trigger.pos_ in _VERBAL
    told = list(states(context, objects(trigger))) if verbal else []
    told += states(context, _prepositional(trigger, _TOWARDS))
    if trigger.head.pos_ in {"VERB", "AUX", "NOUN"} and not verbal:
        told += states(context, _prepositional(trigger.head, _TOWARDS, deep=False))
    return told + [state for token in within_clause(trigger) for state in _named(context, token)]


def _themes(context: Context, trigger: Token) -> Iterator[str]:
    """ "Turkish drones": whose what is bought is."""
    what = objects(trigger) if trigger.pos_ in _VERBAL else _prepositional(trigger, {"of"}, deep=False)
    return states(context, (t for head in what for t in _modifiers(head)))


def within_clause(token: Token) -> Iterator[Token]:
    """The words that hang on one, other clauses left out, in no order that means anything."""
    yield token
    for child in token.children:
        if child.dep_ not in _CLAUSES or (child.dep_ == "conj" and child.pos_ not in _VERBAL):
            yield from within_clause(child)


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


def _named(context: Context, token: Token) -> Iterator[str]:
    for actor, _ in context.who.actors(token, adjectives=True):
        country = actor if actor.startswith("country/") else context.annotated.country_of(actor)
        if country:
            yield country
    place = context.who.at(token)
    if place is not None and place.country:
        yield f"country/{place.country}"


def _first(states: Iterable[str], other: str | None) -> str | None:
    return next((state for state in states if state != other), None)
