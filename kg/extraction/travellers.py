"""Travellers: who is on a visit, and where to, by the words around the one that tells of it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import agents, fillers, governor, is_passive, subjects
from kg.extraction.trips import Destination
from kg.model import Place
from kg.ontology import Frame

_PARTIES = {"delegation", "team", "mission"}


def visitors(context: Context, token: Token, frame: Frame) -> dict[str, float]:
    """Those who travel, with certainty: people where any is told, else countries."""
    found: dict[str, float] = {}
    for grammar in frame.grammar_of("visitor"):
        for filler in fillers(token, grammar, context.light):
            for actor, certainty in _led(context, filler) or context.who.actors(filler):
                if actor.startswith(("person/", "country/")):
                    found.setdefault(actor, certainty)
    if not found:
        found = _of_clause(context, token)
    if not found and token.pos_ == "VERB" and not is_passive(token) and "subject" in frame.grammar_of("visitor"):
        found = context.who.before(token)
    found = found or _right_before(context, token)
    return {v: c for v, c in found.items() if v.startswith("person/")} or found


def _right_before(context: Context, token: Token) -> dict[str, float]:
    """ "At the invitation of A, B will pay a visit": B, whom the parser has taken for A's apposition."""
    verb = token if token.pos_ == "VERB" else governor(token, context.light)
    if verb is None or is_passive(verb) or any(c.dep_ in {"nsubj", "csubj"} for c in verb.children):
        return {}
    first = min([c.i for c in verb.children if c.dep_ == "aux"] + [verb.i])
    mention = context.annotated.at.get(first - 1)
    if mention is None or verb.dep_ != "ROOT" or not mention.actor.startswith("person/"):
        return {}
    return {mention.actor: mention.certainty * 0.9}


def _led(context: Context, party: Token) -> list[tuple[str, float]]:
    """ "a delegation led by Foreign Minister X": its leader."""
    if party.lemma_.lower() not in _PARTIES:
        return []
    leading = [c for c in party.children if c.dep_ == "acl" and c.lemma_ in {"lead", "head"}]
    found = [found for verb in leading for t in agents(verb) for found in context.who.actors(t)]
    return [(actor, certainty) for actor, certainty in found if actor.startswith("person/")]


def _of_clause(context: Context, token: Token) -> dict[str, float]:
    """ "Modi, who is on a two-day visit to Russia": the visitor is whom the clause is about."""
    head = token.head
    while head != head.head and head.pos_ not in {"VERB", "AUX"}:
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return {}
    if token.dep_ == "pobj" and token.head.lower_ in {"on", "during"}:
        return {a: c * 0.9 for t in subjects(head) for a, c in context.who.actors(t) if a.startswith("person/")}
    return {}


def destinations(context: Context, token: Token, frame: Frame) -> list[Destination]:
    """Where to: all that the first slot with a place in it names; words before the noun come last."""
    if "leaves" in frame.features:
        return _invited_to(context, token)
    grammars = sorted(frame.grammar_of("destination"), key=lambda g: g == "modifier")
    for grammar in grammars:
        found = [where for filler in fillers(token, grammar, context.light) if (where := _where(context, filler))]
        if grammar == "modifier" and not found:
            found = _before(context, token) or _by_adjective(context, token)
        if found:
            return _apart(found)
    return []


def _apart(found: list[Destination]) -> list[Destination]:
    """Each country once, by its place where one is named: "Kyiv, Ukraine" is one destination."""
    cities = {country for place, country in found if not isinstance(place, str)}
    kept = [(place, country) for place, country in found if not (isinstance(place, str) and country in cities)]
    return list(dict.fromkeys(kept))


def _where(context: Context, filler: Token) -> Destination | None:
    country = context.who.country(filler)
    if country:
        return country, country.removeprefix("country/")
    place = _held_in(context, filler) or context.who.place(filler)
    if place:
        return place, place.country
    if filler.lemma_ == "capital":
        for child in filler.subtree:
            mention = context.annotated.at.get(child.i)
            if mention and mention.actor.startswith("country/"):
                return mention.actor, mention.actor.removeprefix("country/")
    return None


def _held_in(context: Context, event: Token) -> Place | None:
    """ "a conference on Asia in Tashkent": where an event is held, and not what it is about."""
    if event.pos_ != "NOUN":
        return None
    where = [c for p in event.subtree if p.lower_ == "in" for c in p.children if c.dep_ == "pobj"]
    places = [place for t in where if (place := context.who.at(t)) is not None and place.country]
    return places[0] if places else None


def _before(context: Context, noun: Token) -> list[Destination]:
    """ "her first U.S. visit": a country's name, not its adjective, right before the noun."""
    mention = context.annotated.at.get(noun.i - 1) if noun.i > 0 else None
    if mention is None or not mention.actor.startswith("country/"):
        return []
    code = mention.actor.removeprefix("country/")
    named = context.annotated.doc[mention.start : mention.end].text in context.schema.countries[code].names
    return [(mention.actor, code)] if named else []


def _by_adjective(context: Context, noun: Token) -> list[Destination]:
    """ "Putin's Italian visit": an adjective right before the noun, of a country that is not the visitor's."""
    mention = context.annotated.at.get(noun.i - 1) if noun.i > 0 else None
    owners = [a for t in fillers(noun, "possessor") for a, _ in context.who.actors(t) if a.startswith("person/")]
    if mention is None or mention.form != "adjective" or not owners:
        return []
    if mention.actor in {context.annotated.country_of(a) for a in owners}:
        return []
    return [(mention.actor, mention.actor.removeprefix("country/"))]


def _invited_to(context: Context, token: Token) -> list[Destination]:
    """ "invited X to visit India": the place of the visit that the invitation is for."""
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.lemma_ in {"visit", "come", "travel", "pay", "make"}:
            for filler in [*fillers(child, "object"), *fillers(child, "prep:to")]:
                near = [filler, *fillers(filler, "prep:to")]
                found = [where for t in near if (where := _where(context, t))]
                if found:
                    return found[:1]
    return []
