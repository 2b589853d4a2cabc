"""Independent sources: reprints of one text are one source, and so are several articles of one outlet."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.linking import Teller, signature, sources

WIRE = " ".join(f"word{n} of the report on talks" for n in range(60))
OTHER = " ".join(f"other{n} things that somebody wrote" for n in range(60))


def _teller(article: str, text: str, publisher: str | None = None) -> Teller:
    return Teller(article, publisher, signature(text))


def test_a_reprint_is_no_second_source() -> None:
    """One text under another headline, without its end, in two outlets is one source; another text is another."""
    cut = "A headline of our own. " + WIRE[: len(WIRE) * 5 // 6]
    found = sources([_teller("a", WIRE, "Wire"), _teller("b", cut, "Daily"), _teller("c", OTHER, "Daily")])
    assert found["a"] == found["b"]
    assert found["c"] == "Daily"


def test_an_outlet_is_one_source() -> None:
    """Two texts of one outlet are one source; articles of no known outlet are each their own."""
    found = sources(
        [_teller("a", WIRE, "Daily"), _teller("b", OTHER, "Daily"), _teller("c", "short"), _teller("d", "short")]
    )
    assert found["a"] == found["b"]
    assert found["c"] != found["d"]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([WIRE, OTHER, WIRE + OTHER]), st.sampled_from([None, "x"])), max_size=6),
    st.randoms(),
)
def test_order_does_not_matter(drawn: list[tuple[str, str | None]], random: Random) -> None:
    """Any order of the articles gives each the same source."""
    tellers = [_teller(str(n), text, publisher) for n, (text, publisher) in enumerate(drawn)]
    shuffled = list(tellers)
    random.shuffle(shuffled)
    assert sources(shuffled) == sources(tellers)
