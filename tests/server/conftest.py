"""One server for all tests that do not change it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.serving import Server, make_store, running

pytest.importorskip("uvicorn", reason="the extra bilateral-kg[server] is not installed")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles."""
    return make_store(tmp_path_factory.mktemp("served") / "kg-store")


@pytest.fixture(scope="session")
def server(sample: Path) -> Iterator[Server]:
    """`kg serve` as a user starts it."""
    command = [sys.executable, "-m", "kg", "serve", "--store", f"oxigraph:{sample}", "--port", "0"]
    with running(command, sample) as started:
        yield started
