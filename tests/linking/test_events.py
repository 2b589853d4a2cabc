"""Joining: one real event is one node, whatever the order and whoever tells of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.linking import join
from kg.model import (
    Agreement,
    AgreementStatus,
    EventReport,
    Evidence,
    Meeting,
    Mode,
    Period,
    Place,
    Span,
    Status,
    Visit,
)

MODI_PUTIN = ("person/Narendra_Modi", "person/Vladimir_Putin")
MONDAY = date(2024, 7, 8)


def _report(article: str, day: date | None = MONDAY, last: date | None = None, **rest: Any) -> EventReport:
    """A report of a meeting of Modi and Putin: of one day, of several, or undated."""
    known = {"kind": "meeting", "parties": MODI_PUTIN, "offset": 0, "published": date(2024, 7, 10)} | rest
    return told(article, day, last or day, **known)


def told(
    article: str,
    earliest: date | None,
    latest: date | None,
    *,
    kind: str,
    parties: tuple[str, ...],
    offset: int,
    published: date | None,
    status: str = "Held",
    mode: str | None = None,
    country: str | None = None,
    label: str = "",
) -> EventReport:
    """A report of a meeting, visit or agreement."""
    span = Span(offset, offset + 9)
    common: dict[str, Any] = {
        "key": f"{kind}/{article}/{offset}",
        "evidence": (Evidence(span, span, "frame/any"),),
        "confidence": 0.8,
        "period": Period(earliest, latest) if earliest else None,
    }
    place = Place(f"place/{country}", country, country) if country else None
    if kind == "meeting":
        meeting = Meeting(participants=parties, status=Status(status), mode=Mode(mode) if mode else None, **common)
        return EventReport(article, replace(meeting, place=place), published)
    if kind == "visit":
        where = f"country/{country}" if country else Place("place/Nowhere", "Nowhere")
        return EventReport(
            article, Visit(visitors=parties, destination=where, status=Status(status), **common), published
        )
    stage = AgreementStatus(status) if status in list(AgreementStatus) else AgreementStatus.SIGNED
    return EventReport(article, Agreement(parties=parties, label=label, status=stage, **common), published)


def stored(report: EventReport, keys: dict[tuple[str, str], str]) -> EventReport:
    """The report as a store has it: under the key that it was given."""
    return replace(report, event=replace(report.event, key=keys[report.article, report.key]))


def _july(article: str, **rest: Any) -> EventReport:
    """A report that says "this month"."""
    return _report(article, date(2024, 7, 1), date(2024, 7, 31), **rest)


def _groups(*reports: EventReport) -> set[frozenset[str]]:
    """Which reports are told to be one event, as ``article@offset``."""
    events: dict[str, set[str]] = {}
    keys = join(reports)
    for report in reports:
        events.setdefault(keys[report.article, report.key], set()).add(f"{report.article}@{report.offset}")
    return {frozenset(names) for names in events.values()}


def _apart(*names: str) -> set[frozenset[str]]:
    return {frozenset({name}) for name in names}


# ---------------------------------------------------------------- properties
days = st.dates(date(2024, 7, 1), date(2024, 7, 6))


@st.composite
def _reports(draw: st.DrawFn) -> list[EventReport]:
    """Reports of a few articles about a few events, dated, vague or undated."""
    found: dict[tuple[str, int], EventReport] = {}
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["meeting", "visit", "agreement"]))
        article = draw(st.sampled_from("abcd"))
        offset = draw(st.integers(0, 5)) * 10 + number * 100
        first = draw(days)
        length = draw(st.sampled_from([0, 0, 0, 1, 3, 40]))
        dated = draw(st.integers(0, 3)) > 0
        report = told(
            article,
            first if dated else None,
            first + timedelta(days=length) if dated else None,
            kind=kind,
            parties=draw(st.sampled_from([MODI_PUTIN, ("country/IN", "country/RU"), ("person/A",)])),
            offset=offset,
            published=draw(st.sampled_from([None, date(2024, 7, 8), date(2024, 8, 1)])),
            status=draw(st.sampled_from(["Held", "Held", "Ongoing", "Planned", "Cancelled"])),
            mode=draw(st.sampled_from([None, "InPerson", "Call", "Video"])) if kind == "meeting" else None,
            country=draw(st.sampled_from([None, "IN", "RU"])) if kind != "agreement" else None,
            label=draw(st.sampled_from(["treaty", "Treaty", "loan"])) if kind == "agreement" else "",
        )
        found[article, offset] = report
    return list(found.values())


@given(_reports(), st.randoms(use_true_random=False))
def test_order_does_not_matter(reports: list[EventReport], random: Random) -> None:
    """Any order of the reports gives every one of them the same key."""
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert join(shuffled) == join(reports)


@given(_reports())
def test_joining_again_changes_nothing(reports: list[EventReport]) -> None:
    """Reports that bear the keys they were given, as a store holds them, are given the same keys again."""
    keys = join(reports)
    again = [stored(r, keys) for r in reports]
    assert join(again) == {(r.article, r.key): r.key for r in again}


@given(_reports(), st.sampled_from("abcd"))
def test_an_article_that_goes_leaves_no_trace(reports: list[EventReport], gone: str) -> None:
    """Joining what is left of a store after an article went gives what would be had it never come."""
    keys = join(reports)
    left = [r for r in reports if r.article != gone]
    again = join([stored(r, keys) for r in left])
    fresh = join(left)
    assert {(r.article, r.offset): again[r.article, keys[r.article, r.key]] for r in left} == {
        (r.article, r.offset): fresh[r.article, r.key] for r in left
    }


@given(_reports())
def test_every_report_is_given_a_key(reports: list[EventReport]) -> None:
    """Every report is given one key, of its kind, that can stand in an IRI."""
    keys = join(reports)
    assert keys.keys() == {(r.article, r.key) for r in reports}
    for report in reports:
        key = keys[report.article, report.key]
        assert key.startswith(f"{report.kind}/")
        assert re.fullmatch(r"[\w./%~:-]+", key)


@given(_reports())
def test_one_article_tells_events_apart(reports: list[EventReport]) -> None:
    """Two reports of one article are never made one event."""
    keys = join(reports)
    for article in {r.article for r in reports}:
        own = [keys[r.article, r.key] for r in reports if r.article == article]
        assert len(own) == len(set(own))


@given(_reports())
def test_only_the_alike_are_joined(reports: list[EventReport]) -> None:
    """Reports of one event are of one kind and have the same parties, or of a visit some or more of them."""
    keys = join(reports)
    told: dict[str, list[EventReport]] = {}
    for report in reports:
        told.setdefault(keys[report.article, report.key], []).append(report)
    for alike in told.values():
        assert len({report.kind for report in alike}) == 1
        fullest = {party for report in alike for party in report.parties}
        assert fullest in [set(report.parties) for report in alike]
        assert alike[0].kind == "visit" or len({report.parties for report in alike}) == 1


# ---------------------------------------------------------------- meetings
def test_the_same_day_is_the_same_meeting() -> None:
    """Two articles that tell of a meeting of the same people on the same day tell of one."""
    assert _groups(_report("a"), _report("b")) == {frozenset({"a@0", "b@0"})}


def test_two_meetings_of_one_article_stay_two() -> None:
    """Where one article tells of two meetings on one day and another of one, nothing says which of the two that is."""
    reports = (_report("a"), _report("a", offset=500), _report("b"))
    assert _groups(*reports) == {frozenset({"a@0"}), frozenset({"a@500"}), frozenset({"b@0"})}


def test_two_meetings_of_two_articles_are_matched_in_turn() -> None:
    """Where both tell of two meetings that day, the first is the first and the second the second."""
    reports = (_report("a"), _report("a", offset=500), _report("b", offset=20), _report("b", offset=90))
    assert _groups(*reports) == {frozenset({"a@0", "b@20"}), frozenset({"a@500", "b@90"})}


def test_neighbouring_days_stay_two() -> None:
    """A meeting on Monday and one on Tuesday are two."""
    assert _groups(_report("a"), _report("b", MONDAY + timedelta(days=1))) == _apart("a@0", "b@0")


def test_other_people_met_otherwise() -> None:
    """Other participants on the same day are another meeting."""
    assert _groups(_report("a"), _report("b", parties=("country/IN", "country/RU"))) == _apart("a@0", "b@0")


def test_a_call_is_no_visit_in_person() -> None:
    """A call and a meeting in person on the same day are two."""
    assert _groups(_report("a", mode="Call"), _report("b", mode="InPerson")) == _apart("a@0", "b@0")


def test_a_vague_report_joins_the_only_fitting() -> None:
    """ "This month" joins the one meeting of that month, whichever article comes first."""
    assert _groups(_july("vague"), _report("exact")) == {frozenset({"vague@0", "exact@0"})}


def test_an_undated_report_joins_a_recent_one() -> None:
    """Told without a date, it is the one meeting of the month before publication."""
    undated = _report("undated", None)
    assert _groups(undated, _report("exact")) == {frozenset({"undated@0", "exact@0"})}
    assert _groups(undated, _report("exact", date(2023, 7, 8))) == _apart("undated@0", "exact@0")


def test_without_any_date_nothing_is_joined() -> None:
    """An undated report of an undated article stays apart: there is nothing to go by."""
    assert _groups(_report("undated", None, published=None), _report("exact")) == _apart("undated@0", "exact@0")


def test_several_fitting_stay_apart() -> None:
    """Where two meetings fit "this month", none is chosen."""
    reports = (_july("vague"), _report("a"), _report("b", date(2024, 7, 2)))
    assert _groups(*reports) == _apart("vague@0", "a@0", "b@0")


def test_a_vague_report_beside_an_exact_one_is_another() -> None:
    """An article that tells of both means two meetings."""
    assert _groups(_july("a"), _report("a", offset=500)) == _apart("a@0", "a@500")


def test_two_vague_reports_are_not_joined() -> None:
    """Two articles that say "this month" may mean two meetings: silence beats a guess."""
    assert _groups(_july("a"), _july("b")) == _apart("a@0", "b@0")


def _trip(article: str, first: date | None, last: date | None, **rest: Any) -> EventReport:
    """A report of Putin's visit to India."""
    known = {"kind": "visit", "parties": MODI_PUTIN[1:], "country": "IN", "published": date(2024, 8, 20)} | rest
    return _report(article, first, last, **known)


