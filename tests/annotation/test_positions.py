"""Which positions people hold, however they are put beside their names: one rule at a time."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, PositionHeld, Tenure


def _positions(extraction: Extraction) -> list[tuple[str, Tenure]]:
    return [(f.position, f.tenure) for f in extraction.facts if isinstance(f, PositionHeld)]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Fiji's outgoing foreign minister, Jone Tavola, spoke.", "Foreign Minister"),
        ("The opposition leader, Jone Tavola, spoke.", "Opposition Leader"),
        ("Jone Tavola, leader of the left-wing Fiskarna party, spoke.", "Leader"),
        ("Jone Tavola, an analyst with the Brynja Research group in Suva, spoke.", "Analyst"),
        (
            "Jone Tavola, the head of Fiji's transitional administration, spoke.",
            "Head of the transitional administration",
        ),
        ("Jone Tavola, Fiji's minister for foreign affairs, spoke.", "Minister for foreign affairs"),
        ("Jone Tavola, chairman of the joint chiefs of staff, spoke.", "Chairman of the joint chiefs of staff"),
        ("Jone Tavola, head of the National Security Office, spoke.", "Head of the National Security Office"),
        ("Jone Tavola, the founder of the farmers' movement Fiskarna, spoke.", "Founder"),
        ("Chief negotiator Jone Tavola spoke.", "Chief Negotiator"),
        ("Jone Tavola, who chairs the Pacific Islands Forum, spoke.", "Chair of the Pacific Islands Forum"),
    ],
)
def test_a_position_beside_a_name(text: str, position: str, understand: Understand) -> None:
    """Before or after a name, in small letters or capitals, with an owner or a topic, and by what somebody does."""
    assert _positions(understand(text)) == [(position, Tenure.CURRENT)]


def test_a_former_position_is_former(understand: Understand) -> None:
    """ "A former party leader" was one."""
    found = _positions(understand("Jone Tavola, a former party leader, spoke."))
    assert found == [("Party Leader", Tenure.FORMER)]


@pytest.mark.parametrize(
    "text",
    [
        "The company giant, Jone Tavola, and others spoke.",
        "Jone Tavola met the opposition leader on Monday.",
        "Jone Tavola, who chairs nothing, spoke.",
    ],
)
def test_a_position_of_somebody_else(text: str, understand: Understand) -> None:
    """A position that stands apart from a name is nobody's whom the article names."""
    assert _positions(understand(text)) == []
