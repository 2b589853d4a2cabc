"""Reading the page as a person does: searching, filtering, sliding, choosing, sharing, going on from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.view.network import Edge, Network, Node

Visit = Callable[..., Any]
DRAWN = "drawnNodes.getIds().sort()"


def drawn(page: Any, kind: str) -> set[str]:
    """The ids of what the picture shows of a kind."""
    return set(page.evaluate("(kind) => [...shown.nodes].filter((n) => n.group === kind).map((n) => n.id)", kind))


# ---------------------------------------------------------------- filters
def test_sector_leaves_what_is_about_it(visit: Visit, sample: Network) -> None:
    """With a sector chosen only facts about it are left, and whom they lead to."""
    page = visit(sample)
    page.select_option("#sector", label="diplomacy")
    assert drawn(page, "Meeting") == {"meeting/kremlin"}
    assert drawn(page, "Visit") == set()
    assert "org/ISRO" not in page.evaluate(DRAWN)
    assert drawn(page, "Sector") >= {"sector/diplomacy"}
    page.click("#clear")
    assert drawn(page, "Meeting") == {"meeting/kremlin", "meeting/dinner", "meeting/call"}


def test_two_countries_leave_what_both_have_part_in(visit: Visit, sample: Network) -> None:
    """Between two countries only what both have part in is left."""
    page = visit(sample)
    page.select_option("#country-1", label="India")
    page.select_option("#country-2", label="Russia")
    assert drawn(page, "Meeting") == {"meeting/kremlin", "meeting/dinner"}
    page.select_option("#country-2", label="Ukraine")
    assert drawn(page, "Meeting") == set()
    assert page.evaluate("[...shown.edges].some((edge) => edge.role === 'speaks about' && edge.to.name === 'Ukraine')")


def test_outlet_leaves_what_it_tells(visit: Visit, sample: Network) -> None:
    """With an outlet chosen only what one of its sentences proves is left."""
    page = visit(sample)
    page.select_option("#outlet", label="The Hindu")
    assert drawn(page, "Meeting") == {"meeting/kremlin", "meeting/dinner"}


def test_confidence_leaves_the_surer(visit: Visit, sample: Network) -> None:
    """The slider of confidence, moved by the keyboard, takes away what rests on less."""
    page = visit(sample)
    page.focus("#sure")
    for _ in range(18):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#sure-told") == "at least 90 %"
    assert drawn(page, "Meeting") == {"meeting/kremlin"}
    assert page.inner_text("#filters-set") == "1 set"


def test_page_says_how_much_it_shows(visit: Visit, sample: Network) -> None:
    """The head of the page tells how many of all nodes are shown, and offers all of them again."""
    page = visit(sample)
    total = len(sample.nodes)
    before = page.inner_text("#shown")
    assert before == f"Showing {page.evaluate('drawnNodes.length')} of {total} nodes"
    assert not page.is_visible("#clear")
    page.select_option("#sector", label="space")
    assert page.inner_text("#shown") == f"Showing {page.evaluate('drawnNodes.length')} of {total} nodes" != before
    page.click("#clear")
    assert page.inner_text("#shown") == before


# ---------------------------------------------------------------- time
def slide(page: Any, handle: str, key: str, steps: int) -> None:
    """Moves a handle of the slider over time by the keyboard."""
    page.focus(handle)
    for _ in range(steps):
        page.keyboard.press(key)


def test_time_leaves_what_happened_then(visit: Visit, sample: Network) -> None:
    """Moved to 9 July, the slider leaves what may have happened on that day, and says so."""
    page = visit(sample)
    assert page.inner_text("#time-told") == "1 Jul 2024 – 31 Jul 2024"
    slide(page, "#time-from", "ArrowRight", 8)
    slide(page, "#time-to", "ArrowLeft", 22)
    assert page.inner_text("#time-told").startswith("9 Jul 2024 ·")
    assert drawn(page, "Meeting") == {"meeting/kremlin", "meeting/call"}
    assert page.get_attribute("#time-from", "aria-valuetext") == "9 Jul 2024"
    assert page.url.endswith("#from=2024-07-09&to=2024-07-09")


def test_time_tells_what_has_no_date(visit: Visit, sample: Network) -> None:
    """What has no date of the chosen sort is left out, and its number is told."""
    page = visit(sample)
    slide(page, "#time-from", "ArrowRight", 1)
    undated = page.evaluate("data.nodes.filter((node) => node.kind.fact && !timeOf(node)).length")
    assert page.inner_text("#time-told").endswith(f"{undated} without such a date left out")


def test_the_three_dates_are_kept_apart(visit: Visit, sample: Network) -> None:
    """The slider is about one date at a time: what happened, what was said, or when it was published."""
    page = visit(sample)
    page.select_option("#date", "said")
    assert page.inner_text("#time-told") == "9 Jul 2024 – 11 Jul 2024"
    slide(page, "#time-from", "ArrowRight", 1)
    assert drawn(page, "Meeting") == set()
    assert "person/S_Jaishankar" in drawn(page, "Person")
    assert "person/Vladimir_Putin" not in drawn(page, "Person")
    page.select_option("#date", "published")
    slide(page, "#time-from", "ArrowRight", 1)
    assert drawn(page, "Meeting") == {"meeting/call"}


def test_handles_of_the_slider_do_not_cross(visit: Visit, sample: Network) -> None:
    """The first handle stops at the second."""
    page = visit(sample)
    slide(page, "#time-to", "ArrowLeft", 25)
    slide(page, "#time-from", "ArrowRight", 10)
    assert page.input_value("#time-from") == page.input_value("#time-to") == "5"


def test_slider_works_with_the_pointer(visit: Visit, sample: Network) -> None:
    """A handle that is dragged to the middle takes away what lies before it."""
    page = visit(sample)
    box = page.locator("#time-from").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=5)
    page.mouse.up()
    assert int(page.input_value("#time-from")) > 10
    assert drawn(page, "Meeting") == {"meeting/call"}


# ---------------------------------------------------------------- going on from a choice
def test_neighbours_alone(visit: Visit, sample: Network) -> None:
    """A choice can be shown alone with what it is linked to, and again with all."""
    page = visit(sample, "#node=meeting%2Fcall")
    whole = page.evaluate(DRAWN)
    page.get_by_role("button", name="Only this and its neighbours").click()
    assert set(page.evaluate(DRAWN)) == {"meeting/call", "person/S_Jaishankar", "person/Sergey_Lavrov"}
    page.get_by_role("button", name="Only this and its neighbours").click()
    assert page.evaluate(DRAWN) == whole


def test_folded_neighbours_come_on_demand(visit: Visit, sample: Network) -> None:
    """A speaker's statements come into the picture for that speaker only, and are folded away again."""
    page = visit(sample, "#node=person%2FSergey_Lavrov")
    page.get_by_role("button", name="Bring in 2 neighbours").click()
    assert len(drawn(page, "Statement")) == 2
    places = page.evaluate("[...shown.nodes].map((node) => JSON.stringify(picture.getPosition(node.id)))")
    assert len(set(places)) == len(places)
    page.get_by_role("button", name="Fold away").click()
    assert drawn(page, "Statement") == set()


