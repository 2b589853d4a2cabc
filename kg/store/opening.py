"""From a URL to a store."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError
from kg.store.base import Store
from kg.store.oxigraph import OxigraphStore

DEFAULT = "oxigraph:./kg-store"


def open_store(url: str = DEFAULT, *, read_only: bool = False) -> Store:
    """Open the store that `url` names.

    ``memory:`` lives as long as the process; ``oxigraph:DIR`` is a directory on disk, made if it
    is not there (unless `read_only`, which several processes may do at once).

    >>> with open_store("memory:") as store:
    ...     len(store)
    0

    Raises StoreError if the URL is none of these or the directory cannot be opened.
    """
    kind, colon, rest = url.partition(":")
    if kind == "memory" and colon and not rest:
        return OxigraphStore.in_memory()
    if kind == "oxigraph" and rest:
        return OxigraphStore.on_disk(Path(rest), read_only=read_only)
    raise StoreError(f"no such store: {url!r}; write memory: or oxigraph:DIRECTORY")
