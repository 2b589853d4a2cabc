"""Talks of two states: their joint bodies, rounds, and those who led them; on invented sentences of 14 June 2024."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Meeting

Told = list[tuple[tuple[str, ...], str | None]]


def _told(extraction: Extraction) -> Told:
    """Participants and first day of every meeting, in the order of days."""
    found = [f for f in extraction.facts if isinstance(f, Meeting)]
    told = [(f.participants, str(f.period.earliest) if f.period and f.period.earliest else None) for f in found]
    return sorted(told, key=lambda t: t[1] or "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Peru-Chile intergovernmental commission held its seventh session in Lima on May 3.",
            [(("country/CL", "country/PE"), "2024-05-03")],
        ),
        (
            "The second Kenyan-Ghanaian Joint Committee meeting was held in Accra on 28 June 2023.",
            [(("country/GH", "country/KE"), "2023-06-28")],
        ),
        (
            "Peru and Chile signed a protocol. The joint working group on fisheries last met in March 2022.",
            [(("country/CL", "country/PE"), "2022-03-01")],
        ),
        (
            "Peru and Chile signed a protocol. The two countries' economic commission will meet in July.",
            [(("country/CL", "country/PE"), "2024-07-01")],
        ),
        ("Peru and Chile signed a protocol. The UN Security Council met on Monday.", []),
        ("Peru and Chile signed a protocol. The parliamentary committee met on Monday.", []),
    ],
    ids=["adjectives", "within a name", "joint", "of the two countries", "of many", "of one"],
)
def test_a_joint_body_meets_for_its_two_states(text: str, told: Told, understand: Understand) -> None:
    """What a commission of two states holds is a meeting of these; a joint one is of those the article is about."""
    assert _told(understand(text)) == told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "A second round of talks between Peru and Chile ended in Quito on Monday. The first round, on May 3, "
            "was held in La Paz. A third round will be held in Bogota on August 20.",
            ["2024-05-03", "2024-06-10", "2024-08-20"],
        ),
        ("Peru and Chile held talks on Monday. A new session of the parliament opened on May 3.", ["2024-06-10"]),
        ("Peru and Chile held talks on Monday. In the first round of the election on May 3 he won.", ["2024-06-10"]),
    ],
    ids=["rounds", "another's session", "another's round"],
)
def test_rounds_of_talks_are_events_of_their_own(text: str, days: list[str], understand: Understand) -> None:
    """A round with a day or place of its own is held by those who hold the talks."""
    told = _told(understand(text))
    assert [day for _, day in told] == days
    assert {parties for parties, _ in told} == {("country/CL", "country/PE")}


@pytest.mark.parametrize(
    "led",
    [
        "The delegations were led by Peruvian Deputy Foreign Minister Ana Quispe and Chilean Deputy Foreign Minister "
        "Pablo Rojas.",
        "The dialogue was led by Peruvian Deputy Foreign Minister Ana Quispe and on the other side by Chilean Deputy "
        "Foreign Minister Pablo Rojas.",
        "Peruvian Deputy Foreign Minister Ana Quispe headed the delegation of Peru. The Chilean side was led by "
        "Chilean Deputy Foreign Minister Pablo Rojas.",
    ],
)
def test_who_led_the_delegations_met(led: str, understand: Understand) -> None:
    """Talks of two states were held by those of whom the next sentences tell that they led them."""
    [(parties, _)] = _told(understand(f"Peru and Chile held consultations in Lima on Monday. {led}"))
    assert parties == ("person/Ana_Quispe", "person/Pablo_Rojas")


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile met their targets on Monday.",
        "Peruvian President Dina Boluarte and Chilean President Gabriel Boric met the press in Lima.",
        "Peru and Chile met the deadline that the World Bank had set.",
        "The Peruvian President called on Chile to act.",
    ],
)
def test_what_is_met_otherwise_is_no_meeting(text: str, understand: Understand) -> None:
    """Targets, deadlines and the press are met, and states called on, without a meeting of those who are named."""
    assert _told(understand(text)) == []
