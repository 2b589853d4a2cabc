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


@pytest.mark.parametrize(
    ("text", "value", "of"),
    [
        ("Norway bought gas worth USD150 billion.", 150e9, "US dollars"),
        ("Norway bought 30 aircraft.", 30, "aircraft"),
        ("It grew. One hundred and fifty Norwegian companies work there.", 150, "companies"),
        ("Norway will join six of Germany's Innovation Hubs.", 6, "Innovation Hubs"),
    ],
)
def test_numbers_come_in_many_forms(text: str, value: float, of: str, understand: Understand) -> None:
    """Money written to its currency, plurals without an ending, numbers that open a sentence, parts of a whole."""
    [figure] = [f for f in understand(text).facts if isinstance(f, Figure)]
    assert figure.value == value
    assert of in figure.of


def test_one_of_many_is_not_counted(understand: Understand) -> None:
    """ "One of our partners" says nothing about a number."""
    assert not [f for f in understand("Norway is one of our key partners.").facts if isinstance(f, Figure)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kuwaiti output fell to 1.1 mln bpd in May from 1.4 mln in April.",
         [(1.1e6, "barrels per day"), (1.4e6, "barrels per day")]),
        ("Prices rose to 17 dlrs a barrel, up 3 pct.", [(17, "dollars a barrel"), (3, "percent, Prices")]),
        ("Trade between them rose by 21%.", [(21, "percent, Trade")]),
        ("A school for 75 per cent of children needs a tariff of 15 percent.",
         [(75, "per cent of children"), (15, "percent, tariff")]),
        ("The bank gave a 38.8 million euro loan.", [(38.8e6, "euro loan")]),
        ("The dam costs between $5 and $7 billion.", [(5e9, "US dollars"), (7e9, "US dollars")]),
        ("Norway pumped 5.7  million barrels of oil.", [(5.7e6, "barrels")]),
    ],
)  # fmt: skip
def test_units_are_read_as_agencies_write_them(
    text: str, told: list[tuple[float, str]], understand: Understand
) -> None:
    """Short units are written out, a scale told once is of both, and what is told before need not be told again."""
    assert _figures(understand(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The island has a population of 40,000.", [(40_000, "population")]),
        ("The death toll exceeded 300.", [(300, "death toll")]),
        ("A blast in Herat killed seven and wounded 31.", [(7, "people"), (31, "people")]),
        ("The road is 160 km (100 miles) long.", [(160, "km")]),
        ("The vote was 193 to 4 and the score 300.", []),
        ("He lives at 1600 Pennsylvania Avenue and took bus 200.", []),
    ],
)
def test_a_number_alone_is_of_what_it_hangs_on(
    text: str, told: list[tuple[float, str]], understand: Understand
) -> None:
    """Without a noun of its own a number is of its "of", of the subject of "exceeded", or of those killed."""
    assert _figures(understand(text)) == told
