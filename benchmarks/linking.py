"""How long joining takes: against the extraction of the same articles, and as the articles grow in number.

    linking.py [CORPUS.jsonl] [--articles 100000] [--most 0.1] [--growth 1.25]

First, in one run: the processor time that the extraction of all articles of the corpus takes (the
loading of the pipeline apart), that of writing each article's graph as if it stood alone, and that of
all that follows the extraction in a build. What this takes more than the writing is joining: who is
who, which reports tell of one event, which texts are copies, and the graphs that tell of it.

Then the curve: what the articles say is told again and again, each time of other days, under other
names (those of the ontology stay) and in other words, until there are so many articles; and all of it
is linked. Printed is the processor time in seconds, and by n log n. Exit status 1 if joining takes
more of the extraction's time than `--most`, or grows faster than n log n by more than `--growth`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from math import log2
from pathlib import Path
from time import process_time

from kg import joining, pipeline
from kg.joining import Known
from kg.keys import key
from kg.linking import Teller, actor_reports, event_reports, link, link_actors, signature, sources
from kg.model import ActorKind, ActorReport, Agreement, EventReport, Extraction, Meeting, Visit
from kg.rdf.iris import graph_iri
from kg.rdf.mapping import quads
from kg.reading import read
from kg.settings import Settings
from kg.store import open_store

CORPUS = Path(__file__).parents[2] / "shared" / "eval" / "corpus.jsonl"
LATER = 397
"""Days between one telling and the next."""
SYLLABLES = [c + v for c in "bcdfghjklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "or", "ev")]

Told = tuple[list[ActorReport], list[EventReport], list[Teller]]


# ---------------------------------------------------------------- against the extraction
def extracted(corpus: Path, settings: Settings) -> tuple[list[Extraction], float]:
    """What the articles say, and the processor time that it took."""
    articles = [article for article in read([corpus]) if not hasattr(article, "reason")]
    list(pipeline.extract(articles[:1], settings))
    start = process_time()
    found = [e for e in pipeline.extract(articles, settings) if isinstance(e, Extraction)]
    return found, process_time() - start


def written(extractions: Sequence[Extraction], settings: Settings) -> float:
    """The processor time of writing the articles' graphs without joining anything."""
    run = pipeline.current_run(settings)
    with tempfile.TemporaryDirectory() as folder, open_store(f"oxigraph:{folder}/store") as store:
        start = process_time()
        store.replace_all((graph_iri(e.article.id), quads(e, run)) for e in extractions)
        return process_time() - start


def followed(extractions: Sequence[Extraction], settings: Settings, known: Known) -> float:
    """The processor time of all that follows the extraction."""
    run = pipeline.current_run(settings)
    with tempfile.TemporaryDirectory() as folder, open_store(f"oxigraph:{folder}/store") as store:
        start = process_time()
        print(joining.add(store, extractions, run, known))
        return process_time() - start


# ---------------------------------------------------------------- told again
def told(extractions: Sequence[Extraction]) -> Told:
    """What linking needs to know of the articles."""
    return (
        [report for e in extractions for report in actor_reports(e)],
        [report for e in extractions for report in event_reports(e)],
        [Teller(e.article.id, e.article.publisher, signature(e.article.text)) for e in extractions],
    )


