"""Pronouns: whom "he", "it" and "they" mean."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.annotation.document import Annotated
from kg.annotation.mind import Keys, Mind
from kg.ontology import Schema

_SINGULAR = {"he", "she", "him", "her", "his", "himself", "herself"}
_FEMALE = {"she", "her", "herself"}
_THING = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "themselves", "both"}


class Pronouns:
    """Resolves pronouns."""

    def __init__(self, schema: Schema) -> None:
        self._speaking = {w for f in schema.frames if f.evokes == "Statement" for w in f.lemmas}
        self._sources = schema.word_set("lone-sources")
        heads = {w.lower() for w in schema.words.get("titles-heads", ())}
        self._human = heads | schema.word_set("person-nouns") | schema.word_set("unnamed-sources")

    def resolve(self, annotated: Annotated, mind: Mind, token: Token) -> tuple[Keys, float] | None:
        """Whom a pronoun means, with certainty; "his spokesman" also says whom the spokesman serves."""
        if token.lower_ in _SINGULAR:
            ahead = self._ahead(annotated, token)
            if ahead:
                return (ahead,), 0.85
            who = self._of_gender(annotated, mind, token)
            if who is None:
                return None
            if token.dep_ == "poss":
                self._serve(annotated, token, who)
            return (who,), 0.85 if mind.subject == mind.person else 0.7
        if token.lower_ == "its" and token.dep_ == "poss":
            near = self._thing_before(annotated, token)
            if near:
                return (near,), 0.8
        acts = token.dep_ == "nsubj" and token.head.lemma_ in self._speaking
        if token.lower_ == "it" and acts and mind.state:
            return (mind.state,), 0.7
        if token.lower_ in _THING and token.dep_ in {"nsubj", "nsubjpass", "poss"} and mind.body:
            return (mind.acting if acts and mind.acting else mind.body,), 0.7
        if (
            token.lower_ in _PLURAL
            and token.pos_ in {"PRON", "DET"}
            and token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "pobj"}
        ) and not self._goes_with_unnamed(annotated, token):
            counted = () if annotated.default_pair or annotated.parties else annotated.default_sides
            told = token.dep_ == "nsubj" and token.head.lemma_ in {"say", "tell", "add"}
            who_all = (
                self._ahead_together(annotated, token)
                or self._just_named(annotated, token)
                or mind.plural
                or mind.together
                or (mind.sides if token.lower_ != "them" and not told and mind.sides != counted else ())
            )
            return (who_all, 0.8) if who_all else None
        return None

    def _goes_with_unnamed(self, annotated: Annotated, token: Token) -> bool:
        """ "The senators said that they ...": people named before in the sentence by a plural noun alone."""
        if token.dep_ not in {"nsubj", "nsubjpass"}:
            return False
        before = [t for t in token.doc[token.sent.start : token.i] if t.tag_ == "NNS" and t.i not in annotated.at]
        unnamed = [t for t in before if t.i not in annotated.references and t.lemma_.lower() in self._human]
        unnamed = [t for t in unnamed if not any(c.dep_ == "poss" for c in t.children)]
        return bool(unnamed) and any(c.dep_ == "relcl" or t.dep_ == "nsubj" for t in unnamed for c in (*t.children, t))

    def is_unnamed(self, annotated: Annotated, sentence: Tokens) -> bool:
        """ "An investigator said that Saddam Hussein ...": whether a sentence is about somebody without a name."""
        doer = next((c for c in sentence.root.children if c.dep_ == "nsubj"), None)
        if doer is None or doer.i in annotated.at or doer.i in annotated.references:
            return False
        new = any(c.lower_ in {"a", "an", "another", "one"} for c in doer.children)
        return new and doer.tag_ == "NN" and doer.lemma_.lower() in self._sources

    def _of_gender(self, annotated: Annotated, mind: Mind, token: Token) -> str | None:
        """The last subject, or the last person named whom "he" or "she" may mean; who says "I" is not he."""
        if mind.unnamed and token.dep_ != "poss":
            return None
        wanted = "Female" if token.lower_ in _FEMALE else "Male"
        writing = () if annotated.quotation(token.i) else annotated.authors
        candidates = [c for c in (mind.subject, mind.person, *reversed(mind.seen)) if c and c not in writing]
        fitting = [c for c in candidates if mind.genders.get(c, wanted) == wanted]
        return next(iter(fitting), None)

    def _serve(self, annotated: Annotated, token: Token, who: str) -> None:
        """ "His spokesman, Stephane Dujarric": serves the body that the one meant heads."""
        body = next(
            (c.of for c in annotated.claims if c.person == who and c.of and c.of.startswith("organization/")), None
        )
        for n, claim in enumerate(annotated.claims):
            if body and claim.start == token.i + 1 and claim.of is None:
                annotated.claims[n] = replace(claim, of=body)

    def _thing_before(self, annotated: Annotated, token: Token) -> str | None:
        """ "Iran agreed to a deal on its program": the country or body that acts, or the one named before."""
        named = {
            m.actor
            for m in annotated.mentions
            if token.sent.start <= m.head < token.i and m.form != "adjective" and not m.actor.startswith("person/")
        }
        doer = next((c for c in token.sent.root.children if c.dep_ == "nsubj" and c.i < token.i), None)
        acting = annotated.at[doer.i].actor if doer is not None and doer.i in annotated.at else None
        return acting if acting in named and token.dep_ == "poss" else named.pop() if len(named) == 1 else None

    def _just_named(self, annotated: Annotated, token: Token) -> Keys:
        """ "Kim met Xi in Dalian, their second meeting": the people of two states named before in the sentence."""
        if token.dep_ != "poss":
            return ()
        before = [m.actor for m in annotated.mentions if token.sent.start <= m.head < token.i]
        people = tuple(dict.fromkeys(a for a in before if a.startswith("person/")))
        if len(people) == 2 and len({annotated.country_of(p) for p in people}) == 2:
            return people
        plural = [c for c in token.sent.root.children if c.dep_ == "nsubj" and c.tag_ == "NNS" and c.i < token.i]
        states = tuple(dict.fromkeys(m.actor for t in plural for w in t.subtree if (m := annotated.at.get(w.i))))
        return states if len(states) >= 2 and all(s.startswith("country/") for s in states) else ()

    def _ahead(self, annotated: Annotated, token: Token) -> str | None:
        """ "During his visit, Modi said", "As he met A, Modi said": before the subject it means that."""
        root = token.sent.root
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        clause = token.dep_ == "nsubj" and token.head.dep_ == "advcl" and token.head.head == root
        if subject is None or subject.left_edge.i <= token.i or not (token.dep_ == "poss" or clause):
            return None
        opening = range(token.sent.start, token.i)
        if any(i in annotated.at and annotated.at[i].actor.startswith("person/") for i in opening):
            return None
        mention = annotated.at.get(subject.i)
        return mention.actor if mention and mention.actor.startswith("person/") else None

    def _ahead_together(self, annotated: Annotated, token: Token) -> Keys:
        """ "As part of their visit, A and B met C": those named between the pronoun and the main verb."""
        root = token.sent.root
        if token.dep_ != "poss" or root.i < token.i or root.pos_ not in {"VERB", "AUX"}:
            return ()
        opening = [c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i]
        if opening:
            return ()
        between = [m.actor for m in annotated.mentions if token.i < m.head < root.i]
        people = tuple(dict.fromkeys(a for a in between if a.startswith("person/")))
        return people if len(people) >= 2 else ()
