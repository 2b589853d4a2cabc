"""The sample network, its page, and a browser to open pages in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from view_sample import sample_network

from kg.view.network import Network
from kg.view.page import page as page_of


@cache
def _text(network: Network) -> str:
    """The page of a network, made once for all tests."""
    return page_of(network)


@pytest.fixture(scope="session")
def sample() -> Network:
    return sample_network()


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a network's page; `page.seen` lists all requests, console messages and errors."""
    contexts = []

    def open_page(network: Network, hash_: str = "", **options: Any) -> Any:
        file = tmp_path / "network.html"
        file.write_text(_text(network), encoding="utf-8")
        settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", "offline": True}
        context = chromium.new_context(**settings | options)
        contexts.append(context)
        page = context.new_page()
        page.seen = []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(message.text))
        page.on("pageerror", lambda error: page.seen.append(str(error)))
        page.goto(file.as_uri() + hash_)
        page.wait_for_selector("html[data-ready]")
        page.address = file.as_uri()
        return page

    yield open_page
    for context in contexts:
        context.close()
