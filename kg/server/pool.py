"""Questions to workers: who waits, who is let go on, who is stopped.

A query that is not done within a quantum goes on with the least priority while a new worker takes
its place, so that long queries wait for short ones and never the other way round. The named
questions are ours and known to end; they keep their turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from kg.server.jobs import Job, Query, Reply
from kg.server.limits import Limits
from kg.server.workers import Worker, WorkerDied


@dataclass(eq=False)
class _Turn:
    """A worker that has been asked, until it has answered or is stopped."""

    worker: Worker
    answer: asyncio.Future[Reply]
    slow: bool = field(default=False)


class Pool:
    """As many workers as the limits say; use it in one event loop, between `start` and `close`."""

    def __init__(self, url: str, limits: Limits) -> None:
        self._url = url
        self._limits = limits
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._turns: set[_Turn] = set()
        self._waiting = 0
        self._closed = False
        self._chores: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(limits.workers + limits.slow + 4, "worker")

    @property
    def url(self) -> str:
        """The store that new questions are asked of."""
        return self._url

    async def start(self) -> None:
        """Start the workers."""
        for _ in range(self._limits.workers):
            await self._hire()

    async def close(self) -> None:
        """End all workers, whatever they are doing."""
        self._closed = True
        for chore in self._chores:
            chore.cancel()
        for turn in self._turns:
            turn.worker.kill()
        while not self._idle.empty():
            self._idle.get_nowait().kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def renew(self, url: str) -> None:
        """Ask the store at `url` from now on; what is being answered is answered from the old one."""
        self._url = url
        while not self._idle.empty():
            self._idle.get_nowait().kill()
            self._do(self._hire())

    async def ask(self, job: Job) -> Reply:
        """The answer, or a refusal that says which limit was met.

        If the caller is cancelled, so is the question.
        """
        if self._waiting >= self._limits.queue:
            return Reply.refusal(503, "too many questions are waiting: ask again in a moment")
        worker = await self._take()
        if worker is None:
            return Reply.refusal(503, f"no worker was free for {self._limits.patience:g} s: ask again in a moment")
        turn = _Turn(worker, asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, job))
        turn.answer.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._turns.add(turn)
        try:
            return await self._answer(turn, isinstance(job, Query))
        except WorkerDied:
            return Reply.refusal(
                503, f"the question needed more than {self._limits.memory} MB of memory: ask for less at once"
            )
        finally:
            self._settle(turn)

    async def _take(self) -> Worker | None:
        """A worker that is free; None if there was none for too long."""
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                while not (worker := await self._idle.get()).alive:
                    self._do(self._hire())
                return worker
        except TimeoutError:
            return None
        finally:
            self._waiting -= 1

    async def _answer(self, turn: _Turn, free: bool) -> Reply:
        limits = self._limits
        if free:
            if await _done(turn, limits.quantum):
                return turn.answer.result()
            if sum(other.slow for other in self._turns) >= limits.slow:
                return Reply.refusal(
                    503, f"the query took longer than {limits.quantum:g} s, and other long ones are being answered"
                )
            self._make_slow(turn)
        if await _done(turn, limits.seconds - (limits.quantum if free else 0)):
            return turn.answer.result()
        return Reply.refusal(503, f"the question took longer than {limits.seconds:g} s: ask for less at once")

    def _make_slow(self, turn: _Turn) -> None:
        turn.slow = True
        turn.worker.yield_to_others()
        self._do(self._hire())

    def _settle(self, turn: _Turn) -> None:
        """The worker back to the others, or a new one in its place."""
        self._turns.discard(turn)
        well = turn.answer.done() and not turn.answer.cancelled() and turn.answer.exception() is None
        if well and not turn.slow and turn.worker.url == self._url:
            self._idle.put_nowait(turn.worker)
            return
        turn.worker.kill()
        if not turn.slow:
            self._do(self._hire())

    async def _hire(self) -> None:
        while not self._closed:
            try:
                self._idle.put_nowait(await asyncio.to_thread(Worker, self._url, self._limits))
            except OSError:  # the machine has no room for a process now
                await asyncio.sleep(1)
            else:
                return

    def _do(self, chore: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


async def _done(turn: _Turn, seconds: float) -> bool:
    done, _ = await asyncio.wait({turn.answer}, timeout=seconds)
    return bool(done)
