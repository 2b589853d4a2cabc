"""Pairs: between which two countries a sentence tells of cooperation."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.giving import states, within_clause
from kg.extraction.grammar import objects, prepositional, subjects
from kg.model import ActorKind, Meeting
from kg.ontology import Frame

Pair = tuple[str, str]
_ABOUT = {"on", "about", "regarding"}
"""After these a verb opens no clause of its own: "positions on building it"."""


def pair_of(countries: set[str]) -> Pair:
    """Two countries in the order in which facts tell them."""
    first, second = sorted(countries)
    return first, second


def met(context: Context, sentence: Tokens, meetings: list[Meeting]) -> list[tuple[Pair, float]]:
    """The states of the two who are told to have met: a third that is named is what they spoke of."""
    told = context.annotated.sentence(sentence.start)
    for meeting in meetings:
        if any(e.span.start < told.end and told.start < e.span.end for e in meeting.evidence):
            countries = [
                p if p.startswith("country/") else context.annotated.country_of(p) for p in meeting.participants
            ]
            if len(set(countries)) == 2 and None not in countries:
                return [(pair_of({c for c in countries if c}), 0.85)]
    return []


def at_odds(context: Context) -> set[Pair]:
    """The pairs that a sentence names alone, with a word for war or punishment: they do not work together."""
    hostile = context.schema.word_set("hostile")
    found = set()
    for sentence in context.annotated.doc.sents:
        if not hostile.isdisjoint(t.lemma_.lower() for t in sentence):
            named = named_in(context, sentence)
            found |= {pair_of(named)} if len(named) == 2 else set()
    return found


def together(context: Context, events: Iterable[tuple[str, ...]]) -> set[Pair]:
    """The pairs that met or made an agreement, whatever else is told of them."""
    found = set()
    for actors in events:
        countries = context.annotated.states_of(actors)
        found |= {pair_of(countries)} if len(countries) == 2 else set()
    return found


def condemned(context: Context) -> set[str]:
    """The states whose deeds are condemned: "condemned the DPRK's missile test"."""
    blaming = context.schema.word_set("condemning")
    deeds = [t for v in context.annotated.doc if v.pos_ == "VERB" and v.lemma_.lower() in blaming for t in objects(v)]
    return set(states(context, (c for t in deeds for c in t.children if c.dep_ in {"poss", "amod", "compound"})))


def own_pairs(context: Context, trigger: Token) -> list[tuple[Pair, float]]:
    """ "cooperation between A and B", "A's trade with B and C": those that hang on the word itself."""
    between = set(states(context, prepositional(trigger, "between")))
    if len(between) == 2:
        return [(pair_of(between), 0.95)]
    with_whom = prepositional(trigger, "with")
    partners = set(states(context, with_whom)) or _of_adjectives(context, with_whom)
    owners = {t for t in trigger.lefts if t.dep_ in {"poss", "amod", "compound", "nmod"}}
    doers = set(states(context, subjects(trigger) if trigger.pos_ == "VERB" else owners)) if partners else set()
    doers = doers or (_acting(context, trigger) if partners else set())
    if len(doers | partners) == 2 and doers:
        return [(pair_of(doers | partners), 0.95)]
    return [(pair_of({*doers, p}), 0.85) for p in sorted(partners - doers)] if len(doers) == 1 else []


def _acting(context: Context, trigger: Token) -> set[str]:
    """ "They continue to work in partnership with Egypt": the one state that does what the word is told with."""
    verb = next((t for t in trigger.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    acting = subjects(verb) if verb is not None else []
    found = set(states(context, acting))
    if not found and any(t.lower_ == "we" for t in acting):
        found = {c for a in context.annotated.authors if (c := context.annotated.country_of(a) or a)}
    return found if len(found) == 1 else set()


def _of_adjectives(context: Context, nouns: list[Token]) -> set[str]:
    """ "German officials": Germany."""
    return set(states(context, (c for t in nouns for c in t.children if c.i < t.i and c.dep_ in {"amod", "compound"})))


def fits(context: Context, trigger: Token, frame: Frame, pair: Pair) -> bool:
    """Whether a word may tell of two that the sentence is about: nothing that hangs on it says otherwise."""
    partners = [t for t in prepositional(trigger, "with") if t.pos_ in {"NOUN", "PROPN"}]
    told = set(states(context, partners)) | _of_adjectives(context, partners)
    if partners and (not told & set(pair) or told >= set(pair)):
        return False
    return "bothBeside" not in frame.features or set(pair) <= told_beside(context, trigger)


def told_beside(context: Context, trigger: Token) -> set[str]:
    """The states in the clause of a word, its subject among them, or else those that the word's owners mean."""
    verbs = (t for t in (trigger, *trigger.ancestors) if t.pos_ in {"VERB", "AUX"} and t.head.lower_ not in _ABOUT)
    verb = next(verbs, trigger)
    clause = [*within_clause(verb), *subjects(verb)] if verb.pos_ in {"VERB", "AUX"} else [*within_clause(verb)]
    return set(states(context, clause))


