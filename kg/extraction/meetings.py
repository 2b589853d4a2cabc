"""Meetings: who met whom, when, where and how.

Every word that evokes a meeting gives a mention; mentions of one event within the article are then
put together, so that "the talks" and "after the dinner" do not become meetings of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.delegations import name_leaders
from kg.extraction.grammar import fillers
from kg.extraction.mentions import Mentioned, mention_of
from kg.extraction.merging import is_tighter, joined, merge, same_event
from kg.extraction.modality import Modality, settled
from kg.extraction.participants import without_represented
from kg.extraction.scenes import settle
from kg.extraction.trips import Trip
from kg.model import Basis, Meeting, Mode, Status

_EACH = {"separately", "bilaterally", "individually", "separate", "bilateral", "individual", "one-on-one"}
"""Words by which one who meets several meets each of them."""
_COUNTED = {"meeting", "call", "conversation"}
"""Events that are counted: bilateral talks or consultations may be held with many together."""


def meetings(context: Context, modality: Modality, trips: Sequence[Trip]) -> list[Meeting]:
    """All meetings of the article; those held on one of its trips take day and place from it."""
    found: list[Mentioned] = []
    left: list[Mentioned] = []
    for token in context.annotated.doc:
        for frame in context.lexicon.frames("Meeting", token):
            mention = mention_of(context, modality, token, frame, _main_day(found))
            if mention is None:
                continue
            _as_spoken(context, mention, found)
            _of_series(context, mention, found)
            apart = _apart(context, token, mention)
            if apart:
                found += apart
                break
            target = same_event(context, found, mention)
            if target is not None:
                merge(target, mention)
            elif len(mention.participants) >= 2:
                found.append(mention)
            else:
                context.gap(token, frame.name, "fewer than two participants found")
                left.append(mention)
                continue
            break
    for mention in left:
        _add_to_known(context, found, mention)
    name_leaders(context, found)
    settle(context, found, trips)
    return [_finish(context, m, n) for n, m in enumerate(joined(context, found))]


def _of_series(context: Context, mention: Mentioned, found: list[Mentioned]) -> None:
    """ "Talks of A and B ended. A second round will be held in C": those of the talks that go on."""
    numbered = {c.lower_ for c in mention.trigger.children} & context.schema.word_set("in-series")
    told = mention.place is not None or mention.period is not None
    of_another = any(c.lower_ == "of" for c in mention.trigger.children)
    if mention.participants or not numbered or not told or mention.trigger.pos_ != "NOUN" or of_another:
        return
    series = [m for m in found if m.words & {*mention.words, "round", "talk", "negotiation", "consultation", "session"}]
    states = max((context.annotated.states_of(m.participants) for m in series), key=len, default=set())
    if len(states) >= 2:
        mention.participants = sorted(states)
        mention.certainty *= 0.85


def _main_day(found: list[Mentioned]) -> date | None:
    """The day of the last held event told so far: "the next day" counts from it."""
    days = [
        m.period.earliest
        for m in found
        if m.status is Status.HELD and m.period and m.period.earliest == m.period.latest
    ]
    return days[-1] if days else None


def _as_spoken(context: Context, mention: Mentioned, found: list[Mentioned]) -> None:
    """ "Tomorrow" in a quotation counts from the day it was spoken, not from the day of the paper."""
    period = mention.period
    if period is None or period.earliest is None or period.latest is None or period.basis is not Basis.RELATIVE:
        return
    day = context.spoken_on(mention.trigger, [(m.place, m.period) for m in found if m.status is Status.HELD])
    if day is not None and context.published is not None and period.earliest == period.latest:
        shift = day - context.published
        mention.period = replace(period, earliest=period.earliest + shift, latest=period.latest + shift)


def _apart(context: Context, token: Token, mention: Mentioned) -> list[Mentioned]:
    """ "received both ministers separately", "spoke by phone with both A and B": a meeting with each."""
    doers = fillers(token, "subject", context.carrying)
    hosts = [a for t in doers for a, _ in context.who.actors(t) if a in mention.participants]
    guests = [p for p in mention.participants if p not in hosts]
    each = not _EACH.isdisjoint(t.lower_ for t in token.subtree)
    both = mention.mode is Mode.CALL and any(t.lower_ == "both" for t in token.subtree)
    several = token.tag_ == "NNS" and token.lemma_ in _COUNTED and any(c.lower_ in _EACH for c in token.children)
    one = token.pos_ == "VERB" or several
    if len(hosts) != 1 or len(guests) < 2 or not one or not (each or both):
        return []
    return [
        replace(mention, participants=[hosts[0], guest], evidence=list(mention.evidence), sectors=set(mention.sectors))
        for guest in guests
    ]


def _add_to_known(context: Context, found: list[Mentioned], mention: Mentioned) -> None:
    """ "met on 3 March for the UK-France Summit": one of the two is known, and the time lies within the event's."""
    states = context.annotated.states_of(set(mention.participants))
    for event in found:
        if not all(p.startswith("country/") for p in event.participants):
            continue
        within = event.period is not None and event.period.overlaps(mention.period) and event.status is mention.status
        fits = (
            states and states <= context.annotated.states_of(set(event.participants)) and mention.trigger.pos_ == "VERB"
        )
        if within and fits and is_tighter(mention.period, event.period):
            event.period = mention.period
            event.mode = event.mode or mention.mode


def _finish(context: Context, mention: Mentioned, number: int) -> Meeting:
    period = mention.period
    mode = mention.mode or Mode.IN_PERSON
    certainty = mention.certainty * (0.85 if period is None or period.basis is Basis.PUBLICATION_FALLBACK else 1.0)
    return Meeting(
        key=f"meeting/{number}",
        evidence=tuple(dict.fromkeys(mention.evidence)),
        confidence=round(certainty, 2),
        participants=tuple(sorted(without_represented(context, mention.participants))),
        period=period,
        host=mention.host,
        place=mention.place,
        mode=mode,
        status=settled(mention.status, period, context.published),
        sectors=tuple(sorted(mention.sectors)),
    )
