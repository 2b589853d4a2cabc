"""Participants: who takes part in a meeting, by the words around the one that tells of it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import carried_by, fillers, governor, objects, prepositional, subjects
from kg.extraction.joint import states_of_body
from kg.ontology import Frame


def participants_of(context: Context, token: Token, frame: Frame) -> tuple[list[str], str | None, float]:
    """Keys of those who take part, which of them is the host, and the certainty of the least certain."""
    order: dict[str, float] = {}
    sides: set[str] = set()
    host = None
    hosts = set(frame.grammar_of("host"))
    for grammar in frame.grammar_of("participant"):
        for filler in fillers(token, grammar, context.carrying):
            if grammar == "modifier" and filler.dep_ == "poss":
                continue
            if filler.lower_ == "it" and filler.head.lemma_ == "be":
                continue  # "it was their first meeting"
            found = states_of_body(context, filler)
            found = found or context.who.actors(filler, adjectives=grammar == "modifier")
            found = found or context.who.delegation(filler)
            for actor, certainty in found or (_of_states(context, filler) if grammar == "prep:of" else []):
                order[actor] = max(certainty, order.get(actor, 0.0))
                sides.add(grammar)
                if grammar in hosts and host is None:
                    host = actor
    if sides == {"modifier"} and len(order) == 1 and next(iter(order)).startswith("organization/"):
        order, sides = {}, set()  # "the NATO summit": the format, and no party
    if len(order) == 1 and "subject" not in sides:
        verb = token if token.pos_ == "VERB" else governor(token, context.carrying)
        order |= context.who.before(verb) if verb is not None else {}
        sides.add("subject")
    if len(order) < 2:
        extra = _around(context, token)
        sides |= {"subject"} if extra else set()
        order |= {a: c for a, c in extra.items() if a not in order}
    if (token.pos_ == "NOUN" and sides == {"prep:with"}) or _is_of_somebody_else(context, token):
        order = {}  # "talks with Syria", "I met A and B": the other side is not told
    if sides == {"subject"} and token.pos_ == "VERB" and any(t.tag_ == "NNS" for t in prepositional(token, "with")):
        order = {}  # "the President and the Vice President met with twelve leaders": with whom, is not told
    participants = without_represented(context, _without_host_of(context, token, list(order)))
    if host not in participants or (
        frame.name == "frame/dinner" and token.pos_ == "NOUN" and not _gives(token, context)
    ):
        host = None
    certainty = min((order[p] for p in participants), default=1.0)
    return participants, host, certainty


def _is_of_somebody_else(context: Context, token: Token) -> bool:
    """Whether those who meet are told by an "I" or "we" of whom nothing is known."""
    doers = fillers(token, "subject", context.carrying)
    return any(t.lower_ in {"i", "we"} and not context.who.actors(t) for t in doers)


def _without_host_of(context: Context, token: Token, actors: list[str]) -> list[str]:
    """ "Yesterday we met with the Speaker", said to the host of today: the guests met, and not the host."""
    said = [t for t in token.sent if t.lower_ == "we" and t.i in context.turns]
    speakers = set(context.turns.values())
    others = [a for a in actors if a not in speakers]
    if not said or not others or len(speakers) != 2:
        return actors
    return [a for a in actors if a not in speakers or a == context.turns[said[0].i]]


def _of_states(context: Context, filler: Token) -> list[tuple[str, float]]:
    """ "Third Meeting of Russian and Belarusian Cities", "... of Sister Cities of Russia and Finland": the states."""
    if not filler.text.endswith("s"):
        return []
    mentions = [m for t in filler.subtree if (m := context.annotated.at.get(t.i)) and m.actor.startswith("country/")]
    states = dict.fromkeys(m.actor for m in mentions)
    return [(state, 0.75) for state in states] if len(states) == 2 else []


def _around(context: Context, token: Token) -> dict[str, float]:
    """ "During the conversation, A congratulated B": those whom the sentence has deal with each other at the event."""
    verb = carried_by(token)
    if verb is None:
        return {}
    if token.head.lower_ not in {"during", "in", "at"}:
        while verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
            verb = verb.head  # "announced that Canada would lift ..., following talks with X"
        doers = {a: c * 0.9 for t in subjects(verb) for a, c in context.who.actors(t) if a.startswith("person/")}
        doers = doers or context.who.before(verb) or _behind_remarks(context, verb)
        states = {context.annotated.country_of(a) for a in doers}
        return doers if len(doers) == 1 or len(states) >= 2 else {}
    heads = subjects(verb)
    if not prepositional(token, "with"):  # "accused A, in a call with B": the other party is told
        heads = [*heads, *objects(verb), *prepositional(verb, "to"), *prepositional(verb, "with")]
        heads += [t for o in objects(verb) for t in prepositional(o, "to")]
    found = {a: c * 0.9 for t in heads for a, c in context.who.actors(t) if a.startswith("person/")}
    found |= _behind_remarks(context, verb)
    if prepositional(token, "with"):
        return found if len(found) == 1 else {}
    return found if len({context.annotated.country_of(a) for a in found}) >= 2 else {}


def _behind_remarks(context: Context, verb: Token) -> dict[str, float]:
    """ "His remarks came during talks with X": whose remarks they were."""
    nouns = [t for t in subjects(verb) if t.lemma_.lower() in context.schema.word_set("remarks")]
    owners = [o for t in nouns for g in ("possessor", "prep:of", "prep:by") for o in fillers(t, g)]
    return {a: c * 0.9 for o in owners for a, c in context.who.actors(o) if a.startswith("person/")}


def _gives(token: Token, context: Context) -> bool:
    verb = governor(token, context.light)
    return verb is not None and verb.lemma_.lower() in {"host", "give", "hold"}


def without_represented(context: Context, actors: list[str]) -> list[str]:
    """Countries whose people are there are not listed beside them; unnamed groups never are."""
    countries = {context.annotated.country_of(a) for a in actors if a.startswith("person/")}
    outlets = {a for a in actors if context.annotated.is_outlet(a)}
    actors = [a for a in actors if a not in outlets]
    return [a for a in actors if not a.startswith("group/") and not (a.startswith("country/") and a in countries)]


def has_guests(context: Context, token: Token, frame: Frame) -> bool:
    """A host has guests: "welcomed the decision" is not a meeting, nor is "they welcomed them", said of agreements."""
    if frame.name != "frame/host":
        return True
    hosts = {a for t in fillers(token, "subject", context.carrying) for a, _ in context.who.actors(t)}
    heads = [t for g in ("object", "prep:for") for t in fillers(token, g, context.carrying)]
    guests = {a for t in heads for a, _ in context.who.actors(t) if not a.startswith("group/")}
    return bool(guests - hosts)
