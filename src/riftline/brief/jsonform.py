"""The brief as JSON."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from riftline.brief.report import (
    Background,
    Brief,
    CommitmentLine,
    ContradictionLine,
    ContrastLine,
    DocumentEntry,
    Dyad,
    EventGroup,
    Evidence,
    Member,
    Outlook,
    Party,
    PartyEntry,
    QuantityLine,
    QuestionLine,
)
from riftline.exchange import actor_to_dict, event_to_dict, quantity_to_dict
from riftline.records import Event


def render_json(brief: Brief) -> str:
    """The brief as one JSON object. `events` holds event records as the reference page describes them."""
    return json.dumps(_brief(brief), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _brief(brief: Brief) -> dict[str, Any]:
    events = [line.event for line in brief.lines]
    return {
        "title": brief.title,
        "counts": {name: getattr(brief.counts, name) for name in brief.counts.__slots__},
        "documents": [_document(entry) for entry in brief.documents],
        "skipped": list(brief.skipped),
        "actors": [_party_entry(entry) for entry in brief.parties],
        "relations": [_dyad(dyad) for dyad in brief.dyads],
        "outlook": [_outlook(one) for one in brief.outlook],
        "background": [_background(found) for found in brief.background],
        "groups": [_group(group) for group in brief.groups],
        "events": [event_to_dict(event) for event in events],
        "statuses": {row.status: _quads(row.quads) for row in brief.statuses},
        "sayings": [
            {"status": saying.status, "speaker": saying.speaker, "events": _ids(events, saying.events)}
            for saying in brief.sayings
        ],
        "quantities": [_quantity(line, events) for line in brief.quantities],
        "commitments": [_commitment(line) for line in brief.commitments],
        "contrasts": [_contrast(line) for line in brief.contrasts],
        "contradictions": [_contradiction(line) for line in brief.contradictions],
        "questions": [_question(line) for line in brief.questions],
    }


def _outlook(one: Outlook) -> dict[str, Any]:
    numbers = ("days", "chance", "lower", "upper", "base", "like", "came_true", "skill")
    return {
        "source": _party(one.source),
        "target": _party(one.target),
        "type": one.type,
        "first": one.first.isoformat(),
        **{name: getattr(one, name) for name in numbers},
        "reasons": [{"words": words, "times": times} for words, times in one.reasons],
        "past": [{"date": past.date.isoformat(), "text": past.text, "url": past.url} for past in one.past],
        "asked": one.asked and _evidence(one.asked),
    }


def _background(found: Background) -> dict[str, Any]:
    last = found.last_break
    return {
        "first": _party(found.first),
        "second": _party(found.second),
        "until": found.until.isoformat(),
        "years": [{name: getattr(year, name) for name in year.__slots__} for year in found.years],
        "obligations": list(found.owed),
        "last_break": last
        and {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name in last.__slots__
            for value in [getattr(last, name)]
        },
    }


def _document(entry: DocumentEntry) -> dict[str, Any]:
    document = entry.document
    return {
        "number": entry.number,
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "source": document.source,
        "url": document.url,
        "sentences": entry.sentences,
        "events": entry.events,
        "copy_of": entry.copy_of,
    }


def _party(party: Party) -> dict[str, str]:
    return {"key": party.key, "label": party.label, "kind": party.kind}


def _party_entry(entry: PartyEntry) -> dict[str, Any]:
    return {**_party(entry.party), "events": entry.events, "members": [_member(member) for member in entry.members]}


def _member(member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "country": member.actor.country,
        "organization": member.actor.organization,
        "sectors": list(member.sectors),
        "roles": list(member.roles),
        "events": member.events,
        "evidence": _evidence(member.evidence) if member.evidence else None,
    }


def _dyad(dyad: Dyad) -> dict[str, Any]:
    return {
        "first": _party(dyad.first),
        "second": _party(dyad.second),
        "actual": _quads(dyad.tally.actual),
        "not_actual": _quads(dyad.tally.other),
    }


def _group(group: EventGroup) -> dict[str, Any]:
    return {"heading": group.heading, "events": [line.event.id for line in group.lines]}


def _quantity(line: QuantityLine, events: Sequence[Event]) -> dict[str, Any]:
    event = events[line.event - 1].id if line.event else None
    return {**quantity_to_dict(line.quantity), "event": event, "evidence": _evidence(line.evidence)}


def _question(line: QuestionLine) -> dict[str, Any]:
    return {"question": line.question.question, "text": line.question.text, "evidence": _evidence(line.evidence)}


def _commitment(line: CommitmentLine) -> dict[str, Any]:
    one = line.commitment
    return {
        "commitment": line.words,
        "kind": one.kind,
        "bound": [actor_to_dict(actor) for actor in one.bound],
        "towards": [actor_to_dict(actor) for actor in one.towards],
        "due": one.due.isoformat() if one.due else None,
        "text": one.text,
        "evidence": _evidence(line.evidence),
    }


def _contrast(line: ContrastLine) -> dict[str, Any]:
    one = line.contrast
    return {
        "then": one.then,
        "now": one.now,
        "date": one.date.isoformat() if one.date else None,
        "date_end": one.date_end.isoformat() if one.date_end else None,
        "text": one.text,
        "evidence": _evidence(line.evidence),
    }


def _contradiction(line: ContradictionLine) -> dict[str, Any]:
    one = line.contradiction
    return {"stated": one.stated, "known": one.known, "text": one.text, "evidence": _evidence(line.evidence)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in ("document", "sentence", "start", "end")}


def _ids(events: Sequence[Event], numbers: Sequence[int]) -> list[str]:
    return [events[number - 1].id for number in numbers]


def _quads(counts: Sequence[int]) -> dict[str, int]:
    names = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    return dict(zip(names, counts, strict=True))
