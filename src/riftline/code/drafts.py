"""Triggers → drafts of events: what, who, to whom, how far it is true, and how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riftline.code.beliefs import (
    Belief,
    certainty,
    confidence,
    mode_of,
    probabilities,
    speaker_word,
    status_by,
    weigh,
)
from riftline.code.clauses import children
from riftline.code.homes import Homes
from riftline.code.naming import political
from riftline.code.owners import VERBAL
from riftline.code.parties import Parties
from riftline.code.speakers import speech_of
from riftline.code.statements import is_statement
from riftline.code.status import status_of
from riftline.code.triggers import Trigger, any_row
from riftline.code.voiced import demand, refusal
from riftline.facts.ontology import default_cameo
from riftline.facts.predicates import Outcome, becomes, reversal
from riftline.parse.reading import KINDS
from riftline.records import Actor, Sentence, Status

ENOUGH = 0.3  # confidence below which an event is not written; set on the trade-off in benchmarks/RESULTS.md
SURE = 0.7  # chance of a status from which the model's word counts; set on the dev part of the corpus, as the next two
SPEAKER, NO_SPEAKER = 0.3, 0.03  # chance from which a word is the speaker, and under which there is none
NOTICED = 0.15  # chance of an event from which a word is looked at
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
        """Token index of the trigger's first word."""
        return self.trigger.start

    def at_home(self, homes: Homes) -> "Draft":
        """The draft with the country of parties that the text names only by what they are."""
        return replace(self, sources=homes.of(self.sources), targets=homes.of(self.targets))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a trigger says of the event, before it is asked who takes part.

    The trigger has the default slots of its part of speech where its row is of another type than the likeliest.
    """

    trigger: Trigger
    kind: Outcome
    status: Status
    belief: Belief
    refused: bool  # a cooperative act that its own subject does not do


def drafts(sentence: Sentence, marked: Iterable[Trigger], parties: Parties) -> list[Draft]:
    """The events that the triggers of a sentence carry, in their order, without those that another one already says."""
    marked = list(marked)
    found = [d for t in [*marked, *unlisted(sentence, marked)] for d in _drafts(sentence, t, parties)]
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.confidence):
        if not any(_adds_nothing(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.trigger.index)


def unlisted(sentence: Sentence, marked: Iterable[Trigger]) -> list[Trigger]:
    """Triggers that the model sees where no row of the lexicon fits."""
    reading = sentence.reading
    if reading is None:
        return []
    covered = {i for t in marked for i in (t.index, t.governor)}
    found = []
    for index in (reading.kinds[:, 0] < 1 - NOTICED).nonzero()[0].tolist():
        if index not in covered:
            kind = KINDS[1 + int(reading.kinds[index, 1:].argmax())]
            found.append(Trigger(index, any_row(sentence.tokens[index], kind), listed=False))
    return found


def speaker_of(sentence: Sentence, trigger: Trigger, parties: Parties) -> Actor | None:
    """Whose word the event is; an actor known only by a noun ("officials") is kept as written.

    The model names the speaker or rules one out; between the two the syntax decides.
    """
    if sentence.reading is not None:
        word, chance = speaker_word(sentence.reading, trigger.index)
        if chance < NO_SPEAKER:
            return None
        if chance >= SPEAKER:
            found = parties.actor(sentence, word) or parties.plain(sentence, word)
            if found:
                return found
    speech = speech_of(sentence, trigger.index)
    if speech is None or speech.verb == trigger.index:
        return None
    return parties.actor(sentence, speech.speaker) or parties.plain(sentence, speech.speaker)


def _drafts(sentence: Sentence, trigger: Trigger, parties: Parties) -> list[Draft]:
    """The events a trigger carries: none when no political actor takes part or too little speaks for it."""
    judged = judge(sentence, trigger)
    if judged.belief.chance < NOTICED or is_statement(sentence, trigger.index):
        return []
    sources, targets = parties.sides(sentence, judged.trigger)
    sure = round(confidence(_certainty(judged.trigger, judged.belief, sources, targets)), 3)
    if sure < ENOUGH or not any(political(a) for a in (*sources, *targets)):
        return []
    draft = Draft(judged.trigger, judged.kind, sources, targets, judged.status, sure)
    return [draft, *([] if judged.refused else _voiced(sentence, draft, parties))]


def judge(sentence: Sentence, trigger: Trigger) -> Judgement:
    """What the event at a trigger is, how likely it is there, and how far it is true."""
    named, said = _kind_and_status(sentence, trigger)
    refused = refusal(sentence, trigger, said)
    status: Status = "actual" if refused else _status(sentence, trigger, said)
    kind = refused or named
    belief = _belief(sentence, trigger, kind)
    if belief.type != kind.type:
        kind = Outcome(belief.type, None, default_cameo(belief.type))
        trigger = replace(trigger, row=any_row(sentence.tokens[trigger.index], belief.type))
    return Judgement(trigger, _with_mode(sentence, trigger, kind), status, belief, refused is not None)


def _with_mode(sentence: Sentence, trigger: Trigger, kind: Outcome) -> Outcome:
    """The type with the model's mode where the lexicon names none."""
    if kind.mode is not None or sentence.reading is None:
        return kind
    mode = mode_of(sentence.reading, trigger.index, kind.type)
    plain = kind.cameo == default_cameo(kind.type)
    return Outcome(kind.type, mode, default_cameo(kind.type, mode) if mode and plain else kind.cameo)


def _status(sentence: Sentence, trigger: Trigger, said: Status) -> Status:
    """The status that the model is sure of, else what the syntax says."""
    if sentence.reading is None or trigger.effect in SPOKEN:
        return said
    status, chance = status_by(sentence.reading, trigger.index)
    return status if chance >= SURE else said


def _belief(sentence: Sentence, trigger: Trigger, kind: Outcome) -> Belief:
    """How likely the event is there, of which type."""
    if sentence.reading is None:
        return Belief(kind.type, trigger.row.weight, 0.0)
    chances, row = probabilities(sentence.reading, trigger.words), trigger.row
    return weigh(chances, kind.type if trigger.listed else None, row.weight, restricted=row.restricted)


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


def _certainty(
    trigger: Trigger, belief: Belief, sources: tuple[Actor, ...], targets: tuple[Actor, ...]
) -> tuple[float, ...]:
    """What the confidence is computed from."""
    mutual = trigger.row.reciprocal or (len(sources) > 1 and not targets)
    return certainty(
        belief, sources=[political(a) for a in sources], targets=[political(a) for a in targets], mutual=mutual
    )


def _adds_nothing(one: Draft, other: Draft) -> bool:
    """Whether `one` says no more than `other`: same type, no further parties."""
    if one.kind.type != other.kind.type:
        return False
    ours, theirs = ({_key(a) for a in d.sources + d.targets} for d in (one, other))
    return ours <= theirs


def _key(actor: Actor) -> str:
    return actor.name or actor.organization or actor.country or actor.text
