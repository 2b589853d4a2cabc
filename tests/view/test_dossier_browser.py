"""The dossier in a real browser: what an analyst does with it, by mouse, by keyboard, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dossier_sample import everywhere

from kg import querying
from kg.store import Store
from kg.view.briefing import page as page_of
from kg.view.dossier import Dossier

Read = Callable[..., Any]
AXE = Path(__file__).parent / "axe" / "axe.min.js"
EVIL = "</style><script>window.hurt=1</script><img src=x onerror='window.hurt=1'>\"'\n\u202e{{7*7}}"


@pytest.fixture(scope="module")
def india_russia(seeds: Store) -> Dossier:
    """The dossier of the seed articles."""
    return querying.dossier(seeds, "IN", "RU")


@pytest.fixture
def read(chromium: Any, tmp_path: Path) -> Iterator[Read]:
    """Opens a dossier; `page.seen` lists all requests, console messages and errors."""
    contexts = []

    def open_page(dossier: Dossier, hash_: str = "", width: int = 1280, **options: Any) -> Any:
        file = tmp_path / "dossier.html"
        file.write_text(page_of(dossier), encoding="utf-8", errors="replace")
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.seen = []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(message.text))
        page.on("pageerror", lambda error: page.seen.append(str(error)))
        page.goto(file.as_uri() + hash_)
        page.address = file.as_uri()
        return page

    yield open_page
    for context in contexts:
        context.close()


def cell(page: Any, label: str) -> Any:
    """The cell of a table over time."""
    return page.get_by_role("link", name=label, exact=True)


# ---------------------------------------------------------------- reading
def test_a_cell_opens_its_sentences(read: Read, india_russia: Dossier) -> None:
    """A click on a number shows the sentences that it counts, marked, with their source; Close leads back."""
    page = read(india_russia)
    number = cell(page, "Space, July 2024: 1")
    number.click()
    sheet = page.locator(".sheet:target")
    assert sheet.locator("h3").inner_text() == "Space, July 2024"
    assert "collaborated extensively in space exploration" in sheet.locator("mark").first.inner_text()
    assert "19 July 2024" in sheet.locator("cite").first.inner_text()
    sheet.get_by_role("link", name="Close").click()
    assert page.locator(".sheet:target").count() == 0
    assert number.is_visible()


def test_a_cell_opens_by_keyboard_alone(read: Read, india_russia: Dossier) -> None:
    """Enter opens a cell, Tab goes on inside what it opened, Enter on Close shuts it and goes back to the cell."""
    page = read(india_russia)
    cell(page, "Energy, July 2024: 2").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet:target")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('.sheet:target')")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Energy, July 2024: 2"


def test_what_is_open_can_be_shared(read: Read, india_russia: Dossier) -> None:
    """The address of an opened cell opens it again."""
    page = read(india_russia)
    cell(page, "Space, July 2024: 1").click()
    again = read(india_russia, page.evaluate("location.hash"))
    assert again.locator(".sheet:target h3").inner_text() == "Space, July 2024"


def test_an_entry_of_a_cell_leads_to_its_line(read: Read, india_russia: Dossier) -> None:
    """What a cell lists leads to where the page tells of it in full, and what lay over it is gone."""
    page = read(india_russia)
    cell(page, "Meetings, July 2024: 2").click()
    page.locator(".sheet:target .entry a").first.click()
    assert page.locator(".sheet:target").count() == 0
    assert page.locator("li:target h4").inner_text() == "Meeting of Narendra Modi and Vladimir Putin"


def test_an_event_shows_its_evidence(read: Read, india_russia: Dossier) -> None:
    """A line of the timeline shows one sentence with its words marked, the others on demand, and its source."""
    page = read(india_russia)
    line = page.locator(".event", has_text="8 July 2024").first
    assert line.locator("mark").first.is_visible()
    hidden = line.locator("details .sentence").first
    assert not hidden.is_visible()
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
    line.locator("cite .number").first.click()
    assert page.locator(".sources li:target").count() == 1


def test_sources_are_linked(read: Read) -> None:
    """A sentence leads to its article, in a window that knows nothing of this one."""
    page = read(everywhere("text", "https://example.org/talks"))
    link = page.locator(".event cite a").first
    assert link.get_attribute("href") == "https://example.org/talks"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_contents_lead_to_chapters(read: Read, india_russia: Dossier) -> None:
    """Every entry of the contents brings its chapter into sight."""
    page = read(india_russia)
    links = page.get_by_role("navigation", name="Contents").get_by_role("link")
    assert links.count() == 9
    for index in range(links.count()):
        links.nth(index).click()
        assert page.locator("h2:target").inner_text() == links.nth(index).inner_text()


def test_who_speaks_for_whom(read: Read, india_russia: Dossier) -> None:
    """Speakers stand on their side with their office; their number opens what they said."""
    page = read(india_russia)
    side = page.locator(".side", has=page.get_by_role("heading", name="For India"))
    spokesman = side.locator("li", has_text="Randhir Jaiswal")
    assert "Spokesperson" in spokesman.locator(".office").inner_text()
    spokesman.locator(".count").click()
    sheet = page.locator(".sheet:target")
    assert sheet.locator("h3").inner_text() == "Randhir Jaiswal"
    assert "about 50 Indian nationals" in sheet.inner_text()


def test_figures_stand_in_the_order_of_time(read: Read, india_russia: Dossier) -> None:
    """Numbers for one thing stand by the day on which they were given, with who gave them."""
    page = read(india_russia)
    told = page.locator("ol.figures").first.locator(".figure").all_inner_texts()
    assert [" ".join(line.split()) for line in told] == [
        "10 Ministry of External Affairs confidence 75 % April 2024",
        "at least 4 Ministry of External Affairs confidence 75 % June 2024",
        "about 50 Ministry of External Affairs, Randhir Jaiswal confidence 75 % 19 July 2024",
    ]


def test_versions_stand_side_by_side(read: Read, india_russia: Dossier) -> None:
    """Where the dinner took place is told differently by the two articles, and said to be."""
    page = read(india_russia)
    page.locator(".differs").first.click()
    table = page.locator("table.versions").first.inner_text()
    assert "contradicts" in table
    assert "Novo-Ogaryovo" in table
    assert "Moscow" in table


# ---------------------------------------------------------------- closed and harmless
def test_nothing_leaves_the_page(read: Read, india_russia: Dossier) -> None:
    """Everything opened, the only request is for the page itself, and the browser has no complaint."""
    page = read(india_russia)
    for index in range(page.locator("summary").count()):
        page.locator("summary").nth(index).click()
    for hash_ in page.eval_on_selector_all(".sheet", "sheets => sheets.map((sheet) => '#' + sheet.id)"):
        page.goto(page.address + hash_)
    assert {seen.partition("#")[0] for seen in page.seen} == {page.address}


def test_no_script_runs(read: Read, india_russia: Dossier) -> None:
    """A script that got into the page would not run, and a request it made would fail."""
    page = read(india_russia)
    outcome = page.evaluate(
        """async () => {
          const script = document.createElement("script");
          try { script.textContent = "window.hurt = 1"; document.body.append(script); } catch {}
          const asked = await fetch("https://example.org/").then(() => "answered", () => "refused");
          return [window.hurt ?? "unhurt", asked];
        }"""
    )
    assert outcome == ["unhurt", "refused"]


def test_hostile_texts_show_as_text(read: Read) -> None:
    """Names and sentences that hold markup are shown as they are written, and run nothing."""
    page = read(everywhere(EVIL, "javascript:window.hurt=1"))
    assert page.evaluate("window.hurt ?? 'unhurt'") == "unhurt"
    assert page.locator("img, script").count() == 0
    assert "<img src=x onerror=" in page.inner_text("h1")
    assert "{{7*7}}" in page.inner_text(".sentence")
    assert page.seen == [page.address]


# ---------------------------------------------------------------- for everyone
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash_", ["", "#sector-0-0", "#voice-one-1"])
def test_no_serious_fault_of_accessibility(read: Read, india_russia: Dossier, scheme: str, hash_: str) -> None:
    """axe-core finds nothing serious or critical, with cells shut and open, in light and in dark."""
    page = read(india_russia, hash_, color_scheme=scheme, bypass_csp=True)
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]][:3]) for fault in serious] == []


@pytest.mark.parametrize("width", [320, 390, 640])
def test_nothing_is_lost_on_a_narrow_page(read: Read, india_russia: Dossier, width: int) -> None:
    """On a phone's width, and at 200 and 400 % zoom of a screen of 1280, the page needs no sideways scrolling."""
    page = read(india_russia, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """() => [...document.querySelectorAll("main *:not(.scroll *), header *, nav *")].filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width && element.checkVisibility() && box.right > innerWidth + 1;
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert outside == []
    cell(page, "Space, July 2024: 1").click()
    assert page.locator(".sheet:target mark").first.is_visible()


def test_paper_shows_every_sentence(read: Read, india_russia: Dossier) -> None:
    """Printed, what the screen folds away is shown, and what lies over the page is not."""
    page = read(india_russia, "#sector-0-0")
    page.emulate_media(media="print")
    drawn = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.evaluate(drawn)  # what is near the paper is known once a frame is drawn
    folded = page.eval_on_selector_all(
        "details .sentence", "all => all.map((one) => one.checkVisibility({ contentVisibilityAuto: true }))"
    )
    assert folded
    assert all(folded)
    assert not page.locator(".sheet:target").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_the_same_articles_give_the_same_page(seeds: Store, india_russia: Dossier) -> None:
    """The page depends on the graph alone; and it is the same pair whichever country is named first."""
    assert page_of(querying.dossier(seeds, "in", "ru")) == page_of(india_russia)
    turned = querying.dossier(seeds, "RU", "IN")
    assert turned.events == india_russia.events
    assert turned.figures == india_russia.figures
