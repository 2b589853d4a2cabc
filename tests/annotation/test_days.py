"""When: words of time against the day of publication, Friday, 14 June 2024 unless it is another."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Understand

from kg.model import Basis, Extraction, Meeting, Period

MET = "Kenyan President William Ruto met Tanzanian President Samia Suluhu Hassan in Nairobi {}."
WILL = "Kenyan President William Ruto will meet Tanzanian President Samia Suluhu Hassan in Nairobi {}."


def _when(extraction: Extraction) -> Period | None:
    [meeting] = [fact for fact in extraction.facts if isinstance(fact, Meeting)]
    return meeting.period


def _bounds(period: Period | None) -> tuple[str, str] | None:
    if period is None or period.earliest is None or period.latest is None:
        return None
    return period.earliest.isoformat(), period.latest.isoformat()


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Wednesday", "2024-06-12", "2024-06-12"),
        ("on Friday", "2024-06-14", "2024-06-14"),
        ("on Saturday", "2024-06-08", "2024-06-08"),
        ("today", "2024-06-14", "2024-06-14"),
        ("yesterday", "2024-06-13", "2024-06-13"),
        ("last week", "2024-06-03", "2024-06-09"),
        ("last month", "2024-05-01", "2024-05-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("in May", "2024-05-01", "2024-05-31"),
        ("in December", "2023-12-01", "2023-12-31"),
        ("in May 2021", "2021-05-01", "2021-05-31"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("in the autumn of 2001", "2001-09-01", "2001-11-30"),
        ("last summer", "2023-06-01", "2023-08-31"),
        ("in winter 2022", "2022-12-01", "2023-02-28"),
        ("on 3 May", "2024-05-03", "2024-05-03"),
        ("on May 3, 2022", "2022-05-03", "2022-05-03"),
        ("on 3 May 2022", "2022-05-03", "2022-05-03"),
        ("on 29 February 2024", "2024-02-29", "2024-02-29"),
    ],
)
def test_what_was_is_bound_to_the_past(words: str, first: str, last: str, understand: Understand) -> None:
    """A past event's weekday or month is the last one before publication; explicit days are themselves."""
    assert _bounds(_when(understand(MET.format(words)))) == (first, last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Wednesday", "2024-06-19", "2024-06-19"),
        ("tomorrow", "2024-06-15", "2024-06-15"),
        ("next Tuesday", "2024-06-18", "2024-06-18"),
        ("next month", "2024-07-01", "2024-07-31"),
        ("in December", "2024-12-01", "2024-12-31"),
        ("in the autumn", "2024-09-01", "2024-11-30"),
        ("this fall", "2024-09-01", "2024-11-30"),
        ("next spring", "2025-03-01", "2025-05-31"),
        ("on 3 July", "2024-07-03", "2024-07-03"),
    ],
)
def test_what_will_be_is_bound_to_the_future(words: str, first: str, last: str, understand: Understand) -> None:
    """A coming event's weekday or month is the next one after publication."""
    assert _bounds(_when(understand(WILL.format(words)))) == (first, last)


@pytest.mark.parametrize("words", ["on Wednesday", "yesterday", "last month", "in May"])
def test_without_a_publication_date_relative_words_stay_unbound(words: str, understand: Understand) -> None:
    """Of an undated article relative words are kept as words, without bounds."""
    period = _when(understand(MET.format(words), published=None))
    assert _bounds(period) is None


def test_explicit_days_need_no_publication_date(understand: Understand) -> None:
    """An explicit day is bound in an undated article too."""
    period = _when(understand(MET.format("on 3 May 2022"), published=None))
    assert _bounds(period) == ("2022-05-03", "2022-05-03")


def test_the_basis_is_told(understand: Understand) -> None:
    """A period tells its words and whether they are explicit or relative."""
    relative = _when(understand(MET.format("on Wednesday")))
    explicit = _when(understand(MET.format("on 3 May 2022")))
    assert relative
    assert explicit
    assert (relative.text, relative.basis) == ("Wednesday", Basis.RELATIVE)
    assert (explicit.text, explicit.basis) == ("3 May 2022", Basis.EXPLICIT)


def test_the_turn_of_the_year(understand: Understand) -> None:
    """In January, December and last week lie in the year before."""
    new_year = date(2024, 1, 3)
    december = _when(understand(MET.format("in December"), published=new_year))
    week = _when(understand(MET.format("last week"), published=new_year))
    assert _bounds(december) == ("2023-12-01", "2023-12-31")
    assert _bounds(week) == ("2023-12-25", "2023-12-31")


def test_a_day_that_is_none_is_not_invented(understand: Understand) -> None:
    """The 31st of February binds nothing to a day that it is not."""
    period = _when(understand(MET.format("on 31 February 2024")))
    assert period is None or _bounds(period) in {None, ("2024-02-01", "2024-02-29")}
