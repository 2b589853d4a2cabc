"""Who is meant: pronouns and descriptions such as "he", "the Russian president", "the two leaders".

One pass from left to right keeps what a reader keeps in mind: who was last spoken of alone, who was
last spoken of together, which countries the article is about. What stays ambiguous is not resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.annotation.document import Annotated, Mention, PositionClaim, Title
from kg.annotation.identities import matches_title
from kg.model import ActorKind, Article, Tenure
from kg.ontology import Schema, folded

Keys = tuple[str, ...]

_SINGULAR = {"he", "she", "him", "her", "his", "himself", "herself"}
_FEMALE = {"she", "her", "herself"}
_THING = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "themselves", "both"}
_ADDRESSED = (
    ({"mrs", "ms", "miss", "madam", "madame", "queen", "princess", "spokeswoman", "chairwoman", "smt"}, "Female"),
    ({"mr", "sir", "king", "prince", "spokesman", "chairman", "shri", "pope", "patriarch"}, "Male"),
)
_NUMBERS = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_BODY_KINDS = {
    ActorKind.ORGANIZATION,
    ActorKind.GOVERNMENT_BODY,
    ActorKind.MILITARY_FORCE,
    ActorKind.NEWS_ORGANIZATION,
    ActorKind.INTERNATIONAL_ORGANIZATION,
    ActorKind.COMPANY,
}
_SECOND = {"vice", "deputy", "assistant"}
_HEADING = {"general", "president", "chairman", "chairwoman", "chair", "director", "head", "chief", "commander"}
"""Words in the positions of those who head a body."""
_OPENING = 6
"""Sentences within which an article names whom it is about."""
_OFFICES = {"minister", "president", "premier", "chancellor", "ambassador", "secretary"}
_BODY_NOUNS = {
    "ministry",
    "department",
    "agency",
    "government",
    "council",
    "committee",
    "commission",
    "embassy",
    "company",
    "army",
}


@dataclass(slots=True)
class _Mind:
    """What a reader keeps in mind at one point of the text."""

    person: str | None = None
    subject: str | None = None
    """The person who was the subject last."""
    body: str | None = None
    acting: str | None = None
    """The body that was a subject last."""
    state: str | None = None
    """The country that was the subject last, no other actor being one since."""
    together: Keys = ()
    """People last spoken of together."""
    sides: Keys = ()
    """The two countries last spoken of together."""
    plural: Keys = ()
    """Who the last plural subject was: "they" goes on with them."""
    seen: list[str] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    """Whom "he" and whom "she" can mean, as far as that is known."""


class References:
    """Resolves references of a document."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._pair_nouns = schema.word_set("pair-nouns")
        self._country_nouns = schema.word_set("country-nouns")
        self._government_nouns = schema.word_set("government-nouns")
        self._speaking = {w for f in schema.frames if f.evokes == "Statement" for w in f.lemmas}
        self._envoys = schema.word_set("envoys")
        heads = {w.lower() for w in schema.words.get("titles-heads", ())}
        self._human = heads | schema.word_set("person-nouns") | schema.word_set("unnamed-sources")

    def resolve(self, annotated: Annotated) -> None:
        """Fill `references` (and claims made by descriptions) of the annotated document."""
        annotated.default_pair = self._main_people(annotated)
        annotated.default_sides = self._main_sides(annotated)
        person = annotated.first_in_headline()
        sides = annotated.default_sides or (annotated.parties if len(annotated.parties) == 2 else ())
        mind = _Mind(person, person, together=annotated.default_pair, sides=sides)
        mind.genders = self._genders(annotated)
        titles = {t.head: t for t in annotated.titles}
        quoted = {i for q in annotated.quotes for i in range(q.start, q.end)}
        inside = mind
        for sentence in annotated.doc.sents:
            for token in sentence:
                opens = token.i in quoted and token.i - 1 not in quoted
                inside = replace(mind, seen=mind.seen) if opens else inside
                self._read(annotated, inside if token.i in quoted else mind, token, titles)
            if sentence.root.i not in quoted:
                self._remember(annotated, mind, sentence)

    def _genders(self, annotated: Annotated) -> dict[str, str]:
        """By the ontology, by the forms of address and titles that the article gives, and by given names."""
        found = {p.key: p.gender for a in annotated.actors if (p := self._schema.people.get(a)) and p.gender}
        for mention in annotated.mentions:
            words = {t.lower_.rstrip(".") for t in annotated.doc[max(mention.start - 1, 0) : mention.end]}
            for marks, gender in _ADDRESSED:
                if mention.actor.startswith("person/") and words & marks:
                    found.setdefault(mention.actor, gender)
        for actor in annotated.actors.values():
            given = self._schema.given_names.get(folded(actor.name.split()[0])) if " " in actor.name else None
            if actor.kind is ActorKind.PERSON and given:
                found.setdefault(actor.key, given)
        return found

    # ------------------------------------------------------------ the article as a whole
    def _main_people(self, annotated: Annotated) -> Keys:
        """Those of the first sentence that names two or three people of different countries."""
        for sentence in annotated.doc.sents:
            people = self._acting_in(annotated, sentence) or self._people_in(annotated, sentence)
            countries = {annotated.country_of(p) for p in people}
            if 2 <= len(people) <= 5 and len(countries) >= 2:
                return people
        people = tuple(dict.fromkeys(m.actor for m in annotated.mentions if m.actor.startswith("person/")))
        countries = {annotated.country_of(p) for p in people}
        opening = [s for s in annotated.doc.sents if not s.text.isspace()][:_OPENING]
        early = {p for s in opening for p in self._people_in(annotated, s)}
        return people if len(people) == 2 and len(countries) == 2 and set(people) <= early else ()

    def _acting_in(self, annotated: Annotated, sentence: Tokens) -> Keys:
        """ "A met B to discuss the pact of C and D": A and B, where they are of two states."""
        root = sentence.root
        near = [c for c in root.children if c.dep_ in {"nsubj", "dobj"}]
        near += [o for c in root.children if c.dep_ == "prep" and c.lower_ == "with" for o in c.children]
        words = [t for n in near for t in (n, *n.conjuncts, *(c for c in n.children if c.dep_ == "appos"))]
        found = [m.actor for t in words if (m := annotated.at.get(t.i)) and m.actor.startswith("person/")]
        people = tuple(dict.fromkeys(found))
        return people if len({annotated.country_of(p) for p in people}) >= 2 else ()

    def _main_sides(self, annotated: Annotated) -> Keys:
        serving = {c.person for c in annotated.claims if c.of and c.of.startswith("organization/")}
        pair = [p for p in annotated.default_pair if p not in serving]
        countries = tuple(dict.fromkeys(c for p in pair if (c := annotated.country_of(p))))
        if len(countries) == 2:
            return countries
        counts: dict[str, int] = {}
        for mention in annotated.mentions:
            country = mention.actor if mention.actor.startswith("country/") else annotated.country_of(mention.actor)
            if country:
                counts[country] = counts.get(country, 0) + 1
        ranked = sorted(counts, key=lambda c: (-counts[c], c))
        if len(ranked) >= 2 and (len(ranked) == 2 or counts[ranked[1]] > counts[ranked[2]]):
            return tuple(ranked[:2])
        states = tuple(p for p in annotated.parties if p.startswith("country/"))
        return states if len(states) == 2 == len(annotated.parties) else ()

    def _people_in(self, annotated: Annotated, sentence: Tokens) -> Keys:
        found = [
            m.actor
            for m in annotated.mentions
            if sentence.start <= m.head < sentence.end and m.actor.startswith("person/")
        ]
        return tuple(dict.fromkeys(found))

    # ------------------------------------------------------------ one token
    def _read(self, annotated: Annotated, mind: _Mind, token: Token, titles: dict[int, Title]) -> None:
        mention = annotated.at.get(token.i)
        if mention and mention.head == token.i:
            self._note(annotated, mind, mention, token)
            return
        title = titles.get(token.i)
        if title is not None and token.i not in annotated.at and not _is_plural(title, token):
            self._title(annotated, mind, title)
        elif title is not None and mention is None and title.country is None and " " in title.position:
            found = self._holders(annotated, mind, title, token)
            if found:
                annotated.references[token.i] = found
        elif mention is None:
            found = (
                self._pronoun(annotated, mind, token)
                or self._plural_noun(annotated, mind, token)
                or self._noun(annotated, mind, token)
            )
            if found:
                annotated.references[token.i] = found
        if token.i in annotated.references and token.dep_ in {"nsubj", "nsubjpass"}:
            self._note_subject(mind, annotated.references[token.i][0])

    def _note(self, annotated: Annotated, mind: _Mind, mention: Mention, token: Token) -> None:
        actor = annotated.actors[mention.actor]
        if actor.kind is ActorKind.PERSON:
            mind.person = mention.actor
            mind.seen.append(mention.actor)
            if token.head.lower_ == "to" and token.head.head.lower_ == "according":
                self._note_subject(mind, (mention.actor,))
            beside = token.dep_ == "appos" and token.head.dep_ == "nsubj"
            beside = beside and annotated.at.get(token.head.i) in {None, mention}
            if token.dep_ in {"nsubj", "nsubjpass"} or beside:
                self._note_subject(mind, (mention.actor,))
        elif actor.kind in _BODY_KINDS and mention.form == "name":
            mind.body = mention.actor
            if token.dep_ == "nsubj":
                mind.acting = mention.actor
        if mention.actor.startswith("country/") and token.dep_ == "nsubj" and mention.form != "adjective":
            mind.state = mention.actor
        elif token.dep_ == "nsubj":
            mind.state = None

    def _note_subject(self, mind: _Mind, actors: Keys) -> None:
        if len(actors) > 1:
            mind.plural = actors
        elif actors[0].startswith("person/"):
            mind.subject = actors[0]

    def _remember(self, annotated: Annotated, mind: _Mind, sentence: Tokens) -> None:
        people = self._people_in(annotated, sentence)
        subjects = [c.i for c in sentence.root.children if c.dep_ in {"nsubj", "nsubjpass"}]
        main = [annotated.at[i].actor for i in subjects if i in annotated.at]
        if main and main[0].startswith("person/"):
            mind.subject = main[0]
        elif main and main[0].startswith("organization/") and not people:
            mind.plural = (main[0],)
        meant = next((annotated.references[i][0] for i in subjects if i in annotated.references), ())
        if len(meant) >= 2 and all(a.startswith("person/") for a in meant):
            mind.together = mind.plural = meant  # who acts outranks who is mentioned
            return
        if len(people) >= 2 and len({annotated.country_of(p) for p in people}) >= 2:
            mind.together = people
            mind.plural = people
            countries = tuple(dict.fromkeys(c for p in people if (c := annotated.country_of(p))))
            if len(countries) == 2:
                mind.sides = countries
            return
        named = [
            m.actor
            for m in annotated.mentions
            if sentence.start <= m.head < sentence.end and m.actor.startswith("country/") and m.form != "metonym"
        ]
        countries = tuple(dict.fromkeys(named))
        if len(countries) == 2 and not (annotated.default_pair and people):
            mind.sides = countries

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, annotated: Annotated, mind: _Mind, token: Token) -> tuple[Keys, float] | None:
        if token.lower_ in _SINGULAR:
            ahead = self._ahead(annotated, token)
            if ahead:
                return (ahead,), 0.85
            who = self._of_gender(mind, token)
            if who is None:
                return None
            if token.dep_ == "poss":
                self._serve(annotated, token, who)
            return (who,), 0.85 if mind.subject == mind.person else 0.7
        if token.lower_ == "its" and token.dep_ == "poss":
            near = self._thing_before(annotated, token)
            if near:
                return (near,), 0.8
        acts = token.dep_ == "nsubj" and token.head.lemma_ in self._speaking
        if token.lower_ == "it" and acts and mind.state:
            return (mind.state,), 0.7
        if token.lower_ in _THING and token.dep_ in {"nsubj", "nsubjpass", "poss"} and mind.body:
            return (mind.acting if acts and mind.acting else mind.body,), 0.7
        if (
            token.lower_ in _PLURAL
            and token.pos_ in {"PRON", "DET"}
            and token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "pobj"}
        ) and not self._goes_with_unnamed(annotated, token):
            who_all = (
                self._ahead_together(annotated, token)
                or self._just_named(annotated, token)
                or mind.plural
                or mind.together
                or (mind.sides if token.lower_ != "them" else ())
            )
            return (who_all, 0.8) if who_all else None
        return None

    def _goes_with_unnamed(self, annotated: Annotated, token: Token) -> bool:
        """ "The senators said that they ...": people named before in the sentence by a plural noun alone."""
        if token.dep_ not in {"nsubj", "nsubjpass"}:
            return False
        before = [t for t in token.doc[token.sent.start : token.i] if t.tag_ == "NNS" and t.i not in annotated.at]
        unnamed = [t for t in before if t.i not in annotated.references and t.lemma_.lower() in self._human]
        unnamed = [t for t in unnamed if not any(c.dep_ == "poss" for c in t.children)]
        return bool(unnamed) and any(c.dep_ == "relcl" or t.dep_ == "nsubj" for t in unnamed for c in (*t.children, t))

    def _of_gender(self, mind: _Mind, token: Token) -> str | None:
        """The last subject, or the last person named whom "he" or "she" may mean."""
        wanted = "Female" if token.lower_ in _FEMALE else "Male"
        candidates = [c for c in (mind.subject, mind.person, *reversed(mind.seen)) if c]
        fitting = [c for c in candidates if mind.genders.get(c, wanted) == wanted]
        return next(iter(fitting), None)

    def _serve(self, annotated: Annotated, token: Token, who: str) -> None:
        """ "His spokesman, Stephane Dujarric": serves the body that the one meant heads."""
        body = next(
            (c.of for c in annotated.claims if c.person == who and c.of and c.of.startswith("organization/")), None
        )
        for n, claim in enumerate(annotated.claims):
            if body and claim.start == token.i + 1 and claim.of is None:
                annotated.claims[n] = replace(claim, of=body)

    def _thing_before(self, annotated: Annotated, token: Token) -> str | None:
        """ "urged the DPRK to cease its talks": the one country or body that the sentence has named before."""
        named = {
            m.actor
            for m in annotated.mentions
            if token.sent.start <= m.head < token.i and m.form != "adjective" and not m.actor.startswith("person/")
        }
        return named.pop() if len(named) == 1 else None

    def _just_named(self, annotated: Annotated, token: Token) -> Keys:
        """ "Kim met Xi in Dalian, their second meeting": the people of two states named before in the sentence."""
        if token.dep_ != "poss":
            return ()
        before = [m.actor for m in annotated.mentions if token.sent.start <= m.head < token.i]
        people = tuple(dict.fromkeys(a for a in before if a.startswith("person/")))
        return people if len(people) == 2 and len({annotated.country_of(p) for p in people}) == 2 else ()

    def _ahead(self, annotated: Annotated, token: Token) -> str | None:
        """ "During his visit, Modi said", "As he met A, Modi said": before the subject it means that."""
        root = token.sent.root
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        clause = token.dep_ == "nsubj" and token.head.dep_ == "advcl" and token.head.head == root
        if subject is None or subject.left_edge.i <= token.i or not (token.dep_ == "poss" or clause):
            return None
        opening = range(token.sent.start, token.i)
        if any(i in annotated.at and annotated.at[i].actor.startswith("person/") for i in opening):
            return None
        mention = annotated.at.get(subject.i)
        return mention.actor if mention and mention.actor.startswith("person/") else None

    def _ahead_together(self, annotated: Annotated, token: Token) -> Keys:
        """ "As part of their visit, A and B met C": those named between the pronoun and the main verb."""
        root = token.sent.root
        if token.dep_ != "poss" or root.i < token.i or root.pos_ not in {"VERB", "AUX"}:
            return ()
        opening = [c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i]
        if opening:
            return ()
        between = [m.actor for m in annotated.mentions if token.i < m.head < root.i]
        people = tuple(dict.fromkeys(a for a in between if a.startswith("person/")))
        return people if len(people) >= 2 else ()

    # ------------------------------------------------------------ nouns
    def _plural_noun(self, annotated: Annotated, mind: _Mind, token: Token) -> tuple[Keys, float] | None:
        """ "the two leaders", "both sides", "the parties", "the presidents"."""
        if token.tag_ not in {"NNS", "NNPS"} and not (
            token.lower_ in {"two", "three", "both"} and token.dep_ == "nsubj"
        ):
            return None
        lemma = token.lemma_.lower()
        number = next((_NUMBERS[t.lower_] for t in [token, *token.children] if t.lower_ in _NUMBERS), None)
        opening = token.text == "Leaders" and token.dep_ == "nsubj" and token.left_edge == token
        determined = opening or any(
            t.lower_ in {"the", "both", "our", "their", "two"} or t.lower_ in _NUMBERS for t in [token, *token.children]
        )
        ours = {"of", "from"} if self._of_both(token) else set()
        modified = any(
            t.lower_ not in ours
            and t.dep_ in {"amod", "compound", "prep", "acl", "relcl", "poss"}
            and t.lower_ not in _NUMBERS
            and t.lower_ not in {"national", "both", "their"}
            for t in token.children
        )
        by_country = self._leaders_of(annotated, mind, token) if lemma in self._pair_nouns else None
        if by_country:
            return by_country, 0.85
        if not determined or modified:
            return None
        if number and number == len(annotated.parties) > 2 and lemma in self._pair_nouns | self._country_nouns:
            return annotated.parties, 0.8
        if lemma in self._country_nouns and lemma != "side" and mind.sides:
            return (mind.sides, 0.85) if number in {None, 2} else None
        if lemma in self._pair_nouns and lemma in _OFFICES and number:
            several = self._holders_of(annotated, mind, lemma, number)
            if several:
                return several, 0.85
        if lemma in {"side", "party"} and mind.sides and annotated.default_pair == ():
            return mind.sides, 0.8
        if lemma == "side" and mind.sides:
            return mind.sides, 0.85
        if lemma in self._pair_nouns and mind.together:
            pair = annotated.default_pair
            if number == len(pair) < len(mind.together):
                return pair, 0.8  # those whom the article is about, among or beside others
            return (mind.together, 0.85) if number in {None, len(mind.together)} else None
        return None

    def _holders_of(self, annotated: Annotated, mind: _Mind, office: str, number: int) -> Keys | None:
        """ "both ministers": of those last spoken of, the ones who are that, where those together are not."""
        fitting = {c.person for c in annotated.claims if office in c.position.lower().split()}
        if set(mind.together) <= fitting:
            return None
        last = list(dict.fromkeys(p for p in reversed(mind.seen) if p in fitting and "prime" not in p))[:number]
        return tuple(reversed(last)) if len(last) == number == len({annotated.country_of(p) for p in last}) else None

    def _of_both(self, token: Token) -> bool:
        """ "the leaders of the two countries"."""
        owners = [o for p in token.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
        return any(
            o.lemma_.lower() in self._country_nouns and any(c.lower_ in _NUMBERS for c in o.children) for o in owners
        )

    def _holders(self, annotated: Annotated, mind: _Mind, title: Title, token: Token) -> tuple[Keys, float] | None:
        """ "the Prime Ministers", "both ministers": the last two of different states who hold such a position."""
        number = next((_NUMBERS[t.lower_] for t in token.children if t.lower_ in _NUMBERS), 2)
        wanted = title.position.lower().removesuffix("s").split()
        claimed = {c.person for c in annotated.claims if set(wanted) <= set(c.position.lower().split())}
        last = list(dict.fromkeys(p for p in reversed(mind.seen) if p in claimed))[:number]
        states = {annotated.country_of(p) for p in last}
        if len(last) == number == len(states):
            return tuple(reversed(last)), 0.8
        return (annotated.parties, 0.7) if len(annotated.parties) == number > 2 else None

    def _leaders_of(self, annotated: Annotated, mind: _Mind, token: Token) -> Keys | None:
        """ "the Russian and Indian leaders": those last spoken of together, where the countries are theirs.

        "The leaders of Australia, Japan and India", of whom none was spoken of: their states.
        """
        adjectives = [m for t in token.subtree if t.i < token.i and (m := annotated.at.get(t.i))]
        owners = self._countries_listed(annotated, token.i + 2) if self._is_before_of(token) else []
        named = tuple(dict.fromkeys([m.actor for m in adjectives if m.form == "adjective"] + owners))
        theirs = {c for p in mind.together if (c := annotated.country_of(p))}
        if len(named) < 2:
            return None
        among_them = set(named) == theirs and not (
            owners and any(c.dep_ in {"amod", "compound"} for c in token.children)
        )
        return mind.together if among_them else tuple(owners) if len(owners) == len(named) else None

    def _is_before_of(self, token: Token) -> bool:
        return token.i + 2 < len(token.doc) and token.nbor().lower_ == "of"

    def _countries_listed(self, annotated: Annotated, at: int) -> list[str]:
        """The countries of a list ("Australia, the United Kingdom, and the United States") that begins at a token."""
        found = []
        while at < len(annotated.doc):
            mention = annotated.at.get(at)
            if mention is not None and mention.actor.startswith("country/") and mention.form != "adjective":
                found.append(mention.actor)
                at = mention.end
            elif annotated.doc[at].lower_ in {",", "and", "the"}:
                at += 1
            else:
                break
        return found

    def _counterpart(self, annotated: Annotated, token: Token) -> None:
        """ "his Turkish counterpart, Recep Tayyip Erdogan", "Abiy's predecessor, Hailemariam Desalegn".

        They hold, or held, what the one before them holds: the one in another country, the other in the same.
        """
        named = self._named_beside(annotated, token)
        owner = self._owner(annotated, token)
        claim = next((c for c in annotated.claims if c.person == owner), None)
        if named is None or claim is None:
            return
        if token.lower_ == "predecessor":
            of, tenure = claim.of or annotated.country_of(claim.person), Tenure.FORMER
        else:
            adjectives = (annotated.at.get(c.i) for c in token.children)
            of, tenure = next((m.actor for m in adjectives if m and m.form == "adjective"), None), Tenure.CURRENT
        if of:
            new = PositionClaim(named, claim.position, of, tenure, token.i, token.i + 1, 0.8)
            annotated.claims.append(new)

    def _named_beside(self, annotated: Annotated, token: Token) -> str | None:
        """The person named right after the word."""
        for place in (token.i + 1, token.i + 2):
            mention = annotated.at.get(place)
            if mention is not None and mention.actor.startswith("person/"):
                return mention.actor
        return None

    def _owner(self, annotated: Annotated, token: Token) -> str | None:
        """Whose counterpart or predecessor it is."""
        for child in token.children:
            if child.dep_ == "poss":
                mention = annotated.at.get(child.i)
                if mention is not None:
                    return mention.actor
                if child.i in annotated.references:
                    return annotated.references[child.i][0][0]
        return None

    def _noun(self, annotated: Annotated, mind: _Mind, token: Token) -> tuple[Keys, float] | None:
        """ "the Indian side", "the Ministry", "the White House"."""
        lemma = token.lemma_.lower()
        if token.lower_ in {"former", "latter"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}:
            return self._of_two(mind, token)
        if lemma in {"counterpart", "predecessor"}:
            self._counterpart(annotated, token)
            named = self._named_beside(annotated, token)
            if named is not None:
                return (named,), 0.9
        if lemma in self._government_nouns:
            own = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
            listed = [t for c in own for t in (c, *c.conjuncts)] if token.tag_ == "NNS" else own
            meant = [m.actor for t in listed if t.i < token.i and (m := annotated.at.get(t.i))]
            states = tuple(dict.fromkeys(a for a in meant if a.startswith("country/")))
            if states and lemma == "counterpart" and token.tag_ == "NN":
                theirs = [p for p in annotated.default_pair if annotated.country_of(p) == states[0]]
                if len(theirs) == 1:
                    return tuple(theirs), 0.8
            if states:
                return (states if token.tag_ == "NNS" else states[:1]), 0.85
        if (
            lemma in _BODY_NOUNS
            and any(c.lower_ in {"the", "our"} for c in token.children)
            and not any(c.dep_ in {"amod", "compound", "prep"} for c in token.children)
        ):
            return self._last_body(annotated, token, lemma)
        return None

    def _of_two(self, mind: _Mind, token: Token) -> tuple[Keys, float] | None:
        """ "the former", "the latter": of the two people named last."""
        last = list(dict.fromkeys(reversed(mind.seen)))[:2]
        if len(last) < 2:
            return None
        return ((last[0] if token.lower_ == "latter" else last[1],), 0.8)

    def _last_body(self, annotated: Annotated, token: Token, lemma: str) -> tuple[Keys, float] | None:
        for mention in reversed(annotated.mentions):
            if mention.start < token.i and lemma in annotated.actors[mention.actor].name.lower():
                return (mention.actor,), 0.9
        return None

    # ------------------------------------------------------------ titles without a name
    def _title(self, annotated: Annotated, mind: _Mind, title: Title) -> None:
        """ "the Russian president", "the Foreign Secretary": who holds, or held, that position."""
        token = annotated.doc[title.head]
        if token.dep_ == "attr" and token.head.lemma_ in {"be", "become", "remain"}:
            self._predicated(annotated, title, token)
            return
        if not title.definite:
            return
        person = self._holder(annotated, mind, title)
        if person is None:
            return
        annotated.references[token.i] = ((person,), 0.85 if title.country else 0.75)
        if title.country or title.position.count(" "):
            of = f"country/{title.country}" if title.country else annotated.country_of(person)
            if of and of in annotated.actors:
                annotated.claims.append(
                    PositionClaim(person, title.position, of, title.tenure, title.start, title.end, 0.85)
                )

    def _predicated(self, annotated: Annotated, title: Title, token: Token) -> None:
        """ "when he was still director of the CIA": the position of the subject, past where the verb is past."""
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if (
            subject is None
            or any(c.dep_ == "neg" for c in token.head.children)
            or not (title.country or title.body or " " in title.position)
        ):
            return
        mention = annotated.at.get(subject.i)
        meant = annotated.references.get(subject.i, ((), 0.0))[0]
        person = mention.actor if mention else meant[0] if len(meant) == 1 else None
        if person is None or not person.startswith("person/") or any(c.dep_ == "aux" for c in token.head.children):
            return
        of = title.body or (f"country/{title.country}" if title.country else annotated.country_of(person))
        tenure = Tenure.FORMER if token.head.tag_ == "VBD" else title.tenure
        annotated.claims.append(PositionClaim(person, title.position, of, tenure, title.start, title.end, 0.8))

    def _of_body(self, annotated: Annotated, body: str) -> str | None:
        """ "the UN chief": who heads the body, by the text or by the ontology on the day."""
        claimed = {
            c.person
            for c in annotated.claims
            if c.of == body and c.tenure is Tenure.CURRENT and _HEADING & set(c.position.lower().split())
        }
        if len(claimed) == 1:
            return claimed.pop()
        day = annotated.article.published
        held = self._schema.occupancies_of.get(body, ())
        heads = {o.holder for o in held if day and o.covers(day) and o.kind == "OrganizationHead"}
        if len(heads) != 1:
            return None
        return annotated.introduce(self._schema.people[heads.pop()])

    def _holder(self, annotated: Annotated, mind: _Mind, title: Title) -> str | None:
        """Among the article's people: who is given that position by the text, or by the ontology."""
        if title.body and title.position.lower() in {"chief", "head", "leader"}:
            return self._of_body(annotated, title.body)
        wanted = f"country/{title.country}" if title.country else None
        people = list(
            dict.fromkeys(
                [*reversed(mind.seen), *(m.actor for m in annotated.mentions if m.actor.startswith("person/"))]
            )
        )
        first = next((m.actor for m in annotated.mentions if m.actor.startswith("person/")), None)
        people.sort(key=lambda p: p == first)  # last, whom the article is about
        if wanted:
            people = [p for p in people if annotated.country_of(p) == wanted]
        claimed = {c.person for c in annotated.claims if _same_position(c.position, title.position, self._envoys)}
        by_text = [p for p in people if p in claimed]
        if by_text and (wanted or len(set(by_text)) == 1):
            return by_text[0]
        if by_text and mind.subject in by_text:
            return mind.subject
        at_home = {c.person for c in annotated.claims if c.person in by_text and c.of is None}
        if wanted is None and len(set(by_text)) > 1 and len(at_home) == 1:
            return at_home.pop()  # the one whose state the paper need not name
        if len(set(by_text)) > 1 and annotated.mentions and _is_protagonist(annotated, by_text[-1]):
            return by_text[-1]
        day = annotated.article.published
        by_ontology = [
            p
            for p in people
            if any(
                matches_title(o, title.position) and (day is None or o.covers(day))
                for o in self._schema.occupancies_by.get(p, ())
            )
        ]
        if len(set(by_ontology)) == 1 or (by_ontology and wanted):
            return by_ontology[0]
        state = title.country or issuer(annotated.article, self._schema)
        return self._in_office(annotated, title, state) if state and not by_text else None

    def _in_office(self, annotated: Annotated, title: Title, state: str) -> str | None:
        """Who the ontology knows to hold the office on the day of the article, though the text names nobody."""
        day = annotated.article.published
        if day is None:
            return None
        held = self._schema.occupancies_of.get(f"country/{state}", ())
        holders = {o.holder for o in held if o.covers(day) and matches_title(o, title.position)}
        if len(holders) != 1:
            return None
        return annotated.introduce(self._schema.people[holders.pop()])


def _is_protagonist(annotated: Annotated, person: str) -> bool:
    """Whether a person is named in the first sentence."""
    first = next((s for s in annotated.doc.sents if not s.text.isspace()), None)
    return first is not None and any(m.actor == person and m.head < first.end for m in annotated.mentions)


def issuer(article: Article, schema: Schema) -> str | None:
    """The state in which an article is published, by the domain of its publisher or address.

    "The President" without a name is, in such a state's own publications, its own.
    """
    host = urlsplit(article.url or "").hostname or (article.publisher or "")
    last = host.rsplit(".", 1)[-1].lower() if "." in host else ""
    code = {"gov": "US", "mil": "US", "uk": "GB"}.get(last, last.upper())
    return code if code in schema.countries else None


def _is_plural(title: Title, token: Token) -> bool:
    return title.plural or token.tag_ in {"NNS", "NNPS"}


def _same_position(a: str, b: str, envoys: frozenset[str] = frozenset()) -> bool:
    """Whether one wording of a position is the short form of the other; `envoys` are words for one office.

    >>> _same_position("Foreign Minister", "Minister"), _same_position("Deputy Foreign Minister", "Deputy Minister")
    (True, True)
    """
    x, y = a.lower().replace("-", " ").split(), b.lower().replace("-", " ").split()
    if _SECOND & set(x) != _SECOND & set(y):
        return False  # the vice president is not the president
    shorter, longer = sorted((x, y), key=len)
    if len(shorter) == 1 and shorter[0] in envoys and envoys & {longer[0], longer[-1]}:
        return True
    within = len(shorter) > 1 and shorter[0] == longer[0] and shorter[-1] == longer[-1]
    return bool(shorter) and (within or shorter in (longer[-len(shorter) :], longer[: len(shorter)]))
