"""Real SPARQL servers on loopback, each in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
VIRTUOSO = shutil.which("virtuoso-t")
"""Virtuoso's server, from Debian's package virtuoso-opensource; None if it is not there."""
NO_VIRTUOSO = "Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin"
USER = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}
"""Who may write to a new Virtuoso."""

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_ports(count: int) -> list[int]:
    """Ports of loopback on which nothing listens."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@contextmanager
def running(command: list[object], ready: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A server, once it has said that it is ready; it ends with the block."""
    process = subprocess.Popen(
        [str(part) for part in command], cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert process.stderr is not None
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if ready in line:
                break
        else:
            raise AssertionError(f"{command[0]} did not start: {''.join(said)[-500:]}")
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """An Oxigraph server; its URL."""
    (port,) = free_ports(1)
    program = Path(sys.executable).with_name("oxigraph")
    where = f"127.0.0.1:{port}"
    with running([program, "serve", "--location", folder / "data", "--bind", where], "Listening", folder):
        yield f"http://{where}"


@contextmanager
def virtuoso(folder: Path, rows: int = 0) -> Iterator[tuple[str, int]]:
    """A Virtuoso server that cuts answers at `rows` (0: never); its URL, and its port for SQL."""
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=rows))
    with running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], "Server online", folder):
        yield f"http://127.0.0.1:{http}/sparql", sql
