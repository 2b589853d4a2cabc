"""What becomes of JSON and JSON Lines: fields, faults, and bytes of any kind."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Rejected
from kg.reading import Limits, read

WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def _read(tmp_path: Path, content: str | bytes, name: str = "a.json") -> list[Article | Rejected]:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read([tmp_path / name]))


def _reason(tmp_path: Path, content: str | bytes) -> str:
    (rejected,) = _read(tmp_path, content)
    assert isinstance(rejected, Rejected)
    assert rejected.source == str(tmp_path / "a.json")
    return rejected.reason


def test_every_field_has_its_place(tmp_path: Path) -> None:
    """Known fields fill the article, unknown ones are passed over."""
    given_fields = {
        "id": "a", "title": "T", "url": "https://example.org/a", "published": "2024-07-19", "place": "Moscow",
        "text": " They met.\r\n", "source": "TASS", "licence": {"name": "?"},
    }  # fmt: skip
    assert _read(tmp_path, json.dumps(given_fields)) == [
        Article("a", " They met.\r\n", "T", "https://example.org/a", date(2024, 7, 19), "Moscow", "TASS")
    ]


def test_only_the_text_is_required(tmp_path: Path) -> None:
    """What is absent, null or blank is None, and the id comes from the text."""
    first, second = (
        _read(tmp_path, json.dumps({"text": "They met.", **more}))[0]
        for more in ({}, {"id": " ", "title": None, "published": "", "place": " "})
    )
    assert isinstance(first, Article)
    assert first == second == Article(id=first.id, text="They met.")


def test_a_number_is_an_id(tmp_path: Path) -> None:
    """An id that is a whole number is kept as its digits."""
    (article,) = _read(tmp_path, '{"id": 42, "text": "They met."}')
    assert isinstance(article, Article)
    assert article.id == "42"


@pytest.mark.parametrize(
    "value", ["2024-07-19", "2024-07-19T23:30:00-05:00", "2024-07-19 08:00", "2024-07-19T01:00:00Z"]
)
def test_a_day_is_taken_as_written(tmp_path: Path, value: str) -> None:
    """Of a date and time the day is taken where it was written; no zone moves it."""
    (article,) = _read(tmp_path, json.dumps({"text": "They met.", "published": value}))
    assert isinstance(article, Article)
    assert article.published == date(2024, 7, 19)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "is not JSON: Expecting property name enclosed in double quotes (line 1, column 2)"),
        ("[]", "is an empty list"),
        ("7", "is not a JSON object with a field text"),
        ("{}", "has no text"),
        ('{"text": null}', "has no text"),
        ('{"text": ["They met."]}', "text is not a string but of type list"),
        ('{"text": " \\n"}', "has an empty text"),
        ('{"text": "a\\u0000"}', "text holds a NUL character at offset 1"),
        ('{"text": "ab\\ud83d"}', "text holds half of a surrogate pair at offset 2"),
        ('{"text": "a", "title": "\\udc00"}', "title holds half of a surrogate pair at offset 0"),
        ('{"text": "a", "id": true}', "id is not a string but of type bool"),
        ('{"text": "a", "source": {"name": "TASS"}}', "source is not a string but of type dict"),
        ('{"text": "a", "published": "19 July"}', 'published "19 July" is not a date (YYYY-MM-DD)'),
        ('{"text": "a", "published": "2024-02-30"}', 'published "2024-02-30" is not a date (YYYY-MM-DD)'),
        ('{"text": "a", "published": "20240719"}', 'published "20240719" is not a date (YYYY-MM-DD)'),
        ('{"text": "a", "published": "\\ud800\\n"}', 'published "\\ud800\\n" is not a date (YYYY-MM-DD)'),
        ('{"text": "a", "published": 2024}', "published of type int is not a date (YYYY-MM-DD)"),
        ("[" * 200_000, "is nested too deeply"),
        ('{"a":' * 200_000, "is nested too deeply"),
        ("9" * 5_000, "is not JSON that can be read: a number has too many digits"),
    ],
)
def test_a_json_file_that_is_no_article_says_why(tmp_path: Path, content: str, reason: str) -> None:
    """Each fault has its own line; none is a crash."""
    assert _reason(tmp_path, content) == reason


def test_a_list_is_many_articles(tmp_path: Path) -> None:
    """The articles of a list come in its order, and a bad one is known by its place."""
    good, bad = _read(tmp_path, '[{"id": "a", "text": "They met."}, {"id": "b"}]')
    assert isinstance(good, Article)
    assert bad == Rejected(f"{tmp_path / 'a.json'}[2]", "has no text")


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    """In JSON Lines each bad line is rejected by its number; blank lines count and are passed over."""
    lines = [
        '{"id": "a", "text": "They met."}',
        "",
        "nonsense",
        '{"id": "b"}',
        '{"id": "c", "text": "They left."}',
    ]
    found = _read(tmp_path, "\ufeff" + "\r\n".join(lines), "a.jsonl")
    assert [item.id if isinstance(item, Article) else item.source.rpartition(":")[2] for item in found] == [
        "a", "3", "4", "c",
    ]  # fmt: skip


def test_a_line_that_is_not_utf_8_is_rejected_alone(tmp_path: Path) -> None:
    """An encoding's fault is the line's, not the file's."""
    found = _read(tmp_path, b'{"text": "caf\xe9"}\n{"text": "They met."}', "a.jsonl")
    assert found[0] == Rejected(f"{tmp_path / 'a.jsonl'}:1", "is not UTF-8: byte 0xe9 at offset 13")
    assert isinstance(found[1], Article)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\n \n", "is empty"), (b"\xff\xfe{\0", "is UTF-16, not UTF-8: save it as UTF-8")],
)
def test_json_lines_without_an_article_are_rejected_once(tmp_path: Path, content: bytes, reason: str) -> None:
    """A file as a whole is at fault, not each of its lines."""
    assert _read(tmp_path, content, "a.jsonl") == [Rejected(str(tmp_path / "a.jsonl"), reason)]


