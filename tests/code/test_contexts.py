"""What events are about: words, kind of event, model, and the document as a whole."""

import csv
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest

from riftline.code.contexts import event_contexts, shares, spread
from riftline.facts.ontology import TYPES, context_names, context_weights, contexts_of, modes
from riftline.records import Event, Reading, Sentence

NAMES = context_names()
BARE = Sentence("d", 0, 0, 1, "x")


def reading(**chances):
    """A reading of one word in which only these contexts are likely."""
    contexts = np.array([chances.get(name, 0.001) for name in NAMES], np.float32)
    return Reading(np.zeros((1, 17)), np.zeros((1, 5)), np.zeros(1), np.zeros((1, 1, 6)), contexts)


def event(sentence, *contexts):
    return Event(f"e{sentence}", "d", sentence, "x", "x", 0, 1, "CONSULT", "040", 1, 1.0, "actual", contexts=contexts)


def test_words_that_speak_of_a_context_give_it():
    words = context_weights(["the", "army", "shell", "the", "village"])
    assert "military" in event_contexts(BARE, "ASSAULT", None, words)


def test_the_kind_of_event_gives_its_own_context():
    assert event_contexts(BARE, "MOBILIZE", "troops", {}) == ("military",)
    assert event_contexts(BARE, "REQUEST", None, {}) == ()


def test_what_the_model_is_sure_of_is_added_to_a_word_that_says_little():
    words = {"health": 1.0}
    assert event_contexts(BARE, "REQUEST", None, words) == event_contexts(BARE, "REQUEST", None, {}) == ()
    assert event_contexts(replace(BARE, reading=reading(health=0.99)), "REQUEST", None, words) == ("health",)


def test_contexts_stand_in_the_order_of_the_ontology():
    words = context_weights(["election", "fraud", "vaccine", "army", "court"])
    found = event_contexts(BARE, "ACCUSE", None, words)
    assert len(found) > 1
    assert list(found) == sorted(found, key=NAMES.index)


def test_an_event_without_a_context_gets_the_one_that_dominates():
    events = [event(0, "military"), event(1, "military"), event(2)]
    assert [e.contexts for e in spread(events, None)] == [("military",)] * 3


def test_nothing_is_spread_where_two_contexts_are_level():
    events = [event(0, "military"), event(1, "military"), event(2, "health"), event(3, "health"), event(4)]
    assert spread(events, None) == events


def test_one_sentence_is_not_enough_unless_the_title_agrees():
    events = [event(0, "election"), event(1)]
    assert spread(events, None) == events
    assert [e.contexts for e in spread(events, "Election in Norway")] == [("election",)] * 2


def test_a_document_without_contexts_stays_so():
    assert spread([event(0)], None) == [event(0)]
    assert spread([], "Election") == []


@pytest.mark.parametrize("mode", ["troops", "weapons", "no such mode"])
def test_a_rare_mode_counts_as_its_type(mode):
    assert shares("MOBILIZE", mode)["military"] > 0.5


def test_the_table_of_shares_names_types_modes_and_contexts_of_the_ontology():
    table = resources.files("riftline.facts").joinpath("context_shares.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert {row["type"] for row in rows} == set(TYPES)
    assert {(r["type"], r["mode"]) for r in rows if r["mode"]} <= {(t, m.name) for t in TYPES for m in modes(t)}
    assert {row["context"] for row in rows} <= set(NAMES)
    assert all(0 < float(row["share"]) < 1 for row in rows)


def test_the_weights_are_those_behind_the_contexts_of_a_text():
    words = ["peace", "treaty", "signed", "by", "the", "foreign", "minister"]
    assert set(contexts_of(words)) == {name for name, weight in context_weights(words).items() if weight >= 2}
