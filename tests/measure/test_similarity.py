import json
import math
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.errors import MeasureError
from riftline.measure.similarity import (
    INDICES,
    Portfolios,
    compare,
    differences,
    indices,
    kappa,
    s_score,
    scott_pi,
    tau_b,
)

FIXTURES = Path(__file__).parents[2] / "../shared/data/fixtures.json"
LEVELS = (0, 1, 2, 3)


@pytest.fixture(scope="module")
def table6():
    """Germany and Russia in 1914: Signorino and Ritter (1999), table 6."""
    if not FIXTURES.exists():
        pytest.skip("the published values are not here")
    return json.loads(FIXTURES.read_text(encoding="utf8"))["signorino_ritter_1999_table6"]


def test_the_published_values_of_germany_and_russia(table6):
    x, y, expected = table6["gmy"], table6["rus"], table6["expected"]
    assert s_score(x, y, levels=LEVELS) == pytest.approx(expected["S_absolute"])
    assert s_score(x, y, levels=LEVELS, squared=True) == pytest.approx(expected["S_squared"])
    assert s_score(x, y, levels=LEVELS, weights=table6["syscap"]) == pytest.approx(expected["S_abs_weighted"])
    assert kappa(x, y, levels=LEVELS) == pytest.approx(expected["kappa_quadratic_levels0_3"], abs=5e-9)
    assert scott_pi(x, y, levels=LEVELS, nominal=True) == pytest.approx(expected["scott_pi_nominal"], abs=5e-9)
    assert tau_b(x, y) == pytest.approx(expected["tau_b"], abs=5e-9)


# By hand: four states; x = 3 3 0 0, y = 3 0 3 0


def test_values_worked_out_by_hand():
    x, y = [3, 3, 0, 0], [3, 0, 3, 0]
    assert s_score(x, y, levels=LEVELS) == 0  # half of the greatest distance
    assert kappa(x, y, levels=LEVELS) == 0  # half agree, and half would by chance
    assert scott_pi(x, y, levels=LEVELS) == 0
    assert tau_b(x, y) == 0
    assert s_score(x, y, levels=LEVELS, weights=[1, 1, 1, 5]) == pytest.approx(1 - 2 * 2 / 8)


def test_pi_knows_less_of_the_two_states_than_kappa_where_their_habits_differ():
    x, y = [3, 3, 3, 0], [3, 0, 0, 0]
    assert kappa(x, y, levels=LEVELS) == pytest.approx(1 - (2 / 4) / (10 / 16))
    assert scott_pi(x, y, levels=LEVELS) == pytest.approx(1 - (2 / 4) / (1 / 2))


def test_the_same_policy_is_one_in_every_index():
    x = [3, 0, 1, 2, 0]
    assert [index(x, x, levels=LEVELS) for index in (s_score, kappa, scott_pi)] == [1, 1, 1]
    assert tau_b(x, x) == pytest.approx(1)


def test_the_order_turned_round_is_minus_one():
    assert tau_b([0, 1, 2, 3], [3, 2, 1, 0]) == pytest.approx(-1)
    assert s_score([0, 0], [3, 3], levels=LEVELS) == -1


def test_where_chance_has_no_room_the_value_is_unknown():
    assert math.isnan(kappa([0, 0, 0], [0, 0, 0], levels=LEVELS))
    assert s_score([0, 0, 0], [0, 0, 0], levels=LEVELS) == 1


cells = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=2, max_size=12)


@given(cells)
def test_every_index_is_symmetric_and_in_its_range(pairs):
    x, y = zip(*pairs, strict=True)
    for index in (s_score, kappa, scott_pi):
        there, back = index(x, y, levels=LEVELS), index(y, x, levels=LEVELS)
        assert there == pytest.approx(back, nan_ok=True)
        assert math.isnan(there) or there <= 1 + 1e-9
    assert -1 <= s_score(x, y, levels=LEVELS) <= 1


@given(cells)
def test_tau_counts_concordant_and_discordant_pairs(pairs):
    x, y = zip(*pairs, strict=True)
    sign = [
        (np.sign(a - c) * np.sign(b - d), a == c, b == d) for k, (a, b) in enumerate(pairs) for c, d in pairs[k + 1 :]
    ]
    untied = math.sqrt(sum(not t for _, t, _ in sign) * sum(not t for _, _, t in sign))
    if untied:
        assert tau_b(x, y) == pytest.approx(sum(s for s, _, _ in sign) / untied)


