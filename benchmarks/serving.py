"""How fast `kg serve` answers, against the bare engine in this process; then with hostile queries mixed in.

    serving.py [--store oxigraph:DIR] [--quads 1000000] [--clients 16] [--seconds 60] [--hostile 50] [--most 2.0]

The clients ask named questions in turn, each as soon as its last one is answered. The second time
the same is done while hostile queries arrive evenly: nesting, products, paths and regular expressions
without end, SERVICE to loopback, bodies of 10 MB, broken UTF-8. Every one has to end within its limit,
the server may not restart, and the ordinary questions' 99th percentile may grow `--most` times at most.
Without a store, one is made as `queries.py` makes it. Asked are all named questions, each with the
values of its example.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import httpx
import pyoxigraph as ox
import queries

from kg import querying
from kg.querying.guard import PREFIXES
from kg.server.limits import Limits

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))
from server.hostile import LONG, NESTING, OUTSIDE, TOO_MUCH  # noqa: E402

JSON = {"Accept": "application/sparql-results+json"}
DIRECT = {"Content-Type": "application/sparql-query"}
LIMITS = Limits()
ENDS_WITHIN = LIMITS.patience + LIMITS.seconds + 1


def questions() -> list[tuple[str, dict[str, str]]]:
    """Every named question with the values of its example."""
    return [(name, queries.example(name)) for name in querying.questions()]


def large(folder: Path, quads: int) -> str:
    """The URL of a store with so many quads, made as `queries.py` makes it."""
    facts = list(ox.parse(path=queries.extracted(queries.FACTS), format=ox.RdfFormat.N_QUADS))
    queries.filled(folder, facts, quads)
    return f"oxigraph:{folder}"


# ---------------------------------------------------------------- the yardstick
def bare(url: str, mix: list[tuple[str, dict[str, str]]], seconds: float) -> list[float]:
    """Times of the same queries asked of the engine in this process, one after the other."""
    store = ox.Store.read_only(url.partition(":")[2])
    texts = [querying.written(name, **values) for name, values in mix]
    times: list[float] = []
    while sum(times) < seconds:  # each question as often as the others
        for text in texts:
            start = perf_counter()
            answer = store.query(text, prefixes=PREFIXES)
            answer.serialize(format=ox.QueryResultsFormat.JSON)
            times.append(perf_counter() - start)
    return times


# ---------------------------------------------------------------- the load
@dataclass
class Load:
    """What clients saw."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    hostile: list[tuple[str, int, float]] = field(default_factory=list)

    def percentile(self, part: int) -> float:
        """The time, in seconds, within which this part of a hundred was answered."""
        return quantiles(self.times, n=100)[part - 1]


async def ordinary(client: httpx.AsyncClient, turns: Iterator[int], mix: list, end: float, load: Load) -> None:
    while perf_counter() < end:
        name, values = mix[next(turns) % len(mix)]
        start = perf_counter()
        response = await client.get(f"/questions/{name}", params=values, headers=JSON)
        load.times.append(perf_counter() - start)
        load.statuses[response.status_code] += 1


async def harm(client: httpx.AsyncClient, name: str, body: bytes, load: Load) -> None:
    start = perf_counter()
    try:
        status = (await client.post("/sparql", content=body, headers=DIRECT)).status_code
    except httpx.WriteError:
        status = 413  # refused and closed while it was still being sent
    load.hostile.append((name, status, perf_counter() - start))


def bombs(address: str) -> dict[str, bytes]:
    outside = {name: query % address for name, query in OUTSIDE.items()}
    texts = {name: query.encode() for name, query in {**NESTING, **TOO_MUCH, **LONG, **outside}.items()}
    return {**texts, "10 MB of query": b"#" * 10_000_000, "broken UTF-8": b"SELECT * { ?s ?p '\xff\xfe' }"}


async def run(address: str, clients: int, seconds: float, mix: list, hostile: int) -> Load:
    load, turns = Load(), count()
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=httpx.Limits(max_connections=None)) as client:
        end = perf_counter() + seconds
        asking = [ordinary(client, turns, mix, end, load) for _ in range(clients)]
        attacks = cycle(bombs(address).items())
        harming = [attack(client, *next(attacks), seconds * n / hostile, load) for n in range(hostile)]
        await asyncio.gather(*asking, *harming)
    return load


async def attack(client: httpx.AsyncClient, name: str, body: bytes, after: float, load: Load) -> None:
    await asyncio.sleep(after)
    await harm(client, name, body, load)


@asynccontextmanager
async def served(url: str) -> AsyncIterator[tuple[str, subprocess.Popen[str]]]:
    settings = {"url": url, "host": "127.0.0.1", "port": 0, "names": [], "limits": {}}
    command = [sys.executable, "-m", "kg.server", json.dumps(settings)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split(" at ")[1].split()[0].rstrip("/"), process
    finally:
        process.terminate()
        process.wait(20)


# ---------------------------------------------------------------- compared
def report(name: str, times: list[float], wall: float) -> float:
    rate = len(times) / wall
    p99 = quantiles(times, n=100)[98]
    print(f"{name:44}{len(times):8}{rate:10.1f}{median(times) * 1000:10.1f}{p99 * 1000:10.1f}")
    return rate


async def measure(url: str, options: argparse.Namespace) -> int:
    mix = questions()
    print(f"{len(mix)} questions with values, {options.clients} clients, {options.seconds:g} s")
    print(f"{'':44}{'answers':>8}{'a second':>10}{'median ms':>10}{'p99 ms':>10}")
    alone = bare(url, mix, options.seconds / 3)
    rate = report("bare engine in this process, one at a time", alone, sum(alone))
    async with served(url) as (address, process):
        await run(address, options.clients, 3, mix, 0)
        calm = await run(address, options.clients, options.seconds, mix, 0)
        served_rate = report("kg serve", calm.times, options.seconds)
        rough = await run(address, options.clients, options.seconds, mix, options.hostile)
        report(f"kg serve, with {options.hostile} hostile queries", rough.times, options.seconds)
        alive = process.poll() is None
    growth = rough.percentile(99) / calm.percentile(99)
    statuses = calm.statuses + rough.statuses
    longest = max(rough.hostile, key=lambda item: item[2], default=("none", 0, 0.0))
    print(f"ratio of answers a second, kg serve to the bare engine: {served_rate / rate:.2f}")
    print(f"ordinary answers by status: {dict(statuses)}")
    print(f"hostile answers by status: {dict(Counter(status for _, status, _ in rough.hostile))}")
    print(f"longest hostile query: {longest[2]:.1f} s, {longest[0]} (limit {LIMITS.seconds:g} s once it has a worker)")
    print(f"the server {'is the process that was started' if alive else 'ENDED'}")
    print(f"ratio of the 99th percentiles, with hostile queries to without: {growth:.2f}")
    bad = sum(n for status, n in statuses.items() if status >= 500)
    fine = alive and not bad and longest[2] <= ENDS_WITHIN and not (options.most and growth > options.most)
    return 0 if fine else 1


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--store", help="a store that is there already")
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--hostile", type=int, default=50)
    options.add_argument("--most", type=float, default=2.0, help="end with 1 if the 99th percentile grows more times")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.store or large(Path(folder) / "store", given.quads)
        sys.exit(asyncio.run(measure(url, given)))


if __name__ == "__main__":
    main()
