"""Visits: who travelled where on an official trip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.annotation.dates import absolute
from kg.extraction.context import Context
from kg.extraction.grammar import governor, objects, participles, subjects
from kg.extraction.modality import Modality, Unreal, settled
from kg.extraction.travellers import destinations, visitors
from kg.extraction.trips import Trip, add, is_same, narrowed
from kg.model import Basis, Meeting, Mode, Period, Status, Visit
from kg.ontology import Frame

_MOST_AT_A_VISIT = 4
"""More people than that meet at a summit."""
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5, "one": 1}


def trips(context: Context, modality: Modality) -> list[Trip]:
    """The visits that the article tells of in so many words."""
    found: list[Trip] = []
    for token in context.annotated.doc:
        for frame in context.lexicon.frames("Visit", token):
            told = _trips(context, modality, token, frame)
            for trip in told:
                add(found, trip, context.published)
            if told:
                break
    return [trip for trip in found if not _is_at_home(context, trip)]


def visits(context: Context, told: Sequence[Trip], meetings: Sequence[Meeting]) -> list[Visit]:
    """All visits of the article; a visit told without a date takes that of the meeting it was made for."""
    found = list(told)
    found += [
        t
        for m in meetings
        for t in _received(context, m)
        if not any(is_same(t, other, context.published) for other in found)
    ]
    abroad = [trip for trip in narrowed(found) if not _is_at_home(context, trip)]
    return [_finish(context, trip, trip.trigger == abroad[0].trigger, meetings) for trip in abroad]


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
    told = [(e, context.tokens(e.span)) for e in meeting.evidence]
    placed = [(e, t) for e, t in told if t and place.name in t.text and _tells_of(context, t, guests)]
    if not placed:
        return []
    evidence, trigger = placed[0][0], placed[0][1][0]
    return [
        Trip(
            guests,
            place,
            place.country,
            meeting.status,
            meeting.confidence * 0.8,
            [evidence],
            trigger,
            meeting.period,
        )
    ]


def _tells_of(context: Context, tokens: Tokens, people: Sequence[str]) -> bool:
    """Whether words name some of the people, or refer to them."""
    named = {m.actor for t in tokens if (m := context.annotated.at.get(t.i))}
    meant = {a for t in tokens for a in context.annotated.references.get(t.i, ((), 0.0))[0]}
    spoken = {context.who.first_person.get(t.i) for t in tokens}
    return not (named | meant | spoken).isdisjoint(people)


def _is_at_home(context: Context, trip: Trip) -> bool:
    """Travel within one's own country is no visit, unless in foreign company."""
    home = f"country/{trip.country}"
    return trip.country is not None and all(context.annotated.country_of(v) == home for v in trip.visitors)


def _trips(context: Context, modality: Modality, token: Token, frame: Frame) -> list[Trip]:
    """What one word tells of: a visit for each of its destinations."""
    if token.i in context.annotated.at or _is_count(token):
        return []
    if token.dep_ == "amod":
        return _visiting(context, token, frame)
    where = destinations(context, token, frame)
    travelling = visitors(context, token, frame)
    if not where or (frame.name == "frame/stay" and not _is_stay(context, token, travelling)):
        return []
    if not travelling or any(place in travelling for place, _ in where):
        context.gap(token, frame.name, "no visitor found")
        return []
    verb = token if token.pos_ in {"VERB", "AUX"} else governor(token, context.light)
    status = Status.PLANNED if "leaves" in frame.features else modality.status(token, verb)
    if isinstance(status, Unreal):
        context.gap(token, frame.name, f"{status.value}: not told as a fact")
        return []
    if token.i in context.turns and frame.name == "frame/welcome-to" and status is Status.HELD:
        status = Status.ONGOING  # "Let me welcome you to Lima"
    status, period = _when(context, token, verb, _declared(frame, status))
    return [
        Trip(
            visitors=list(travelling),
            destination=destination,
            country=country,
            status=status,
            certainty=min(travelling.values()) * frame.confidence,
            evidence=[context.sentence_evidence(token, frame.name)],
            trigger=token,
            period=period,
            days=_length(token),
        )
        for destination, country in where
    ]


def _is_count(token: Token) -> bool:
    """ "has made 19 trips to China": how often, and no trip that is told."""
    return token.tag_ == "NNS" and any(c.dep_ == "nummod" for c in token.children)


