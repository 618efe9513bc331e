"""Why: the row behind a trigger, the slot behind a party, the rule behind a status.

The coder decides without keeping its reasons, which would cost time and memory for every event. They are found again
here, by asking the coder's own functions.
"""

from riftline.code import status as rules
from riftline.code.clauses import children, mark_of, subtree
from riftline.code.drafts import EFFECT_STATUS, _verb_above
from riftline.code.evidence import Row
from riftline.code.phrases import members
from riftline.code.slots import last_slots, slot_heads, source_slots, target_slots
from riftline.code.triggers import Trigger
from riftline.facts.predicates import Predicate
from riftline.records import Sentence, Status

MOST_OBJECTS = 5  # of a row's restriction that are told
PLAIN = "nothing in the sentence makes it less than actual"


def row_of(predicate: Predicate) -> Row:
    """A lexicon row as it stands in its file."""
    return Row(
        f"{predicate.type.lower()}.csv", predicate.lemma, predicate.pos, predicate.type, predicate.mode,
        predicate.cameo, _frame(predicate), predicate.source, predicate.target, predicate.reciprocal,
        predicate.weight,
    )  # fmt: skip


def _frame(predicate: Predicate) -> str:
    """What a row asks for beside its word: "with “on”", "object: WEAPONS or tank"."""
    parts = [f"with “{' '.join(predicate.particle)}”"] if predicate.particle else []
    if predicate.object:
        rest = len(predicate.object) - MOST_OBJECTS
        listed = " or ".join(predicate.object[:MOST_OBJECTS]) + (f" or {rest} more" if rest > 0 else "")
        parts.append(f"object not {listed}" if predicate.excluded else f"object {listed}")
    return ", ".join(parts)


def slot_of(sentence: Sentence, trigger: Trigger, side: str, words: set[int]) -> str | None:
    """The slot of the row where one of the words stands, by itself or inside the phrase that fills it."""
    own = source_slots(trigger) if side == "source" else (*target_slots(trigger), *last_slots(trigger))
    slots = own if not trigger.row.reciprocal else (*own, *source_slots(trigger), *target_slots(trigger))
    filled = [(slot, head) for slot in dict.fromkeys(slots) for head in slot_heads(sentence, trigger, slot)]
    for slot, head in filled:
        if words.intersection(members(sentence, head)):
            return slot
    return next((f"inside {slot}" for slot, head in filled if words.intersection(subtree(sentence, head))), None)


def status_rule(sentence: Sentence, trigger: Trigger, said: Status) -> str:
    """The rule behind the status that the syntax gives an event."""
    if trigger.governor is not None and EFFECT_STATUS.get(trigger.effect or "") == said:
        return f"“{sentence.tokens[trigger.governor].text}” above it (light.csv: {trigger.effect})"
    for index in (_verb_above(sentence, trigger), trigger.index):
        if rules.status_of(sentence, index) == said:
            return rule_of(sentence, index)
    return f"“{sentence.tokens[trigger.index].text}” names what is not done yet"


def rule_of(sentence: Sentence, index: int) -> str:
    """What in the sentence gives the word at `index` its status, in words."""
    own = _own_rule(sentence, index)
    if own:
        return own
    for above, below in rules._above(sentence, index):  # noqa: SLF001 - the coder's own steps, asked again
        if rules._from_above(sentence, above, below):  # noqa: SLF001
            return _rule_above(sentence, above, below)
    return PLAIN


def _rule_above(sentence: Sentence, above: int, below: int) -> str:
    """What a word above says of what stands below it."""
    word, found = sentence.tokens[above].text, rules.attitude_of(sentence, above, below)
    if found is None:
        return f"{_own_rule(sentence, above)}, at “{word}” above it"
    means = found.infinitive if mark_of(sentence, below) == "to" else found.status
    undone = rules.negated(sentence, above) or rules._undone(sentence, above)  # noqa: SLF001
    return f"“{word}” above it (attitudes.csv: {found.lemma}, {means}){', which is negated itself' if undone else ''}"


def _own_rule(sentence: Sentence, index: int) -> str:
    """What in its own clause takes a word back; empty when nothing does."""
    if rules.negated(sentence, index):
        return _quoting("negated", sentence, index, rules.NEGATIONS)
    if mark_of(sentence, index) in rules.CONDITIONS:
        return f"a clause with “{mark_of(sentence, index)}”"
    if rules._inverted_if(sentence, index):  # noqa: SLF001
        return "depends on a condition beside it"
    if rules.modality(sentence, index) != "actual":
        return _quoting("modal verb", sentence, index, rules.MODALS)
    if rules._hedged(sentence, index):  # noqa: SLF001
        hedge = next(sentence.tokens[c].text for c in children(sentence, index, "advmod", "amod"))
        return f"adverb such as “{hedge}”"
    return "an infinitive of purpose" if rules._purpose(sentence, index) else ""  # noqa: SLF001


def _quoting(what: str, sentence: Sentence, index: int, among: "frozenset[str] | dict[str, Status]") -> str:
    """`what` with the word of the clause that it is, where that is a child of the verb."""
    texts = [sentence.tokens[c].text for c in sentence.children[index]]
    return next((f"{what} “{text}”" for text in texts if text.lower() in among), what)
