"""What the two seed articles say, asked of their graph as an analyst would: in SPARQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from conftest import SEEDS

from kg import querying
from kg.model import Article
from kg.querying.results import Value
from kg.reading import read
from kg.store import Store

Ask = Callable[[str], list[tuple[Value, ...]]]

OLDER, NEWER = "003_bd261d27ab6ca9df", "000_a8e875d27a615b33"
ID = "https://w3id.org/bilateral/id/"
HELD = (
    "?m a bil:Meeting ; bil:status bil:Held ; "
    f"bil:participant <{ID}person/Narendra_Modi> , <{ID}person/Vladimir_Putin> ."
)

AWARE = (
    "We are aware of about 50 Indian nationals who currently wish to end their employment in the Russian Armed Forces. "
    "These are cases where the individual or his/her family members have approached us for assistance in securing "
    "their early discharge"
)
PURSUED = (
    "This has been pursued at various levels by us including at the leadership level. Prime Minister Narendra Modi "
    "raised this matter during his recent visit to Russia. The Russian side have responded positively to our request. "
    "Both sides are working for early discharge of Indian nationals"
)
RESIDENCE = (
    "At the Novo-Ogaryovo residence of the President of Russia near Moscow, Vladimir Putin and Indian Prime Minister "
    "@narendramodi, who is on a two-day official visit to Russia, hold an informal meeting,"
)
PROSPECTS = (
    "The talks will cover prospects for further development of traditionally friendly Russian-Indian relations, as "
    "well as current international and regional issues,"
)
GRATITUDE = (
    "Gratitude to President Putin for hosting me at Novo-Ogaryovo this evening. Looking forward to our talks tomorrow "
    "as well, which will surely go a long way in further cementing the bonds of friendship between India and Russia,"
)


@pytest.fixture(scope="module")
def ask(seeds: Store) -> Ask:
    """The rows that a query gives, sorted, each once."""

    def rows(sparql: str) -> list[tuple[Value, ...]]:
        return sorted(set(querying.query(seeds, sparql).rows), key=str)

    return rows


def _day(text: str) -> date:
    return date.fromisoformat(text)


JULY = (_day("2024-07-01"), _day("2024-07-31"))


# ---------------------------------------------------------------- who met whom
def test_one_meeting_is_one_node(ask: Ask) -> None:
    """However many sentences and articles speak of it, Modi and Putin met once, and nobody else met."""
    assert len(ask(f"SELECT ?m {{ {HELD} }}")) == 1
    assert len(ask("SELECT ?m { ?m a bil:Meeting ; bil:status bil:Held }")) == 1


def test_the_meeting_has_one_date(ask: Ask) -> None:
    """One article knows the day, the other the month: the event has the day, and only that."""
    found = ask(f"SELECT ?from ?to {{ {HELD} ?m bil:earliest ?from ; bil:latest ?to }}")
    assert found == [(_day("2024-07-08"), _day("2024-07-08"))]


def test_each_article_dates_the_meeting_in_its_own_graph(ask: Ask) -> None:
    """The older article knows the day, 8 July, the newer one the month; each keeps its version in its graph."""
    found = ask(f"""
        SELECT ?id ?from ?to {{ {HELD} ?m bil:report ?r .
            GRAPH ?g {{ ?r bil:earliest ?from ; bil:latest ?to . ?a a bil:Article ; dcterms:identifier ?id }} }}""")
    assert found == [(NEWER, *JULY), (OLDER, _day("2024-07-08"), _day("2024-07-08"))]


def test_the_meeting_has_evidence_from_both_articles(ask: Ask) -> None:
    """The evidence of the meeting leads to both articles."""
    found = ask(f"SELECT ?id {{ {HELD} ?m bil:evidence/oa:hasSource/dcterms:identifier ?id }}")
    assert found == [(NEWER,), (OLDER,)]


def test_the_meeting_was_in_person_hosted_by_putin(ask: Ask) -> None:
    """They met in person, and Putin was the host."""
    assert ask(f"""
        SELECT ?mode ?host {{
          {HELD} ?m bil:mode ?how ; bil:host/skos:prefLabel ?name .
          BIND(STRAFTER(STR(?how), "#") AS ?mode) BIND(STR(?name) AS ?host) }}""") == [("InPerson", "Vladimir Putin")]


def test_the_meeting_was_at_novo_ogaryovo(ask: Ask) -> None:
    """The older article names the residence, its most specific place; the newer one may only know Moscow."""
    found = ask(f"""
        SELECT ?id ?place ?country {{ {HELD} ?m bil:report ?r . GRAPH ?g {{
          ?r bil:place ?where . ?where skos:prefLabel ?label ; bil:country ?of . ?of bil:isoCode ?country .
          ?a a bil:Article ; dcterms:identifier ?id BIND(STR(?label) AS ?place) }} }}""")
    assert [row for row in found if row[0] == OLDER] == [(OLDER, "Novo-Ogaryovo", "RU")]
    assert {row for row in found if row[0] != OLDER} <= {(NEWER, "Moscow", "RU")}


def test_the_meeting_has_one_place(ask: Ask) -> None:
    """The event has one of the places that are told, and says that the articles name different ones."""
    found = ask(f"""
        SELECT ?place ?differing {{ {HELD} ?m bil:place/skos:prefLabel ?label ; bil:toldDifferently ?differing
                                   BIND(STR(?label) AS ?place) }}""")
    assert found == [("Novo-Ogaryovo", "place")]


def test_the_official_talks_were_planned(ask: Ask) -> None:
    """The talks of the next day, 9 July, are one meeting of the two, planned as of the article."""
    assert ask("""
        SELECT ?from ?to ?who {
          ?m a bil:Meeting ; bil:status bil:Planned ; bil:earliest ?from ; bil:latest ?to ;
             bil:participant/skos:prefLabel ?label BIND(STR(?label) AS ?who) }""") == [
        (_day("2024-07-09"), _day("2024-07-09"), "Narendra Modi"),
        (_day("2024-07-09"), _day("2024-07-09"), "Vladimir Putin"),
    ]


def test_modi_visited_russia(ask: Ask) -> None:
    """Modi's trip to Russia in July is one visit, told by both articles; nobody else travelled."""
    assert ask("""
        SELECT ?who (COUNT(DISTINCT ?v) AS ?visits) (COUNT(DISTINCT ?a) AS ?articles) {
          ?v a bil:Visit ; bil:visitor/skos:prefLabel ?label ; bil:destination/bil:country? ?c ;
             bil:evidence/oa:hasSource ?a . ?c bil:isoCode "RU" BIND(STR(?label) AS ?who) } GROUP BY ?who""") == [
        ("Narendra Modi", 1, 2)
    ]


