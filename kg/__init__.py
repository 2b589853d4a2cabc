"""Turn news articles into a knowledge graph of who met whom and who said what.

import kg

with kg.open("./kg-store") as graph:
    print(graph.ask("who-met", a="IN", b="RU").to_pandas())
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph

__version__ = "0.1.0"


def open(store: str = "./kg-store", *, read_only: bool = True) -> Graph:
    """The graph in a store, to be asked: ``./kg-store``, ``oxigraph:DIR``, ``memory:`` or ``http://...``.

    Raises StoreError if there is none.
    """
    from kg.graph import open_graph  # here, so that a part of the project does not load the whole

    return open_graph(store, read_only=read_only)
