"""Every named question has its right answer on the golden articles, in memory and on servers alike."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from store import servers

from kg import pipeline
from kg.querying import ask, markdown, question, questions
from kg.querying.results import Value
from kg.store import Store, open_store

GOLDEN = sorted((servers.ROOT / "tests" / "golden").glob("golden-*.json"))
Case = tuple[str, str, list[str]]

CASES: list[Case] = [
    ("who-met --between TR GR --since 2023-07 --until 2023-07", "from to who where mode", [
        "2023-07-01 | 2023-07-31 | Kyriakos Mitsotakis; Recep Tayyip Erdogan | Vilnius | InPerson"]),
    ("who-met --person Lavrov --since 2024", "from to who where mode status", [
        "2024-05-13 | 2024-05-13 | Hakan Fidan; Sergei Lavrov |  | Call | Held"]),
    ("meetings --between GB VN --until 2018-10-10", "from who where agenda status", [
        "2018-10-10 | Jeremy Hunt; Pham Binh Minh | London | * | Held"]),
    ("who-said --speaker Venizelos", "speaker quotation", ["Evangelos Venizelos | Direct"]),
    ("who-said --to Lula", "from speaker addressee", ["2024-03-20 | Narendra Modi | Luiz Inacio Lula da Silva"]),
    ("who-speaks-for --country TR", "name offices first last", [
        "Hakan Fidan | Foreign Minister | 2023-12-06 | 2024-05-14",
        "Recep Tayyip Erdogan | President | 2023-12-07 | 2023-12-07"]),
    ("how-often-met --between IN VN", "month mode meetings", ["2013-10 | InPerson | 1", "2013-11 | InPerson | *"]),
    ("cooperation --between JP ID --sector energy", "pair sector kind supplier recipient articles sources first", [
        "Indonesia; Japan | energy | supply | Indonesia | Japan | 1 | 1 | 2024-11-18"]),
    ("relation --between FR DE", "sector agreements", ["defence | 1"]),
    ("compare-relation --between FR DE --sector defence", "sector kind label published", [
        "defence | Signed | agreement on the joint production of armoured vehicles | *"]),
    ("compare-relation --between JP ID --sector energy", "sector kind supplier recipient", [
        "energy | supply | Indonesia | Japan"]),
    ("compare-relation --agreement \"armoured vehicles\"", "kind", ["Signed"]),
    ("agreements --between FR DE", "from label parties status sectors", [
        "2024-02-14 | agreement on the joint production of armoured vehicles | France; Germany | Signed | defence"]),
    ("visits --country KE", "from to who where status", [
        "2021-06-12 | 2021-06-14 | S. Jaishankar | Kenya | Held"]),
    ("relayed --outlet \"China Daily\"", "from outlet speaker content", [
        "2016-01-12 | China Daily | Hong Lei | "
        "The dates are being worked out through diplomatic channels."]),
    ("figures --of sailors --by Philippines", "published words value", ["2024-04-17 | about | 120"]),
    ("figures --of seafarers", "words value by", ["at least | 15 | Enrique Manalo"]),
    ("who-is --name Fidan", "name kind country offices articles", [
        "Hakan Fidan | Person | Turkey | Foreign Minister | 2"]),
    ("agenda --between VN GB", "sector meetings first", ["diplomacy | 1 | 2018-10-10"]),
    ("partners --country BR", "country partner meetings last", ["Brazil | India | 1 | 2024-03-20"]),
    ("hosts --person Macron", "from host guests where", [
        "2024-02-14 | Emmanuel Macron | Olaf Scholz | Elysee Palace"]),
    ("planned --country ES", "from who status", ["2024-10-25 | Luis Montenegro; Pedro Sanchez | Cancelled"]),
    ("topics --speaker \"Hong Lei\"", "sector speakers", ["diplomacy | Hong Lei"]),
    ("supplies --from RU --to IR", "supplier recipient sector kind words", [
        "Russia | Iran | nuclear-energy | supply | "
        "Russia, which supplies fuel to Iran’s reactor at Bushehr, has kept its distance."]),
    ("articles --country BR --since 2024", "published headline", [
        "2024-03-20 | Prime Minister speaks with the President of Brazil"]),
    ("outlets", "outlet articles first last", ["invented for the tests | 24 | 2012-03-14 | 2024-11-18"]),
    ("named-with --name Karzai", "name other", ["Hamid Karzai | Barack Obama"]),
    ("unknown-people --country KE", "name", ["Raila Odinga"]),
    ("timeline --between TR GR --until 2023-07", "from to kind who what", [
        "2023-07-01 | 2023-07-31 | Meeting | Kyriakos Mitsotakis; Recep Tayyip Erdogan | Vilnius"]),
    ("spoke-to --speaker Kishida", "speaker addressee statements last", [
        "Fumio Kishida | Yoon Suk-yeol | 1 | 2024-07-08"]),
    ("places --of GR", "place country meetings", ["Vilnius | LT | 1"]),
    ("find --words \"sea of peace\"", "kind quotation article", [
        "Statement | We will turn the Aegean into a sea of peace | golden-13-thaw-in-athens"]),
    ("bodies --country US", "name kind", ["US Department of State | GovernmentBody"]),
    ("gaps --rule frame/meet --article golden-03", "reason trigger", ["hypothetical: not told as a fact | met"]),
    ("sectors", "sector", ["space", "culture"]),
    ("summary", "what count", ["Article | 24"]),
    ("doubtful", "kind", ["Meeting"]),
    ("who-held --position \"Foreign Minister\" --country IN --on 2003-07-08", "name source first", [
        "Yashwant Sinha | ontology | 2002-07-01"]),
    ("who-held --position \"Foreign Minister\" --country IN --on 2014-07-08", "name source last", [
        "Sushma Swaraj | ontology | 2019-05-30"]),
    ("who-held --position \"External Affairs\" --country IN --on 2024-07-08", "name source", [
        "S. Jaishankar | ontology"]),
    ("who-held --position \"Foreign Minister\" --country TR", "name source articles", [
        "Hakan Fidan | articles | 2", "Hakan Fidan | ontology | "]),
    ("changes --since 2024-11 --a JP", "change kind published articles first", [
        "new | Cooperation | 2024-11-18 | 1 | 2024-11-18"]),
]  # fmt: skip
"""Options, columns, and rows that the articles' texts bear out; * stands for what is not asked for."""


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The golden articles as a build reads them."""
    file = tmp_path_factory.mktemp("golden") / "golden.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for path in GOLDEN:
            article = json.loads(path.read_text(encoding="utf-8"))
            del article["expect"]
            lines.write(json.dumps(article) + "\n")
    with open_store(f"oxigraph:{file.parent / 'store'}") as store:
        assert pipeline.build([file], store).added == len(GOLDEN)
        yield store


def values(options: str) -> tuple[str, dict[str, str]]:
    """The question and its parameters, of options as on the command line."""
    name, *words = shlex.split(options)
    given = {}
    while words:
        option = words.pop(0).removeprefix("--")
        if option == "between":
            given |= {"a": words.pop(0), "b": words.pop(0)}
        else:
            given[option] = words.pop(0)
    return name, given


def shown(row: dict[str, Value], columns: str) -> list[str]:
    return ["" if row[name] is None else str(row[name]) for name in columns.split()]


def is_in(wanted: str, rows: list[list[str]]) -> bool:
    cells = [cell.strip() for cell in wanted.split(" | ")]
    return any(all(w in {"*", f.strip()} for w, f in zip(cells, row, strict=True)) for row in rows)


@pytest.mark.parametrize(("options", "columns", "rows"), CASES, ids=[options for options, _, _ in CASES])
def test_a_question_is_answered_rightly(golden: Store, options: str, columns: str, rows: list[str]) -> None:
    """The rows that the text bears out are there, for what the options ask."""
    name, given = values(options)
    found = [shown(row, columns) for row in ask(golden, name, **given)]
    for wanted in rows:
        assert is_in(wanted, found), f"{wanted}\nis not among\n" + "\n".join(" | ".join(row) for row in found)


def test_every_question_has_its_answer() -> None:
    """No question is without a case, and there are at least twenty-five."""
    with_answers = {shlex.split(options)[0] for options, _, _ in CASES}
    elsewhere = {"links", "compare", "single-source", "open-promises", "kept-promises"}  # tests/linking, tests/querying
    assert questions().keys() - with_answers <= elsewhere
    assert len(questions()) >= 25


@pytest.mark.parametrize("name", questions())
def test_every_question_documents_what_it_gives(name: str) -> None:
    """Title, meaning, parameters and columns are told, and the example is made of its parameters."""
    asked = question(name)
    assert asked.title
    assert asked.about
    assert asked.columns
    _, given = values(shlex.join([name, *asked.example]))
    assert given.keys() <= {parameter.name for parameter in asked.parameters}


def test_what_did_not_happen_is_no_answer(golden: Store) -> None:
    """A meeting that was denied and one that was called off are not told as held."""
    assert len(ask(golden, "who-met", person="Putin", until="2024-05-14", since="2024-05")) == 0
    (row,) = ask(golden, "who-met", person="Montenegro").records()
    assert row["status"] == "Cancelled"


def test_what_has_no_date_comes_last(golden: Store) -> None:
    """Dated rows come first, in order, and those without a date after them."""
    days = [row["from"] for row in ask(golden, "who-met")]
    dated = [str(day) for day in days if day]
    assert 0 < len(dated) < len(days)
    assert [str(day) for day in days[: len(dated)]] == sorted(dated)


def test_markdown_quotes_the_evidence(golden: Store) -> None:
    """In Markdown every fact is followed by the sentence that it rests on, and nothing in it is markup."""
    asked = question("agreements")
    text = markdown(golden, asked, ask(golden, asked, a="FR", b="DE"))
    assert text.startswith("# The agreements of a pair\n")
    assert "| 1 | 2024-02-14 |" in text
    assert "> — France, Germany sign armoured vehicle pact, invented for the tests, 2024-02-14" in text
    assert "> **" in text
    assert "armoured vehicles" in text.partition("## 1")[2]


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_every_store_gives_the_same_answers(
    golden: Store, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server answers every question, narrowed or not, as the embedded store does."""
    if server == "virtuoso":
        if servers.VIRTUOSO is None:
            pytest.skip(servers.NO_VIRTUOSO)
        for variable, value in servers.USER.items():
            monkeypatch.setenv(variable, value)
    started: Any = servers.oxigraph(tmp_path) if server == "oxigraph" else servers.virtuoso(tmp_path)
    with started as where, open_store(where if server == "oxigraph" else where[0]) as served:
        served.replace_all((graph, list(golden.quads(graph))) for graph in golden.graphs())
        asked = [values(options) for options, _, _ in CASES] + [(name, {}) for name in questions()]
        for name, given in asked:
            assert answer(served, name, given) == answer(golden, name, given), f"{name} {given}"


def answer(store: Store, name: str, given: dict[str, str]) -> Counter[tuple[Value, ...]]:
    """The rows, whichever order the store gives to those that a question does not tell apart."""
    return Counter(ask(store, name, **given).rows)