# ---------------------------------------------------------------- who is who
def test_the_people_of_the_articles(ask: Ask) -> None:
    """Four people are named, each one node with the country that they act for."""
    assert ask("""
        SELECT ?who ?code { ?p a bil:Person ; skos:prefLabel ?name ; bil:country/bil:isoCode ?code
                            BIND(STR(?name) AS ?who) }""") == [
        ("Narendra Modi", "IN"),
        ("Randhir Jaiswal", "IN"),
        ("Vinay Kwatra", "IN"),
        ("Vladimir Putin", "RU"),
    ]


def _positions(ask: Ask, person: str) -> list[tuple[Value, ...]]:
    return ask(f"""
        SELECT ?position ?tenure ?code {{
          ?h a bil:PositionHeld ; bil:holder/skos:prefLabel "{person}"@en ; bil:position ?position ; bil:tenure ?t ;
             bil:positionOf ?of OPTIONAL {{ ?of bil:country/bil:isoCode ?code }}
          BIND(STRAFTER(STR(?t), "#") AS ?tenure) }}""")


def test_jaiswal_speaks_for_the_ministry(ask: Ask) -> None:
    """Jaiswal's position is that of a spokesperson, of India or of its Ministry of External Affairs."""
    [(position, tenure, code)] = _positions(ask, "Randhir Jaiswal")
    assert "spokesperson" in str(position).lower()
    assert (tenure, code) == ("Current", "IN")


