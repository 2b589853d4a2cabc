"""Copies of a store that nobody writes, so that many processes can read what stays the same.

To read a directory that another process writes is undefined in Oxigraph. A copy is made of links to
the files of the store, which are never changed once written, and takes milliseconds whatever its size.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from time import monotonic, sleep

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.opening import open_store

_Stamp = frozenset[tuple[str, int, int]]


_PATIENCE = 5.0
"""Seconds to wait for a store that another process holds, before there is a first copy."""
_PAUSE = 0.05


class Snapshots:
    """The newest copy of the store at `url`; use it as a context, which takes the copies away."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._folder: Path | None = None
        self._taken: list[Path] = []
        self._stamp: _Stamp = frozenset()

    def newest(self) -> str:
        """The URL of a copy of the store as it is now, or was before a build that is under way.

        A store on another server is its own copy: how it keeps its answers whole is up to it.

        Raises StoreError if there is no store, or it cannot be copied even once.
        """
        kind, _, rest = self._url.partition(":")
        if kind != "oxigraph":
            return self._url
        directory = Path(rest)
        if not self._taken or _stamp(directory) != self._stamp:
            self._take(directory)
        return f"oxigraph:{self._taken[-1]}"

    def close(self) -> None:
        """Take all copies away."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Snapshots:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self, directory: Path) -> None:
        """Copy the store, unless another process writes it: then the last copy stays the newest."""
        open_store(self._url, read_only=True).close()  # tells in one line what is no store
        if self._folder is None:
            beside = directory.resolve()
            _tidy(beside)
            self._folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}-snapshots-{os.getpid()}-", dir=beside.parent))
        target = self._folder / str(len(self._taken))
        if not _backed_up(directory, target, patient=not self._taken):
            return
        self._stamp = _stamp(directory)
        self._taken.append(target)
        for old in self._taken[:-2]:  # the last but one may still be asked
            shutil.rmtree(old, ignore_errors=True)


def _backed_up(directory: Path, target: Path, patient: bool) -> bool:
    """Whether the store could be copied; another process that writes or copies it right then is waited for or not.

    Raises StoreError where it cannot be copied at all, or is kept from it for longer than `_PATIENCE` seconds.
    """
    until = monotonic() + (_PATIENCE if patient else 0)
    while True:
        try:
            ox.Store(directory).backup(target)
        except OSError as error:
            locked = "lock" in str(error).lower()
            if locked and not patient:
                return False
            if not locked or monotonic() > until:
                raise StoreError(f"{directory} cannot be copied: {error}") from None
            sleep(_PAUSE)
        else:
            return True


def _tidy(directory: Path) -> None:
    """Take away the copies that processes left which were ended by force."""
    for folder in directory.parent.glob(f".{directory.name}-snapshots-*-*"):
        owner = folder.name.split("-")[-2]
        if owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stamp(directory: Path) -> _Stamp:
    """What changes with every write: the log of changes and the list of files."""
    files = [*directory.glob("MANIFEST-*"), *directory.glob("*.log"), directory / "CURRENT"]
    try:
        return frozenset((file.name, (told := file.stat()).st_size, told.st_mtime_ns) for file in files)
    except FileNotFoundError:  # the store is being written
        return frozenset()
