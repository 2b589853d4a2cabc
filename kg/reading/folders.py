"""Folders: every file below one, in an order that is the same on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Rejected
from kg.reading.content import shown
from kg.reading.found import UnreadableError, reason


def walk(folder: Path) -> Iterator[Path | Rejected]:
    """All files below a folder, sorted by name within each folder; hidden ones are passed over.

    Links are followed, but no folder is entered twice: a second way into one is rejected, and so
    is a folder that may not be listed.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                waiting.extend(_entries(path, entered))
            else:
                yield path
        except (OSError, UnreadableError) as error:
            yield Rejected(shown(path), reason(error))


def _entries(folder: Path, entered: set[tuple[int, int]]) -> list[Path]:
    """What lies in a folder, the last name first, and the folder marked as entered.

    Raises:
        OSError: the folder may not be listed.
        UnreadableError: it was entered before.

    """
    status = folder.stat()
    if (status.st_dev, status.st_ino) in entered:
        raise UnreadableError("is a link to a folder that is read already")
    entered.add((status.st_dev, status.st_ino))
    names = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(names, key=lambda path: path.name, reverse=True)
