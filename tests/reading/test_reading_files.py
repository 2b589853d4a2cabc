"""What `kg.reading.read` makes of files, folders and whatever else a path may lead to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.model import Article, Rejected
from kg.reading import Limits, read


def _put(path: Path, content: str | bytes = "They met in Moscow.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _reasons(*paths: Path | str, limits: Limits | None = None) -> list[str]:
    found = list(read(paths, limits or Limits()))
    assert all(isinstance(item, Rejected) and "\n" not in item.reason for item in found)
    return [item.reason for item in found if isinstance(item, Rejected)]


def _ids(*paths: Path) -> list[str]:
    return [item.id for item in read(paths) if isinstance(item, Article)]


def test_folders_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    """Within a folder files and folders are read sorted by name, at any depth."""
    for name in ("c.txt", "b/2.txt", "b/1.txt", "a.txt"):
        _put(tmp_path / name, f"Text of {name}")
    assert _ids(tmp_path) == ["a", "1", "2", "c"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    """The caller's order of paths is kept."""
    first, second = _put(tmp_path / "b.txt", "B."), _put(tmp_path / "a.txt", "A.")
    assert _ids(first, second) == ["b", "a"]


def test_a_single_path_need_not_be_in_a_list(tmp_path: Path) -> None:
    """A lone string is one path, not a sequence of letters."""
    assert [item.id for item in read(str(_put(tmp_path / "a.txt"))) if isinstance(item, Article)] == ["a"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    """An article is handed on before the next file is opened."""
    articles = read([_put(tmp_path / "a.txt"), later := tmp_path / "b.txt"])
    assert isinstance(next(articles), Article)
    _put(later, "Written after the first was read.")
    assert isinstance(next(articles), Article)


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """In a folder, names that begin with a dot are neither read nor rejected."""
    for name in (".DS_Store", ".hidden.txt", ".git/config", "a.txt"):
        _put(tmp_path / name)
    assert [type(item) for item in read([tmp_path])] == [Article]


def test_an_ending_that_is_not_read_is_rejected(tmp_path: Path) -> None:
    """The reason names the ending and those that are read."""
    assert _reasons(_put(tmp_path / "a.pdf"), _put(tmp_path / "README")) == [
        "files that end in .pdf are not read, only .txt, .json, .jsonl, .ndjson",
        "files without an ending are not read, only .txt, .json, .jsonl, .ndjson",
    ]


def test_endings_are_known_in_any_case(tmp_path: Path) -> None:
    """`A.TXT` is a text file."""
    assert _ids(_put(tmp_path / "A.TXT")) == ["A"]


def test_a_folder_without_articles_is_rejected(tmp_path: Path) -> None:
    """An empty folder, and one whose files hold no article, say that nothing was found."""
    (tmp_path / "empty").mkdir()
    _put(tmp_path / "full" / "a.txt", "")
    assert _reasons(tmp_path / "empty")[-1].startswith("no articles in this folder")
    assert _reasons(tmp_path / "full")[-1].startswith("no articles in this folder")


@pytest.mark.parametrize("path", ["", "a\0b", "\ud800.txt"])
def test_a_path_that_no_file_can_have_is_rejected(path: str) -> None:
    """An empty path is not the current folder, and one that cannot be named is no crash."""
    assert _reasons(path) == ["is not a path that a file can have"]


def test_a_missing_path_stops_nothing(tmp_path: Path) -> None:
    """What does not exist is rejected by name; the others are read."""
    missing = tmp_path / "missing.txt"
    found = list(read([missing, _put(tmp_path / "a.txt")]))
    assert found[0] == Rejected(str(missing), "does not exist")
    assert isinstance(found[1], Article)


def test_a_file_that_may_not_be_opened_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is the operating system's own."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = _put(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    assert _reasons(path) == ["cannot be read: permission denied"]


def test_a_folder_that_may_not_be_listed_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed folder is rejected and what lies beside it is read."""
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    _put(tmp_path / "closed" / "a.txt")
    _put(tmp_path / "open.txt")
    monkeypatch.setattr(Path, "iterdir", refuse)
    closed, article = read([tmp_path])
    assert closed == Rejected(str(tmp_path / "closed"), "cannot be read: permission denied")
    assert isinstance(article, Article)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is neither a file nor a folder is rejected without being opened."""
    os.mkfifo(tmp_path / "a.txt")
    assert _reasons(tmp_path / "a.txt") == ["is neither a file nor a folder"]


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    """A link that leads back up is rejected, and each article is read once."""
    _put(tmp_path / "a.txt")
    (tmp_path / "b").symlink_to(tmp_path, target_is_directory=True)
    assert _ids(tmp_path) == ["a"]
    assert Rejected(str(tmp_path / "b"), "is a link to a folder that is read already") in set(read([tmp_path]))


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    """A link to itself is rejected, alone and in a folder."""
    loop = tmp_path / "a.txt"
    loop.symlink_to(loop)
    assert _reasons(loop)[0].startswith("cannot be read: ")
    assert _reasons(tmp_path)[0].startswith("cannot be read: ")


def test_folders_may_lie_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    """A tree deeper than Python's stack is walked to its end."""
    levels = [tmp_path.joinpath(*["d"] * depth) for depth in range(1, 1201)]
    for level in levels:
        level.mkdir()
    try:
        assert _reasons(tmp_path)[0].startswith("no articles")
    finally:
        for level in reversed(levels):
            level.rmdir()


def test_one_id_is_one_article(tmp_path: Path) -> None:
    """A second article with an id is rejected: as a duplicate if it is the same, else as a rival."""
    first = _put(tmp_path / "1" / "a.txt")
    same, other = _put(tmp_path / "2" / "a.txt"), _put(tmp_path / "3" / "a.txt", "They parted.")
    kept, *rest = read([tmp_path])
    assert isinstance(kept, Article)
    assert rest == [
        Rejected(str(same), f"is a duplicate of {first}"),
        Rejected(str(other), f'id "a" is already that of {first}, which differs'),
    ]


def test_ids_that_make_one_iri_are_one_id(tmp_path: Path) -> None:
    """`a b` and `a_b` would share a graph, so the second is rejected."""
    _put(tmp_path / "a b.txt", "One.")
    _put(tmp_path / "a_b.txt", "Two.")
    assert _ids(tmp_path) == ["a b"]


def test_a_name_that_is_not_utf_8_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    """Ids and reasons never hold what no encoding can write."""
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text("They met.")
    except OSError:
        pytest.skip("this file system only knows names in UTF-8")
    assert _ids(tmp_path) == ["\\udcff"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf \n", "has an empty text"),
        (b"PK\x03\x04\x00", "is binary: a NUL byte at offset 4"),
        ("Они встретились".encode("cp1251"), "is not UTF-8: byte 0xce at offset 0"),
        (b"\xef\xbb\xbfcaf\xe9", "is not UTF-8: byte 0xe9 at offset 6"),
        ("They met.".encode("utf-16"), "is UTF-16, not UTF-8: save it as UTF-8"),
        (b"date 2024-13-45 Delhi: They met.", 'published "2024-13-45" is not a date (YYYY-MM-DD)'),
    ],
)
def test_a_text_file_that_is_no_article_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    """Each fault has its own line, and an encoding's names the byte."""
    assert _reasons(_put(tmp_path / "a.txt", content)) == [reason]


def test_what_is_too_long_is_rejected_not_cut(tmp_path: Path) -> None:
    """Above the limits an article, a file, a line or a field is rejected."""
    small = Limits(article_characters=5, field_characters=5, file_bytes=40, line_bytes=40)
    line = json.dumps({"id": "abcdef", "text": "x"})
    assert _reasons(_put(tmp_path / "a.txt", "x" * 41), limits=small)[0].startswith("is larger than 40 bytes")
    assert _reasons(_put(tmp_path / "b.txt", "x" * 6), limits=small) == [
        "has a text of 6 characters: at most 5 are read"
    ]
    assert _reasons(_put(tmp_path / "c.json", line), limits=small) == ["id has 6 characters: at most 5 are read"]
    assert _reasons(_put(tmp_path / "d.jsonl", "[" * 41), limits=small) == ["is longer than 40 bytes"]
