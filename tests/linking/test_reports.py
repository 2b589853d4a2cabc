"""What joining is told of an article is the same whether it comes from extraction or from a store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Understand

from kg.linking import event_reports, link, linked
from kg.model import EventReport
from kg.querying import stored
from kg.rdf.iris import graph_iri
from kg.rdf.mapping import quads
from kg.rdf.provenance import Run
from kg.store import open_store

RUN = Run(version="0", ontology="0", pipeline="none")


@pytest.mark.parametrize(
    "text",
    [
        "French President Emmanuel Macron met Chinese President Xi Jinping in Paris on Monday.",
        "French President Emmanuel Macron spoke by phone with Chinese President Xi Jinping last week.",
        "French President Emmanuel Macron and Chinese President Xi Jinping will meet in July 2024.",
        "Chinese President Xi Jinping visited Serbia on Monday.",
        "Chinese President Xi Jinping travelled to Belgrade on Monday.",
        "Chinese President Xi Jinping visited Novo-Ogaryovo.",
        "France and China signed an agreement on trade in Paris on 6 May 2024.",
        "President Emmanuel Macron met President Xi Jinping in Paris on Monday and visited Serbia on Tuesday. "
        "On Wednesday France and Serbia signed a treaty. Macron will meet Xi again in Beijing next year.",
    ],
)
def test_a_store_tells_what_extraction_told(text: str, understand: Understand) -> None:
    """Every event report read back from a store is that of the extraction, once, under its new key."""
    extraction = understand(text)
    reports = event_reports(extraction, RUN.key)
    assert reports
    linking = link(reports)
    with open_store("memory:") as store:
        store.replace(graph_iri(extraction.article.id), quads(linked(extraction, linking), RUN))
        found = stored.told(store).events
    wanted = [_told(r, linking.nodes[r.article, r.key]) for r in reports]
    assert sorted(found, key=lambda r: r.key) == sorted(wanted, key=lambda r: r.key)


def _told(report: EventReport, key: str) -> EventReport:
    """The report under another key; a store does not tell the sentences around its evidence."""
    evidence = tuple(replace(e, sentence=e.span) for e in report.event.evidence)
    return replace(report, event=replace(report.event, key=key, evidence=evidence))
