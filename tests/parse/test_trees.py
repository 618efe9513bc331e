from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from riftline.parse.trees import best_tree, is_tree, spanning_tree


def scores_of(words):
    return arrays(np.float32, (words, words + 1), elements=st.floats(-30, 0, width=16))


def one_root(heads):
    """Whether every word leads to the root and exactly one hangs on it; told independently of the code."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        word, seen = start, set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def total(scores, heads):
    return sum(float(scores[i, h]) for i, h in enumerate(heads))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12).flatmap(scores_of))
def test_the_best_tree_is_a_tree_with_one_root(scores):
    heads = best_tree(scores)
    assert len(heads) == len(scores)
    assert all(0 <= h <= len(scores) and h != i for i, h in enumerate(heads, 1))
    assert one_root(heads)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5).flatmap(scores_of))
def test_no_other_tree_is_better(scores):
    every = (list(h) for h in product(range(len(scores) + 1), repeat=len(scores)))
    best = max(total(scores, heads) for heads in every if one_root(heads))
    assert total(scores, best_tree(scores)) == pytest.approx(best, abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.integers(0, n), min_size=n, max_size=n)))
def test_trees_are_told_from_other_graphs(heads):
    assert is_tree(heads) == one_root(heads)


def test_a_cycle_is_opened_where_it_costs_least():
    scores = np.full((3, 4), -9.0, np.float32)
    scores[0, 2] = scores[1, 1] = -0.1  # words 1 and 2 want each other
    scores[1, 0], scores[2, 1] = -1.0, -0.1
    assert best_tree(scores) == [2, 0, 1]


def test_of_two_roots_one_stays():
    scores = np.full((2, 3), -9.0, np.float32)
    scores[0, 0], scores[1, 0], scores[1, 1], scores[0, 2] = -0.1, -0.1, -1.0, -2.0
    assert best_tree(scores) == [0, 1]


def test_a_word_is_never_its_own_head():
    scores = np.array([[-5.0, 0.0]], np.float32)
    assert best_tree(scores) == [0]


def test_where_the_likeliest_heads_are_a_tree_both_ways_agree():
    rng = np.random.default_rng(7)
    scores = rng.normal(-5, 1, (6, 7)).astype(np.float32)
    for word, head in enumerate([2, 0, 2, 3, 4, 2]):
        scores[word, head] = 0
    assert best_tree(scores) == spanning_tree(scores) == [2, 0, 2, 3, 4, 2]


def test_a_hard_sentence_of_300_words_is_still_a_tree():
    scores = np.random.default_rng(7).normal(0, 1, (300, 301)).astype(np.float32)
    assert one_root(best_tree(scores))