@given(cells)
def test_a_weight_of_two_is_the_same_as_standing_twice(pairs):
    x, y = zip(*pairs, strict=True)
    weights = [2] + [1] * (len(pairs) - 1)
    for index in (s_score, kappa, scott_pi):
        twice = index((x[0], *x), (y[0], *y), levels=LEVELS)
        assert index(x, y, levels=LEVELS, weights=weights) == pytest.approx(twice, nan_ok=True)


# Third states alone


def square(n, seed=0, **fields):
    values = np.random.default_rng(seed).choice(4, size=(n, n), p=[0.7, 0.1, 0.1, 0.1]).astype(float)
    names = tuple(f"S{k:03}" for k in range(n))
    return Portfolios(names, names, values, LEVELS, **fields)


def test_with_third_states_alone_the_two_that_are_compared_are_left_out():
    both = square(7, thirds=True)
    weights = [1, 2, 3, 4, 5, 6, 7]
    found = indices(both, weights=weights)
    rest = [0, 2, 3, 4, 6]
    pair = [both.values[k][rest] for k in (1, 5)]
    alone = Portfolios(("a", "b"), tuple(map(str, rest)), np.array(pair), LEVELS)
    expected = indices(alone, weights=[weights[k] for k in rest])
    assert {name: found[name][1, 5] for name in INDICES} == pytest.approx(
        {name: expected[name][0, 1] for name in INDICES}, nan_ok=True
    )


def test_a_choice_of_parties_changes_no_value():
    everyone = square(9, thirds=True)
    few = compare(everyone.of(["S007", "S002"])).to_pylist()
    found = [row for row in compare(everyone).to_pylist() if {row["party"], row["other"]} == {"S002", "S007"}]
    keys = [name for name in INDICES if few[0][name] is not None]
    assert [few[0][name] for name in keys] == pytest.approx([found[0][name] for name in keys])


def test_finer_values_serve_the_indices_that_can_take_them():
    rough = square(8)
    finer = replace(rough, valued=rough.values * 0.9)
    assert indices(finer)["s_absolute"][0, 1] > indices(rough)["s_absolute"][0, 1]
    assert indices(finer)["tau_b"][0, 1] == indices(rough)["tau_b"][0, 1]


# Tables


def test_what_sets_two_apart_comes_largest_first():
    values = np.array([[3.0, 0, 1], [0, 3, 1], [0, 1, 3]])
    two = Portfolios(("A", "B", "C"), ("A", "B", "C"), values, LEVELS)
    rows = differences(two, "A", "C").to_pylist()
    assert [row["state"] for row in rows] == ["A", "C", "B"]
    assert rows[0] == {"state": "A", "A": 3.0, "C": 0.0, "share": pytest.approx(9 / 14)}
    assert differences(replace(two, thirds=True), "A", "C")["state"].to_pylist() == ["B"]


def test_all_pairs_of_195_states_in_a_second():
    states = square(195)
    start = time.process_time()
    table = compare(states)
    assert time.process_time() - start < 1  # seconds
    assert table.num_rows == 195 * 194 // 2
    assert table.column_names == ["party", "other", *INDICES]


# Wrong input


@pytest.mark.parametrize("weights", [[1, 1], [0, 0, 0], [-1, 1, 1], [math.nan, 1, 1]])
def test_weights_that_do_not_fit(weights):
    with pytest.raises(MeasureError, match="weights do not fit 3 states"):
        s_score([0, 1, 2], [0, 1, 2], levels=LEVELS, weights=weights)


def test_vectors_that_do_not_fit():
    with pytest.raises(MeasureError, match="outside the scale"):
        kappa([0, 1, 4], [0, 1, 2], levels=LEVELS)
    with pytest.raises(MeasureError, match="differ in length"):
        kappa([0, 1], [0, 1, 2], levels=LEVELS)
    with pytest.raises(MeasureError, match="1 levels"):
        tau_b([1, 1], [1, 1])


def test_a_party_without_a_portfolio_is_named():
    with pytest.raises(MeasureError, match="XXX has no portfolio"):
        square(3).of(["S000", "XXX"])
