"""How alike two names are: spellings, transliterations, middle names, initials, acronyms.

Letters of any script are made plain by anyascii, and how alike two spellings are is measured by
rapidfuzz; what is ours is which differences mean nothing in the name of a person or a body.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from nicknames import NickNamer
from rapidfuzz.distance import JaroWinkler

NEARLY = 0.92
"""How alike two parts of a name must be spelled to be taken for one with a slip in it."""

SAME_NAME = "the same name"
"""The reason that leaves no doubt."""
LONG = 10
"""Letters from which on a name that sounds the same in all its parts is hardly that of another."""
FAMILY = "only the family name is told"

_NICKNAMES = NickNamer()
_SUFFIXES = {"jr", "sr", "esq", "phd"}
_ARTICLES = {"al": "al", "el": "al", "ul": "al"}
_SMALL = {"the", "of", "and", "for", "a"}
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch|ch|tch", "C"),
        ("kh", "h"),
        ("ck", "k"),
        ("ph", "f"),
        ("gh", "g"),
        ("ks", "x"),
        ("w", "v"),
        ("ff$", "v"),
        ("oe|ou", "o"),
        ("ue|oo", "u"),
        ("(?<=[aeou])[yj]", "i"),
        ("[yj](?=[aeou])", "i"),
        ("(iy|ij|yi|yj|ii|yy|y|j)", "i"),
        ("ie", "e"),
        (r"(.)\1+", r"\1"),
    )
]
"""What is written in several ways where names come from another script, and one letter for it."""


@lru_cache(maxsize=262144)
def tokens(name: str) -> tuple[str, ...]:
    """The parts of a person's name in plain small letters, without initials in the middle and suffixes.

    >>> tokens("Joseph R. Biden, Jr."), tokens("Recep Tayyip Erdoğan")
    (('joseph', 'biden'), ('recep', 'tayyip', 'erdogan'))
    """
    return tuple(part for n, part in enumerate(_parts(name)) if n == 0 or len(part) > 1)


@lru_cache(maxsize=262144)
def initials(name: str) -> str:
    """The initials in the middle of a person's name.

    >>> initials("George H. W. Bush"), initials("Franklin Delano Roosevelt")
    ('hw', '')
    """
    return "".join(part for part in _parts(name)[1:] if len(part) == 1)


def _parts(name: str) -> list[str]:
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", anyascii(name).lower()))
    return [_ARTICLES.get(part, part) for part in parts if part not in _SUFFIXES]


@lru_cache(maxsize=262144)
def sound(part: str) -> str:
    """A part of a name as it sounds, so that transliterations of one name are one.

    >>> sound("sergey") == sound("sergei"), sound("zelenskyy") == sound("zelenskiy") == sound("zelensky")
    (True, True)
    >>> sound("medvedev") == sound("medvedeva")
    False
    """
    for pattern, replacement in _SOUNDS:
        part = pattern.sub(replacement, part)
    return part


def sounds(name: str) -> tuple[str, ...]:
    """The parts of a person's name as they sound."""
    return tuple(sound(part) for part in tokens(name))


def alike(one: str, other: str) -> tuple[float, str]:
    """How alike the names of two persons are, from 0 to 1, and how they differ.

    >>> alike("Sergey Lavrov", "Sergei Lavrov")
    (0.93, 'one name in two spellings')
    >>> alike("Julie Chavez Rodriguez", "Julie Rodriguez")
    (0.8, 'one has a further name in the middle')
    >>> alike("George H. W. Bush", "George W. Bush"), alike("Jake Sullivan", "Dan Sullivan")
    ((0.0, ''), (0.0, ''))
    """
    a, b = tokens(one), tokens(other)
    if not a or not b or (initials(one) and initials(other) and initials(one) != initials(other)):
        return 0.0, ""
    if a == b:
        return _same(one, other)
    x, y = sounds(one), sounds(other)
    if len(a) == len(b) == 1:
        return 0.0, ""
    if x == y or "".join(x) == "".join(y):
        return 0.86 if len("".join(x)) < LONG else 0.93, "one name in two spellings"
    if sorted(x) == sorted(y):
        return 0.86, "the same names in another order"
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        return (0.5, FAMILY) if short[0] == long[-1] else (0.0, "")
    return _partly(one, other, short, long)


def _same(one: str, other: str) -> tuple[float, str]:
    if len(tokens(one)) == 1:
        return 0.5, "only one name is told"
    if initials(one) != initials(other):
        return 0.86, "one has an initial more"
    return (1.0, SAME_NAME) if _suffix(one) == _suffix(other) else (0.86, "one is told to be the younger or elder")


def _suffix(name: str) -> set[str]:
    return _SUFFIXES & set(re.findall(r"[a-z]+", name.lower()))


def _partly(one: str, other: str, short: tuple[str, ...], long: tuple[str, ...]) -> tuple[float, str]:
    """Names of two parts or more that are not the same."""
    a, b = tokens(one), tokens(other)
    if len(short) < len(long) and (short[0], short[-1]) == (long[0], long[-1]):
        middle = "".join(part[0] for part in long[1:-1])
        if middle in (initials(one), initials(other)):
            return 0.93, "one has the initial of the other's middle name"
        return 0.8, "one has a further name in the middle"
    if len(short) < len(long) and short == long[: len(short)]:
        return 0.7, "one has a further family name"
    if a[1:] == b[1:] and given_names(a[0]) & given_names(b[0]):
        return 0.8, "one has a short form of the given name"
    if a[-1] == b[-1] and 1 in (len(a[0]), len(b[0])) and a[0][0] == b[0][0]:
        return 0.65, "one has only an initial"
    if len(a) == len(b) and all(JaroWinkler.similarity(p, q) >= NEARLY for p, q in zip(a, b, strict=True)):
        return 0.75, "names that differ by a slip"
    return 0.0, ""


@lru_cache(maxsize=65536)
def given_names(part: str) -> frozenset[str]:
    """The given names that a plain small part of a name can stand for, itself among them.

    >>> sorted(given_names("liz") & given_names("elizabeth"))
    ['elizabeth']
    """
    return frozenset({part, *_NICKNAMES.canonicals_of(part)})


def is_rare(name: str) -> bool:
    """Whether a person's name is so long that hardly two people share it.

    >>> is_rare("Sergei Ignatyev"), is_rare("David Cohen")
    (True, False)
    """
    parts = tokens(name)
    return len(parts) > 1 and len(parts[-1]) >= 7 and sum(map(len, parts)) >= 14


@lru_cache(maxsize=262144)
def body(name: str) -> tuple[str, ...]:
    """The words of an organization's name that tell it from others.

    >>> body("The Organisation for Security & Co-operation")
    ('organization', 'security', 'cooperation')
    """
    plain = re.sub(r"['’`.]|(?<=co)-(?=op)", "", anyascii(name).lower())
    plain = re.sub(r"\b(?:united states(?: of america)?|usa)\b", "us", re.sub(r"isation\b", "ization", plain))
    return tuple(word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL)


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym.

    >>> is_acronym("FEMA"), is_acronym("U.N."), is_acronym("Duma")
    (True, True, False)
    """
    return re.fullmatch(r"(?:[A-Z]\.?){2,8}", name) is not None
