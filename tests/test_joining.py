"""Joining in a store: any order, any batches, adding and removing, deciding and undoing give the same graph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import joining, querying
from kg.errors import KgError
from kg.keys import key
from kg.model import (
    Actor,
    ActorKind,
    AnyFact,
    Article,
    Evidence,
    Extraction,
    Meeting,
    Mode,
    Outcome,
    Period,
    Place,
    PositionHeld,
    Span,
    Status,
    Visit,
)
from kg.rdf.provenance import Run
from kg.rdf.validation import validate_quads
from kg.store import Store, open_store

RUN = Run("0", "0", "none")
KNOWN = joining.Known({"person/Joe_Biden": ("Joe Biden", "Joseph R. Biden Jr.")})
TEXT = "They met in Moscow on Monday and talked about much. " * 4
MONDAY = date(2024, 7, 8)
SPOT = (Evidence(Span(0, 8), Span(0, 51), "frame/meet"),)


def _person(name: str, country: str) -> Actor:
    return Actor(key("person", name), ActorKind.PERSON, name, (name.split()[-1],), country)


IGNATYEV, IGNATIEV = _person("Sergei Ignatyev", "RU"), _person("Sergey Ignatiev", "RU")
BIDEN, SIGNED = _person("Joe Biden", "US"), _person("JOSEPH R. BIDEN JR", "US")
RUSSIA = Actor("country/RU", ActorKind.COUNTRY, "Russia", (), "RU")
AMERICA = Actor("country/US", ActorKind.COUNTRY, "United States", (), "US")
MOSCOW, PARIS = Place("place/Moscow", "Moscow", "RU"), Place("place/Paris", "Paris", "FR")


def _article(
    name: str, one: Actor, other: Actor, day: date, length: int, place: Place | None, mode: Mode | None
) -> Extraction:
    """An article that tells of a meeting, of a visit and of the office of one who met."""
    period = Period(day, day + timedelta(days=length), "then")
    actors = {actor.key: actor for actor in (RUSSIA, AMERICA, one, other, SIGNED if other is BIDEN else other)}
    facts: list[AnyFact] = [
        Meeting(
            key="meeting/0",
            participants=(one.key, other.key),
            period=period,
            place=place,
            mode=mode,
            host=one.key,
            evidence=SPOT,
            confidence=0.8,
        ),
        Visit(
            key="visit/0",
            visitors=(other.key,),
            destination="country/RU",
            period=period,
            evidence=SPOT,
            confidence=0.7,
        ),
    ]
    if other.kind == ActorKind.PERSON:
        facts.append(
            PositionHeld(
                key="position/0",
                holder=other.key,
                position="President",
                position_of="country/US",
                as_of=day,
                evidence=SPOT,
                confidence=0.8,
            )
        )
    return Extraction(Article(name, TEXT, published=MONDAY + timedelta(days=2)), tuple(actors.values()), tuple(facts))


articles = st.lists(
    st.builds(
        _article,
        st.sampled_from("abcdef"),
        st.sampled_from([IGNATYEV, IGNATIEV, RUSSIA]),
        st.sampled_from([BIDEN, SIGNED, AMERICA]),
        st.dates(MONDAY, MONDAY + timedelta(days=1)),
        st.sampled_from([0, 0, 0, 30]),
        st.sampled_from([None, MOSCOW, PARIS]),
        st.sampled_from([None, Mode.IN_PERSON, Mode.CALL]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda extraction: extraction.article.id,
)


def _lines(store: Store) -> list[str]:
    return sorted(str(quad) for quad in store.quads())


def _built(*batches: list[Extraction]) -> Store:
    store = open_store("memory:")
    for batch in batches:
        joining.add(store, batch, RUN, KNOWN)
    return store


@settings(deadline=None, max_examples=40)
@given(articles, st.data())
def test_any_order_and_any_batches(told: list[Extraction], data: st.DataObject) -> None:
    """Articles in any order, at once or in several builds, give the same graph, and a valid one."""
    shuffled = data.draw(st.permutations(told))
    cut = data.draw(st.integers(0, len(told)))
    whole = _built(told)
    assert _lines(_built(shuffled[:cut], shuffled[cut:])) == _lines(whole)
    assert validate_quads(whole.quads()).results == ()


@settings(deadline=None, max_examples=40)
@given(articles, st.data())
def test_removing_undoes_adding(told: list[Extraction], data: st.DataObject) -> None:
    """Without an article the graph is what it would be had the article never come."""
    gone = data.draw(st.sampled_from(told))
    store = _built(told)
    joining.remove(store, gone.article.id, KNOWN)
    assert _lines(store) == _lines(_built([e for e in told if e is not gone]))


@settings(deadline=None, max_examples=40)
@given(articles, st.data())
def test_replacing_is_building_anew(told: list[Extraction], data: st.DataObject) -> None:
    """An article that comes again with another content takes the place of what was there."""
    one, other = data.draw(st.sampled_from(told)), data.draw(st.sampled_from(told))
    changed = replace(other, article=replace(other.article, id=one.article.id))
    store = _built(told, [changed])
    assert _lines(store) == _lines(_built([changed if e is one else e for e in told]))


@settings(deadline=None, max_examples=40)
@given(articles, st.sampled_from([Outcome.SAME, Outcome.DIFFERENT]), st.data())
def test_a_decision_can_be_undone(told: list[Extraction], outcome: Outcome, data: st.DataObject) -> None:
    """What an analyst decides holds for later builds as for earlier ones, and leaves no trace once forgotten."""
    keys = sorted({a.key for e in told for a in e.actors if a.kind == ActorKind.PERSON})
    if len(keys) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    store = _built(told)
    before = _lines(store)
    joining.decide(store, left, right, outcome, KNOWN)
    early = _built(told[:1])
    if {left, right} <= {a.key for a in told[0].actors}:
        joining.decide(early, left, right, outcome, KNOWN)
        joining.add(early, told[1:], RUN, KNOWN)
        assert _lines(early) == _lines(store)
    joining.decide(store, left, right, None, KNOWN)
    assert _lines(store) == before


# ---------------------------------------------------------------- what is found
def _told(name: str, one: Actor, other: Actor, day: date = MONDAY, length: int = 0) -> Extraction:
    return _article(name, one, other, day, length, None, None)


def test_leaders_and_countries_are_one_meeting() -> None:
    """One article names the persons, one only their countries: one meeting, of the persons."""
    store = _built([_told("a", IGNATYEV, BIDEN), _told("b", RUSSIA, AMERICA)])
    found = querying.ask(store, "who-met").records()
    assert [(row["who"], row["articles"]) for row in found] == [("Joe Biden; Sergei Ignatyev", 2)]


def test_neighbouring_days_stay_two() -> None:
    """Meetings of the same people on two days are two, whoever else names only the countries."""
    store = _built([_told("a", IGNATYEV, BIDEN), _told("b", RUSSIA, AMERICA, MONDAY + timedelta(days=1))])
    assert len(querying.ask(store, "who-met")) == 2


def test_spellings_join_events() -> None:
    """Who is one in two spellings met once, under one name."""
    store = _built([_told("a", IGNATYEV, BIDEN), _told("b", IGNATIEV, SIGNED)])
    found = querying.ask(store, "who-met").records()
    assert [(row["who"], row["articles"]) for row in found] == [("Joe Biden; Sergei Ignatyev", 2)]
    assert [row["outcome"] for row in querying.ask(store, "links", actor="Ignat").records()] == ["same"]


def test_a_decision_splits_and_joins() -> None:
    """Decided to be different, they met in two meetings; forgotten, in one again."""
    store = _built([_told("a", IGNATYEV, BIDEN), _told("b", IGNATIEV, BIDEN)])
    joining.decide(store, IGNATIEV.key, IGNATYEV.key, Outcome.DIFFERENT, KNOWN)
    assert len(querying.ask(store, "who-met")) == 2
    assert querying.ask(store, "links", decided="yes").records()[0]["outcome"] == "different"
    joining.decide(store, IGNATYEV.key, IGNATIEV.key, None, KNOWN)
    assert len(querying.ask(store, "who-met")) == 1


def test_a_plan_that_came_true_is_told() -> None:
    """A meeting that one article announces and another tells of is a promise kept; one only announced is not."""
    plan, held = _told("a", IGNATYEV, BIDEN), _told("b", IGNATYEV, BIDEN)
    facts = tuple(replace(f, status=Status.PLANNED) if isinstance(f, Meeting) else f for f in plan.facts)
    early = replace(plan, article=replace(plan.article, published=MONDAY - timedelta(days=3)), facts=facts)
    (row,) = querying.ask(_built([early, held]), "kept-promises").records()
    assert (row["who"], row["plan"], row["article"]) == ("Joe Biden; Sergei Ignatyev", "a", "b")
    assert (row["announced"], row["told"]) == (MONDAY - timedelta(days=3), MONDAY + timedelta(days=2))
    assert len(querying.ask(_built([early]), "kept-promises")) == 0


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("person/Nobody", BIDEN.key, Outcome.SAME),
        (BIDEN.key, BIDEN.key, Outcome.SAME),
        (BIDEN.key, IGNATYEV.key, None),
    ],
)
def test_a_decision_about_nobody_is_refused(left: str, right: str, outcome: Outcome | None) -> None:
    """An actor that no article names, one actor twice, and a decision never taken are told in one line."""
    with pytest.raises(KgError):
        joining.decide(_built([_told("a", IGNATYEV, BIDEN)]), left, right, outcome, KNOWN)
