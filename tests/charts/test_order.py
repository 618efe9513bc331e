import numpy as np

from riftline.charts.order import alike_together


def test_those_that_are_alike_stand_together():
    near = np.full((6, 6), 0.1)
    for group in ((0, 3, 5), (1, 2, 4)):
        near[np.ix_(group, group)] = 0.9
    order = alike_together(near)
    assert sorted(order) == list(range(6))
    assert {frozenset(order[:3]), frozenset(order[3:])} == {frozenset((0, 3, 5)), frozenset((1, 2, 4))}


def test_one_and_none():
    assert alike_together(np.ones((1, 1))) == [0]
    assert alike_together(np.ones((0, 0))) == []