def test_kwatra_was_and_is(ask: Ask) -> None:
    """Kwatra is a former Foreign Secretary and now the ambassador to the US, both of India."""
    found = {(str(tenure), str(position).lower(), code) for position, tenure, code in _positions(ask, "Vinay Kwatra")}
    assert len(found) == 2
    assert ("Former", "foreign secretary", "IN") in found
    [current] = found - {("Former", "foreign secretary", "IN")}
    assert (current[0], current[2]) == ("Current", "IN")
    assert current[1].startswith("ambassador to")


def test_heads_of_state_hold_their_offices(ask: Ask) -> None:
    """Modi is Prime Minister of India, Putin President of Russia."""
    assert _positions(ask, "Narendra Modi") == [("Prime Minister", "Current", "IN")]
    assert _positions(ask, "Vladimir Putin") == [("President", "Current", "RU")]


# ---------------------------------------------------------------- who said what
def _said(ask: Ask, words: str) -> dict[str, Value]:
    """The one statement that holds the words."""
    rows = ask(f"""
        SELECT ?s ?content ?quotation ?cue ?medium ?from ?to {{
          ?s a bil:Statement ; bil:content ?content ; bil:quotation ?q ; bil:cue ?cue ;
             bil:earliest ?from ; bil:latest ?to
          OPTIONAL {{ ?s bil:medium ?medium }}
          FILTER(CONTAINS(?content, "{words}")) BIND(STRAFTER(STR(?q), "#") AS ?quotation) }}""")
    assert len(rows) == 1, rows
    names = ("node", "content", "quotation", "cue", "medium", "from", "to")
    told = dict(zip(names, rows[0], strict=True))
    for role in ("speaker", "addressee", "reportedBy"):
        found = ask(f"SELECT ?name {{ <{told['node']}> bil:{role}/skos:prefLabel ?label BIND(STR(?label) AS ?name) }}")
        told[role] = " & ".join(str(name) for (name,) in found) or None
    return told


def _same_words(content: Value, words: str) -> bool:
    """Word for word, whether or not the comma that joins a quotation to its cue is taken in."""
    return str(content).rstrip(",") == words.rstrip(",")


def test_jaiswal_was_quoted_at_the_weekly_briefing(ask: Ask) -> None:
    """Jaiswal said it directly, on the day of the article, at the weekly briefing, word for word."""
    told = _said(ask, "We are aware of about 50 Indian nationals")
    assert _same_words(told["content"], AWARE)
    assert (told["speaker"], told["quotation"], told["cue"]) == ("Randhir Jaiswal", "Direct", "said")
    assert (told["from"], told["to"]) == (_day("2024-07-19"), _day("2024-07-19"))
    assert told["medium"] == "weekly briefing"


def test_the_next_quotation_is_his_too(ask: Ask) -> None:
    """A quotation that opens the next paragraph belongs to the same speaker and occasion."""
    told = _said(ask, "This has been pursued at various levels")
    assert _same_words(told["content"], PURSUED)
    assert (told["speaker"], told["quotation"], told["cue"]) == ("Randhir Jaiswal", "Direct", "added")
    assert told["medium"] == "weekly briefing"
    assert (told["from"], told["to"]) == (_day("2024-07-19"), _day("2024-07-19"))


@pytest.mark.parametrize(
    ("words", "quotation"),
    [
        ("around 10 Indian citizens have been brought back to India", "Indirect"),
        ("We are looking into this matter very seriously. Around 10 Indian citizens", "Direct"),
    ],
)
def test_kwatra_spoke_earlier_that_month(words: str, quotation: str, ask: Ask) -> None:
    """Kwatra spoke "earlier this month": both of his statements are of July, not of the day of the article."""
    told = _said(ask, words)
    assert (told["speaker"], told["quotation"]) == ("Vinay Kwatra", quotation)
    assert told["from"] == JULY[0]
    assert _day("2024-07-18") <= told["to"] <= JULY[1]  # type: ignore[operator]


