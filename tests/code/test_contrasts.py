"""What a sentence sets against an earlier time."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.code.contrasts import contrasts_of, find_contrasts
from riftline.records import Sentence

DAY = dt.date(2031, 3, 14)
SET_AGAINST = [
    ("Growth was 2 percent, down from 4.3 percent in 2019.", "down from 4.3 percent in 2019", "Growth was 2 percent"),
    ("The two leaders met for the first time since 1945.", "for the first time since 1945", "The two leaders met"),
    (
        "Two years ago it had paid its share; now it pays nothing.",
        "Two years ago it had paid its share",
        "now it pays nothing",
    ),
    (
        "The tone was a far cry from the warmth of the last summit.",
        "a far cry from the warmth of the last summit",
        "The tone was",
    ),
    ("Unlike his predecessor, he will not pay.", "Unlike his predecessor", None),
    ("It marks a stark contrast from previous governments.", "contrast from previous governments", None),
    ("Oslo can no longer rely on its neighbour.", "no longer rely on its neighbour", None),
    ("They sent 300 men instead of 900.", "instead of 900", "They sent 300 men"),
    ("The force was cut from 9,000 to 4,000 men.", "from 9,000 to 4,000 men", "The force was cut"),
    ("Trade resumed after three decades of silence.", "after three decades of silence", "Trade resumed"),
    ("He will go, whereas a year earlier he had refused.", "a year earlier he had refused", "He will go"),
    ("Greece, which last year left the talks, is back.", "which last year left the talks", None),
    ("It was her first visit in more than ten years.", "her first visit in more than ten years", None),
]
NOT_SET_AGAINST = [
    "Two soldiers were hurt three weeks ago.",
    "The base was used to attack ships.",
    "More than 400 villages burned in 1981.",
    "Two days earlier the envoy had arrived in Oslo.",
    "Police arrested ten men, a day after the riot.",
    "He chose talks rather than war.",
    "The minister flew from Oslo to Rome.",
    "It will last a week, but no longer.",
]


@pytest.mark.parametrize(("text", "then", "now"), SET_AGAINST)
def test_the_words_for_then_and_now(text, then, now):
    (found,) = find_contrasts(text)
    assert text[found.start : found.end] == then
    assert (text[slice(*found.now)] if found.now else None) == now


@pytest.mark.parametrize("text", NOT_SET_AGAINST)
def test_what_only_tells_of_the_past_is_no_contrast(text):
    assert find_contrasts(text) == []


def test_a_past_year_is_set_against_the_next_sentence():
    texts = ("In 2017 their ministers praised the pact.", "Now they doubt it.")
    assert find_contrasts(texts[0]) == []
    (found,) = find_contrasts(*texts)
    assert texts[0][found.start : found.end] == "In 2017 their ministers praised the pact"


def test_records_have_the_days_of_the_earlier_time():
    text = "Growth was 2 percent, down from 4.3 percent in 2019."
    (found,) = contrasts_of([Sentence("d", 3, 0, len(text), text)], DAY)
    assert (found.document, found.sentence, found.text) == ("d", 3, text)
    assert (found.then, found.now) == (text[found.start : found.end], "Growth was 2 percent")
    assert (found.date, found.date_end) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))


def test_an_undated_contrast_has_no_days():
    text = "Oslo can no longer rely on its neighbour."
    (found,) = contrasts_of([Sentence("d", 0, 0, len(text), text)], DAY)
    assert (found.date, found.date_end, found.now) == (None, None, None)


@given(
    st.text(alphabet='ab ,.;0129"\u201d', max_size=60),
    st.sampled_from(["a year ago ", "no longer ", "from 9 to 8 ", "first since "]),
)
def test_spans_lie_in_the_text_in_order(words, cue):
    text = words + cue + words
    found = find_contrasts(text, words)
    assert [s for s in found if not 0 <= s.start < s.end <= len(text)] == []
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit", ["a year ago ", "the first ", "years of ", "from 9 ", "no longer ", "in 2019 ", ", ", "the same "]
)
def test_a_very_long_sentence_is_read_in_linear_time(unit):
    text = unit * (40_000 // len(unit))
    start = time.perf_counter()
    find_contrasts(text)
    assert time.perf_counter() - start < 1
