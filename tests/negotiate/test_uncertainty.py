import csv
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.negotiate import negotiate, parse_scenario
from riftline.negotiate.estimate import number
from riftline.negotiate.model_error import ModelError, evidence
from riftline.negotiate.uncertainty import crps, spread_of

SHARES = (np.arange(20_000) + 0.5) / 20_000

SURE = """
title = "x"
model_error = 0
[[issue]]
id = "a"
title = "A"
low = "l"
high = "h"
[[actor]]
name = "One"
capability = 1
on.a = { position = 20, salience = 1 }
[[actor]]
name = "Two"
capability = 3
on.a = { position = 60, salience = 1 }
"""


def test_without_noise_and_error_it_is_the_weighted_mean():
    (found,) = negotiate(parse_scenario(SURE), draws=100)
    assert found.draws == pytest.approx(50)
    assert found.headline.sd == pytest.approx(0)
    assert found.anchors == ()
    assert {answer.model: answer.spread.sd for answer in found.answers} == pytest.approx(
        dict.fromkeys(("mean", "median", "election", "challenge", "challenge-code"), 0)
    )


def test_the_same_seed_gives_the_same_and_another_something_else(scenario):
    first, same, other = (negotiate(scenario, draws=200, seed=seed)[0] for seed in (1, 1, 2))
    assert (first.draws == same.draws).all()
    assert (first.draws != other.draws).any()


def test_the_order_of_actors_does_not_matter_to_the_draws(scenario):
    turned = replace(scenario, actors=scenario.actors[::-1])
    for one, other in zip(negotiate(scenario, draws=500), negotiate(turned, draws=500), strict=True):
        assert one.draws == pytest.approx(other.draws)


def test_a_change_of_one_input_leaves_the_draws_of_the_others(scenario):
    north = scenario.actor("North")
    shifted = tuple(replace(stake, position=number(stake.position.best + 1)) for stake in north.stakes)
    known = tuple(replace(stake, position=number(stake.position.best)) for stake in north.stakes)
    before, after = (
        negotiate(replace(scenario.having(replace(north, stakes=stakes)), model_error=0), draws=300)[0].draws
        for stakes in (known, shifted)
    )
    assert ((after - before > 0) & (after - before < 1)).all()


# The model's own error


@given(mean=st.floats(0.5, 99.5), size=st.sampled_from([0.5, 1.0, 2.0]))
@settings(deadline=None)
def test_the_error_keeps_the_mean_and_stays_between_the_ends(mean, size):
    draws = evidence().error.around(np.full(20_000, mean), np.zeros(20_000), np.full(20_000, 100.0), SHARES, size=size)
    assert draws.mean() == pytest.approx(mean, abs=0.3)
    assert 0 <= draws.min() <= draws.max() <= 100


def test_the_error_is_a_share_of_the_way_between_the_extremes():
    error = evidence().error
    one, other = (
        error.around(np.full(99, low + 0.3 * width), np.full(99, low), np.full(99, low + width), SHARES[100:10_000:100])
        for low, width in ((0.0, 100.0), (40.0, 5.0))
    )
    assert (other - 40) / 5 == pytest.approx(one / 100)


def test_both_directions_are_alike():
    error, many = evidence().error, np.ones(999)
    left = error.around(30 * many, 0 * many, 100 * many, SHARES[:999])
    right = error.around(70 * many, 0 * many, 100 * many, 1 - SHARES[:999])
    assert left == pytest.approx(100 - right, abs=1e-6)


@pytest.fixture(scope="module")
def issues(shared):
    with (shared / "data" / "negotiation" / "deu3_351_issue_forecasts.csv").open(encoding="utf8") as file:
        return list(csv.DictReader(file))


def test_the_figures_that_come_along_are_those_of_the_data(issues):
    mean, outcome = (np.array([float(row[name]) for row in issues]) for name in ("compromise_forecast", "outcome"))
    with_reference = [row for row in issues if row["reference_point"]]
    found, fresh = evidence(), ModelError.of(mean, outcome)
    assert found.issues == len(issues)
    assert found.mean_absolute_error == round(float(np.abs(outcome - mean).mean()), 2)
    assert found.error.reach == pytest.approx(fresh.reach, abs=0.3)
    assert found.error.at(SHARES) == pytest.approx(fresh.at(SHARES), abs=2)
    assert found.ends == round(float(np.mean((outcome == 0) | (outcome == 100))), 3)
    hits = [float(row["outcome"]) == float(row["reference_point"]) for row in with_reference]
    assert found.references == round(float(np.mean(hits)), 3)


def test_as_many_outcomes_lie_at_an_end_as_in_the_data(issues):
    mean = np.repeat([float(row["compromise_forecast"]) for row in issues], 200)
    share = np.tile((np.arange(200) + 0.5) / 200, len(issues))
    draws = evidence().error.around(mean, 0 * mean, 0 * mean + 100, share)
    assert np.mean((draws == 0) | (draws == 100)) == pytest.approx(evidence().ends, abs=0.005)


def test_a_part_of_the_outcomes_lies_on_the_reference_point():
    many = np.ones(20_000)
    draws = evidence().error.around(55 * many, 0 * many, 100 * many, SHARES, reference=40 * many)
    assert 0.1 < np.mean(draws == 40) < 0.33  # a third of 18 issues with a reference point inside of the scale
    assert draws.mean() == pytest.approx(55, abs=1)


# What is told of draws


def test_quantiles_leave_out_draws_without_an_answer():
    found = spread_of(np.array([np.nan, 1, 2, 3, np.nan]))
    assert (found.mean, found.undefined, found.band(0.5)) == (2, 0.4, (1.5, 2.5))
    assert spread_of(np.full(3, np.nan)).undefined == 1


def test_crps_of_a_number_is_its_error_and_of_a_normal_the_formula():
    assert crps([7.0], 4) == 3
    random = np.random.default_rng(0).normal(0, 1, 200_000)
    assert crps(random, 0) == pytest.approx(0.23370, abs=2e-3)  # (√2 − 1)/√π
    assert crps([0, 1], 0) == pytest.approx(0.25)


def test_red_lines_are_counted_in_the_headline(scenario):
    (share, _) = negotiate(scenario, draws=2000)
    told = {(one.actor, one.side): one for one in share.crossings}
    assert told["North", "at most"].chance == pytest.approx((share.draws > 60).mean())
    assert told["Province", "at least"].chance == pytest.approx((share.draws < 45).mean())
    assert share.beyond == pytest.approx(((share.draws > 60) | (share.draws < 45)).mean())