def test_double_click_brings_in_neighbours(visit: Visit, sample: Network) -> None:
    """Two clicks on a node do the same as the button."""
    page = visit(sample)
    leftmost = """() => {
      const speakers = [...shown.nodes].filter((node) => holders(node, "speaker").length);
      return speakers.map((node) => picture.canvasToDOM(picture.getPosition(node.id))).sort((a, b) => a.x - b.x)[0];
    }"""
    spot, stage = page.evaluate(leftmost), page.locator("#stage").bounding_box()
    page.mouse.dblclick(stage["x"] + spot["x"], stage["y"] + spot["y"])
    page.wait_for_function("() => [...shown.nodes].some((node) => node.group === 'Statement')")


def test_long_lists_come_in_portions(visit: Visit) -> None:
    """A panel with much to tell shows the first few, and the rest when asked, with the focus on the next."""
    meetings = tuple(Node(f"m{number}", "Meeting", f"Meeting {number:02}") for number in range(40))
    edges = tuple(Edge(meeting.id, "p", "participant") for meeting in meetings)
    page = visit(Network("", (Node("p", "Person", "Somebody"), *meetings), edges), "#node=p")
    assert page.locator("#details .go").count() == 10
    page.get_by_role("button", name="30 more").click()
    assert page.locator("#details .go").count() == 40
    assert page.evaluate("document.activeElement.textContent.trim()") == "Meeting 10"


