"""The command line: what is printed, how it ends, and that no input can steer it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from conftest import ROOT, SEEDS, Make, Outcome, json_lines

from kg import querying
from kg.pipeline import Summary
from kg.querying import questions
from kg.store import open_store

Kg = Callable[..., Outcome]

MEETING = "meeting/2024-07-08_Narendra_Modi_Vladimir_Putin"
BIL = "https://w3id.org/bilateral/ontology#"


@pytest.fixture(scope="session")
def seed_store(make: Make, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store on disk with the seed articles; only to be read."""
    url = f"oxigraph:{tmp_path_factory.mktemp('seeds') / 'store'}"
    with open_store(url) as store:
        make([SEEDS], store)
    return url


@pytest.fixture
def own_store(seed_store: str, tmp_path: Path) -> str:
    """A copy of it, to change."""
    shutil.copytree(seed_store.removeprefix("oxigraph:"), tmp_path / "own-store")
    return f"oxigraph:{tmp_path / 'own-store'}"


def _one_line(outcome: Outcome, code: int = 2) -> str:
    """The error of a command that failed: one line on standard error, no traceback."""
    assert outcome.code == code, outcome
    assert "Traceback" not in outcome.err
    assert len(outcome.error_lines) == 1, outcome.err
    return outcome.error_lines[0]


# ---------------------------------------------------------------- build
def test_build_needs_nothing_but_articles(kg: Kg, tmp_path: Path) -> None:
    """`kg build FOLDER` makes a store in the current folder, tells what it holds, and ends with 0."""
    built = kg("build", SEEDS)
    assert built.code == 0
    assert (tmp_path / "kg-store").is_dir()
    assert "articles: 2 added, 0 replaced, 0 unchanged" in built.out
    assert "nothing changed: all 2 articles were in the store already" in kg("build", SEEDS).out


def test_build_tells_programs_in_json(kg: Kg, tmp_path: Path) -> None:
    """With --json standard output is one JSON object: what was added, rejected, written, and what the graph holds."""
    built = kg("build", SEEDS, tmp_path / "missing.txt", "--store", "memory:", "-o", tmp_path / "g.ttl", "--json")
    told = json.loads(built.out)
    assert built.code == 1
    assert (told["added"], told["graph"]["articles"], told["written"]) == (2, 2, [str(tmp_path / "g.ttl")])
    assert [r["source"] for r in told["rejected"]] == [str(tmp_path / "missing.txt")]
    assert {"defence", "energy"} <= set(told["sectors"])


def test_build_writes_every_format(kg: Kg, tmp_path: Path) -> None:
    """--output may be given several times, and its folder need not exist."""
    files = [tmp_path / "out" / f"g{suffix}" for suffix in (".ttl", ".trig", ".nq", ".jsonld", ".html")]
    options = [part for file in files for part in ("--output", file)]
    assert kg("build", SEEDS, "--store", "memory:", *options).code == 0
    assert all(file.stat().st_size > 1000 for file in files)


def test_undated_articles_are_named(kg: Kg, tmp_path: Path) -> None:
    """An article without a date is accepted, and the summary says which and what that means."""
    (tmp_path / "when.txt").write_text("Narendra Modi met Vladimir Putin in Moscow on Monday.")
    built = kg("build", tmp_path / "when.txt")
    assert built.code == 0
    assert "1 articles have no date, their relative times stay unbound: when" in " ".join(built.out.split())


GOOD = '{"id": "good", "text": "Narendra Modi met Vladimir Putin in Moscow.", "published": "2024-07-09"}'
REJECTED: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\n\t", "is empty"),
    ("latin.txt", "Ein Gespräch in Köln".encode("latin-1"), "is not UTF-8"),
    ("wide.txt", "They met.".encode("utf-16"), "is UTF-16"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary"),
    ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "files that end in .png are not read"),
    ("broken.jsonl", b'{"id": "x", "text": ', "is not JSON"),
    ("textless.jsonl", b'{"id": "x"}', "text"),
    ("wrong.jsonl", b'{"id": "x", "text": 7}', "text"),
    ("number.json", b"7", "is not"),
    ("date.txt", b"date 2024-02-31 PARIS: They met.", "2024-02-31"),
]