def number(*parts: object) -> int:
    """A number that stands for the parts."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode(), digest_size=4).digest())


class Again:
    """The same, told anew: of other days, under other names, in other words."""

    def __init__(self, turn: int, known: Known) -> None:
        self._turn = turn
        self._known = known.names
        self._keys: dict[str, tuple[str, str]] = {}

    def all(self, first: Told) -> Told:
        """Everything, told anew."""
        actors, events, tellers = first
        return (
            [self._actor(report) for report in actors],
            [self._event(report) for report in events],
            [replace(t, article=self._article(t.article), signature=self._signed(t)) for t in tellers],
        )

    def _article(self, name: str) -> str:
        return f"{name}~{self._turn}"

    def _day(self, day: date | None) -> date | None:
        return day + timedelta(days=LATER * self._turn) if day else None

    def _signed(self, teller: Teller) -> str:
        salt, text = number(self._turn, teller.article), teller.signature
        return "".join(f"{int(text[n : n + 8], 16) ^ salt:08x}" for n in range(0, len(text), 8))

    def _renamed(self, name: str) -> str:
        """The name with another last word."""
        chosen = number(self._turn, name)
        last = "".join(SYLLABLES[chosen // len(SYLLABLES) ** n % len(SYLLABLES)] for n in range(3))
        return " ".join([*name.split()[:-1], last.title()])

    def _key(self, old: str, name: str = "") -> tuple[str, str]:
        """Key and name of an actor."""
        if old in self._known or old.startswith("country/"):
            return old, name
        if old not in self._keys:
            new = self._renamed(name or old.rpartition("/")[2].replace("_", " "))
            self._keys[old] = key(old.partition("/")[0], new), new
        return self._keys[old]

    def _actor(self, report: ActorReport) -> ActorReport:
        actor = report.actor
        new, name = self._key(actor.key, actor.name)
        aliases = actor.aliases if new == actor.key or actor.kind != ActorKind.PERSON else ()
        told = replace(actor, key=new, name=name, aliases=aliases)
        return ActorReport(self._article(report.article), told, report.positions, self._day(report.published))

    def _event(self, report: EventReport) -> EventReport:
        event, parties = report.event, tuple(sorted({self._key(party)[0] for party in report.parties}))
        if event.period:
            days = self._day(event.period.earliest), self._day(event.period.latest)
            event = replace(event, period=replace(event.period, earliest=days[0], latest=days[1]))
        if isinstance(event, Meeting):
            event = replace(event, participants=parties, host=self._key(event.host)[0] if event.host else None)
        elif isinstance(event, Visit):
            event = replace(event, visitors=parties)
        elif isinstance(event, Agreement):
            event = replace(event, parties=parties)
        return replace(
            report, article=self._article(report.article), event=event, published=self._day(report.published)
        )


def sizes(least: int, most: int) -> Iterator[int]:
    """Numbers of articles, each about twice the one before."""
    while least < most:
        yield least
        least *= 2
    yield most


# ---------------------------------------------------------------- measured
def measure(said: Told, known: Known) -> tuple[float, float, float]:
    """The processor time of who is who, of events and of copies."""
    start = process_time()
    one_source = sources(said[2])
    copied = process_time()
    actors = link_actors(said[0], (), known.names)
    named = process_time()
    link(said[1], actors, one_source)
    return named - copied, process_time() - named, copied - start


def first_of(said: Told, size: int) -> Told:
    """What the first articles say."""
    among = {teller.article for teller in said[2][:size]}
    return [r for r in said[0] if r.article in among], [r for r in said[1] if r.article in among], said[2][:size]


def curve(first: Told, most: int, known: Known) -> list[tuple[int, float]]:
    """The processor time of linking for numbers of articles up to `most`; prints each."""
    every, turn, measured = first, 0, []
    print(
        f"{'articles':>9}{'names':>11}{'events':>9}{'who is who':>12}{'events':>9}{'copies':>9}{'all':>9}  s/(n log n)"
    )
    for size in sizes(len(first[2]), most):
        while len(every[2]) < size:
            turn += 1
            more = Again(turn, known).all(first)
            every = every[0] + more[0], every[1] + more[1], every[2] + more[2]
        said = first_of(every, size)
        took = measure(said, known)
        measured.append((size, sum(took)))
        parts = f"{took[0]:12.2f}{took[1]:9.2f}{took[2]:9.2f}{sum(took):9.2f}"
        scaled = sum(took) / (size * log2(size))
        print(f"{size:9,}{len(said[0]):11,}{len(said[1]):9,}{parts}  {scaled * 1e6:.2f}e-6", flush=True)
    return measured


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="?", type=Path, default=CORPUS, help="articles, one JSON object a line")
    options.add_argument("--articles", type=int, default=100_000, help="where the curve ends")
    options.add_argument("--most", type=float, default=0.1, help="share of the extraction's time")
    options.add_argument("--growth", type=float, default=1.25, help="of the time by n log n, from first to last")
    given = options.parse_args()
    if not given.corpus.exists():
        sys.exit(f"{given.corpus}: not there; give the path of a JSON Lines file of articles")
    settings = Settings()
    known = pipeline.known_actors(settings)
    extractions, reading = extracted(given.corpus, settings)
    after, writing = (
        followed(extractions, settings, known),
        written(extractions, settings),
    )  # what is cold counts as joining
    share = (after - writing) / reading
    print(f"{len(extractions)} articles, seconds of CPU: extraction {reading:.1f}, writing {writing:.1f}", end="")
    print(f", joining {after - writing:.1f}")
    print(f"ratio of joining to extraction: {share:.3f}, together with writing: {after / reading:.3f}")
    measured = curve(told(extractions), max(given.articles, len(extractions)), known)
    (least, short), (most, long) = measured[0], measured[-1]
    growth = long / (most * log2(most)) * least * log2(least) / short
    print(f"n log n from {least:,} to {most:,} articles, ratio of the last to the first: {growth:.2f}")
    if share > given.most or growth > given.growth:
        sys.exit(f"more than {given.most} of the extraction's time, or than {given.growth} times n log n")


if __name__ == "__main__":
    main()
