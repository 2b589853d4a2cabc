"""Is the surer fact righter? Groups facts by confidence and shows the share that the annotators have too.

Reads the annotated articles of ``../shared/eval`` (or the folder given) and their scorer. A fact is
right when the scorer's own comparison pairs it with an annotated one; what the annotators marked
unsure counts neither way. Prints a table, and the ratio of the error in the lowest group to that in
the highest.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from kg import export, pipeline
from kg.store import open_store

BANDS = ((0.85, 1.01), (0.75, 0.85), (0.0, 0.75))
EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=EVAL)
    folder: Path = arguments.parse_args().folder
    scorer = _scorer(folder / "score.py")
    counts = _counted(scorer, folder / "dev", _graph(scorer, folder / "dev"))
    table = Table(title="Share of right facts by confidence")
    for column in ("kind", *(f"{low:.2f} and more" if low else f"below {BANDS[-2][0]}" for low, _ in BANDS)):
        table.add_column(column, justify="right")
    for kind in (*counts, "all"):
        table.add_row(kind, *(_share(counts, kind, band) for band in range(len(BANDS))))
    Console().print(table)
    low, high = (_error(counts, band) for band in (len(BANDS) - 1, 0))
    print(f"error of the lowest group / error of the highest: {low:.3f} / {high:.3f} = {low / high if high else 0:.1f}")


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: the scorer is not here; name the folder that holds it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _graph(scorer: ModuleType, dev: Path) -> Any:
    """The graph that a build makes of the annotated articles, as the scorer reads it."""
    with tempfile.TemporaryDirectory() as place, open_store("memory:") as store:
        lines = [json.loads(f.read_text()) for f in sorted(dev.glob("*.article.json"))]
        articles = Path(place) / "dev.jsonl"
        articles.write_text("".join(json.dumps(line) + "\n" for line in lines))
        pipeline.build([articles], store)
        export.write(store.quads(), Path(place) / "dev.nq")
        return scorer.Graph(str(Path(place) / "dev.nq"))


Counts = dict[str, dict[int, list[int]]]


def _counted(scorer: ModuleType, dev: Path, graph: Any) -> Counts:
    """For each kind and band: how many facts are right, and how many there are."""
    counts: Counts = defaultdict(lambda: {band: [0, 0] for band in range(len(BANDS))})
    for file in sorted(dev.glob("*.gold.json")):
        gold = json.loads(file.read_text())
        facts = graph.facts[graph.article[gold["id"]]]
        for kind, wanted, score in _kinds(scorer, graph, gold):
            nodes = list(facts.get(kind, {}))
            pairs, _, extra = scorer.greedy(wanted, nodes, score, 0.5)
            for node, right in [*((n, True) for w, n in pairs if not w.get("unsure")), *((n, False) for n in extra)]:
                cell = counts[kind][_band(max(float(c) for c in graph.vals(node, "confidence")))]
                cell[0] += right
                cell[1] += 1
    return counts


def _kinds(scorer: ModuleType, graph: Any, gold: dict[str, Any]) -> Any:
    """The kinds that the scorer compares one by one, with its comparisons."""
    people = {p["name"]: p["mentions"] for p in gold["persons"]}
    bodies = {o["name"]: o["mentions"] for o in gold["organizations"]}

    def share(wanted: list[str], nodes: list[Any]) -> float:
        pairs, _, _ = scorer.greedy(wanted, nodes, lambda w, n: graph.is_actor(n, w, people, bodies), 1)
        return 2 * len(pairs) / (len(wanted) + len(nodes)) if pairs else 0.0

    def position(want: dict[str, Any], node: Any) -> float:
        words = next((str(v) for v in graph.vals(node, "position")), "")
        return float(
            share([want["person"]], graph.vals(node, "holder")) == 1 and scorer.overlap(words, want["position"]) >= 0.6
        )

    def meeting(want: dict[str, Any], node: Any) -> float:
        fits = scorer.intersects(scorer.bounds(want.get("date")), graph.when(node))
        return share(want["participants"], graph.vals(node, "participant")) if fits else 0.0

    def statement(want: dict[str, Any], node: Any) -> float:
        said = scorer.overlap(" ".join(want["content"]), " ".join(map(str, graph.vals(node, "content"))))
        unnamed = want["speaker_type"] == "unnamed"
        right = unnamed or share(want["speaker"].split(" & "), graph.vals(node, "speaker")) >= 0.5
        return float(said) if right else 0.0

    yield "PositionHeld", gold["roles"], position
    yield "Meeting", gold["meetings"], meeting
    yield "Statement", gold["statements"], statement


def _band(confidence: float) -> int:
    return next(n for n, (low, high) in enumerate(BANDS) if low <= confidence < high)


def _cells(counts: Counts, kind: str, band: int) -> tuple[int, int]:
    kinds = counts if kind == "all" else [kind]
    return sum(counts[k][band][0] for k in kinds), sum(counts[k][band][1] for k in kinds)


def _share(counts: Counts, kind: str, band: int) -> str:
    right, of = _cells(counts, kind, band)
    return f"{right / of:.3f} of {of}" if of else "-"


def _error(counts: Counts, band: int) -> float:
    right, of = _cells(counts, "all", band)
    return 1 - right / of if of else 0.0


if __name__ == "__main__":
    main()
