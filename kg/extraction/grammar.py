"""Where in the parse tree the fillers of a slot stand.

The names of the grammatical places are those that slots use in the lexicon. Voice is levelled: the
subject of "was received by Putin" is Putin.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_OCCASIONS = {"call", "meeting", "conversation", "talk", "visit", "summit", "dinner", "lunch"}
"""What is nobody, so that "who" behind it means somebody named before."""
_RELATIVE = {"who", "which", "that", "whom"}
_SUBJECT = {"nsubj", "csubj"}
_VERBAL = {"VERB", "AUX"}
_COMMANDING = {
    "urge",
    "ask",
    "tell",
    "invite",
    "allow",
    "help",
    "order",
    "direct",
    "instruct",
    "send",
    "dispatch",
    "task",
}
"""Verbs whose object does what the infinitive behind it says."""


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive."""
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def expand(token: Token) -> list[Token]:
    """A token and what is coordinated with it, in the order of the text."""
    return sorted({token, *token.conjuncts}, key=lambda t: t.i)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: heads of the logical subject, coordination expanded."""
    if depth > 4:
        return []
    if _is_lost_verb(verb):
        return expand(verb.head)
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return agents(verb)
    found = [child for child in verb.children if child.dep_ in _SUBJECT]
    if found and not led_by(verb, "with"):
        return [t for child in found for t in _antecedent(child, verb)]
    return _listed_subject(verb) or _inherited(verb, depth)


def _listed_subject(verb: Token) -> list[Token]:
    """ "discussed trade and the minister stressed": the parser may list the subject with the object before it."""
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i < 3:
        return []
    noun = verb.nbor(-1) if verb.nbor(-1).pos_ != "ADV" else verb.nbor(-2)
    joined = noun.dep_ == "conj" and noun.head.dep_ in {"dobj", "pobj", "conj"} and noun.pos_ in {"NOUN", "PROPN"}
    return [noun] if joined and noun.left_edge.i > 0 and noun.left_edge.nbor(-1).lower_ == "and" else []


def _is_lost_verb(verb: Token) -> bool:
    """ "The two officials condemned X": the parser may take the only verb of a sentence for a participle."""
    noun = verb.head
    lost = verb.tag_ == "VBN" and verb.dep_ == "acl" and noun.dep_ == "ROOT" and noun.pos_ in {"NOUN", "PROPN"}
    return lost and any(c.dep_ == "dobj" for c in verb.children) and noun.i < verb.i


def agents(verb: Token) -> list[Token]:
    """Who it is done by, in the passive."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            found += [t for obj in child.children if obj.dep_ == "pobj" for t in expand(obj)]
    return found


def _antecedent(subject: Token, verb: Token) -> list[Token]:
    nobody = verb.head.ent_type_ in {"DATE", "TIME"} or verb.head.lemma_ in _OCCASIONS
    if subject.lower_ == "who" and verb.dep_ == "relcl" and nobody:
        before = [t for t in verb.doc[verb.sent.start : subject.i] if t.ent_type_ == "PERSON"]
        return before[-1:]  # "held a call with Mr Johnson on Saturday, who said"
    if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return [_nearest(verb.head, subject)] if _is_singular(verb) else expand(verb.head)
    return expand(subject)


def _nearest(head: Token, pronoun: Token) -> Token:
    """Of those coordinated or in apposition, the one right before the relative pronoun."""
    listed = expand(head)
    listed += [c for t in listed for c in t.children if c.dep_ == "appos"]
    return max((t for t in listed if t.i < pronoun.i), key=lambda t: t.i, default=head)


def _is_singular(verb: Token) -> bool:
    """ "A and B, who is ...": only B."""
    return any(t.lower_ in {"is", "was", "has"} or t.tag_ == "VBZ" for t in (verb, *verb.children) if t.pos_ in _VERBAL)


