import numpy as np
import pytest

from riftline.forecast.ranking.counters import HALF_LIVES, NEVER, Counter, fading


def test_counts_decay_with_their_half_lives():
    counter = Counter(fading(100))
    counter.add(np.array([7, 7, 9]), 0)
    counter.add(np.array([7]), 10)
    out = np.zeros((3, 5), np.float32)
    counter.read(np.array([7, 9, 8]), 20, out)
    expected = [2 * 0.5 ** (20 / h) + 0.5 ** (10 / h) for h in HALF_LIVES]
    assert out[0] == pytest.approx([3, *expected, 10])
    assert out[1, 0] == 1
    assert out[2] == pytest.approx([0, 0, 0, 0, NEVER])


def test_many_keys_do_not_mix():
    random = np.random.default_rng(0)
    keys = random.integers(0, 2**40, 5000)  # more than the first table holds
    counter = Counter(fading(3))
    for part in np.split(keys, 10):
        counter.add(part, 1)
    out = np.zeros((len(keys), 5), np.float32)
    counter.read(keys, 2, out)
    distinct, back, count = np.unique(keys, return_inverse=True, return_counts=True)
    assert len(distinct) > 4900
    assert out[:, 0].tolist() == count[back].tolist()
