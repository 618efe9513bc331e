"""Intervals for shares against values of other implementations."""

import math

import numpy as np
import pytest

from riftline.errors import MeasureError
from riftline.measure.intervals import Spread, beta_cdf, beta_quantile, design_effect, jeffreys, log_gamma


def test_log_gamma_agrees_with_the_standard_library():
    values = np.array([0.5, 1.0, 1.5, 7.25, 100.0, 123456.5])
    assert log_gamma(values) == pytest.approx([math.lgamma(value) for value in values], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    ("p", "a", "b", "expected"),
    [
        (0.025, 0.5, 10.5, 4.789043e-05),
        (0.975, 0.5, 10.5, 0.2171963),
        (0.025, 3.5, 7.5, 0.09269459),
        (0.975, 3.5, 7.5, 0.6058183),
        (0.5, 2.0, 2.0, 0.5),
        (0.95, 500.5, 1500.5, 0.2661872),
    ],
)
def test_quantiles_agree_with_those_of_scipy(p, a, b, expected):
    assert beta_quantile(p, a, b) == pytest.approx(expected, rel=1e-5)


def test_the_quantile_inverts_the_distribution():
    random = np.random.default_rng(7)
    a, b = 10 ** random.uniform(-0.3, 4, (2, 500))
    p = random.uniform(0.001, 0.999, 500)
    assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-6)


def test_jeffreys_interval_of_brown_cai_and_dasgupta():
    lower, upper = jeffreys([0, 3, 10, 0], [10, 10, 10, 0])
    assert lower[:3] == pytest.approx([0, 0.0927, 0.7828], abs=1e-4)
    assert upper[:3] == pytest.approx([0.2172, 0.6058, 1], abs=1e-4)
    assert np.isnan(lower[3])
    assert np.isnan(upper[3])


def test_jeffreys_intervals_cover_at_about_their_level():
    random = np.random.default_rng(3)
    share = random.uniform(0.1, 0.9, 4000)
    lower, upper = jeffreys(random.binomial(40, share), np.full(4000, 40), 0.9)
    assert np.mean((lower <= share) & (upper >= share)) == pytest.approx(0.9, abs=0.02)


def test_a_level_above_one_is_refused():
    with pytest.raises(MeasureError, match="level of an interval cannot be 95"):
        jeffreys([1], [2], 95)


def spread_of(part, whole):
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    sums = [(whole**2).sum(), (whole * part).sum(), (part**2).sum(), len(whole)]
    return part.sum(), whole.sum(), Spread(*(np.array([value], float) for value in sums))


def test_days_that_are_all_of_one_kind_count_once():
    part, whole, spread = spread_of([10, 0] * 20, [10] * 40)
    assert design_effect(np.array([part]), np.array([whole]), spread) == pytest.approx(10, rel=0.03)


def test_independent_events_have_no_design_effect():
    random = np.random.default_rng(1)
    whole = random.poisson(8, 4000) + 1
    part, whole, spread = spread_of(random.binomial(whole, 0.3), whole)
    assert design_effect(np.array([part]), np.array([whole]), spread) == pytest.approx(1, abs=0.06)


def test_quantiles_of_a_share_that_is_all_but_certain():
    low, high = beta_quantile([0.05, 0.95], [400.0, 400.0], [1e-5, 1e-5])
    assert 0.99 < low <= high <= 1
    low, high = beta_quantile([0.05, 0.95], [1e-5, 1e-5], [400.0, 400.0])
    assert 0 <= low <= high < 0.01
