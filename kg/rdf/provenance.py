"""Where quads come from: the run that made them, and the fingerprint of what it read.

No clock is read: the same software, ontology and language pipeline are the same run, so that the
same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.keys import digest
from kg.model import Article
from kg.rdf.iris import BIL, PROV, RDF, RDFS, iri
from kg.rdf.terms import joined, text

type_ = RDF["type"]


@dataclass(frozen=True, slots=True)
class Run:
    """What makes quads: software and its version, the ontology's digest, the language pipeline.

    >>> Run("0.1.0", "abc", "en_core_web_md 3.7.1").key
    'run/a45f6e6f1d23'
    """

    version: str
    ontology: str
    """Digest of the ontology files, as `kg.ontology.load` gives it."""
    pipeline: str
    """Name and version of the language pipeline."""
    software: str = "bilateral-kg"

    @property
    def digest(self) -> str:
        """Twelve digits that stand for the run."""
        return digest(self.software, self.version, self.ontology, self.pipeline)

    @property
    def key(self) -> str:
        """The key of the run's node."""
        return f"run/{self.digest}"

    @property
    def iri(self) -> NamedNode:
        """The IRI of the run's node, to which every fact points."""
        return iri(self.key)


def description(run: Run) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """The triples that tell what a run was."""
    agent = iri(f"software/{run.digest}")
    yield run.iri, type_, PROV["Activity"]
    yield run.iri, PROV["wasAssociatedWith"], agent
    yield agent, type_, PROV["SoftwareAgent"]
    yield agent, RDFS["label"], text(f"{run.software} {run.version}")
    yield agent, BIL["softwareVersion"], text(run.version)
    yield agent, BIL["languagePipeline"], text(run.pipeline)
    yield agent, BIL["ontologyDigest"], text(run.ontology)


def fingerprint(article: Article) -> str:
    """SHA-256 of all that an article is: two articles share it only if nothing differs.

    >>> one = Article("a", "text")
    >>> fingerprint(one) == fingerprint(Article("a", "text", title="T"))
    False
    """
    published = article.published.isoformat() if article.published else None
    parts = (article.id, article.text, article.title, article.url, published, article.place,
             article.publisher, article.language)  # fmt: skip
    stamped = joined("-" if part is None else f"+{len(part)}:{part}" for part in parts)
    return hashlib.sha256(stamped.encode("utf-8", "surrogatepass")).hexdigest()
