"""One process that answers one question at a time, within limits, and that can be killed in the middle.

The engine has no way to stop a query (oxigraph issue 1926) nor to bound its memory, so both are left
to the operating system. Processes are forked from one that has everything imported and opens
nothing, so that a new one takes some milliseconds.
"""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from kg.server.answering import answer
from kg.server.jobs import Job, Reply
from kg.server.limits import Limits
from kg.store import open_store

GRACE = 5
"""Seconds past its time after which a worker ends by itself, should the server be gone."""
_MEGABYTE = 1 << 20
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["kg.server.preloaded"])


class WorkerDied(Exception):  # noqa: N818
    """The process ended before it had answered."""


class Worker:
    """A process with its own view of the store at `url`."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.url = url
        self._limits = limits
        self._ours, theirs = _processes.Pipe()
        self._process = _processes.Process(target=_work, args=(theirs, url, limits), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, job: Job) -> Reply:
        """The answer; blocks until it is there. Raises WorkerDied if the process ends first."""
        try:
            self._ours.send(job)
            status, media_type = json.loads(self._ours.recv_bytes())
            return Reply(status, media_type, self._ours.recv_bytes())
        except (EOFError, OSError):
            raise WorkerDied from None

    @property
    def alive(self) -> bool:
        """Whether the process is there to be asked."""
        return self._process.is_alive()

    def yield_to_others(self) -> None:
        """Go on with the least priority, for good."""
        if self._process.pid:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 19)

    def kill(self) -> None:
        """End at once, whatever it is doing."""
        self._process.kill()


# ---------------------------------------------------------------- in the process
def _work(questions: Connection, url: str, limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when its workers end
    with open_store(url, read_only=True) as store:
        _bound_memory(limits.memory)
        while True:
            try:
                job = questions.recv()
            except EOFError:
                return
            signal.alarm(math.ceil(limits.seconds) + GRACE)
            reply = answer(store, job, limits)
            questions.send_bytes(json.dumps([reply.status, reply.media_type]).encode())
            questions.send_bytes(reply.body)
            signal.alarm(0)


def _bound_memory(megabytes: int) -> None:
    """Let the process have this much more than it has now; where that cannot be told, nothing is bound."""
    sizes = Path("/proc/self/statm")
    if not sizes.exists():
        return
    import resource

    now = int(sizes.read_text().split()[0]) * resource.getpagesize()
    limit = now + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
