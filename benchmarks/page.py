"""How fast the network page is in a real browser, against pyvis's own page of the same graph in the same run.

    page.py [CORPUS.jsonl] [--articles 400] [--nodes 1000 5000] [--least 10]

Chromium opens each page from a file, offline. Ours is measured until the picture stands, which is when it is drawn
for the first time and answers; pyvis's until its physics has come to rest, or until --patience has passed. pyvis's
page is the one that it writes by itself (`write_html`, all inside), with nodes, labels and edges of the same network.
Then, of ours: how long it takes from choosing a node until its evidence stands in the panel, the slowest of the
hundred best linked. The network is that of the corpus, cut to its best linked nodes, or repeated with new names until
it has as many as asked for, since a corpus of this size does not have 5,000.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import pyvis.network
from playwright.sync_api import Error, sync_playwright

from kg import pipeline, querying
from kg.store import open_store
from kg.view.network import Edge, Network
from kg.view.page import page

CORPUS = Path(__file__).parents[2] / "shared" / "eval" / "corpus.jsonl"
SEEDS = Path(__file__).parents[1] / "seeds"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SHARED = {"Country", "Sector"}
"""Kinds that are not repeated: each copy of the network hangs on them."""
TARGETS = {1000: 2.0, 5000: 5.0}
"""Seconds in which as many nodes are to be drawn."""
CHOICE = 100.0
"""Milliseconds from choosing to reading."""
SHELL = 1_000_000
"""Bytes of a page without data."""

WATCH = """
addEventListener("DOMContentLoaded", () => {
  const wait = () => {
    if (typeof network === "undefined" || !network?.on) return setTimeout(wait, 5);
    network.once("stabilizationIterationsDone", () => { window.shownAt = performance.now(); });
    network.once("stabilized", () => { window.stoodAt = performance.now(); });
  };
  wait();
});
"""
"""Notes when pyvis's page takes its progress bar away, and when its physics has come to rest."""
ANSWER = """() => {
  const best = [...shown.nodes].sort((a, b) => b.links.length - a.links.length).slice(0, 100);
  return Math.max(...best.map((node) => {
    const start = performance.now();
    choose("node", node.id, { focus: true });
    byId("panel").getBoundingClientRect();
    if (byId("details").querySelector("h2").textContent !== node.name) throw new Error(node.name);
    return performance.now() - start;
  }));
}"""


# ---------------------------------------------------------------- networks
def of_articles(corpus: Path, articles: int) -> Network:
    """The network of the first articles of the corpus, or of the seeds where there is no corpus."""
    with tempfile.TemporaryDirectory() as folder, open_store("memory:") as store:
        part = Path(folder) / "part.jsonl"
        if corpus.exists():
            part.write_text("".join(corpus.read_text(encoding="utf-8").splitlines(keepends=True)[:articles]), "utf-8")
        pipeline.build([part if corpus.exists() else SEEDS], store)
        return querying.network(store)


def sized(network: Network, nodes: int) -> Network:
    """The network with exactly as many nodes: its best linked ones, or copies of it."""
    grown = network
    for copy in count(2):
        if len(grown.nodes) >= nodes:
            break
        grown = _with_copy(grown, network, copy)
    degree = Counter(end for edge in grown.edges for end in (edge.source, edge.target))
    kept = {node.id for node in sorted(grown.nodes, key=lambda node: (-degree[node.id], node.id))[:nodes]}
    edges = tuple(edge for edge in grown.edges if edge.source in kept and edge.target in kept)
    return Network(network.title, tuple(node for node in grown.nodes if node.id in kept), edges)


def _with_copy(grown: Network, network: Network, copy: int) -> Network:
    new = {node.id: f"{node.id}/{copy}" for node in network.nodes if node.kind not in SHARED}
    nodes = [replace(node, id=new[node.id]) for node in network.nodes if node.id in new]
    edges = [Edge(new.get(e.source, e.source), new.get(e.target, e.target), e.role, e.quotes) for e in network.edges]
    return Network(network.title, (*grown.nodes, *nodes), (*grown.edges, *edges))


