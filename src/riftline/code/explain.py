"""How a text was read: each word that may carry an event, what spoke for and against it, and what was written.

The events are those of the coder, which is given a witness for its parties (`riftline.code.witness`). What it does not
keep, the weighing and the rules, is asked of its own functions once more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from riftline.code import drafts as steps
from riftline.code.beliefs import CONFIDENCE, by_model, by_row, confidence, probabilities, shares
from riftline.code.coder import code_document
from riftline.code.evidence import (
    Evidence,
    Explanation,
    Feature,
    Light,
    PartyEvidence,
    SentenceExplanation,
    Share,
    StatusEvidence,
)
from riftline.code.grounds import row_of, status_rule
from riftline.code.naming import political
from riftline.code.passed import passed_over, why_no_row
from riftline.code.triggers import Trigger, triggers
from riftline.code.voiced import refusal
from riftline.code.witness import Look, Witness
from riftline.facts.dictionary import Dictionary
from riftline.parse.reading import KINDS, NONE
from riftline.records import STATUSES, Document, Event, Sentence, Status

FEATURES = (  # the names of `CONFIDENCE`
    "constant",
    "log-odds of the type",
    "no source",
    "source not known",
    "no target",
    "target not known",
    "several parties do it to each other",
)
TOP = 3  # types shown beside "no event"


def explain_document(document: Document, sentences: Sequence[Sentence], own: Dictionary | None = None) -> Explanation:
    """How a parsed document was read.

    Args:
        document: the text, with its publication date if known.
        sentences: its parsed sentences.
        own: the user's own actors.
    """
    witness = Witness(document.published, own)
    events = code_document(document, sentences, own, parties=witness).events
    explained = (_sentence(s, witness, [e for e in events if e.sentence == s.index]) for s in sentences)
    return Explanation(document, tuple(explained))


def _sentence(sentence: Sentence, witness: Witness, events: Sequence[Event]) -> SentenceExplanation:
    marked = triggers(sentence)
    looked = [*marked, *steps.unlisted(sentence, marked)]
    evidence = [_evidence(sentence, trigger, looked, witness, events) for trigger in looked]
    return SentenceExplanation(
        sentence,
        witness.named[sentence.index],
        tuple(_redundant(e, events) for e in sorted(evidence, key=lambda e: e.start)),
        tuple(passed_over(sentence, looked)),
    )


def _evidence(
    sentence: Sentence, trigger: Trigger, looked: Sequence[Trigger], witness: Witness, events: Iterable[Event]
) -> Evidence:
    """What spoke for and against one trigger; `looked` are all of the sentence, `events` those written for it."""
    judged, look = steps.judge(sentence, trigger), witness.looks.get((sentence.index, trigger.index))
    first = sentence.tokens[trigger.start]
    written = tuple(e for e in events if e.start == first.start)
    end = written[0].end if written else sentence.tokens[trigger.index].end
    found = Evidence(
        trigger=sentence.text[first.start : end],
        start=first.start,
        end=end,
        row=row_of(trigger.row) if trigger.listed else None,
        no_row=None if trigger.listed else why_no_row(sentence, trigger.index, looked),
        light=_light(sentence, trigger),
        shares=_shares(sentence, trigger),
        type=judged.kind.type,
        mode=judged.kind.mode,
        cameo=judged.kind.cameo,
        chance=judged.belief.chance,
        status=_status(sentence, trigger, judged),
        events=written,
    )
    return replace(found, reasons=(_early(found),)) if look is None else _with_parties(found, judged, look)


def _early(found: Evidence) -> str:
    """Why it was not asked who takes part."""
    if found.chance < steps.NOTICED:
        return f"the chance of an event is {found.chance:.3f}, under {steps.NOTICED}"
    return "a mere statement (statements.csv)"


def _light(sentence: Sentence, trigger: Trigger) -> Light | None:
    if trigger.governor is None or not trigger.effect:
        return None
    return Light(sentence.tokens[trigger.governor].text, trigger.effect)


def _shares(sentence: Sentence, trigger: Trigger) -> tuple[Share, ...]:
    """The likeliest types, and "no event" as the last."""
    named, reading, row = _named(sentence, trigger), sentence.reading, trigger.row
    if reading is None:
        return (Share(named, None, 0.0, 0.0, row.weight), Share(NONE, None, 0.0, 0.0, 1 - row.weight))
    chances = probabilities(reading, trigger.words)
    points, added = by_model(chances), [0.0] * len(KINDS)
    kind, more = by_row(named if trigger.listed else None, row.weight, restricted=row.restricted)
    added[kind] = more
    totals = shares([m + r for m, r in zip(points, added, strict=True)])
    found = [Share(*each) for each in zip(KINDS, chances, points, added, totals, strict=True)]
    return (*sorted(found[1:], key=lambda share: -share.chance)[:TOP], found[0])


def _named(sentence: Sentence, trigger: Trigger) -> str:
    """The type that the row names, as it stands here: ended, refused or asked for."""
    kind, said = steps._kind_and_status(sentence, trigger)  # noqa: SLF001 - the coder's own steps, asked again
    return (refusal(sentence, trigger, said) or kind).type


def _status(sentence: Sentence, trigger: Trigger, judged: steps.Judgement) -> StatusEvidence:
    """The status and who decided on it."""
    _, said = steps._kind_and_status(sentence, trigger)  # noqa: SLF001
    read: list[tuple[Status, float]] = []
    if sentence.reading is not None:
        read = list(zip(STATUSES, sentence.reading.statuses[trigger.index].tolist(), strict=True))
        read.sort(key=lambda pair: -pair[1])
    by = "refusal" if judged.refused else "syntax"
    if not judged.refused and read and trigger.effect not in steps.SPOKEN and read[0][1] >= steps.SURE:
        by = "model"
    return StatusEvidence(judged.status, by, tuple(read), said, status_rule(sentence, trigger, said))


def _with_parties(found: Evidence, judged: steps.Judgement, look: Look) -> Evidence:
    """With the parties, the speaker and the confidence, and why it is not written if it is not."""
    values = steps._certainty(judged.trigger, judged.belief, look.sources, look.targets)  # noqa: SLF001
    sure = round(confidence(values), 3)
    reasons = [f"confidence {sure:.3f}, under {steps.ENOUGH}"] if sure < steps.ENOUGH else []
    if not any(political(actor) for actor in (*look.sources, *look.targets)):
        reasons.append("no known political actor takes part")
    return replace(
        found,
        parties=tuple(_at_home(party, found.events) for party in look.parties),
        speaker=look.speaker,
        features=tuple(Feature(*each) for each in zip(FEATURES, values, CONFIDENCE, strict=True)),
        confidence=sure,
        reasons=tuple(reasons),
    )


def _at_home(party: PartyEvidence, events: Iterable[Event]) -> PartyEvidence:
    """The party with the country that the text around it gave it, where the event has one that its name has not."""
    for event in events:
        for actor in (*event.sources, *event.targets):
            if actor != party.actor and replace(actor, country=party.actor.country) == party.actor:
                why = f"the country is the one that the text is about ({actor.country})"
                return replace(party, actor=actor, why=(*party.why, why))
    return party


def _redundant(evidence: Evidence, events: Iterable[Event]) -> Evidence:
    """With the event that says the same, where one kept this from being written."""
    if evidence.reasons or any(e.type == evidence.type for e in evidence.events):
        return evidence
    same = next((e.trigger for e in events if e.type == evidence.type), None)
    return replace(evidence, reasons=(f"adds nothing to “{same}”",) if same else ("an echo of an earlier event",))
