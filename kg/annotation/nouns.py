"""Descriptions by a noun: whom "the Indian side", "his counterpart", "the latter" and "the Ministry" mean."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotation.document import Annotated, PositionClaim
from kg.annotation.mind import Keys, Mind
from kg.model import Tenure
from kg.ontology import Schema


class Nouns:
    """Resolves nouns that are neither names nor titles."""

    def __init__(self, schema: Schema) -> None:
        self._government_nouns = schema.word_set("government-nouns")
        self._body_nouns = schema.word_set("body-nouns")

    def resolve(self, annotated: Annotated, mind: Mind, token: Token) -> tuple[Keys, float] | None:
        """ "the Indian side", "the Ministry", "the White House"."""
        lemma = token.lemma_.lower()
        if token.lower_ in {"former", "latter"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}:
            return self._of_two(mind, token)
        if lemma in {"counterpart", "predecessor"}:
            self._counterpart(annotated, token)
            named = self._named_beside(annotated, token)
            if named is not None:
                return (named,), 0.9
        if lemma in self._government_nouns:
            own = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
            listed = [t for c in own for t in (c, *c.conjuncts)] if token.tag_ == "NNS" else own
            meant = [m.actor for t in listed if t.i < token.i and (m := annotated.at.get(t.i))]
            states = tuple(dict.fromkeys(a for a in meant if a.startswith("country/")))
            if states and lemma == "counterpart" and token.tag_ == "NN":
                theirs = [p for p in annotated.default_pair if annotated.country_of(p) == states[0]]
                if len(theirs) == 1:
                    return tuple(theirs), 0.8
            if states:
                return (states if token.tag_ == "NNS" else states[:1]), 0.85
        if (
            lemma in self._body_nouns
            and any(c.lower_ in {"the", "our"} for c in token.children)
            and not any(c.dep_ in {"amod", "compound", "prep"} for c in token.children)
        ):
            return self._last_body(annotated, token, lemma)
        return None

    def _of_two(self, mind: Mind, token: Token) -> tuple[Keys, float] | None:
        """ "the former", "the latter": of the two people named last."""
        last = list(dict.fromkeys(reversed(mind.seen)))[:2]
        if len(last) < 2:
            return None
        return ((last[0] if token.lower_ == "latter" else last[1],), 0.8)

    def _last_body(self, annotated: Annotated, token: Token, lemma: str) -> tuple[Keys, float] | None:
        for mention in reversed(annotated.mentions):
            if mention.start < token.i and lemma in annotated.actors[mention.actor].name.lower():
                return (mention.actor,), 0.9
        return None

    def _counterpart(self, annotated: Annotated, token: Token) -> None:
        """ "his Turkish counterpart, Recep Tayyip Erdogan", "Abiy's predecessor, Hailemariam Desalegn".

        They hold, or held, what the one before them holds: the one in another country, the other in the same.
        """
        named = self._named_beside(annotated, token)
        owner = self._owner(annotated, token)
        claim = next((c for c in annotated.claims if c.person == owner), None)
        if named is None or claim is None:
            return
        if token.lower_ == "predecessor":
            of, tenure = claim.of or annotated.country_of(claim.person), Tenure.FORMER
        else:
            adjectives = (annotated.at.get(c.i) for c in token.children)
            of, tenure = next((m.actor for m in adjectives if m and m.form == "adjective"), None), Tenure.CURRENT
        if of:
            new = PositionClaim(named, claim.position, of, tenure, token.i, token.i + 1, 0.8)
            annotated.claims.append(new)

    def _named_beside(self, annotated: Annotated, token: Token) -> str | None:
        """The person named right after the word."""
        for place in (token.i + 1, token.i + 2):
            mention = annotated.at.get(place)
            if mention is not None and mention.actor.startswith("person/"):
                return mention.actor
        return None

    def _owner(self, annotated: Annotated, token: Token) -> str | None:
        """Whose counterpart or predecessor it is."""
        for child in token.children:
            if child.dep_ == "poss":
                mention = annotated.at.get(child.i)
                if mention is not None:
                    return mention.actor
                if child.i in annotated.references:
                    return annotated.references[child.i][0][0]
        return None