def pyvis_page(network: Network) -> str:
    """The page that pyvis writes of the network, as it comes."""
    drawing = pyvis.network.Network(directed=True, cdn_resources="in_line")
    for node in network.nodes:
        drawing.add_node(node.id, label=node.label[:60], group=node.kind)
    for edge in network.edges:
        drawing.add_edge(edge.source, edge.target, title=edge.role)
    return str(drawing.generate_html())


# ---------------------------------------------------------------- measured
def ours(browser: Any, file: Path, hash_: str = "") -> tuple[float, float]:
    """Seconds until our page stands, and milliseconds of its slowest answer."""
    view = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    requests: list[str] = []
    view.on("request", lambda request: requests.append(request.url))
    view.goto(file.as_uri() + hash_)
    view.wait_for_selector("html[data-ready]", timeout=120_000)
    stood = view.evaluate("Number(document.documentElement.dataset.ready)") / 1000
    answer = view.evaluate(ANSWER)
    assert [request.split("#")[0] for request in requests] == [file.as_uri()], requests
    view.context.close()
    return stood, answer


def theirs(browser: Any, file: Path, patience: float) -> tuple[float | None, float | None]:
    """Seconds until pyvis's page shows its picture, and until that stands; None for what does not come to that."""
    view = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    view.set_default_timeout(patience * 1000)
    view.add_init_script(WATCH)
    try:
        view.goto(file.as_uri(), wait_until="commit")
        view.wait_for_function("() => window.stoodAt")
    except Error:
        pass
    seen = _times(view)
    view.context.close()
    return seen


def _times(view: Any) -> tuple[float | None, float | None]:
    try:
        shown, stood = view.evaluate("[window.shownAt ?? null, window.stoodAt ?? null]")
    except Error:  # its script has not let go of the page even now
        return None, None
    return shown and shown / 1000, stood and stood / 1000


def compare(browser: Any, folder: Path, network: Network, patience: float) -> tuple[float, float, float]:
    """Prints what both pages take; our seconds, our answer and the ratio."""
    files = {"ours": folder / "ours.html", "pyvis": folder / "pyvis.html"}
    start = perf_counter()
    files["ours"].write_text(page(network), encoding="utf-8")
    made = perf_counter() - start
    files["pyvis"].write_text(pyvis_page(network), encoding="utf-8")
    stood, answer = ours(browser, files["ours"])
    whole, _ = ours(browser, files["ours"], "#hide=nothing&aside=shown")
    start = perf_counter()
    shown, rest = theirs(browser, files["pyvis"], patience)
    waited = rest or perf_counter() - start
    ratio = waited / stood
    size = files["ours"].stat().st_size / 1e6
    print(f"{len(network.nodes):,} nodes, {len(network.edges):,} links: page of {size:.1f} MB made in {made:.1f} s")
    print(f"  ours stands after {stood:.2f} s, with every node unfolded after {whole:.2f} s")
    print(f"  pyvis's shows its picture after {_seconds(shown, waited)}, which stands after {_seconds(rest, waited)}")
    print(f"  ratio {'' if rest else 'over '}{ratio:.0f}; evidence at most {answer:.0f} ms after choosing")
    return max(stood, whole), answer, ratio


def _seconds(known: float | None, waited: float) -> str:
    return f"more than {waited:.0f} s" if known is None else f"{known:.1f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--patience", type=float, default=180, help="seconds to wait for pyvis")
    parser.add_argument("--least", type=float, default=10, help="times that ours is to be faster")
    args = parser.parse_args()
    path = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    if path is None:
        sys.exit("error: no chromium found; install it, or set KG_CHROMIUM to its path")
    network = of_articles(args.corpus, args.articles)
    shell = len(page(Network("", (), ())).encode())
    print(f"shell: {shell / 1e6:.2f} MB")
    missed = [f"shell over {SHELL} bytes"] if shell > SHELL else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        for nodes in args.nodes:
            stood, answer, ratio = compare(browser, Path(folder), sized(network, nodes), args.patience)
            missed += [f"{nodes} nodes after {stood:.1f} s"] if stood > TARGETS.get(nodes, float("inf")) else []
            missed += [f"evidence after {answer:.0f} ms"] if answer > CHOICE else []
            missed += [f"ratio {ratio:.1f}"] if ratio < args.least else []
        browser.close()
    sys.exit("missed: " + ", ".join(missed) if missed else 0)


if __name__ == "__main__":
    main()
