import numpy as np
import pytest

from riftline.forecast.chances.verification import calibration_error, reliability, verify


def test_scores_by_hand():
    chance, happened = np.array([0.8, 0.4, 0.1]), np.array([1.0, 0.0, 0.0])
    found = verify(chance, happened, {"half": np.full(3, 0.5)})
    assert found.brier == pytest.approx((0.04 + 0.16 + 0.01) / 3)
    assert found.log_score == pytest.approx(-(np.log(0.8) + np.log(0.6) + np.log(0.9)) / 3)
    assert found.skill["half"] == pytest.approx(1 - 0.07 / 0.25)
    assert (found.forecasts, found.events, found.interval) == (3, 1, {})


def test_calibration_error_is_the_distance_in_each_bin_by_its_mass():
    chance = np.array([0.1] * 10 + [0.5] * 10)
    happened = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 5 + [0.0] * 5)
    bins = reliability(chance, happened, bins=2)
    assert [(one.forecasts, one.said, one.seen) for one in bins] == [(10, pytest.approx(0.1), 0.2), (10, 0.5, 0.5)]
    assert calibration_error(bins) == pytest.approx(0.05)


def test_a_sure_miss_costs_much_but_not_without_end():
    assert verify(np.array([0.0]), np.array([1.0]), {}).log_score == pytest.approx(-np.log(1e-6))


def test_the_interval_of_a_skill_holds_it_and_narrows_with_more_blocks():
    random = np.random.default_rng(1)

    def width(blocks):
        true = random.uniform(0, 1, blocks * 20)
        happened = (random.random(len(true)) < true).astype(float)
        found = verify(true, happened, {"half": np.full(len(true), 0.5)}, np.repeat(np.arange(blocks), 20))
        low, high = found.interval["half"]
        assert low < found.skill["half"] < high
        return high - low

    assert width(400) < width(25)
