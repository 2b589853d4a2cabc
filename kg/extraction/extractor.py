"""The extractor: runs every kind of fact over one annotated article and mints the facts' keys."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from kg.annotation.document import Annotated
from kg.extraction.agreements import agreements
from kg.extraction.completing import discussed, placed
from kg.extraction.context import Context, Lexicon
from kg.extraction.cooperation import cooperation
from kg.extraction.figures import figures
from kg.extraction.meetings import meetings
from kg.extraction.modality import Modality
from kg.extraction.positions import positions
from kg.extraction.sectors import SectorCues
from kg.extraction.statements import statements
from kg.extraction.turns import turns
from kg.extraction.undertakings import promising, undertakings
from kg.extraction.visits import trips, visits
from kg.keys import key
from kg.model import AnyFact, Evidence, Extraction, Gap, Span
from kg.ontology import Schema


class Extractor:
    """Finds the facts of annotated articles."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._schema = schema
        self._lexicon = Lexicon(schema)
        self._modality = Modality(schema)
        self._cues = SectorCues(nlp, schema)

    def extract(self, annotated: Annotated) -> Extraction:
        """All facts of the article, with keys that no other article has."""
        people = {i for m in annotated.mentions if m.actor.startswith("person/") for i in range(m.start, m.end)}
        people -= {i for c in annotated.claims for i in range(c.start, c.end)}
        cues = [c for c in self._cues.find(annotated.doc) if people.isdisjoint(range(c[0], c[1]))]  # "Ms Rice"
        context = Context(annotated, self._schema, self._lexicon, cues)
        context.spoken = turns(context)
        told = trips(context, self._modality)
        met = meetings(context, self._modality, told)
        travelled = visits(context, told, met)
        met = placed(context, met, travelled)
        agreed = agreements(context, self._modality)
        said = statements(context, met)
        met = discussed(context, met, said)
        counted = figures(context, said)
        together = cooperation(context, agreed, met)
        undertaken = undertakings(context, self._modality)
        facts: list[AnyFact] = [*positions(context), *met, *travelled, *agreed, *said, *together, *counted, *undertaken]
        return Extraction(
            article=annotated.article,
            actors=tuple(annotated.actors[k] for k in sorted(annotated.actors)),
            facts=tuple(promising(context, _local(annotated.article.id, facts))),
            gaps=_without_doubles(context.gaps),
        )


def _local(article: str, facts: list[AnyFact]) -> list[AnyFact]:
    """Keys within the article: its id, the kind of fact, and where its evidence starts."""
    taken: dict[str, int] = {}
    found = []
    for fact in facts:
        kind = type(fact).__name__.lower()
        first = min(e.span for e in fact.evidence)
        place = f"{first.start}-{first.end}"
        count = taken[kind + place] = taken.get(kind + place, 0) + 1
        found.append(
            replace(
                fact, evidence=_once(fact.evidence), key=key(kind, article, place if count == 1 else f"{place}.{count}")
            )
        )
    return found


def _once(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Each stretch of words once, with the first rule that found it."""
    first: dict[Span, Evidence] = {}
    for found in evidence:
        first.setdefault(found.span, found)
    return tuple(first.values())


def _without_doubles(gaps: list[Gap]) -> tuple[Gap, ...]:
    return tuple(dict.fromkeys(gaps))
