"""Is it so? Negation, hypothesis, plan, cancellation: what keeps an event out of the world of facts."""

from __future__ import annotations

from datetime import date
from enum import Enum

from spacy.tokens import Token

from kg.extraction.grammar import negated, participles
from kg.model import Period, Status
from kg.ontology import Schema

_PASSED = {"of", "for", "from", "to", "including"}
"""Prepositions beyond which the noun or verb above still governs the event."""


class Unreal(Enum):
    """Why an event that is spoken of did not, as far as the text says, take place."""

    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"


class Modality:
    """Reads the status of an event from the words around its trigger."""

    def __init__(self, schema: Schema) -> None:
        self._hypothetical = schema.word_set("hypothetical")
        self._planning = schema.word_set("planning")
        self._habitual = schema.word_set("habitual")
        self._denying = schema.word_set("denying")
        self._cancelling = schema.word_set("cancelling")
        self._telling = schema.word_set("telling")

    def status(self, trigger: Token, verb: Token | None) -> Status | Unreal:
        """How far the event has come, or why it is none.

        `verb` is the light verb that carries the trigger, or the trigger itself.
        """
        chain = self._chain(trigger, verb)
        chain[1:1] = participles(self._planning | self._cancelling, trigger)
        if any(negated(t) for t in chain) or self._is_denied(chain[-1]) or trigger.head.lower_ == "without":
            return Unreal.NEGATED
        if _is_asked(trigger) or any(_depends(t) for t in chain):
            return Unreal.HYPOTHETICAL
        words = {w for t in chain for w in self._around(t)}
        if words & self._cancelling:
            return Status.CANCELLED
        if words & self._hypothetical:
            return Unreal.HYPOTHETICAL
        if words & self._habitual:
            return Unreal.HABITUAL
        if words & self._planning or any(_is_to_be(t) for t in chain) or self._is_before_plan(chain[-1]):
            return Status.PLANNED
        main = verb or trigger
        if main.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in main.children):
            return Status.ONGOING
        return Status.HELD

    def _is_before_plan(self, last: Token) -> bool:
        """ "is to meet X before flying on to Y", "is expected to ask it when he meets X": with a plan, and one too."""
        later = last.dep_ == "pcomp" and last.head.lower_ in {"before", "after"}
        when = last.dep_ == "advcl" and last.tag_ in {"VBZ", "VBP"} and any(c.lower_ == "when" for c in last.children)
        if not later and not when:
            return False
        main = last.head.head if later else last.head
        verbs = (main, main.head) if main.dep_ == "xcomp" else (main,)
        return any(self._around(v) & self._planning or _is_to_be(v) for v in verbs)

    def _is_denied(self, last: Token) -> bool:
        """ "denied that he had met X"."""
        return last.dep_ == "ccomp" and last.head.lemma_.lower() in self._denying

    def _chain(self, trigger: Token, verb: Token | None) -> list[Token]:
        """The trigger, its verb, and the verbs and nouns that govern them without reporting them."""
        chain = [trigger] if verb is None or verb == trigger else [trigger, verb]
        token = chain[-1]
        for _ in range(4):
            head = token.head
            if head == token or (
                token.dep_ in {"ccomp", "ROOT", "advcl", "relcl", "parataxis", "nsubj", "nsubjpass", "conj"}
                and not (
                    token.dep_ in {"nsubj", "nsubjpass", "conj"}
                    and token.pos_ == "NOUN"
                    and head.lemma_.lower() in self._planning | self._cancelling
                )
            ):
                break
            if head.pos_ == "ADP" or head.dep_ == "prep":  # "following" and "including" are prepositions too
                head = head.head
                agreed = token.head.lower_ == "on" and head.lemma_ in {"agree", "agreement"}
                if head.pos_ not in {"NOUN", "VERB"} or not (agreed or token.head.lower_ in _PASSED):
                    break
            if head.pos_ in {"VERB", "AUX", "ADJ"} or (
                head.pos_ == "NOUN" and token.dep_ in {"acl", "pobj", "compound", "amod"}
            ):
                chain.append(head)
                token = head
            else:
                break
        return chain

    def _around(self, token: Token) -> set[str]:
        particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
        if particle:
            return {f"{token.lemma_.lower()} {particle}"}
        words = {token.lemma_.lower(), token.lower_} if token.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else set()
        for child in token.children:
            if child.dep_ in {"aux", "mark", "amod", "advmod", "acomp"}:
                words |= {"will"} if self._is_reported_future(child) else {child.lower_, child.lemma_.lower()}
        return words

    def _is_reported_future(self, auxiliary: Token) -> bool:
        """ "announced that X would visit Y": the future, seen from the past in which it was told."""
        clause = auxiliary.head
        told = clause.dep_ == "ccomp" and clause.head.tag_ in {"VBD", "VBN"}
        quoted = any(t.text in {'"', "“", "”"} for t in clause.children)
        return auxiliary.lower_ == "would" and told and not quoted and clause.head.lemma_.lower() in self._telling


def _is_to_be(verb: Token) -> bool:
    """ "is to meet", "are to be received": set for a day to come."""
    infinitive = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)
    return infinitive and verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.tag_ in {"VBZ", "VBP"}


def settled(status: Status, period: Period | None, published: date | None) -> Status:
    """What is told as held on a day still to come, or "later this month", is planned."""
    if status is not Status.HELD or period is None or published is None or not (period.earliest and period.latest):
        return status
    later = (period.text or "").lower().startswith("later ") and period.latest > published
    return Status.PLANNED if later or period.earliest > published else status


def _is_asked(trigger: Token) -> bool:
    """Whether the sentence is a question."""
    return any(t.text == "?" for t in trigger.doc[trigger.i : trigger.sent.end])


def _depends(verb: Token) -> bool:
    """ "If A meets B, they will discuss C": what follows from a condition."""
    clauses = [c for c in verb.children if c.dep_ == "advcl"]
    return any(m.lower_ in {"if", "unless"} for c in clauses for m in c.children if m.dep_ == "mark")
