"""How fast a build's graphs are written to a server, against that server's own bulk path, in one run.

    writing.py [--facts GRAPH.nq] [--graphs 500]

Ours is `Store.replace_all`, as a build calls it: a PUT for each article, and the union beside them. Theirs is the same
content, named graphs and union, in one piece: Oxigraph's POST of N-Quads to /store, and Virtuoso's bulk loader (ld_dir
and rdf_loader_run, over isql-vt). Each starts with an empty server on disk, and is counted in the quads that arrive.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import groupby, islice
from pathlib import Path
from time import perf_counter

import httpx
import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from queries import FACTS, extracted
from store import servers

from kg.rdf.iris import UNION
from kg.store import open_store

Graphs = list[tuple[ox.NamedNode, list[ox.Quad]]]


def ours(url: str, graphs: Graphs) -> float:
    """Seconds that writing the graphs takes."""
    with open_store(url) as store:
        start = perf_counter()
        store.replace_all(graphs)
        return perf_counter() - start


def content(graphs: Graphs, union: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
    """All quads that are to arrive: each graph's, and the union of all."""
    quads = [quad for _, members in graphs for quad in members]
    return quads + [ox.Quad(*triple, union) for triple in {quad.triple for quad in quads}]


def oxigraph(graphs: Graphs) -> tuple[float, float]:
    data = ox.serialize(content(graphs, ox.DefaultGraph()), format=ox.RdfFormat.N_QUADS)
    with tempfile.TemporaryDirectory() as folder, servers.oxigraph(Path(folder)) as url:
        mine = ours(url, graphs)
    with tempfile.TemporaryDirectory() as folder, servers.oxigraph(Path(folder)) as url:
        start = perf_counter()
        headers = {"content-type": "application/n-quads"}
        httpx.post(f"{url}/store", content=data, headers=headers, timeout=None).raise_for_status()
        return mine, perf_counter() - start


def virtuoso(graphs: Graphs) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, servers.virtuoso(Path(folder)) as (url, _):
        mine = ours(url, graphs)
    with tempfile.TemporaryDirectory() as folder, servers.virtuoso(Path(folder)) as (_, sql):
        (Path(folder) / "load").mkdir()
        ox.serialize(content(graphs, UNION), Path(folder) / "load" / "all.nq", format=ox.RdfFormat.N_QUADS)
        statements = "ld_dir('load', '*.nq', 'urn:none'); rdf_loader_run(); checkpoint;"
        start = perf_counter()
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={statements}"], check=True, stdout=subprocess.DEVNULL
        )
        return mine, perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=Path, default=FACTS)
    parser.add_argument("--graphs", type=int, default=500)
    options = parser.parse_args()
    os.environ.update(servers.USER)
    quads = ox.parse(path=extracted(options.facts), format=ox.RdfFormat.N_QUADS)
    graphs = [(name, list(members)) for name, members in islice(groupby(quads, lambda q: q.graph_name), options.graphs)]
    arriving = len(content(graphs, UNION))
    print(f"{len(graphs)} graphs, {arriving:,} quads with the union")
    measures = {"oxigraph": oxigraph} | ({"virtuoso": virtuoso} if servers.VIRTUOSO else {})
    for name, measure in measures.items():
        mine, bulk = measure(graphs)
        print(f"{name:10} {arriving / mine:9,.0f} quads/s, in bulk {arriving / bulk:9,.0f}, ratio {bulk / mine:.2f}")


if __name__ == "__main__":
    main()
