"""What a dossier takes from the graph: what concerns both countries, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kg.errors import QueryError
from kg.querying import dossier
from kg.store import Store

ARTICLE = {"title": "Talks", "source": "Example Wire", "url": "https://example.org/talks", "published": "2024-06-14"}
TEXT = """French President Emmanuel Macron met Brazilian President Luiz Inacio Lula da Silva in Brasilia on Thursday.
Macron said: "Brazil is a partner of ours."
Lula said: "We make aircraft of our own."
Indian Prime Minister Narendra Modi said that France and Brazil should work together.
Modi said: "India grows."
France and Brazil signed an agreement on nuclear energy on Thursday.
About 40 Brazilian companies work in France, Macron said."""


@pytest.fixture(scope="module")
def store(make: Callable[..., tuple[Store, object]], tmp_path_factory: pytest.TempPathFactory) -> Store:
    file = tmp_path_factory.mktemp("articles") / "articles.json"
    articles = [ARTICLE | {"id": "a1", "text": TEXT}, ARTICLE | {"id": "a2", "source": "Other Wire", "text": TEXT}]
    file.write_text(json.dumps(articles), encoding="utf-8")
    return make([file])[0]


def test_the_seeds_give_a_dossier(seeds: Store) -> None:
    """Meeting, visit, statements, cooperation and figures of India and Russia are there, by day."""
    told = dossier(seeds, "in", "RU")
    assert (told.one.name, told.other.name) == ("India", "Russia")
    assert [(event.kind, event.status) for event in told.events] == [
        ("Meeting", "held"),
        ("Visit", "held"),
        ("Meeting", "planned"),
    ]
    assert told.events[0].differing == ("place",)
    assert {tie.sector for tie in told.ties} >= {"defence", "energy", "space", "trade"}
    days = [said.earliest or "" for said in told.statements]
    assert days == sorted(days)


def test_statements_concern_both(store: Store) -> None:
    """Listed is what one says of the other, and what a third says of both; not what one says of itself alone."""
    said = {words.words.strip(" .,"): words.side for words in dossier(store, "FR", "BR").statements}
    assert said["Brazil is a partner of ours"] == "one"
    assert said["France and Brazil should work together"] == "neither"
    assert not {"We make aircraft of our own", "India grows"} & set(said)


def test_a_reprint_is_one_line(store: Store) -> None:
    """The same words in two articles are one statement with the evidence of both."""
    [words] = [words for words in dossier(store, "FR", "BR").statements if "partner" in words.words]
    assert {quote.outlet for quote in words.quotes} == {"Example Wire", "Other Wire"}


def test_events_and_agreements_are_told_in_words(store: Store) -> None:
    """An event has a title, a day in words, its place and its sectors."""
    events = {event.kind: event for event in dossier(store, "FR", "BR").events}
    assert events["Meeting"].title == "Meeting of Emmanuel Macron and Luiz Inacio Lula da Silva"
    assert events["Meeting"].when == "13 June 2024"
    assert dict(events["Meeting"].details)["place"] == "Brasilia"
    assert events["Agreement"].parties == ("Brazil", "France")


def test_speakers_have_their_offices(store: Store) -> None:
    """Whoever speaks stands on a side, with the office that the articles give."""
    speakers = {speaker.name: speaker for speaker in dossier(store, "FR", "BR").speakers}
    assert speakers["Emmanuel Macron"].side == "one"
    assert speakers["Emmanuel Macron"].offices == ("President, France",)


@pytest.mark.parametrize(("one", "other"), [("FR", "XX"), ("FR", ""), ("FR", "fr"), ("FR", "FJ"), ("../x", "FR")])
def test_a_pair_that_is_none_is_told_in_a_line(store: Store, one: str, other: str) -> None:
    """What is no country, one country twice, or a pair of which nothing is told is an error of one line."""
    with pytest.raises(QueryError) as error:
        dossier(store, one, other)
    assert "\n" not in str(error.value)
