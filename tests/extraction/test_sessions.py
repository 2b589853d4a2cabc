"""Talks of two states: their joint bodies, rounds, and those who led them; on invented sentences of 14 June 2024."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Meeting, Mode, Place, Status, Visit

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


def test_a_state_and_its_people_are_one_side(understand: Understand) -> None:
    """Consultations with a state, and who of that state was met on that journey, are one event."""
    text = (
        "Kenyan President William Ruto travelled to Peru on Monday for consultations with Peru. Ruto met with Peruvian "
        "President Dina Boluarte and Peruvian Foreign Minister Ana Quispe."
    )
    assert [p for p, _ in _told(understand(text))] == [
        ("person/Ana_Quispe", "person/Dina_Boluarte", "person/William_Ruto")
    ]


def test_at_a_summit_to_come_the_leaders_will_meet(understand: Understand) -> None:
    """What will be discussed at a summit tells of a plan; what is added to it, of another meeting."""
    text = (
        "Kenyan President William Ruto will host Peruvian President Dina Boluarte and Chilean President Gabriel Boric "
        "in Nairobi on June 20. At the summit, the three leaders will discuss trade. In addition, Ruto will host "
        "Boluarte for talks in Nairobi on June 20."
    )
    found = [f for f in understand(text).facts if isinstance(f, Meeting)]
    assert {f.status for f in found} == {Status.PLANNED}
    assert sorted(len(f.participants) for f in found) == [2, 3]


def test_one_side_alone_does_not_meet(understand: Understand) -> None:
    """What a vice president and the administration of one state have discussed is their own counsel."""
    assert (
        _told(understand("Kenyan President William Ruto and the Kenyan Finance Ministry discussed the budget.")) == []
    )


def test_those_at_one_forum_need_no_telephone(understand: Understand) -> None:
    """Who speaks with somebody at a forum does so in person; elsewhere, by telephone."""
    text = "Kenyan President William Ruto spoke with Peruvian President Dina Boluarte{}."
    for words, mode in ((" during the Lima Forum", Mode.IN_PERSON), ("", Mode.CALL)):
        [met] = [f for f in understand(text.format(words)).facts if isinstance(f, Meeting)]
        assert met.mode is mode


def test_in_a_transcript_each_speaks_for_himself(understand: Understand) -> None:
    """ "You" is the other of two who speak; "we", told of a third, is the speaker's side; "last time" was before."""
    text = (
        "Kenyan President William Ruto met with Peruvian President Dina Boluarte.\n"
        "William Ruto: The last time we met was in May 2022. Let me welcome you to Nairobi.\n"
        "Dina Boluarte: Yesterday we met with Kenyan Foreign Minister Musalia Mudavadi. I remember that you visited "
        "Lima in April 2023."
    )
    extraction = understand(text)
    assert _told(extraction) == [
        (("person/Dina_Boluarte", "person/William_Ruto"), "2022-05-01"),
        (("person/Dina_Boluarte", "person/Musalia_Mudavadi"), "2024-06-13"),
        (("person/Dina_Boluarte", "person/William_Ruto"), "2024-06-14"),
    ]
    visits = {
        (f.visitors, f.destination.name)
        for f in extraction.facts
        if isinstance(f, Visit)
        if isinstance(f.destination, Place)
    }
    assert visits == {(("person/Dina_Boluarte",), "Nairobi"), (("person/William_Ruto",), "Lima")}
