"""Unnamed sources: "two officials", "analysts in Vienna", "one of them", and who of them is meant again."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotation.document import Annotated
from kg.keys import key
from kg.model import Actor, ActorKind
from kg.ontology import Schema

_SOURCED = {"in", "at", "from", "of", "for", "with", "close", "within", "inside", "on"}
"""Prepositions that say where a source sits."""
_SHORT = 8
"""The most words that tell where a source sits."""


class Groups:
    """Finds the unnamed sources of one document and makes them known as actors."""

    def __init__(self, annotated: Annotated, schema: Schema) -> None:
        self._annotated = annotated
        self._nouns = schema.word_set("unnamed-sources")
        self._papers = schema.word_set("documents") | schema.word_set("data")
        self._told: dict[int, str] = {}
        """Keys of the sources told so far, by the place of their nouns."""

    def of(self, token: Token, *, anybody: bool = False) -> str | None:
        """The key of an unnamed source; None where the noun is none.

        With `anybody` every noun in the plural is one: "bankers say", "businesses complain".
        """
        if token.i in self._told:
            return self._told[token.i]
        if not self._is_source(token, anybody):
            return None
        again = self._meant_again(token)
        listed = self._listed(token)
        actor = again or self._introduce(listed[0], listed[-1])
        self._told |= {t.i: actor for t in listed}
        return actor

    def is_plural(self, actor: str) -> bool:
        """Whether a source was told by a noun in the plural."""
        doc = self._annotated.doc
        return any(doc[i].tag_ == "NNS" for i, a in self._told.items() if a == actor)

    def _is_source(self, token: Token, anybody: bool) -> bool:
        if token.lower_ in {"person", "people"} and any(c.lower_ == "familiar" for c in token.children):
            return True
        if token.lower_ == "one":
            return any(self._is_source(t, False) or t.lower_ == "them" for t in _of(token))
        if {token.lemma_.lower(), token.lower_} & self._nouns:
            return True
        unnamed = token.tag_ == "NNS" and token.i not in self._annotated.at and token.lemma_.lower() not in self._papers
        return anybody and unnamed and token.i not in self._annotated.references

    def _meant_again(self, token: Token) -> str | None:
        """ "The sources": those told of last by the same noun."""
        if any(c.lower_ != "the" for c in token.children if not c.is_punct) or not list(token.children):
            return None
        doc = self._annotated.doc
        return next((a for i, a in reversed(self._told.items()) if doc[i].lower_ == token.lower_), None)

    def _listed(self, token: Token) -> list[Token]:
        """ "Traders and analysts": the nouns of one source."""
        joined = [t for t in (token, *token.conjuncts) if t.pos_ == "NOUN" and t.i not in self._annotated.at]
        return sorted({*joined, token}, key=lambda t: t.i)

    def _introduce(self, first: Token, last: Token) -> str:
        doc = self._annotated.doc
        words = [t for t in first.subtree if t.i <= first.i and t.dep_ not in {"det", "punct", "advmod", "cc", "prep"}]
        left = min([t.i for t in words] + [first.i])
        while left < first.i and doc[left].dep_ in {"det", "prep", "punct"}:
            left += 1
        label = " ".join(doc[left : self._whose(last)].text.split())
        actor = key("group", self._annotated.article.id, label.lower())
        if actor not in self._annotated.actors:
            mentions = (self._annotated.at.get(t.i) for t in first.subtree)
            country = next((m.actor for m in mentions if m and m.actor.startswith("country/")), None)
            state = country.removeprefix("country/") if country else None
            self._annotated.actors[actor] = Actor(actor, ActorKind.GROUP, label, (), state)
        return actor

    def _whose(self, token: Token) -> int:
        """Where "a source in the Foreign Ministry" or "officials from both sides" ends."""
        end = token.i + 1
        for child in sorted(token.children, key=lambda t: t.i):
            if child.lower_ == "familiar":
                return child.right_edge.i + 1
            near = child.i == end and (child.lower_ in _SOURCED or (child.dep_ == "acl" and child.tag_ == "VBN"))
            holds_date = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
            last = _before_comma(child)
            if near and not holds_date and last - child.i <= _SHORT:
                end = last + 1
        return end


def _of(token: Token) -> list[Token]:
    return [o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]


def _before_comma(phrase: Token) -> int:
    """Where a phrase ends, or the part of it before a comma: "of the officials, who asked for calm"."""
    comma = next((t.i for t in phrase.subtree if t.text == "," and t.i > phrase.i), None)
    return phrase.right_edge.i if comma is None else comma - 1
