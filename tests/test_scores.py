"""The scores on annotated articles have floors: no head may lose more than half a point.

Two sets are scored: the development set beside the project, and the project's own in ``tests/annotated``.
``python tests/test_scores.py --raise`` measures again and raises the floors in ``tests/floors.json``;
it never lowers one.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg import export, pipeline
from kg.settings import Settings
from kg.store import open_store

FLOORS = Path(__file__).with_name("floors.json")
EVAL = Path(__file__).parents[2] / "shared" / "eval"
SETS = {"development": EVAL / "dev", "own": Path(__file__).with_name("annotated")}
TOLERANCE = 0.005

needs_eval = pytest.mark.skipif(
    not (EVAL / "score.py").exists(),
    reason=f"the scorer is not in {EVAL}; it is no part of the project",
)


def floors() -> dict[str, dict[str, float]]:
    """The floor of each head, by set."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))) if FLOORS.exists() else {}


def measured(name: str, folder: Path) -> dict[str, float]:
    """F1 by head of a set, as score.py prints it for a graph made now."""
    articles, graph = folder / f"{name}.jsonl", folder / f"{name}.trig"
    articles.write_text(_scorer("--articles", SETS[name]), encoding="utf-8")
    with open_store("memory:") as store:
        pipeline.build([articles], store, Settings())
        export.write(store.quads(), graph)
    return parsed(_scorer(graph, SETS[name]))


def _scorer(*arguments: object) -> str:
    command = [sys.executable, str(EVAL / "score.py"), *map(str, arguments)]
    steady = {**os.environ, "PYTHONHASHSEED": "0"}  # score.py breaks ties in the order of sets
    return subprocess.run(command, capture_output=True, text=True, check=True, env=steady).stdout


def parsed(table: str) -> dict[str, float]:
    """The F1 of each head in the table of score.py, and how much evidence is not in the text.

    >>> parsed("persons  0.979  1.000  0.989   47  1  0")
    {'persons': 0.989}
    >>> parsed("evidence spans 478, not matching the text 0, facts without evidence 2")
    {'bad evidence': 2.0}
    """
    found: dict[str, float] = {}
    for line in table.splitlines():
        if row := re.match(r"([a-z ]+?) +([01]\.\d+) +([01]\.\d+) +([01]\.\d+) ", line):
            found[row[1]] = float(row[4])
        elif total := re.match(r"FACT-F1 ([01]\.\d+)", line):
            found["FACT-F1"] = float(total[1])
        elif bad := re.search(r"not matching the text (\d+), facts without evidence (\d+)", line):
            found["bad evidence"] = float(int(bad[1]) + int(bad[2]))
    return found


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = tmp_path_factory.mktemp("scores")
    return {name: measured(name, folder) for name in SETS}


@needs_eval
@pytest.mark.parametrize(
    ("name", "head"), [(name, head) for name in sorted(floors()) for head in sorted(floors()[name])]
)
def test_no_head_falls(name: str, head: str, scores: dict[str, dict[str, float]]) -> None:
    """The F1 of a head is not below its floor by more than the tolerance."""
    assert scores[name][head] >= floors()[name][head] - TOLERANCE


@needs_eval
@pytest.mark.parametrize("name", SETS)
def test_every_head_has_a_floor(name: str, scores: dict[str, dict[str, float]]) -> None:
    """What the scorer counts is kept in floors.json."""
    assert scores[name].keys() - {"bad evidence"} == floors()[name].keys()


@needs_eval
@pytest.mark.parametrize("name", SETS)
def test_all_evidence_is_in_the_text(name: str, scores: dict[str, dict[str, float]]) -> None:
    """No fact is without evidence, and no evidence differs from the text."""
    assert scores[name]["bad evidence"] == 0


def main() -> None:
    """Raise the floors to what is measured now."""
    if "--raise" not in sys.argv[1:]:
        sys.exit("write --raise to raise the floors")
    raised = {}
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            now = {head: f1 for head, f1 in measured(name, Path(folder)).items() if head != "bad evidence"}
        old = floors().get(name, {})
        raised[name] = {head: max(f1, old.get(head, 0.0)) for head, f1 in now.items()}
        for head, f1 in raised[name].items():
            print(f"{name:14}{head:24}{old.get(head, 0.0):7.3f} -> {f1:.3f}" + (" now lower" * (now[head] < f1)))
    FLOORS.write_text(json.dumps(raised, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
