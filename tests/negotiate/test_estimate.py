import numpy as np
import pytest

from riftline.negotiate.estimate import Estimate, number

SHARES = (np.arange(100_000) + 0.5) / 100_000


@pytest.mark.parametrize(
    ("estimate", "mean", "sd", "best"),
    [
        (number(7), 7, 0, 7),
        (Estimate("range", (2, 8)), 5, 6 / 12**0.5, 5),
        (Estimate("triangle", (0, 3, 6)), 3, 6 / 24**0.5, 3),
        (Estimate("triangle", (0, 0, 6)), 2, 2**0.5, 0),
        (Estimate("triangle", (0, 6, 6)), 4, 2**0.5, 6),
        (Estimate("normal", (50, 4)), 50, 4, 50),
        (Estimate("values", (1, 5), (3, 1)), 2, 3**0.5, 1),
    ],
)
def test_draws_have_the_mean_and_spread_of_the_distribution(estimate, mean, sd, best):
    drawn = estimate.at(SHARES)
    assert drawn.mean() == pytest.approx(mean, abs=1e-3)
    assert drawn.std() == pytest.approx(sd, rel=2e-3, abs=1e-9)
    assert estimate.best == best


def test_a_normal_distribution_is_cut_at_what_the_input_may_be():
    drawn = Estimate("normal", (0.9, 0.2)).at(SHARES, low=0, high=1)
    assert drawn.min() >= 0
    assert drawn.max() <= 1
    assert drawn.mean() == pytest.approx(0.79817, abs=5e-4)  # 0.9 − 0.2·φ(½)/(Φ(½) − Φ(−4½))


def test_the_normal_quantiles_are_those_of_the_tables():
    assert Estimate("normal", (0, 1)).at(np.array([0.025, 0.5, 0.975])) == pytest.approx(
        [-1.95996, 0, 1.95996], abs=2e-4
    )
