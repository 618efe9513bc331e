"""Who is on which side of an event: the slots of a trigger's lexicon row, filled with actors.

Slots are tried in the order the row gives them; the first that names an actor wins. A phrase that names none itself
("the raid", "the decision") is asked for the actor inside it ("the Israeli raid", "the decision by Moscow").
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from riftline.code.beliefs import party_words, words_of
from riftline.code.clauses import case_of, children, holders, mark_of, patients, prepositional, subtree
from riftline.code.mentions import REACH
from riftline.code.naming import Naming, political
from riftline.code.phrases import INCLUDING, listed, members
from riftline.code.slots import CIRCUMSTANCE, WHERE, last_slots, modifiers, slot_heads, source_slots, target_slots
from riftline.code.triggers import Trigger
from riftline.facts.dictionary import Dictionary
from riftline.parse.reading import ROLES
from riftline.records import Actor, Reading, Sentence

# Chance of a role from which a slot may fill a side that the model leaves empty, and add to one that it fills. Set on
# PLV train and the dev part of the corpus: higher values lose parties that are there, lower ones keep wrong ones.
POSSIBLE, ADDED = 0.005, 0.03
SIDES = (ROLES.index("source"), ROLES.index("target"))
OPPOSED = frozenset({"ACCUSE", "REJECT", "PROTEST", "THREATEN", "SUPPORT"})  # may be directed at a thing or an act
COMPLETING = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp", "advcl"})
INSIDE = ("poss", "adj", "by", "from", "of")  # where the actor inside a phrase that names none is looked for


class Parties(Naming):
    """Fills the sides of the events of one document."""

    def __init__(self, on: dt.date | None, own: Dictionary | None = None) -> None:
        super().__init__(on, own)
        self._owners: dict[str, tuple[int, tuple[Actor, ...]]] = {}  # lemma → whose thing it was last said to be

    def sides(self, sentence: Sentence, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Sources and targets of an event; of mutual events everybody is a source.

        The model's roles come first; the slots of the row fill a side that the model leaves empty, and add to the
        others what they name that is not on the other side.
        """
        sources, targets = self._by_slots(sentence, trigger)
        if sentence.reading is not None:
            words = words_of(sentence.reading, trigger.index, trigger.governor)
            read = [self._by_role(sentence, sentence.reading, words, role) for role in SIDES]
            likely = [_plausible(sentence, sentence.reading.roles[words, :, role]) for role in SIDES]
            sources = _joined(read[0], [a for a in sources if likely[0](a, read[0])], read[1])
            targets = _joined(read[1], [a for a in targets if likely[1](a, read[1])], read[0])
        if trigger.row.reciprocal and trigger.row.type != "ASSAULT":
            return _unique([*sources, *targets]), ()
        return _without(sources, targets), tuple(t for t in targets if t not in sources)

    def _by_role(self, sentence: Sentence, reading: Reading, words: list[int], role: int) -> tuple[Actor, ...]:
        """The actors that the model puts in a role; a phrase that names nobody known stays as written."""
        heads = {h for word in words for h in party_words(reading, word, role)}
        return _unique(a for head in sorted(heads) for a in self._named(sentence, head))

    def _named(self, sentence: Sentence, head: int) -> tuple[Actor, ...]:
        """Whoever a phrase names, by itself or inside it, else the phrase as written."""
        known = self._actors(sentence, [head]) or self._within(sentence, [head])
        plain = None if known else self.plain(sentence, head, things=True)
        return known or ((plain,) if plain else ())

    def _by_slots(self, sentence: Sentence, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Sources and targets by the row's slots alone."""
        sources = self._first(sentence, trigger, source_slots(trigger)) or self._stated_in(sentence, trigger)
        wanted = target_slots(trigger)
        targets = (
            self._first(sentence, trigger, wanted, besides=sources)
            or tuple(a for a in self._first(sentence, trigger, last_slots(trigger), besides=sources) if political(a))
            or self._beside(sentence, trigger, besides=sources)
            or self._below(sentence, trigger, besides=sources)
        )
        if trigger.row.reciprocal:
            return _unique([*sources, *targets, *self._members(sentence, trigger.index)]), ()
        sources = sources or self._unknown(sentence, trigger, ("subj",))
        if trigger.row.pos != "noun":
            targets = targets or self._unknown(sentence, trigger, wanted)
        return sources, tuple(t for t in targets if t not in sources)

    def _members(self, sentence: Sentence, index: int) -> tuple[Actor, ...]:
        """Who is named behind "including" at the event noun itself ("a meeting of leaders, including those from …")."""
        phrases = [c for c in children(sentence, index, "nmod") if case_of(sentence, c) in INCLUDING]
        return self._actors(sentence, [head for c in phrases for head in listed(sentence, c)])

    def _stated_in(self, sentence: Sentence, trigger: Trigger) -> tuple[Actor, ...]:
        """Whose statement does it, when the subject is no actor ("issued a statement condemning …")."""
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
        """The nearest actor in what follows the trigger ("agreed to send troops to help the Philippine army")."""
        if sentence.tokens[trigger.index].upos not in {"VERB", "ADJ"}:
            return ()
        for child in sentence.children[trigger.index]:
            relation = sentence.tokens[child].deprel.partition(":")[0]
            if child < trigger.index or relation not in COMPLETING:
                continue
            if relation in {"obl", "advcl"} and (case_of(sentence, child) or mark_of(sentence, child)) in CIRCUMSTANCE:
                continue
            for index in subtree(sentence, child):
                actor = self.actor(sentence, index) if sentence.tokens[index].upos in {"PROPN", "NOUN", "ADJ"} else None
                if (
                    actor
                    and political(actor)
                    and actor not in besides
                    and not (relation == "ccomp" and _own(actor, besides))
                ):
                    return (actor,)
        return ()

    def _first(
        self, sentence: Sentence, trigger: Trigger, slots: Iterable[str], besides: tuple[Actor, ...] = ()
    ) -> tuple[Actor, ...]:
        """The actors of the first slot that names any who are not already on the other side."""
        for slot in slots:
            heads = list(slot_heads(sentence, trigger, slot))
            found = self._actors(sentence, heads) or self._within(sentence, heads)
            fresh = tuple(a for a in found if a not in besides and (political(a) or slot not in WHERE))
            if slot == "comp":  # "Zelensky warned that Ukraine will …" is no warning to Ukraine
                fresh = tuple(a for a in fresh if not _own(a, besides))
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
        """The phrase that fills the first slot, as written, where nobody known does ("boycotted the school")."""
        for slot in slots:
            for head in slot_heads(sentence, trigger, slot):
                means = head == trigger.object and bool(trigger.row.object) and not trigger.row.excluded
                known = means or head == trigger.index or self.actor(sentence, head) is not None
                plain = None if known else self.plain(sentence, head, things=trigger.row.type in OPPOSED)
                if plain and not any(c.isdigit() for c in plain.text):
                    return (plain,)
        return ()

    def _actors(self, sentence: Sentence, heads: Iterable[int]) -> tuple[Actor, ...]:
        every = [m for head in heads for m in members(sentence, head)]
        return _unique(a for m in every for a in self.each(sentence, m))

    def _within(self, sentence: Sentence, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The actors inside phrases that name none themselves; "the proposal" is whose it was said to be before."""
        for head in heads:
            lemma = sentence.tokens[head].lemma.lower()
            for slot in INSIDE:
                found = self._actors(sentence, modifiers(sentence, head, slot))
                if found:
                    self._remember(sentence, [head], found)
                    return found
            before, owners = self._owners.get(lemma, (-REACH - 1, ()))
            definite = any(
                sentence.tokens[c].text.lower() in {"the", "this", "that"} for c in children(sentence, head, "det")
            )
            if definite and 0 < sentence.index - before <= REACH:
                return tuple(replace(a, start=None, end=None) for a in owners)
        return ()


def _without(sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The sources but for a bare country that is a target by another word ("Spain rejected a Norwegian request")."""
    bare = {t.country for t in targets if t.country and t.sector is None}
    others = tuple(s for s in sources if s.sector is not None or s.country not in bare)
    return others or sources


def _plausible(sentence: Sentence, chances: Any) -> Callable[[Actor, tuple[Actor, ...]], bool]:  # noqa: ANN401 - array
    """Tells of an actor of a slot whether the model allows it, by `chances` [words of the trigger, W] of the role.

    The model cannot speak of actors named in another sentence.
    """
    best = chances.max(axis=0).tolist()

    def holds(actor: Actor, read: tuple[Actor, ...]) -> bool:
        if actor.start is None or actor.end is None:
            return True
        inside = [best[t.index] for t in sentence.tokens if t.start < actor.end and t.end > actor.start]
        return max(inside, default=1.0) >= (ADDED if read else POSSIBLE)

    return holds


def _joined(read: tuple[Actor, ...], slots: Iterable[Actor], other: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """What the model read for a side, and what the slots say of it that does not stand on the other side."""
    taken = [(a.start, a.end) for a in (*read, *other) if a.start is not None]
    added = (
        a for a in slots if a not in other and not any(s <= (a.start or 0) < e for s, e in taken if s is not None and e)
    )
    return _unique([*read, *added])


def _own(actor: Actor, others: Iterable[Actor]) -> bool:
    """Whether an actor is of the same country as one of the others."""
    return actor.country is not None and actor.country in {a.country for a in others}


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
