"""What the page is made of: nodes, the edges between them, and the sentences that prove both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence: a sentence of an article with the words that count marked in it."""

    article: str
    """The article's headline, or its id where it has none."""
    outlet: str | None
    published: str | None
    """ISO date, such as ``2024-07-09``."""
    url: str | None
    """Linked only if it is an http or https address."""
    before: str
    exact: str
    after: str
    """The sentence is `before` + `exact` + `after`."""
    rule: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, event, statement, sector or whatever else the graph holds."""

    id: str
    kind: str
    """The local name of its class, such as ``Person``; one without a style of its own gets a plain one."""
    label: str
    properties: tuple[tuple[str, str], ...] = ()
    quotes: tuple[Quote, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    """When it happened or was said: ISO dates, both inclusive, None where nothing is known."""
    short: str | None = None
    """What stands in the picture, where the label would say too much there."""


@dataclass(frozen=True, slots=True)
class Edge:
    """`target` is the `role` of `source`: a meeting has Narendra Modi as its participant."""

    source: str
    target: str
    role: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that one page shows."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
