"""A graph as large as one likes, for programs that measure how it is asked and served.

    large.py DIRECTORY [CORPUS.jsonl] [--quads 1000000] [--articles 200]

Some articles of the corpus (the seeds, if there is none) are read once. Their graph is written again
and again, each time more than a year earlier and with other people, events and articles; countries,
organizations, places and sectors stay what they are. The same articles give the same graph.
"""

from __future__ import annotations

import argparse
import string
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import pipeline
from kg.rdf.iris import BASE, SKOS
from kg.store import open_store

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "eval" / "corpus.jsonl"
SHARED = tuple(f"{BASE}{kind}/" for kind in ("country", "organization", "place", "relation", "run"))
"""What all copies speak of."""
APART = timedelta(days=400)
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_PERSON = f"{BASE}person/"
_NAMES = {SKOS["prefLabel"], SKOS["altLabel"]}

Graphs = dict[ox.NamedNode, list[ox.Quad]]


def make(folder: Path, quads: int, corpus: Path = CORPUS, articles: int = 200) -> str:
    """Write a store of at least so many quads into `folder`; its URL."""
    url = f"oxigraph:{folder}"
    base = read(corpus, articles)
    copies = -(-quads // len(base))
    with open_store(url) as store:
        store.replace_all(graph for number in range(copies) for graph in copy(base, number).items())
    return url


def read(corpus: Path, articles: int) -> list[ox.Quad]:
    """The graph of the first articles."""
    with tempfile.TemporaryDirectory() as folder, open_store("memory:") as store:
        chosen = ROOT / "seeds"
        if corpus.exists():
            chosen = Path(folder) / "chosen.jsonl"
            with corpus.open(encoding="utf-8") as lines:
                chosen.write_text("".join(islice(lines, articles)), encoding="utf-8")
        pipeline.build([chosen], store)
        return list(store.quads())


def copy(base: list[ox.Quad], number: int) -> Graphs:
    """The graphs of one copy."""
    graphs: Graphs = {}
    for quad in base:
        moved = ox.Quad(*moved_terms(quad, number))
        graphs.setdefault(moved.graph_name, []).append(moved)
    return graphs


def moved_terms(quad: ox.Quad, number: int) -> Iterator[object]:
    """Subject, predicate, object and graph as the copy has them."""
    yield renamed(quad.subject, number)
    yield quad.predicate
    if quad.predicate in _NAMES and quad.subject.value.startswith(_PERSON):
        yield ox.Literal(ciphered(quad.object.value, number), language=quad.object.language)
    else:
        yield redated(renamed(quad.object, number), number)
    yield renamed(quad.graph_name, number)


def renamed(term: object, number: int) -> object:
    """Another node for what a copy has of its own."""
    if not isinstance(term, ox.NamedNode) or not term.value.startswith(BASE) or term.value.startswith(SHARED):
        return term
    kind, _, name = term.value.removeprefix(BASE).partition("/")
    head, slash, rest = name.partition("/")
    return ox.NamedNode(f"{BASE}{kind}/{head}-{number}{slash}{rest}") if number else term


def redated(term: object, number: int) -> object:
    """A day as much earlier as the copy is."""
    if isinstance(term, ox.Literal) and term.datatype.value == _DATE:
        return ox.Literal((date.fromisoformat(term.value) - number * APART).isoformat(), datatype=term.datatype)
    return term


def ciphered(name: str, number: int) -> str:
    """Another name of the same length for each copy.

    >>> ciphered("Putin", 0), ciphered("Putin", 1)
    ('Putin', 'Qvujo')
    """
    by = number % 26
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return name.translate(str.maketrans(lower + upper, lower[by:] + lower[:by] + upper[by:] + upper[:by]))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("directory", type=Path)
    options.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--articles", type=int, default=200)
    given = options.parse_args()
    print(make(given.directory, given.quads, given.corpus, given.articles))


if __name__ == "__main__":
    main()
