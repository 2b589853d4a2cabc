"""Visits: who travelled where on an official trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Token

from kg.annotation.dates import absolute
from kg.extraction.context import Context
from kg.extraction.grammar import fillers, governor, is_passive, objects, subjects
from kg.extraction.modality import Modality, Unreal, settled
from kg.model import Basis, Evidence, Meeting, Mode, Period, Place, Status, Visit
from kg.ontology import Frame

_MOST_AT_A_VISIT = 4
"""More people than that meet at a summit."""
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5, "one": 1}


@dataclass(slots=True)
class Trip:
    """A visit as mentioned, once or several times."""

    visitors: list[str]
    destination: Place | str
    country: str | None
    status: Status
    certainty: float
    evidence: list[Evidence]
    trigger: Token
    period: Period | None = None
    days: int | None = None


def visits(context: Context, modality: Modality, meetings: list[Meeting]) -> list[Visit]:
    """All visits of the article; a visit told without a date takes that of the meeting it was made for."""
    found: list[Trip] = []
    for token in context.annotated.doc:
        for frame in context.lexicon.frames("Visit", token):
            trip = _trip(context, modality, token, frame)
            if trip is None:
                continue
            same = next((t for t in found if _same(t, trip)), None)
            if same is None:
                found.append(trip)
            else:
                _merge(same, trip)
            break
    found += [t for m in meetings for t in _received(context, m) if not any(_same(t, other) for other in found)]
    abroad = [trip for trip in found if not _is_at_home(context, trip)]
    return [_finish(context, trip, number, meetings) for number, trip in enumerate(abroad)]


def _received(context: Context, meeting: Meeting) -> list[Trip]:
    """Who met abroad those whose country it is, was on a visit there."""
    place = meeting.place
    people = [p for p in meeting.participants if p.startswith("person/")]
    if meeting.mode is not Mode.IN_PERSON or meeting.status is Status.CANCELLED or place is None or not place.country:
        return []
    home = f"country/{place.country}"
    hosts = [p for p in people if context.annotated.country_of(p) == home]
    guests = [p for p in people if context.annotated.country_of(p) not in {None, home}]
    if not hosts or not guests or len(people) > _MOST_AT_A_VISIT:
        return []
    evidence = [e for e in meeting.evidence if place.name in context.annotated.doc.text[e.span.start : e.span.end]]
    if not evidence:
        return []
    inside = context.annotated.doc.char_span(evidence[0].span.start, evidence[0].span.end, alignment_mode="expand")
    if inside is None:
        return []
    trigger = inside[0]
    return [
        Trip(
            guests,
            place,
            place.country,
            meeting.status,
            meeting.confidence * 0.8,
            evidence[:1],
            trigger,
            meeting.period,
        )
    ]


def _is_at_home(context: Context, trip: Trip) -> bool:
    """Travel within one's own country is no visit, unless in foreign company."""
    home = f"country/{trip.country}"
    return trip.country is not None and all(context.annotated.country_of(v) == home for v in trip.visitors)


def _trip(context: Context, modality: Modality, token: Token, frame: Frame) -> Trip | None:
    if token.i in context.annotated.at:
        return None
    visitors: dict[str, float] = {}
    for grammar in frame.grammar_of("visitor"):
        for filler in fillers(token, grammar, context.light):
            for actor, certainty in context.who.actors(filler):
                if actor.startswith(("person/", "country/")):
                    visitors.setdefault(actor, certainty)
    if not visitors:
        relative = _relative_visitors(context, token)
        visitors.update(relative)
    if token.dep_ == "amod":
        return _visiting(context, token, frame)
    if frame.name == "frame/stay" and not _is_stay(context, token, visitors):
        return None
    if not visitors and token.pos_ == "VERB" and not is_passive(token):
        visitors.update(context.who.before(token))
    where = _destination(context, token, frame)
    invited = "leaves" in frame.features
    if invited:
        where = _invited_to(context, token)
    if where is None:
        return None
    destination, country = where
    visitors = {v: c for v, c in visitors.items() if v.startswith("person/")} or visitors
    if not visitors or any(v == destination for v in visitors):
        context.gap(token, frame.name, "no visitor found")
        return None
    verb = token if token.pos_ in {"VERB", "AUX"} else governor(token, context.light)
    status = Status.PLANNED if invited else modality.status(token, verb)
    if isinstance(status, Unreal):
        context.gap(token, frame.name, f"{status.value}: not told as a fact")
        return None
    core = [token] if verb is None or verb == token else [token, verb]
    if token.dep_ == "relcl" or (verb is not None and verb.dep_ == "relcl"):
        status = Status.ONGOING if status is Status.HELD and _present(verb or token) else status
    elif status is Status.HELD and verb is not None and _present(verb):
        status = Status.ONGOING
    period = context.period(context.date_of(core))
    if status is Status.ONGOING and token.tag_ in {"VBZ", "VBP"} and period is not None and period.text:
        coming = absolute(period.text, context.published, True)
        if coming is not None:
            status, period = Status.PLANNED, Period(*coming, text=period.text, basis=period.basis)
    return Trip(
        visitors=list(visitors),
        destination=destination,
        country=country,
        status=status,
        certainty=min(visitors.values()) * frame.confidence,
        evidence=[context.sentence_evidence(token, frame.name)],
        trigger=token,
        period=period,
        days=_length(token),
    )


