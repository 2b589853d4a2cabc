"""Which file is read how, and that no two articles bear one id."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.keys import segment
from kg.model import Article, Rejected
from kg.reading import folders, json, text
from kg.reading.content import shown
from kg.reading.found import Found, UnreadableError, attempt, reason
from kg.reading.limits import DEFAULT, Limits


def read(paths: Sequence[str | Path], limits: Limits = DEFAULT) -> Iterator[Article | Rejected]:
    """Every article in the files and folders, one at a time, and every input that holds none.

    Paths are read in the order given, what lies in a folder in the order of its names. The first
    article with an id is kept; any later one is rejected, told apart as a duplicate or a rival.
    Raises nothing: what goes wrong with an input is said in its `Rejected`.
    """
    known: dict[str, tuple[str, int]] = {}
    for path in [paths] if isinstance(paths, str | Path) else paths:
        for found in _read(path, limits):
            yield found if isinstance(found, Rejected) else _once(found, known)


def _once(found: Found, known: dict[str, tuple[str, int]]) -> Article | Rejected:
    """The article, unless its id, or one that makes the same IRI, is taken.

    Of the articles met only the source and a hash are kept, so that memory holds any number.
    """
    iri, content = segment(found.article.id), hash(found.article)
    if iri not in known:
        known[iri] = (found.source, content)
        return found.article
    source, first = known[iri]
    if first == content:
        return Rejected(found.source, f"is a duplicate of {source}")
    name = shown(found.article.id)
    return Rejected(found.source, f'id "{name}" is already that of {source}, which differs')


def _read(path: str | Path, limits: Limits) -> Iterator[Found | Rejected]:
    """What one path of the caller's leads to."""
    try:
        place = _path(path)
        read_all = _folder if place.is_dir() else _file
    except (OSError, UnreadableError) as error:
        yield Rejected(shown(str(path)), reason(error))
        return
    yield from read_all(place, limits)


def _path(path: str | Path) -> Path:
    """The path, if a file could have it.

    Raises:
        UnreadableError: it is empty, or holds what the file system cannot name.

    """
    try:
        named = b"\0" not in os.fsencode(path) and str(path) != ""
    except UnicodeEncodeError:
        named = False
    if not named:
        raise UnreadableError("is not a path that a file can have")
    return Path(path)


def _folder(folder: Path, limits: Limits) -> Iterator[Found | Rejected]:
    """What lies below a folder, and a word if there is no article in it."""
    barren = True
    for path in folders.walk(folder):
        for found in [path] if isinstance(path, Rejected) else _file(path, limits):
            barren = barren and isinstance(found, Rejected)
            yield found
    if barren:
        yield Rejected(shown(folder), f"no articles in this folder: read are {', '.join(READERS)}")


def _file(path: Path, limits: Limits) -> Iterator[Found | Rejected]:
    """What one file holds, read as its name's ending says."""
    try:
        yield from _reader(path)(path, limits)
    except (OSError, UnreadableError) as error:
        yield Rejected(shown(path), reason(error))


def _text(path: Path, limits: Limits) -> Iterator[Found | Rejected]:
    yield attempt(shown(path), lambda: text.article(path, limits))


_Reader = Callable[[Path, Limits], Iterator[Found | Rejected]]

READERS: dict[str, _Reader] = {
    ".txt": _text,
    ".json": json.articles,
    ".jsonl": json.lines,
    ".ndjson": json.lines,
}
"""How a file is read, by the ending of its name."""


def _reader(path: Path) -> _Reader:
    """The way to read a file.

    Raises:
        OSError: the file cannot be looked at.
        UnreadableError: it is a pipe, socket or device, or its name has no known ending.

    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableError("is neither a file nor a folder")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"files that end in {shown(path.suffix)}" if path.suffix else "files without an ending"
        raise UnreadableError(f"{kind} are not read, only {', '.join(READERS)}")
    return reader
