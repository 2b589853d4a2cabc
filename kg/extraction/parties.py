"""Parties: between whom an agreement is, by the words of its name and by those who sign it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.documents import Document
from kg.extraction.giving import by_adjective
from kg.extraction.grammar import expand, fillers, subjects
from kg.model import ActorKind

_CLOSED = {"accord", "deal", "pact", "agreement"}
"""What a body of states makes among its own: "the OPEC accord"."""


def parties_of(context: Context, trigger: Token, document: Document) -> tuple[set[str], float]:
    """Those between whom it is said to be; else who signs; else the two countries the article is about."""
    told = between(context, document)
    if len(told) >= 2:
        return told, 1.0
    if _between_others(context, document):
        return set(), 0.0
    doers = subjects(trigger) if trigger.pos_ in {"VERB", "AUX"} else []
    everyone = _states(
        context,
        {a for t in [*doers, *_partners(trigger, document)] for a, _ in context.who.actors(t) if not _is_group(a)},
    )
    everyone |= {a for t in doers for a in context.enumerated.get(t.i, ())}
    if len(everyone) < 2:
        everyone |= _states(context, _within(context, doers)) | _companies(context, doers)
    if len(everyone) < 2:
        everyone |= in_name(context, document) | by_adjective(context, _partners(trigger, document))
    if len(everyone) < 2 and _are_others(context, doers):
        return set(), 0.0
    if len(everyone) >= 2:
        return everyone, 0.95
    sides, there = set(context.annotated.default_sides), _named_there(context, document)
    if any(t.lemma_ == "anniversary" for t in document.head.ancestors):
        sides = set()
    if not everyone and sides and not there <= sides:
        return (there, 0.7) if len(there) == 2 else (set(), 0.0)
    if everyone and sides:
        return (sides, 0.85) if everyone <= sides else (everyone, 0.6)
    if sides:
        return sides, 0.8
    return (everyone, 0.6) if is_closed(context, document, everyone) else (set(), 0.0)


def _named_there(context: Context, document: Document) -> set[str]:
    """The states of all whom the sentence names."""
    sentence = document.head.sent
    named = {m.actor for m in context.annotated.mentions if sentence.start <= m.head < sentence.end}
    return context.annotated.states_of(named)


def _is_group(actor: str) -> bool:
    return actor.startswith("group/")


def _partners(trigger: Token, document: Document) -> list[Token]:
    """With whom it is signed, and to or for whom money is lent."""
    partners = [t for word in (trigger, document.head) for t in fillers(word, "prep:with")]
    partners += [t for way in ("prep:to", "prep:for") for t in fillers(document.head, way)]  # "a loan to Kenya"
    named = document.head.doc[document.start : document.end]
    return partners + [t for word in named if word.lower_ == "with" for c in word.children for t in expand(c)]


def in_name(context: Context, document: Document) -> set[str]:
    """ "the Russian-Indian declaration", "a World Bank loan": the states and bodies named before the noun."""
    before = [m for m in context.annotated.mentions if document.start <= m.start and m.end <= document.head.i]
    return _states(context, {m.actor for m in before if _is_of_states(context, m.actor)})


def is_joint_name(context: Context, document: Document) -> bool:
    """ "the U.S.-Canada Partnership Roadmap": a name in capitals that says whose it is together."""
    return document.head.text[:1].isupper() and len(in_name(context, document)) > 1


def _is_of_states(context: Context, actor: str) -> bool:
    return context.annotated.actors[actor].kind in {ActorKind.COUNTRY, ActorKind.INTERNATIONAL_ORGANIZATION}


def is_closed(context: Context, document: Document, parties: set[str]) -> bool:
    """ "the OPEC accord": a body of states makes it among its own."""
    one = document.head.tag_ in {"NN", "NNP"} and len(parties) == 1
    kinds = {context.annotated.actors[p].kind for p in parties if p in context.annotated.actors}
    return one and document.head.lemma_.lower() in _CLOSED and kinds == {ActorKind.INTERNATIONAL_ORGANIZATION}


def _companies(context: Context, doers: list[Token]) -> set[str]:
    """ "the two companies": the two that the sentence names."""
    if not any(t.tag_ == "NNS" and t.lemma_.lower() in context.schema.word_set("company-nouns") for t in doers):
        return set()
    named = {
        m.actor
        for m in context.annotated.mentions
        if doers[0].sent.start <= m.head < doers[0].i and m.actor.startswith("organization/")
    }
    return named if len(named) == 2 else set()


def _are_others(context: Context, doers: list[Token]) -> bool:
    """Whether those who sign are told, and are not the article's countries: "the two companies", "Arab leaders"."""
    companies = context.schema.word_set("company-nouns")
    unknown = [t for t in doers if t.pos_ == "NOUN" and not context.who.actors(t)]
    foreign = (c for t in unknown for c in t.children if c.dep_ == "amod" and c.text[:1].isupper())
    owned = any(c.i not in context.annotated.at for c in foreign) and not by_adjective(context, unknown)
    return owned or any(t.lemma_.lower() in companies for t in unknown)


