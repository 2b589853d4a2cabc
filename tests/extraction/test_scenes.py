"""Where and when a story goes on: one rule at a time, on invented sentences of Friday, 14 June 2024."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Meeting, Mode, Status

SANCHEZ = "Spanish Prime Minister Pedro Sanchez"
RUTO = "Kenyan President William Ruto"


def _scene(extraction: Extraction, name: str) -> tuple[str | None, str | None, str | None]:
    """First and last day and place of the one meeting with somebody."""
    [met] = [f for f in extraction.facts if isinstance(f, Meeting) and f"person/{name}" in f.participants]
    first, last = (met.period.earliest, met.period.latest) if met.period else (None, None)
    return str(first) if first else None, str(last) if last else None, met.place.name if met.place else None


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        (
            f"{SANCHEZ} met {RUTO} in Nairobi on Monday. Sanchez also met with Kenyan Prime Cabinet Secretary "
            "Musalia Mudavadi.",
            ("2024-06-10", "2024-06-10", "Nairobi"),
        ),
        (
            f"{SANCHEZ} travelled to Nairobi on 3 June. Sanchez later held talks with Kenyan Foreign Minister "
            "Musalia Mudavadi.",
            ("2024-06-03", "2024-06-03", "Nairobi"),
        ),
        (
            f"{SANCHEZ} visited Kenya from 3 to 5 June. Sanchez was received by Kenyan Foreign Minister "
            "Musalia Mudavadi.",
            ("2024-06-03", "2024-06-05", "Kenya"),
        ),
        (
            f"{SANCHEZ} met {RUTO} in Nairobi on Monday. Sanchez spoke by phone with Kenyan Foreign Minister "
            "Musalia Mudavadi.",
            ("2024-06-10", "2024-06-10", None),
        ),
        (
            f"{SANCHEZ} met {RUTO} in Nairobi on Monday. Sanchez had met Kenyan Foreign Minister Musalia Mudavadi.",
            (None, None, None),
        ),
        (
            f"{SANCHEZ} met {RUTO} in Nairobi on Monday. Sanchez last met Kenyan Foreign Minister Musalia Mudavadi "
            "in Madrid.",
            (None, None, "Madrid"),
        ),
    ],
    ids=["also met", "on a trip", "on a visit to a country", "a call has no place", "had met", "last met"],
)
def test_a_story_goes_on_in_its_scene(
    text: str, scene: tuple[str | None, str | None, str | None], understand: Understand
) -> None:
    """A meeting told on in the simple past has day and place of the trip, or of the meeting told before."""
    assert _scene(understand(text), "Musalia_Mudavadi") == scene


def test_what_is_planned_on_a_trip_is_for_its_remaining_days(understand: Understand) -> None:
    """Whoever is on a visit that is going on, meets in the days that are left."""
    text = f"{SANCHEZ}, who is on a visit to Kenya from June 12-16, is scheduled to meet {RUTO}."
    assert _scene(understand(text), "William_Ruto") == ("2024-06-14", "2024-06-16", "Kenya")


def test_who_saw_people_of_two_countries_saw_them_in_either(understand: Understand) -> None:
    """After a tour of two countries the place of a meeting with the presidents of both is not known."""
    text = f"{SANCHEZ} visited Kenya and Gabon on Monday. Sanchez met with {RUTO} and Gabonese President Brice Nguema."
    assert _scene(understand(text), "William_Ruto")[2] is None


@pytest.mark.parametrize("text", [f"{SANCHEZ} is to meet {RUTO} in Nairobi.", f"{RUTO} is to receive {SANCHEZ}."])
def test_what_is_to_be_is_planned(text: str, understand: Understand) -> None:
    """ "Is to meet" tells of a plan."""
    [meeting] = [f for f in understand(text).facts if isinstance(f, Meeting)]
    assert meeting.status is Status.PLANNED


def test_a_call_told_in_the_same_breath_is_another_event(understand: Understand) -> None:
    """How one deed of a list was done says nothing of the others."""
    text = f"{SANCHEZ} met {RUTO} and spoke by phone with British Prime Minister Keir Starmer."
    modes = {f.participants[0]: f.mode for f in understand(text).facts if isinstance(f, Meeting)}
    assert modes == {"person/Pedro_Sanchez": Mode.IN_PERSON, "person/Keir_Starmer": Mode.CALL}
