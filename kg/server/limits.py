"""What one answer may cost, and how many are worked out at once."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the server; those on a query's text are `kg.querying.guard`'s."""

    seconds: float = 20.0
    """A question that takes longer is stopped."""
    quantum: float = 0.5
    """A query that takes longer goes on with the least priority, so that short ones do not wait for it."""
    slow: int = 2
    """How many queries may go on at the least priority; above that, one past its quantum is stopped."""
    memory: int = 512
    """Megabytes that a worker may take on top of what it needs to open the store."""
    rows: int = 100_000
    """Rows, or triples, of an answer."""
    answer: int = 50
    """Megabytes of an answer."""
    body: int = 1
    """Megabytes of a request's body."""
    upload: int = 64
    """Megabytes of a graph that is written."""
    workers: int = max(2, 2 * (os.cpu_count() or 1))
    """Processes that answer."""
    queue: int = 128
    """How many questions may wait for a worker."""
    patience: float = 60.0
    """Seconds after which a question that waits for a worker is turned away."""
    per_client: int = 32
    """How many questions one address may have open at once."""
