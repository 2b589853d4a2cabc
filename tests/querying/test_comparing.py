"""What changed between two builds, by the door that a user takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdf.graph_sample import RUN, extraction

import kg
from kg import export
from kg.errors import KgError, QueryError
from kg.querying import ask, differences
from kg.rdf.iris import graph_iri
from kg.rdf.mapping import quads
from kg.store import open_store


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Two stores: in the second the article tells of another day, and there is one article more."""
    for name, articles in (("before", {"a": 8}), ("after", {"a": 9, "b": 9})):
        with open_store(f"oxigraph:{tmp_path / name}") as store:
            for id_, day in articles.items():
                store.replace(graph_iri(id_), quads(extraction(id_, date(2024, 7, day)), RUN))
    return tmp_path


def test_what_changed(folder: Path) -> None:
    """New nodes are added, those with another property changed, with what is told no more and now."""
    changes = {
        change.iri.rpartition("/id/")[2]: change
        for change in differences(str(folder / "before"), str(folder / "after"))
    }
    assert changes["article/b"].change == "added"
    assert changes["statement/b/1"].change == "added"
    meeting = changes["meeting/2024-07-08_Narendra_Modi_Vladimir_Putin"]
    assert (meeting.change, meeting.before, meeting.after) == ("changed", ("when: 2024-07-08",), ("when: 2024-07-09",))
    assert not any(iri.startswith("person/") for iri in changes)


def test_what_a_period_added(tmp_path: Path) -> None:
    """Facts of a period's articles are new, or told again where an earlier article told them; the builds agree."""
    days = {"a": date(2024, 7, 8), "b": date(2024, 7, 9)}
    with open_store(f"oxigraph:{tmp_path / 'store'}") as store:
        for id_, day in days.items():
            told = extraction(id_, date(2024, 7, 8))
            told = replace(told, article=replace(told.article, published=day))
            store.replace(graph_iri(id_), quads(told, RUN))
        added = {str(row["fact"]).rpartition("/id/")[2]: row for row in ask(store, "changes", since="2024-07-09")}
        meeting = added["meeting/2024-07-08_Narendra_Modi_Vladimir_Putin"]
        assert (meeting["change"], meeting["first"], meeting["published"]) == ("again", days["a"], days["b"])
        assert added["statement/b/1"]["change"] == "new"
        assert not any(key.startswith("statement/a/") for key in added)
        assert {row["change"] for row in ask(store, "changes", until="2024-07-08")} == {"new"}
        assert len(ask(store, "changes", since="2024-07-10")) == 0


def test_a_file_is_a_build_too(folder: Path) -> None:
    """An export differs in nothing from the store that it was made of, and the other way round all is reversed."""
    with open_store(f"oxigraph:{folder / 'after'}", read_only=True) as store:
        export.write(store.quads(), folder / "after.nq")
    after, before = str(folder / "after.nq"), str(folder / "before")
    assert differences(after, f"oxigraph:{folder / 'after'}") == []
    assert {c.change for c in differences(after, before)} == {"removed", "changed"}
    with pytest.raises(KgError):
        differences(after, str(folder / "none"))


def test_the_door_from_python(folder: Path) -> None:
    """kg.open takes a path or a URL; rows are typed, become a data frame, and are text in a notebook."""
    with kg.open(str(folder / "after")) as graph:
        result = graph.query("SELECT ?m ?day ?sure { ?m a bil:Meeting ; bil:earliest ?day ; bil:confidence ?sure }")
        (row,) = result
        assert (row["day"], row["sure"]) == (date(2024, 7, 9), Decimal("0.9"))
        frame = graph.ask("who-met", a="IN").to_pandas()
        assert list(frame["who"]) == ["Narendra Modi; Vladimir Putin"]
        assert frame.columns[0] == "from"
        shown = graph.query("SELECT ('<script>' AS ?x) {}")._repr_html_()
        assert "<td>&lt;script&gt;</td>" in shown
        assert graph.explain(str(row["m"])).kind == "Meeting"
        assert "who-met" in graph.questions


def test_formats(folder: Path) -> None:
    """TSV keeps the terms; Turtle is what CONSTRUCT and DESCRIBE give, and a table has none."""
    with kg.open(str(folder / "after")) as graph:
        table = graph.query("SELECT (1 AS ?n) ('a'@en AS ?t) {}")
        assert table.tsv == '?n\t?t\n1\t"a"@en\n'
        with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE"):
            _ = table.turtle
        made = graph.query("CONSTRUCT { ?p a schema:Person } WHERE { ?p a bil:Person }")
        assert "schema:Person" in made.turtle
        assert made.csv.startswith("subject,predicate,object\r\n")
        assert graph.query("ASK { ?s ?p ?o }").csv == "answer\r\ntrue\r\n"
