"""Plain text files: one article each, known by the file's name.

Two things in front of an article are taken off, so that evidence never counts in them:

- the opening of a clipping, ``date 2024-07-19 New Delhi: Amid reports ...``: its day becomes the
  day of publication and is taken off; the dateline's place becomes the article's place and stays;
- a headline: a short first line without a full stop, with a blank line below it.

An agency's own dateline ("MOSCOW, December 26. /TASS/.") is a part of the text and stays there.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kg.model import Article
from kg.reading import days
from kg.reading.content import checked, decode, load, writable
from kg.reading.limits import Limits

_OPENING = re.compile(r"\s*date:?[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\S)\s*", re.IGNORECASE)
_WORD = r"[^\W\d_][\w.'’-]*"
_PLACE = re.compile(rf"({_WORD}(?:[ /]{_WORD}|, {_WORD}){{0,3}}):\s")
_LONGEST_PLACE = 40
_LONGEST_HEADLINE = 150
_FEWEST_WORDS = 3
_CLOSERS = "\"'”’»)]"
_FINAL = (".", ",", ";", ":", "!", "?", "…", "-", "–", "—")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATED = re.compile(rf"\b(?:{_MONTH})\b\.?,? [0-9, ]+$", re.IGNORECASE)
_BYLINE = re.compile(r"by\s|date:?\s", re.IGNORECASE)


def article(path: Path, limits: Limits) -> Article:
    """The article in a text file.

    Raises:
        OSError: the file cannot be opened or read.
        UnreadableError: it holds no article, or its opening bears an impossible date.

    """
    whole = decode(load(path, limits.file_bytes)).replace("\r\n", "\n")
    published, below = opening(whole)
    title, body = headline(below)
    text = checked(body.strip(), limits)
    place = _place(text) if published else None
    return Article(id=identifier(path), text=text, title=title, published=published, place=place)


def identifier(path: Path) -> str:
    r"""The file's name without its last ending; bytes that are not UTF-8 are spelt out.

    >>> identifier(Path("news/tass.2024-07-19.txt"))
    'tass.2024-07-19'
    """
    return writable("file name", path.stem.encode("utf-8", "backslashreplace").decode())


def opening(text: str) -> tuple[date | None, str]:
    """The day that the opening of a clipping bears, and the text below or behind it.

    >>> opening(" date 2024-07-19 New Delhi: Amid reports")
    (datetime.date(2024, 7, 19), 'New Delhi: Amid reports')
    >>> opening("Date palms grow here.")
    (None, 'Date palms grow here.')

    Raises:
        UnreadableError: there is no such day.

    """
    match = _OPENING.match(text)
    if match is None:
        return None, text
    return days.published(match[1]), text[match.end() :]


def headline(text: str) -> tuple[str | None, str]:
    r"""The headline, if the first line clearly is one, and the text without it.

    >>> headline("Modi meets Putin in Moscow\n\nThe two leaders talked.")
    ('Modi meets Putin in Moscow', 'The two leaders talked.')
    >>> headline("MOSCOW, July 8, 2024\n\nThe two leaders talked.")[0] is None
    True
    """
    line, _, rest = text.lstrip().partition("\n")
    below, end, body = rest.partition("\n")
    alone = end and not below.strip() and body.strip()
    return (line.rstrip(), body) if alone and _is_headline(line.rstrip()) else (None, text)


def _is_headline(line: str) -> bool:
    """Whether a line is one by its size, its end and its words; a dateline or byline is not."""
    enough = len(line) <= _LONGEST_HEADLINE and len(line.split()) >= _FEWEST_WORDS
    if not enough or line.rstrip(_CLOSERS).endswith(_FINAL):
        return False
    return not _BYLINE.match(line) and not _DATED.search(line)


def _place(text: str) -> str | None:
    """The place in front of a clipping's text: a few words with capitals, and a colon."""
    match = _PLACE.match(text)
    if match is None or len(match[1]) > _LONGEST_PLACE:
        return None
    return match[1] if all(word[0].isupper() for word in re.split("[ /,]+", match[1])) else None