def test_a_visit_of_one_month_is_one() -> None:
    """Articles that tell of a visit to one country in one month tell of one; one that tells of two, of two."""
    july = date(2024, 7, 1), date(2024, 7, 31)
    assert _groups(_trip("a", *july), _trip("b", *july)) == {frozenset({"a@0", "b@0"})}
    plan = _trip("plan", None, None, status="Planned", published=date(2024, 7, 9))
    assert _groups(_trip("a", *july), plan) == {frozenset({"a@0", "plan@0"})}
    told = (_trip("a", *july), _trip("b", *july), _trip("b", *july, offset=500))
    assert _groups(*told) == _apart("a@0", "b@0", "b@500")


def test_a_planned_visit_comes_true() -> None:
    """A visit announced for the week is the one that is told afterwards of the month, and the other way round."""
    week, month = (date(2024, 7, 8), date(2024, 7, 12)), (date(2024, 7, 1), date(2024, 7, 31))
    plan = {"status": "Planned", "published": date(2024, 7, 5)}
    one = {frozenset({"plan@0", "held@0"})}
    assert _groups(_trip("plan", *week, **plan), _trip("held", *month)) == one
    assert _groups(_trip("plan", *month, **plan), _trip("held", *week)) == one
    assert _groups(_trip("plan", None, None, **plan), _trip("held", *week)) == one
    late = plan | {"published": date(2024, 7, 20)}
    assert _groups(_trip("plan", *month, **late), _trip("held", *week)) == _apart("plan@0", "held@0")


