"""Which countries work together, in what, and who gives to whom: one rule at a time."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Cooperation, Extraction


def _cooperation(extraction: Extraction) -> set[tuple[str, str, str | None, str | None]]:
    return {
        (fact.sector, fact.kind, fact.supplier, fact.recipient)
        for fact in extraction.facts
        if isinstance(fact, Cooperation)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway supplies natural gas to Germany.",
        "Norway supplies Germany with natural gas.",
        "Norway exports natural gas to Germany.",
        "Germany buys natural gas from Norway.",
        "Germany imports natural gas from Norway.",
        "Germany is the largest importer of Norwegian natural gas.",
        "Norway is a major supplier of natural gas to Germany.",
        "Natural gas is supplied to Germany by Norway.",
    ],
)
def test_supply_has_a_direction(text: str, understand: Understand) -> None:
    """Whoever sells and whoever buys, the supplier gives and the recipient takes."""
    assert _cooperation(understand(text)) == {("energy", "supply", "country/NO", "country/DE")}


def test_an_exercise_is_held_together(understand: Understand) -> None:
    """A joint exercise has a sector and a kind, and no direction."""
    text = "Norway and Germany held a joint military exercise last month."
    assert ("defence", "exercise", None, None) in _cooperation(understand(text))


def test_a_list_of_sectors_is_many_ties(understand: Understand) -> None:
    """Ties that are said to encompass several sectors are ties in each of them."""
    found = understand("Relations between Norway and Germany span energy, education and space.")
    assert {sector for sector, *_ in _cooperation(found)} == {"energy", "education", "space"}


def test_the_parties_are_sorted(understand: Understand) -> None:
    """The two countries are told in one order, whoever is named first."""
    for text in ("Norway and Germany cooperate in education.", "Germany and Norway cooperate in education."):
        assert [f.parties for f in understand(text).facts if isinstance(f, Cooperation)] == [
            ("country/DE", "country/NO")
        ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway does not supply natural gas to Germany.",
        "Norway and Germany do not cooperate in defence.",
        "Norway could supply natural gas to Germany.",
        "Norway supplies its own army.",
    ],
)
def test_what_is_not_done_is_no_cooperation(text: str, understand: Understand) -> None:
    """What is denied, possible, or done by one country alone is no cooperation."""
    assert _cooperation(understand(text)) == set()