@pytest.fixture(scope="module")
def refused(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """The summary of a build of all these files and a good one."""
    folder = tmp_path_factory.mktemp("refused")
    for name, data, _ in REJECTED:
        (folder / name).write_bytes(data)
    (folder / "good.jsonl").write_text(GOOD)
    return make([folder])[1]


@pytest.mark.parametrize(("name", "data", "reason"), REJECTED, ids=[name for name, _, _ in REJECTED])
def test_bad_input_is_told(name: str, data: bytes, reason: str, refused: Summary) -> None:
    """A bad file is named with the reason, in one line."""
    [rejected] = [r for r in refused.rejected if r.source.partition(":")[0].endswith(f"/{name}")]
    assert reason in rejected.reason
    assert "\n" not in rejected.reason


def test_bad_input_stops_nothing(refused: Summary) -> None:
    """Every bad file is counted, and the good one beside them is read."""
    assert (refused.added, len(refused.rejected)) == (1, len(REJECTED))


def test_a_bad_line_stops_no_other_line(kg: Kg, tmp_path: Path) -> None:
    """Of a JSON Lines file the bad lines are told by their numbers, the good ones are read."""
    other = GOOD.replace("good", "other")
    (tmp_path / "a.jsonl").write_text(f'{GOOD}\nno JSON\n{{"id": "x"}}\n{other}\n{GOOD.replace("met", "saw")}\n')
    told = json.loads(kg("build", tmp_path / "a.jsonl", "--store", "memory:", "--json").out)
    assert told["added"] == 2
    assert [r["source"].rpartition(":")[2] for r in told["rejected"]] == ["2", "3", "5"]
    assert "good" in told["rejected"][2]["reason"]


def test_rejections_are_counted_in_the_summary(kg: Kg, tmp_path: Path) -> None:
    """The summary for people counts what was rejected and says why."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.jsonl").write_text(GOOD)
    built = kg("build", ".", "--store", "memory:")
    assert "1 rejected" in built.out
    assert "  empty.txt: is empty" in built.out.splitlines()
    assert built.code == 1


def test_nothing_but_bad_input_is_2(kg: Kg, tmp_path: Path) -> None:
    """Where no article could be read at all the exit code is 2, and the reason is told."""
    (tmp_path / "folder").mkdir()
    built = kg("build", tmp_path / "folder", "--store", "memory:")
    assert built.code == 2
    assert "no articles in this folder" in " ".join(built.out.split())


def test_a_pipeline_that_is_not_there(kg: Kg) -> None:
    """The line names the pipeline and says what to do."""
    assert "no_such_pipeline: not installed" in _one_line(kg("build", SEEDS, "--pipeline", "no_such_pipeline"))


def test_an_ontology_that_is_not_valid(kg: Kg, tmp_path: Path) -> None:
    """A frame without words is told in one line that names it."""
    for file in ("core.ttl", "shapes.ttl"):
        shutil.copy(ROOT / "ontology" / file, tmp_path)
    (tmp_path / "mine.ttl").write_text(f"<urn:frame:mute> a <{BIL}Frame> ; <{BIL}evokes> <{BIL}Meeting> .")
    line = _one_line(kg("build", SEEDS, "--ontology", tmp_path))
    assert "urn:frame:mute" in line
    assert "bil:lemma" in line


def test_a_copy_of_the_ontology_is_taken(kg: Kg, tmp_path: Path) -> None:
    """The ontology that is shipped may be copied, edited and used: it is valid, also without its lists of names."""
    shutil.copytree(
        ROOT / "ontology", tmp_path / "own", ignore=shutil.ignore_patterns("people.ttl", "organizations.ttl")
    )
    assert kg("build", SEEDS, "--store", "memory:", "--ontology", tmp_path / "own").error_lines == []


@pytest.mark.parametrize("url", ["redis:x", "oxigraph:", "memory"])
def test_a_store_that_is_none(url: str, kg: Kg) -> None:
    """An unknown kind of store is told in one line with what may be written."""
    assert "oxigraph:DIR" in _one_line(kg("build", SEEDS, "--store", url))


def test_a_format_that_is_none(kg: Kg, seed_store: str) -> None:
    """An ending that no format has is told with those that there are."""
    assert ".trig" in _one_line(kg("export", "graph.docx", "--store", seed_store))


def test_a_format_is_known_before_the_work(kg: Kg, tmp_path: Path) -> None:
    """An --output that cannot be written is told before the articles are read, and nothing is stored."""
    _one_line(kg("build", SEEDS, "--output", "graph.docx"))
    assert not (tmp_path / "kg-store").exists()


# ---------------------------------------------------------------- asking
@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_is_answered(name: str, kg: Kg, seed_store: str) -> None:
    """Every named question answers as a table, as JSON and as CSV with the same number of rows."""
    table = kg("ask", name, "--store", seed_store)
    found = json.loads(kg("ask", name, "--store", seed_store, "--json").out)["results"]["bindings"]
    rows = list(csv.reader(io.StringIO(kg("ask", name, "--store", seed_store, "--csv").out)))
    assert table.code == 0
    assert len(rows) == len(found) + 1
    assert f"{len(found)} row" in table.out if found else "no answer" in table.out


def test_questions_are_listed(kg: Kg) -> None:
    """Without a name all questions are listed with their options."""
    listed = kg("ask")
    assert listed.code == 0
    assert all(name in listed.out for name in questions())


def test_options_narrow_an_answer(kg: Kg, seed_store: str) -> None:
    """--between, --since and a question's own parameters narrow what is answered."""

    def count(*options: str) -> int:
        asked = kg("ask", *options, "--store", seed_store, "--json")
        return len(json.loads(asked.out)["results"]["bindings"])

    assert count("who-met", "--between", "IN", "RU") > 0
    assert count("who-met", "--between", "IN", "US") == 0
    assert count("who-met", "--since=2025") == 0
    assert 0 < count("who-said", "--speaker", "Jaiswal") < count("who-said")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["who-flew"], "who-met"),
        (["who-met", "--colour", "red"], "colour"),
        (["who-met", "--since", "soon"], "soon"),
        (["who-met", "--since"], "since"),
        (["who-met", "Putin"], "Putin"),
    ],
)
def test_a_question_that_is_not_understood(options: list[str], said: str, kg: Kg, seed_store: str) -> None:
    """An unknown question, option or value is told in one line that names it."""
    assert said in _one_line(kg("ask", *options, "--store", seed_store))


