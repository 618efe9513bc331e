import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.measure.divisions import Limits, divide
from riftline.measure.faults import anchors, margins, standing_costs, tie_costs
from riftline.measure.frustration import compile_search, frustration
from riftline.measure.partition import partition
from riftline.measure.signed import divided, signed_graph

compile_search()
slow = settings(deadline=None, max_examples=25)


@st.composite
def networks(draw):
    n = draw(st.integers(3, 7))
    pairs = list(itertools.combinations(range(n), 2))
    signs = draw(st.lists(st.sampled_from([1, -1, 0]), min_size=len(pairs), max_size=len(pairs)))
    weights = draw(st.none() | st.lists(st.integers(1, 4), min_size=len(pairs), max_size=len(pairs)))
    return signed_graph([str(a) for a, _ in pairs], [str(b) for _, b in pairs], signs, weights)


def every_division(graph):
    for groups in itertools.product((0, 1), repeat=len(graph.nodes)):
        apart = divided(graph, np.array(groups))
        yield np.array(groups), float(graph.weights[apart].sum()), apart


@slow
@given(networks())
def test_costs_of_standing_elsewhere_are_those_of_all_divisions(graph):
    division = frustration(graph)
    costs, anchor = standing_costs(graph, division)
    for i in range(len(graph.nodes)):
        if anchor[i] == i:
            assert np.isnan(costs.lower[i])
            continue
        now = division.groups[i] == division.groups[anchor[i]]
        otherwise = [cost for groups, cost, _ in every_division(graph) if (groups[i] == groups[anchor[i]]) != now]
        assert costs.lower[i] == pytest.approx(costs.upper[i])
        assert costs.upper[i] == pytest.approx(min(otherwise) - division.upper)


@slow
@given(networks())
def test_ties_are_frustrated_always_sometimes_or_never_as_all_divisions_say(graph):
    division = frustration(graph)
    costs = tie_costs(graph, division)
    best = np.array([apart for _, cost, apart in every_division(graph) if cost <= division.upper + 1e-9])
    apart = divided(graph, division.groups)
    both_ways = best.any(axis=0) & ~best.all(axis=0)
    assert ((costs.upper <= 1e-9) == both_ways).all()
    assert ((costs.lower > 1e-9) == ~both_ways).all()
    for e in range(len(graph.edges)):
        least = min(cost for _, cost, other in every_division(graph) if other[e] != apart[e]) - division.upper
        assert costs.lower[e] - 1e-6 <= least <= costs.upper[e] + 1e-6


@slow
@given(networks())
def test_a_margin_is_what_moving_one_party_costs(graph):
    division = frustration(graph)
    for i, margin in enumerate(margins(graph, division)):
        moved = division.groups.copy()
        moved[i] = 1 - moved[i]
        assert margin == pytest.approx(graph.weights[divided(graph, moved)].sum() - division.upper)


def test_with_several_blocs_a_margin_is_the_cheapest_move():
    foes = signed_graph(["a", "a", "b", "a"], ["b", "c", "c", "d"], [-1, -1, -1, 1])
    division = partition(foes)
    assert (division.upper, len(set(division.groups.tolist()))) == (0, 3)
    assert margins(foes, division).tolist() == [1, 1, 1, 1]


def test_the_anchor_is_the_party_with_most_ties_of_its_component():
    graph = signed_graph(["a", "a", "a", "x"], ["b", "c", "d", "y"], [1, 1, -1, 1])
    names = [graph.nodes[i] for i in anchors(graph)]
    assert names == ["a", "a", "a", "a", "x", "x"]


def test_a_swing_party_costs_nothing_and_time_that_runs_out_leaves_bounds():
    graph = signed_graph(
        ["a", "a", "a", "b", "b", "c", "s", "s"], ["b", "c", "x", "c", "x", "x", "a", "x"], [1, 1, -1, 1, -1, -1, 1, 1]
    )
    division = frustration(graph)
    swing = graph.nodes.index("s")
    costs, _ = standing_costs(graph, division)
    assert (costs.lower[swing], costs.upper[swing]) == (0, 0)
    hurried, anchor = standing_costs(graph, division, seconds=0.0)
    asked = anchor != np.arange(len(anchor))
    assert (hurried.lower[asked] <= costs.lower[asked]).all()
    assert (hurried.upper[asked] >= costs.upper[asked]).all()


def test_an_unproved_division_gives_bounds_with_its_gap():
    foes = signed_graph(*zip(*itertools.combinations("abcdefghi", 2), strict=True), [-1] * 36)
    loose = divide(foes, Limits(until=0.0))
    assert not loose.proved
    costs = tie_costs(foes, loose, seconds=0.0)
    assert (costs.lower == 0).all()
    assert (costs.upper >= loose.gap).all()
