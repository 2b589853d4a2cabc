"""Organizations known by their company: what the words beside a name say it is.

"The daily Haaretz" is a newspaper, "the Syriza party" a party, and whoever an analyst is "with" is an
organization, whatever its name looks like.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.annotation.document import is_capitalized
from kg.annotation.gazetteer import Hit
from kg.model import ActorKind
from kg.ontology import Schema

_NOT_NAMES = {"GPE", "LOC", "NORP", "DATE", "TIME", "EVENT", "FAC", "LAW", "CARDINAL", "ORDINAL", "LANGUAGE"}
_POSSESSIVE = {"'s", "’s"}
_LONGEST = 5

Described = tuple[int, int, ActorKind]
"""First and last token (exclusive) of a name, and the kind of organization."""


class Descriptions:
    """Finds names that the words beside them tell to be organizations."""

    def __init__(self, schema: Schema) -> None:
        self._kinds = {
            word: kind
            for name, kind in (
                ("news-nouns", ActorKind.NEWS_ORGANIZATION),
                ("company-nouns", ActorKind.COMPANY),
                ("group-nouns", ActorKind.ORGANIZATION),
            )
            for word in schema.word_set(name)
        }
        self._staff = schema.word_set("staff-nouns")
        self._not = set(schema.words.get("not-bodies", ()))
        self._titles = {w.lower() for w in schema.words.get("titles-heads", ())} | set(schema.abbreviations)

    def find(self, doc: Doc, at: dict[int, Hit], taken: set[int]) -> list[Described]:
        """The names among the tokens that are not taken by people, places and known bodies."""
        found: list[Described] = []
        for token in doc:
            if token.i in taken or not self._opens(token, at):
                continue
            end = self._run(doc, token.i, at, taken)
            kind = self._kind(doc, token.i, end)
            if kind is not None and self._is_name(doc, token.i, end):
                found.append((token.i, end, kind))
                taken |= set(range(token.i, end))
        return found

    def _opens(self, token: Token, at: dict[int, Hit]) -> bool:
        before = token.doc[token.i - 1] if token.i > 0 else None
        inside = before is not None and is_capitalized(before) and before.is_alpha and not before.is_sent_start
        return _is_word(token) and token.i not in at and not inside and token.ent_type_ not in _NOT_NAMES

    def _run(self, doc: Doc, start: int, at: dict[int, Hit], taken: set[int]) -> int:
        end = start
        while end < min(len(doc), start + _LONGEST) and _is_word(doc[end]) and end not in taken and end not in at:
            end += 1
        return end

    def _is_name(self, doc: Doc, start: int, end: int) -> bool:
        words = [doc[i].text for i in range(start, end)]
        lower = {w.lower() for w in words} | set(words)
        return end > start and lower.isdisjoint(self._titles) and not set(words) & self._not

    def _kind(self, doc: Doc, start: int, end: int) -> ActorKind | None:
        return self._before(doc, start) or self._after(doc, start, end) or self._of_staff(doc, start, end)

    def _before(self, doc: Doc, start: int) -> ActorKind | None:
        """ "the daily Haaretz", "state company YPFB", "the ruling Fidesz": the word right before the name."""
        at = start - 1
        if at >= 0 and doc[at].text in {'"', "“"}:
            at -= 1
        noun = doc[at] if at >= 0 else None
        if noun is None or not noun.is_lower or noun.pos_ not in {"NOUN", "ADJ", "PROPN", "VERB"}:
            return None
        return self._kinds.get(noun.lower_)

    def _after(self, doc: Doc, start: int, end: int) -> ActorKind | None:
        """ "the Syriza party", "the Fars news agency": the noun right after a name that "the" opens."""
        if end >= len(doc) or start == 0 or not (doc[start - 1].lower_ == "the" or doc[start - 1].text in _POSSESSIVE):
            return None
        at = end + 1 if doc[end].lower_ in {"news", "media", "rebel", "militant", "political"} else end
        return self._kinds.get(doc[at].lower_) if at < len(doc) and doc[at].is_lower else None

    def _of_staff(self, doc: Doc, start: int, end: int) -> ActorKind | None:
        """ "an analyst with Sahan Research": who employs somebody; "told Caracol": who asked."""
        head = doc[start:end].root
        if head.ent_type_ != "ORG" or end - start != len([t for t in doc[start:end] if t.ent_type_ == "ORG"]):
            return None
        if head.dep_ in {"dobj", "dative"} and head.head.lemma_ == "tell":
            return ActorKind.NEWS_ORGANIZATION
        preposition = head.head
        if head.dep_ != "pobj" or preposition.lower_ not in {"with", "at", "of", "from"}:
            return None
        return ActorKind.ORGANIZATION if preposition.head.lemma_.lower() in self._staff else None


def _is_word(token: Token) -> bool:
    """A word of a name: a capital, or a number after one ("Channel 12", "M23")."""
    return is_capitalized(token) and (token.is_alpha or token.text[-1].isdigit()) and token.pos_ != "PRON"
