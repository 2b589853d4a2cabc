"""The scores on the annotated articles have floors: no head may lose more than half a point.

``python tests/test_scores.py --raise`` measures again and raises the floors in ``tests/floors.json``;
it never lowers one.
"""

from __future__ import annotations

import json
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
TOLERANCE = 0.005

needs_eval = pytest.mark.skipif(
    not (EVAL / "score.py").exists(),
    reason=f"the annotated articles are not in {EVAL}; they are no part of the project",
)


def floors() -> dict[str, float]:
    """The floor of each head."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))) if FLOORS.exists() else {}


def measured(folder: Path) -> dict[str, float]:
    """F1 by head, as score.py prints it for a graph made now."""
    articles = folder / "dev.jsonl"
    articles.write_text(_scorer("--articles", EVAL / "dev"), encoding="utf-8")
    with open_store("memory:") as store:
        pipeline.build([articles], store, Settings())
        export.write(store.quads(), folder / "dev.trig")
    return parsed(_scorer(folder / "dev.trig", EVAL / "dev"))


def _scorer(*arguments: object) -> str:
    command = [sys.executable, str(EVAL / "score.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


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
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return measured(tmp_path_factory.mktemp("scores"))


@needs_eval
@pytest.mark.parametrize("head", sorted(floors()))
def test_no_head_falls(head: str, scores: dict[str, float]) -> None:
    """The F1 of a head is not below its floor by more than the tolerance."""
    assert scores[head] >= floors()[head] - TOLERANCE


@needs_eval
def test_every_head_has_a_floor(scores: dict[str, float]) -> None:
    """What the scorer counts is kept in floors.json."""
    assert scores.keys() - {"bad evidence"} == floors().keys()


@needs_eval
def test_all_evidence_is_in_the_text(scores: dict[str, float]) -> None:
    """No fact is without evidence, and no evidence differs from the text."""
    assert scores["bad evidence"] == 0


def main() -> None:
    """Raise the floors to what is measured now."""
    if "--raise" not in sys.argv[1:]:
        sys.exit("write --raise to raise the floors")
    with tempfile.TemporaryDirectory() as folder:
        now = {head: f1 for head, f1 in measured(Path(folder)).items() if head != "bad evidence"}
    old = floors()
    raised = {head: max(f1, old.get(head, 0.0)) for head, f1 in now.items()}
    FLOORS.write_text(json.dumps(raised, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for head in raised:
        print(f"{head:24}{old.get(head, 0.0):7.3f} -> {raised[head]:.3f}" + (" now lower" * (now[head] < raised[head])))


if __name__ == "__main__":
    main()
