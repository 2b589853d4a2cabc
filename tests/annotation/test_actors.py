"""Who is named, which position they hold, of what: one rule of news English at a time.

Every sentence is invented; the article is of Friday, 14 June 2024.
"""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, PositionHeld


def _people(extraction: Extraction) -> dict[str, str | None]:
    """The people by name, with the country that they act for."""
    return {a.name: a.country for a in extraction.actors if a.kind.value == "Person"}


def _positions(extraction: Extraction) -> set[tuple[str, str, str | None, str]]:
    names = {actor.key: actor.name for actor in extraction.actors}
    return {
        (names[f.holder], f.position, names.get(f.position_of or ""), f.tenure.value)
        for f in extraction.facts
        if isinstance(f, PositionHeld)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President William Ruto spoke.",
        "William Ruto, the president of Kenya, spoke.",
        "William Ruto, Kenya's president, spoke.",
        "The President of Kenya, William Ruto, spoke.",
        "Kenya’s President William Ruto spoke.",
        "President of Kenya William Ruto spoke.",
    ],
)
def test_titles_stand_before_or_after_names(text: str, understand: Understand) -> None:
    """A title makes a position of the name beside it, before it or after it, with the country it names."""
    assert _positions(understand(text)) == {("William Ruto", "President", "Kenya", "Current")}
    assert _people(understand(text)) == {"William Ruto": "KE"}


@pytest.mark.parametrize(
    ("text", "tenure"),
    [
        ("Former Kenyan President Uhuru Kenyatta spoke.", "Former"),
        ("Kenyan President-elect William Ruto spoke.", "Future"),
        ("Then Kenyan President Uhuru Kenyatta spoke.", "Former"),
    ],
)
def test_titles_tell_when_they_were_held(text: str, tenure: str, understand: Understand) -> None:
    """ "Former" and "-elect" tell whether a position is held, was held or will be."""
    assert {(p[1], p[2], p[3]) for p in _positions(understand(text))} == {("President", "Kenya", tenure)}


@pytest.mark.parametrize(
    "text",
    [
        "Former finance minister and current Kenyan President Anna Mwangi spoke.",
        "Anna Mwangi, former finance minister and currently the president of Kenya, spoke.",
    ],
)
def test_former_and_current_are_two_positions(text: str, understand: Understand) -> None:
    """ "Former X and currently Y" are two positions of one person, each with its own tenure."""
    found = {(holder, position, tenure) for holder, position, _, tenure in _positions(understand(text))}
    assert found == {("Anna Mwangi", "Finance Minister", "Former"), ("Anna Mwangi", "President", "Current")}


def test_a_surname_is_the_person_named_before(understand: Understand) -> None:
    """A surname alone, with or without a title, is the person that was named in full."""
    text = "Kenyan President William Ruto spoke. President Ruto then left. Ruto smiled."
    assert _people(understand(text)) == {"William Ruto": "KE"}


def test_two_of_one_surname_stay_two(understand: Understand) -> None:
    """People who share a surname are told apart by their first names."""
    text = "French President Emmanuel Macron arrived with his wife Brigitte Macron."
    assert _people(understand(text)).keys() == {"Emmanuel Macron", "Brigitte Macron"}


def test_a_handle_is_its_holder(understand: Understand) -> None:
    """A well-known handle is the person who posts under it."""
    assert _people(understand("We thank @narendramodi for coming.")) == {"Narendra Modi": "IN"}


def test_a_possessive_is_not_a_part_of_the_name(understand: Understand) -> None:
    """Neither the possessive nor a title belongs to a name."""
    assert _people(understand("William Ruto's visit pleased Prime Minister Anna Mwangi’s cabinet.")).keys() == {
        "William Ruto",
        "Anna Mwangi",
    }


def test_demonyms_name_countries(understand: Understand) -> None:
    """A country is mentioned by its name, its adjective and its people."""
    found = understand("Kenyan tea is drunk by Tanzanians, and exported to Sri Lanka and the United Kingdom.")
    assert {a.country for a in found.actors if a.kind.value == "Country"} == {"KE", "TZ", "LK", "GB"}


def test_a_countrys_name_in_a_surname_is_no_country(understand: Understand) -> None:
    """Whoever is called like a country is a person."""
    found = understand("Portuguese Prime Minister Luis Montenegro spoke. Montenegro then left for Lisbon.")
    assert {a.country for a in found.actors if a.kind.value == "Country"} == {"PT"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She told The Guardian that she would stay.", "The Guardian"),
        ("The Washington Post reported it.", "The Washington Post"),
        ("The Coastal Fisheries Agency met.", "Coastal Fisheries Agency"),
    ],
)
def test_an_article_before_a_name_hides_it_not(text: str, name: str, understand: Understand) -> None:
    """ "The" begins the names of newspapers, and stands before those of other bodies."""
    assert name in {a.name for a in understand(text).actors}


def test_an_adjective_is_no_newspaper(understand: Understand) -> None:
    """What only describes the noun after it is no newspaper: "The Hindu festival"."""
    assert "The Hindu" not in {a.name for a in understand("The Hindu festival began.").actors}


def test_a_noun_beside_a_name_says_that_it_is_a_persons(understand: Understand) -> None:
    """Appositions and nouns of trades and kin make known whom no list knows; ships and firms are nobody."""
    text = "Hatice Demir, fiancée of journalist Kemal Aslan, saw the frigate Forbin and HMS Daring. Alfa Kft spoke."
    found = {a.name for a in understand(text).actors if a.key.startswith("person/")}
    assert {"Hatice Demir", "Kemal Aslan"} <= found
    assert not {"Forbin", "HMS Daring", "Daring", "Alfa Kft"} & found


def test_a_headline_in_capitals_ends_a_name(understand: Understand) -> None:
    """The capitalized verb of a headline is no part of the name before it."""
    title = "First Lady Melania Trump Launches Fostering the Future Together"
    found = understand("She spoke of children.", title=title).actors
    assert {a.name for a in found if a.key.startswith("person/")} <= {"Melania Trump"}
