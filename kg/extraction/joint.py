"""Joint bodies: commissions, committees and working groups of two states, which meet where these meet."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extraction.context import Context

_LONGEST = 3
"""Words of a country's name that are looked at, as in "United Arab Emirates"."""


def states_of_body(context: Context, token: Token) -> list[tuple[str, float]]:
    """ "the Turkish-Hungarian commission", "the two countries' working group", "the joint committee": the states.

    A body that only says that it is joint belongs to the two states that the article is about. Empty for all others.
    """
    head = _head(context, token)
    if head.lemma_.lower() not in context.schema.word_set("joint-bodies"):
        return []
    words = _words(context, token, head)
    named = _named(context, words)
    if len(named) >= 2:
        return [(state, 0.85) for state in named]
    owners = [o for c in head.children if c.dep_ == "poss" for o in context.annotated.references.get(c.i, ((), 0.0))[0]]
    if len(context.annotated.states_of(owners)) == 2:
        return [(state, 0.75) for state in sorted(context.annotated.states_of(owners))]
    joint = any(f" {word} " in f" {words.lower()} " for word in context.schema.word_set("of-two"))
    return [(state, 0.65) for state in context.annotated.default_sides] if joint else []


def _head(context: Context, token: Token) -> Token:
    """The last word of a body's name that tells what it is; else the word itself."""
    mention = context.annotated.at.get(token.i)
    if mention is None or not mention.actor.startswith("organization/"):
        return token
    bodies = context.schema.word_set("joint-bodies")
    inside = context.annotated.doc[mention.start : mention.end]
    return next((t for t in reversed(list(inside)) if t.lemma_.lower() in bodies), token)


def _words(context: Context, token: Token, head: Token) -> str:
    """The words of the name, or those before the noun."""
    mention = context.annotated.at.get(token.i)
    named = mention is not None and mention.actor.startswith("organization/")
    start = min(head.left_edge.i, mention.start) if mention is not None and named else head.left_edge.i
    end = mention.end if mention is not None and named else head.i + 1
    return context.annotated.doc[start:end].text


def _named(context: Context, words: str) -> list[str]:
    """The keys of the countries that words name, by name or adjective, in the order of the text."""
    parts = [part for part in re.split(r"[-–\s]+", words) if part]
    found = []
    for at in range(len(parts)):
        longest = range(min(len(parts), at + _LONGEST), at, -1)
        found += [key for end in longest if (key := context.schema.country_names.get(" ".join(parts[at:end])))][:1]
    return list(dict.fromkeys(found))
