"""Treaties, guarantees, pledges and deadlines that a sentence mentions, and who is bound by them."""

import csv
import datetime as dt
from importlib import resources
from typing import get_args

import pytest

from riftline.code.commitments import commitments_of, find_commitments
from riftline.code.dated import sentence_dates
from riftline.code.parties import Parties
from riftline.records import CommitmentKind

DAY = dt.date(2031, 3, 14)
MENTIONED = [
    ("Norway vowed to defend every inch of the alliance.", "vowed to defend every inch of the alliance", "pledge"),
    (
        "Spain assured Portugal that it would share the water.",
        "assured Portugal that it would share the water",
        "guarantee",
    ),
    ("The Budapest Memorandum binds Britain.", "The Budapest Memorandum", "treaty"),
    ("The treaty between Poland and Latvia lapsed.", "The treaty between Poland and Latvia", "treaty"),
    ("Germany's pledge to Lithuania still stands.", "Germany's pledge to Lithuania", "pledge"),
    ("Russia gave Estonia 30 days to withdraw its troops.", "gave Estonia 30 days to withdraw its troops", "deadline"),
    ("Iceland must pay by 1 April.", "pay by 1 April", "deadline"),
]
SIDES = [
    ("Norway vowed to defend every inch of the alliance.", {"NOR"}, set()),
    ("Spain assured Portugal that it would share the water.", {"ESP"}, {"PRT"}),
    ("The treaty between Poland and Latvia lapsed.", {"POL", "LVA"}, set()),
    ("Germany's pledge to Lithuania still stands.", {"DEU"}, {"LTU"}),
    ("Russia gave Estonia 30 days to withdraw its troops.", {"EST"}, {"RUS"}),
    ("Iceland must pay by 1 April.", {"ISL"}, set()),
]


@pytest.fixture
def read(parsed):
    """The commitments of a sentence of the treebank, published on `DAY`."""

    def call(text):
        sentence, parties = parsed(text), Parties(DAY)
        parties.read(sentence)
        return commitments_of(sentence, parties, sentence_dates(sentence, DAY))

    return call


@pytest.mark.parametrize(("text", "words", "kind"), MENTIONED)
def test_a_commitment_is_found_with_its_words_and_kind(read, text, words, kind):
    assert [(c.text[c.start : c.end], c.kind) for c in read(text)] == [(words, kind)]


@pytest.mark.parametrize(("text", "bound", "towards"), SIDES)
def test_who_is_bound_and_towards_whom(read, text, bound, towards):
    (one,) = read(text)
    assert ({a.country for a in one.bound}, {a.country for a in one.towards}) == (bound, towards)


@pytest.mark.parametrize("text", ["Hungary never promised to pay.", "Canada made no commitment to Denmark."])
def test_a_commitment_that_is_denied_is_none(read, text):
    assert read(text) == []


def test_a_vow_to_do_harm_is_a_threat(parsed, at):
    sentence = parsed("Finland vowed to bomb the bridge.")
    assert find_commitments(sentence, [], harm={at(sentence, "bomb")}) == []
    assert len(find_commitments(sentence, [])) == 1


def test_the_last_day_of_a_deadline_is_resolved(read):
    (one,) = read("Iceland must pay by 1 April.")
    assert one.due == dt.date(2031, 4, 1)


def test_a_sentence_without_one_has_none(read):
    assert read("Russia attacked Ukraine on Monday.") == []


def test_the_table_names_only_kinds_of_the_record():
    table = resources.files("riftline.facts").joinpath("commitment_words.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(table.splitlines()) if row["pos"] in {"noun", "verb"}]
    assert {row["kind"] for row in rows} == set(get_args(CommitmentKind))
    assert len({(row["word"], row["pos"]) for row in rows}) == len(rows)
