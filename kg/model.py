"""The plain data that flows from one room to the next.

Nothing here imports anything of ours or of others. An `Article` comes out of `kg.reading`, an
`Extraction` (all facts of one article) out of `kg.extraction`, and `kg.rdf` turns it into quads.

Actors and places are referred to by *key*: the path of their IRI below the base of resources, such
as ``country/IN``, ``person/Narendra_Modi`` or ``place/Moscow``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as read; evidence counts in Unicode code points of `text`."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    published: date | None = None
    place: str | None = None
    """The dateline's place, or where the reported event took place, as the source says."""
    publisher: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read, and the one-line reason."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of an article's text.

    >>> Span(0, 5).of("India and Russia")
    'India'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The characters a fact came from, the sentence around them, and the rule that fired."""

    span: Span
    sentence: Span
    rule: str
    """Local name of the frame or rule of the lexicon, such as ``frame/meet``."""


class ActorKind(StrEnum):
    """The class of an actor: the local name of its class in the ontology."""

    PERSON = "Person"
    COUNTRY = "Country"
    ORGANIZATION = "Organization"
    GOVERNMENT_BODY = "GovernmentBody"
    MILITARY_FORCE = "MilitaryForce"
    NEWS_ORGANIZATION = "NewsOrganization"
    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    COMPANY = "Company"
    GROUP = "Group"


ORGANIZATIONS = (
    ActorKind.ORGANIZATION,
    ActorKind.GOVERNMENT_BODY,
    ActorKind.MILITARY_FORCE,
    ActorKind.NEWS_ORGANIZATION,
    ActorKind.INTERNATIONAL_ORGANIZATION,
    ActorKind.COMPANY,
)
"""The kinds of actors that are organizations."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, country, organization or unnamed group as one article knows it."""

    key: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()
    """Every surface form met in the article, sorted, the name itself left out."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the state the actor belongs to (for a country: its own code)."""
    wikidata: str | None = None
    """Wikidata id such as ``Q1058``, where the identity is certain."""
    mentioned: bool = True
    """False for a country that is only there because an actor belongs to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened."""

    key: str
    name: str
    country: str | None = None


class Basis(StrEnum):
    """What a date rests on."""

    EXPLICIT = "Explicit"
    RELATIVE = "Relative"
    PUBLICATION_FALLBACK = "PublicationFallback"


@dataclass(frozen=True, slots=True)
class Period:
    """When something happened or was said: inclusive bounds, the words, and what they rest on.

    Both bounds are None when words were found that could not be bound to the calendar.
    """

    earliest: date | None
    latest: date | None
    text: str | None = None
    basis: Basis = Basis.EXPLICIT

    def overlaps(self, other: Period | None) -> bool | None:
        """Whether two times share a day; None where one of them is not bound."""
        if other is None or not (self.earliest and self.latest and other.earliest and other.latest):
            return None
        return self.earliest <= other.latest and other.earliest <= self.latest


class Tenure(StrEnum):
    """Whether a position is held, was held, or will be."""

    CURRENT = "Current"
    FORMER = "Former"
    FUTURE = "Future"


class Status(StrEnum):
    """How far an event has come."""

    HELD = "Held"
    ONGOING = "Ongoing"
    PLANNED = "Planned"
    CANCELLED = "Cancelled"


class Mode(StrEnum):
    """How the participants of a meeting met."""

    IN_PERSON = "InPerson"
    CALL = "Call"
    VIDEO = "Video"


class AgreementStatus(StrEnum):
    """How far an agreement has come."""

    SIGNED = "Signed"
    ANNOUNCED = "Announced"
    UNDER_NEGOTIATION = "UnderNegotiation"


class Quotation(StrEnum):
    """How the words of a statement were worded."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    MIXED = "Mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every kind of fact has: its key, evidence and confidence."""

    key: str
    """Path of the fact's IRI, such as ``meeting/2024-07-08_Narendra_Modi_Vladimir_Putin``."""
    evidence: tuple[Evidence, ...]
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionHeld(Fact):
    """A person held a position of a country or organization, as of a day."""

    holder: str
    position: str
    position_of: str | None
    tenure: Tenure = Tenure.CURRENT
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """What actors did at a time: the one kind of fact of which articles tell different versions."""

    period: Period | None = None
    told_differently: tuple[str, ...] = ()
    """What the reports of a joined event contradict each other in.

    ``date``, ``place``, ``mode``, ``host`` or ``status``.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Event):
    """Two or more parties met, called, dined or held talks."""

    participants: tuple[str, ...]
    host: str | None = None
    place: Place | None = None
    mode: Mode | None = None
    status: Status = Status.HELD
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Event):
    """Visitors travelled to a country or place."""

    visitors: tuple[str, ...]
    destination: Place | str
    """A place, or the key of a country."""
    status: Status = Status.HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Event):
    """A document or deal between parties."""

    parties: tuple[str, ...]
    label: str
    status: AgreementStatus
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """Somebody said something: who, exactly what, to whom, where, relayed by whom, when."""

    speakers: tuple[str, ...]
    content: tuple[Span, ...]
    quotation: Quotation
    cue: str
    addressees: tuple[str, ...] = ()
    medium: str | None = None
    reported_by: str | None = None
    period: Period | None = None
    sectors: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    """Keys of the planned events and undertakings that it announces or promises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking(Fact):
    """What one country is to do for another, or has done: a delivery, or a release of its people."""

    kind: str
    """``delivery`` or ``release``."""
    supplier: str
    """Key of the country that delivers or releases."""
    recipient: str
    """Key of the country that receives, or whose people are released."""
    status: Status
    sectors: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation(Fact):
    """Two countries work together in a sector."""

    parties: tuple[str, str]
    """Keys of two countries, sorted."""
    sector: str
    kind: str
    supplier: str | None = None
    recipient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """A number that matters: how many of what, and who says so."""

    value: float
    of: str
    approximation: tuple[str, ...] = ()
    """"about", "nearly": the words of each mention."""
    asserted_by: tuple[str, ...] = ()
    """Keys of all who give the number."""


