"""Titles: the words for positions that stand before, after, or instead of a person's name.

A title chunk is ``[former] [Indian | India's | US] [Deputy ...] Minister [of External Affairs] [of India]``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kg.annotation.document import Title, is_capitalized
from kg.annotation.gazetteer import Hit
from kg.model import ActorKind, Tenure
from kg.ontology import Schema, folded

_LINKS = {"of", "for", "to", "on", "at", "with", "in charge of"}
_TOPICS = {"of", "for", "on"}
_PASSED = {
    "outgoing",
    "new",
    "newly",
    "longtime",
    "long-time",
    "veteran",
    "current",
    "embattled",
    "visiting",
    "influential",
    "appointed",
    "retired",
}
"""What may stand between an owner and a position, and says nothing of either."""
_POSSESSIVE = {"'s", "’s", "'", "’"}
_UNDER = {"deputy", "acting"}
"""What may stand before the body of a position that it belongs to."""
_GOVERNMENTS = {"Government", "Authority", "Administration"}
"""Last words of bodies that are the state itself: their head is the state's."""
_COUNTRY_LABELS = {"country", "demonym", "prefix", "metonym"}


class Titles:
    """Finds title chunks."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._heads = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._modifiers = PhraseMatcher(nlp.vocab, attr="LOWER")
        words = [*schema.words.get("titles-heads", ()), *schema.abbreviations]
        plurals = [word + "s" for word in words]
        self._heads.add("head", [nlp.make_doc(w) for w in words])
        self._heads.add("heads", [nlp.make_doc(w) for w in plurals])
        self._modifiers.add("modifier", [nlp.make_doc(w) for w in schema.words.get("titles-modifiers", ())])
        self._head_words = {w.lower() for w in schema.words.get("titles-heads", ())}
        self._portfolios = set(schema.words.get("portfolio-words", ()))
        self._of_bodies = set(schema.words.get("organization-heads", ())) | {"Armed"}
        self._former = schema.word_set("former")
        self._future = schema.word_set("future")
        self._short = schema.abbreviations
        self._bodies = schema.bodies
        self._countries = schema.countries
        self._runs: dict[int, int] = {}
        self._stops: set[int] = set()
        self._sent = schema.word_set("envoys") | {
            "commissioner",
            "consul",
            "delegate",
            "nuncio",
            "coordinator",
            "advisor",
        }
        self._media = schema.media_names
        self._rulers = {*schema.words.get("sovereigns", ()), "President", "Minister", "Premier", "Chancellor"}
        self._honorifics = schema.word_set("honorifics")
        self._ranks = set(schema.words.get("ranks", ()))
        self._families = schema.people_by_family_name
        self._passing = schema.word_set("news-nouns") | schema.word_set("company-nouns")
        self._articled = set(schema.words.get("with-article", ()))

    def find(self, doc: Doc, hits: list[Hit]) -> list[Title]:
        """All title chunks in the order of the text."""
        starts = {hit.start: hit for hit in hits}
        ends = {hit.end: hit for hit in hits}
        modifiers = {
            end: start
            for _, start, end in sorted(self._modifiers(doc), key=lambda m: m[1] - m[2], reverse=True)
            if doc[end - 1].lower_ != "under" or (end < len(doc) and doc[end].lower_ == "secretary")
        }
        runs = self._head_runs(doc)
        self._stops = {end for start, end, _ in runs if modifiers.get(end) != start}  # "Deputy" is a part of the next
        self._runs = {self._before(doc, start, ends, modifiers): end for start, end, _ in runs}
        firsts = {start: self._before(doc, start, ends, modifiers) for start, _, _ in runs}
        titles: list[Title] = []
        for start, end, plural in runs:
            inner = any(first <= start < other for other, first in firsts.items() if other > start)
            if not inner and (not titles or start >= titles[-1].end):
                title = self._chunk(doc, start, end, plural, starts, ends, modifiers)
                titles = [t for t in titles if t.end <= title.start]
                titles.append(title)
        return [title for title in titles if title.position and doc[title.end : title.end + 2].text.lower() != "-level"]

    def _head_runs(self, doc: Doc) -> list[tuple[int, int, bool]]:
        """Head words; heads that follow each other make one title ("Deputy Secretary", "Chief of Staff")."""
        strings = doc.vocab.strings
        matches = [(s, e, strings[m] == "heads") for m, s, e in self._heads(doc)]
        matches.sort(key=lambda m: (m[0], -m[1]))
        runs: list[tuple[int, int, bool]] = []
        for start, end, plural in matches:
            if doc[end - 1].pos_ == "VERB":
                continue
            if runs and start < runs[-1][1]:
                continue
            slashed = bool(runs) and start - runs[-1][1] <= 3 and doc[runs[-1][1]].text == "/"
            if runs and (slashed or start == runs[-1][1]) and not self._begins(doc, start):
                runs[-1] = (runs[-1][0], end, plural)
            else:
                runs.append((start, end, plural))
        return runs

    def _begins(self, doc: Doc, at: int) -> bool:
        """ "AU chairperson President Sall", "Prime Minister General Prayut": a head that begins a title of its own."""
        capital = is_capitalized(doc[at]) and doc[at - 1].is_lower
        return capital or (doc[at].text in self._ranks and doc[at - 1].text not in self._ranks)

    def _chunk(
        self,
        doc: Doc,
        start: int,
        end: int,
        plural: bool,
        starts: dict[int, Hit],
        ends: dict[int, Hit],
        modifiers: dict[int, int],
    ) -> Title:
        head = end - 1
        first = self._before(doc, start, ends, modifiers)
        country, body, left = self._owner_before(doc, first, ends)
        position, country, body, right = self._after(doc, first, end, country, body, starts)
        if body and left > 0 and doc[left - 1].lower_ in _UNDER:
            left, position = left - 1, f"{doc[left - 1].text.title()} {position}"  # "deputy State Department spokesman"
        tenure, left = self._tenure(doc, left, right)
        if (
            right < len(doc)
            and doc[right].text == "-"
            and right + 1 < len(doc)
            and doc[right + 1].lower_ in self._future
        ):
            tenure, right = Tenure.FUTURE, right + 2
        office = (
            is_capitalized(doc[head]) and " " in position and not (left > 0 and doc[left - 1].lower_ in {"a", "an"})
        )
        indefinite = left > 0 and doc[left - 1].lower_ in {"a", "an"}  # "the first by an Israeli foreign minister"
        definite = not indefinite and (
            office
            or doc[head].text in self._short
            or country is not None
            or (left > 0 and doc[left - 1].lower_ == "the")
        )
        return Title(left, right, head, position, country, body, tenure, plural, definite)

    def _before(self, doc: Doc, start: int, ends: dict[int, Hit], modifiers: dict[int, int]) -> int:
        """Where the position begins: modifiers, and capitalized words of an "X Minister"."""
        first = start
        while first > 0 and first not in self._stops and not (first in ends and ends[first].label == "body"):
            if first in modifiers and not self._is_other_word(doc, first, start):
                first = modifiers[first]
            elif doc[first - 1].text == "-" and first - 1 in modifiers:
                first = modifiers[first - 1]
            elif ends.get(first) is None and self._is_name_of_office(doc, first, start):
                first -= 1
            else:
                break
        return start if first < start and _repeats(doc, first, start) else first

    def _is_other_word(self, doc: Doc, first: int, start: int) -> bool:
        """ "entities that finance President X": a small word before an office in capitals, and no rank."""
        return doc[first - 1].is_lower and is_capitalized(doc[start]) and doc[first - 1].pos_ in {"VERB", "NOUN"}

    def _is_name_of_office(self, doc: Doc, first: int, start: int) -> bool:
        """In "External Affairs Minister" and "Trade and Industry Minister" the words before belong to the title."""
        token = doc[first - 1]
        if token.is_lower and token.pos_ == "NOUN" and token.dep_ == "compound" and doc[start].is_lower:
            return token.lower_ not in self._passing  # "opposition leader", "trade minister"
        if (
            doc[start].text not in {"Minister", "Secretary", "Commissioner", "Adviser", "Advisor"}
            or token.is_sent_start
        ):
            return False
        if token.text in {"and", "&"}:
            if first >= 2 and doc[first - 2].lower_ in self._head_words:
                return False
            before = doc[first - 2] if first >= 2 else None
            return before is not None and is_capitalized(before) and before.ent_type_ not in {"PERSON", "GPE", "NORP"}
        return (
            is_capitalized(token)
            and token.is_alpha
            and token.lower_ not in self._head_words
            and token.ent_type_ not in {"PERSON", "GPE", "NORP"}
            and token.pos_ in {"PROPN", "NOUN", "ADJ"}
        )

    def _owner_before(self, doc: Doc, first: int, ends: dict[int, Hit]) -> tuple[str | None, str | None, int]:
        """The country or body named right before the position."""
        at = first
        while at > 0 and doc[at - 1].lower_ in _PASSED:
            at -= 1
        if at > 0 and doc[at - 1].text in _POSSESSIVE:
            at -= 1
        hit = ends.get(at)
        if hit and hit.label in _COUNTRY_LABELS:
            return hit.value, None, hit.start
        if hit and hit.label == "body" and not _goes_back(doc, hit.start, ends):
            country, _, left = self._owner_before(doc, hit.start, ends)
            return country or self._bodies[hit.value].country, hit.value, left
        return None, None, first

    def _after(
        self, doc: Doc, start: int, end: int, country: str | None, body: str | None, starts: dict[int, Hit]
    ) -> tuple[str, str | None, str | None, int]:
        """The position in words, its owner, and where the chunk ends."""
        words = self._words(doc, start, end)
        own = self._bodies.get(body) if body else None
        if own and own.country:
            words = f"{own.name} {words}"
        at = end
        while at + 1 < len(doc) and doc[at].lower_ in _LINKS:
            nxt = at + 1
            if doc[nxt].lower_ in {"the", "a"} and nxt + 1 < len(doc):
                nxt += 1
            hit = starts.get(nxt)
            if doc[nxt].ent_type_ in {"DATE", "TIME"} or doc[nxt].text in self._media:
                break  # "summoned the ambassador on Wednesday", "follow the Minister on Twitter"
            if doc[at].lower_ == "on" and doc[end - 1].text in self._rulers:
                break  # "advised the Queen on the bill"
            if doc[at].lower_ in {"at", "with"} and (body or (hit and hit.label in {"country", "metonym"})):
                break  # "presented the FIFA President with the Order of Friendship"
            goes = hit and hit.label in {"country", "metonym"} and doc[at].lower_ == "to" and country is not None
            if goes and doc[end - 1].lower_ not in self._sent:
                break  # "the visit of the Emir of Qatar to Russia"
            if hit and hit.label in {"country", "metonym"}:
                if doc[at].lower_ in {"to", "on", "for"}:
                    words += f" {doc[at].text} {self._with_article(hit.value)}"
                else:
                    country = country or hit.value
                at = self._past_body(doc, hit.end)
                if at < len(doc) and doc[at].text in _POSSESSIVE and (stop := _noun_phrase(doc, at + 1)) > at + 1:
                    words += f" of the {doc[at + 1 : stop].text}"  # "head of Niger's transitional administration"
                    at = stop
            elif hit and hit.label == "capital" and doc[at].lower_ == "of":
                country = country or hit.value
                words += " " + doc[at : hit.end].text
                at = hit.end
            elif hit and hit.label == "body":
                known = self._bodies[hit.value]
                sent = doc[at].lower_ == "to" and country is not None  # "US Ambassador to the United Nations"
                body = body or (None if sent else hit.value)
                country = country or known.country
                past = self._past_body(doc, hit.end)
                organ = known.kind is ActorKind.GOVERNMENT_BODY and known.name.split()[-1] not in _GOVERNMENTS
                if doc[at].lower_ != "of" or past > hit.end or (organ and known.country):  # "Speaker of the Knesset"
                    words += " " + doc[at:past].text
                at = past
            elif nxt == at + 1 and nxt in self._runs and self._is_named(doc, self._runs[nxt], starts):
                break  # "Chief Adviser of Chancellor Merkel": hers is a title of its own
            elif nxt in self._runs and nxt > at + 1:
                words += " " + doc[at : self._runs[nxt]].text  # "National Security Advisor to the Vice President"
                at = self._runs[nxt]
            elif doc[at].lower_ != "to" and (stop := self._what_for(doc, at, nxt, starts)) > nxt:
                if doc[at].lower_ in _TOPICS and not _owned(doc, nxt, stop):
                    words += " " + doc[at:stop].text
                at = stop
            else:
                break
        return words, country, body, at

    def _what_for(self, doc: Doc, link: int, start: int, starts: dict[int, Hit]) -> int:
        """The end of what a position is for or of: "Foreign Affairs", "the left-wing Syriza party"."""
        if doc[link].lower_ == "with" and doc[link].head.pos_ == "VERB":
            return start  # "presented the President with the Order"
        capitals = self._capital_run(doc, start, starts) if is_capitalized(doc[start]) else start
        own = doc[link].lower_ == "of" or doc[link].head.pos_ in {"NOUN", "PROPN"}  # not "congratulated him on"
        return max(capitals, _noun_phrase(doc, start)) if own else capitals

    def _with_article(self, code: str) -> str:
        name = self._countries[code].name
        return f"the {name}" if name in self._articled else name

    def _past_body(self, doc: Doc, at: int) -> int:
        """Past what makes a body of a country's name: "of the United Arab Emirates Armed Forces"."""
        while at < len(doc) and (doc[at].text in self._of_bodies or doc[at].text in self._portfolios):
            at += 1
        return at

    def _capital_run(self, doc: Doc, start: int, starts: dict[int, Hit]) -> int:
        """The end of a run such as "Foreign Affairs and International Trade"."""
        at = start
        listed = doc[start].text in self._portfolios
        while at < len(doc):
            token = doc[at]
            if token.lower_ in {"and", "&"} and at + 1 < len(doc) and doc[at + 1].lower_ in self._head_words:
                break
            told = token.lower_ in {"and", "&"} or token.text in self._portfolios | self._of_bodies
            told = told or self._before_name(doc, at) or self._before_honorific(doc, at) or _is_last(doc, start, at)
            told = told or (at + 1 < len(doc) and doc[at + 1].text in self._portfolios and is_capitalized(token))
            if listed and not told:
                return self._through_body(doc, at)
            linking = token.lower_ in {"and", "&"} or (token.text == "-" and not doc[at - 1].whitespace_)
            joins = linking and at > start and at + 1 < len(doc) and is_capitalized(doc[at + 1])
            hit = starts.get(at)
            if joins and at + 1 in starts and starts[at + 1].label in {"person", "country"}:
                break
            if not (is_capitalized(token) and token.is_alpha) and not joins:
                break
            if hit and hit.label in {"person", "country"}:
                break
            if token.ent_type_ == "PERSON" and at > start:
                break
            at += 1
        return at

    def _through_body(self, doc: Doc, at: int) -> int:
        """ "Chairman of the National Unity Party", "Director of the General Office": through the body's last word."""
        for last in range(at, min(at + 4, len(doc))):
            if not is_capitalized(doc[last]) or doc[last].ent_type_ == "PERSON":
                break
            if doc[last].text in self._of_bodies:
                return last + 1
        return at

    def _before_name(self, doc: Doc, at: int) -> bool:
        """Whether a word of no known portfolio stands between one and a full name: "for Economic Mobility Ann Lee"."""
        names = [ent.start for ent in doc.ents if ent.label_ == "PERSON" and len(ent) >= 2]
        return doc[at].ent_type_ != "PERSON" and at + 1 in names

    def _before_honorific(self, doc: Doc, at: int) -> bool:
        """ "Minister for Foreign Affairs and East African Cooperation, Hon. Ann Lee": the run ends at a comma."""
        end = at
        while end < len(doc) and is_capitalized(doc[end]) and doc[end].is_alpha:
            end += 1
        return end > at and end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ in self._honorifics

    def _is_named(self, doc: Doc, at: int, starts: dict[int, Hit]) -> bool:
        """Whether a personal name begins there."""
        hit = starts.get(at)
        if at >= len(doc) or (hit is not None and hit.label == "person"):
            return at < len(doc)
        return doc[at].ent_type_ == "PERSON" or (is_capitalized(doc[at]) and folded(doc[at].text) in self._families)

    def _words(self, doc: Doc, start: int, end: int) -> str:
        words = [self._short.get(token.text, token.text) for token in doc[start:end]]
        return " ".join(w[:1].upper() + w[1:] for w in words if w not in {"-", "the"}).replace(" / ", "/")

    def _tenure(self, doc: Doc, left: int, right: int) -> tuple[Tenure, int]:
        at = left
        if at > 0 and doc[at - 1].text == "-":
            at -= 1
        if at > 0 and doc[at - 1].lower_ in self._former:
            return Tenure.FORMER, at - 1
        if left < right and doc[left].lower_ in self._former:
            return Tenure.FORMER, left
        if at > 0 and doc[at - 1].lower_ in self._future:
            return Tenure.FUTURE, at - 1
        return Tenure.CURRENT, left


