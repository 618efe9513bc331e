"""The exact solvers: frustration index, partitions, and the proofs they hand out."""

import csv
import dataclasses
import itertools
import json
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.errors import MeasureError
from riftline.measure.decisions import Decision
from riftline.measure.divisions import Limits, divide
from riftline.measure.frustration import check, compile_search, frustration, permuted
from riftline.measure.partition import partition
from riftline.measure.proofs import bound_of, covers
from riftline.measure.signed import SignedGraph, divided, signed_graph

compile_search()
slow = settings(deadline=None, max_examples=40)


@st.composite
def networks(draw, most=8):
    n = draw(st.integers(2, most))
    pairs = list(itertools.combinations(range(n), 2))
    signs = draw(st.lists(st.sampled_from([1, -1, 0]), min_size=len(pairs), max_size=len(pairs)))
    weights = draw(st.none() | st.lists(st.integers(1, 9), min_size=len(pairs), max_size=len(pairs)))
    one, other = ([f"{pair[end]:02d}" for pair in pairs] for end in (0, 1))
    return signed_graph(one, other, signs, None if weights is None else np.array(weights) / 4)


def random_network(n, m, negative, seed):
    random = np.random.default_rng(seed)
    pairs = random.permutation(list(itertools.combinations(range(n), 2)))[:m]
    signs = np.where(np.arange(m) < negative, -1, 1)
    return SignedGraph(tuple(f"{i:03d}" for i in range(n)), pairs.astype(np.int64), signs, np.ones(m))


def cost(graph, groups):
    return float(graph.weights[divided(graph, np.asarray(groups))].sum())


def least_cost(graph, k):
    n = len(graph.nodes)
    return min(cost(graph, [0, *rest]) for rest in itertools.product(range(min(k, n)), repeat=n - 1))


