"""The dossier's page: each thing once, in its place, and harmless whatever it holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from dossier_sample import dossier, event, everywhere, quote, statement
from hypothesis import given
from hypothesis import strategies as st
from test_view_page import HOSTILE

from kg.view import chapters
from kg.view.briefing import page, write_dossier
from kg.view.citing import Citations
from kg.view.dossier import Figure, Speaker, Tie, Version
from kg.view.matrix import Entry, matrix
from kg.view.network import Quote
from kg.view.periods import ROOM, calendar

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


class Elements(HTMLParser):
    """Every element of a page with its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the element."""
        self.found.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        """The ids of all elements."""
        return [attrs["id"] or "" for _, attrs in self.found if "id" in attrs]


# ---------------------------------------------------------------- sentences and sources
def test_a_sentence_stands_once_with_all_that_is_marked_in_it() -> None:
    """Quotes of one sentence are one sentence with several marks."""
    text = "They met in Delhi on Monday."
    quotes = [quote(text, "met"), quote(text, "Delhi"), quote(text, "in Delhi")]
    [sentence] = Citations(quotes).sentences(quotes)
    assert sentence.parts == (("They ", False), ("met", True), (" ", False), ("in Delhi", True), (" on Monday.", False))


def test_a_reprinted_sentence_stands_once_with_both_sources() -> None:
    """The same words in two articles are one sentence; sources are numbered by their day."""
    quotes = [quote(published="2024-07-10", outlet="B"), quote("They  met in Delhi", outlet="A")]
    citations = Citations(quotes)
    [sentence] = citations.sentences(quotes)
    assert sentence.sources == (1, 2)
    assert [source.outlet for source in citations.sources] == ["A", "B"]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_no_text_is_lost_by_marking(text: str, spans: list[tuple[int, int]]) -> None:
    """However marks lie, the parts together are the sentence as it can be shown."""
    inside = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans] or [(0, len(text))]
    told = {"article": "a", "outlet": None, "published": None, "url": None, "rule": "r", "confidence": None}
    quotes = [Quote(**told, before=text[:a], exact=text[a:b], after=text[b:]) for a, b in inside]  # type: ignore[arg-type]
    [sentence] = Citations(quotes).sentences(quotes)
    plain = re.sub(r"\s+", "", sentence.text)
    assert plain == re.sub(r"\s+", "", "".join(part for part, _ in sentence.parts))
    assert len(plain) <= len(text)


# ---------------------------------------------------------------- time
@given(st.lists(DAYS, min_size=1, max_size=20))
def test_every_day_has_one_column(days: list[date]) -> None:
    """The columns are few, follow each other, and hold every day."""
    cut = calendar(days)
    assert all(cut.column(day) in cut.periods for day in days)
    assert len({period.key for period in cut.periods}) == len(cut.periods)
    years = max(days).year - min(days).year + 1
    assert len(cut.periods) <= max(ROOM, years)
    assert sum(span for _, span in cut.groups) == len(cut.periods)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | DAYS), max_size=30))
def test_a_table_counts_everything_once(told: list[tuple[str, date | None]]) -> None:
    """Cells and what has no day add up to the total of a row, and the shade is within its bounds."""
    table = matrix("m", [Entry(row, day, "", "", "", ()) for row, day in told])
    counts = Counter(row for row, _ in told)
    for row in table.rows:
        cells = [cell for cell in row.cells if cell]
        assert sum(len(cell.entries) for cell in cells) + row.undated == row.total == counts[row.name]
        assert all(1 <= cell.level <= 5 for cell in cells)


# ---------------------------------------------------------------- chapters
def test_a_statement_stands_under_the_sector_that_tells_most() -> None:
    """Of several sectors the rarer one counts, diplomacy last; it is listed once and says what else it is of."""
    told = dossier(
        statements=(
            statement(words="1", sectors=("diplomacy", "energy")),
            statement(words="2", sectors=("energy",)),
            statement(words="3", sectors=("energy", "space")),
            statement(words="4", sectors=()),
        )
    )
    groups = chapters.statements(told, Citations([quote()]))
    assert [(sector, [line.fact.words for line in lines]) for sector, lines in groups] == [  # type: ignore[union-attr]
        ("energy", ["1", "2"]),
        ("space", ["3"]),
        (chapters.NO_SECTOR, ["4"]),
    ]
    assert groups[0][1][0].also == ("diplomacy",)


def test_versions_show_who_tells_what() -> None:
    """What articles say alike is left out; what they contradict each other in is said to be a contradiction."""
    versions = tuple(
        Version("Talks", outlet, "2024-07-09", (("place", place), ("mode", "in person"), ("sector", sector)))
        for outlet, place, sector in (("X", "Delhi", "energy"), ("Y", "Moscow", "trade"), ("Z", "Delhi", "energy"))
    )
    quotes = tuple(quote(outlet=outlet) for outlet in "XYZ")
    told = dossier(events=(event(), event(versions=versions, differing=("place",), quotes=quotes)))
    citations = Citations([quote(), *quotes])
    [compared] = chapters.compared(chapters.timeline(told, citations), citations)
    place, sector = compared.differences
    assert (place.name, place.contradicts, place.told) == ("place", True, (("Delhi", (2, 4)), ("Moscow", (3,))))
    assert (sector.name, sector.contradicts) == ("sector", False)


def test_numbers_for_one_thing_stand_together() -> None:
    """Numbers are grouped by what they count, and compared with the greatest."""
    one, two, other = (
        Figure(of, str(value), value, ("A",), "", "2024-07-09", (quote(),))
        for of, value in (("troops", 10.0), ("troops", 40.0), ("visas", 3.0))
    )
    groups = chapters.figures(dossier(figures=(other, one, two)), Citations([quote()]))
    assert [(of, [given.share for given in told]) for of, told in groups] == [("troops", [0.25, 1.0]), ("visas", [1.0])]


def test_a_sentence_on_cooperation_stands_once() -> None:
    """One sentence that tells of several sectors is one line."""
    ties = tuple(Tie(sector, "ties", "", "", (quote(),)) for sector in ("energy", "trade"))
    supply = Tie("energy", "supply", "Russia", "India", (quote(),))
    [(sector, [line])] = chapters.together(dossier(ties=(*ties, supply)), Citations([quote()]))
    assert sector == "trade"
    assert line.ties == (("supply: Russia → India", ("energy",)), ("ties", ("energy", "trade")))


def test_the_leading_sentence_names_those_who_took_part() -> None:
    """Of several sentences the one that names most of them in fewest words comes first."""
    quotes = (quote("It was met with joy."), quote("A met B in Delhi."), quote("On Monday A met B in Delhi."))
    [line] = chapters.timeline(dossier(events=(event(quotes=quotes),)), Citations(quotes))
    assert line.sentences[0].text == "A met B in Delhi."
    assert len(line.sentences) == 3


# ---------------------------------------------------------------- the page
def test_what_is_shaky_is_not_told_in_brief() -> None:
    """In brief stand only events of which the reading is sure; the others are told in their chapter, marked."""
    sure = event(title="Sure meeting", quotes=(quote(),))
    shaky = event(title="Shaky meeting", earliest="2024-07-09", quotes=(replace(quote(), confidence=0.5),))
    text = page(dossier(events=(sure, shaky)))
    assert [title in text.partition('id="timeline"')[0] for title in ("Sure meeting", "Shaky meeting")] == [True, False]
    assert '<span class="shaky">confidence 50 %</span>' in text


def test_chapters_without_content_are_left_out() -> None:
    """A dossier of one statement has no empty chapter, and says what is not reported."""
    text = page(dossier(statements=(statement(),), speakers=(Speaker("A", "one", ("Minister",)),)))
    assert 'id="statements"' in text
    assert not re.search(r'id="(timeline|figures|versions|together)"', text)
    assert "No meeting, no visit, no agreement of the two are reported." in text


def test_every_link_inside_the_page_leads_somewhere() -> None:
    """Each address that begins with # is the id of one element."""
    elements = Elements(page(everywhere("text")))
    ids = elements.ids()
    assert len(ids) == len(set(ids))
    links = {(attrs.get("href") or "") for tag, attrs in elements.found if tag == "a"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element(text: str) -> None:
    """Whatever an article holds, the page has the same elements and attributes as with harmless words."""
    shape = [(tag, sorted(attrs)) for tag, attrs in Elements(page(everywhere("harmless"))).found]
    assert [(tag, sorted(attrs)) for tag, attrs in Elements(page(everywhere(text))).found] == shape


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://", None])
def test_only_web_addresses_are_linked(url: str | None) -> None:
    """An address that is no web address is no link."""
    elements = Elements(page(everywhere("text", url)))
    links = [attrs.get("href") or "" for tag, attrs in elements.found if tag == "a"]
    assert links
    assert all(link.startswith("#") for link in links)


def test_the_page_is_closed() -> None:
    """No script may run, no file is asked for, and no style stands outside the one that the policy names."""
    elements = Elements(page(everywhere("text", "https://example.org/a"))).found
    [policy] = [attrs["content"] or "" for _, attrs in elements if attrs.get("http-equiv")]
    assert policy.startswith("default-src 'none'; script-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [tag for tag, _ in elements if tag in {"script", "img", "iframe", "object", "form"}]
    assert not [attrs for _, attrs in elements if any(name == "style" or name.startswith("on") for name in attrs)]


def test_the_page_is_written_as_utf8(tmp_path: Path) -> None:
    """A lone surrogate does not keep the page from being written, and nothing reorders what is read."""
    write_dossier(everywhere("broken \ud800 \u202eПривет"), tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "broken  Привет" in text
    assert "\u202e" not in text