def _repeats(doc: Doc, first: int, start: int) -> bool:
    """ "Secretary for Strategic Affairs Secretary X": the words between belong to the first of the two."""
    return first > 1 and doc[first - 1].lower_ in _LINKS and doc[first - 2].lower_ == doc[start].lower_


def _is_last(doc: Doc, start: int, at: int) -> bool:
    """ "Minister of Industry and Handicraft,": the one word behind "and", where no name begins."""
    alone = at + 1 >= len(doc) or not is_capitalized(doc[at + 1])
    return at > start and doc[at - 1].lower_ in {"and", "&"} and alone


def _goes_back(doc: Doc, start: int, ends: dict[int, Hit]) -> bool:
    """ "National Security Council": a body's name that is only the end of a longer one."""
    return start > 0 and start not in ends and doc[start - 1].text == "National"


def _noun_phrase(doc: Doc, start: int) -> int:
    """The end of a phrase with a noun of small letters, "foreign affairs", "left-wing Syriza party"; else `start`."""
    at, end = start, start
    while at < min(len(doc), start + 7):
        token = doc[at]
        if at == start and token.ent_type_ == "PERSON":
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            end = at + 1
        elif token.pos_ != "ADJ" and token.text != "-" and token.tag_ != "POS" and not _joins(doc, at, end):
            break
        at += 1
    return end if any(t.is_lower and t.pos_ == "NOUN" for t in doc[start:end]) else start


def _joins(doc: Doc, at: int, end: int) -> bool:
    """ "science and technology": "and" between nouns of small letters."""
    return (
        doc[at].lower_ == "and"
        and end == at
        and at + 1 < len(doc)
        and doc[at + 1].is_lower
        and doc[at + 1].pos_ == "NOUN"
    )


def _owned(doc: Doc, start: int, stop: int) -> bool:
    """Whether a phrase of small letters names whose it is ("the Syriza party"), and not only what it is about."""
    words = doc[start:stop]
    return any(t.is_lower and t.pos_ == "NOUN" for t in words) and any(
        t.pos_ == "PROPN" or t.tag_ == "POS" for t in words
    )
