"""What is counted, however the number is written: one rule at a time, on invented sentences."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Figure


def _figures(extraction: Extraction) -> list[tuple[float, str]]:
    return [(f.value, f.of) for f in extraction.facts if isinstance(f, Figure)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Trade recovered to NZ$1.2 billion.", (1.2e9, "NZ dollars")),
        ("Trade recovered to €1.5bn.", (1.5e9, "euros")),
        ("The 484MW wind farm will open.", (484, "MW")),
        ("Nepal will export 10,000 MW of electricity.", (10_000, "MW")),
        ("Some 7 million have left.", (7e6, "people")),
        ("A 12,000-strong force left.", (12_000, "strong force")),
        ("Ethiopia leased a 20-kilometer stretch.", (20, "kilometers stretch")),
        ("Eight ministers came.", (8, "ministers")),
        ("More than 30 nations took part.", (30, "nations")),
    ],
)
def test_numbers_are_counted_however_they_are_written(
    text: str, figure: tuple[float, str], understand: Understand
) -> None:
    """Prices with their country, units written to the number, compounds, and people who are not named."""
    assert _figures(understand(text)) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Two ministers came.",
        "The three countries agreed.",
        "A five-year plan was made after a two-day visit.",
        "They met in Room 204.",
    ],
)
def test_what_every_reader_knows_is_not_counted(text: str, understand: Understand) -> None:
    """A few states or ministers, lengths of time and numbers of rooms are no figures."""
    assert _figures(understand(text)) == []


def test_between_two_numbers_the_noun_is_one(understand: Understand) -> None:
    """ "Between 20,000 and 25,000 troops": troops, both times."""
    assert (20_000.0, "troops") in _figures(understand("Between 20,000 and 25,000 troops took part."))
