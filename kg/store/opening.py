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
    is not there (unless `read_only`, which several processes may do at once); ``http://`` and
    ``https://`` are servers that speak SPARQL 1.1, see `kg.store.endpoints`.

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
    if kind in {"http", "https"} and rest.startswith("//"):
        from kg.store.http import HttpStore  # loaded only where a server is asked

        return HttpStore.open(url, read_only=read_only)
    raise StoreError(f"no such store: {url!r}; write memory: or oxigraph:DIRECTORY, or http://HOST/PATH")
