"""The shortlist that the trees rank, and who stands behind it."""

from types import SimpleNamespace

import numpy as np

from riftline.forecast.ranking.candidates import Candidates
from riftline.forecast.ranking.history import strongest
from riftline.forecast.ranking.protocol import scored
from riftline.forecast.ranking.walk import foremost

SIZES = np.array([4, 0, 3])
SCORE = np.array([0.5, 3.0, -1.0, 2.0, 9.0, 7.0, 8.0], np.float32)


def found():
    rows = len(SCORE)
    question = np.repeat(np.arange(3), SIZES)
    return Candidates(question, np.arange(rows), np.full(rows, -1), np.zeros((rows, 9), np.float32), SIZES)


def test_the_highest_of_each_question_are_foremost():
    assert foremost(SCORE, found(), 2).tolist() == [1, 3, 4, 6]
    assert foremost(SCORE, found(), 10).tolist() == list(range(7))


def test_the_others_follow_in_the_order_of_their_additive_scores():
    judged = SimpleNamespace(score=SCORE, found=found(), short=foremost(SCORE, found(), 2))
    score = scored(judged, np.array([-5.0, -4.0, 1.0, 2.0]))
    assert np.argsort(-score[:4]).tolist() == [3, 1, 0, 2]
    assert np.argsort(-score[4:]).tolist() == [2, 0, 1]
    assert score[judged.short].tolist() == [-5, -4, 1, 2]


def test_strongest_are_sorted_and_above_the_floor():
    random = np.random.default_rng(0)
    values = random.random(200).astype(np.float32)
    expected = np.argsort(-values, kind="stable")[:10]
    assert strongest(values, 0.5, 10).tolist() == expected.tolist()
    assert strongest(values, 2.0, 10).tolist() == []
    assert strongest(np.ones(30, np.float32), 0.5, 3).tolist() == [0, 1, 2]
