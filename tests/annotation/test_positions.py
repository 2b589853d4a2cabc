"""Which positions people hold, however they are put beside their names: one rule at a time."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Understand

from kg.model import Extraction, PositionHeld, Statement, Tenure


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


def test_a_headline_tells_who_is_meant(understand: Understand) -> None:
    """Whom the headline names is mentioned; a position that it alone tells is told where the text names the holder."""
    title = "Fijian Prime Minister Jone Tavola meets students"
    extraction = understand("Mr Tavola spoke of the sea.", title=title)
    [held] = [f for f in extraction.facts if isinstance(f, PositionHeld)]
    assert (held.holder, held.position, held.position_of) == ("person/Jone_Tavola", "Prime Minister", "country/FJ")
    assert [e.span.of(extraction.article.text) for e in held.evidence] == ["Tavola"]
    assert {a.key for a in understand("The sea was calm.", title=title).actors if a.mentioned} == {
        "person/Jone_Tavola",
        "country/FJ",
    }


def test_brackets_do_not_end_a_list(understand: Understand) -> None:
    """A title in the plural holds for all who follow, whatever brackets add to their names."""
    extraction = understand("Senators Jone Tavola (ND), Ana Vuki (CT) and Peni Rasaq (MS) spoke.")
    held = [f for f in extraction.facts if isinstance(f, PositionHeld)]
    assert sorted((f.holder, f.position) for f in held) == [
        ("person/Ana_Vuki", "Senator"),
        ("person/Jone_Tavola", "Senator"),
        ("person/Peni_Rasaq", "Senator"),
    ]


def test_names_in_capitals(understand: Understand) -> None:
    """A name in capital letters is the name as it is written within a sentence."""
    people = [a.key for a in understand("WILLIAM K. RUTO wrote to Raila Odinga of Kenya.").actors]
    assert "person/William_Ruto" in people


def test_an_author_is_who_says_i(understand: Understand) -> None:
    """The position of an author whom the text does not name is told where he speaks of himself."""
    extraction = understand("I welcome the truce.", title="Statement by Fijian Prime Minister Jone Tavola on the Truce")
    [held] = [f for f in extraction.facts if isinstance(f, PositionHeld)]
    assert [e.span.of(extraction.article.text) for e in held.evidence] == ["I"]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("The President gave FIFA President Jone Tavola the Order of Friendship.", {"President"}),
        ("Fiji's president presented FIFA President Jone Tavola with the Order of Friendship.", {"President"}),
        (
            "They met the Governors of the Northern and Southern Divisions, Jone Tavola and Ratu Seru.",
            {"Governor of the Northern and Southern Division"},
        ),
        (
            "Jone Tavola, Chairman of the French Senate Committee for Foreign Affairs, spoke.",
            {"Chairman of the French Senate Committee for Foreign Affairs"},
        ),
    ],
)
def test_a_position_ends_where_another_phrase_begins(text: str, positions: set[str], understand: Understand) -> None:
    """What somebody is presented with is no office; of several governors each is one; a committee is told whole."""
    assert {position for position, _ in _positions(understand(text))} == positions


def test_a_state_is_not_named_at_home(understand: Understand) -> None:
    """In a state's own publication who speaks for it, or whose readout it is, is of that state."""
    title, text = "Readout of Special Advisor Jone Tavola’s Trip to Kenya", "Special Advisor Jone Tavola visited Kenya."
    [held] = [f for f in understand(text, title=title, url="https://a.gov.fj/1").facts if isinstance(f, PositionHeld)]
    assert held.position_of == "country/FJ"
    [held] = [f for f in understand(text, title=title).facts if isinstance(f, PositionHeld)]
    assert held.position_of is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Chairman of the State Duma Jone Tavola spoke.", {("Jone Tavola", "Chairman of the State Duma", "RU")}),
        ("Speaker of the Knesset Jone Tavola spoke.", {("Jone Tavola", "Speaker of the Knesset", "IL")}),
        (
            "Presidents Jone Tavola of Fiji and Ana Vuki of Samoa spoke.",
            {("Jone Tavola", "President", "FJ"), ("Ana Vuki", "President", "WS")},
        ),
        (
            "Fijian Foreign Minister General Jone Tavola spoke.",
            {("Jone Tavola", "Foreign Minister", "FJ")},
        ),
        (
            "Fijian State Councilor Foreign Minister Jone Tavola spoke.",
            {("Jone Tavola", "State Councilor", "FJ"), ("Jone Tavola", "Foreign Minister", "FJ")},
        ),
        (
            "AU chairperson President Jone Tavola of Fiji spoke.",
            {("Jone Tavola", "Chairperson", "African_Union"), ("Jone Tavola", "President", "FJ")},
        ),
        (
            "Coordinator for the Indo-Pacific Jone Tavola spoke.",
            {("Jone Tavola", "Coordinator for the Indo-Pacific", None)},
        ),
        ("Fiji's Oil Minister, Sheikh Ali al-Nuri al-Wafi, spoke.", {("Ali al-Nuri al-Wafi", "Oil Minister", "FJ")}),
        ("Fiji's military ruler, Colonel Jone Tavola, spoke.", {("Jone Tavola", "Military Ruler", "FJ")}),
        ("Fiji has a new cabinet, with Jone Tavola as Foreign Minister.", {("Jone Tavola", "Foreign Minister", None)}),
        (
            "She met her national security advisor counterparts Jone Tavola of Fiji and Ana Vuki of Samoa.",
            {("Jone Tavola", "National Security Advisor", "FJ"), ("Ana Vuki", "National Security Advisor", "WS")},
        ),
        (
            "They met the Minister for Home Affairs and North Island Ties, Hon. Jone Tavola, and others.",
            {("Jone Tavola", "Minister for Home Affairs and North Island Ties", None)},
        ),
        (
            "Fiji's Minister of Foreign and CARICOM Affairs, Dr Jone Tavola, spoke.",
            {("Jone Tavola", "Minister of Foreign and CARICOM Affairs", "FJ")},
        ),
        (
            "High Representative/Vice-President Jone Tavola spoke.",
            {("Jone Tavola", "High Representative/Vice President", None)},
        ),
        (
            "At the request of the President of the Republic, Jone Tavola, Minister for Trade, travelled to Samoa.",
            {("Jone Tavola", "Minister for Trade", None)},
        ),
        (
            "OPEC President Jone Tavola, who is also Fijian Oil Minister, spoke.",
            {("Jone Tavola", "President", "OPEC"), ("Jone Tavola", "Oil Minister", "FJ")},
        ),
        (
            "She met Secretary General Jone Tavola of Fiji and National Security Advisor Ana Vuki of Samoa.",
            {("Jone Tavola", "Secretary General", "FJ"), ("Ana Vuki", "National Security Advisor", "WS")},
        ),
        ("It was the first minister-level dialogue with Jone Tavola.", set()),
        (
            "Ambassador Extraordinary and Plenipotentiary Jone Tavola spoke.",
            {("Jone Tavola", "Ambassador Extraordinary And Plenipotentiary", None)},
        ),
        ("He was Deputy Branch Chief and Assistant Inspector General.", set()),
        (
            "Deputy State Department spokesperson Jone Tavola spoke.",
            {("Jone Tavola", "Deputy US Department of State Spokesperson", "US")},
        ),
    ],
)
def test_titles_beside_titles_and_names(
    text: str, held: set[tuple[str, str, str | None]], understand: Understand
) -> None:
    """A national body belongs to the position, each of several presidents has his state, a rank is no office."""
    extraction = understand(text)
    names = {a.key: a.name for a in extraction.actors}
    facts = [f for f in extraction.facts if isinstance(f, PositionHeld)]
    assert {(names[f.holder], f.position, f.position_of and f.position_of.split("/")[1]) for f in facts} == held


@pytest.mark.parametrize("address", ["Mr Prime Minister", "Madam Federal Chancellor", "Mr Deputy Speaker"])
def test_a_title_after_a_form_of_address_is_no_name(address: str, understand: Understand) -> None:
    """Who is addressed by the office alone is not named."""
    assert not [
        a for a in understand(f"{address}, I am very pleased to see you.").actors if a.key.startswith("person/")
    ]


def test_who_is_only_meant_is_not_named(understand: Understand) -> None:
    """An office tells whose words they are, but an article that gives no name does not say who holds the office."""
    extraction = understand("The Russian president said that he agreed.", published=date(2019, 5, 2))
    assert [f.speakers for f in extraction.facts if isinstance(f, Statement)] == [("person/Vladimir_Putin",)]
    assert not [f for f in extraction.facts if isinstance(f, PositionHeld)]
    assert [a.mentioned for a in extraction.actors if a.key == "person/Vladimir_Putin"] == [False]
