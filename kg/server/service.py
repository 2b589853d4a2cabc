"""What lasts as long as the server runs: the workers, the snapshot they read, who has asked how much."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.server.formats import HTML, best
from kg.server.jobs import Drawing, Job, Reply
from kg.server.limits import Limits
from kg.server.pages import POLICY, render
from kg.server.pool import Pool
from kg.store.snapshots import Snapshots

LOOK_AGAIN = 2.0
"""Seconds between two looks at whether the store has changed."""
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Vary": "Accept"}


class Service:
    """Answers jobs for clients, each within its share."""

    def __init__(self, url: str, limits: Limits) -> None:
        self.url = url
        self.limits = limits
        self._snapshots = Snapshots(url)
        self._pool = Pool(self._snapshots.newest(), limits)
        self._open: Counter[str] = Counter()
        self._drawn: tuple[str, Reply] | None = None
        self.changing = asyncio.Lock()
        """Held while the store is written or copied."""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Workers, and an eye on the store, for as long as the context is entered."""
        await self._pool.start()
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watch.cancel()
            await self._pool.close()
            self._snapshots.close()

    async def answer(self, request: Request, job: Job) -> Response:
        """The response to a request that comes down to a job; if the client goes away, the job is dropped."""
        client = request.client.host if request.client else ""
        if self._open[client] >= self.limits.per_client:
            return respond(request, Reply.refusal(429, f"{self.limits.per_client} of your questions are open already"))
        self._open[client] += 1
        try:
            return respond(request, await _unless_gone(request, self.ask(job)))
        finally:
            self._open -= Counter({client: 1})

    async def refresh(self) -> None:
        """Answer from the store as it is now."""
        url = await asyncio.to_thread(self._snapshots.newest)
        if url != self._pool.url:
            await self._pool.renew(url)

    async def ask(self, job: Job) -> Reply:
        """The answer to a job; the graph page is drawn once for each state of the store."""
        if not isinstance(job, Drawing):
            return await self._pool.ask(job)
        url = self._pool.url
        if self._drawn is None or self._drawn[0] != url:
            reply = await self._pool.ask(job)
            if reply.status != 200:
                return reply
            self._drawn = (url, reply)
        return self._drawn[1]

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            async with self.changing:
                try:
                    await self.refresh()
                except KgError:
                    continue  # what was read last is still there to be asked


def respond(request: Request, reply: Reply) -> Response:
    """A reply as a response; a browser is told of a refusal on a page."""
    if reply.status >= 400 and best(["text/plain", HTML], request.headers.get("accept", "")) == HTML:
        page = render("refusal.html.j2", status=reply.status, reason=reply.body.decode())
        reply = Reply(reply.status, HTML, page.encode())
    headers = HEADERS | {"Content-Security-Policy": POLICY}
    if reply.status in {429, 503}:
        headers["Retry-After"] = "2"
    return Response(reply.body, reply.status, headers, media_type=reply.media_type)


async def _unless_gone(request: Request, asking: object) -> Reply:
    """The answer; if the client goes away first, the question is cancelled."""
    answer = asyncio.ensure_future(asking)  # type: ignore[call-overload]
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()  # type: ignore[no-any-return]
        return Reply.refusal(499, "the client has gone")
    finally:
        answer.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    """Returns when the client has closed the connection; its body has been read by then."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