@pytest.fixture
def known(shared):
    def read(name, period=None):
        with (shared / "data" / "signed" / f"{name}.csv").open(encoding="utf8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if period is None or row["period"] == period]
        return signed_graph([r["a"] for r in rows], [r["b"] for r in rows], [int(r["sign"]) for r in rows])

    return read


@pytest.fixture
def fixtures(shared):
    return json.loads((shared / "data" / "fixtures.json").read_text(encoding="utf8"))


@slow
@given(networks())
def test_the_index_is_the_least_cost_over_all_divisions(graph):
    found = frustration(graph)
    assert found.proved
    assert found.upper == pytest.approx(least_cost(graph, 2))
    check(graph, found)


@slow
@given(networks(), st.lists(st.sampled_from([1, -1]), min_size=8, max_size=8))
def test_switching_sides_leaves_the_index_as_it_is(graph, sides):
    ends = np.array(sides)[graph.edges]
    switched = dataclasses.replace(graph, signs=graph.signs * ends[:, 0] * ends[:, 1])
    assert frustration(switched).upper == pytest.approx(frustration(graph).upper)


@slow
@given(networks(12), st.integers(0, 99))
def test_bounds_and_relabelling(graph, seed):
    found = frustration(graph)
    relaxed = sum(proof.multipliers.sum() for proof in found.proofs[:1])
    searched = divide(graph, Limits(until=0.0, restarts=1, kicks=0, seed=seed)).upper
    assert relaxed <= found.upper + 1e-6
    assert found.upper <= min(searched, graph.negative) + 1e-9
    order = np.random.default_rng(seed).permutation(len(graph.nodes))
    renamed = dataclasses.replace(graph, edges=order[graph.edges])
    assert frustration(renamed, seed=seed).upper == pytest.approx(found.upper)


@slow
@given(networks(6))
def test_partitions_are_the_least_cost_over_all_divisions(graph):
    free = partition(graph)
    assert free.proved
    assert free.upper == pytest.approx(least_cost(graph, len(graph.nodes)))
    check(graph, free, weak=True)
    three = partition(graph, 3)
    assert three.lower - 1e-9 <= least_cost(graph, 3) == pytest.approx(three.upper)
    assert len(set(three.groups.tolist())) <= 3
    assert partition(graph, 1).upper == pytest.approx(graph.negative)


@slow
@given(networks(7), st.data())
def test_a_decided_pair_is_kept_and_costs_what_it_must(graph, data):
    n = len(graph.nodes)
    one, other = data.draw(st.permutations(range(n)))[:2]
    relation = data.draw(st.sampled_from([1, -1]))
    found = divide(graph, Limits(), [Decision(one, other, relation)])
    allowed = [
        cost(graph, groups)
        for groups in itertools.product((0, 1), repeat=n)
        if (groups[one] == groups[other]) == (relation == 1)
    ]
    assert found.proved
    assert found.upper == pytest.approx(min(allowed))
    assert (found.groups[one] == found.groups[other]) == (relation == 1)


@pytest.mark.parametrize("seed", range(6))
def test_where_the_cycles_are_not_enough_the_search_forks_and_the_forks_prove_it(seed):
    complete = random_network(7, 21, 21 if seed == 0 else 12 + seed, seed)
    found = frustration(complete)
    assert found.proved
    assert found.upper == least_cost(complete, 2)
    assert covers(found.proofs)
    check(complete, found)


def test_a_complete_network_of_foes_needs_forks():
    foes = random_network(11, 55, 55, 0)
    found = frustration(foes)
    assert (found.upper, found.proved) == (25, True)  # 5·4/2 + 6·5/2
    assert len(found.proofs) > 1
    check(foes, found)
    assert not covers(found.proofs[1:])


def test_a_network_out_of_reach_gets_a_bound_and_a_gap():
    graph = random_network(120, 3000, 1500, 1)
    started = time.monotonic()
    found = frustration(graph, seconds=1.0)
    assert time.monotonic() - started < 20
    assert not found.proved
    assert 0 < found.lower < found.upper < graph.negative
    assert found.gap == found.upper - found.lower
    check(graph, found)


def test_a_proof_that_was_tampered_with_is_refused():
    triangle = signed_graph(["a", "b", "c"], ["b", "c", "a"], [1, 1, -1])
    found = frustration(triangle)
    proof = found.proofs[0]
    assert bound_of(triangle, proof) == pytest.approx(1.0)
    doubled = dataclasses.replace(proof, multipliers=proof.multipliers * 5)
    assert bound_of(triangle, doubled) <= 1.0
    balanced = dataclasses.replace(triangle, signs=np.array([1, 1, 1]))
    with pytest.raises(ValueError, match="can be satisfied"):
        bound_of(balanced, proof)
    with pytest.raises(MeasureError, match="costs 1, not 0"):
        check(triangle, dataclasses.replace(found, upper=0.0))
    with pytest.raises(MeasureError, match="the proofs give 1, not 9"):
        check(triangle, dataclasses.replace(found, lower=9.0))


def test_networks_without_ties():
    empty = signed_graph([], [], [])
    assert frustration(empty).upper == 0
    assert partition(empty).upper == 0
    lone = signed_graph(["a"], ["b"], [0])
    assert (frustration(lone).upper, frustration(lone).proved) == (0, True)


def test_the_same_seed_gives_the_same_division():
    graph = random_network(40, 300, 120, 3)
    assert np.array_equal(frustration(graph, seed=5).groups, frustration(graph, seed=5).groups)


def test_permuted_signs_say_whether_structure_or_scarcity_made_the_index_small():
    blocs = random_network(30, 300, 0, 4)
    side = np.where(np.arange(30) < 15, 1, -1)
    balanced = dataclasses.replace(blocs, signs=side[blocs.edges[:, 0]] * side[blocs.edges[:, 1]])
    null = permuted(balanced, shuffles=20, seed=1)
    assert null.found == 0
    assert null.mean > 50
    assert null.z < -10
    noise = permuted(random_network(30, 300, 150, 5), shuffles=30, seed=1)
    assert abs(noise.z) < 4
    assert permuted(noise_free := blocs, shuffles=5).z is None
    assert noise_free.negative == 0


def test_published_values(known, fixtures):
    for name, (n, m, negative, index) in {
        "highland_tribes": (16, 58, 29, 7),
        **{name.replace("_nds", ""): values for name, values in fixtures["others_exact_L"].items()},
    }.items():
        graph = known(name)
        found = frustration(graph)
        assert (len(graph.nodes), len(graph.edges), graph.negative) == (n, m, negative)
        assert (found.upper, found.proved) == (index, True), name
        check(graph, found)


def test_all_windows_of_the_correlates_of_war(known, fixtures):
    for window, index in fixtures["cow_signed_windows_exact_L"].items():
        graph = known("cow_signed_1946_1999", window)
        found = frustration(graph)
        assert (found.upper, found.proved) == (index, True), window
        check(graph, found)


def test_partitions_of_known_networks(known, fixtures):
    tribes = known("highland_tribes")
    assert [partition(tribes, k).upper for k in (2, 3, None)] == [7, 2, 2]
    assert len(set(partition(tribes, 3).groups.tolist())) == 3
    for window, value in fixtures["cow_corr_clustering_free_k"].items():
        graph = known("cow_signed_1946_1999", window)
        found = partition(graph)
        assert (found.upper, found.proved) == (value, True), window
        check(graph, found, weak=True)