def _inherited(verb: Token, depth: int) -> list[Token]:
    """The subject that a verb without one shares with the verb or noun above it."""
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ == "conj" and head.pos_ in _VERBAL:
        if verb.tag_ == "VBD" and head.tag_ == "VB" and head.dep_ != "ROOT":
            return subjects(head.head, depth + 1)  # "urged him to wait and spoke with X": the past goes on with "urged"
        return _surface_subject(head) if is_passive(head) else subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and head.pos_ in _VERBAL:
        commanded = verb.dep_ == "xcomp" and head.lemma_ in _COMMANDING
        if commanded or (verb.tag_ == "VB" and head.lemma_ in {"send", "dispatch"}):
            objects_ = [c for c in head.children if c.dep_ in {"dobj", "dative"}]
            if objects_:
                return [t for o in objects_ for t in expand(o)]
        if verb.dep_ == "advcl" and _set_off(verb):
            head = _main(head)
        return _surface_subject(head) if is_passive(head) else subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ" and head.head.pos_ in _VERBAL:
        return subjects(head.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in {"VBG", "VB"}:
        if head.lemma_ == "invitation":
            if head.head.lemma_ in {"accept", "take"} and head.head.pos_ in _VERBAL:
                return subjects(head.head, depth + 1)  # "accepted his invitation to visit Y"
            return prepositional(head, "to") or prepositional(head.head, "to")
        if verb.tag_ == "VB" and head.head.pos_ in _VERBAL:
            return subjects(head.head, depth + 1)
        return expand(head)
    if (
        verb.dep_ == "relcl"
        and verb.tag_ == "VB"
        and head.lemma_ in {"delegation", "team"}
        and head.head.pos_ in _VERBAL
    ):
        return subjects(head.head, depth + 1)  # "led a delegation to meet with X"
    if verb.dep_ == "relcl":
        return expand(head)
    if verb.dep_ == "pcomp" and head.head.pos_ in _VERBAL:
        blamed = objects(head.head) if head.lower_ in {"for", "of"} else []
        above = head.head
        return blamed or (_surface_subject(above) if is_passive(above) else subjects(above, depth + 1))
    if verb.dep_ == "aux" or verb.dep_ == "auxpass":
        return subjects(head, depth + 1)
    return []


def _set_off(verb: Token) -> bool:
    """ ", saying that ...": a participle behind a comma tells of the subject of the sentence."""
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


def _main(verb: Token) -> Token:
    """The verb whose infinitive a verb is: "asked" for "asked him to convey"."""
    while verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.tag_ == "VB" and verb.head.pos_ in _VERBAL:
        verb = verb.head
    return verb


def _surface_subject(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in {"nsubjpass", *_SUBJECT}]
    if not found and verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        return _surface_subject(verb.head) if is_passive(verb.head) else subjects(verb.head)
    return [t for child in found for t in _antecedent(child, verb)]


def objects(verb: Token) -> list[Token]:
    """Whom or what it is done to: heads of the logical object, coordination expanded."""
    wanted = {"nsubjpass"} if is_passive(verb) else {"dobj", "dative", "attr", "oprd"}
    found = [t for child in verb.children if child.dep_ in wanted for t in _antecedent(child, verb)]
    if not found:
        visiting = (c for c in verb.children if c.dep_ == "xcomp" and c.lower_ == "visiting" and c.i == verb.i + 1)
        found = [t for c in visiting for t in objects(c)]  # "met visiting Foreign Minister X"
    found += [c for c in verb.children if found and c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > found[0].i]
    if not found and verb.dep_ != "conj" and not is_passive(verb):
        found = _raised(verb)
    if not found and verb.dep_ == "conj" and is_passive(verb.head):
        return [t for c in verb.head.children if c.dep_ == "nsubjpass" for t in expand(c)]
    if not found and verb.dep_ == "relcl" and not is_passive(verb):
        return expand(verb.head)
    if not found and verb.tag_ == "VBN" and verb.dep_ == "acl":
        return expand(verb.head)
    return found


def _raised(verb: Token) -> list[Token]:
    """ "condemned and rejected the attack", "welcomes, and means to watch, the talks": the object of both verbs."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if joined is None or not any(t.lower_ == "and" for t in after):
        return []
    return objects(joined) or [t for c in joined.children if c.dep_ == "xcomp" for t in objects(c)]


def prepositional(token: Token, preposition: str) -> list[Token]:
    """Heads of what follows a preposition that hangs on the token, coordination expanded."""
    found = []
    for prep in prepositions(token):
        if prep.lower_ == preposition:
            for child in prep.children:
                if child.dep_ == "pobj":
                    found += _relative_head(child) or expand(child)
                elif child.dep_ == "pcomp":
                    found += [t for c in child.children if c.dep_ == "nsubj" for t in expand(c)] or [child]
    for child in token.children:
        if child.dep_ == "advcl" and led_by(child, preposition):
            found += [t for c in child.children if c.dep_ in {"nsubjpass", *_SUBJECT} for t in expand(c)]
    return found


def _relative_head(pronoun: Token) -> list[Token]:
    """ "Putin, with whom he held a meeting": whom the clause is about."""
    if pronoun.lower_ not in {"whom", "which"}:
        return []
    clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    return [clause.head] if clause is not None else []


def led_by(verb: Token, preposition: str) -> bool:
    """In "spoke with X to discuss Y" the parser may take "with" for a conjunction of "discuss"."""
    return any(c.dep_ == "mark" and c.lower_ == preposition for c in verb.children)


def prepositions(token: Token) -> Iterator[Token]:
    """Prepositions that hang on the token, also in a chain ("from A to B") or coordinated ("on A and on B")."""
    for child in token.children:
        if child.dep_ in {"prep", "dative", "agent", "prt"} or (
            child.pos_ == "ADP" and child.dep_ in {"advmod", "conj"}
        ):
            yield child
            yield from (c for c in child.children if c.pos_ == "ADP" and c.dep_ in {"prep", "conj"})
            yield from (
                p
                for c in child.children
                if c.dep_ == "pobj" and c.pos_ in {"NOUN", "PROPN"}
                for p in c.children
                if _may_carry(c) and p.dep_ == "prep" and p.lower_ == "with"
            )
        elif child.dep_ in {"npadvmod", "advmod"}:
            yield from (c for c in child.children if c.dep_ == "prep")


def _may_carry(noun: Token) -> bool:
    """ "spoke on the phone with X", and not "consultations on the conflict with X"."""
    if noun.head.lower_ in {"about", "of", "regarding", "over"}:
        return False
    return noun.head.lower_ != "on" or noun.lemma_ in {
        "phone",
        "telephone",
        "line",
        "call",
        "sideline",
        "margin",
        "visit",
    }


def governor(noun: Token, light: frozenset[str]) -> Token | None:
    """The light verb that carries an event noun: "held" in "held talks", "took part" in "took part in talks"."""
    return _governor(noun, light) or _right_before(noun, light)


def _right_before(noun: Token, light: frozenset[str]) -> Token | None:
    """ "held their inaugural trilateral meeting focused on X": the verb before the words of the noun phrase."""
    at = noun.i - 1
    while at > noun.sent.start and noun.doc[at].pos_ in {"ADJ", "NOUN", "PROPN", "DET", "PRON", "NUM", "PART"}:
        at -= 1
    verb = noun.doc[at]
    carries = verb.pos_ == "VERB" and verb.lemma_.lower() in light and at < noun.i - 1
    return verb if carries and noun.dep_ == "nsubj" and noun.head.i > noun.i else None


def _governor(noun: Token, light: frozenset[str]) -> Token | None:
    head = noun.head
    if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        return _governor(noun.head, light)
    if noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "oprd"} and head.pos_ in _VERBAL:
        return head if head.lemma_.lower() in light else None
    if noun.dep_ == "pobj" and head.pos_ == "ADP":
        above = head.head
        if head.lower_ == "of" and above.lemma_ in {"round", "series", "cycle", "day", "hour"}:
            return _governor(above, light)  # "a second round of talks ended on Friday"
        if (
            above.pos_ in _VERBAL
            and above.lemma_.lower() in light
            and head.lower_ in {"in", "for", "to", "on", "into", "with"}
        ):
            return above
    return None


def participles(carrying: frozenset[str], noun: Token, verb: Token | None = None) -> list[Token]:
    """ "a meeting planned for Friday in Lisbon": what hangs on the participle is said of the meeting.

    The parser may hang it on a name in between: "X's visit to Athens, scheduled for autumn".
    """
    behind = [t for t in noun.subtree if t.i > noun.i and t.head.pos_ == "PROPN"] if noun.pos_ == "NOUN" else []
    children = [c for t in (noun, verb) if t is not None for c in t.children]
    found = [c for c in (*children, *behind) if c.lemma_.lower() in carrying]
    return [
        c
        for c in found
        if (c.tag_ == "VBN" and c.dep_ in {"acl", "advcl", "relcl"}) or (c.tag_ == "VBD" and c.dep_ == "acl")
    ]


def carried_by(token: Token) -> Token | None:
    """The verb that a phrase such as "after two hours of talks" hangs on."""
    above = token
    while above.dep_ == "pobj" and above.head.lower_ in {"during", "in", "at", "after", "following", "before", "of"}:
        above = above.head.head
        if above.pos_ == "VERB":
            return above
    return None


def fillers(trigger: Token, grammar: str, light: frozenset[str] = frozenset()) -> list[Token]:
    """Heads of the fillers of a slot around the trigger.

    Raises:
        ValueError: the grammar is none that slots may name.

    """
    verb = trigger if trigger.pos_ in _VERBAL else governor(trigger, light)
    if grammar == "subject":
        return _light_subjects(trigger, verb)
    if grammar == "object":
        return objects(trigger) if trigger == verb else prepositional(trigger, "of")
    if grammar == "possessor":
        return [t for c in trigger.children if c.dep_ == "poss" for t in expand(c)]
    if grammar == "modifier":
        return [
            t
            for t in trigger.subtree
            if t.i < trigger.i and t.dep_ in {"compound", "amod", "nmod", "conj", "npadvmod", "advmod"}
        ]
    if grammar.startswith("prep:"):
        name = grammar[5:]
        found = prepositional(trigger, name)
        if verb is not None and verb != trigger:
            found += [t for t in prepositional(verb, name) if t not in found and t != trigger]
        return found
    if grammar in {"clause", "infinitive", "quotation"}:
        return []
    raise ValueError(f"slot grammar {grammar!r} is not known")


def _light_subjects(trigger: Token, verb: Token | None) -> list[Token]:
    if (
        trigger.pos_ == "ADJ"
        and trigger.dep_ not in {"acomp", "conj", "xcomp", "ROOT"}
        and trigger.head.pos_ in {"NOUN", "PROPN"}
    ):
        return [trigger.head]
    if trigger.pos_ == "ADJ" and trigger.head.pos_ in _VERBAL:
        return subjects(trigger.head)
    if verb is None:
        return []
    found = subjects(verb)
    return [t for t in found if t != trigger]


def negated(token: Token) -> bool:
    """Whether "not", "no" or "never" hangs on a word or on its verb group."""
    return any(child.dep_ == "neg" or child.lower_ in {"no", "never", "neither"} for child in token.children)
