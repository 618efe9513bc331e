"""What has to hold of any inputs."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from riftline.negotiate.models import MODELS
from riftline.negotiate.models.challenge import Challenge
from riftline.negotiate.models.exchange import exchange, trades
from riftline.negotiate.table import table_of

SHARES = st.floats(0.05, 1)
ACTORS = st.lists(st.tuples(st.integers(0, 100), SHARES, SHARES), min_size=2, max_size=9)
TIED = [  # equal offers, which rounding told apart in one unit and not in another
    *((0, 1.0, 0.5), (0, 0.5, 1.0), (0, 0.25, 1.0), (0, 0.125, 1.0)),
    *((1, 1.0, 1.0), (1, 0.75, 1.0), (5, 0.5, 1.0), (18, 0.5, 1.0)),
]
ALONE = sorted(set(MODELS) - {"exchange"})
# One takes the lowest of several compromises, whichever way that is, and the first of equal offers.
FAIR = sorted(set(ALONE) - {"challenge-code"})


def table(actors, **options):
    x, s, c = zip(*actors, strict=True)
    return table_of(x, s, c, low=0, high=100, **options)


def settled(name, actors, **options):
    return float(MODELS[name].settle([table(actors, **options)])[0][0])


@pytest.mark.parametrize("name", ALONE)
@given(actors=ACTORS)
@settings(max_examples=40, deadline=None)
def test_an_outcome_lies_between_the_extreme_positions(name, actors):
    positions = [x for x, _, _ in actors]
    outcome = settled(name, [(x + 1, s, c) for x, s, c in actors], reference=0)
    low = 0 if name in {"nash", "kalai-smorodinsky"} else min(positions) + 1
    assert low - 1e-9 <= outcome <= max(positions) + 1 + 1e-9


@pytest.mark.parametrize("name", ALONE)
@given(actors=ACTORS, shift=st.integers(-50, 50), scale=st.sampled_from([0.01, 0.5, 1000.0]))
@example(actors=TIED, shift=0, scale=0.01)
@settings(max_examples=40, deadline=None)
def test_the_unit_of_the_scale_does_not_matter(name, actors, shift, scale):
    plain = settled(name, actors, reference=-1)
    moved = [((x + shift) * scale, s, c) for x, s, c in actors]
    outcome = settled(name, moved, reference=(shift - 1) * scale)
    assert outcome / scale - shift == pytest.approx(plain, abs=1e-4)


@pytest.mark.parametrize("name", ALONE)
@given(actors=ACTORS, times=st.sampled_from([1e-3, 3.0, 1e5]))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_capability_does_not_matter(name, actors, times):
    scaled = [(x, s, c * times) for x, s, c in actors]
    assert settled(name, scaled, reference=-1) == pytest.approx(settled(name, actors, reference=-1), abs=1e-4)


@pytest.mark.parametrize("name", FAIR)
@given(data=st.data(), actors=ACTORS)
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_actors_does_not_matter(name, data, actors):
    shuffled = data.draw(st.permutations(actors))
    assert settled(name, shuffled, reference=-1) == pytest.approx(settled(name, actors, reference=-1), abs=1e-6)


@pytest.mark.parametrize("name", ["mean", "election", "election-markov", "nash", "kalai-smorodinsky"])
@given(actors=ACTORS)
@settings(max_examples=40, deadline=None)
def test_which_end_is_called_low_does_not_matter(name, actors):
    mirrored = [(100 - x, s, c) for x, s, c in actors]
    outcome, other = settled(name, actors, reference=-1), settled(name, mirrored, reference=101)
    assert 100 - other == pytest.approx(outcome, abs=1e-6)


@pytest.mark.parametrize("name", ["mean", "median"])
@given(actors=ACTORS, times=st.floats(1, 10))
@settings(max_examples=60, deadline=None)
def test_more_capability_never_moves_the_outcome_away(name, actors, times):
    x, s, c = actors[0]
    before, after = settled(name, actors), settled(name, [(x, s, c * times), *actors[1:]])
    assert abs(after - x) <= abs(before - x) + 1e-9


@given(actors=ACTORS)
@settings(max_examples=40, deadline=None)
def test_when_all_want_the_same_it_is_what_they_want(actors):
    same = [(40, s, c) for _, s, c in actors]
    assert {name: settled(name, same, reference=0) for name in ALONE} == pytest.approx(dict.fromkeys(ALONE, 40.0))


def test_all_draws_are_settled_apart():
    random = np.random.default_rng(3)
    draws = [[random.uniform(0, 100, 6), random.uniform(0.1, 1, 6), random.uniform(1, 9, 6)] for _ in range(50)]
    together = table_of(*(np.stack([draw[k] for draw in draws]) for k in range(3)), reference=-1)
    for name in ALONE:
        alone = [float(MODELS[name].settle([table_of(*draw, reference=-1)])[0][0]) for draw in draws]
        assert MODELS[name].settle([together])[0] == pytest.approx(alone, abs=1e-4), name


# Bargaining over a reference point


def test_two_of_equal_weight_on_one_side_of_the_reference_point():
    two = [(40, 1.0, 1.0), (100, 1.0, 1.0)]
    # gains y and y up to 40, then 80 − y and y: the product is greatest at 40; the shares y/40 and y/80 meet at …
    assert settled("nash", two, reference=0) == pytest.approx(40)
    assert settled("kalai-smorodinsky", two, reference=0) == pytest.approx(160 / 3)  # (80 − y)/40 = y/80


@pytest.mark.parametrize("name", ["nash", "kalai-smorodinsky"])
@pytest.mark.parametrize("reference", [None, 40, 50])
def test_no_answer_without_a_reference_point_or_when_not_all_can_gain(name, reference):
    assert np.isnan(settled(name, [(40, 1.0, 1.0), (100, 1.0, 1.0)], reference=reference))


def test_an_actor_without_weight_does_not_keep_others_from_a_bargain():
    assert settled("nash", [(40, 1.0, 1.0), (100, 1.0, 1.0), (-10, 1.0, 0.0)], reference=0) == pytest.approx(40)


# Challenges


def one_round(x, s, w, q):
    """The paper's equations, written out for one round: who moves where."""
    n, reach = len(x), np.ptp(x)
    d = [[abs(x[i] - x[j]) / reach for j in range(n)] for i in range(n)]
    median = float(MODELS["median"].settle([table_of(x, np.ones(n), w)])[0][0])

    def prevails(i, j):
        votes = [w[k] * (d[k][j] - d[k][i]) for k in range(n)]
        return sum(max(v, 0) for v in votes) / sum(map(abs, votes)) if any(votes) else 0.5

    def expects(i, j, r, q):
        gain, loss = (2 - 4 * (0.5 + sign * d[i][j] / 2) ** r for sign in (-1, 1))
        p, away = prevails(i, j), abs(x[i] - median) / reach
        better, worse = (2 - 4 * max(0, 0.5 + sign * (away + d[i][j]) / 4) ** r for sign in (-1, 1))
        still = q * (2 - 4 * 0.5**r) + (1 - q) * (better if away < d[i][j] else worse)
        return s[j] * (p * gain + (1 - p) * loss) + (1 - s[j]) * gain - still

    danger = [sum(expects(j, i, 1, 1) for j in range(n) if j != i) for i in range(n)]
    risk = [(2 * one - max(danger) - min(danger)) / (max(danger) - min(danger)) for one in danger]
    r = [(1 - one / 3) / (1 + one / 3) for one in risk]
    after = list(x)
    for i in range(n):
        offers = []
        for j in range(n):
            mine, theirs = expects(i, j, r[i], q), expects(j, i, r[j], q)
            if x[i] != x[j] and mine < 0 < theirs:
                offers.append((x[j] - x[i]) * min(1, -mine / theirs))
        after[i] += min(offers, key=abs, default=0)
    return after


