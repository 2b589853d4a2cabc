"""What the picture shows of statements while they are folded into their speakers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.view.kinds import style
from kg.view.network import Edge, Network

SPEAKER = "speaker"
ROLES = {
    "sector": "speaks of",
    "about": "speaks about",
    "addressee": "speaks to",
    "reportedBy": "relayed by",
    "reported by": "relayed by",
}
"""What a statement's role becomes when it is told of the speaker."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A speaker linked straight to what statements of theirs are linked to."""

    source: str
    target: str
    role: str
    statements: tuple[str, ...]


def folded(network: Network) -> frozenset[str]:
    """The ids of the nodes that are hidden at first."""
    return frozenset(node.id for node in network.nodes if style(node.kind).folded)


def folds(network: Network) -> list[Fold]:
    """The links that stand in for the statements, sorted."""
    hidden = folded(network)
    speakers: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in network.edges:
        if edge.source not in hidden or edge.target in hidden:
            continue
        if edge.role == SPEAKER:
            speakers[edge.source].add(edge.target)
        else:
            others[edge.source].add((edge.target, _role(edge)))
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for statement, whom in speakers.items():
        for speaker in whom:
            for target, role in others[statement]:
                if target != speaker:
                    found[speaker, target, role].add(statement)
    return [Fold(*ends, tuple(sorted(said))) for ends, said in sorted(found.items())]


def _role(edge: Edge) -> str:
    return ROLES.get(edge.role, f"{edge.role} (of statements)")
