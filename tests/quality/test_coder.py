"""The coder against human labels of news sentences; the floors are pinned in floors.json."""

import importlib.util
import json
from pathlib import Path

import pytest

from riftline.exchange import event_to_dict
from riftline.pipeline import code
from riftline.records import Document
from riftline.settings import Settings

PINNED = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf8"))
FLOORS, NEWS = PINNED["coder"], PINNED["news"]


@pytest.fixture(scope="module")
def evaluation(shared):
    path = shared / "tools" / "evaluate_coder.py"
    spec = importlib.util.spec_from_file_location("evaluate_coder", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=FLOORS)
def scored(request, evaluation, shared, model_folder):
    """Name of the data set and its scores, coded once."""
    events = shared / "data" / "events"
    rows = evaluation.read(events / "input" / f"{request.param}.jsonl")
    documents = (Document(r["id"], r["text"]) for r in rows)
    found = [event_to_dict(e) for c in code(documents, settings=Settings(model=model_folder)) for e in c.events]
    gold = evaluation.read(events / f"{request.param}.jsonl")
    return request.param, evaluation.evaluate(gold, found, resamples=0)["scores"]


def test_relations_that_people_marked_are_found(scored):
    name, scores = scored
    assert scores["relation_recall"]["value"] >= FLOORS[name]["relation_recall"]


def test_their_types_are_found(scored):
    name, scores = scored
    assert scores["type_recall"]["value"] >= FLOORS[name]["type_recall"]


def test_not_by_coding_everything(scored):
    name, scores = scored
    assert scores["events_per_sentence"]["value"] <= FLOORS[name]["most_events_per_sentence"]


def test_quad_classes_and_sentences_that_people_left_empty(evaluation, shared, model_folder):
    (name,) = NEWS
    events = shared / "data" / "events"
    rows = evaluation.read(events / "input" / f"{name}.jsonl")
    documents = (Document(r["id"], r["text"]) for r in rows)
    found = [event_to_dict(e) for c in code(documents, settings=Settings(model=model_folder)) for e in c.events]
    scores = evaluation.evaluate(evaluation.read(events / f"{name}.jsonl"), found, resamples=0)["scores"]
    assert scores["quad_recall"]["value"] >= NEWS[name]["quad_recall"]
    assert scores["neutral_coded"]["value"] <= NEWS[name]["most_neutral_coded"]
