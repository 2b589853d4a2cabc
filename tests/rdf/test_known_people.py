"""The known people: what is said of them is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ontology import folder, load
from kg.rdf.validation import validate_ontology

PREFIXES = "\n".join(
    (
        "@base <https://w3id.org/bilateral/id/> .",
        "@prefix bil: <https://w3id.org/bilateral/ontology#> .",
        "@prefix schema: <https://schema.org/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    )
)
PERSON = PREFIXES + '\n<person/P> a bil:Person ; skos:prefLabel "P Q"@en ; bil:familyName "Q" %s .'


def ontology(path: Path, gender: str) -> Path:
    """A copy of the ontology that knows one person only."""
    for file in folder().glob("*.ttl"):
        if file.name != "people.ttl":
            (path / file.name).write_bytes(file.read_bytes())
    (path / "people.ttl").write_text(PERSON % gender, encoding="utf-8")
    return path


def test_gender_is_read() -> None:
    """A person is Male or Female, as schema:gender says."""
    people = load().people
    assert people["person/Narendra_Modi"].gender == "Male"
    assert people["person/Giorgia_Meloni"].gender == "Female"


def test_gender_may_be_unknown(tmp_path: Path) -> None:
    """A person without schema:gender has none."""
    assert load(ontology(tmp_path, "")).people["person/P"].gender is None


@pytest.mark.parametrize("gender", ["; schema:gender schema:Male, schema:Female", "; schema:gender bil:Person"])
def test_gender_is_one_of_two(tmp_path: Path, gender: str) -> None:
    """Two genders, or another value, break the shapes."""
    found = validate_ontology(ontology(tmp_path, gender))
    assert any("schema:gender" in result.message for result in found.results)


def test_no_name_has_two_owners() -> None:
    """A full name stands for one known person."""
    owners: dict[str, set[str]] = {}
    for person in load().people.values():
        for name in person.names:
            owners.setdefault(name, set()).add(person.key)
    assert {name: sorted(keys) for name, keys in owners.items() if len(keys) > 1} == {}