def _within(context: Context, heads: list[Token]) -> set[str]:
    """Those named within a phrase whose parts the parser has not told apart: "by Rosatom and Ethiopia's Ministry"."""
    inside = {t.i for head in heads for t in head.subtree if any(c.dep_ == "cc" for c in t.head.children)}
    return {m.actor for m in context.annotated.mentions if m.head in inside and m.form == "name"}


def between(context: Context, document: Document) -> set[str]:
    """ "between A and B" inside the document's name; government bodies sign for their states."""
    doc = document.head.doc
    for i in range(document.start, document.end):
        if doc[i].lower_ == "between":
            heads = [t for c in doc[i].children if c.dep_ == "pobj" for t in expand(c)]
            found = {a for t in heads for a, _ in context.who.actors(t, adjectives=True)}
            return _states(context, found if len(found) > 1 else found | _named_pair(context, i + 1, document.end))
    return set()


def _named_pair(context: Context, start: int, end: int) -> set[str]:
    """The two names on both sides of the first "and", where the parser has not told them apart."""
    doc = context.annotated.doc
    joint = next((t.i for t in doc[start:end] if t.lower_ == "and" and t.i - 1 in context.annotated.at), None)
    if joint is None:
        return set()
    after = next((m for m in context.annotated.mentions if joint < m.start <= joint + 3), None)
    return {m.actor for m in (context.annotated.at[joint - 1], after) if m is not None and m.form == "name"}


def _between_others(context: Context, document: Document) -> bool:
    """Whether it is said to be between those whose names are not known: not between the article's countries."""
    doc = document.head.doc
    inside = [doc[i] for i in range(document.start, document.end) if doc[i].lower_ == "between"]
    named = [c for t in inside for c in t.children if c.dep_ == "pobj" and c.pos_ == "PROPN"]
    return any(not context.who.actors(t) for t in named)


def _states(context: Context, actors: set[str]) -> set[str]:
    """People and ministries sign for their states, or for the body they head; agencies and companies for themselves."""
    found = set()
    for actor in actors:
        body = next((c.of for c in context.annotated.claims if c.person == actor and _is_body(c.of)), None)
        state = context.annotated.country_of(actor)
        if context.annotated.actors[actor].kind is ActorKind.PERSON:
            found |= {body or state} - {None}
        else:
            found.add(state if state and _is_of_state(context, actor) else actor)
    return {party for party in found if party is not None}


def _is_body(of: str | None) -> bool:
    return of is not None and of.startswith("organization/")


def _is_of_state(context: Context, actor: str) -> bool:
    """ "the Ministry of Health", "the Government of Fiji": what they sign binds the state."""
    words = context.annotated.actors[actor].name.lower().split()
    return not context.schema.word_set("signing-for-state").isdisjoint(words)