def test_a_query_is_answered(kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """SPARQL is read from the argument or a file, its prefixes need not be declared."""
    sparql = "SELECT ?a WHERE { ?a a bil:Article } ORDER BY ?a"
    (tmp_path / "q.rq").write_text(sparql)
    told = kg("query", sparql, "--store", seed_store, "--json")
    assert told.out == kg("query", "q.rq", "--store", seed_store, "--json").out
    assert len(json.loads(told.out)["results"]["bindings"]) == 2
    assert "article/000_a8e875d27a615b33" in kg("query", sparql, "--store", seed_store).out


@pytest.mark.parametrize(
    "sparql",
    ["SELECT", "DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"],
)
def test_a_query_that_is_refused(sparql: str, kg: Kg, seed_store: str) -> None:
    """What is no query, would write, or would leave the machine is refused in one line."""
    _one_line(kg("query", sparql, "--store", seed_store))


def test_a_query_file_that_is_not_there(kg: Kg, seed_store: str) -> None:
    """The line names the file."""
    assert "missing.rq" in _one_line(kg("query", "missing.rq", "--store", seed_store))


@pytest.mark.parametrize("command", [["ask", "who-met"], ["gaps"], ["export", "g.ttl"], ["validate"], ["explain", "x"]])
def test_a_store_that_is_not_there(command: list[str], kg: Kg, tmp_path: Path) -> None:
    """Reading commands make no store; they say that there is none."""
    assert "none" in _one_line(kg(*command, "--store", "oxigraph:none"))
    assert not (tmp_path / "none").exists()


def test_gaps_are_listed(kg: Kg, seed_store: str) -> None:
    """Sentences that held a word of the lexicon and gave no fact are listed, with the reason."""
    told = json.loads(kg("gaps", "--store", seed_store, "--json").out)
    assert "reason" in told["head"]["vars"]
    assert kg("gaps", "--store", seed_store).code == 0


def test_a_node_is_explained(kg: Kg, seed_store: str) -> None:
    """`explain` shows the sentences of both articles and the rules, from a key or an IRI."""
    told = json.loads(kg("explain", MEETING, "--store", seed_store, "--json").out)
    assert {q["published"] for q in told["quotes"]} == {"2024-07-09", "2024-07-19"}
    assert all(q["rule"] for q in told["quotes"])
    by_iri = kg("explain", f"https://w3id.org/bilateral/id/{MEETING}", "--store", seed_store)
    assert by_iri.out == kg("explain", MEETING, "--store", seed_store).out
    assert "Putin hosting a private dinner for Modi" in " ".join(by_iri.out.split())


def test_a_node_that_is_not_there(kg: Kg, seed_store: str) -> None:
    """The line names what was asked for."""
    assert "person/Nobody" in _one_line(kg("explain", "person/Nobody", "--store", seed_store))


# ---------------------------------------------------------------- files
@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".jsonld"])
def test_exports_are_valid(suffix: str, kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """Every export is written, can be read again, and passes its shapes."""
    file = tmp_path / f"g{suffix}"
    assert kg("export", file, "--store", seed_store).code == 0
    checked = kg("validate", file)
    assert (checked.code, checked.err) == (0, "")
    assert "passes its shapes" in " ".join(checked.out.split())


def test_the_store_is_valid(kg: Kg, seed_store: str) -> None:
    """`kg validate` alone checks the store, and says so."""
    checked = kg("validate", "--store", seed_store)
    assert checked.code == 0
    assert "passes its shapes" in " ".join(checked.out.split())
    assert json.loads(kg("validate", "--store", seed_store, "--json").out) == {"conforms": True, "results": []}


def _edited(ttl: str) -> dict[str, str]:
    """The graph with one line of the meeting edited, by what is wrong then."""
    block = re.search(rf"<{re.escape(MEETING)}> a [^<]*?(?:[^.]|\.(?!\n))*\.\n", ttl)
    assert block
    told = block[0]

    def without(predicate: str) -> str:
        return ttl.replace(told, re.sub(rf"\t{predicate} [^;]*;\n", "", told))

    return {
        "evidence": without("bil:evidence"),
        "confidence": without("bil:confidence"),
        "latest": without("bil:latest"),
        "mode": ttl.replace(told, told.replace("bil:InPerson", "bil:Telepathy")),
    }


@pytest.mark.parametrize("fault", ["evidence", "confidence", "latest", "mode"])
def test_an_edited_graph_is_not_valid(fault: str, kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """A graph that was edited badly fails with 1 and a message that names the node and the property."""
    kg("export", tmp_path / "good.ttl", "--store", seed_store)
    good = (tmp_path / "good.ttl").read_text()
    bad = _edited(good)[fault]
    assert bad != good
    (tmp_path / "bad.ttl").write_text(bad)
    told = json.loads(kg("validate", "bad.ttl", "--json").out)
    assert not told["conforms"]
    assert [r["node"] for r in told["results"]] == [f"https://w3id.org/bilateral/id/{MEETING}"]
    checked = kg("validate", "bad.ttl")
    assert checked.code == 1
    [line] = [line for line in checked.out.splitlines() if MEETING in line]
    assert f"bil:{fault}" in line


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("bad.ttl", "<a> <b>", "line 1"), ("none.ttl", None, "none.ttl"), ("notes.docx", "x", ".ttl")],
)
def test_a_graph_that_cannot_be_read(name: str, text: str | None, said: str, kg: Kg, tmp_path: Path) -> None:
    """A file that is no RDF is told in one line."""
    if text is not None:
        (tmp_path / name).write_text(text)
    assert said in _one_line(kg("validate", name))


