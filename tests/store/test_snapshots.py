"""Copies of a store to read from."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kg.store import open_store
from kg.store.snapshots import Snapshots

HOLD = "import sys, pyoxigraph; store = pyoxigraph.Store(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_first_copy_waits_for_who_holds_the_store(tmp_path: Path) -> None:
    """A server that starts while a build writes waits for it, and does not give up."""
    url = f"oxigraph:{tmp_path / 'store'}"
    open_store(url).close()
    held = [sys.executable, "-c", HOLD, str(tmp_path / "store")]
    with subprocess.Popen(held, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder, Snapshots(url) as snapshots:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with ThreadPoolExecutor(1) as threads:
            copy = threads.submit(snapshots.newest)
            holder.communicate()
            assert open_store(copy.result(), read_only=True) is not None
