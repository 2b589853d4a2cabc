"""The one orchestrator: read, annotate, extract, link, store.

Articles are extracted independently of each other, in one process or several. Joining across
articles is a separate step over what all articles say, stored ones included, so that the graph
depends on the set of articles alone, not on when each was added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from kg import __version__, joining, ontology
from kg.annotation import Annotator
from kg.annotation.pipeline import load_pipeline, pipeline_version
from kg.extraction import Extractor
from kg.joining import Joint, Known
from kg.model import Article, Extraction, Outcome, Rejected
from kg.querying import stored
from kg.rdf.iris import graph_iri
from kg.rdf.provenance import Run, fingerprint
from kg.reading import read
from kg.settings import Settings
from kg.store import Store

CHUNK = 16
"""Articles that one worker takes at a time."""

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done and how much there is."""


@dataclass(slots=True)
class Summary:
    """What a build did."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    undated: list[str] = field(default_factory=list)
    """Ids of new articles without a date: their relative times stay unbound."""
    rejected: list[Rejected] = field(default_factory=list)
    gaps: int = 0
    """Triggers in new articles that gave no fact."""
    joint: Joint = field(default_factory=Joint)
    """What was joined across articles, in the whole store."""

    @property
    def read(self) -> int:
        """Articles read."""
        return self.added + self.replaced + self.unchanged


def build(
    inputs: Sequence[str | Path], store: Store, settings: Settings | None = None, progress: Progress | None = None
) -> Summary:
    """Read articles, extract what they say and put it into the store.

    An article whose text and metadata are stored already, made by the same run, is left as it is;
    one with a known id and other content replaces what was there.

    Raises:
        KgError: the pipeline, the ontology or the store cannot be used.

    """
    settings = settings or Settings.from_environment()
    tell = progress or (lambda step, done, total: None)
    summary = Summary()
    articles = _articles(inputs, summary)
    run = current_run(settings)
    known = stored.fingerprints(store)
    fresh = [a for a in articles if known.get(graph_iri(a.id)) != (fingerprint(a), run.iri)]
    summary.unchanged = len(articles) - len(fresh)
    summary.replaced = sum(graph_iri(a.id) in known for a in fresh)
    summary.added = len(fresh) - summary.replaced
    summary.undated = [a.id for a in fresh if a.published is None]
    extractions: list[Extraction] = []
    for done, extraction in enumerate(extract(fresh, settings), 1):
        tell("reading", done, len(fresh))
        if isinstance(extraction, Rejected):
            _reject(summary, extraction, known=graph_iri(extraction.source) in known)
            continue
        extractions.append(extraction)
        summary.gaps += len(extraction.gaps)
    summary.joint = joining.add(store, extractions, run, known_actors(settings))
    return summary


def _reject(summary: Summary, rejected: Rejected, *, known: bool) -> None:
    """Count an article that could not be understood among the rejected; what the store has of it stays."""
    summary.rejected.append(rejected)
    if known:
        summary.replaced -= 1
    else:
        summary.added -= 1


def remove(article: str, store: Store, settings: Settings | None = None) -> bool:
    """Take an article out of the store, and undo what it joined; tells whether it was there."""
    if graph_iri(article) not in store:
        return False
    joining.remove(store, article, known_actors(settings or Settings.from_environment()))
    return True


def decide(store: Store, left: str, right: str, outcome: Outcome | None, settings: Settings | None = None) -> Joint:
    """Remember that two actors are the same or different, or forget it (None), and join the store anew.

    Raises KgError if one of them is no actor of the store, or nothing was decided of them.
    """
    return joining.decide(store, left, right, outcome, known_actors(settings or Settings.from_environment()))


def known_actors(settings: Settings) -> Known:
    """What the ontology knows of people and bodies beforehand."""
    schema = ontology.load(settings.ontology)
    people = {person.key: person.names for person in schema.people.values()}
    return Known(people | {body.key: body.names for body in schema.bodies.values()}, schema.occupancies)


def current_run(settings: Settings) -> Run:
    """The run that these settings make."""
    return Run(__version__, ontology.load(settings.ontology).digest, pipeline_version(settings.pipeline))


def _articles(inputs: Sequence[str | Path], summary: Summary) -> list[Article]:
    articles = []
    for item in read(inputs):
        if isinstance(item, Rejected):
            summary.rejected.append(item)
        else:
            articles.append(item)
    return articles


# ---------------------------------------------------------------- extraction, in one process or several
def extract(articles: Sequence[Article], settings: Settings) -> Iterator[Extraction | Rejected]:
    """What each article says, in the order of the articles; an article that fails is told with its reason."""
    if settings.workers == 1 or len(articles) <= CHUNK:
        yield from _Worker(settings).extract(articles)
        return
    with ProcessPoolExecutor(settings.workers, initializer=_start, initargs=(settings,)) as pool:
        for found in pool.map(_extract_chunk, _chunks(articles)):
            yield from found


def _chunks(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    for start in range(0, len(articles), CHUNK):
        yield articles[start : start + CHUNK]


class _Worker:
    """A language pipeline and the extractor on top of it."""

    def __init__(self, settings: Settings) -> None:
        schema = ontology.load(settings.ontology)
        nlp = load_pipeline(settings.pipeline)
        self._annotator = Annotator(nlp, schema)
        self._extractor = Extractor(nlp, schema)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Rejected]:
        for article, doc in self._annotator.parse(articles):
            try:
                yield self._extractor.extract(self._annotator.complete(article, doc))
            except Exception as error:  # one article that breaks a rule of ours takes no other down
                yield Rejected(article.id, f"could not be understood: {type(error).__name__}: {error}")


_worker: _Worker | None = None


def _start(settings: Settings) -> None:
    global _worker
    _worker = _Worker(settings)


def _extract_chunk(articles: Sequence[Article]) -> list[Extraction | Rejected]:
    assert _worker is not None
    return list(_worker.extract(articles))
