"""People: where they are named, and with which titles."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.annotation.document import Title, is_capitalized
from kg.annotation.gazetteer import Hit
from kg.ontology import Schema, folded

_MARKS = {'"', "“", "”", "'", "‘", "’"}
_ENDS = {"'s", "’s", "'", "’", ",", "(", ":", "—", "–"}
"""Where a name is over, whatever spaCy takes for one."""
_NO_LETTERS = set("/&[]()<>|@#_*")
_KIN = {"counterpart", "predecessor", "successor"}
_SMALL_WORD = 4
"""Letters up to which a word stays small in a headline in capitals."""
MAX_NAME = 10
"""Longest personal name, in tokens."""


@dataclass(slots=True)
class Name:
    """A personal name in the text, with the titles that belong to it."""

    start: int
    end: int
    text: str
    known: str | None = None
    titles: list[Title] = field(default_factory=list)
    honorific: bool = False
    reach: int = 3
    """Tokens that may stand between a title and the name: a comma, or a style and a form of address."""

    @property
    def left(self) -> int:
        """Where the mention starts, a title before the name included, and an abbreviation in brackets between them."""
        before = [t.start for t in self.titles if t.end <= self.start and self.start - t.end <= self.reach]
        return min([*before, self.start])


class PersonNames:
    """Finds personal names: known ones, those after titles, and those that spaCy sees."""

    def __init__(self, schema: Schema) -> None:
        self._honorifics = schema.word_set("honorifics")
        self._styles = schema.word_set("styles")
        self._particles = schema.word_set("particles")
        self._stop = set(schema.words.get("organization-heads", ()))
        self._things = set(schema.words.get("not-names", ()))
        self._stop |= {*schema.words.get("not-bodies", ()), *self._things}
        self._heads = {w for w in schema.words.get("titles-heads", ()) if " " not in w}
        self._described = schema.word_set("person-nouns") | {w.lower() for w in self._heads}
        self._vessels = schema.word_set("vessels")
        self._media = schema.media_names
        self._nouns = schema.word_set("unnamed-sources")
        self._groups = schema.word_set("group-nouns")
        self._firms = set(schema.words.get("company-endings", ()))
        self._families = schema.people_by_family_name
        self._speaking = {w for f in schema.frames if f.evokes == "Statement" for w in f.lemmas} - {"read"}

    def find(self, doc: Doc, hits: list[Hit], titles: list[Title]) -> list[Name]:
        """Names in the order of the text; none overlaps another or a known country or body."""
        names: dict[int, Name] = {}
        taken: set[int] = set()
        blocked = {i: h for h in hits if h.label not in {"person", "handle"} for i in range(h.start, h.end)}
        told = _told_ends(doc)
        heads = {i for title in titles for i in range(title.start, title.head + 1)}

        def add(start: int, end: int, known: str | None = None) -> None:
            free = start < end and taken.isdisjoint(range(start, end)) and not self._is_vessel(doc, start)
            inside = end == start + 1 and end in heads  # "Deputy Branch Chief", "Assistant Inspector General"
            if free and not inside and (known or not self._begins_thing(doc, end)):
                taken.update(range(start, end))
                names[start] = Name(start, end, name_text(doc, start, end), known)

        firsts = {title.start for title in titles}
        for hit in hits:
            if hit.label in {"person", "handle"}:
                add(hit.start, self._whole(doc, hit.end, blocked), hit.value)
        for title in titles:
            start = self.skip(doc, title.end)
            end = min(self.run(doc, start, blocked, firsts), told.get(start, len(doc)))
            add(start, start if start in firsts or _is_many(doc, start, end) else end)
            if title.country and doc[min(start, len(doc) - 1)].text == ",":
                start = self.skip(doc, start + 1)  # "India's Ambassador to Brazil, Suresh K Reddy, said"
                end = self.run(doc, start, blocked, firsts)
                add(start, end if end - start >= 2 else start)
        titled = {i for t in titles for i in range(t.start, t.end)}
        for token in doc:
            speaks = token.dep_ == "nsubj" and token.head.lemma_ in self._speaking
            if speaks and token.pos_ == "PROPN" and token.i not in titled:
                start = self._first(doc, token.i)
                end = self.run(doc, start, blocked, firsts)
                add(start, end if token.i < end and end - start >= 2 and self._plausible(doc, start, end) else start)
        for token in doc:
            if token.i not in titled and self._is_described(token):
                start = self._first(doc, token.i)
                end = self.run(doc, start, blocked, firsts)
                add(start, end if token.i < end and end - start >= 2 and self._plausible(doc, start, end) else start)
        for token in doc:
            if token.lower_ in self._honorifics and is_capitalized(token):
                start = self.skip(doc, token.i)
                end = self.run(doc, start, blocked, firsts)
                add(start, start if start in titled or end in titled else end)  # "Madam Federal Chancellor"
        for token in doc:
            if token.lower_ in _KIN:
                start = token.i + 2 if token.i + 1 < len(doc) and doc[token.i + 1].text == "," else token.i + 1
                add(start, self.run(doc, start, blocked, firsts))
        for token in doc:
            if self._lone_surname(doc, token.i, blocked):
                add(token.i, token.i + 1)
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                start, end = self._trim(doc, ent.start, ent.end, blocked, titles)
                beside = end in names  # "the Amir Sheikh Tamim bin Hamad": no man "Amir Sheikh"
                other = beside or self._is_group(doc, start) or self._names_thing(doc, start, end)
                if not other and self._plausible(doc, start, end):
                    add(start, end)
        return [names[start] for start in sorted(names)]

    def _is_described(self, token: Token) -> bool:
        """ "Hatice Cengiz, fiancée of ...", "journalist Jamal Khashoggi": a noun beside tells."""
        if token.pos_ != "PROPN" or token.ent_type_ in {"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "NORP"}:
            return False
        beside = [c for c in token.children if c.dep_ == "appos" or (c.dep_ == "compound" and c.pos_ == "NOUN")]
        beside += [token.head] if token.dep_ == "appos" else []
        return any(c.pos_ == "NOUN" and c.lemma_.lower() in self._described for c in beside)

    def _is_vessel(self, doc: Doc, start: int) -> bool:
        """ "HMS Daring", "the frigate Forbin": a ship."""
        return any(doc[i].lower_ in self._vessels for i in (start, start - 1) if i >= 0)

    def _is_group(self, doc: Doc, start: int) -> bool:
        """ "the ruling Democratic Rally", "the group Boko Haram"."""
        return start > 0 and doc[start - 1].is_lower and doc[start - 1].lower_ in self._groups

    def _names_thing(self, doc: Doc, start: int, end: int) -> bool:
        """ "Mihail Kogalniceanu base", "Sputnik V vaccine": a name that says which thing."""
        root = doc[start:end].root if start < end else None
        return root is not None and root.dep_ == "compound" and root.head.i == end and root.head.tag_ in {"NN", "NNS"}

    def _begins_thing(self, doc: Doc, end: int) -> bool:
        """ "Avi Kwa Ame National Monument", "District Attorney": what seems a name goes on to what is none."""
        after = end
        while after < len(doc) and is_capitalized(doc[after]) and doc[after].is_alpha:
            after += 1
        return after > end and doc[after - 1].text in self._things

    def _first(self, doc: Doc, at: int) -> int:
        """Where the capitalized words before a name's last word begin: "Eve" of "Amnesty's Eve Geddie"."""
        start = at
        while start > 0 and self._goes_before(doc[start - 1]):
            start -= 1
        return start

    def _goes_before(self, token: Token) -> bool:
        named = token.pos_ == "PROPN" and is_capitalized(token) and token.is_alpha
        other = token.lower_ in self._honorifics or token.text in self._heads | self._stop
        return named and not other and not self._is_medium_or_noun(token)

    def _lone_surname(self, doc: Doc, at: int, blocked: dict[int, Hit]) -> bool:
        """A well-known family name that stands alone: who it is, the identities decide."""
        token = doc[at]
        beside = [doc[i] for i in (at - 1, at + 1) if 0 <= i < len(doc)]
        return (
            token.pos_ == "PROPN"
            and is_capitalized(token)
            and not token.text.isupper()
            and folded(token.text) in self._families
            and at not in blocked
            and (at == 0 or doc[at - 1].lower_ not in {"the", "a", "an"})
            and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "dative"}
            and not any(is_capitalized(t) and (t.pos_ == "PROPN" or not t.is_sent_start) for t in beside)
            and token.ent_type_ in {"", "PERSON", "ORG", "NORP"}
        )

    def _whole(self, doc: Doc, end: int, blocked: dict[int, Hit]) -> int:
        """A known name goes on with a second family name: "Alicia Bárcena Ibarra"."""
        last = doc[end - 1]
        following = end < len(doc) and last.dep_ == "compound" and last.head.i == end
        return end + 1 if following and self._name_token(doc, end, blocked) else end

    def skip(self, doc: Doc, at: int) -> int:
        """Past an acronym in brackets, forms of address and full stops, to where a name may start."""
        if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 1].text.isupper() and doc[at + 2].text == ")":
            at += 3
        at = self._past_style(doc, at)
        while at < len(doc) and (
            doc[at].lower_ in self._honorifics
            or (doc[at].text == "." and at > 0 and doc[at - 1].lower_ in self._honorifics)
        ):
            at += 1
        return at

    def _past_style(self, doc: Doc, at: int) -> int:
        """Past "His Excellency" or "the Right Honourable"."""
        ends = (end for end in range(at + 3, at + 1, -1) if doc[at:end].text.lower() in self._styles)
        return next(ends, at)

    def run(self, doc: Doc, start: int, blocked: dict[int, Hit], titled: Container[int] = ()) -> int:
        """The end of a run of name tokens from `start` on (there itself if none is there); titles start at `titled`."""
        at = start
        while at < len(doc) and at - start < MAX_NAME:
            token = doc[at]
            if at > start and token.is_sent_start and not token.is_punct:
                break
            if token.text == "-" and start < at < len(doc) - 1 and doc[at + 1].is_alpha:
                if doc[at - 1].whitespace_:
                    break  # in "Brian Deese - Assistant to the President" it is a dash
                at += 2
                continue
            if self._prefix(doc, at):
                at += 2
                continue
            if (
                token.lower_ in self._particles
                and at + 1 < len(doc)
                and (is_capitalized(doc[at + 1]) or doc[at + 1].lower_ in self._particles)
                and (at > start or token.lower_ != "de")
            ):
                at += 1
                continue
            if at > start and at in titled:
                break
            if at > start and self._nickname(doc, at):
                at += 3
                continue
            if not self._name_token(doc, at, blocked):
                break
            at += 1
        return at

    def _prefix(self, doc: Doc, at: int) -> bool:
        """ "al-Sabah", "el-Sisi": a particle with a hyphen."""
        hyphened = at + 2 < len(doc) and doc[at + 1].text == "-" and is_capitalized(doc[at + 2])
        return hyphened and doc[at].lower_ in self._particles and not doc[at].whitespace_

    def _nickname(self, doc: Doc, at: int) -> bool:
        """ "Michael “Erik” Kurilla"."""
        marked = at + 3 < len(doc) and doc[at].text in _MARKS and doc[at + 2].text in _MARKS
        return marked and is_capitalized(doc[at + 1]) and is_capitalized(doc[at + 3])

    def _name_token(self, doc: Doc, at: int, blocked: dict[int, Hit]) -> bool:
        token = doc[at]
        if at in blocked and doc[at].ent_type_ != "PERSON":
            return False
        if token.text in self._stop or token.text in self._heads or token.ent_type_ == "DATE":
            return False
        initial = token.text[:1].isupper() and (
            len(token.text) == 1 or (len(token.text) <= 3 and token.text.endswith("."))
        )
        elided = re.fullmatch(r"[dl]['’][A-Z]\w+", token.text) is not None  # "Giscard d'Estaing"
        roman = token.text in {"II", "III", "IV", "V", "VI", "XIV", "XVI"}
        named = is_capitalized(token) and not token.is_stop and token.text.replace("'", "").replace("’", "").isalpha()
        return (
            initial
            or roman
            or elided
            or (
                named
                and (not token.text.isupper() or len(token.text) > 3)
                and token.pos_ not in {"DET", "ADP", "PRON", "VERB", "AUX"}
            )
        )

    def _trim(self, doc: Doc, start: int, end: int, blocked: dict[int, Hit], titles: list[Title]) -> tuple[int, int]:
        covered = {i for t in titles for i in range(t.start, t.end)}
        while start < end and (
            start in blocked
            or start in covered
            or doc[start].lower_ in self._honorifics
            or not is_capitalized(doc[start])
            or (start + 1 < end and self._is_before_name(doc, start))
        ):
            start += 1
        stop = start
        while (
            stop < end
            and stop not in blocked
            and stop not in covered
            and not doc[stop].is_space
            and doc[stop].text not in _ENDS
            and not (doc[stop].text == "-" and doc[stop - 1].whitespace_)
        ):
            stop += 1
        return start, stop

    def _is_before_name(self, doc: Doc, at: int) -> bool:
        """ "told NPR Hamza bin Laden": an acronym, a medium or a noun is no part of a name."""
        word = doc[at].text
        acronym = word.isupper() and word.isalpha() and len(word) > 2 and not doc[at + 1].is_upper
        return acronym or self._is_medium_or_noun(doc[at])

    def _is_medium_or_noun(self, token: Token) -> bool:
        """ "On Twitter Johnson wrote", "Voter Kitty Mak said"."""
        return token.text in self._media or (bool(token.is_sent_start) and token.lower_ in self._nouns)

    def _plausible(self, doc: Doc, start: int, end: int) -> bool:
        words = [doc[i] for i in range(start, end)]
        letters = any(len(part) > 1 for part in tokens_of(name_text(doc, start, end)))
        firm = not self._firms.isdisjoint(t.text for t in doc[start : end + 1])
        hyphened = end + 1 < len(doc) and doc[end].text in {"-", "–"} and not doc[end - 1].whitespace_
        return (
            letters
            and not firm
            and not (hyphened and not doc[end].whitespace_)
            and not any(
                w.text in self._stop or w.text in self._heads or w.like_num or set(w.text) & _NO_LETTERS for w in words
            )
        )


