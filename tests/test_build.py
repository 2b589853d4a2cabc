"""A build depends on the set of articles and on the ontology, on nothing else."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS, Make, assert_same, exported, json_lines

from kg import pipeline, querying
from kg.errors import KgError
from kg.pipeline import Summary
from kg.rdf import validation
from kg.store import Store, open_store

Articles = list[dict[str, object]]

PAIRS = [
    ("French President Emmanuel Macron", "Brazilian President Luiz Inacio Lula da Silva", "Brasilia", "Brazil"),
    ("Turkish President Recep Tayyip Erdogan", "Egyptian President Abdel Fattah el-Sisi", "Cairo", "Egypt"),
]
TOLD = [
    ("day", "2024-05-07", "{} met {} in {} on Monday. They discussed trade and energy."),
    ("month", "2024-05-24", "{} met {} in {} this month, officials said. Talks on defence will continue."),
    ("plan", "2024-05-04", "{} will meet {} in {} on Monday, a spokesman said."),
    ("call", "2024-05-16", "{} spoke by phone with {} on Thursday. They discussed {}."),
    ("later", "2024-06-20", "{} met {} in {} on Wednesday and signed an agreement on agriculture."),
    ("trip", "2024-05-07", "{0} visited {3} on Monday. He visited a museum."),
]


def _article(id_: str, published: str | None, text: str) -> dict[str, object]:
    return {"id": id_, "published": published, "title": None, "text": text}


def _press() -> Articles:
    """The same events told by the day, by the month, as plans and later again, by two outlets each."""
    return [
        _article(f"{kind}-{number}-{outlet}", day, text.format(*names))
        for number, names in enumerate(PAIRS)
        for kind, day, text in TOLD
        for outlet in ("one", "two")
    ]


@pytest.fixture(scope="module")
def press() -> Articles:
    return _press()


@pytest.fixture(scope="module")
def built(press: Articles, make: Make, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Summary]:
    """All articles, built at once and in order."""
    return make([json_lines(tmp_path_factory.mktemp("press") / "press.jsonl", press)])


@pytest.fixture(scope="module")
def whole(built: tuple[Store, Summary], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The exports of all articles."""
    return exported(built[0], tmp_path_factory.mktemp("whole"))


@pytest.fixture
def copy(built: tuple[Store, Summary]) -> Store:
    """A store with all articles, to change."""
    store = open_store("memory:")
    store.replace_all((graph, list(built[0].quads(graph))) for graph in built[0].graphs())
    return store


def test_the_press_is_worth_testing_with(press: Articles, built: tuple[Store, Summary]) -> None:
    """Events of several articles are joined in it, or the tests below would show nothing."""
    summary = built[1]
    assert summary.added == len(press)
    assert summary.joint.events >= 8
    assert summary.joint.articles >= 20


def test_a_second_build_changes_nothing(make: Make, tmp_path: Path) -> None:
    """Building the same articles again leaves the same bytes and says that nothing changed."""
    store, first = make([SEEDS])
    before = exported(store, tmp_path, ".trig", ".ttl", ".nq", ".jsonld")
    _, second = make([SEEDS], store)
    assert (first.added, first.replaced, first.unchanged) == (2, 0, 0)
    assert (second.added, second.replaced, second.unchanged) == (0, 0, 2)
    assert_same(exported(store, tmp_path, ".trig", ".ttl", ".nq", ".jsonld"), before)


def test_a_second_build_counts_what_is_joined(
    press: Articles, built: tuple[Store, Summary], copy: Store, make: Make, tmp_path: Path
) -> None:
    """What the summary says of joined events is true of the store, whether or not it was just built."""
    _, second = make([json_lines(tmp_path / "press.jsonl", press)], copy)
    assert second.joint == built[1].joint


@pytest.mark.parametrize("seed", range(2))
def test_order_does_not_matter(seed: int, press: Articles, whole: dict[str, bytes], make: Make, tmp_path: Path) -> None:
    """The same articles in another order give the same bytes."""
    shuffled = random.Random(seed).sample(press, len(press))
    store, _ = make([json_lines(tmp_path / "press.jsonl", shuffled)])
    assert_same(exported(store, tmp_path), whole)


