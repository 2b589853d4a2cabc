"""The annotator: spaCy's pipeline and the finders that the ontology feeds."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.annotation.authors import Authors
from kg.annotation.dateline import dateline
from kg.annotation.dates import Dates
from kg.annotation.document import Annotated
from kg.annotation.gazetteer import Gazetteer
from kg.annotation.names import Names
from kg.annotation.quotations import quotations
from kg.annotation.reference import References
from kg.annotation.sightings import Sightings
from kg.errors import KgError
from kg.model import Article
from kg.ontology import Schema

BATCH = 16


_ENDS = frozenset(".!?…:;\"'”’»)]*–—-")
"""What a sentence may end with."""


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Let no sentence run over a line break, and none begin where the one before has not ended."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
        elif not token.is_space and token.text[-1] not in _ENDS:
            doc[token.i + 1].is_sent_start = False
    return doc


def load_pipeline(name: str) -> Language:
    """The spaCy pipeline of that name, with sentences kept inside paragraphs.

    Raises:
        KgError: no such pipeline is installed.

    """
    try:
        with _quietly():
            nlp = spacy.load(name)
    except OSError as error:
        raise KgError(f"pipeline {name}: not installed; install it, or set KG_PIPELINE to one that is") from error
    infixes = [
        *(nlp.Defaults.infixes or ()),
        r"(?<=[a-z]\.)-(?=[A-Za-z])",
        r"(?<=[A-Z]\.)[-–](?=[A-Za-z])",
        r"(?<=[A-Za-z0-9])[—–](?=[A-Za-z])",
    ]
    # "U.S.-India" is three tokens
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    nlp.add_pipe("paragraphs", first=True)
    return nlp


class Annotator:
    """Turns articles into annotated documents."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._nlp = nlp
        self._gazetteer = Gazetteer(nlp, schema)
        self._sightings = Sightings(schema)
        self._names = Names(nlp, schema)
        self._dates = Dates(nlp, schema)
        self._references = References(schema)
        self._authors = Authors(nlp, schema, self._gazetteer)

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        """Annotate articles in their order, in batches."""
        for article, doc in self.parse(articles):
            yield self.complete(article, doc)

    def parse(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
        """Articles with their parsed documents, in their order."""
        pairs = ((article.text, article) for article in articles)
        for doc, article in self._nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield article, doc

    def complete(self, article: Article, doc: Doc) -> Annotated:
        """Add to a parsed document what the ontology's finders see in it."""
        annotated = Annotated(article, doc)
        annotated.quotes = quotations(doc)
        annotated.dates = self._dates.find(doc, article.published)
        opening = dateline(doc)
        if opening is not None:
            annotated.dateline = opening[:2]
            if article.published is not None:  # the agency's own date is no event's
                annotated.dates = [d for d in annotated.dates if d.start >= opening[2]]
        self._names.find(annotated, self._sightings.sift(doc, self._gazetteer.hits(doc)))
        annotated.index()
        annotated.authors = self._authors.find(annotated)
        annotated.dates = [d for d in annotated.dates if not any(i in annotated.at for i in range(d.start, d.end))]
        self._references.resolve(annotated)
        return annotated


def pipeline_version(name: str) -> str:
    """Name and version of an installed pipeline, without loading it.

    Raises:
        KgError: no such pipeline is installed.

    """
    try:
        with _quietly():
            place = spacy.util.get_package_path(name) if spacy.util.is_package(name) else name
            meta = spacy.util.get_model_meta(place)
    except OSError as error:
        raise KgError(f"pipeline {name}: not installed; install it, or set KG_PIPELINE to one that is") from error
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@contextmanager
def _quietly() -> Iterator[None]:
    """Without spaCy's word that the pipeline was trained with an earlier version; both are pinned and measured."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")
        yield
