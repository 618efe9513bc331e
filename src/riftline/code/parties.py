"""Who is on which side of an event: the slots of a trigger's lexicon row, filled with actors.

Slots are tried in the order the row gives them; the first that names an actor wins. A phrase that names none itself
("the raid", "the decision") is asked for the actor inside it ("the Israeli raid", "the decision by Moscow").
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from riftline.code.actors import Names, resolve, to_actor
from riftline.code.clauses import agents, case_of, children, complements, holders, patients, prepositional, subjects, subtree
from riftline.code.mentions import PRONOUNS, REACH, Mentions
from riftline.code.phrases import apposition, members, offsets, phrase
from riftline.code.triggers import Trigger
from riftline.records import Actor, Sentence

VERB_TARGETS = ("obj", "iobj", "obj.poss")
NOUN_SOURCES = ("by", "poss", "adj", "subj", "between", "from")
NOUN_TARGETS = ("on", "against", "with", "to", "of")
LAST_TARGETS = ("against", "to", "into", "on", "of", "for", "from", "over", "in", "at")  # tried when the row's slots are empty
IN_NAMES = frozenset({"compound", "flat", "fixed", "nmod:desc", "appos", "goeswith"})
CIRCUMSTANCE = frozenset({"in", "at", "during", "after", "before", "since", "amid", "as", "by", "through", "over", "under", "following"})
COMPLETING = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp", "advcl"})
INSIDE = ("by", "from", "of")  # prepositions asked for the actor inside a phrase that names none


class Parties:
    """Resolves the phrases of one document; remembers names and mentions as it goes from sentence to sentence."""

    def __init__(self, on: dt.date | None) -> None:
        self.on = on
        self.names = Names()
        self.mentions = Mentions()
        self._known: dict[tuple[int, int], Actor | None] = {}
        self._owners: dict[str, tuple[int, tuple[Actor, ...]]] = {}  # lemma → whose thing it was last said to be

    def actor(self, sentence: Sentence, head: int) -> Actor | None:
        """The actor that the phrase of token `head` names, or None."""
        key = (sentence.index, head)
        if key not in self._known:
            self._known[key] = self._find(sentence, head)
        return self._known[key]

    def _find(self, sentence: Sentence, head: int) -> Actor | None:
        token = sentence.tokens[head]
        if token.text.lower() in PRONOUNS:
            return self.mentions.antecedent(sentence, head)
        if token.upos not in {"NOUN", "PROPN", "ADJ", "X", "NUM", "VERB"} or token.lemma.lower() in {
            "percent",
            "year",
            "day",
        }:
            return None
        first, last = phrase(sentence, head)
        start, end = offsets(sentence, first, last)
        text = sentence.text[start:end]
        beside = apposition(sentence, head)
        definite = sentence.tokens[first].text.lower() == "the" and "Number=Sing" in token.feats
        found = resolve(
            f"{text}, {beside}" if beside else text,
            context=sentence.text if definite and token.upos == "NOUN" else None,
            on=self.on,
            local=self.names,
        )
        actor = to_actor(found, text, start, end)
        if political(actor):
            self.names.learn(text, found)
            return actor
        if token.upos == "PROPN" and any(e.first <= head <= e.last and e.kind != "other" for e in sentence.entities):
            return Actor(text, start, end, name=text)
        return None

    def plain(self, sentence: Sentence, head: int) -> Actor | None:
        """A speaker who is no known actor, as written; None for pronouns and for "it"."""
        if sentence.tokens[head].upos not in {"NOUN", "PROPN"}:
            return None
        start, end = offsets(sentence, *phrase(sentence, head))
        return Actor(sentence.text[start:end], start, end)

    def read(self, sentence: Sentence) -> list[Actor]:
        """All actors a sentence names outright, remembered for the pronouns that follow."""
        found = []
        for token in sentence.tokens:
            if token.upos not in {"NOUN", "PROPN"} or token.deprel in IN_NAMES:
                continue
            actor = self.actor(sentence, token.index)
            if actor and not _inside(actor, found):
                self.mentions.add(sentence, token.index, actor)
                found.append(actor)
        return found

    def sides(self, sentence: Sentence, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Sources and targets of an event; for reciprocal rows everybody is a source."""
        sources = self._first(sentence, trigger, self._source_slots(sentence, trigger)) or self._stated_in(sentence, trigger)
        wanted = self._target_slots(sentence, trigger)
        targets = (
            self._first(sentence, trigger, wanted, besides=sources)
            or tuple(a for a in self._first(sentence, trigger, LAST_TARGETS, besides=sources) if political(a))
            or self._beside(sentence, trigger, besides=sources)
            or self._below(sentence, trigger, besides=sources)
        )
        if trigger.row.reciprocal:
            return _unique([*sources, *targets]), ()
        sources = sources or self._unknown(sentence, trigger, ("subj",))
        targets = targets or self._unknown(sentence, trigger, wanted)
        return sources, tuple(t for t in targets if t not in sources)

    def _stated_in(self, sentence: Sentence, trigger: Trigger) -> tuple[Actor, ...]:
        """Whose statement, letter or decision does it, when the subject is no actor ("issued a statement condemning …")."""
        found: list[int] = []
        for head in slot_heads(sentence, trigger, "subj"):
            if sentence.tokens[head].upos == "NOUN":
                found += holders(sentence, head)
        return self._actors(sentence, found)

    def _beside(self, sentence: Sentence, trigger: Trigger, besides: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whom the talks are with in which it is done ("in negotiations with Putin, Trump may agree …")."""
        found = [
            phrase
            for child in children(sentence, trigger.index, "obl")
            if case_of(sentence, child) in CIRCUMSTANCE
            for phrase in prepositional(sentence, child, "with")
        ]
        return tuple(a for a in self._actors(sentence, found) if a not in besides)

    def _below(self, sentence: Sentence, trigger: Trigger, besides: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The nearest actor anywhere in what follows the trigger ("agreed to send troops to help the Philippine army")."""
        if sentence.tokens[trigger.index].upos not in {"VERB", "ADJ"}:
            return ()
        for child in sentence.children[trigger.index]:
            relation = sentence.tokens[child].deprel.partition(":")[0]
            if child < trigger.index or relation not in COMPLETING:
                continue
            if relation == "obl" and case_of(sentence, child) in CIRCUMSTANCE:
                continue
            for index in subtree(sentence, child):
                actor = self.actor(sentence, index) if sentence.tokens[index].upos in {"PROPN", "NOUN", "ADJ"} else None
                if actor and political(actor) and actor not in besides:
                    return (actor,)
        return ()

    def _source_slots(self, sentence: Sentence, trigger: Trigger) -> tuple[str, ...]:
        slots = trigger.row.source
        if slots:
            return slots
        if sentence.tokens[trigger.index].upos in {"NOUN", "PROPN"}:
            return NOUN_SOURCES
        return ("subj",)

    def _target_slots(self, sentence: Sentence, trigger: Trigger) -> tuple[str, ...]:
        slots = trigger.row.target
        if slots:
            return slots
        return NOUN_TARGETS if sentence.tokens[trigger.index].upos in {"NOUN", "PROPN"} else VERB_TARGETS

    def _first(
        self, sentence: Sentence, trigger: Trigger, slots: Iterable[str], besides: tuple[Actor, ...] = ()
    ) -> tuple[Actor, ...]:
        """The actors of the first slot that names any who are not already on the other side."""
        for slot in slots:
            heads = list(slot_heads(sentence, trigger, slot))
            found = self._actors(sentence, heads) or self._within(sentence, heads)
            fresh = tuple(a for a in found if a not in besides)
            if fresh:
                if slot.startswith("obj."):
                    self._remember(sentence, patients(sentence, trigger.index), fresh)
                return fresh
        return ()

    def _remember(self, sentence: Sentence, heads: Iterable[int], owners: tuple[Actor, ...]) -> None:
        """Whose thing it was, for a later "the proposal"."""
        for head in heads:
            self._owners[sentence.tokens[head].lemma.lower()] = (sentence.index, owners)

    def _unknown(self, sentence: Sentence, trigger: Trigger, slots: Iterable[str]) -> tuple[Actor, ...]:
        """The phrase that fills the first slot, as written, where nobody known does ("lifted the boycott of the school")."""
        for slot in slots:
            for head in slot_heads(sentence, trigger, slot):
                plain = self.plain(sentence, head) if head != trigger.index else None
                if plain and not any(c.isdigit() for c in plain.text):
                    return (plain,)
        return ()

    def _actors(self, sentence: Sentence, heads: Iterable[int]) -> tuple[Actor, ...]:
        every = [m for head in heads for m in members(sentence, head)]
        return _unique(a for m in every if (a := self.actor(sentence, m)))

    def _within(self, sentence: Sentence, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The actors inside phrases that name none themselves; "the proposal" is whose it was said to be before."""
        for head in heads:
            lemma = sentence.tokens[head].lemma.lower()
            for slot in ("poss", "adj", *INSIDE):
                found = self._actors(sentence, modifiers(sentence, head, slot))
                if found:
                    self._remember(sentence, [head], found)
                    return found
            before, owners = self._owners.get(lemma, (-REACH - 1, ()))
            definite = any(sentence.tokens[c].text.lower() in {"the", "this", "that"} for c in children(sentence, head, "det"))
            if definite and 0 < sentence.index - before <= REACH:
                return tuple(replace(a, start=None, end=None) for a in owners)
        return ()


def _inside(actor: Actor, others: Iterable[Actor]) -> bool:
    """Whether the name stands within that of another actor of the same country ("Defense" in "Secretary of Defense")."""
    start, end = actor.start or 0, actor.end or 0
    return any(
        (o.start or 0) <= start and end <= (o.end or 0) and actor.country in {o.country, None} for o in others
    )


def political(actor: Actor) -> bool:
    """Whether the resolver knows the actor by country, organization or sector."""
    return bool(actor.country or actor.organization or actor.sector)


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


def slot_heads(sentence: Sentence, trigger: Trigger, slot: str) -> Iterator[int]:
    """Heads of the phrases that fill `slot` of a trigger."""
    noun = sentence.tokens[trigger.index].upos in {"NOUN", "PROPN"}
    if slot == "subj":
        yield from _subject_slot(sentence, trigger, noun=noun)
    elif slot == "obj":
        yield from [trigger.object] if noun and trigger.object is not None else patients(sentence, trigger.index)
    elif slot == "iobj":
        yield from children(sentence, trigger.index, "iobj")
    elif slot == "comp":
        yield from _complement_slot(sentence, trigger.index)
    elif slot == "obj.poss":
        for head in patients(sentence, trigger.index):
            for part in ("poss", "adj", "by", "of", "from", "between"):
                yield from modifiers(sentence, head, part)
    elif slot.startswith("obj."):
        for head in patients(sentence, trigger.index):
            yield from modifiers(sentence, head, slot.removeprefix("obj."))
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
    for clause in complements(sentence, verb):
        yield from (c for c in children(sentence, clause, "nsubj"))


def _prepositional_slot(sentence: Sentence, trigger: Trigger, preposition: str) -> Iterator[int]:
    """Phrases with the preposition at the trigger, at its object, or at the light verb that governs it."""
    places = [trigger.index, *patients(sentence, trigger.index)]
    if trigger.object is not None:
        places.append(trigger.object)
    if trigger.governor is not None:
        places.append(trigger.governor)
        if preposition == "with" and trigger.effect_subject == "target":
            yield from subjects(sentence, trigger.governor)
    for place in dict.fromkeys(places):
        yield from prepositional(sentence, place, preposition)
    for clause in children(sentence, trigger.index, "xcomp"):
        yield from (c for c in prepositional(sentence, clause, preposition))


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