def _told_ends(doc: Doc) -> dict[int, int]:
    """ "First Lady Ana Vuki Opens School": in a line of capitals, where spaCy sees the end of a name, by its start."""
    words = [t for t in doc if t.is_alpha and len(t) > _SMALL_WORD]
    shouted = len(words) > 1 and sum(is_capitalized(t) for t in words) >= len(words) - 1
    return {e.start: e.end for e in doc.ents if e.label_ == "PERSON" and len(e) > 1} if shouted else {}


def _is_many(doc: Doc, start: int, end: int) -> bool:
    """ "six General Licenses", "the European Communities": a plural noun that stands alone is nobody's name."""
    return end == start + 1 and doc[start].tag_ in {"NNS", "NNPS"}


def name_text(doc: Doc, start: int, end: int) -> str:
    """The name as one line of text; one in capitals as it stands within a sentence ("JOHN R. SMITH")."""
    name = " ".join(doc[start:end].text.split())
    return name.title() if name.isupper() and " " in name and max(map(len, tokens_of(name))) > 3 else name


def tokens_of(name: str) -> list[str]:
    """The parts of a name, hyphens and initials taken apart.

    >>> tokens_of("G.W. Bush")
    ['G', 'W', 'Bush']
    """
    return folded(name).replace("-", " ").replace(".", " ").replace("’", "'").split()
