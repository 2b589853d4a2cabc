"""Plural descriptions: whom "the two leaders", "both sides" and "the presidents" mean."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotation.document import Annotated, Title
from kg.annotation.mind import Keys, Mind
from kg.ontology import Schema

_NUMBERS = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_OFFICES = {"minister", "president", "premier", "chancellor", "ambassador", "secretary"}


class Plurals:
    """Resolves plural nouns and titles."""

    def __init__(self, schema: Schema) -> None:
        self._pair_nouns = schema.word_set("pair-nouns")
        self._country_nouns = schema.word_set("country-nouns")

    def resolve(self, annotated: Annotated, mind: Mind, token: Token) -> tuple[Keys, float] | None:
        """ "the two leaders", "both sides", "the parties", "the presidents"."""
        if token.tag_ not in {"NNS", "NNPS"} and not (
            token.lower_ in {"two", "three", "both"} and token.dep_ == "nsubj"
        ):
            return None
        lemma = token.lemma_.lower()
        number = next((_NUMBERS[t.lower_] for t in [token, *token.children] if t.lower_ in _NUMBERS), None)
        opening = token.text == "Leaders" and token.dep_ == "nsubj" and token.left_edge == token
        determined = opening or any(
            t.lower_ in {"the", "both", "our", "their", "two"} or t.lower_ in _NUMBERS for t in [token, *token.children]
        )
        ours = {"of", "from"} if self._of_both(token) else set()
        modified = any(
            t.lower_ not in ours
            and t.dep_ in {"amod", "compound", "prep", "acl", "relcl", "poss"}
            and t.lower_ not in _NUMBERS
            and t.lower_ not in {"national", "both", "their"}
            and not (t.dep_ == "acl" and token.dep_ == "ROOT")  # "The two officials condemned X", where the parser errs
            for t in token.children
        )
        by_country = self._leaders_of(annotated, mind, token) if lemma in self._pair_nouns else None
        if by_country:
            return by_country, 0.85
        if not determined or modified:
            return None
        if number and number == len(annotated.parties) > 2 and lemma in self._pair_nouns | self._country_nouns:
            return annotated.parties, 0.8
        if lemma in self._country_nouns and lemma != "side" and mind.sides:
            return (mind.sides, 0.85) if number in {None, 2} else None
        if lemma in self._pair_nouns and lemma in _OFFICES and number:
            several = self._holders_of(annotated, mind, lemma, number)
            if several:
                return several, 0.85
        if lemma in {"side", "party"} and mind.sides and annotated.default_pair == ():
            return mind.sides, 0.8
        if lemma == "side" and mind.sides:
            return mind.sides, 0.85
        if lemma in self._pair_nouns and mind.together and not self._is_of_others(annotated, mind, lemma):
            pair = annotated.default_pair
            if number == len(pair) < len(mind.together):
                return pair, 0.8  # those whom the article is about, among or beside others
            return (mind.together, 0.85) if number in {None, len(mind.together)} else None
        return None

    def _holders_of(self, annotated: Annotated, mind: Mind, office: str, number: int) -> Keys | None:
        """ "both ministers": of those last spoken of, the ones who are that, where those together are not."""
        fitting = {c.person for c in annotated.claims if office in c.position.lower().split()}
        if set(mind.together) <= fitting:
            return None
        last = list(dict.fromkeys(p for p in reversed(mind.seen) if p in fitting and "prime" not in p))[:number]
        return tuple(reversed(last)) if len(last) == number == len({annotated.country_of(p) for p in last}) else None

    def _is_of_others(self, annotated: Annotated, mind: Mind, noun: str) -> bool:
        """ "The diplomats" and "the ministers" are not the two presidents spoken of."""
        wanted = {noun} if noun != "diplomat" else {"minister", "secretary", "ambassador", "envoy", "diplomat", "chief"}
        if noun not in {"minister", "diplomat", "ambassador"}:
            return False
        held = {p: {c.position.lower() for c in annotated.claims if c.person == p} for p in mind.together}
        return any(told and not any(w in position for w in wanted for position in told) for told in held.values())

    def _of_both(self, token: Token) -> bool:
        """ "the leaders of the two countries"."""
        owners = [o for p in token.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
        return any(
            o.lemma_.lower() in self._country_nouns and any(c.lower_ in _NUMBERS for c in o.children) for o in owners
        )

    def _leaders_of(self, annotated: Annotated, mind: Mind, token: Token) -> Keys | None:
        """ "the Russian and Indian leaders": those last spoken of together, where the countries are theirs.

        "The leaders of Australia, Japan and India", of whom none was spoken of: their states.
        """
        adjectives = [m for t in token.subtree if t.i < token.i and (m := annotated.at.get(t.i))]
        owners = self._countries_listed(annotated, token.i + 2) if self._is_before_of(token) else []
        named = tuple(dict.fromkeys([m.actor for m in adjectives if m.form == "adjective"] + owners))
        theirs = {c for p in mind.together if (c := annotated.country_of(p))}
        if len(named) < 2:
            return None
        among_them = set(named) == theirs and not (
            owners and any(c.dep_ in {"amod", "compound"} for c in token.children)
        )
        return mind.together if among_them else tuple(owners) if len(owners) == len(named) else None

    def _is_before_of(self, token: Token) -> bool:
        return token.i + 2 < len(token.doc) and token.nbor().lower_ == "of"

    def _countries_listed(self, annotated: Annotated, at: int) -> list[str]:
        """The countries of a list ("Australia, the United Kingdom, and the United States") that begins at a token."""
        found = []
        while at < len(annotated.doc):
            mention = annotated.at.get(at)
            if mention is not None and mention.actor.startswith("country/") and mention.form != "adjective":
                found.append(mention.actor)
                at = mention.end
            elif annotated.doc[at].lower_ in {",", "and", "the"}:
                at += 1
            else:
                break
        return found

    def of_states(self, annotated: Annotated, title: Title) -> tuple[Keys, float] | None:
        """ "the Foreign Ministers of Iran, Turkey and Egypt": the states, where several are listed."""
        first = annotated.at.get(title.end - 1)
        states = self._countries_listed(annotated, first.start) if first is not None else []
        return (tuple(states), 0.8) if len(states) > 1 else None

    def of_title(self, annotated: Annotated, mind: Mind, title: Title, token: Token) -> tuple[Keys, float] | None:
        """ "the Prime Ministers", "both ministers": the last two of different states who hold such a position."""
        number = next((_NUMBERS[t.lower_] for t in token.children if t.lower_ in _NUMBERS), 2)
        wanted = title.position.lower().removesuffix("s").split()
        claimed = {c.person for c in annotated.claims if set(wanted) <= set(c.position.lower().split())}
        last = list(dict.fromkeys(p for p in reversed(mind.seen) if p in claimed))[:number]
        states = {annotated.country_of(p) for p in last}
        if len(last) == number == len(states):
            return tuple(reversed(last)), 0.8
        return (annotated.parties, 0.7) if len(annotated.parties) == number > 2 else None
