"""What several articles tell of one event together: one date, place and mode, and their contradictions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.linking import link
from kg.linking.consensus import settle
from kg.model import AnyEvent, Basis, EventReport, Evidence, Meeting, Mode, Period, Place, Span, Status, Visit

KEY = "meeting/one"
MONDAY = date(2024, 7, 8)
MOSCOW = Place("place/Moscow", "Moscow", "RU")
PARIS = Place("place/Paris", "Paris", "FR")
SPOT = (Evidence(Span(0, 3), Span(0, 9), "frame/meet"),)


def _met(article: str, first: date | None = MONDAY, last: date | None = None, **rest: Any) -> EventReport:
    period = Period(first, last or first, "words", rest.pop("basis", Basis.EXPLICIT)) if first else None
    known: dict[str, Any] = {"confidence": 0.8, "participants": ("country/IN", "country/RU")} | rest
    return EventReport(article, Meeting(key=f"meeting/{article}", evidence=SPOT, period=period, **known))


def _together(*reports: EventReport) -> Meeting:
    event = settle(KEY, sorted(reports, key=lambda r: r.article))
    assert isinstance(event, Meeting)
    return event


def _days(event: AnyEvent) -> tuple[date | None, date | None]:
    assert event.period is not None
    return event.period.earliest, event.period.latest


def test_the_narrowest_time_that_all_allow() -> None:
    """A day, a month and no date at all are no contradiction: the event has the day."""
    event = _together(_met("a", date(2024, 7, 1), date(2024, 7, 31)), _met("b"), _met("c", None))
    assert _days(event) == (MONDAY, MONDAY)
    assert event.told_differently == ()


def test_of_contradicting_times_the_best_supported() -> None:
    """Where two say Monday and one Tuesday, the event was on Monday, and the contradiction is flagged."""
    event = _together(_met("a"), _met("b", MONDAY + timedelta(days=1)), _met("c"))
    assert _days(event) == (MONDAY, MONDAY)
    assert event.told_differently == ("date",)


def test_the_time_keeps_the_words_that_say_it_best() -> None:
    """The words and basis are those of the report that gives just that time."""
    vague = _met("a", date(2024, 7, 1), date(2024, 7, 31), basis=Basis.RELATIVE)
    assert _together(vague, _met("b")).period == Period(MONDAY, MONDAY, "words", Basis.EXPLICIT)


def test_place_mode_and_host_of_the_most() -> None:
    """Place, mode and host are what most articles say; what they contradict each other in is flagged."""
    event = _together(
        _met("a", place=MOSCOW, mode=Mode.IN_PERSON, host="country/RU"),
        _met("b", place=MOSCOW, mode=Mode.IN_PERSON, host="country/RU"),
        _met("c", place=PARIS, mode=Mode.CALL, host="country/IN"),
    )
    assert (event.place, event.mode, event.host) == (MOSCOW, Mode.IN_PERSON, "country/RU")
    assert event.told_differently == ("host", "mode", "place")


def test_what_one_leaves_out_is_no_contradiction() -> None:
    """An article that names no place, mode or host contradicts nobody."""
    event = _together(_met("a"), _met("b", place=MOSCOW, mode=Mode.CALL, host="country/RU"))
    assert (event.place, event.mode, event.host, event.told_differently) == (MOSCOW, Mode.CALL, "country/RU", ())


def test_what_was_planned_was_held() -> None:
    """A plan that another article tells as held was held; a cancellation contradicts it."""
    assert _together(_met("a", status=Status.PLANNED), _met("b")).status == Status.HELD
    assert _together(_met("a", status=Status.CANCELLED), _met("b")).told_differently == ("status",)


def test_a_trip_told_day_by_day() -> None:
    """Days of one visit are all its days, and no contradiction; a rough time is none of them."""

    def went(article: str, first: int, last: int) -> EventReport:
        period = Period(date(2024, 7, first), date(2024, 7, last))
        visit = Visit(key=article, evidence=SPOT, confidence=0.8, visitors=("x",), destination=MOSCOW, period=period)
        return EventReport(article, visit)

    event = settle("visit/one", [went("a", 8, 8), went("b", 9, 9), went("c", 1, 31)])
    assert _days(event) == (date(2024, 7, 8), date(2024, 7, 9))
    assert event.told_differently == ()


days = st.dates(date(2024, 7, 1), date(2024, 7, 9))
reports = st.lists(
    st.builds(
        lambda first, length, place, mode, host: (first, length, place, mode, host),
        days,
        st.integers(0, 5),
        st.sampled_from([None, MOSCOW, PARIS]),
        st.sampled_from([None, *Mode]),
        st.sampled_from([None, "country/IN", "country/RU"]),
    ),
    min_size=2,
    max_size=6,
).map(
    lambda drawn: [
        _met(str(n), first, first + timedelta(days=length), place=place, mode=mode, host=host)
        for n, (first, length, place, mode, host) in enumerate(drawn)
    ]
)


@given(reports, st.randoms(use_true_random=False))
def test_order_does_not_matter(told: list[EventReport], random: Random) -> None:
    """Any order of the reports gives the same nodes and the same consensus."""
    shuffled = list(told)
    random.shuffle(shuffled)
    assert link(shuffled) == link(told)


@given(reports)
def test_the_consensus_is_what_somebody_says(told: list[EventReport]) -> None:
    """Nothing is made up: place, mode and host are told by some report, and the days lie within the days of one."""
    event = _together(*told)
    assert event.place in {r.where for r in told}
    assert event.mode in {r.event.mode for r in told if isinstance(r.event, Meeting)}
    assert event.host in {r.event.host for r in told if isinstance(r.event, Meeting)}
    earliest, latest = _days(event)
    assert earliest is not None
    assert latest is not None
    assert earliest <= latest
    assert any(r.earliest and r.latest and r.earliest <= earliest and latest <= r.latest for r in told)


@given(reports)
def test_alike_reports_give_what_they_say(told: list[EventReport]) -> None:
    """Reports that say the same give just that, and differ in nothing."""
    same = [replace(told[0], article=str(n)) for n in range(3)]
    event = _together(*same)
    assert replace(event, key=told[0].key, evidence=SPOT, confidence=0.8) == told[0].event


def test_confidence_follows_the_independent_sources() -> None:
    """Two sources are surer than one; two articles of one source are as sure as one."""
    two = [_met("a"), _met("b")]
    assert settle(KEY, two).confidence == 0.96
    assert settle(KEY, two, sources={"a": "Wire", "b": "Wire"}).confidence == 0.8