def test_nobody_visits_home() -> None:
    """A host who is told among the visitors makes no other visit."""
    countries = {"person/Narendra_Modi": "IN", "person/Vladimir_Putin": "RU"}
    reports = [_trip("a", MONDAY, MONDAY), _trip("b", MONDAY, MONDAY, parties=MODI_PUTIN)]
    assert len(set(join(reports, countries).values())) == 1


def test_three_countries_are_their_leaders() -> None:
    """A summit of three countries is that of their leaders on that day."""
    countries = {"person/A": "AZ", "person/B": "IR", "person/C": "RU"}
    leaders = _report("a", None, parties=("person/A", "person/B", "person/C"))
    states = _report("b", parties=("country/AZ", "country/IR", "country/RU"))
    assert len(set(join([leaders, states], countries).values())) == 1


def test_an_agreement_without_a_day() -> None:
    """An agreement told under one name within a week is one, and not after that, nor under a name of one word."""
    known = {"kind": "agreement", "parties": ("country/IN", "country/RU"), "label": "deal on fuel"}
    first, second = _report("a", None, **known), _report("b", None, **known)
    assert _groups(first, second) == {frozenset({"a@0", "b@0"})}
    assert _groups(first, _report("b", None, **known | {"published": date(2024, 7, 30)})) == _apart("a@0", "b@0")
    bare = known | {"label": "deal"}
    assert _groups(_report("a", None, **bare), _report("b", None, **bare)) == _apart("a@0", "b@0")


