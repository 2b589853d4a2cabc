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