@pytest.mark.parametrize("seed", range(2))
def test_several_builds_are_one(
    seed: int, press: Articles, whole: dict[str, bytes], make: Make, tmp_path: Path
) -> None:
    """The same articles in several builds, in any order, give the same bytes as in one."""
    shuffled = random.Random(seed).sample(press, len(press))
    store = open_store("memory:")
    for part in (shuffled[:5], shuffled[5:20], shuffled[20:]):
        make([json_lines(tmp_path / "part.jsonl", part)], store)
    assert_same(exported(store, tmp_path), whole)


def test_processes_do_not_matter(press: Articles, whole: dict[str, bytes], make: Make, tmp_path: Path) -> None:
    """Two processes give the same bytes as one."""
    assert len(press) > pipeline.CHUNK
    store, _ = make([json_lines(tmp_path / "press.jsonl", press)], workers=2)
    assert_same(exported(store, tmp_path), whole)


def test_the_store_does_not_matter(press: Articles, whole: dict[str, bytes], make: Make, tmp_path: Path) -> None:
    """A store on disk, closed and opened again, holds the same bytes as one in memory."""
    url = f"oxigraph:{tmp_path / 'store'}"
    with open_store(url) as store:
        make([json_lines(tmp_path / "press.jsonl", press)], store)
    with open_store(url, read_only=True) as store:
        assert_same(exported(store, tmp_path), whole)


@pytest.mark.parametrize("gone", ["day-0-one", "month-1-two", "plan-0-one", "trip-1-one"])
def test_removing_an_article_undoes_it(gone: str, press: Articles, copy: Store, make: Make, tmp_path: Path) -> None:
    """Without an article the graph is what it would be had the article never come."""
    rest, _ = make([json_lines(tmp_path / "rest.jsonl", [a for a in press if a["id"] != gone])])
    assert pipeline.remove(gone, copy)
    assert_same(exported(copy, tmp_path), exported(rest, tmp_path))
    assert not pipeline.remove(gone, copy)


def test_removing_all_leaves_nothing(make: Make, tmp_path: Path) -> None:
    """A store whose articles were all removed is empty."""
    store, _ = make([SEEDS])
    for path in SEEDS.glob("*.txt"):
        assert pipeline.remove(path.stem, store)
    assert list(store.quads()) == []


def test_another_text_replaces_an_article(press: Articles, copy: Store, make: Make, tmp_path: Path) -> None:
    """An article with a known id and another text takes the place of what was there."""
    changed = [
        {**a, "text": "Chinese President Xi Jinping visited Serbia on Wednesday."} if a["id"] == "day-0-one" else a
        for a in press
    ]
    _, summary = make([json_lines(tmp_path / "press.jsonl", changed)], copy)
    fresh, _ = make([json_lines(tmp_path / "changed.jsonl", changed)])
    assert (summary.added, summary.replaced, summary.unchanged) == (0, 1, len(press) - 1)
    assert_same(exported(copy, tmp_path), exported(fresh, tmp_path))


def test_another_day_replaces_an_article(make: Make, tmp_path: Path) -> None:
    """The metadata are a part of an article: with another day of publication it is read anew."""
    text = "French President Emmanuel Macron met Chinese President Xi Jinping in Paris on Monday."
    store, _ = make([json_lines(tmp_path / "a.jsonl", [_article("a", "2024-05-07", text)])])
    _, summary = make([json_lines(tmp_path / "a.jsonl", [_article("a", "2024-05-14", text)])], store)
    assert summary.replaced == 1
    assert _meetings(store) == [("2024-05-13", "Emmanuel Macron; Xi Jinping")]


def test_an_article_without_a_date_is_accepted(make: Make, tmp_path: Path) -> None:
    """Its relative times stay unbound, absolute ones are bound, and the summary names it."""
    text = (
        "French President Emmanuel Macron met Chinese President Xi Jinping in Paris on Monday. "
        "Italian Prime Minister Giorgia Meloni met Indian Prime Minister Narendra Modi in Rome on 30 October 2021."
    )
    store, summary = make([json_lines(tmp_path / "a.jsonl", [_article("a", None, text)])])
    assert summary.undated == ["a"]
    assert sorted(_meetings(store), key=str) == [
        ("2021-10-30", "Giorgia Meloni; Narendra Modi"),
        (None, "Emmanuel Macron; Xi Jinping"),
    ]


def _meetings(store: Store) -> list[tuple[str | None, str]]:
    records = querying.ask(store, "who-met").records()
    return [(str(r["from"]) if r["from"] else None, str(r["who"])) for r in records]


