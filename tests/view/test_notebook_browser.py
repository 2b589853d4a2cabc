"""A graph in a notebook's output, in a real browser: it works, and it is shut in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.store import Store
from kg.view.network import Network
from kg.view.notebook import framed
from kg.view.page import page as page_of


@pytest.fixture
def notebook(chromium: Any, tmp_path: Path, sample: Network) -> Iterator[Any]:
    """A page that has the graph in it as a notebook would, and a secret of its own."""
    file = tmp_path / "notebook.html"
    output = framed(page_of(sample), sample.title)
    file.write_text(f"<!doctype html><title>notebook</title><p id=secret>secret</p>{output}", encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1200, "height": 800}, offline=True)
    page = context.new_page()
    page.seen = []
    page.on("request", lambda request: page.seen.append(request.url))
    page.on("console", lambda message: page.seen.append(message.text))
    page.on("pageerror", lambda error: page.seen.append(str(error)))
    page.goto(file.as_uri())
    page.address = file.as_uri()
    yield page
    context.close()


def test_a_graph_works_in_a_notebook(notebook: Any) -> None:
    """It is drawn, it is searched, and the evidence of what was found is shown."""
    frame = notebook.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    search = frame.locator("#search")
    search.fill("talks in the krem")
    search.press("Enter")
    mark = frame.locator("#details .card mark").first
    mark.wait_for()
    assert mark.inner_text() == "held talks with President Vladimir Putin"
    assert {seen for seen in notebook.seen if not seen.startswith("about:srcdoc")} == {notebook.address}


def test_a_graph_shows_itself(seeds: Store, chromium: Any, tmp_path: Path) -> None:
    """What `kg.open` gives is drawn by a notebook that asks it for HTML."""
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html>{Graph(seeds)._repr_html_()}", encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    assert frame.locator("h1").inner_text() == "Who met whom and who said what"
    page.close()


def test_a_graph_cannot_look_at_the_notebook(notebook: Any) -> None:
    """Scripts of the graph have no origin: the notebook's document is out of their reach."""
    notebook.frame_locator("iframe").locator("html[data-ready]").wait_for()
    inside = notebook.frames[1]
    outcome = inside.evaluate(
        """() => { try { return parent.document.getElementById("secret").textContent; } catch { return "refused"; } }"""
    )
    assert outcome == "refused"
