import io

import numpy as np
import pytest

from riftline.forecast.ranking.scores import Ranking, metrics, ranks, write
from riftline.forecast.tkg import Asked


def ranking(entity, score, answers):
    asks = Asked(np.array([1]), np.array([0]), np.array([0, len(answers)]), np.array(answers))
    return Ranking(3, asks, np.array([entity]), np.array([score], float))


def test_other_answers_of_the_question_are_left_out():
    assert ranks(ranking([5, 6, 7], [3, 2, 1], [5, 7]), 10).tolist() == [1, 2]


def test_ties_have_their_mean_rank():
    assert ranks(ranking([5, 6, 7, 8], [2, 2, 2, 1], [6]), 10).tolist() == [2]


def test_who_is_not_listed_ties_behind_the_list():
    # two listed ahead, eight unlisted: the mean of ranks 3 to 10
    assert ranks(ranking([5, 6], [2, 1], [9]), 10).tolist() == [6.5]


def test_an_answer_told_twice_is_one_entity():
    assert ranks(ranking([5, 6], [2, 1], [9, 9]), 10).tolist() == [6.5, 6.5]


def test_ranks_are_those_of_scores_over_all_entities():
    random = np.random.default_rng(1)
    for _ in range(50):
        listed = random.permutation(30)[:12]
        score = random.integers(1, 5, 12)
        answers = np.sort(random.permutation(30)[:3])
        full = np.zeros(30)
        full[listed] = score
        for answer, found in zip(answers, ranks(ranking(listed, score, answers), 30), strict=True):
            others = np.delete(full, answers)
            assert found == 1 + (others > full[answer]).sum() + 0.5 * (others == full[answer]).sum()


def test_metrics():
    found = metrics(np.array([1, 2, 4, 20]))
    assert found.mrr == pytest.approx(100 * (1 + 0.5 + 0.25 + 0.05) / 4)
    assert (found.hits1, found.hits3, found.hits10, found.answers) == (25, 50, 75, 4)


def test_scores_are_written_as_the_evaluator_reads_them():
    file = io.StringIO()
    write(file, ranking([5, 6, -1], [3, 2, 0], [5]), 172)
    assert file.getvalue() == "1 0 ? 172\n5 3 6 2\n"