def _declared(frame: Frame, status: Status) -> Status:
    """The status that the frame itself declares ("is expected in"), where nothing says otherwise."""
    return Status.PLANNED if status is Status.HELD and frame.features.get("status") == "Planned" else status


def _when(context: Context, token: Token, verb: Token | None, status: Status) -> tuple[Status, Period | None]:
    """The time of a visit; what is told in the present tense is going on, or to come where its day is to come."""
    core = [token] if verb is None or verb == token else [token, verb]
    if token.dep_ == "relcl" or (verb is not None and verb.dep_ == "relcl"):
        status = Status.ONGOING if status is Status.HELD and _present(verb or token) else status
    elif status is Status.HELD and verb is not None and _present(verb):
        status = Status.ONGOING
    core += participles(context.light | context.schema.word_set("planning"), token)
    period = context.period(context.date_of(core))
    to_come = status in {Status.ONGOING, Status.PLANNED} and _present(verb or token)
    if to_come and period is not None and period.text:
        if period.overlaps(context.fallback()):
            return status, period
        coming = absolute(period.text, context.published, True)
        if coming is not None:
            return Status.PLANNED, Period(*coming, text=period.text, basis=period.basis)
    return status, period


def _visiting(context: Context, token: Token, frame: Frame) -> list[Trip]:
    """ "received visiting Foreign Minister X": a visit to the country of those who receive."""
    guests = {a: c for a, c in context.who.actors(token.head) if a.startswith("person/")}
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if token.lower_ != "visiting" or not guests or verb is None:
        return []
    hosts = [
        context.annotated.country_of(a) for t in [*subjects(verb), *objects(verb)] for a, _ in context.who.actors(t)
    ]
    abroad = [c for c in hosts if c and c not in {context.annotated.country_of(a) for a in guests}]
    if not abroad:
        return []
    return [Trip(
        visitors=list(guests), destination=abroad[0], country=abroad[0].removeprefix("country/"), status=Status.ONGOING,
        certainty=min(guests.values()) * frame.confidence, evidence=[context.sentence_evidence(token, frame.name)],
        trigger=token, period=context.period(context.date_of([token, verb])),
    )]  # fmt: skip


def _is_stay(context: Context, token: Token, travelling: dict[str, float]) -> bool:
    """ "who was in New Delhi in July", "is in Paris for talks": a person abroad, at a time or for a purpose told."""
    purpose = any(c.lower_ in {"for", "on"} and c.dep_ == "prep" for c in token.children)
    told = context.date_of([token]) is not None or (purpose and _present(token))
    return told and any(v.startswith("person/") for v in travelling)


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


def _finish(context: Context, trip: Trip, first: bool, meetings: Sequence[Meeting]) -> Visit:
    period = trip.period or _from_meeting(context, trip, meetings)
    if period is None and trip.status in {Status.HELD, Status.ONGOING} and first and _told_as_news(trip):
        period = context.fallback()
    return Visit(
        key="visit/0",
        evidence=tuple(dict.fromkeys(trip.evidence)),
        confidence=round(trip.certainty, 2),
        visitors=tuple(sorted(trip.visitors)),
        destination=trip.destination,
        period=period,
        status=settled(trip.status, period, context.published),
    )


def _told_as_news(trip: Trip) -> bool:
    """Whether a visit without a date may be that day's news: no "last" one, and none that had been made before."""
    words = {c.lower_ for c in trip.trigger.children}
    return words.isdisjoint({"recent", "last", "previous", "next", "upcoming", "had"})


def _from_meeting(context: Context, trip: Trip, meetings: Sequence[Meeting]) -> Period | None:
    """The time of the meeting that a visit was made for."""
    if trip.status is Status.PLANNED:
        return None
    for meeting in meetings:
        start = meeting.period.earliest if meeting.period is not None else None
        if start is None or not _made_for(context, trip, meeting):
            continue
        if trip.days:
            return Period(start, start + timedelta(days=trip.days - 1), None, Basis.RELATIVE)
        return meeting.period
    return None


def _made_for(context: Context, trip: Trip, meeting: Meeting) -> bool:
    """Whether the visitor took part in a meeting there, or their state did beside that of the place."""
    if meeting.mode in {Mode.CALL, Mode.VIDEO}:
        return False
    if meeting.place is not None and trip.country and meeting.place.country not in {None, trip.country}:
        return False
    present = set(meeting.participants)
    states = {context.annotated.country_of(v) for v in trip.visitors} | {f"country/{trip.country}"}
    return bool(present & set(trip.visitors)) or (len(states) > 1 and states <= present)
