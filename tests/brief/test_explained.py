import datetime as dt
import io
import json

import pytest
from rich.console import Console

from riftline.brief.explained import print_explanation
from riftline.brief.explained_json import explanation_to_dicts
from riftline.brief.wording import _wording
from riftline.code.explain import explain_document
from riftline.exchange import event_from_dict
from riftline.parse.parser import parse_document
from riftline.records import Document

TEXT = (
    "Poland accused Germany on Monday of blocking a plan to move 4,500 soldiers to Lithuania. "
    "India's foreign minister said China must withdraw its troops. The weather was bad."
)


@pytest.fixture(scope="module")
def explanation(model):
    document = Document("d", TEXT, published=dt.date(2025, 6, 12))
    return explain_document(document, parse_document(document, model))


def printed(explanation, width=80):
    stream = io.StringIO()
    print_explanation(explanation, Console(file=stream, width=width))
    return stream.getvalue()


def test_it_fits_into_eighty_columns(explanation):
    assert [line for line in printed(explanation).splitlines() if len(line) > 80] == []


def test_every_stage_has_its_line(explanation):
    text = printed(explanation)
    for label in ("trigger", "lexicon", "model", "weighed", "source", "target", "status", "speaker", "confidence"):
        assert f"\n   {label.ljust(12)}" in text
    assert "accuse.csv: accuse (verb)" in text
    assert "1. Poland → Germany: ACCUSE" in text
    assert "nsubj       subject" in text
    assert "╭─" in text


def test_every_event_is_shown_with_its_confidence(explanation):
    text = printed(explanation)
    events = [e for s in explanation.sentences for found in s.evidence for e in found.events]
    assert len(events) >= 2
    assert [e for e in events if f"confidence {e.confidence:.2f}" not in " ".join(text.split())] == []


def test_sentences_are_told_apart(explanation):
    text = printed(explanation)
    assert [f"SENTENCE {n}" in text for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert text.rstrip().count("EVENTS\nnone") == 1


def test_control_characters_do_not_reach_the_terminal(model):
    document = Document("d", "Poland\x1b[31m accused Germany\u202e of theft.")
    text = printed(explain_document(document, parse_document(document, model)))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_an_empty_document_prints_nothing(model):
    document = Document("d", "")
    assert printed(explain_document(document, parse_document(document, model))) == ""


def test_the_json_form_holds_everything(explanation):
    lines = [json.loads(json.dumps(line)) for line in explanation_to_dicts(explanation)]
    assert [line["text"] for line in lines] == [s.sentence.text for s in explanation.sentences]
    first = lines[0]
    assert [token["text"] for token in first["tokens"]][:3] == ["Poland", "accused", "Germany"]
    accused = next(found for found in first["evidence"] if found["trigger"] == "accused")
    assert accused["row"]["file"] == "accuse.csv"
    assert {party["side"] for party in accused["parties"]} == {"source", "target"}
    told = [e for found in explanation.sentences[0].evidence for e in found.events]
    assert [event_from_dict(e) for found in first["evidence"] for e in found["events"]] == told


def test_every_relation_of_the_model_has_its_words(model):
    assert set(model.labels.deprels) <= set(_wording()["relations"])
