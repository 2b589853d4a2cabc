"""How fast every named question is answered on a large graph, against the same query in rdflib's memory store.

    queries.py [--facts GRAPH.nq] [--quads 1000000] [--repeats 5] [--patience 30] [--only NAME ...]

The facts of a corpus are multiplied by re-dating (years later) and re-naming (other articles, people, events)
until there are enough quads. They are extracted once, which takes minutes, and kept in out/. The graph lies in a
store on disk, as a user's does. Both engines answer the query of the question's example (of `WIDER`, where the
corpus has nothing on that), written out by `kg.querying.written`; rdflib is asked once, in a process that is ended
after `--patience` seconds, and then counts as that slow at least. What counts is time on a processor, so that what
else the machine does matters little. It exits with 0 if every question takes less than `MOST` and is at least `RATIO`
times as fast as rdflib.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time
from typing import Any

import pyoxigraph as ox
import rdflib

from kg import querying
from kg.querying.guard import PREFIXES
from kg.rdf.iris import BASE, XSD
from kg.store import open_store

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "eval" / "corpus.jsonl"
FACTS = ROOT / "out" / "benchmark-facts.nq"
KEPT = re.compile(f"{BASE}(country|place|relation|run|software)/")
"""What stays the same however often the facts are multiplied."""
MOST, RATIO = 0.3, 10
"""Seconds that a question may take at the median, and how many times as fast as rdflib it has to be."""
WIDER = {
    "agreements": {"a": "RU", "b": "KZ"},
    "compare": {"event": "Vladimir_Putin"},
    "kept-promises": {"a": "RU", "b": "US"},
    "meetings": {"a": "RU", "b": "US"},
    "who-met": {"a": "RU", "b": "US", "since": "2003"},
    "timeline": {"a": "RU", "b": "US", "since": "2003"},
}
"""Values of questions whose example finds little in the corpus."""


# ---------------------------------------------------------------- a large graph
def extracted(facts: Path) -> Path:
    """The facts of the corpus, extracted if they are not there yet."""
    if not facts.exists():
        facts.parent.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "kg", "build", CORPUS, "--store", "memory:", "--output", facts]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    return facts


def multiplied(facts: list[ox.Quad], quads: int) -> Iterator[list[ox.Quad]]:
    """The facts, and copies of them, until there are so many quads."""
    for copy in range(-(-quads // len(facts))):
        yield [copied(quad, copy) for quad in facts] if copy else facts


def copied(quad: ox.Quad, copy: int) -> ox.Quad:
    """The quad under other names and in another year."""
    return ox.Quad(*(renamed(term, copy) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)))


def renamed(term: Any, copy: int) -> Any:
    if isinstance(term, ox.NamedNode):
        ours = term.value.startswith(BASE) and not KEPT.match(term.value)
        return ox.NamedNode(f"{term.value}-{copy}") if ours else term
    if isinstance(term, ox.Literal) and term.datatype == XSD["date"]:
        year, rest = term.value.split("-", 1)
        day = "28" if rest == "02-29" else rest[3:]
        return ox.Literal(f"{int(year) + copy}-{rest[:2]}-{day}", datatype=term.datatype)
    return term


def filled(folder: Path, facts: list[ox.Quad], quads: int) -> int:
    """A store on disk with the multiplied facts; how many quads it has."""
    count = 0
    with open_store(f"oxigraph:{folder}") as store:
        for copies in multiplied(facts, quads):
            graphs: dict[Any, list[ox.Quad]] = {}
            for quad in copies:
                graphs.setdefault(quad.graph_name, []).append(quad)
            store.replace_all(graphs.items())
            count += len(copies)
    return count


# ---------------------------------------------------------------- measured
def example(name: str) -> dict[str, str]:
    """Values that a question is asked with: those of its example, or wider ones."""
    words, values = list(querying.question(name).example), {}
    while words:
        option = words.pop(0).removeprefix("--")
        for parameter in ("a", "b") if option == "between" else (option.replace("-", "_"),):
            values[parameter] = words.pop(0)
    return WIDER.get(name, values)


def ours(folder: Path, name: str, repeats: int) -> tuple[float, int]:
    """Seconds that the question takes, the median, and its rows; its first asking is not counted."""
    with open_store(f"oxigraph:{folder}", read_only=True) as store:
        times, rows = [], 0
        for _ in range(repeats + 1):
            start = process_time()
            rows = len(querying.ask(store, name, **example(name)))
            times.append(process_time() - start)
    return median(times[1:]), rows


def theirs(graph: rdflib.Graph, name: str, patience: float) -> tuple[float, str]:
    """Seconds that rdflib takes for the query of the question, and what it came to."""
    context = multiprocessing.get_context("fork")  # the graph is shared with the process that asks
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_ask, args=(graph, name, sender))
    process.start()
    before = getrusage(RUSAGE_CHILDREN).ru_utime
    found: tuple[float, str] | None = receiver.recv() if receiver.poll(patience) else None
    process.kill()
    process.join()
    return found or (getrusage(RUSAGE_CHILDREN).ru_utime - before, ENDED)


ENDED = "ended"


def _ask(graph: rdflib.Graph, name: str, sender: Any) -> None:
    sparql = querying.written(name, **example(name))
    start = process_time()
    try:
        came_to = f"{len(list(graph.query(sparql, initNs=PREFIXES)))} rows"
    except Exception as error:  # it raises where a value that is put together is unbound
        came_to = f"failed: {type(error).__name__}"
    sender.send((process_time() - start, came_to))


def yardstick(folder: Path) -> rdflib.Graph:
    """The union of all graphs in rdflib's memory store."""
    graph = rdflib.Graph()
    terms: dict[Any, Any] = {}
    for quad in ox.Store.read_only(str(folder)).quads_for_pattern(None, None, None, ox.DefaultGraph()):
        graph.add(tuple(terms.setdefault(t, None) or terms.setdefault(t, _term(t)) or _term(t) for t in quad.triple))
    return graph


def _term(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype if datatype != rdflib.XSD.string else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=Path, default=FACTS)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--patience", type=float, default=30)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    facts = list(ox.parse(path=extracted(options.facts), format=ox.RdfFormat.N_QUADS))
    folder = Path(tempfile.mkdtemp())
    try:
        print(f"{filled(folder, facts, options.quads):,} quads", flush=True)
        del facts
        sys.exit(compare(folder, options))
    finally:
        shutil.rmtree(folder)


def compare(folder: Path, options: argparse.Namespace) -> int:
    """Print a line for each question; 1 if one misses a limit."""
    fast = {name: ours(folder, name, options.repeats) for name in options.only or querying.questions()}
    graph = yardstick(folder)
    print(f"{len(graph):,} triples in rdflib\n\n{'':16}{'ms':>8}{'rows':>6}{'rdflib ms':>13}{'ratio':>9}")
    missed = []
    for name, (seconds, rows) in fast.items():
        slow, came_to = theirs(graph, name, options.patience)
        bound = ">" if came_to == ENDED else " "
        note = "" if came_to in {f"{rows} rows", ENDED} else f"  rdflib: {came_to}"
        if seconds >= MOST or slow / seconds < RATIO:
            missed.append(name)
            note += "  MISSED"
        pair = f"{bound:>2}{slow * 1000:11.1f}{bound:>2}{slow / seconds:7.0f}"
        print(f"{name:16}{seconds * 1000:8.1f}{rows:6}{pair}{note}", flush=True)
    print(f"\nslowest {max(s for s, _ in fast.values()) * 1000:.0f} ms; missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    main()
