import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riftline.forecast.chances.calibration import Beta, beta, isotonic


def test_isotonic_pools_neighbours_in_the_wrong_order():
    curve = isotonic(np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.0, 1.0, 0.0, 1.0]))
    assert curve(np.array([0.1, 0.2, 0.3, 0.4])) == pytest.approx([0, 0.5, 0.5, 1])
    assert curve(np.array([0.0, 0.25, 0.9])) == pytest.approx([0, 0.5, 1])


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.6, 0.9]), st.booleans()), min_size=1, max_size=60))
def test_isotonic_rises_keeps_the_mean_and_beats_every_constant(pairs):
    chance, happened = np.array(pairs, float).T
    fitted = isotonic(chance, happened)(chance)
    assert (np.diff(fitted[np.argsort(chance)]) >= -1e-12).all()
    assert fitted.mean() == pytest.approx(happened.mean())
    assert ((fitted - happened) ** 2).mean() <= ((happened.mean() - happened) ** 2).mean() + 1e-12


def test_beta_takes_back_what_was_bent():
    random = np.random.default_rng(0)
    true = random.uniform(0.01, 0.6, 200_000)
    happened = (random.random(len(true)) < true).astype(float)
    bent = Beta(1.4, 1.0, 0.8)(true)
    mended = beta(bent, happened)(bent)
    assert np.abs(bent - true).mean() > 0.03
    assert np.abs(mended - true).mean() < 0.005


def test_beta_leaves_forecasts_alone_where_hardly_anything_is_known():
    chance = np.full(10, 0.2)
    assert beta(chance, np.zeros(10))(chance) == pytest.approx(0.2, abs=0.02)


def test_beta_stays_inside_the_open_interval():
    assert (Beta()(np.array([0.0, 1.0])) > 0).all()
    assert (Beta()(np.array([0.0, 1.0])) < 1).all()
