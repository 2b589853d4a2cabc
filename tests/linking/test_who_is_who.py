"""Who is who: spellings of one name are one node, namesakes are two, and what is unsure is left apart."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.keys import key
from kg.linking import Linked, link_actors
from kg.model import Actor, ActorKind, ActorReport, Link, Outcome

KNOWN = {
    "person/Joe_Biden": ("Joe Biden", "Joseph R. Biden Jr."),
    "person/George_W._Bush": ("George W. Bush",),
    "person/George_H._W._Bush": ("George H. W. Bush",),
    "organization/NATO": ("NATO",),
}


def _person(article: str, name: str, country: str | None = None, *positions: tuple[str, str | None]) -> ActorReport:
    return ActorReport(article, Actor(key("person", name), ActorKind.PERSON, name, (), country), positions)


def _of(article: str, name: str, position: str, day: date) -> ActorReport:
    return ActorReport(article, Actor(key("person", article, name), ActorKind.PERSON, name), ((position, None),), day)


def _body(article: str, name: str, country: str | None = None, aliases: tuple[str, ...] = ()) -> ActorReport:
    return ActorReport(article, Actor(key("organization", name), ActorKind.ORGANIZATION, name, aliases, country))


def _nodes(linked: Linked, *reports: ActorReport) -> list[str]:
    """The key under which each report's actor stands."""
    return [linked.names.get(r.article, {}).get(r.actor.key, r.actor.key) for r in reports]


def _one(*reports: ActorReport) -> bool:
    return len(set(_nodes(link_actors(reports, (), KNOWN), *reports))) == 1


FM_RU = ("Foreign Minister", "country/RU")
PM_IT = ("Prime Minister", "country/IT")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (_person("a", "Sergei Ignatyev"), _person("b", "Sergey Ignatiev")),
        (_person("a", "Volodymyr Zelensky", "UA"), _person("b", "Volodymyr Zelenskyy", "UA")),
        (_person("a", "Recep Tayyip Erdogan", "TR"), _person("b", "Recep Tayyip Erdoğan", "TR")),
        (_person("a", "JOSEPH R. BIDEN JR"), _person("b", "Joe Biden", "US")),
        (_person("a", "JOSEPH R. BIDEN JR"), _person("a", "Joe Biden", "US")),
        (_person("a", "Sivio Berlusconi", "IT", PM_IT), _person("b", "Silvio Berlusconi", "IT", PM_IT)),
        (_person("a", "Fumio Kishida", "JP"), _person("b", "Kishida Fumio", "JP")),
        (_person("a", "Franklin D. Roosevelt"), _person("b", "Franklin Delano Roosevelt")),
        (_body("a", "Ministry of Foreign Affairs", "RU"), _body("b", "Foreign Affairs Ministry", "RU")),
        (_body("a", "World Health Organisation"), _body("b", "World Health Organization")),
        (_body("a", "Transportation Security Administration", None, ("TSA",)), _body("b", "TSA")),
    ],
    ids=lambda report: report.actor.name,
)
def test_one_actor_of_two_names(left: ActorReport, right: ActorReport) -> None:
    """Transliterations, accents, capitals, slips, orders and acronyms of one name are one node."""
    assert _one(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (_person("a", "Jake Sullivan", "US"), _person("b", "Dan Sullivan", "US")),
        (_person("a", "George W. Bush", "US"), _person("b", "George H. W. Bush", "US")),
        (_person("a", "David Cohen"), _person("b", "David L. Cohen")),
        (_person("a", "Robert Kennedy"), _person("b", "Robert Kennedy Jr.")),
        (_person("a", "John Smith", "US"), _person("b", "John Smith", "GB")),
        (_person("a", "Sergey Ivanov", "RU"), _person("b", "Sergei Ivanov", "BG")),
        (_person("a", "Brian Stewart"), _person("a", "Bryan Stewart")),
        (_person("a", "Popescu", "RO"), _person("b", "Popescu", "RO")),
        (_body("a", "Department of Energy"), _body("b", "U.S. Department of Energy", "US")),
    ],
    ids=lambda report: report.actor.name,
)
def test_two_actors_of_like_names(left: ActorReport, right: ActorReport) -> None:
    """Namesakes, fathers and sons, and all that is not sure stay two nodes."""
    left = ActorReport(left.article, left.actor, left.positions)
    linked = link_actors([left, right], (), KNOWN)
    if left.actor.key == right.actor.key and left.actor.country == right.actor.country:
        return  # one key already: told apart where keys are made
    assert len(set(_nodes(linked, left, right))) == 2


ENVOY, DAY = "Special Envoy", date(2024, 6, 14)


