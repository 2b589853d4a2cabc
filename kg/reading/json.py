"""JSON files (an article, or a list of them) and JSON Lines files (an article a line)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.model import Article, Rejected
from kg.reading import fields
from kg.reading.content import decode, load, refuse_utf_16, shown
from kg.reading.found import Found, UnreadableError, attempt
from kg.reading.limits import Limits


def articles(path: Path, limits: Limits) -> Iterator[Found | Rejected]:
    """The article of a JSON file, or all of its list, each with its place in it.

    Raises:
        OSError: the file cannot be opened or read.
        UnreadableError: it is not JSON, or a list without articles.

    """
    value = parse(decode(load(path, limits.file_bytes)))
    if not isinstance(value, list):
        yield attempt(shown(path), partial(fields.article, value, limits))
        return
    if not value:
        raise UnreadableError("is an empty list")
    for number, item in enumerate(value, start=1):
        yield attempt(f"{shown(path)}[{number}]", partial(fields.article, item, limits))


def lines(path: Path, limits: Limits) -> Iterator[Found | Rejected]:
    """The articles of a JSON Lines file, read one line at a time; blank lines are passed over.

    Raises:
        OSError: the file cannot be opened or read.
        UnreadableError: it is UTF-16, or has no lines but blank ones.

    """
    empty = True
    with path.open("rb") as file:
        refuse_utf_16(file.peek(2)[:2])
        for number, line in enumerate(_lines(file, limits.line_bytes), start=1):
            if line.strip():
                empty = False
                yield attempt(f"{shown(path)}:{number}", partial(_article, line, limits))
    if empty:
        raise UnreadableError("is empty")


def parse(text: str) -> object:
    """The JSON value of a text.

    >>> parse('{"text": "They met."}')
    {'text': 'They met.'}

    Raises:
        UnreadableError: it is not JSON (the place is named), or nested too deeply to be read.

    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"is not JSON: {error.msg} ({place})") from None
    except RecursionError:
        raise UnreadableError("is nested too deeply") from None
    except ValueError:
        raise UnreadableError("is not JSON that can be read: a number has too many digits") from None


def _article(line: bytes, limits: Limits) -> Article:
    if len(line) > limits.line_bytes:
        raise UnreadableError(f"is longer than {limits.line_bytes:,} bytes")
    return fields.article(parse(decode(line)), limits)


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Every line; of one that is longer than `limit` bytes only the first `limit + 1` are kept."""
    while line := file.readline(limit + 1):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(limit)):
            pass
        yield line
