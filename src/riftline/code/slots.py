"""The slots of a lexicon row (subj, obj, comp, obj.poss, poss, adj, a preposition …) and the phrases that fill them."""

from collections.abc import Iterator

from riftline.code.clauses import agents, case_of, children, complements, is_passive, patients, prepositional, subjects
from riftline.code.triggers import Trigger
from riftline.records import Sentence

VERB_TARGETS = ("obj", "iobj", "obj.poss")
NOUN_SOURCES = ("by", "poss", "adj", "subj", "between", "from")
NOUN_TARGETS = ("on", "against", "with", "to", "of")
# Tried when the row's own slots are empty.
LAST_TARGETS = ("against", "to", "into", "on", "of", "for", "from", "over", "in", "at")
WHERE = frozenset({"in", "at", "near"})  # with an unknown name or what is mutual: the place, not a party
MATERIAL = frozenset({"AID", "RETREAT", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "SANCTION"})  # done to a place
OWNERS = ("poss", "adj", "by", "of", "from", "between")  # where a noun's owner stands
CIRCUMSTANCE = frozenset(
    {"in", "at", "during", "after", "before", "since", "amid", "as", "by", "through", "over", "under", "following"}
    | {"without", "if", "because", "while", "when"}
)


def source_slots(trigger: Trigger) -> tuple[str, ...]:
    """Where the source of a trigger is looked for, in order."""
    return trigger.row.source or (NOUN_SOURCES if trigger.row.pos == "noun" else ("subj",))


def target_slots(trigger: Trigger) -> tuple[str, ...]:
    """Where the target of a trigger is looked for, in order; "between A and B" names all parties of what is mutual."""
    if trigger.row.reciprocal:
        return ("between", *(slot for slot in trigger.row.target or NOUN_TARGETS if slot not in WHERE))
    return trigger.row.target or (NOUN_TARGETS if trigger.row.pos == "noun" else VERB_TARGETS)


def modifiers(sentence: Sentence, head: int, slot: str) -> list[int]:
    """The parts of a noun phrase in a slot: poss, adj, or a preposition."""
    if slot == "poss":
        return list(children(sentence, head, "nmod:poss"))
    if slot == "adj":
        return [
            c
            for c in children(sentence, head, "amod", "compound", "nmod:desc")
            if sentence.tokens[c].text[:1].isupper()
        ]
    return prepositional(sentence, head, slot)


def last_slots(trigger: Trigger) -> tuple[str, ...]:
    """Where a target is looked for when the row's own slots are empty."""
    struck = trigger.row.type in MATERIAL and not trigger.row.reciprocal
    return tuple(slot for slot in LAST_TARGETS if struck or slot not in WHERE)


def slot_heads(sentence: Sentence, trigger: Trigger, slot: str) -> Iterator[int]:
    """Heads of the phrases that fill `slot` of a trigger."""
    noun = sentence.tokens[trigger.index].upos in {"NOUN", "PROPN"}
    if slot == "subj":
        yield from _subject_slot(sentence, trigger, noun=noun)
    elif slot == "obj":
        yield from [trigger.object] if noun and trigger.object is not None else patients(sentence, trigger.index)
    elif slot == "iobj":
        yield from children(sentence, trigger.index, "iobj")
        if is_passive(sentence, trigger.index) and any(children(sentence, trigger.index, "obj")):
            yield from subjects(sentence, trigger.index)  # "Ukraine was given tanks"
    elif slot == "comp":
        yield from _complement_slot(sentence, trigger.index)
    elif slot.startswith("obj."):
        part = slot.removeprefix("obj.")
        for head in patients(sentence, trigger.index):
            for each in OWNERS if part == "poss" else (part,):
                yield from modifiers(sentence, head, each)
    elif slot in {"poss", "adj"}:
        yield from modifiers(sentence, trigger.index, slot)
    else:
        yield from _prepositional_slot(sentence, trigger, slot)


def _subject_slot(sentence: Sentence, trigger: Trigger, *, noun: bool) -> list[int]:
    if not noun:
        return agents(sentence, trigger.index)
    if trigger.governor is not None and trigger.effect_subject == "source":
        return agents(sentence, trigger.governor)
    token = sentence.tokens[trigger.index]
    if trigger.row.reciprocal and token.deprel == "obl" and case_of(sentence, trigger.index) in CIRCUMSTANCE:
        return subjects(sentence, token.head)
    return []


def _complement_slot(sentence: Sentence, verb: int) -> Iterator[int]:
    yield from patients(sentence, verb)
    yield from children(sentence, verb, "iobj")  # "urged Israel to halt": some treebanks call Israel so
    for clause in complements(sentence, verb):
        yield from (c for c in children(sentence, clause, "nsubj"))


def _prepositional_slot(sentence: Sentence, trigger: Trigger, preposition: str) -> Iterator[int]:
    """Phrases with the preposition at the trigger, at its object, or at the light verb that governs it."""
    places = [trigger.index, *patients(sentence, trigger.index)]
    if trigger.object is not None:
        places.append(trigger.object)
    token = sentence.tokens[trigger.index]
    if preposition == "between" and token.deprel.startswith("nsubj"):
        places.append(token.head)  # "talks began between A and B"
    if trigger.governor is not None:
        places.append(trigger.governor)
        if preposition == "with" and trigger.effect_subject == "target":
            yield from subjects(sentence, trigger.governor)
    for place in dict.fromkeys(places):
        yield from prepositional(sentence, place, preposition)
    for clause in children(sentence, trigger.index, "xcomp"):
        yield from (c for c in prepositional(sentence, clause, preposition))
