from itertools import combinations, pairwise

import numpy as np
import pytest

from riftline.measure.likelihood import Counts, Values
from riftline.measure.regimes import false_alarms, find_regimes, penalty
from riftline.measure.segmentation import segment

NILE = [
    *(1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140),
    *(1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969),
    *(831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759),
    *(781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890),
    *(744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740),
]


def best_by_enumeration(cost, penalty, least):
    """Cheapest total over every set of breaks that leaves segments of `least` periods or more."""
    periods = len(cost)
    found = np.inf
    for number in range(periods // least):
        for inner in combinations(range(1, periods), number):
            bounds = (0, *inner, periods)
            if min(np.diff(bounds)) < least:
                continue
            parts = [cost[a:b].sum(axis=0).min() for a, b in pairwise(bounds)]
            found = min(found, sum(parts) + penalty * number)
    return found


@pytest.mark.parametrize("least", [1, 2, 3])
def test_segmentation_is_as_cheap_as_the_best_of_all(least):
    random = np.random.default_rng(least)
    cost = random.exponential(2.0, (9, 20, 5))
    levels = np.broadcast_to(np.arange(5.0), (20, 5))
    found = segment(lambda rows: (cost[:, rows], levels[rows]), (20, 9), np.full(20, 1.5), least=least)
    for row in range(20):
        starts = [*found.starts(row), 9]
        paid = sum(cost[t, row, int(found.level[row, t])] for t in range(9)) + 1.5 * (len(starts) - 2)
        assert paid == pytest.approx(best_by_enumeration(cost[:, row], 1.5, least))
        assert min(np.diff(starts)) >= least


def test_nile_breaks_in_1898():
    flow = Values((np.array([NILE], float) - 900) / 100)
    assert find_regimes(flow, penalty(0.1, 10), least=2).segments.starts(0) == [0, 28]


def test_over_dispersion_is_not_inflated_by_breaks():
    random = np.random.default_rng(1)
    rates = np.where(np.arange(120) < 60, 10, 80)
    count = random.poisson(random.gamma(5, 1 / 5, (200, 120)) * rates).astype(float)
    found = find_regimes(Counts(count, np.ones(count.shape)), penalty(0.05, 120), least=3)
    assert np.median(found.noise) == pytest.approx(0.2, rel=0.2)
    assert np.mean([found.segments.starts(row) == [0, 60] for row in range(200)]) > 0.8


def test_autocorrelation_raises_what_a_break_must_gain():
    random = np.random.default_rng(2)
    noise = random.normal(size=(100, 240))
    for period in range(1, 240):
        noise[:, period] = 0.6 * noise[:, period - 1] + 0.8 * noise[:, period]
    series = Counts(random.poisson(30 * np.exp(0.4 * noise)).astype(float), np.ones((100, 240)))
    assert np.median(find_regimes(series, penalty(0.05, 120), least=3).inflation) > 2


def test_penalty_and_false_alarms_are_inverse():
    assert false_alarms(np.array(penalty(0.05, 120)), 120) == pytest.approx(0.05)
