"""The annotated document: one article with everything that annotation found in it.

Positions are token indices into the spaCy document unless they are named spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from kg.model import Actor, ActorKind, Article, Period, Place, Span, Tenure
from kg.ontology import Person


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor: a name (with its title), a demonym, or a reference."""

    start: int
    end: int
    head: int
    """The token that carries the mention in the parse tree."""
    actor: str
    form: str = "name"
    """``name``, ``adjective`` (demonyms and first parts of compounds) or ``reference``."""
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class PositionClaim:
    """The text says that a person holds, held or will hold a position."""

    person: str
    position: str
    of: str | None
    tenure: Tenure
    start: int
    end: int
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Title:
    """A title chunk; `start` to `end` are tokens."""

    start: int
    end: int
    head: int
    position: str
    """The position without the country: "Deputy Prime Minister"."""
    country: str | None
    """ISO code, where the chunk names the state."""
    body: str | None
    """Key of the body, where the chunk names one."""
    tenure: Tenure
    plural: bool
    definite: bool
    """Introduced by "the" or by a country, so that it can stand for a person by itself."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that say when, resolved against the publication date."""

    start: int
    end: int
    period: Period
    vague: bool = False
    """Gives no day, week, month or year ("recently")."""
    of: int | None = None
    """The token of the event that the words tell of, where no other can be meant ("a week after X met Y")."""


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between quotation marks; the marks are left out."""

    start: int
    end: int
    span: Span
    paragraph: int


@dataclass(slots=True)
class Annotated:
    """One article, parsed and annotated."""

    article: Article
    doc: Doc
    actors: dict[str, Actor] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[PositionClaim] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    quotes: list[QuotedSpan] = field(default_factory=list)
    references: dict[int, tuple[tuple[str, ...], float]] = field(default_factory=dict)
    """What a pronoun or description refers to, by the index of its head token, with certainty."""
    at: dict[int, Mention] = field(default_factory=dict)
    """The mention that covers a token."""
    titles: list[Title] = field(default_factory=list)
    """Title chunks that belong to no name: "the Russian president"."""
    unresolved: set[int] = field(default_factory=set)
    """Tokens of names that could be several people, or nobody that the article introduces."""
    dateline: tuple[int, int] | None = None
    """Tokens of the place that the article was written from."""
    headline: Annotated | None = None
    """The headline as a text of its own."""
    parties: tuple[str, ...] = ()
    """Keys of the states and bodies that the headline tells of, where they are several."""
    authors: tuple[str, ...] = ()
    """Keys of those in whose name the article is written: "I" and "we" outside quotations."""
    default_sides: tuple[str, ...] = ()
    """Keys of the two countries that the article is about, where there are two."""
    default_pair: tuple[str, ...] = ()
    """Keys of those whose meeting the article is about, where it is about one."""

    def index(self) -> None:
        """Fill `at` from `mentions`."""
        self.at = {i: mention for mention in self.mentions for i in range(mention.start, mention.end)}

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens `start` to `end` (exclusive)."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last.text))

    def sentence(self, token: int) -> Span:
        """The characters of the sentence around a token, outer white space left out."""
        return trimmed(self.doc[token].sent)

    def quoted(self) -> set[int]:
        """Indices of the tokens inside quotations."""
        return {i for quote in self.quotes for i in range(quote.start, quote.end)}

    def quotation(self, token: int) -> QuotedSpan | None:
        """The quotation that a token lies in."""
        return next((quote for quote in self.quotes if quote.start <= token < quote.end), None)

    def introduce(self, person: Person) -> str:
        """Make a well-known person known whom the article means, but does not name; gives the key."""
        actor = Actor(person.key, ActorKind.PERSON, person.name, (), person.country, person.wikidata, mentioned=False)
        self.actors.setdefault(person.key, actor)
        return person.key

    def states_of(self, actors: Iterable[str]) -> set[str]:
        """The keys of the countries among actors, and of those that the others belong to."""
        return {c for a in actors if (c := a if a.startswith("country/") else self.country_of(a))}

    def speaking_for(self, actor: str) -> str:
        """ "The Iraqi government said": the state speaks; anybody else speaks for himself."""
        state = self.country_of(actor) if self.actors[actor].name.startswith("Government of ") else None
        return state if state is not None and state in self.actors else actor

    def is_outlet(self, actor: str) -> bool:
        """Whether an actor is a news organization, which relays what others say."""
        return self.actors[actor].kind is ActorKind.NEWS_ORGANIZATION

    def people_in(self, sentence: Tokens) -> tuple[str, ...]:
        """The keys of the people named in a sentence, in the order of the text."""
        found = [
            m.actor for m in self.mentions if sentence.start <= m.head < sentence.end and m.actor.startswith("person/")
        ]
        return tuple(dict.fromkeys(found))

    def first_in_headline(self) -> str | None:
        """The key of the first person whom the headline names and the article knows."""
        mentions = self.headline.mentions if self.headline else ()
        return next((m.actor for m in mentions if m.actor.startswith("person/") and m.actor in self.actors), None)

    def country_of(self, actor: str) -> str | None:
        """The key of the country an actor belongs to."""
        known = self.actors.get(actor)
        return f"country/{known.country}" if known and known.country else None


def trimmed(tokens: Tokens) -> Span:
    """The characters of a run of tokens, outer white space left out."""
    words = [token for token in tokens if not token.is_space] or list(tokens)
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def is_capitalized(token: Token) -> bool:
    """Whether a token is written as a name: an upper-case letter at its start."""
    return token.text[:1].isupper()