def test_a_line_that_is_too_long_is_passed_over_whole(tmp_path: Path) -> None:
    """The line after an overlong one keeps its number and is read."""
    path = tmp_path / "a.ndjson"
    path.write_text("x" * 1_000 + '\n{"id": "a", "text": "They met."}\n')
    found = list(read([path], Limits(line_bytes=50)))
    assert found == [Rejected(f"{path}:1", "is longer than 50 bytes"), Article("a", "They met.")]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(str.strip))
def test_a_text_in_json_comes_through_unchanged(text: str) -> None:
    """Evidence counts in the text as given, so not one character is touched, escaped or not."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_text(
            "\n".join(json.dumps({"id": str(n), "text": text}, ensure_ascii=bool(n)) for n in range(2)),
            encoding="utf-8", newline="",
        )  # fmt: skip
        assert [item.text for item in read([path]) if isinstance(item, Article)] == [text, text]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "title", "published"]), inner)
    ),
    max_leaves=8,
)
BYTES = st.binary() | WRITABLE.map(str.encode) | JSON.map(json.dumps).map(str.encode)


@given(BYTES, st.sampled_from([".txt", ".json", ".jsonl", ".ndjson", ".pdf", ""]))
def test_whatever_a_file_holds_is_read_or_rejected(content: bytes, ending: str) -> None:
    """Nothing in a file makes reading raise, and all that comes out can be written as UTF-8."""
    with TemporaryDirectory() as folder:
        Path(folder, f"a{ending}").write_bytes(content)
        found = list(read([folder]))
    assert found
    for item in found:
        assert isinstance(item, Article | Rejected)
        assert repr(item).encode()
        words = (item.id, item.text) if isinstance(item, Article) else (item.source, item.reason)
        assert all(word.encode() for word in words)
