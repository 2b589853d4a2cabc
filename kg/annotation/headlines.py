"""Headlines: whom they name, and what they are.

Evidence lies in the text, so that a headline only helps to read it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.annotation.authors import issuer
from kg.annotation.document import Annotated
from kg.model import Actor, ActorKind
from kg.ontology import Schema


def add_headline(annotated: Annotated, schema: Schema) -> None:
    """Let the article know the actors of its headline, and the positions of those of whom its text tells none."""
    headline = annotated.headline
    if headline is None:
        return
    titled = {claim.person for claim in headline.claims}
    for actor in headline.actors.values():
        known = actor.key in schema.people or actor.key in schema.bodies or actor.kind is ActorKind.COUNTRY
        if actor.mentioned and (known or actor.key in titled):
            annotated.actors[actor.key] = replace(annotated.actors.get(actor.key, actor), mentioned=True)
    _add_positions(annotated, headline)
    _add_state(annotated, headline, schema)
    named = [m.actor for m in headline.mentions if not m.actor.startswith("person/") and m.actor in annotated.actors]
    annotated.parties = tuple(dict.fromkeys(named)) if len(set(named)) > 1 else ()


def _add_positions(annotated: Annotated, headline: Annotated) -> None:
    """A position that the headline alone tells is told where the text first names who holds it, or where it is "I"."""
    told = {claim.person for claim in annotated.claims}
    places = {author: place for author in annotated.authors for place in _first_person(annotated)}
    places |= {m.actor: (m.start, m.end) for m in reversed(annotated.mentions)}
    for claim in headline.claims:
        if claim.person in places and claim.person not in told:
            start, end = places[claim.person]
            annotated.claims.append(replace(claim, start=start, end=end, certainty=claim.certainty * 0.9))


def _add_state(annotated: Annotated, headline: Annotated, schema: Schema) -> None:
    """In its own publications a state need not be named beside who speaks for it, or whose readout it is."""
    first = [m.actor for m in headline.mentions if m.actor.startswith("person/")][:1]
    own = {*annotated.authors, *(first if headline.doc.text.startswith("Readout ") else ())}
    code = issuer(annotated.article, schema)
    for key in own & annotated.actors.keys():
        actor = annotated.actors[key]
        if code and actor.kind is ActorKind.PERSON and actor.country is None:
            annotated.actors[key] = replace(actor, country=code)
            country = schema.countries[code]
            state = Actor(country.key, ActorKind.COUNTRY, country.name, (), code, country.wikidata, mentioned=False)
            annotated.actors.setdefault(state.key, state)


def _first_person(annotated: Annotated) -> list[tuple[int, int]]:
    """Where the author first speaks of himself."""
    quoted = annotated.quoted()
    found = (t.i for t in annotated.doc if t.lower_ in {"i", "we", "my", "our"} and t.i not in quoted)
    return [(i, i + 1) for i in found][:1]
