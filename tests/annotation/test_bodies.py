"""Which names are organizations, by what they are called and by the company they keep: one rule at a time."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import ActorKind, Extraction


def _organizations(extraction: Extraction) -> dict[str, ActorKind]:
    return {a.name: a.kind for a in extraction.actors if a.key.startswith("organization/") and a.mentioned}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He wrote in the daily Kuriren on Monday.", "Kuriren", ActorKind.NEWS_ORGANIZATION),
        ("The Kuriren newspaper reported it.", "Kuriren", ActorKind.NEWS_ORGANIZATION),
        ("The state energy company Brynja will drill for oil.", "Brynja", ActorKind.COMPANY),
        ("The Fiskarna party left the government.", "Fiskarna", ActorKind.ORGANIZATION),
        ("The South American bloc Pampasur met in Lima.", "Pampasur", ActorKind.ORGANIZATION),
        ("Gazprom and Brynja Petroleum signed a contract.", "Brynja Petroleum", ActorKind.COMPANY),
        ("The Kremlin said that it was ready.", "Kremlin", ActorKind.GOVERNMENT_BODY),
        ("The Fiji Border Force stopped a ship.", "Fiji Border Force", ActorKind.MILITARY_FORCE),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(text: str, name: str, kind: ActorKind, understand: Understand) -> None:
    """A noun before or after a name, its last word, or what it does says which organization it is."""
    assert _organizations(understand(text)).get(name) is kind


@pytest.mark.parametrize(
    "text",
    [
        "The group met on Monday.",
        "The party Secretary Lee spoke.",
        "Talks were held in the Kremlin.",
        "The company opened in March.",
    ],
)
def test_no_day_title_or_house_is_an_organization(text: str, understand: Understand) -> None:
    """A noun such as "group" makes no organization of a day or a title; a palace is a place where nobody acts."""
    assert _organizations(understand(text)) == {}


def test_the_beginning_of_a_name_stands_for_it(understand: Understand) -> None:
    """ "Brynja" is "Brynja Petroleum" in an article that names it in full."""
    text = "Brynja Petroleum will drill for oil. The state company Brynja is in debt."
    assert set(_organizations(understand(text))) == {"Brynja Petroleum"}


def test_a_body_belongs_to_the_state_named_before_it(understand: Understand) -> None:
    """ "Norway's Ministry of Health" is Norway's, and does not go on to another country."""
    found = understand("Norway's Ministry of Health and Germany agreed.")
    [ministry] = [a for a in found.actors if a.key.startswith("organization/")]
    assert (ministry.name, ministry.country) == ("Ministry of Health", "NO")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Hansa Foundation for Education, Science and Rural Development signed a contract.",
            "Hansa Foundation for Education, Science and Rural Development",
        ),
        ("The Bureau of Rivers, Lakes and Harbours opened.", "Bureau of Rivers, Lakes and Harbours"),
        ("He spoke at the UN Commission on the Status of Women.", "UN Commission on the Status of Women"),
        ("The Armed Forces of Bosnia and Herzegovina took part.", "Armed Forces of Bosnia and Herzegovina"),
        ("He works for the Norwegian Embassy in the Republic of Korea.", "Norwegian Embassy in the Republic of Korea"),
        ("He met Chairman of the Northern Unity Party Ole Hansen.", "Northern Unity Party"),
        ("He met Security Council Senior Director Ole Hansen.", "Security Council"),
        ("He met Office of Ports Senior Bureau Official Ole Hansen.", "Office of Ports"),
    ],
)
def test_a_name_is_whole(text: str, name: str, understand: Understand) -> None:
    """What a body is of, for or in belongs to its name, lists too; a title beside it does not."""
    found = _organizations(understand(text))
    assert name in found or f"UN {name}" in found


def test_neighbours_in_a_list_are_others(understand: Understand) -> None:
    """Bodies with commas between them are bodies of their own."""
    found = _organizations(understand("The Ministry of Health, Gazprom and the Bank of France, Germany and Italy met."))
    assert {"Ministry of Health", "Gazprom"} <= set(found)
    assert "Soviet Union" not in _organizations(understand("The Soviet Union was the first to do so."))


def test_two_adjectives_before_one_name_are_two_bodies(understand: Understand) -> None:
    """Of "the French and Royal Navy" the second is named, and whose turn it is to preside is no body."""
    found = _organizations(understand("Ships of the French and Royal Navy came. The G7 Presidency was glad."))
    assert "Royal Navy" in found
    assert not {"French and Royal Navy", "G7 Presidency"} & set(found)


@pytest.mark.parametrize("text", ["A Boeing 737 crashed.", "The Volvo XC90 stood there."])
def test_what_a_company_made_is_not_the_company(text: str, understand: Understand) -> None:
    """A maker's name before the number of a model names the thing."""
    assert not _organizations(understand(text))


def test_a_dash_within_a_name_joins_it(understand: Understand) -> None:
    """ "Export–Import Bank" is one body, and nobody's name."""
    found = understand("Nordic Export–Import Bank president Jone Tavola said so. Our Consulate General is open.")
    assert "Nordic Export–Import Bank" in _organizations(found)
    assert not [name for name in _organizations(found) if name.startswith("Our")]


def test_a_state_calls_its_own_bodies_by_no_country(understand: Understand) -> None:
    """ "The Security Council" in a state's own news is that state's, unless the United Nations are spoken of."""
    text, url = "The president held a meeting with members of the Security Council.", "http://a.gov.ru/1"
    assert set(_organizations(understand(text, url=url))) == {"Security Council of Russia"}
    assert set(_organizations(understand(text))) == {"UN Security Council"}
    assert "UN Security Council" in _organizations(understand(f"{text} He spoke of the UN.", url=url))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Nolan-Harris Supply Task Force agreed.", "Harris Supply Task Force"),
        ("Executive Order No. 12 was signed.", "Executive Order No"),
    ],
)
def test_a_part_of_a_name_is_no_body(text: str, name: str, understand: Understand) -> None:
    """Neither what follows a hyphen nor the number of a decree is a body."""
    assert name not in _organizations(understand(text))


def test_the_members_of_unions_are_a_part_of_their_names(understand: Understand) -> None:
    """ "International ... and ... Union" is one body, and its first words are nobody's name."""
    found = understand("The International Foresters and Carpenters Union said that it agreed.")
    assert set(_organizations(found)) == {"International Foresters and Carpenters Union"}
    assert not [a for a in found.actors if a.key.startswith("person/")]


def test_a_known_body_called_by_one_word(understand: Understand) -> None:
    """ "The Commonwealth" is the CIS where that is spoken of, and the Commonwealth of Nations elsewhere."""
    found = set(_organizations(understand("The CIS met in Minsk. The Commonwealth agreed.")))
    assert found == {"Commonwealth of Independent States"}
    assert set(_organizations(understand("The Commonwealth agreed."))) == {"Commonwealth of Nations"}


def test_one_of_many_is_no_body(understand: Understand) -> None:
    """ "A Foreign Terrorist Organization" tells what somebody is, and names nobody."""
    assert not _organizations(understand("The group was designated as a Foreign Terrorist Organization."))
