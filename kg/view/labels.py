"""What is fit to be shown, and how much room it takes."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from functools import lru_cache

LINE = 24
"""Longest line of a label in the picture, in characters."""
LINES = 2
"""Most lines of a label in the picture."""
UNSEEN = {"Cc", "Cs"}
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """The text as one line, without what would hide or reorder the characters around it.

    >>> visible("Prime\\n Minister \\u202edoM")
    'Prime Minister doM'
    """
    line = re.sub(r"\s+", " ", text)
    return line if line.isprintable() else "".join(filter(_seen, line))


def _seen(character: str) -> bool:
    return character not in REORDERING and unicodedata.category(character) not in UNSEEN


@lru_cache(maxsize=65536)
def short(text: str) -> str:
    """The label as drawn: wrapped at words into lines of like length, cut with an ellipsis if too long.

    >>> short("Talks in the Kremlin, 9 July 2024")
    'Talks in the\\nKremlin, 9 July 2024'
    >>> short("word " * 40)
    'word word word word word\\nword word word word…'
    """
    shown = visible(text)
    widest = _wrap(shown, LINE)
    if len(widest) < LINES or widest[-1].endswith("…"):
        return "\n".join(widest)
    tries = (_wrap(shown, width) for width in range(LINE // 2, LINE))
    return "\n".join(next((lines for lines in tries if _says_as_much(lines, widest)), widest))


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, max_lines=LINES, placeholder="…", break_on_hyphens=False)


def _says_as_much(lines: list[str], widest: list[str]) -> bool:
    return len(lines) == len(widest) and " ".join(lines) == " ".join(widest)


def extent(label: str, font: int) -> tuple[float, float]:
    """About how wide and high a drawn label is, in pixels; whatever the fonts of the reader's machine."""
    lines = label.split("\n")
    return max(map(_width, lines)) * font, len(lines) * font * 1.25


def _width(line: str) -> float:
    return sum(1.05 if unicodedata.east_asian_width(character) in "WF" else 0.58 for character in line)