@pytest.mark.parametrize("q", [1.0, 0.7, 0.3])
def test_a_round_of_challenges_follows_the_equations(q):
    random = np.random.default_rng(8)
    moved = 0
    for _ in range(30):
        x, s, w = random.uniform(0, 100, 6), random.uniform(0.1, 1, 6), random.uniform(0.1, 1, 6)
        (played,) = Challenge("paper", 1, q).play(table_of(x, s, w / s))
        assert played.position[0] == pytest.approx(one_round(x, s, w, q))
        moved += int((played.why > 0).sum())
    assert moved > 20


# Trades


def two_issues(s1=(0.9, 0.2), s2=(0.2, 0.9), s3=(0.5, 0.5)):
    """One cares for the first issue, the other for the second; they disagree on both."""
    first = table([(0, s1[0], 1.0), (100, s2[0], 1.0), (50, s3[0], 1.0)])
    second = table([(0, s1[1], 1.0), (100, s2[1], 1.0), (50, s3[1], 1.0)])
    return [first, second]


def test_a_trade_gives_each_what_it_cares_for():
    before = [float(MODELS["mean"].settle([one])[0][0]) for one in two_issues()]
    after = [float(outcome[0]) for outcome in exchange(two_issues())]
    assert after[0] < before[0] - 5
    assert after[1] > before[1] + 5


def test_a_trade_gains_both_alike():
    tables = two_issues((0.9, 0.3), (0.4, 0.8))
    _, made = trades(tables)
    assert [(one.winner, one.giver) for one in made[:1]] == [(0, 1)]
    before = [float(MODELS["mean"].settle([one])[0][0]) for one in tables]
    after = [float(outcome[0]) for outcome in exchange(tables)]
    moved = [(b - a) / 100 for a, b in zip(after, before, strict=True)]  # the first wants both issues down
    first = 0.9 * moved[0] + 0.3 * moved[1]
    second = -0.4 * moved[0] - 0.8 * moved[1]
    assert first > 0
    if len(made) == 1:
        assert first == pytest.approx(second)
        assert first == pytest.approx(made[0].gain)


def test_nobody_trades_who_cares_alike():
    tables = two_issues((0.6, 0.3), (0.8, 0.4), (0.2, 0.1))
    assert trades(tables)[1] == []
    expected = [MODELS["mean"].settle([one])[0][0] for one in tables]
    assert [outcome[0] for outcome in exchange(tables)] == pytest.approx(expected)


def test_trades_of_many_draws_are_those_of_each():
    random = np.random.default_rng(5)
    draws = [
        [[random.uniform(0, 100, 5), random.uniform(0.1, 1, 5), strength] for _ in range(3)]
        for _ in range(20)
        for strength in [random.uniform(1, 9, 5)]
    ]
    together = [
        table_of(*(np.stack([draw[p][k] for draw in draws]) for k in range(3)), low=0, high=100) for p in range(3)
    ]
    found = exchange(together)
    for k, draw in enumerate(draws):
        alone = exchange([table_of(*one, low=0, high=100) for one in draw])
        assert [outcome[k] for outcome in found] == pytest.approx([float(outcome[0]) for outcome in alone])
