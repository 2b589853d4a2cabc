"""The pictures in the README and the guide: pages of the seeds' graph, as a reader sees them.

Run it from the root of the project; it needs Chromium (or KG_CHROMIUM, the path of one)::

    .venv/bin/python docs/make_images.py
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from kg import pipeline, querying
from kg.store import Store, open_store
from kg.view.briefing import write_dossier
from kg.view.page import write_page

DOCS = Path(__file__).resolve().parent
IMAGES = DOCS / "images"
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


@dataclass(frozen=True)
class Picture:
    """One view of a page: its address behind the #, and the colours of the system."""

    name: str
    page: Path
    address: str = ""
    scheme: str = "light"
    ready: str = "body"


def main() -> None:
    """Build the seeds' graph, write its pages, and take each picture."""
    with TemporaryDirectory() as folder, open_store("memory:") as store:
        pipeline.build([DOCS.parent / "seeds"], store)
        page, dossier = Path(folder) / "page.html", Path(folder) / "dossier.html"
        write_page(querying.network(store), page)
        write_dossier(querying.dossier(store, "IN", "RU"), dossier)
        take([*pictures(store, page), Picture("dossier", dossier)])


def pictures(store: Store, page: Path) -> list[Picture]:
    """The network with a meeting chosen, the whole of it in the dark, and the list."""
    meeting = quote(str(querying.query(store, BEST_TOLD).rows[0][0]), safe="")
    drawn = "html[data-ready]"
    return [
        Picture("network", page, f"node={meeting}", ready=drawn),
        Picture("network-dark", page, scheme="dark", ready=drawn),
        Picture("list", page, "view=list&hide=Group,Cooperation,Figure,Place", ready=drawn),
    ]


def take(wanted: list[Picture]) -> None:
    """Open the pages in the browser, one for each picture, and save what is seen."""
    browser_path = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    if browser_path is None:
        sys.exit("error: no chromium found; install it, or set KG_CHROMIUM to its path")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=FLAGS)
        for picture in wanted:
            shoot(browser, picture)
            print(f"wrote: docs/images/{picture.name}.png")
        browser.close()


def shoot(browser: Any, picture: Picture) -> None:
    """One picture, in a context of its own."""
    context = browser.new_context(
        viewport=SIZE, color_scheme=picture.scheme, reduced_motion="reduce", offline=True, device_scale_factor=1
    )
    view = context.new_page()
    view.goto(f"{picture.page.as_uri()}#{picture.address}")
    view.wait_for_selector(picture.ready)
    view.wait_for_timeout(500)
    view.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()