def test_the_page_needs_no_network(kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """`kg view` writes one page that loads nothing from elsewhere."""
    assert kg("view", "page.html", "--store", seed_store).code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Narendra Modi" in page
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?https?:", page)


def test_a_page_ends_in_html(kg: Kg, seed_store: str) -> None:
    """Another ending is refused in one line."""
    assert ".html" in _one_line(kg("view", "page.pdf", "--store", seed_store))
    assert ".html" in _one_line(kg("dossier", "IN", "RU", "--output", "page.pdf", "--store", seed_store))


def test_the_network_is_written_for_gephi(kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """`kg export` writes the network as GEXF and GraphML; an ending that it cannot write is told in one line."""
    for name in ("graph.gexf", "graph.graphml"):
        assert kg("export", name, "--store", seed_store).code == 0
        assert "Narendra Modi" in (tmp_path / name).read_text(encoding="utf-8")
    assert ".gexf" in _one_line(kg("export", "graph.dot", "--store", seed_store))


def test_a_dossier_is_written(kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """`kg dossier` writes one page on a pair, named by it unless told otherwise; a pair that is none is one line."""
    assert kg("dossier", "IN", "RU", "--store", seed_store).code == 0
    assert kg("dossier", "IN", "RU", "--output", "out/pair.html", "--store", seed_store).code == 0
    page = (tmp_path / "in-ru.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "out" / "pair.html").read_text(encoding="utf-8")
    assert "Who speaks for whom" in page
    assert "country code" in _one_line(kg("dossier", "IN", "Russia", "--store", seed_store))
    assert "cannot be written" in _one_line(kg("dossier", "IN", "RU", "-o", "in-ru.html/x.html", "--store", seed_store))


def test_an_article_is_removed(kg: Kg, own_store: str) -> None:
    """`kg remove` takes an article out; one that is not there is told in one line."""
    gone = "003_bd261d27ab6ca9df"
    assert kg("remove", gone, "--store", own_store).code == 0
    told = json.loads(kg("query", "SELECT ?a { ?a a bil:Article }", "--store", own_store, "--json").out)
    assert [b["a"]["value"].rpartition("/")[2] for b in told["results"]["bindings"]] == ["000_a8e875d27a615b33"]
    assert gone in _one_line(kg("remove", gone, "--store", own_store))
    assert kg("validate", "--store", own_store).code == 0


# ---------------------------------------------------------------- hostile names
NASTY = '"]<b>[red]x[/red]</script><script>alert(1)</script>\x1b[31m\u202e\n\\'
HOSTILE = [
    {"id": f"id {NASTY}", "title": f"Title {NASTY}", "published": "2024-07-09", "url": "javascript:alert(1)",
     "publisher": f"The {NASTY} Times", "place": NASTY,
     "text": "Jean [red]O'Neil <b>Smith met Vladimir Putin in Moscow on Monday. "
             f"“{NASTY.replace(chr(10), ' ')} is what we want,” Vladimir Putin said. "
             "Ivan </script><script>alert(1)</script> Ivanov met Narendra Modi in [/] Moscow on Tuesday. "
             f"Narendra Modi said that {NASTY.replace(chr(10), ' ')} was good."},
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file, hostile by its name, of an article whose every field tries to break out."""
    name = NASTY.replace("/", "-").splitlines()[0][:40]
    return json_lines(tmp_path_factory.mktemp("hostile") / f"{name}.jsonl", HOSTILE)


@pytest.fixture(scope="module")
def hostile(hostile_file: Path, make: Make) -> str:
    """A store with that article; only to be read."""
    url = f"oxigraph:{hostile_file.parent / 'store'}"
    with open_store(url) as store:
        make([hostile_file], store)
    return url


def _harmless(text: str) -> bool:
    return not [c for c in text if not c.isprintable() and c != "\n"]


def test_hostile_names_do_not_break_the_table(hostile_file: Path, hostile: str, kg: Kg, tmp_path: Path) -> None:
    """Whatever an article or file is called, the terminal gets printable text and no lost markup."""
    built = kg("build", hostile_file, tmp_path / "no[red]\x1b[31m.txt")
    assert built.code == 1
    assert "[red]" in built.out
    assert _harmless(built.out + built.err)
    for command in (["ask", "who-said"], ["ask", "who-met"], ["gaps"], ["explain", "person/Vladimir_Putin"]):
        told = kg(*command, "--store", hostile)
        assert told.code == 0, told
        assert _harmless(told.out), command
    said = kg("ask", "who-said", "--store", hostile)
    assert "[red]" in said.out


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_hostile_names_survive_a_round_trip(hostile: str, kg: Kg, tmp_path: Path) -> None:
    """Every export holds the id and title as they are, when a foreign reader reads it."""
    for suffix, syntax in ((".ttl", "turtle"), (".trig", "trig"), (".nq", "nquads"), (".jsonld", "json-ld")):
        assert kg("export", f"g{suffix}", "--store", hostile).code == 0
        graph = rdflib.Dataset(default_union=True).parse(tmp_path / f"g{suffix}", format=syntax)
        ids = {str(o) for o in graph.objects(None, rdflib.DCTERMS.identifier)}
        assert HOSTILE[0]["id"] in ids, suffix
    assert kg("validate", "--store", hostile).code == 0


def test_hostile_names_do_not_break_the_page(hostile: str, kg: Kg, seed_store: str, tmp_path: Path) -> None:
    """The page of a hostile article has the scripts of any page, and no more."""
    kg("view", "good.html", "--store", seed_store)
    assert kg("view", "bad.html", "--store", hostile).code == 0
    good, bad = ((tmp_path / name).read_text(encoding="utf-8") for name in ("good.html", "bad.html"))
    assert "<script>alert(1)" not in bad
    for tag in ("<script", "</script", "<b>"):
        assert bad.count(tag) == good.count(tag)


def test_a_hostile_article_can_be_removed(hostile: str, kg: Kg, tmp_path: Path) -> None:
    """An article is removed by its id, whatever that holds."""
    shutil.copytree(hostile.removeprefix("oxigraph:"), tmp_path / "copy")
    removed = kg("remove", HOSTILE[0]["id"], "--store", "oxigraph:copy")
    assert removed.code == 0
    assert _harmless(removed.out)
    with open_store("oxigraph:copy", read_only=True) as store:
        assert querying.query(store, "ASK { ?s ?p ?o }").rows == ((False,),)


# ---------------------------------------------------------------- as a program
def _run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        **options,
    )


def test_usage_is_2(kg: Kg) -> None:
    """A command without what it needs, or that there is none of, ends with 2."""
    assert kg("build").code == 2
    assert kg("no-such-command").code == 2
    assert kg("build", SEEDS, "--workers", "0").code == 2


def test_the_program_ends_as_it_says(tmp_path: Path) -> None:
    """As a process of its own an error is one line on standard error, without a traceback, and ends with 2."""
    wrong = _run("ask", "who-met", "--store", "oxigraph:none", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout, len(wrong.stderr.splitlines())) == (2, "", 1)


def test_the_program_builds(tmp_path: Path) -> None:
    """As a process of its own a build prints JSON and nothing else, warnings of libraries included."""
    (tmp_path / "empty.txt").write_bytes(b"")
    built = _run("build", str(SEEDS), "empty.txt", "--json", cwd=tmp_path)
    assert built.returncode == 1
    assert built.stderr == ""
    assert json.loads(built.stdout)["added"] == 2
