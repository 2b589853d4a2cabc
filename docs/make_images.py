"""The picture in the README: the page of the seeds' graph, with a meeting chosen.

Run it from the root of the project; it needs Chromium (or KG_CHROMIUM, the path of one)::

    .venv/bin/python docs/make_images.py
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from kg import pipeline, querying
from kg.store import Store, open_store
from kg.view.page import write_page

DOCS = Path(__file__).resolve().parent
PICTURE = DOCS / "images" / "network.png"
SIZE = {"width": 1400, "height": 900}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BEST_TOLD = """
SELECT ?meeting WHERE { ?meeting a bil:Meeting ; bil:evidence ?evidence }
GROUP BY ?meeting ORDER BY DESC(COUNT(?evidence)) ?meeting LIMIT 1
"""


def main() -> None:
    """Build the seeds' graph, write its page, open it, choose the meeting, take the picture."""
    with TemporaryDirectory() as folder, open_store("memory:") as store:
        pipeline.build([DOCS.parent / "seeds"], store)
        page = Path(folder) / "page.html"
        write_page(querying.network(store), page)
        take(page, best_told_meeting(store))
    print(f"wrote: {PICTURE.relative_to(DOCS.parent)}")


def best_told_meeting(store: Store) -> str:
    """The IRI of the meeting with the most evidence."""
    return str(querying.query(store, BEST_TOLD).rows[0][0])


def take(page: Path, meeting: str) -> None:
    """Open the page in the browser, choose the meeting and save what is seen."""
    browser_path = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    if browser_path is None:
        sys.exit("error: no chromium found; install it, or set KG_CHROMIUM to its path")
    PICTURE.parent.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=FLAGS)
        context = browser.new_context(
            viewport=SIZE, color_scheme="light", reduced_motion="reduce", offline=True, device_scale_factor=1
        )
        view = context.new_page()
        view.goto(page.as_uri())
        view.wait_for_selector("html[data-ready]")
        view.evaluate("(id) => choose('node', id, { focus: true })", meeting)
        view.wait_for_timeout(500)
        view.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
