"""What becomes of a plain text file: its id, title, day, place and text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import read

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = ROOT.parent / "shared" / "eval" / "dev"
SEEDS = {"seed-000": "000_a8e875d27a615b33", "seed-003": "003_bd261d27ab6ca9df"}


def _article(tmp_path: Path, content: str | bytes) -> Article:
    path = tmp_path / "a.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (article,) = read([path])
    assert isinstance(article, Article)
    return article


@pytest.mark.skipif(not EVALUATION.is_dir(), reason="../shared/eval is not here")
@pytest.mark.parametrize(("name", "stem"), SEEDS.items())
def test_a_seed_is_the_text_its_annotations_count_in(name: str, stem: str) -> None:
    """A seed's text and day are those of the annotated article, to the character."""
    given = json.loads((EVALUATION / f"{name}.article.json").read_text("utf-8"))
    (article,) = read([ROOT / "seeds" / f"{stem}.txt"])
    assert isinstance(article, Article)
    assert (article.id, article.text) == (stem, given["text"])
    assert article.published == date.fromisoformat(given["published"])


def test_the_opening_of_a_clipping_gives_day_and_place(tmp_path: Path) -> None:
    """The day is taken off the text; the dateline stays and is the place too."""
    article = _article(tmp_path, " date 2024-07-19 New Delhi: Amid reports, they met.\nMore.\n")
    assert article.published == date(2024, 7, 19)
    assert article.place == "New Delhi"
    assert article.text == "New Delhi: Amid reports, they met.\nMore."


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW, December 26. /TASS/. They met.",
        "New Delhi: They met.",
        "Date palms grow here.",
        "date 2024-07-199 is no day.",
    ],
)
def test_without_an_opening_there_is_no_day_or_place(tmp_path: Path, text: str) -> None:
    """An agency's dateline stays in the text and is left for the extraction to understand."""
    article = _article(tmp_path, text)
    assert (article.text, article.published, article.place) == (text, None, None)


@pytest.mark.parametrize("words", ["The point is this: they met.", "Putin to Modi: they met.", "They met."])
def test_a_clipping_that_opens_without_a_place_has_none(tmp_path: Path, words: str) -> None:
    """Only a few words with capitals in front of a colon are a place."""
    assert _article(tmp_path, f"date 2024-07-19 {words}").place is None


def test_a_headline_is_the_title_and_not_in_the_text(tmp_path: Path) -> None:
    """A short line without a full stop, a blank line below it, is a headline."""
    article = _article(tmp_path, 'Putin calls Modi "dear friend"\r\n\r\nThey met.\r\nThey dined.')
    assert article.title == 'Putin calls Modi "dear friend"'
    assert article.text == "They met.\nThey dined."


def test_a_headline_may_stand_below_the_opening(tmp_path: Path) -> None:
    """Day, headline and place are told apart."""
    article = _article(tmp_path, "date 2024-07-09 Modi meets Putin in Moscow\n\nMOSCOW: They met.")
    assert (article.title, article.place) == ("Modi meets Putin in Moscow", "MOSCOW")
    assert article.text == "MOSCOW: They met."


@pytest.mark.parametrize(
    "first",
    [
        "The two presidents met in Moscow.",
        "Will they meet again?",
        "MOSCOW, July 8, 2024",
        "By Our Own Correspondent",
        "New Delhi",
        "They met in Moscow " * 10,
    ],
)
def test_a_first_line_that_is_no_headline_stays(tmp_path: Path, first: str) -> None:
    """Sentences, datelines, bylines, places and long lines are text."""
    article = _article(tmp_path, f"{first}\n\nMore was said.")
    assert article.title is None
    assert article.text == f"{first}\n\nMore was said."


@pytest.mark.parametrize("text", ["A line that stands alone", "Two lines in a row\nwithout a blank one"])
def test_a_headline_needs_a_blank_line_and_a_text_below(tmp_path: Path, text: str) -> None:
    """Nothing is taken for a headline that leaves no article."""
    assert _article(tmp_path, text) == Article("a", text)


def test_characters_are_kept_as_written(tmp_path: Path) -> None:
    """A byte order mark goes and CRLF becomes LF; nothing is composed or replaced."""
    written = "﻿Cafe\u0301 \u00a0“talks”\u200b\x07\r\nlone \r stays".encode()
    assert _article(tmp_path, written).text == "Cafe\u0301 \u00a0“talks”\u200b\x07\nlone \r stays"


def test_a_long_run_of_white_space_takes_no_time(tmp_path: Path) -> None:
    """Finding an opening or headline is linear in the size of the file."""
    assert _article(tmp_path, " " * 3_000_000 + "They met.").text == "They met."
