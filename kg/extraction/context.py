"""What every extractor of one article works with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.annotation.document import Annotated, DateMention
from kg.extraction.enumerations import enumerated
from kg.extraction.fillers import Who
from kg.extraction.grammar import led_by
from kg.extraction.groups import Groups
from kg.model import Basis, Evidence, Gap, Period, Place, Span, Statement
from kg.ontology import Frame, Schema

_CLOSING = {".", "!", "?", ":", ";", '"', "”", "»", "…"}
_FAR = 9
_LEADING = {"of", "to", "into"}


@dataclass(slots=True)
class Lexicon:
    """Frames by class and lemma."""

    schema: Schema
    table: dict[tuple[str, str, str], list[Frame]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for frame in self.schema.frames:
            for lemma in frame.lemmas:
                self.table[frame.evokes, frame.part_of_speech, lemma.lower()].append(frame)

    def frames(self, evoked: str, token: Token) -> list[Frame]:
        """The frames of a class that a token evokes."""
        if token.pos_ in {"VERB", "AUX"}:
            part = "VERB"
        elif token.pos_ in {"NOUN", "PROPN"}:
            part = "NOUN"
        else:
            part = token.pos_
        lemma = token.lemma_.lower()
        found = [f for f in self.table.get((evoked, part, lemma), []) if _modified(token, f)]
        return [f for f in found if not f.particles or any(_carries(c, f) for c in token.children)]

    def of_any(self, evoked: str, token: Token) -> list[Frame]:
        """The frames of a class that a token evokes, those first that ask for no part of speech."""
        return [*self.table.get((evoked, "ANY", token.lemma_.lower()), []), *self.frames(evoked, token)]


def _carries(child: Token, frame: Frame) -> bool:
    return child.lower_ in frame.particles or any(led_by(child, p) for p in frame.particles if child.dep_ == "advcl")


def _modified(token: Token, frame: Frame) -> bool:
    """A frame may ask for a word that hangs on it: "host" tells of refuge when it is refugees that are hosted."""
    if not frame.modifiers:
        return True
    acting = {"nsubj"} if any(c.dep_ == "dobj" for c in token.children) else set()
    direct = [c for c in token.children if c.dep_ not in acting]
    below = [p for c in direct if c.pos_ != "VERB" for p in (c, *c.children) if p.lower_ in _LEADING]
    near = [*direct, *(o for p in below for o in p.children)]
    return any({c.lower_, c.lemma_.lower()} & set(frame.modifiers) for c in near)  # "half of the debt"


@dataclass
class Context:
    """One annotated article, the ontology, and what was found so far."""

    annotated: Annotated
    schema: Schema
    lexicon: Lexicon
    cues: list[tuple[int, int, str]]
    gaps: list[Gap] = field(default_factory=list)
    spoken: list[Statement] = field(default_factory=list)
    """The turns of a transcript."""

    @cached_property
    def who(self) -> Who:
        """Finds actors and places behind words."""
        who = Who(self.annotated, self.schema)
        who.first_person = self.turns or self._written_by
        return who

    @cached_property
    def groups(self) -> Groups:
        """Finds unnamed sources behind words."""
        return Groups(self.annotated, self.schema)

    @property
    def _written_by(self) -> dict[int, str]:
        """The one author of a statement at each token outside quotations."""
        authors = self.annotated.authors
        if len(authors) != 1 or not authors[0].startswith("person/"):
            return {}
        return {t.i: authors[0] for t in self.annotated.doc if t.i not in self.quoted}

    @cached_property
    def turns(self) -> dict[int, str]:
        """Who speaks at each token of a transcript's turns."""
        found: dict[int, str] = {}
        for turn in self.spoken:
            for span in turn.content:
                found |= {t.i: turn.speakers[0] for t in self.tokens(span) or ()}
        return found

    @cached_property
    def enumerated(self) -> dict[int, tuple[str, ...]]:
        """The countries told in one row with the one that a token names."""
        return enumerated(self.annotated)

    @cached_property
    def in_titles(self) -> frozenset[int]:
        """Indices of tokens in the titles of people."""
        return frozenset(i for c in self.annotated.claims for i in range(c.start, c.end))

    @cached_property
    def light(self) -> frozenset[str]:
        """Verbs that carry an event noun."""
        return self.schema.word_set("light-verbs")

    @cached_property
    def carrying(self) -> frozenset[str]:
        """Light verbs, and those that plan or call off the event they carry."""
        return self.light | self.schema.word_set("planning") | self.schema.word_set("cancelling") | {"call"}

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.annotated.article.published

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Indices of tokens inside quotations and the turns of a transcript."""
        return frozenset(self.turns) | self.annotated.quoted()

    def tokens(self, span: Span) -> Tokens | None:
        """The tokens of a stretch of the text, those only partly in it too."""
        return self.annotated.doc.char_span(span.start, span.end, alignment_mode="expand")

    def evidence(self, span: Span, token: Token, rule: str) -> Evidence:
        """Evidence for a rule that fired at a token."""
        sentence = self.annotated.sentence(token.i)
        whole = Span(min(sentence.start, span.start), max(sentence.end, span.end))
        return Evidence(span, whole, rule)

    def sentence_evidence(self, token: Token, rule: str) -> Evidence:
        """The whole sentence as evidence."""
        sentence = self.annotated.sentence(token.i)
        return Evidence(sentence, sentence, rule)

    def gap(self, token: Token, rule: str, reason: str) -> None:
        """Note that a trigger gave no fact; where a name beside it may be several people, that is the reason."""
        if reason.endswith("found") and not self.annotated.unresolved.isdisjoint(
            range(token.sent.start, token.sent.end)
        ):
            reason = "ambiguous actor"
        self.gaps.append(Gap(self.annotated.sentence(token.i), token.text, rule, reason))

    # ------------------------------------------------------------ time
    def dates_in(self, token: Token) -> list[DateMention]:
        """The dates of the token's sentence."""
        start, end = self.opening(token), token.sent.end
        return [d for d in self.annotated.dates if start <= d.start < end]

    def opening(self, token: Token) -> int:
        """Where the sentence really opens: the parser may cut one in two where no full stop stands."""
        start = token.sent.start
        while (
            start > 0
            and not self.annotated.doc[start - 1].is_space
            and self.annotated.doc[start - 1].text not in _CLOSING
        ):
            start = self.annotated.doc[start - 1].sent.start
        return start

    def date_of(
        self, core: list[Token], stop: frozenset[int] = frozenset(), *, direct: bool = False
    ) -> DateMention | None:
        """The date that belongs to an event: it hangs on one of the core words with no other verb between.

        `direct` leaves out the dates of other nouns: "approved the results of the previous year".
        """
        named = self._named_before(core)
        if named is not None:
            return named
        wanted = {t.i for t in core}
        cut_off = core[0].sent.start
        near: list[tuple[int, DateMention]] = []
        for mention in self.dates_in(core[0]):
            if mention.start in stop or self._is_origin(mention) or (direct and self._is_of_noun(mention, wanted)):
                continue
            if mention.of is not None:
                near += [(0, mention)] if mention.of in wanted else []
                continue
            distance = self.distance(self.annotated.doc[mention.start : mention.end].root, wanted)
            if distance is None and (mention.start < cut_off or self._adjoins(mention, core)):
                distance = _FAR
            if distance is not None:
                near.append((distance, mention))
        return min(near, key=lambda n: (_width(n[1].period), n[0], n[1].start))[1] if near else None

    def _named_before(self, core: list[Token]) -> DateMention | None:
        """ "December 2019, when X travelled to Y": the clause tells of that time."""
        for verb in core:
            if verb.dep_ == "relcl" and any(c.lower_ == "when" for c in verb.children):
                return next((d for d in self.annotated.dates if d.start <= verb.head.i < d.end), None)
        return None

    def _is_of_noun(self, mention: DateMention, wanted: set[int]) -> bool:
        """Whether a date tells of the time of a thing, and not of what is done."""
        root = self.annotated.doc[mention.start : mention.end].root
        above = takewhile(lambda t: t.i not in wanted, root.ancestors)
        return any(t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in {"DATE", "TIME"} for t in above)

    def _is_origin(self, mention: DateMention) -> bool:
        """ "delayed twice since January": from when on something is so, and not when an event took place."""
        return mention.start > 0 and self.annotated.doc[mention.start - 1].lower_ == "since"

    def _adjoins(self, mention: DateMention, core: list[Token]) -> bool:
        """ "the summit in Tokyo on 24 May, they have ...": right behind the event, though hung on a verb to come."""
        if mention.start == 0:
            return False
        behind = self.annotated.doc[mention.start : mention.end].root.head.i >= mention.end
        if behind and any(t.right_edge.i + 1 == mention.start for t in core):
            return True  # "talks in Geneva next week, TASS quoted X as saying"
        preposition = self.annotated.doc[mention.start - 1]
        forward = preposition.pos_ == "ADP" and preposition.head.i > mention.start
        return forward and any(t.right_edge.i + 1 == preposition.i for t in core if t.pos_ in {"NOUN", "PROPN"})

    def distance(self, token: Token, wanted: set[int]) -> int | None:
        """Steps up the parse tree to one of the wanted words, with no other verb between; None if there is none."""
        for steps in range(10):
            if token.i in wanted:
                return steps
            if token.pos_ in {"VERB", "AUX"} and steps > 0:
                return None
            if token.head == token or self._is_other_event(token):
                return None
            token = token.head
        return None

    def _is_other_event(self, token: Token) -> bool:
        """ "spoke about the agenda for the summit in July": July is the summit's."""
        topic = token.dep_ == "pobj" and token.head.lower_ in {"about", "for", "regarding", "before", "over"}
        return topic and token.pos_ == "NOUN" and bool(self.lexicon.frames("Meeting", token))

    def period(self, mention: DateMention | None, anchor: date | None = None) -> Period | None:
        """The period a date mention stands for; words that count from an event are bound to `anchor`."""
        if mention is None:
            return None
        period = mention.period
        if period.earliest is None and not mention.vague and period.text:
            for relative in self.schema.relative_dates:
                if relative.from_event and period.text.lower() in relative.words:
                    start = self._day_before(mention) or anchor if relative.offset == 0 else anchor
                    if start is None:
                        return period
                    day = start + timedelta(days=relative.offset)
                    return Period(day, day, period.text, Basis.RELATIVE)
        return period

    def _day_before(self, mention: DateMention) -> date | None:
        """ "earlier in the day": the day named last, in this paragraph or the one before; else that of the paper."""
        text = self.annotated.doc.text
        named = [d for d in self.annotated.dates if d.start < mention.start and d.period.earliest == d.period.latest]
        days = [d for d in named if d.period.earliest is not None]
        if days and self._lines_between(text, days[-1].start, mention.start) <= 1:
            return days[-1].period.earliest
        return self.published

    def _lines_between(self, text: str, first: int, second: int) -> int:
        """Paragraph breaks between two tokens."""
        between = text[self.annotated.doc[first].idx : self.annotated.doc[second].idx]
        return len([line for line in between.split("\n") if line.strip()]) - 1

    def spoken_on(self, token: Token, held: Iterable[tuple[Place | None, Period | None]]) -> date | None:
        """The day on which the quotation around a token was spoken, where it speaks of the place of a dated event.

        "Thank you for hosting me at X this evening" was said on the evening of the meeting at X.
        """
        quote = self.annotated.quotation(token.i)
        if quote is None:
            return None
        named = {p.place.name for p in self.annotated.places if quote.start <= p.start < quote.end}
        days = {
            period.earliest
            for place, period in held
            if place and place.name in named and period and period.earliest and period.earliest == period.latest
        }
        return days.pop() if len(days) == 1 else None

    def fallback(self) -> Period | None:
        """The day of publication, for news that is told without a date."""
        if self.published is None:
            return None
        return Period(self.published, self.published, None, Basis.PUBLICATION_FALLBACK)


def _width(period: Period) -> int:
    """Days between the bounds: the narrower date says more."""
    if period.earliest is None or period.latest is None:
        return 10**6
    return (period.latest - period.earliest).days
