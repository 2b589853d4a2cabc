"""What is promised in one article and told to have happened in a later one, on invented articles."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from conftest import Understand

from kg import joining, querying
from kg.model import Extraction, Statement
from kg.rdf.provenance import Run
from kg.rdf.validation import validate_quads
from kg.store import Store, open_store

RUN, KNOWN = Run("0", "0", "none"), joining.Known({})
JULY = date(2024, 7, 19)

SAID = "Greek Foreign Minister Giorgos Gerapetritis said that "
GREECE = "Greek Prime Minister Kyriakos Mitsotakis"
TURKEY = "Turkish President Recep Tayyip Erdogan"
CASES = [
    ("Visit", f"{SAID}{GREECE} would visit Turkey in October.", f"{GREECE} visited Turkey on 6 October."),
    ("Meeting", f"{SAID}{GREECE} would meet {TURKEY} in October.", f"{GREECE} met {TURKEY} on 6 October."),
    (
        "Agreement",
        f"{SAID}Greece and Turkey would sign an agreement on energy in October.",
        "Greece and Turkey signed an agreement on gas on 6 October.",
    ),
    (
        "delivery",
        f"{SAID}Greece would deliver two air defence systems to Kenya by October.",
        "Greece has delivered two air defence systems to Kenya, the Kenyan navy said.",
    ),
    (
        "release",
        "Turkey promised to release all Greek soldiers by October, Gerapetritis said.",
        "Turkey has released two Greek soldiers.",
    ),
]


@pytest.fixture
def told(understand: Understand) -> Understand:
    """What an article of a day says."""

    def tell(name: str, text: str, published: date) -> Extraction:
        return understand(text, name=name, published=published)

    return tell


def _built(articles: list[Extraction]) -> Store:
    store = open_store("memory:")
    for article in articles:
        joining.add(store, [article], RUN, KNOWN)
    return store


def _lines(store: Store) -> list[str]:
    return sorted(str(quad) for quad in store.quads())


def _kept(store: Store, kind: str) -> list[tuple[object, object]]:
    return [(r["plan"], r["article"]) for r in querying.ask(store, "kept-promises").records() if r["kind"] == kind]


def _open(store: Store, kind: str) -> list[object]:
    return [r["article"] for r in querying.ask(store, "open-promises").records() if r["kind"] == kind]


@pytest.mark.parametrize(("kind", "plan", "deed"), CASES)
def test_a_promise_is_open_until_it_is_kept(kind: str, plan: str, deed: str, told: Understand) -> None:
    """A statement promises it; it is open alone, kept with the later article, open again without that one."""
    promise, done = told("plan", plan, JULY), told("deed", deed, date(2024, 10, 8))
    assert [f.promises for f in promise.facts if isinstance(f, Statement) and f.promises]
    alone = _built([promise])
    assert (_open(alone, kind), _kept(alone, kind)) == (["plan"], [])
    both = _built([promise, done])
    assert (_open(both, kind), _kept(both, kind)) == ([], [("plan", "deed")])
    assert validate_quads(both.quads()).conforms
    joining.remove(both, "deed", KNOWN)
    assert _lines(both) == _lines(alone)


@pytest.mark.parametrize(("kind", "plan", "deed"), CASES)
def test_who_promised_is_told(kind: str, plan: str, deed: str, told: Understand) -> None:
    """Both questions name who announced or promised it."""
    promise, done = told("plan", plan, JULY), told("deed", deed, date(2024, 10, 8))
    rows = querying.ask(_built([promise]), "open-promises").records()
    rows += querying.ask(_built([promise, done]), "kept-promises").records()
    assert all("Gerapetritis" in str(row["said"]) for row in rows if row["kind"] == kind)


@pytest.mark.parametrize(("kind", "plan", "deed"), CASES)
def test_what_was_done_before_or_too_late_keeps_nothing(kind: str, plan: str, deed: str, told: Understand) -> None:
    """An article of before the promise, or of what took place after it was due, does not keep it."""
    promise = told("plan", plan, JULY)
    for day in (date(2023, 10, 9), date(2025, 10, 9)):
        assert _kept(_built([promise, told("deed", deed, day)]), kind) == []


@pytest.mark.parametrize(
    ("kind", "deed"),
    [
        ("Visit", f"{TURKEY} visited Greece on 6 October."),
        ("Visit", f"{GREECE} visited Kenya on 6 October."),
        ("Meeting", f"{GREECE} met Kenyan President William Ruto on 6 October."),
        ("Agreement", "Greece and Turkey signed an agreement on student exchange on 6 October."),
        ("Agreement", "Greece and Kenya signed an agreement on gas on 6 October."),
        ("delivery", "Kenya has delivered two air defence systems to Greece."),
        ("delivery", "Greece has delivered wheat to Kenya."),
        ("delivery", "Greece may deliver two air defence systems to Kenya."),
        ("release", "Greece has released two Turkish soldiers."),
        ("release", "Turkey has released a film on Greek soldiers."),
    ],
)
def test_another_deed_keeps_nothing(kind: str, deed: str, told: Understand) -> None:
    """Other parties, the other way round, another sector, or what is only possible: the promise stays open."""
    plan = next(plan for case, plan, _ in CASES if case == kind)
    store = _built([told("plan", plan, JULY), told("deed", deed, date(2024, 10, 8))])
    assert (_open(store, kind), _kept(store, kind)) == (["plan"], [])


def test_the_order_of_articles_does_not_matter(told: Understand) -> None:
    """In any order, one by one, promises and deeds give one graph."""
    articles = [told(f"{kind}-{n}", text, day)
                for kind, *texts in (CASES[0], CASES[2], CASES[3])
                for n, (text, day) in enumerate(zip(texts, (JULY, date(2024, 10, 8)), strict=True))]  # fmt: skip
    first = _lines(_built(articles))
    for order in list(permutations(articles))[100::200]:
        assert _lines(_built(list(order))) == first


def test_nothing_is_promised_afterwards(told: Understand) -> None:
    """What an article tells as planned for days that were over when it came out is no promise that was kept."""
    late = told("late", f"{GREECE} will meet {TURKEY} in Ankara on 6 October 2023.", JULY)
    done = told("done", f"{GREECE} met {TURKEY} in Ankara on Friday.", date(2023, 10, 7))
    assert _kept(_built([late, done]), "Meeting") == []
