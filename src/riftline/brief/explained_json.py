"""How a text was read, as plain values for JSON: one object per sentence."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from riftline.code.evidence import Evidence, Explanation, SentenceExplanation
from riftline.exchange import event_to_dict
from riftline.records import Sentence


def explanation_to_dicts(explanation: Explanation) -> Iterator[dict[str, Any]]:
    """One dict per sentence, in order; the names are those of the records in `riftline.code.evidence`."""
    for explained in explanation.sentences:
        yield {"document": explanation.document.id, **_sentence(explained.sentence), **_found(explained)}


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "sentence": sentence.index,
        "text": sentence.text,
        "tokens": [asdict(token) for token in sentence.tokens],
        "entities": [asdict(span) for span in sentence.entities],
    }


def _found(explained: SentenceExplanation) -> dict[str, Any]:
    return {
        "actors": [asdict(named) for named in explained.actors],
        "evidence": [_evidence(each) for each in explained.evidence],
        "passed": [asdict(each) for each in explained.passed],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    events = [event_to_dict(event) for event in evidence.events]
    return asdict(replace(evidence, events=())) | {"events": events}
