"""A question sees what happened before its step, and nothing else."""

import numpy as np
import pytest

from riftline.forecast.ranking.walk import Settings, Walk
from riftline.forecast.tkg import Asked, asked, tell

STEP = 30
ENTITIES = 40
SETTINGS = Settings(size=8)


def graph_of(facts):
    facts = np.concatenate([facts, [[0, 4, 1, 60]]])  # the same relations, entities and last step in every variant
    return tell(facts, {"train": (0, 27), "valid": (28, 33), "test": (34, 60)}, np.arange(61), ("",) * ENTITIES)


def walked(facts):
    walk = Walk(graph_of(facts), SETTINGS)
    for step in range(STEP):
        if step > 5:
            walk.learn(walk.judge(asked(walk.graph, step), step), step)
        walk.record(step, learning=True)
        if step % 10 == 0:
            walk.refresh()
    return walk


def columns_by_question(walk, asks):
    """Candidates and their columns, by question, in order of the candidates' numbers."""
    judged = walk.judge(asks, STEP)
    table, found = walk.table(judged), {}
    for i, (s, q) in enumerate(zip(asks.source.tolist(), asks.relation.tolist(), strict=True)):
        rows = np.flatnonzero(judged.found.question == i)
        rows = rows[np.argsort(judged.found.entity[rows])]
        found[s, q] = judged.found.entity[rows], table[rows]
    return found


def assert_same(first, second):
    for question, (entity, columns) in second.items():
        assert entity.tolist() == first[question][0].tolist()
        # float32 matrix products may differ in the last bit with the shape of the batch
        assert columns == pytest.approx(first[question][1], rel=1e-3, abs=1e-4)


def test_facts_of_the_step_and_later_change_no_column(facts):
    base = walked(facts)
    asks = asked(base.graph, STEP)
    changed = facts.copy()
    late = changed[:, 3] >= STEP
    changed[late, 2] = np.random.default_rng(1).permutation(changed[late, 2])
    changed = np.unique(changed, axis=0)
    assert_same(columns_by_question(base, asks), columns_by_question(walked(changed), asks))


def test_facts_before_the_step_do_change_columns(facts):
    base = walked(facts)
    asks = asked(base.graph, STEP)
    first = columns_by_question(base, asks)
    second = columns_by_question(walked(facts[facts[:, 3] != STEP - 1]), asks)
    assert any(first[key][1].shape != second[key][1].shape or (first[key][1] != second[key][1]).any() for key in first)


def test_the_asked_fact_itself_changes_nothing(facts):
    base = walked(facts)
    asks = asked(base.graph, STEP)
    fact = int(np.flatnonzero(facts[:, 3] == STEP)[0])
    s, q = int(facts[fact, 0]), int(facts[fact, 1])
    one = Asked(np.array([s]), np.array([q]), np.array([0, 0]), np.array([], np.int64))
    first = columns_by_question(base, asks)
    second = columns_by_question(walked(np.delete(facts, fact, 0)), one)
    assert_same({(s, q): first[s, q]}, second)


def test_other_questions_of_the_step_are_not_looked_at(facts):
    base = walked(facts)
    asks = asked(base.graph, STEP)
    together = columns_by_question(base, asks)
    for i in range(0, len(asks.source), 7):
        alone = Asked(asks.source[i : i + 1], asks.relation[i : i + 1], np.array([0, 0]), np.array([], np.int64))
        assert_same(together, columns_by_question(base, alone))