def test_a_place_tells_which_is_meant() -> None:
    """Of two told without their days, the one at the place of the meeting is meant."""
    held = _report("held", country="IN")
    told = (_july("a", country="IN"), _july("a", offset=500))
    assert _groups(held, *told) == {frozenset({"held@0", "a@0"}), frozenset({"a@500"})}


def test_two_vague_reports_in_retrospect() -> None:
    """What two articles tell afterwards of "their July meeting" is one; not where it was in two countries."""
    late = {"published": date(2024, 10, 8)}
    assert _groups(_july("a", **late), _july("b", country="IN", **late)) == {frozenset({"a@0", "b@0"})}
    assert _groups(_july("a", country="RU", **late), _july("b", country="IN", **late)) == _apart("a@0", "b@0")


def test_a_plan_becomes_the_meeting_of_its_day() -> None:
    """Planned for Monday and held on Monday is one meeting."""
    assert _groups(_report("a", status="Planned"), _report("b")) == {frozenset({"a@0", "b@0"})}


def test_a_vague_plan_does_not_join_what_was_held() -> None:
    """What is planned for this month is not what was held this month, nor the other way round."""
    assert _groups(_july("a", status="Planned"), _report("b")) == _apart("a@0", "b@0")
    assert _groups(_july("a"), _report("b", status="Planned")) == _apart("a@0", "b@0")


def test_another_country_is_another_meeting() -> None:
    """A vague report from another country than the meeting's does not join it."""
    assert _groups(_july("a", country="IN"), _report("b", country="RU")) == _apart("a@0", "b@0")


# ---------------------------------------------------------------- visits and agreements
def _visit(article: str, first: int, last: int, country: str = "RU", **rest: Any) -> EventReport:
    return _report(
        article,
        date(2024, 7, first),
        date(2024, 7, last),
        kind="visit",
        parties=MODI_PUTIN[:1],
        country=country,
        **rest,
    )


def test_visits_whose_days_touch_are_one() -> None:
    """A trip is told day by day: days that overlap or touch are one trip, a gap is two."""
    assert _groups(_visit("a", 8, 8), _visit("b", 9, 9)) == {frozenset({"a@0", "b@0"})}
    assert _groups(_visit("a", 8, 9), _visit("b", 12, 13)) == _apart("a@0", "b@0")


def test_visits_to_two_countries_are_two() -> None:
    """On one day one may be in two countries, on two visits."""
    assert _groups(_visit("a", 8, 9), _visit("b", 8, 9, "AT")) == _apart("a@0", "b@0")


def test_agreements_are_told_apart_by_name() -> None:
    """Two documents signed on one day are two, one under two spellings of its case is one."""

    def signed(article: str, label: str) -> EventReport:
        return _report(article, kind="agreement", label=label, status="Signed")

    assert _groups(signed("a", "Loan"), signed("b", "Treaty")) == _apart("a@0", "b@0")
    assert _groups(signed("a", "Peace Treaty"), signed("b", "peace treaty")) == {frozenset({"a@0", "b@0"})}
