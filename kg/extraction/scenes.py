"""Scenes: what a story tells on without a day or place of its own belongs to the scene told before.

"On Monday A met B in Lima. He also met C." tells of two meetings on one day and in one place; so does "A flew to
Lima on Monday. He met B of Peru."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import carried_by, governor
from kg.extraction.mentions import Mentioned, is_news
from kg.extraction.trips import Trip
from kg.keys import key
from kg.model import Mode, Period, Place, Status

_FAR_APART = {Mode.CALL, Mode.VIDEO}


def settle(context: Context, found: Sequence[Mentioned], trips: Sequence[Trip]) -> None:
    """Give every meeting told without a day or place that of its trip, or of the meeting that the story goes on from.

    The article's own event, told with neither, was held on the day of the paper and at the place of the article.
    """
    for number, mention in enumerate(found):
        trip = _trip_of(context, mention, trips)
        before = next((m for m in reversed(found[:number]) if _goes_on(context, m, mention)), None)
        if mention.period is None and not mention.vague and mention.status is Status.HELD:
            mention.period = _day(context, mention, trip, before)
            news = number == 0 or (is_news(context, mention) and not _is_earlier(mention))
            if mention.period is None and news:
                mention.period = context.fallback()
        undated = mention.period is None and mention.status is Status.PLANNED
        if undated and trip is not None and trip.status is not Status.HELD:
            mention.period = _rest_of(context, trip)
        if mention.place is None and mention.mode not in _FAR_APART:
            own = number == 0 and _is_today(context, mention)
            mention.place = _place(context, mention, trip, before, _article_place(context) if own else None)


def _day(context: Context, mention: Mentioned, trip: Trip | None, before: Mentioned | None) -> Period | None:
    on_trip = trip is not None and (trip.trigger.sent == mention.trigger.sent or _is_narrated(context, mention))
    period = trip.period if trip is not None and on_trip else None
    return period or (before.period if before is not None else None)


def _rest_of(context: Context, trip: Trip) -> Period | None:
    """What is planned on a trip that is going on, is for the days that remain."""
    period, today = trip.period, context.published
    if period is None or trip.status is not Status.ONGOING or today is None:
        return period
    inside = period.earliest is not None and period.latest is not None and period.earliest <= today <= period.latest
    return replace(period, earliest=today) if inside else period


def _place(
    context: Context, mention: Mentioned, trip: Trip | None, before: Mentioned | None, own: Place | None
) -> Place | None:
    """The closest place that is known; the country of a trip comes last."""
    together = before is not None and before.mode not in _FAR_APART and before.period == mention.period
    near = trip.destination if trip is not None and not isinstance(trip.destination, str) else None
    scene = before.place if before is not None and together else None
    return near or scene or own or (destination(context, trip.destination) if trip is not None else None)


def destination(context: Context, where: Place | str) -> Place | None:
    """Where a visit led, as a place: a country is one, where nothing closer is told."""
    if not isinstance(where, str):
        return where
    code = where.removeprefix("country/")
    country = context.schema.countries.get(code)
    return Place(key("place", country.names[0]), country.names[0], code) if country is not None else None


def _trip_of(context: Context, mention: Mentioned, trips: Sequence[Trip]) -> Trip | None:
    """The trip on which somebody met those of its country, or else the one that the same sentence tells.

    Whoever met people of two countries to which they travelled met them in either.
    """
    own = [t for t in trips if _may_be_on(t, mention) and not _is_long_before(context, t, mention)]
    at_home = [t for t in own if _is_met_at_home(context, t, mention)]
    if len({t.country for t in at_home}) > 1:
        return None
    beside = [t for t in own if t.trigger.sent == mention.trigger.sent]
    return max(at_home or beside, key=lambda t: (t.trigger.i < mention.trigger.i, t.trigger.i), default=None)


def _may_be_on(trip: Trip, mention: Mentioned) -> bool:
    """Whether a trip told before a meeting has its traveller, its plan and its day."""
    same = trip.status is Status.ONGOING or (trip.status is Status.PLANNED) == (mention.status is Status.PLANNED)
    arrived = trip.trigger.lemma_ in {"arrive", "land"} and trip.trigger.sent == mention.trigger.sent
    same = same or (arrived and mention.status is Status.PLANNED and mention.period is None)
    apart = trip.period is not None and trip.period.overlaps(mention.period) is False
    told = trip.trigger.sent.start <= mention.trigger.i
    return same and told and not apart and bool(set(trip.visitors) & set(mention.participants))


def _is_long_before(context: Context, trip: Trip, mention: Mentioned) -> bool:
    """ "met Putin, weeks after visiting Kyiv": not on that visit."""
    timed = any(d.of == trip.trigger.i for d in context.annotated.dates)
    return timed and mention.trigger in trip.trigger.ancestors


def _is_met_at_home(context: Context, trip: Trip, mention: Mentioned) -> bool:
    hosts = {context.annotated.country_of(p) for p in mention.participants if p not in trip.visitors}
    return f"country/{trip.country}" in hosts


def _goes_on(context: Context, before: Mentioned, mention: Mentioned) -> bool:
    """Whether a meeting is told on from another, of one who took part in both."""
    people = {p for p in before.participants if p.startswith("person/")}
    return (
        before.status is mention.status is Status.HELD
        and not (before.vague or mention.vague)
        and bool(people & set(mention.participants))
        and _is_narrated(context, mention)
    )


def _is_narrated(context: Context, mention: Mentioned) -> bool:
    """Told by a main verb in the simple past, in the reporter's own words: "met", "held talks", "the talks began"."""
    trigger = mention.trigger
    verb = trigger if trigger.pos_ == "VERB" else governor(trigger, context.carrying) or carried_by(trigger)
    return verb is not None and trigger.i not in context.quoted and _is_told(verb)


def _is_told(verb: Token) -> bool:
    while verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return verb.dep_ in {"ROOT", "ccomp"} and _is_simple_past(verb)


def _is_simple_past(verb: Token) -> bool:
    """ "met", "was received", and not "had met"."""
    finite = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    return not _is_pluperfect(verb) and any(t.tag_ == "VBD" for t in finite)


def _is_earlier(mention: Mentioned) -> bool:
    """ "They had met before": told by a main verb as what had been before the news."""
    return mention.trigger.dep_ in {"ROOT", "conj"} and _is_pluperfect(mention.trigger)


def _is_pluperfect(verb: Token) -> bool:
    return any(c.lower_ in {"had", "'d", "’d"} and c.dep_ == "aux" for c in verb.children)


def _is_today(context: Context, mention: Mentioned) -> bool:
    return mention.period is not None and mention.period.earliest == context.published


def _article_place(context: Context) -> Place | None:
    """The place that the source gives for its own event: "The Kremlin, Moscow"."""
    text = context.annotated.article.place
    if not text:
        return None
    name = text.strip().removeprefix("The ").removeprefix("the ")
    country = next(
        (
            c.code
            for c in context.schema.countries.values()
            if any(part.strip() in (*c.capitals, *c.places, *c.names, *c.metonyms) for part in text.split(","))
        ),
        None,
    )
    return Place(key("place", name), name, country)
