"""Headed names: organizations named by a run of capitals with a head such as "Ministry" or "Agency"."""

from __future__ import annotations

import calendar

from spacy.tokens import Doc

from kg.annotation.body import POSSESSIVE, BodyName, known_body
from kg.annotation.document import is_capitalized
from kg.annotation.gazetteer import Hit
from kg.keys import key
from kg.model import ActorKind
from kg.ontology import Schema

_JOINTS = {"of", "for", "on", "in", "the", "and", "&"}
_POSTS = {"Embassy", "Consulate"}
"""Bodies that are told by the country they are in."""
_SMALL = {"the", "this", "that", "in", "at", "on", "during", "both", "a", "an"}
_SMALL |= {"our", "its", "their", "his", "her", "my", "your"}
_WHEN = {*calendar.day_name, *calendar.month_name[1:]}
_ADJECTIVES = {"country", "demonym", "prefix"}


class HeadedNames:
    """Reads the names of organizations from their first word to their last."""

    def __init__(self, schema: Schema) -> None:
        self._heads = set(schema.words.get("organization-heads", ()))
        self._not = set(schema.words.get("not-bodies", ()))
        self._ranks = set(schema.words.get("titles-heads", ())) - {"General", "Justice"}
        self._by_name = schema.bodies_by_name
        self._kinds = (
            ({w.lower() for w in schema.words.get("military-heads", ())}, ActorKind.MILITARY_FORCE),
            ({w.lower() for w in schema.words.get("government-heads", ())}, ActorKind.GOVERNMENT_BODY),
            ({w.lower() for w in schema.words.get("news-heads", ())}, ActorKind.NEWS_ORGANIZATION),
            ({w.lower() for w in schema.words.get("company-heads", ())}, ActorKind.COMPANY),
        )

    def may_begin(self, doc: Doc, i: int, people: set[int]) -> bool:
        """Whether a name may begin at a token: a capital that opens a run; `people` are tokens of personal names."""
        if doc[i].lower_ in _SMALL or not is_capitalized(doc[i]):
            return False
        if doc[i].is_sent_start and doc[i].pos_ in {"SCONJ", "CCONJ", "ADP", "PRON", "AUX", "VERB"}:
            return False  # "If Parliament agrees", "Proroguing Parliament"
        return i == 0 or i - 1 in people or not self._within(doc, i)

    def _within(self, doc: Doc, i: int) -> bool:
        """Whether the word before belongs to the same run of capitals."""
        joined = i > 1 and doc[i - 1].text in {"-", "–"} and not doc[i - 2].whitespace_ and not doc[i - 1].whitespace_
        before = doc[i - 2] if joined else doc[i - 1]
        return is_capitalized(before) and before.lower_ not in _SMALL and not doc[i].is_sent_start

    def find(self, doc: Doc, i: int, at: dict[int, Hit], people: set[int]) -> BodyName | None:
        """The organization whose name begins at a capitalized token; `people` are tokens of personal names."""
        return self._built(doc, i, self._run(doc, i, at, people), at)

    def goes_on(self, doc: Doc, end: int, at: dict[int, Hit]) -> bool:
        """ "UN Special Mission" is more than "UN"."""
        return (
            end < len(doc)
            and is_capitalized(doc[end])
            and doc[end].is_alpha
            and end not in at
            and self._head_ahead(doc, end)
        )

    def _head_ahead(self, doc: Doc, start: int) -> bool:
        j = start
        while j < len(doc) and is_capitalized(doc[j]) and doc[j].is_alpha:
            if doc[j].text in self._heads:
                return True
            j += 1
        return False

    def _run(self, doc: Doc, start: int, at: dict[int, Hit], people: set[int]) -> int:
        """The end of the capitalized run, small words between capitalized ones taken in."""
        i, end = start, start
        while i < len(doc) and i not in people:
            token = doc[i]
            if i > start and (self._is_rank(doc, start, i) or token.text in _WHEN):
                break
            if (is_capitalized(token) and (token.is_alpha or token.text.endswith(".") or i in at)) or (
                i in at and start < at[i].start < i
            ):
                i += 1
                end = i
            elif (
                (token.text == "," and self._lists(doc, start, i, at))
                or (token.text in {"-", "–"} and i + 1 < len(doc) and is_capitalized(doc[i + 1]))
                or (token.lower_ in _JOINTS and self._joins(doc, start, i, at))
            ):
                i += 1
            else:
                break
        return end

    def _is_rank(self, doc: Doc, start: int, i: int) -> bool:
        """ "National Security Council Senior Director", "Department of State Senior Official": a title begins."""
        if doc[i].text in {"Senior", "Principal", "Acting"} and doc[i - 1].lower_ not in _JOINTS:
            return any(t.text in self._heads for t in doc[start:i])
        return doc[i].text in self._ranks and doc[i - 1].text in self._heads

    def _lists(self, doc: Doc, start: int, i: int, at: dict[int, Hit]) -> bool:
        """ "Ministry of Energy, Water Resources and Irrigation": what a body is of or for, and no other actors."""
        words = [t.text for t in doc[start:i]]
        headed = {"of", "for"} & set(words) and self._heads & set(words)
        if not headed or self._heads & set(words[words.index("of" if "of" in words else "for") :]):
            return False
        items, j = 0, i
        while doc[j].text == "," and j + 2 < len(doc) and j + 1 not in at:
            end = self._item(doc, j + 1, at)
            if end == j + 1 or self._heads & {t.text for t in doc[j + 1 : end]}:
                return False
            items, j = items + 1, end
        j += doc[j].text == ","
        last = self._item(doc, j + 1, at) if j < len(doc) and doc[j].lower_ in {"and", "&"} else j + 1
        return items > 0 and last > j + 1 and not self._heads & {t.text for t in doc[j + 1 : last]}

    def _item(self, doc: Doc, start: int, at: dict[int, Hit]) -> int:
        """The end of one item of a list of capitals."""
        end = start
        while end < len(doc) and end not in at and is_capitalized(doc[end]) and doc[end].is_alpha:
            end += 1
        return end

    def _joins(self, doc: Doc, start: int, i: int, at: dict[int, Hit]) -> bool:
        token = doc[i]
        if i == start or i + 1 >= len(doc):
            return False
        if token.lower_ in {"and", "&"} and i + 1 in at and at[i + 1].label == "country":
            return False  # "the Ministry of Health and Germany"
        words = [t.text for t in doc[start:i]]
        headed = any(w in self._heads for w in words)
        if token.lower_ == "in":
            return words[-1] in _POSTS and (i + 1 in at or (doc[i + 1].lower_ == "the" and i + 2 in at))
        if token.lower_ in {"and", "&"}:
            if _is_known(i + 1, at) and _is_known(i - 1, at):
                return False  # "White House and State Department"
            if all(j in at and at[j].label in _ADJECTIVES for j in range(start, i)):
                return False  # "the French and Royal Navy"
            ahead = self._head_ahead(doc, i + 1)
            return is_capitalized(doc[i + 1]) and headed != ahead and (not headed or "of" in words or "," in words)
        if token.lower_ == "the":
            return doc[i - 1].lower_ in {"of", "for", "on", "in"} and is_capitalized(doc[i + 1])
        following = doc[i + 1] if doc[i + 1].lower_ != "the" or i + 2 >= len(doc) else doc[i + 2]
        if token.lower_ == "on" and (following.ent_type_ in {"GPE", "DATE", "LOC"} or following.text in _WHEN):
            return False
        return headed and is_capitalized(following)

    def _built(self, doc: Doc, start: int, end: int, at: dict[int, Hit]) -> BodyName | None:
        """A name with a head word and at least one word beside it."""
        while end > start and doc[end - 1].lower_ in _JOINTS:
            end -= 1
        whole = end >= len(doc) or doc[end].pos_ not in {"NOUN", "PROPN"}
        if start > 0 and doc[start - 1].lower_ in {"a", "an"} and whole:
            return None  # "designated as a Foreign Terrorist Organization": one of many
        words = [t.text for t in doc[start:end]]
        named = {i for i in range(start, end) if i in at and at[i].label == "country" and at[i].end - at[i].start > 1}
        words_left = [t.text for t in doc[start:end] if t.i not in named]
        if end - start < 2 or not any(w in self._heads for w in words_left) or self._not & {*words, " ".join(words)}:
            return None
        if doc[start].text in _WHEN or (doc[start].is_sent_start and doc[start].lower_ in _SMALL - {"a", "an"}):
            return self._built(doc, start + 1, end, at)
        if doc[end - 1].ent_type_ in {"FAC", "LOC"} or (
            words[-1] == "Mission" and not any(i in at and at[i].label == "body" for i in range(start, end))
        ):
            return None
        rest = [
            i
            for i in range(start, end)
            if not (i in at and at[i].label in _ADJECTIVES) and doc[i].text not in self._heads
        ]
        country = next((at[i].value for i in range(start, end) if i in at and at[i].label in _ADJECTIVES), None)
        country = country or self._owner(doc, start, at)
        if not rest and country is None:
            return None
        if all(i in at and at[i].label in {"country", "capital", "place"} for i in range(start, end)):
            return None
        if words[-1] == "Presidency" and any(_is_known(i, at) for i in range(start, end)):
            return None  # "the G7 Presidency": whose turn it is
        name = " ".join(doc[start:end].text.split())
        known = self._by_name.get(name.lower())
        if known is not None:
            return known_body(start, end, known)
        return BodyName(start, end, key("organization", name), name, self._kind(words), country, False)

    def _owner(self, doc: Doc, start: int, at: dict[int, Hit]) -> str | None:
        """ "Norway's Ministry of Health": the state named before the body."""
        if start < 2 or doc[start - 1].text not in POSSESSIVE:
            return None
        hit = at.get(start - 2)
        return hit.value if hit is not None and hit.label == "country" else None

    def _kind(self, words: list[str]) -> ActorKind:
        lower = [w.lower() for w in words]
        for heads, kind in self._kinds:
            if (
                lower[-1] in heads
                or lower[0] in heads
                or " ".join(lower[-2:]) in heads
                or any(w in heads for w in lower if kind is ActorKind.GOVERNMENT_BODY)
            ):
                return kind
        return ActorKind.ORGANIZATION


def _is_known(i: int, at: dict[int, Hit]) -> bool:
    """Whether a token belongs to the name of a known body or to a seat of power."""
    return i in at and at[i].label in {"body", "metonym"}