AnyEvent = Meeting | Visit | Agreement
AnyFact = PositionHeld | Meeting | Visit | Agreement | Statement | Cooperation | Figure | Undertaking


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that held a trigger of the lexicon and gave no fact, and why."""

    sentence: Span
    trigger: str
    """The word that evoked the frame."""
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was understood of one article, and what was not."""

    article: Article
    actors: tuple[Actor, ...] = ()
    facts: tuple[AnyFact, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())
    reports: tuple[AnyEvent, ...] = ()
    """The article's version of each event that other articles tell of too, once joining has found them."""


@dataclass(frozen=True, slots=True)
class ActorReport:
    """What one article says of a person or body, as far as linking needs it."""

    article: str
    actor: Actor
    """As this article alone knows it: its key is made from the name alone."""
    positions: tuple[tuple[str, str | None], ...] = ()
    """Positions held, and of which country or organization; sorted."""
    published: date | None = None


class Outcome(StrEnum):
    """Whether two actors are one."""

    SAME = "Same"
    UNSURE = "Unsure"
    DIFFERENT = "Different"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two actors that may be one: what was concluded, how surely, and why."""

    left: str
    """Key of an actor as articles name it."""
    right: str
    outcome: Outcome
    score: float
    """From 0, surely two, to 1, surely one."""
    reasons: tuple[str, ...]
    decided: bool = False
    """Whether an analyst decided it."""


@dataclass(frozen=True, slots=True)
class EventReport:
    """What one article says of one event, and what joining needs to know of the article."""

    article: str
    event: AnyEvent
    """The event as this article alone tells it; its key names its node in the article's graph as it stands."""
    published: date | None = None
    run: str = ""
    """Key of the run that read the article."""

    @property
    def key(self) -> str:
        """Key of the node in the article's graph as it stands."""
        return self.event.key

    @property
    def kind(self) -> str:
        """``meeting``, ``visit`` or ``agreement``."""
        return type(self.event).__name__.lower()

    @property
    def parties(self) -> tuple[str, ...]:
        """Participants, visitors or parties."""
        event = self.event
        if isinstance(event, Meeting):
            return event.participants
        return event.visitors if isinstance(event, Visit) else event.parties

    @property
    def offset(self) -> int:
        """Where in the article the first evidence starts: tells two events of one article apart."""
        return min((e.span.start for e in self.event.evidence), default=0)

    @property
    def earliest(self) -> date | None:
        """First day on which it can have happened."""
        return self.event.period.earliest if self.event.period else None

    @property
    def latest(self) -> date | None:
        """Last day on which it can have happened."""
        return self.event.period.latest if self.event.period else None

    @property
    def status(self) -> str:
        """Local name of how far the event has come."""
        return self.event.status.value

    @property
    def mode(self) -> str | None:
        """Local name of how the participants of a meeting met."""
        return self.event.mode.value if isinstance(self.event, Meeting) and self.event.mode else None

    @property
    def where(self) -> Place | str | None:
        """The place of a meeting, the destination of a visit: a place, or the key of a country."""
        event = self.event
        return event.place if isinstance(event, Meeting) else event.destination if isinstance(event, Visit) else None

    @property
    def country(self) -> str | None:
        """ISO code of where it was; of a visit to a place whose country is not known, the place's key."""
        if isinstance(self.where, Place):
            return self.where.country or (self.where.key if isinstance(self.event, Visit) else None)
        return self.where.removeprefix("country/") if self.where else None

    @property
    def label(self) -> str:
        """The name of an agreement."""
        return self.event.label if isinstance(self.event, Agreement) else ""


@dataclass(frozen=True, slots=True)
class UndertakingReport:
    """A delivery or release that one article tells of."""

    article: str
    undertaking: Undertaking
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """One event that several articles tell of: what they tell together, and who tells it."""

    event: AnyEvent
    """The consensus, under the key that all share; without evidence of its own."""
    reports: tuple[tuple[str, EventReport], ...]
    """Each article's report, under the key of its own node; sorted."""