def test_the_whole_of_kwatras_quotation(ask: Ask) -> None:
    """A quotation is kept as a whole, not only the sentence next to the cue."""
    told = _said(ask, "We are looking into this matter very seriously.")
    assert str(told["content"]).endswith("We expect PM Modi to raise this issue")


@pytest.mark.parametrize(
    ("words", "cue", "month"),
    [
        ("at least four Indian nationals", "reported", ("2024-06-01", "2024-06-30")),
        ("ten Indian nationals working as support staff", "said", ("2024-04-01", "2024-04-30")),
    ],
)
def test_the_ministry_spoke_in_june_and_april(words: str, cue: str, month: tuple[str, str], ask: Ask) -> None:
    """What the ministry said "in June" and "in April" is dated to those months of the same year."""
    told = _said(ask, words)
    assert (told["speaker"], told["cue"]) == ("Ministry of External Affairs", cue)
    assert (told["from"], told["to"]) == tuple(map(_day, month))
    assert told["quotation"] == "Indirect"


@pytest.mark.parametrize(
    ("words", "whole", "speaker"),
    [
        ("At the Novo-Ogaryovo residence", RESIDENCE, "Ministry of Foreign Affairs"),
        ("The talks will cover prospects", PROSPECTS, "Ministry of Foreign Affairs"),
        ("Gratitude to President Putin for hosting me", GRATITUDE, "Narendra Modi"),
    ],
)
def test_posts_are_word_for_word(words: str, whole: str, speaker: str, ask: Ask) -> None:
    """Posts on X are direct, word for word, with their medium; "it added" goes on with the same speaker."""
    told = _said(ask, words)
    assert _same_words(told["content"], whole)
    assert told["quotation"] == "Direct"
    assert told["speaker"] in {speaker, f"Russian {speaker}", "Russian Foreign Ministry", "Foreign Ministry"}
    assert told["medium"] == "X"


def test_the_foreign_ministry_is_russias(ask: Ask) -> None:
    """The ministry that posted on X belongs to Russia."""
    [node] = {str(_said(ask, words)["node"]) for words in ["At the Novo-Ogaryovo residence"]}
    assert ask(f"SELECT ?code {{ <{node}> bil:speaker/bil:country/bil:isoCode ?code }}") == [("RU",)]


@pytest.mark.parametrize("words", ["their official talks were scheduled", "dear friend"])
def test_tass_relays_putin(words: str, ask: Ask) -> None:
    """What Putin said "according to TASS" is his, and TASS is told as the outlet that relays it."""
    told = _said(ask, words)
    assert told["speaker"] == "Vladimir Putin"
    assert told["reportedBy"] == "TASS"


def test_sources_told_ani(ask: Ask) -> None:
    """Unnamed sources are the speaker, the news agency is whom they told."""
    told = _said(ask, "Russia has decided to release and help all Indians")
    assert told["speaker"] == "sources"
    assert told["addressee"] in {"ANI", "Asian News International"}
    assert told["quotation"] == "Indirect"


# ---------------------------------------------------------------- countries
@pytest.mark.parametrize(
    ("sector", "kinds"),
    [
        ("defence", {"supply", "exercise"}),
        ("energy", {"supply"}),
        ("space", set()),
        ("trade", set()),
        ("culture", set()),
        ("counterterrorism", set()),
        ("cybersecurity", set()),
        ("diplomacy", set()),
        ("consular", set()),
    ],
)
def test_india_and_russia_work_together(sector: str, kinds: set[str], ask: Ask) -> None:
    """Each sector that the articles name is there for the one pair of countries, with kind and evidence."""
    found = ask(f"""
        SELECT ?kind {{ ?c a bil:Cooperation ; bil:sector sector:{sector} ; bil:kind ?kind ; bil:relation ?r ;
                         bil:party <{ID}country/IN> , <{ID}country/RU> ; bil:evidence ?e .
                         ?r a bil:BilateralRelation }}""")
    assert found
    assert kinds <= {str(kind) for (kind,) in found}