def _visiting(context: Context, token: Token, frame: Frame) -> Trip | None:
    """ "received visiting Foreign Minister X": a visit to the country of those who receive."""
    guests = {a: c for a, c in context.who.actors(token.head) if a.startswith("person/")}
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if token.lower_ != "visiting" or not guests or verb is None:
        return None
    hosts = [
        context.annotated.country_of(a) for t in [*subjects(verb), *objects(verb)] for a, _ in context.who.actors(t)
    ]
    abroad = [c for c in hosts if c and c not in {context.annotated.country_of(a) for a in guests}]
    if not abroad:
        return None
    return Trip(
        visitors=list(guests), destination=abroad[0], country=abroad[0].removeprefix("country/"), status=Status.ONGOING,
        certainty=min(guests.values()) * frame.confidence, evidence=[context.sentence_evidence(token, frame.name)],
        trigger=token, period=context.period(context.date_of([token, verb])),
    )  # fmt: skip


def _is_stay(context: Context, token: Token, visitors: dict[str, float]) -> bool:
    """ "who was in New Delhi in July": a person abroad, at a time that is told."""
    return any(v.startswith("person/") for v in visitors) and context.date_of([token]) is not None


def _present(verb: Token) -> bool:
    return verb.tag_ in {"VBZ", "VBP"} or (
        verb.tag_ == "VBG" and any(c.tag_ in {"VBZ", "VBP"} for c in verb.children if c.dep_ == "aux")
    )


def _length(token: Token) -> int | None:
    """ "two-day" before the noun."""
    words = [t.lower_ for t in token.subtree if t.i < token.i]
    for word, nxt in zip(words, words[2:], strict=False):
        if word in _DAYS and nxt == "day":
            return _DAYS[word]
    return None


def _relative_visitors(context: Context, token: Token) -> dict[str, float]:
    """ "Modi, who is on a two-day visit to Russia": the visitor is whom the clause is about."""
    head = token.head
    while head != head.head and head.pos_ not in {"VERB", "AUX"}:
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return {}
    if token.dep_ == "pobj" and token.head.lower_ in {"on", "during"}:
        return {a: c * 0.9 for t in subjects(head) for a, c in context.who.actors(t) if a.startswith("person/")}
    return {}


def _destination(context: Context, token: Token, frame: Frame) -> tuple[Place | str, str | None] | None:
    for grammar in frame.grammar_of("destination"):
        for filler in fillers(token, grammar, context.light):
            found = _where(context, filler)
            if found:
                return found
    return None


def _where(context: Context, filler: Token) -> tuple[Place | str, str | None] | None:
    country = context.who.country(filler)
    if country:
        return country, country.removeprefix("country/")
    place = context.who.place(filler)
    if place:
        return place, place.country
    if filler.lemma_ == "capital":
        for child in filler.subtree:
            mention = context.annotated.at.get(child.i)
            if mention and mention.actor.startswith("country/"):
                return mention.actor, mention.actor.removeprefix("country/")
    return None


def _invited_to(context: Context, token: Token) -> tuple[Place | str, str | None] | None:
    """ "invited X to visit India": the place of the visit that the invitation is for."""
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.lemma_ in {"visit", "come", "travel", "pay"}:
            for filler in [*fillers(child, "object"), *fillers(child, "prep:to")]:
                found = _where(context, filler)
                if found:
                    return found
                for deeper in fillers(filler, "prep:to"):
                    found = _where(context, deeper)
                    if found:
                        return found
    return None


def _same(a: Trip, b: Trip) -> bool:
    if not set(a.visitors) & set(b.visitors) or (a.status is Status.PLANNED) != (b.status is Status.PLANNED):
        return False
    if a.period is not None and a.period.overlaps(b.period) is False:
        return False
    return (a.country is not None and a.country == b.country) or a.destination == b.destination


def _merge(trip: Trip, other: Trip) -> None:
    trip.evidence += other.evidence
    trip.days = trip.days or other.days
    trip.period = trip.period or other.period
    if isinstance(trip.destination, str) and not isinstance(other.destination, str):
        trip.destination = other.destination
    if other.status is Status.ONGOING:
        trip.status = Status.ONGOING
    trip.visitors += [v for v in other.visitors if v not in trip.visitors]


def _finish(context: Context, trip: Trip, number: int, meetings: list[Meeting]) -> Visit:
    period = trip.period or _from_meeting(context, trip, meetings)
    if period is None and trip.status in {Status.HELD, Status.ONGOING} and number == 0 and _told_as_news(trip):
        period = context.fallback()
    return Visit(
        key=f"visit/{number}",
        evidence=tuple(dict.fromkeys(trip.evidence)),
        confidence=round(trip.certainty, 2),
        visitors=tuple(sorted(trip.visitors)),
        destination=trip.destination,
        period=period,
        status=settled(trip.status, period, context.published),
    )


def _told_as_news(trip: Trip) -> bool:
    return not any(c.lower_ in {"recent", "last", "previous", "next", "upcoming"} for c in trip.trigger.children)


def _from_meeting(context: Context, trip: Trip, meetings: list[Meeting]) -> Period | None:
    if trip.status is Status.PLANNED:
        return None
    for meeting in meetings:
        if (
            not set(meeting.participants) & set(trip.visitors)
            or meeting.period is None
            or meeting.period.earliest is None
        ):
            continue
        if meeting.place is not None and trip.country and meeting.place.country not in {None, trip.country}:
            continue
        start = meeting.period.earliest
        if trip.days:
            return Period(start, start + timedelta(days=trip.days - 1), meeting.period.text, Basis.RELATIVE)
        return meeting.period
    return None