# ---------------------------------------------------------------- an ontology of one's own
TOURISM = """
sector:tourism a skos:Concept ;
    skos:inScheme sector: ;
    skos:topConceptOf sector: ;
    skos:prefLabel "tourism"@en ;
    skos:definition "Travellers for pleasure, and those who host them."@en ;
    bil:strongCue "tourism"@en , "holidaymaker"@en , "package tour"@en .
"""
CAUCUS = """
frame:caucus a bil:Frame ; bil:evokes bil:Meeting ; bil:partOfSpeech "VERB" ; bil:confidence 0.8 ;
    bil:lemma "hobnob"@en , "caucus"@en ; bil:particle "with"@en ; bil:mode bil:InPerson ;
    bil:slot slot:subject-participant , slot:with-participant , slot:in-place .
"""
TAUGHT = [
    _article(
        "taught",
        "2024-05-07",
        "Greek Prime Minister Kyriakos Mitsotakis hobnobbed with Albanian Prime Minister Edi Rama in Tirana on "
        "Monday.\nGreece and Albania cooperate in tourism.",
    )
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the ontology to edit; without the long lists of names, which take time to read."""
    lists = shutil.ignore_patterns("people.ttl", "organizations.ttl")
    return Path(shutil.copytree(ROOT / "ontology", tmp_path / "own", ignore=lists))


def _append(path: Path, turtle: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + turtle, encoding="utf-8")


def _sectors(store: Store) -> set[object]:
    return {r["sector"] for r in querying.ask(store, "cooperation", a="AL", b="GR").records()}


def test_a_new_sector_is_met(own: Path, make: Make, tmp_path: Path) -> None:
    """A sector and its words, added in Turtle alone, are found; without them nothing is."""
    file = json_lines(tmp_path / "a.jsonl", TAUGHT)
    assert "tourism" not in _sectors(make([file])[0])
    _append(own / "sectors.ttl", TOURISM)
    assert "tourism" in _sectors(make([file], ontology=own)[0])


def test_a_new_verb_is_met(own: Path, make: Make, tmp_path: Path) -> None:
    """A verb for meeting, added in Turtle alone, makes meetings; without it there are none."""
    file = json_lines(tmp_path / "a.jsonl", TAUGHT)
    assert _meetings(make([file])[0]) == []
    _append(own / "lexicon.ttl", CAUCUS)
    store, _ = make([file], ontology=own)
    assert _meetings(store) == [("2024-05-06", "Edi Rama; Kyriakos Mitsotakis")]


def test_a_new_sector_is_valid(own: Path, make: Make, tmp_path: Path) -> None:
    """What was added passes the shapes of the ontology, and so does the graph that is made with it."""
    _append(own / "sectors.ttl", TOURISM)
    _append(own / "lexicon.ttl", CAUCUS)
    store, _ = make([json_lines(tmp_path / "a.jsonl", TAUGHT)], ontology=own)
    assert validation.validate_quads(store.quads()).results == ()
    assert validation.validate_ontology(own).results == ()


def test_another_ontology_reads_articles_anew(own: Path, make: Make, tmp_path: Path) -> None:
    """After an edit of the ontology a build reads every article again, and the result is that of a fresh build."""
    file = json_lines(tmp_path / "a.jsonl", TAUGHT)
    store, _ = make([file])
    _append(own / "lexicon.ttl", CAUCUS)
    _, summary = make([file], store, ontology=own)
    assert summary.replaced == 1
    assert_same(exported(store, tmp_path), exported(make([file], ontology=own)[0], tmp_path))


@pytest.mark.parametrize("file", ["lexicon.ttl", "sectors.ttl", "core.ttl"])
def test_a_bad_ontology_is_told_in_one_line(file: str, own: Path, make: Make, tmp_path: Path) -> None:
    """An ontology that is not Turtle stops the build with one line that names the file."""
    _append(own / file, "\nthis is not Turtle")
    with pytest.raises(KgError, match=rf"{file}.* line \d+") as caught:
        make([json_lines(tmp_path / "a.jsonl", TAUGHT)], ontology=own)
    assert "\n" not in str(caught.value)


def test_a_folder_without_an_ontology_is_told(make: Make, tmp_path: Path) -> None:
    """An empty folder is no ontology."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(KgError, match="empty"):
        make([json_lines(tmp_path / "a.jsonl", TAUGHT)], ontology=tmp_path / "empty")
