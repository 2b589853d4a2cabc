"""The annotator: spaCy's pipeline and the finders that the ontology feeds."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex

from kg.annotation.authors import authors, signatures
from kg.annotation.dateline import dateline
from kg.annotation.dates import Dates
from kg.annotation.document import Annotated
from kg.annotation.gazetteer import Gazetteer
from kg.annotation.headlines import add_headline
from kg.annotation.names import Names
from kg.annotation.quotations import quotations
from kg.annotation.reference import References
from kg.annotation.sightings import Sightings
from kg.errors import KgError
from kg.model import Article
from kg.ontology import Schema

BATCH = 16


_LINK = re.compile(r"\[([^\]\[\n]{1,300})\]\((?:https?:|mailto:|/)[^)\s]{1,1000}\)")

_WHOLE = re.compile(r"(?:co|re)-[a-z]{3,}$", re.IGNORECASE)
"""Words of one token in spite of their hyphen: "co-host", "re-elected"."""

_ENDS = frozenset(".!?…:;\"'”’»)]*–—-")
"""What a sentence may end with."""


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Let no sentence run over a line break, and none begin where the one before has not ended."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
        elif not token.is_space and (token.text[-1] not in _ENDS or _leaves_out(token)):
            doc[token.i + 1].is_sent_start = False
    return doc


def _leaves_out(token: Token) -> bool:
    """ "keeps to the ... accord": dots behind a word that ends no sentence stand for words left out."""
    return token.text in {"...", "…", "[...]", "[…]"} and token.i > 0 and token.nbor(-1).is_stop


@Language.factory("prefixed")
def prefixed(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Give words such as "co-hosted" the lemma "co-host", which the lemmatizer knows without the prefix alone."""

    def complete(doc: Doc) -> Doc:
        for token in doc:
            if _WHOLE.match(token.text):
                prefix, rest = token.text.split("-", 1)
                word = Doc(nlp.vocab, words=[rest], pos=[token.pos_], tags=[token.tag_])
                token.lemma_ = f"{prefix.lower()}-{nlp.get_pipe('lemmatizer')(word)[0].lemma_}"
        return doc

    return complete


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
    nlp.tokenizer.token_match = _WHOLE.match  # type: ignore[union-attr]
    nlp.add_pipe("paragraphs", first=True)
    nlp.add_pipe("prefixed", last=True)
    return nlp


class Annotator:
    """Turns articles into annotated documents."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._nlp = nlp
        self._schema = schema
        self._gazetteer = Gazetteer(nlp, schema)
        self._sightings = Sightings(schema)
        self._names = Names(nlp, schema)
        self._dates = Dates(nlp, schema)
        self._references = References(schema)

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotated]:
        """Annotate articles in their order, in batches."""
        for article, doc in self.parse(articles):
            yield self.complete(article, doc)

    def parse(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
        """Articles with their parsed documents, in their order."""
        pairs = ((_without_links(article.text), article) for article in articles)
        for doc, article in self._nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield article, doc

    def complete(self, article: Article, doc: Doc) -> Annotated:
        """Add to a parsed document what the ontology's finders see in it."""
        annotated = Annotated(article, doc)
        annotated.headline = self._headline(article)
        annotated.quotes = quotations(doc)
        annotated.dates = self._dates.find(doc, article.published)
        opening = dateline(doc)
        if opening is not None:
            annotated.dateline = opening[:2]
            if article.published is not None:  # the agency's own date is no event's
                annotated.dates = [d for d in annotated.dates if d.start >= opening[2]]
        self._names.find(annotated, self._sightings.sift(doc, self._gazetteer.hits(doc)))
        annotated.authors = self._authors(annotated)
        add_headline(annotated, self._schema)
        annotated.index()
        annotated.dates = [d for d in annotated.dates if not any(i in annotated.at for i in range(d.start, d.end))]
        self._references.resolve(annotated)
        return annotated

    def _headline(self, article: Article) -> Annotated | None:
        return self._part(article, article.title) if article.title else None

    def _part(self, article: Article, text: str) -> Annotated:
        """Words of the headline as an article of the same day and place."""
        return self.complete(replace(article, text=text, title=None), self._nlp(text))

    def _authors(self, annotated: Annotated) -> tuple[str, ...]:
        """In whose name the article is written, by its headline."""
        article = annotated.article
        for part in signatures(article.title or ""):
            found = authors(annotated, self._part(article, part))
            if found:
                return found
        return ()


def _without_links(text: str) -> str:
    """The text with its Markdown links as plain words, every word at its place.

    >>> _without_links("[remarks](https://a.example/b) at noon")
    ' remarks                       at noon'
    """

    def blank(link: re.Match[str]) -> str:
        return f" {link[1]}".ljust(len(link[0]))

    return _LINK.sub(blank, text)


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
