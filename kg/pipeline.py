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

from kg import __version__, ontology
from kg.annotation import Annotator
from kg.annotation.pipeline import load_pipeline, pipeline_version
from kg.extraction import Extractor
from kg.linking import Linking, event_reports, link, linked
from kg.model import Article, EventReport, Extraction, Rejected
from kg.querying import stored
from kg.rdf.iris import graph_iri, joined_iri
from kg.rdf.mapping import joined_quads, quads
from kg.rdf.provenance import Run, fingerprint
from kg.rdf.renaming import renamed
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
    joined: int = 0
    """Events that more than one article tells of, in the whole store."""
    joined_articles: int = 0
    """Articles that tell of such an event."""

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
    _write(store, extractions, run, summary)
    return summary


def _reject(summary: Summary, rejected: Rejected, *, known: bool) -> None:
    """Count an article that could not be understood among the rejected; what the store has of it stays."""
    summary.rejected.append(rejected)
    if known:
        summary.replaced -= 1
    else:
        summary.added -= 1


def remove(article: str, store: Store) -> bool:
    """Take an article out of the store, and undo what it joined; tells whether it was there."""
    if graph_iri(article) not in store:
        return False
    before = stored.event_reports(store)
    store.remove(graph_iri(article))
    kept = [report for report in before if report.article != article]
    _settle(store, before, kept, link(kept))
    return True


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


# ---------------------------------------------------------------- joining and writing
def _write(store: Store, extractions: list[Extraction], run: Run, summary: Summary) -> None:
    before = stored.event_reports(store)
    new = {extraction.article.id for extraction in extractions}
    kept = [report for report in before if report.article not in new]
    linking = link([*kept, *(r for e in extractions for r in event_reports(e, run.key))])
    summary.joined = len(linking.joined)
    summary.joined_articles = len({r.article for joined in linking.joined.values() for _, r in joined.reports})
    store.replace_all((graph_iri(e.article.id), quads(linked(e, linking), run)) for e in extractions)
    if extractions:
        _settle(store, before, kept, linking)


def _settle(store: Store, before: list[EventReport], kept: list[EventReport], linking: Linking) -> None:
    """Bring the store from what `before` told together to what `linking` says now."""
    _rename(store, kept, linking)
    joined = link(before).joined
    for name in sorted(joined.keys() - linking.joined.keys()):
        store.remove(joined_iri(name))
    changed = (found for name, found in sorted(linking.joined.items()) if joined.get(name) != found)
    store.replace_all((joined_iri(found.event.key), joined_quads(found)) for found in changed)


def _rename(store: Store, reports: list[EventReport], linking: Linking) -> None:
    """Give stored events the keys they now have."""
    changes: dict[str, dict[str, str]] = {}
    for report in reports:
        name = linking.nodes[report.article, report.key]
        if name != report.key:
            changes.setdefault(report.article, {})[report.key] = name
    for article in sorted(changes):
        graph = graph_iri(article)
        store.replace(graph, renamed(store.quads(graph), changes[article]))
