"""Who is meant: pronouns and descriptions such as "he", "the Russian president", "the two leaders".

One pass from left to right keeps what a reader keeps in mind: who was last spoken of alone, who was
last spoken of together, which countries the article is about. What stays ambiguous is not resolved.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.annotation.document import Annotated, Title
from kg.annotation.holders import Holders
from kg.annotation.mind import Mind
from kg.annotation.nouns import Nouns
from kg.annotation.plurals import Plurals
from kg.annotation.pronouns import Pronouns
from kg.annotation.protagonists import genders, main_people, main_sides
from kg.ontology import Schema


class References:
    """Resolves references of a document."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._pronouns = Pronouns(schema)
        self._plurals = Plurals(schema)
        self._nouns = Nouns(schema)
        self._holders = Holders(schema)

    def resolve(self, annotated: Annotated) -> None:
        """Fill `references` (and claims made by descriptions) of the annotated document."""
        annotated.default_pair = main_people(annotated)
        annotated.default_sides = main_sides(annotated, self._schema)
        person = annotated.first_in_headline()
        sides = annotated.default_sides or (annotated.parties if len(annotated.parties) == 2 else ())
        mind = Mind(person, person, together=annotated.default_pair, sides=sides)
        mind.genders = genders(annotated, self._schema)
        titles = {t.head: t for t in annotated.titles}
        quoted = annotated.quoted()
        inside = mind
        for sentence in annotated.doc.sents:
            for token in sentence:
                opens = token.i in quoted and token.i - 1 not in quoted
                inside = replace(mind, seen=mind.seen) if opens else inside
                self._read(annotated, inside if token.i in quoted else mind, token, titles)
            if sentence.root.i not in quoted:
                mind.remember(annotated, sentence)
                mind.unnamed = self._pronouns.is_unnamed(annotated, sentence)

    def _read(self, annotated: Annotated, mind: Mind, token: Token, titles: dict[int, Title]) -> None:
        mention = annotated.at.get(token.i)
        if mention and mention.head == token.i:
            mind.note(annotated, mention, token)
            return
        title = titles.get(token.i)
        if title is not None and token.i not in annotated.at and not _is_plural(title, token):
            self._holders.resolve(annotated, mind, title)
        elif title is not None and mention is None and title.country is None and " " in title.position:
            found = self._plurals.of_title(annotated, mind, title, token)
            if found:
                annotated.references[token.i] = found
        elif mention is None:
            found = (
                self._pronouns.resolve(annotated, mind, token)
                or self._plurals.resolve(annotated, mind, token)
                or (self._plurals.of_states(annotated, title) if title is not None else None)
                or self._nouns.resolve(annotated, mind, token)
            )
            if found:
                annotated.references[token.i] = found
        if token.i in annotated.references and token.dep_ in {"nsubj", "nsubjpass"}:
            mind.note_subject(annotated.references[token.i][0])


def _is_plural(title: Title, token: Token) -> bool:
    return title.plural or token.tag_ in {"NNS", "NNPS"}
