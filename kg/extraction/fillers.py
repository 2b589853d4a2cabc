"""Who and where: from a word in the parse tree to actors and places."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotation.document import Annotated, Mention
from kg.extraction.enumerations import enumerated
from kg.extraction.grammar import expand
from kg.model import Place
from kg.ontology import Schema

Found = list[tuple[str, float]]


class Who:
    """Finds the actors and places that words of one document stand for."""

    def __init__(self, annotated: Annotated, schema: Schema) -> None:
        self._annotated = annotated
        self.first_person: dict[int, str] = {}
        """Who says "I" at a token: the speaker of the turn around it."""
        self._quoted = annotated.quoted()
        self._roles = schema.word_set("representing")
        self._bodies = schema.word_set("body-nouns")
        self._mouthpieces = schema.word_set("mouthpieces")
        self._rows = enumerated(annotated, "person/")
        self._places = {i: p for p in annotated.places for i in range(p.start, p.end)}

    def actors(self, token: Token, adjectives: bool = False) -> Found:
        """Keys and certainty of those a head word stands for; empty where that is not known."""
        if token.lower_ in {"i", "me", "my"} and token.i in self.first_person:
            return [(self.first_person[token.i], 0.9)]
        if token.lower_ in {"we", "us", "our"} and token.i in self.first_person:
            return [(speaker, 0.75) for speaker in self._speakers()]
        if self._is_ours(token):
            return [(author, 0.75) for author in self._annotated.authors]
        if token.lower_ == "you" and token.i in self.first_person:
            return [(other, 0.75) for other in self._speakers() if other != self.first_person[token.i]]
        mention = self._annotated.at.get(token.i)
        if mention is not None:
            if mention.form == "adjective" and not adjectives:
                return self._beside(token) if token.pos_ == "NOUN" else []
            listed = self._listed(token, mention.actor) if mention.form == "name" else []
            told = {mention.actor, *(actor for actor, _ in listed)}
            row = [(actor, mention.certainty) for actor in self._rows.get(token.i, ()) if actor not in told]
            return [(mention.actor, mention.certainty), *listed, *row]
        beside = self._beside(token) or self._named_before(token)
        if beside:
            return beside
        reference = self._annotated.references.get(token.i)
        if reference is not None:
            return [(actor, reference[1]) for actor in reference[0]]
        return self._below(token)

    def _speakers(self) -> list[str]:
        """The two, of two states, who speak with each other in a transcript."""
        speakers = list(dict.fromkeys(self.first_person.values()))
        states = {self._annotated.country_of(s) for s in speakers}
        return speakers if len(speakers) == len(states) == 2 else []

    def _is_ours(self, token: Token) -> bool:
        """ "we", "our leaders" outside quotations, in what several have written together."""
        several = len(self._annotated.authors) > 1 and token.i not in self._quoted
        leaders = token.lemma_ == "leader" and any(c.lower_ == "our" for c in token.children)
        return several and (token.lower_ in {"we", "us"} or leaders)

    def before(self, verb: Token) -> dict[str, float]:
        """The people named right before a verb in the past, where the parser has lost its subject."""
        if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            return {}
        doc = verb.doc
        for i in range(verb.i - 1, max(verb.sent.start, verb.i - 12) - 1, -1):
            mention = self._annotated.at.get(i)
            if doc[i].pos_ == "VERB" or (mention is not None and not mention.actor.startswith("person/")):
                return {}
            if mention is not None:
                listed = {*expand(doc[mention.head]), *self._joined_above(doc[mention.head])}
                order = sorted(listed, key=lambda t: t.i)
                return {a: c * 0.9 for t in order for a, c in self.actors(t) if a.startswith("person/")}
        return {}

    def _joined_above(self, token: Token) -> list[Token]:
        """Those whom the parser has put above a person in a list: "A and his counterpart, B"."""
        found: list[Token] = []
        while token.dep_ in {"appos", "conj"} and any(a.startswith("person/") for a, _ in self.actors(token.head)):
            token = token.head
            found.append(token)
        return found

    def _beside(self, token: Token) -> Found:
        """ "his Israeli counterpart, National Security Advisor Eyal Hulata", "the agency, Europol": who follows."""
        beside = [t for c in token.children if c.dep_ == "appos" for t in expand(c)]
        named = [m for t in beside if (m := self._annotated.at.get(t.i))]
        bodies = token.lemma_.lower() in self._bodies
        return [
            (m.actor, m.certainty)
            for m in named
            if m.actor.startswith("person/") or (bodies and m.actor.startswith("organization/"))
        ]

    def _named_before(self, token: Token) -> Found:
        """ "The New York Times newspaper": the body whose name stands before the noun for it."""
        named = self._annotated.at.get(token.i - 1) if token.lemma_.lower() in self._bodies else None
        if named is None or named.end != token.i or named.form != "name":
            return []
        return [(named.actor, named.certainty)] if named.actor.startswith("organization/") else []

    def _listed(self, token: Token, actor: str, known: frozenset[str] = frozenset()) -> Found:
        """People that the parser has put into apposition in a list of people: "A, B of Japan, and C".

        The list may hang on any word of a name with its title: "President of the Republic of Iran A and B".
        """
        own = self._annotated.at.get(token.i)
        if own is None or not actor.startswith("person/"):
            return []
        found: Found = []
        known |= {actor}
        inside = [c for t in token.doc[own.start : own.end] if t != token for c in t.conjuncts if c.i >= own.end]
        for child in [*token.children, *inside]:
            mention = self._annotated.at.get(child.i)
            if (
                child.dep_ in {"appos", "conj", "nmod", "compound"}
                and mention
                and (mention.head == child.i or child in inside or self._is_title(child, mention))
                and mention.actor.startswith("person/")
                and mention.actor not in known
            ):
                found += [(mention.actor, mention.certainty), *self._listed(child, mention.actor, known)]
        return found

    def _is_title(self, token: Token, mention: Mention) -> bool:
        """ "A, and Minister for Energy B": the parser lists the title, and hangs the name on it."""
        return token.dep_ in {"appos", "conj"} and mention.start <= token.i < mention.head

    def _below(self, token: Token) -> Found:
        """ "representatives from NASA", "the heads of Russia and India", "the ministry's press service"."""
        lemma = token.lemma_.lower().removesuffix("s" if token.tag_ == "NNPS" else "")  # "Ministers from X and Y"
        if lemma not in self._roles:
            return self._mouthpiece(token)
        found: Found = []
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ in {"of", "from"}:
                for child in prep.children:
                    if child.dep_ == "pobj":
                        for t in (child, *child.conjuncts):
                            found += [(a, c * 0.9) for a, c in self.actors(t) or self._of(t)]
        return found

    def _of(self, token: Token) -> Found:
        """ "Ministers of Foreign Affairs of Iran and Egypt": whose affairs."""
        owners = [o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
        return [found for o in owners for t in (o, *o.conjuncts) for found in self.actors(t)]

    def delegation(self, token: Token) -> Found:
        """ "Afghan and British officials", "EU officials", in talks: the countries or bodies they are there for."""
        if token.tag_ != "NNS" or token.lemma_.lower() not in self._roles:
            return []
        own = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"}]
        named = [self._annotated.at.get(t.i) for c in own for t in (c, *c.conjuncts) if t.i < token.i]
        return [(m.actor, 0.75) for m in named if m is not None and not m.actor.startswith("person/")]

    def _mouthpiece(self, token: Token) -> Found:
        """ "the Foreign Ministry's press service": the ministry."""
        if token.lemma_.lower() not in self._mouthpieces or not any(c.lower_ == "press" for c in token.children):
            return []
        owners = [c for c in token.children if c.dep_ in {"poss", "nmod", "compound"} and c.lower_ != "press"]
        owners += [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
        return [found for owner in owners for found in self.actors(owner)][:1]

    def at(self, token: Token) -> Place | None:
        """The place that a word itself is a part of."""
        mention = self._places.get(token.i)
        return mention.place if mention is not None else None

    def place(self, token: Token) -> Place | None:
        """The place a head word names; a country counts as one."""
        mention = self._places.get(token.i)
        if token.lower_ == "here" and self._annotated.dateline:
            mention = self._places.get(self._annotated.dateline[0])
        if mention is not None:
            return mention.place
        named = [c for p in token.children if p.lower_ == "of" for c in p.children if c.i in self._places]
        if named:  # "the Black Sea resort of Sochi"
            return self._places[named[0].i].place
        for child in token.subtree:
            inner = self._places.get(child.i)
            if (
                inner is not None
                and child.i >= token.left_edge.i
                and child.dep_ in {"compound", "appos", "nmod", "pobj"}
            ):
                return inner.place
        return None

    def country(self, token: Token) -> str | None:
        """The key of the country a head word names."""
        mention = self._annotated.at.get(token.i)
        return (
            mention.actor if mention and mention.actor.startswith("country/") and mention.form != "adjective" else None
        )