def about(context: Context, sentence: Tokens) -> list[tuple[Pair, float]]:
    """The two countries that the sentence is about: named, meant by "both countries", or through their people."""
    named = named_in(context, sentence)
    if len(named) == 2:
        return [(pair_of(named), 0.95)]
    joined = _hyphened(context, sentence)
    if len(named) > 2 and joined:
        return [(pair_of(joined), 0.9)]
    sides = set(context.annotated.default_sides)
    if len(named) == 1 and len(sides) == 2 and named <= sides:
        there = {
            f"country/{p.place.country}" for p in context.annotated.places if sentence.start <= p.start < sentence.end
        }
        if sides <= named | there:
            return [(pair_of(sides), 0.8)]
    if len(sides) != 2:
        return []
    if named and not named <= sides:
        return []
    meant = {
        a
        for i, (actors, _) in context.annotated.references.items()
        if sentence.start <= i < sentence.end
        for a in actors
    }
    meant |= {m.actor for m in context.annotated.mentions if sentence.start <= m.head < sentence.end}
    meant -= {c.person for c in context.annotated.claims if c.of and c.of.startswith("organization/")}
    if sides <= context.annotated.states_of(meant) | named:
        return [(pair_of(sides), 0.85)]
    if any(t.lower_ in {"bilateral", "joint", "mutual", "these", "our", "two", "both"} for t in sentence):
        return [(pair_of(sides), 0.7)]
    return []


def named_in(context: Context, sentence: Tokens) -> set[str]:
    """The countries that a sentence names."""
    return {
        m.actor
        for m in context.annotated.mentions
        if sentence.start <= m.head < sentence.end and m.actor.startswith("country/")
    }


def with_many(context: Context, sentence: Tokens) -> bool:
    """ "Russia and the European Union", "Russia-EU ties": the other side is a body of many states."""
    annotated = context.annotated
    if len(named_in(context, sentence)) != 1:
        return False
    for m in annotated.mentions:
        actor = annotated.actors.get(m.actor) if sentence.start <= m.head < sentence.end else None
        if actor is not None and actor.kind is ActorKind.INTERNATIONAL_ORGANIZATION:
            beside = {t.i for t in annotated.doc[m.head].conjuncts} | _joined_to(annotated.doc[m.start])
            if any(annotated.at[i].actor.startswith("country/") for i in beside & annotated.at.keys()):
                return True
    return False


def _joined_to(token: Token) -> set[int]:
    """The index of the word that a hyphen joins to a word."""
    return {token.i - 2} if token.i > 1 and token.nbor(-1).text in {"-", "–"} else set()


def _hyphened(context: Context, sentence: Tokens) -> set[str]:
    """ "the South Korea-U.S. exercise": the two that one word joins."""
    at, doc = context.annotated.at, sentence.doc
    for token in sentence:
        if token.text in {"-", "–"} and 0 < token.i < len(doc) - 1:
            before, after = at.get(token.i - 1), at.get(token.i + 1)
            pair = {m.actor for m in (before, after) if m is not None and m.actor.startswith("country/")}
            if len(pair) == 2:
                return pair
    return set()
