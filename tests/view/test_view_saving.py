"""The picture on paper and as a file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.view.network import Network

Visit = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Any, button: str) -> Path:
    """What a button of the menu downloads."""
    page.click(".menu summary")
    with page.expect_download() as download:
        page.click(f"#{button}")
    return Path(download.value.path())


def test_svg_holds_every_label_and_shape(visit: Visit, sample: Network) -> None:
    """The SVG is well formed, names every node that is shown, and needs nothing from outside."""
    page = visit(sample)
    root = ET.parse(saved(page, "svg")).getroot()
    texts = {text.text for text in root.iter(f"{SVG}text")}
    lines = page.evaluate("[...shown.nodes].flatMap((node) => node.label.split('\\n'))")
    assert set(lines) <= texts
    assert len(list(root.iter(f"{SVG}path"))) >= page.evaluate("drawnNodes.length + drawnEdges.length")
    assert not list(root.iter(f"{SVG}image"))
    assert not list(root.iter(f"{SVG}script"))


def test_png_holds_the_whole_picture(visit: Visit, sample: Network) -> None:
    """The PNG is as wide as the whole picture at double size, whatever part of it is in view."""
    page = visit(sample)
    page.click("#closer")
    content = saved(page, "png").read_bytes()
    assert content.startswith(b"\x89PNG")
    width = int.from_bytes(content[16:20])
    assert width == page.evaluate("Math.ceil(wholeBox().width * 2)")


def test_print_shows_picture_and_evidence_in_light(visit: Visit, sample: Network) -> None:
    """On paper a dark page is light, controls are gone, and the chosen evidence follows the picture."""
    page = visit(sample, "#node=meeting%2Fkremlin", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("paint.ground") == "rgb(246, 247, 249)"
    for gone in (".search", ".tools", ".zoom", "#ways", "#close", "#filters"):
        assert not page.is_visible(gone)
    for there in ("h1", "#network canvas", "#details mark", "#legend"):
        assert page.is_visible(there)
    assert page.locator("#panel").bounding_box()["y"] >= page.locator("#stage").bounding_box()["y"] + 100
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("paint.ground") == "rgb(18, 22, 28)"
