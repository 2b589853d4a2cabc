"""The page as text: the same each time, closed to the outside, proof against hostile articles."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.view import labels
from kg.view import page as page_module
from kg.view.network import Edge, Network, Node, Quote
from kg.view.page import page, write_page

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- <script>",
    "\"'><svg onload=alert(1)>",
    "line one\nline two\r\n\tthree",
    "gpj.\u202eexe",
    "{{ 7 * 7 }} & &lt;b&gt;",
    "\u2028\u2029\x00\ud800",
]


class Scripts(HTMLParser):
    """Collects what stands in script and style elements, and every attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the attributes."""
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.last = (tag, dict(attrs))

    def handle_data(self, data: str) -> None:
        """Notes what a script or style holds."""
        if self.cdata_elem:
            self.inside.append((*self.last, data))


def data_of(text: str) -> Any:
    """The data that a page carries."""
    found = [body for _, attrs, body in Scripts(text).inside if attrs.get("id") == "data"]
    return json.loads(found[0])


def hostile_network(text: str, url: str | None = None) -> Network:
    """A network whose every text is `text`."""
    quote = Quote(text, text, text, url, text, text, text, text, 0.5)
    nodes = (Node("a", "Person", text, ((text, text),), (quote,)), Node(text, text, text))
    return Network(text, nodes, (Edge("a", text, text, (quote,)),))


def test_same_network_gives_the_same_page(sample: Network) -> None:
    """The page depends on what the network holds and not on the order in which it is given."""
    shuffle = random.Random(3).sample
    nodes = tuple(shuffle(sample.nodes, len(sample.nodes)))
    edges = tuple(shuffle(sample.edges, len(sample.edges)))
    assert page(replace(sample, nodes=nodes, edges=edges)) == page(sample)


def test_page_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """Two runs of Python write the same bytes."""
    code = (
        "import sys; from pathlib import Path; from view_sample import sample_network; "
        "from kg.view.page import write_page; write_page(sample_network(), Path(sys.argv[1]))"
    )
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1])])
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=environment, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_policy_names_every_script_and_style_and_nothing_else(sample: Network) -> None:
    """The Content-Security-Policy lists the hash of each script and style, and no other source."""
    parsed = Scripts(page(sample))
    (policy,) = [value for tag, name, value in parsed.attributes if tag == "meta" and "default-src" in str(value)]
    assert policy.startswith("default-src 'none'; ")
    run = [body for tag, attrs, body in parsed.inside if attrs.get("type") != "application/json"]
    hashes = {f"'sha256-{b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in run}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert "unsafe" not in policy
    assert "http" not in policy


def test_page_names_no_other_file(sample: Network) -> None:
    """No element asks for anything but data inside the page; links of articles wait in the data."""
    attributes = Scripts(page(sample)).attributes
    assert {value for _, name, value in attributes if name in {"src", "href", "srcset", "action"}} == {"data:,"}
    assert not [name for _, name, _ in attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element(text: str) -> None:
    """Whatever an article holds, the page has the same elements as with harmless words."""
    harmless = Scripts(page(hostile_network("harmless")))
    hostile = Scripts(page(hostile_network(text)))
    assert [tag for tag, _, _ in hostile.inside] == [tag for tag, _, _ in harmless.inside]
    assert [(tag, name) for tag, name, _ in hostile.attributes] == [(tag, name) for tag, name, _ in harmless.attributes]


def test_data_escapes_what_could_end_a_script() -> None:
    """The embedded JSON is ASCII without angle brackets and ampersands, and still says the same."""
    text = "<b>&amp;\u2028 é"
    (body,) = [body for _, attrs, body in Scripts(page(hostile_network(text))).inside if attrs.get("id") == "data"]
    assert body.isascii()
    assert not set("<>&") & set(body)
    assert json.loads(body)["nodes"][0]["id"] in {"a", text}


def test_page_is_written_as_utf8_even_with_broken_characters(tmp_path: Path) -> None:
    """A lone surrogate in an article does not keep the page from being written."""
    write_page(hostile_network("broken \ud800 Привет"), tmp_path / "page.html")
    assert "broken  Привет" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/x",
        "https://",
        "http://[broken",
        "",
        None,
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    """An address that is not http or https with a host never reaches the page."""
    assert [article[3] for article in data_of(page(hostile_network("x", url)))["articles"]] == [None]


def test_web_addresses_are_kept() -> None:
    """An article's address is kept as it is."""
    data = data_of(page(hostile_network("x", "https://example.org/a?b=1&c=2")))
    assert data["articles"][0][3] == "https://example.org/a?b=1&c=2"


def test_labels_show_in_the_order_they_are_read() -> None:
    """Characters that turn the direction of others are left out of what is shown."""
    assert labels.visible("gpj.\u202eexe\u2066\u2069") == "gpj.exe"


def test_long_labels_are_short_in_the_picture_and_whole_in_the_panel() -> None:
    """The picture gets two lines at most, the panel every word."""
    text = "word " * 60 + "end"
    data = data_of(page(Network("", (Node("s", "Statement", text),), ())))
    assert data["nodes"][0]["label"].endswith("…")
    assert data["nodes"][0]["label"].count("\n") == 1
    assert data["nodes"][0]["name"] == text


def test_unknown_kind_gets_a_plain_look() -> None:
    """A class that a user adds to the ontology is drawn and named in the legend without new code."""
    text = page(Network("", (Node("t", "TradeFair", "Fair"),), ()))
    assert "Trade fair" in text
    assert data_of(text)["kinds"]["TradeFair"]["shape"] == "dot"


@pytest.mark.parametrize("file", [page_module.DRAWING, page_module.VECTORS], ids=["vis-network", "svgcanvas"])
def test_vendored_libraries_are_those_that_the_readme_names(file: Path) -> None:
    """The README of the vendored files gives the true SHA-256 of each, and their licences lie beside them."""
    readme = (page_module.VENDOR / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(file.read_bytes()).hexdigest() in readme
    assert list(file.parent.glob("LICENSE*"))


def test_shell_is_small() -> None:
    """Without data a page takes less than a megabyte."""
    assert len(page(Network("", (), ())).encode()) < 1_000_000
