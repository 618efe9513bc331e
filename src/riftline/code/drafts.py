"""Triggers → drafts of events: what, who, to whom, how far it is true, and how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass

from riftline.code.clauses import children
from riftline.code.owners import VERBAL
from riftline.code.naming import political
from riftline.code.parties import Parties
from riftline.code.speakers import speech_of
from riftline.code.status import status_of
from riftline.code.triggers import Trigger
from riftline.code.voiced import demand, refusal
from riftline.facts.predicates import Outcome, becomes, reversal
from riftline.records import Actor, Sentence, Status

ENOUGH = 0.4  # confidence below which an event is not written; set on the trade-off in benchmarks/RESULTS.md
ALONE = 0.6  # what is left of a row's reliability when only one party of talks, a clash or a deal is named
EMPTY_SIDE, UNKNOWN_SIDE = 0.7, 0.85  # the same for a side that nobody fills, or nobody known
INTENDING = frozenset({"plan", "plot"})  # what these verbs name is not done yet, also where a row takes both as one
HAPPENS = frozenset({"begin", "continue", "happen", "occur", "proceed", "resume", "start", "take place"})
EFFECT_STATUS: dict[str, Status] = {"plan": "planned", "fear": "possible", "prevent": "denied"}
SPOKEN: dict[str, tuple[Status, Outcome]] = {  # to refuse or to ask for an event is a deed of words itself
    "refuse": ("denied", Outcome("REJECT", None, "120")),
    "request": ("requested", Outcome("REQUEST", None, "100")),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before its details."""

    trigger: Trigger
    kind: Outcome  # PLOVER type and mode, CAMEO code
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    status: Status
    confidence: float

    @property
    def start(self) -> int:
        """Token index of the trigger's first word: a noun compound is taken whole."""
        return self.trigger.index if self.trigger.first < 0 else self.trigger.first


def drafts(sentence: Sentence, marked: Iterable[Trigger], parties: Parties) -> list[Draft]:
    """The events that the triggers of a sentence carry, in their order, without those that another one already says."""
    found = [d for t in marked for d in _drafts(sentence, t, parties)]
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.confidence):
        if not any(_adds_nothing(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.trigger.index)


def speaker_of(sentence: Sentence, trigger: Trigger, parties: Parties) -> Actor | None:
    """Whose word the event is; an actor known only by a noun ("officials") is kept as written."""
    speech = speech_of(sentence, trigger.index)
    if speech is None or speech.verb == trigger.index:
        return None
    return parties.actor(sentence, speech.speaker) or parties.plain(sentence, speech.speaker)


def _drafts(sentence: Sentence, trigger: Trigger, parties: Parties) -> list[Draft]:
    """The events a trigger carries: none when no political actor takes part or too little speaks for it."""
    sources, targets = parties.sides(sentence, trigger)
    confidence = _confidence(trigger, sources, targets)
    if confidence < ENOUGH or not any(political(a) for a in (*sources, *targets)):
        return []
    kind, status = _kind_and_status(sentence, trigger)
    refused = refusal(sentence, trigger, status)
    if refused:
        return [Draft(trigger, refused, sources, targets, "actual", confidence)]
    draft = Draft(trigger, kind, sources, targets, status, confidence)
    return [draft, *_voiced(sentence, draft, parties)]


def _voiced(sentence: Sentence, draft: Draft, parties: Parties) -> list[Draft]:
    """The deed of the one who says that it must be done ("Russia says Israel must …": REQUEST by Russia to Israel)."""
    wanted = demand(sentence, draft.trigger)
    speaker = speaker_of(sentence, draft.trigger, parties) if wanted else None
    if wanted is None or speaker is None or not political(speaker) or speaker in draft.sources:
        return []
    asked = draft.sources or draft.targets
    return [Draft(draft.trigger, wanted, (speaker,), asked, "actual", draft.confidence)]


def _kind_and_status(sentence: Sentence, trigger: Trigger) -> tuple[Outcome, Status]:
    """Type and status; a light verb may end the event (then it is another one), plan it, ask for it or refuse it."""
    row = trigger.row
    kind = Outcome(row.type, row.mode, row.cameo)
    status = status_of(sentence, _verb_above(sentence, trigger))
    if trigger.effect == "end":
        return reversal(row.type, row.cameo), status
    if trigger.effect in SPOKEN:
        voiced, fallback = SPOKEN[trigger.effect]
        return becomes(voiced, row.type) or fallback, status
    if trigger.effect in EFFECT_STATUS:
        return kind, EFFECT_STATUS[trigger.effect]
    if status == "actual" and row.pos == "verb" and row.head in INTENDING and row.type not in VERBAL:
        return kind, "planned"
    if trigger.governor is not None and status == "actual":
        status = status_of(sentence, trigger.index)
    return kind, status


def _verb_above(sentence: Sentence, trigger: Trigger) -> int:
    """The word that says how far it is true: a light verb, the verb in "talks will take place", or the trigger."""
    token = sentence.tokens[trigger.index]
    if trigger.governor is not None:
        return trigger.governor
    if trigger.row.pos == "noun" and token.deprel == "nsubj":
        objects = [sentence.tokens[c].lemma for c in children(sentence, token.head, "obj")]
        if " ".join([sentence.tokens[token.head].lemma, *objects]) in HAPPENS:
            return token.head
    return trigger.index


def _confidence(trigger: Trigger, sources: tuple[Actor, ...], targets: tuple[Actor, ...]) -> float:
    """The row's reliability, less when a side is empty or named but unknown. Not yet calibrated."""
    value = trigger.row.weight
    if trigger.row.reciprocal:
        return round(value if len(sources) > 1 else value * ALONE, 3)
    for side in (sources, targets):
        if not side:
            value *= EMPTY_SIDE
        elif not any(political(a) for a in side):
            value *= UNKNOWN_SIDE
    return round(value, 3)


def _adds_nothing(one: Draft, other: Draft) -> bool:
    """Whether `one` says no more than `other`: same type, no further parties."""
    if one.kind.type != other.kind.type:
        return False
    ours, theirs = ({_key(a) for a in d.sources + d.targets} for d in (one, other))
    return ours <= theirs


def _key(actor: Actor) -> str:
    return actor.name or actor.organization or actor.country or actor.text