# ---------------------------------------------------------------- sharing
def test_address_leads_another_reader_to_the_same_view(visit: Visit, sample: Network) -> None:
    """All that is set lives in the address: opened elsewhere, it shows the same."""
    page = visit(sample)
    page.select_option("#country-1", label="India")
    page.select_option("#sector", label="energy")
    page.click("#legend [data-kind=Place]")
    page.click("#legend [data-kind=Statement]")
    page.select_option("#date", "published")
    page.fill("#search", "Narendra")
    page.keyboard.press("Enter")
    page.click("#show-list")
    other = visit(sample, page.url.removeprefix(page.address))
    assert other.evaluate(DRAWN) == page.evaluate(DRAWN)
    for selector in ("#shown", "#details h2", "#time-told", "#list"):
        assert other.inner_text(selector) == page.inner_text(selector)
    assert other.input_value("#sector") == page.input_value("#sector") == "sector/energy"


def test_back_undoes_a_filter(visit: Visit, sample: Network) -> None:
    """The browser's Back goes through what was set, step by step."""
    page = visit(sample)
    whole = page.evaluate(DRAWN)
    page.select_option("#sector", label="space")
    page.go_back()
    page.wait_for_function("(whole) => drawnNodes.length === whole", arg=len(whole))
    assert page.input_value("#sector") == ""


@pytest.mark.parametrize(
    "hash_",
    [
        "#from=2024-99&to=x&date=never&sure=many",
        "#hide=Nothing,of,this&sector=nowhere&between=a%20b",
        "#only=nobody&open=nobody&group=none&by=none",
        "#view=list&view=none&__proto__=1&constructor=1",
        "#sure=1e9&outlet=%3Cimg%20src=x%3E",
    ],
)
def test_nonsense_in_the_address_does_no_harm(visit: Visit, sample: Network, hash_: str) -> None:
    """What an address says in vain is passed over."""
    page = visit(sample, hash_)
    assert page.seen == [page.address]
    assert page.inner_text("#shown").startswith("Showing ")


# ---------------------------------------------------------------- the list
def test_list_says_what_the_picture_says(visit: Visit, sample: Network) -> None:
    """Every node of the picture has its row, with the facts of its kind in columns, and no other has one."""
    page = visit(sample)
    page.click("#show-list")
    rows = page.evaluate("[...document.querySelectorAll('#list th button')].map((button) => button.dataset.id).sort()")
    assert rows == page.evaluate(DRAWN)
    meetings = page.locator("#list [data-kind=Meeting] table")
    assert meetings.locator("thead").inner_text().split() == [
        "Name",
        "When",
        "Who",
        "Where",
        "Sectors",
        "Outlets",
        "Confidence",
    ]
    row = meetings.locator("tr", has_text="Talks in the Kremlin").inner_text()
    for told in ("9 July 2024", "Narendra Modi, Vladimir Putin", "Moscow", "diplomacy", "The Hindu", "94 %"):
        assert told in row
    assert "3 meetings" in page.inner_text("#list .summary")


def test_list_follows_the_filters_and_leads_to_the_evidence(visit: Visit, sample: Network) -> None:
    """The list is narrowed with the picture; a name in it opens the panel."""
    page = visit(sample)
    page.click("#show-list")
    page.select_option("#sector", label="diplomacy")
    assert page.locator("#list [data-kind=Meeting] tbody tr").count() == 1
    page.click("#list th button:has-text('Talks in the Kremlin')")
    assert page.inner_text("#details mark") == "held talks with President Vladimir Putin"
    assert page.get_attribute("#list th button:has-text('Talks in the Kremlin')", "aria-current") == "true"