@pytest.mark.parametrize("sector", ["defence", "energy"])
def test_russia_supplies_india(sector: str, ask: Ask) -> None:
    """Supply has a direction: from Russia to India, and nothing the other way."""
    assert ask(f"""
        SELECT ?from ?to {{ ?c a bil:Cooperation ; bil:sector sector:{sector} ; bil:kind "supply" ;
                             bil:supplier/bil:isoCode ?from ; bil:recipient/bil:isoCode ?to }}""") == [("RU", "IN")]


def test_there_is_one_relation(ask: Ask) -> None:
    """India and Russia have one bilateral relation, and no other pair cooperates in these articles."""
    assert ask("SELECT ?r { ?r a bil:BilateralRelation }") == [("https://w3id.org/bilateral/id/relation/IN-RU",)]


# ---------------------------------------------------------------- how many
def test_figures_are_kept_with_their_words(ask: Ask) -> None:
    """About 50 or nearly 50, around 10, at least 4 and 10 Indians, as the texts approximate them."""
    found = ask("""
        SELECT ?value ?approximation { ?f a bil:Figure ; schema:value ?value ; bil:of ?of
            OPTIONAL { ?f bil:approximation ?about } BIND(LCASE(COALESCE(?about, "")) AS ?approximation)
            FILTER(STRSTARTS(?of, "Indian")) }""")
    figures = {(float(str(value)), str(approximation)) for value, approximation in found}
    fifty = figures & {(50.0, "about"), (50.0, "nearly")}
    assert fifty
    assert figures - fifty == {(10.0, "around"), (4.0, "at least"), (10.0, "")}


@pytest.mark.parametrize(
    ("value", "who"),
    [(50, "Randhir Jaiswal"), (50, "Ministry of External Affairs"), (4, "Ministry of External Affairs"),
     (10, "Vinay Kwatra"), (10, "Ministry of External Affairs")],
)  # fmt: skip
def test_figures_have_their_asserter(value: int, who: str, ask: Ask) -> None:
    """A figure inside a statement is asserted by who made it."""
    found = ask(f"""SELECT ?who {{ ?f a bil:Figure ; schema:value ?v ; bil:assertedBy/skos:prefLabel ?label
                                   FILTER(?v = {value}) BIND(STR(?label) AS ?who) }}""")
    assert (who,) in found


# ---------------------------------------------------------------- evidence
def test_every_fact_leads_back_to_its_words(seeds: Store, ask: Ask) -> None:
    """Every fact has evidence, confidence and run, and `text[start:end]` is the exact text, in every article."""
    texts = {a.id: a.text for a in read([SEEDS]) if isinstance(a, Article)}
    spans = ask("""
        SELECT ?id ?start ?end ?exact { ?fact bil:evidence ?e ; bil:confidence ?sure ; prov:wasGeneratedBy ?run .
          ?e oa:hasSource/dcterms:identifier ?id ; oa:hasSelector [ oa:exact ?exact ; oa:start ?start ; oa:end ?end ] }
    """)
    assert len(spans) > 20
    for id_, start, end, exact in spans:
        assert texts[str(id_)][int(str(start)) : int(str(end))] == exact
    assert (
        ask("""
        SELECT ?fact { VALUES ?class { bil:Meeting bil:Visit bil:Agreement bil:Statement bil:PositionHeld
                                       bil:Cooperation bil:Figure } ?fact a ?class
          FILTER NOT EXISTS { ?fact bil:evidence ?e ; bil:confidence ?sure ; prov:wasGeneratedBy ?run } }""")
        == []
    )
