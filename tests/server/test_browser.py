"""The pages in a real browser: they work, and ask nobody but the server."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rdf.graph_sample import MEETING

import kg.server
from server.serving import Server

VENDOR = Path(kg.server.__file__).parent / "vendor"
Visit = Callable[[str], Any]


@pytest.fixture
def visit(chromium: Any, server: Server) -> Iterator[Visit]:
    """Opens a page of the server; what it asks of others, and every complaint, is in `page.seen`."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    home = str(server.client.base_url).rstrip("/")

    def open_page(path: str) -> Any:
        page = context.new_page()
        page.seen = []
        page.on("request", lambda request: None if request.url.startswith(home) else page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(message.text))
        page.on("pageerror", lambda error: page.seen.append(str(error)))
        page.goto(home + path)
        return page

    yield open_page
    context.close()


@pytest.fixture
def page(visit: Visit) -> Any:
    """The query page, ready to be used."""
    opened = visit("/")
    opened.wait_for_selector("html[data-ready]")
    return opened


def cells(page: Any) -> list[str]:
    page.wait_for_selector(".yasr table.dataTable tbody td")
    return list(page.locator(".yasr table.dataTable tbody td").all_inner_texts())


def write(page: Any, query: str) -> None:
    page.evaluate("query => window.Yasgui && document.querySelector('.CodeMirror').CodeMirror.setValue(query)", query)


def test_a_question_is_asked_by_its_form(page: Any) -> None:
    """Choosing a question shows what it takes; asking it puts its query into the editor and shows the answer."""
    page.click("[data-question=who-met]")
    page.fill("#question input[name=a]", "IN")
    page.click("#question .ask")
    assert any("Narendra Modi" in cell for cell in cells(page))
    assert "country/IN" in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert page.seen == []


def test_a_parameter_that_is_wrong_is_told(page: Any) -> None:
    """What a question cannot take is told above its form."""
    page.click("[data-question=who-met]")
    page.fill("#question input[name=a]", "India")
    page.click("#question .ask")
    assert "no country code" in page.locator("#question [role=alert]").inner_text()


def test_questions_can_be_filtered(page: Any) -> None:
    """The list of questions shows those that hold the words typed."""
    page.fill("#find", "met whom")
    assert page.locator("#questions li:visible").count() == 1


def test_a_query_of_ones_own_is_answered(page: Any) -> None:
    """What is typed into the editor is answered, and a node of ours leads to its page here."""
    write(page, "SELECT ?m { ?m a <https://w3id.org/bilateral/ontology#Meeting> }")
    page.click(".yasqe_queryButton")
    assert len(cells(page)) == 1
    with page.context.expect_page() as opened:
        page.click(".yasr a.iri")
    opened.value.wait_for_selector("mark")
    assert opened.value.url.endswith(f"/id/{MEETING}")


def test_the_vocabulary_is_completed(page: Any) -> None:
    """Behind the prefix of the vocabulary the editor offers its terms, from this server alone."""
    write(page, "PREFIX bil: <https://w3id.org/bilateral/ontology#>\nSELECT * { ?s bil:particip")
    page.evaluate(
        "(() => { const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(1, 99); })()"
    )
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints li")
    assert "bil:participant" in page.locator(".CodeMirror-hints").inner_text()
    assert page.seen == []


def test_a_refusal_is_shown(page: Any) -> None:
    """The reason why a query is refused stands in the place of its answer."""
    write(page, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr .errorResult, .yasr_results pre")
    assert "SERVICE asks another server" in page.locator(".yasr").inner_text()


def test_a_resource_page_leads_on(visit: Visit) -> None:
    """A resource page shows its words marked, and its links lead to other resources."""
    page = visit(f"/id/{MEETING}")
    assert page.locator("mark").first.inner_text() == "met President Vladimir Putin"
    page.click("dd a >> text=Narendra Modi")
    assert page.locator("h1").inner_text() == "Narendra Modi"
    assert page.seen == []


def test_the_graph_page_works(visit: Visit) -> None:
    """The graph page draws, and no policy stands in its way."""
    page = visit("/graph")
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    assert page.seen == []


def test_what_is_vendored_is_what_was_published() -> None:
    """The editor's files are those of the package, byte for byte."""
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        assert hashlib.sha256((VENDOR / "yasgui" / name).read_bytes()).hexdigest() in told
