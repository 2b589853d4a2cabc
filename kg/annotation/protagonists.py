"""Protagonists: whom an article as a whole is about, and whom "he" and "she" may mean in it."""

from __future__ import annotations

from spacy.tokens import Span as Tokens

from kg.annotation.document import Annotated
from kg.annotation.mind import Keys
from kg.model import ActorKind
from kg.ontology import Schema, folded

_FEW = 3
"""Mentions up to which a text is so short that a state named once may be one of its sides."""
_OPENING = 6
"""Sentences within which an article names whom it is about."""
_ADDRESSED = (
    ({"mrs", "ms", "miss", "madam", "madame", "queen", "princess", "spokeswoman", "chairwoman", "smt"}, "Female"),
    ({"mr", "sir", "king", "prince", "spokesman", "chairman", "shri", "pope", "patriarch"}, "Male"),
)


def main_people(annotated: Annotated) -> Keys:
    """The people of different countries whom the headline has deal with each other, or else the first sentence."""
    headed = _acting_in(annotated.headline, annotated.headline.doc[:]) if annotated.headline else ()
    if headed and all(person in annotated.actors for person in headed):
        return headed
    opening = [s for s in annotated.doc.sents if not s.text.isspace()][:_OPENING]
    for sentence in annotated.doc.sents:
        people = _acting_in(annotated, sentence) or (annotated.people_in(sentence) if sentence in opening else ())
        countries = {annotated.country_of(p) for p in people}
        if 2 <= len(people) <= 5 and len(countries) >= 2:
            return people
    people = tuple(dict.fromkeys(m.actor for m in annotated.mentions if m.actor.startswith("person/")))
    countries = {annotated.country_of(p) for p in people}
    early = {p for s in opening for p in annotated.people_in(s)}
    return people if len(people) == 2 and len(countries) == 2 and set(people) <= early else ()


def _acting_in(annotated: Annotated, sentence: Tokens) -> Keys:
    """ "A met B to discuss the pact of C and D": A and B, where they are of two states."""
    root = sentence.root
    near = [c for c in root.children if c.dep_ in {"nsubj", "dobj"}]
    near += [o for c in root.children if c.dep_ == "prep" and c.lower_ == "with" for o in c.children]
    words = [t for n in near for t in (n, *n.conjuncts, *(c for c in n.children if c.dep_ == "appos"))]
    found = [m.actor for t in words if (m := annotated.at.get(t.i)) and m.actor.startswith("person/")]
    people = tuple(dict.fromkeys(found))
    return people if len({annotated.country_of(p) for p in people}) >= 2 else ()


def main_sides(annotated: Annotated, schema: Schema) -> Keys:
    """The two countries that the article is about: those of its main people, else those it names most."""
    serving = {c.person for c in annotated.claims if c.of and c.of.startswith("organization/")}
    pair = [p for p in annotated.default_pair if p not in serving]
    countries = tuple(dict.fromkeys(c for p in pair if (c := annotated.country_of(p))))
    if len(countries) == 2:
        return countries
    counts: dict[str, int] = {}
    ancestry = schema.word_set("ancestry")
    for mention in annotated.mentions:
        if mention.actor in serving:
            continue  # the president of the World Bank is no side of his state
        if mention.end < len(annotated.doc) and annotated.doc[mention.end].lower_ in ancestry:
            continue  # "students of Palestinian descent"
        country = mention.actor if mention.actor.startswith("country/") else annotated.country_of(mention.actor)
        if country and annotated.actors[mention.actor].kind is not ActorKind.COMPANY:
            counts[country] = counts.get(country, 0) + 1
    headed = {m.actor for m in annotated.headline.mentions} if annotated.headline else set()
    few = max(counts.values(), default=0) <= _FEW  # what a text names once in passing, it is not about
    ranked = [c for c in sorted(counts, key=lambda c: (-counts[c], c)) if few or counts[c] > 1 or c in headed]
    if len(ranked) >= 2 and (len(ranked) == 2 or counts[ranked[1]] > counts[ranked[2]]):
        return tuple(ranked[:2])
    states = tuple(p for p in annotated.parties if p.startswith("country/"))
    return states if len(states) == 2 == len(annotated.parties) else ()


def genders(annotated: Annotated, schema: Schema) -> dict[str, str]:
    """By the ontology, by the forms of address and titles that the article gives, and by given names."""
    found = {p.key: p.gender for a in annotated.actors if (p := schema.people.get(a)) and p.gender}
    for mention in annotated.mentions:
        words = {t.lower_.rstrip(".") for t in annotated.doc[max(mention.start - 1, 0) : mention.end]}
        for marks, gender in _ADDRESSED:
            if mention.actor.startswith("person/") and words & marks:
                found.setdefault(mention.actor, gender)
    for actor in annotated.actors.values():
        given = schema.given_names.get(folded(actor.name.split()[0])) if " " in actor.name else None
        if actor.kind is ActorKind.PERSON and given:
            found.setdefault(actor.key, given)
    return found


def is_protagonist(annotated: Annotated, person: str) -> bool:
    """Whether a person is named in the first sentence."""
    first = next((s for s in annotated.doc.sents if not s.text.isspace()), None)
    return first is not None and any(m.actor == person and m.head < first.end for m in annotated.mentions)
