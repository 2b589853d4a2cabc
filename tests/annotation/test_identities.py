"""Who is meant by a name within one article: what its titles, its headline, its day and its company allow.

Every sentence is invented; the article is of Friday, 14 June 2024.
"""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Understand

from kg.model import Extraction


def _people(extraction: Extraction) -> set[str]:
    return {actor.key.removeprefix("person/") for actor in extraction.actors if actor.kind.value == "Person"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Jill Biden opened the fair. President Biden was not there.", "Joe_Biden"),
        ("Under President Biden, taxes fell.", "Joe_Biden"),
        ("Japan under Prime Minister Kishida has changed.", "Fumio_Kishida"),
        ("Jane Roe, economic adviser of Chancellor Scholz, spoke.", "Olaf_Scholz"),
        ("In 2005 Presidents Putin and Kocharian met.", "Robert_Kocharyan"),
        ("Leaders of G.W. Bush's party met.", "George_W._Bush"),
    ],
)
def test_titles_say_who_is_meant(text: str, person: str, understand: Understand) -> None:
    """An office, and initials, tell which bearer of a family name is meant."""
    assert person in _people(understand(text))


def test_an_office_of_others_is_not_hers(understand: Understand) -> None:
    """ "President Bush" after Barbara Bush alone is one of two presidents, and not she."""
    found = understand("Barbara Bush loved books. President Bush was mourned in Texas.")
    assert _people(found) == {"Barbara_Bush"}
    (barbara,) = (actor for actor in found.actors if actor.key == "person/Barbara_Bush")
    assert "President Bush" not in barbara.aliases


@pytest.mark.parametrize(
    "text",
    [
        "The storm hit Hyde, Lee, Martin and Moore counties.",
        "Timothy Baker, of Virginia, was named.",
        "The baker Baker opened a shop in the United States.",
        "He represents the United States at the Sessions of the General Assembly.",
        "She is a judge of the General Sessions Court in the United States.",
    ],
)
def test_a_family_name_alone_is_not_enough(text: str, understand: Understand) -> None:
    """A family name without title is somebody well known only where the country is named, and not after long years."""
    found = _people(understand(text))
    assert found.isdisjoint({"Lee_Hsien_Loong", "Miche%C3%A1l_Martin", "James_Baker", "Jeff_Sessions"})


def test_the_headline_introduces(understand: Understand) -> None:
    """Who is named in full in the headline is meant by the family name in the text, in office or not."""
    text = "Mr Shoigu reported on the convoys."
    titled = understand(text, title="Meeting with Sergei Shoigu", published=date(2001, 12, 13))
    assert _people(titled) == {"Sergei_Shoigu"}


@pytest.mark.parametrize(
    "text",
    [
        "They met the Chief Financial Officer and an Assistant District Attorney of the city.",
        "Wreaths were laid in Alexander Garden.",
        "He visited the Avi Kwa Ame National Monument.",
        "She holds a B.S. and a J.D. from Yale.",
    ],
)
def test_what_is_no_person(text: str, understand: Understand) -> None:
    """Posts, gardens, monuments and degrees are nobody's names."""
    assert _people(understand(text)) == set()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Those present: Brian Deese - Assistant to the President.", {"Brian_Deese"}),
        ("Dr. Martin Luther King was remembered.", {"Martin_Luther_King_Jr."}),
        ("Biden met with Amir Sheikh Tamim Bin Hamad Al-Thani of Qatar.", {"Tamim_bin_Hamad_Al_Thani"}),
        ("President Biden Highlights Actions in Texas.", {"Joe_Biden"}),
    ],
)
def test_where_a_name_begins_and_ends(text: str, people: set[str], understand: Understand) -> None:
    """A dash, a title and a headline's words are no part of a name."""
    assert _people(understand(text)) - {"Joe_Biden"} == people - {"Joe_Biden"}


def test_the_common_form_is_the_name(understand: Understand) -> None:
    """Of a full name and a longer stretch told once, the one that the article keeps to is the name."""
    text = "Anna Roe Launches Fund. Anna Roe spoke in Paris. Anna Roe left on Monday."
    assert "Anna_Roe" in _people(understand(text))
