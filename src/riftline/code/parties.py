"""Who is on which side of an event: the slots of a trigger's lexicon row, filled with actors.

Slots are tried in the order the row gives them; the first that names an actor wins. A phrase that names none itself
("the raid", "the decision") is asked for the actor inside it ("the Israeli raid", "the decision by Moscow").
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from riftline.code.clauses import case_of, children, holders, mark_of, patients, prepositional, subtree
from riftline.code.mentions import REACH
from riftline.code.naming import Naming, political
from riftline.code.phrases import INCLUDING, listed, members
from riftline.code.slots import CIRCUMSTANCE, WHERE, last_slots, modifiers, slot_heads, source_slots, target_slots
from riftline.code.triggers import Trigger
from riftline.facts.dictionary import Dictionary
from riftline.records import Actor, Sentence

COMPLETING = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp", "advcl"})
INSIDE = ("poss", "adj", "by", "from", "of")  # where the actor inside a phrase that names none is looked for


class Parties(Naming):
    """Fills the sides of the events of one document."""

    def __init__(self, on: dt.date | None, own: Dictionary | None = None) -> None:
        super().__init__(on, own)
        self._owners: dict[str, tuple[int, tuple[Actor, ...]]] = {}  # lemma → whose thing it was last said to be

    def sides(self, sentence: Sentence, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Sources and targets of an event; for reciprocal rows everybody is a source."""
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
                plain = None if known else self.plain(sentence, head)
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


def _own(actor: Actor, others: Iterable[Actor]) -> bool:
    """Whether an actor is of the same country as one of the others."""
    return actor.country is not None and actor.country in {a.country for a in others}


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