@pytest.mark.parametrize(
    ("others", "day", "one"),
    [
        ([_of("b", "Anna Roe", ENVOY, DAY)], DAY, True),
        ([_of("b", "Anna Roe", ENVOY, DAY)], date(2012, 6, 14), False),
        ([_of("b", "Anna Roe", ENVOY, DAY), _of("c", "Max Roe", ENVOY, DAY)], DAY, False),
        ([_of("b", "Anna Roe", "Trade Envoy", DAY)], DAY, False),
    ],
)
def test_a_family_name_and_an_office(others: list[ActorReport], day: date, one: bool) -> None:
    """A family name with an office is the only one of that name who is told to hold it in those years."""
    short = _of("a", "Roe", ENVOY, day)
    nodes = _nodes(link_actors([short, *others], (), KNOWN), short, *others)
    assert (nodes[0] == nodes[1]) == one


@pytest.mark.parametrize(("crowd", "one"), [(1200, True), (10, False)])
def test_a_family_name_that_nobody_else_has(crowd: int, one: bool) -> None:
    """Among many people a family name borne by one alone is rare enough for a middle name or a short form to be his."""
    people = [_person(f"x{n}", f"Anna {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n}ez") for n in range(crowd)]
    told = [_person("a", "Liz Kvaal"), _person("b", "Elizabeth Kvaal"), _person("c", "Elizabeth Mary Kvaal")]
    assert (len(set(_nodes(link_actors([*people, *told], (), KNOWN), *told))) == 1) == one


def test_the_unsure_are_listed_with_reasons() -> None:
    """A pair that may be one is left apart, with its score and the reasons in words."""
    linked = link_actors([_person("a", "David Cohen"), _person("b", "David L. Cohen")], (), KNOWN)
    assert linked.links == [
        Link("person/David_Cohen", "person/David_L._Cohen", Outcome.UNSURE, 0.86, ("one has an initial more",))
    ]


def test_the_ontology_gives_the_key() -> None:
    """Whatever articles call an actor of the ontology, the node is the ontology's."""
    reports = [_person(str(n), "JOSEPH R. BIDEN JR") for n in range(5)] + [_person("x", "Joe Biden", "US")]
    linked = link_actors(reports, (), KNOWN)
    assert set(_nodes(linked, *reports)) == {"person/Joe_Biden"}
    assert linked.labels["person/Joe_Biden"] == "Joe Biden"


COHENS = (_person("a", "David Cohen"), _person("b", "David L. Cohen"))
PAIR = ("person/David_Cohen", "person/David_L._Cohen")


def test_a_decision_goes_before_the_score() -> None:
    """What an analyst decided is done, whichever way the score points."""
    same = link_actors(COHENS, [Link(*PAIR, Outcome.SAME, 1.0, ("decided",), True)], KNOWN)
    assert len(set(_nodes(same, *COHENS))) == 1
    spellings = (_person("a", "Sergei Ignatyev"), _person("b", "Sergey Ignatiev"))
    left, right = sorted(r.actor.key for r in spellings)
    apart = link_actors(spellings, [Link(left, right, Outcome.DIFFERENT, 0.0, ("decided",), True)], KNOWN)
    assert len(set(_nodes(apart, *spellings))) == 2


def test_a_decision_against_one_holds_for_all() -> None:
    """Who is decided to be different is not joined by way of a third."""
    reports = [_person("a", "Sergei Ignatyev"), _person("b", "Sergey Ignatiev"), _person("c", "Sergej Ignatjev")]
    first, last = sorted((reports[0].actor.key, reports[1].actor.key))
    linked = link_actors(reports, [Link(first, last, Outcome.DIFFERENT, 0.0, ("decided",), True)], KNOWN)
    nodes = _nodes(linked, *reports)
    assert nodes[0] != nodes[1]


NAMES = ["Sergei Ignatyev", "Sergey Ignatiev", "David Cohen", "David L. Cohen", "Joe Biden", "JOSEPH R. BIDEN JR"]
people = st.lists(
    st.builds(
        _person,
        st.sampled_from("abcdef"),
        st.sampled_from(NAMES),
        st.sampled_from([None, None, "US", "RU"]),
        st.just(FM_RU),
    ),
    max_size=8,
    unique_by=lambda report: (report.article, report.actor.key),
)


@given(people, st.randoms(use_true_random=False))
def test_order_does_not_matter(reports: list[ActorReport], random: Random) -> None:
    """Any order of the reports gives the same links, keys, names and countries."""
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert link_actors(shuffled, (), KNOWN) == link_actors(reports, (), KNOWN)


@given(people)
def test_one_article_keeps_its_actors_apart(reports: list[ActorReport]) -> None:
    """Two actors whom one article tells apart by name stay two, unless both have one and the same name."""
    linked = link_actors(reports, (), KNOWN)
    for report in reports:
        for other in reports:
            if report.article == other.article and {report.actor.name, other.actor.name} == set(NAMES[:2]):
                assert len(set(_nodes(linked, report, other))) == 2
