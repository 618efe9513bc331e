"""Forecasts of chances on events made up for the test: some pairs act in bursts, some at random."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from riftline.forecast.chances import exposure
from riftline.forecast.chances.evidence import Evidence
from riftline.forecast.chances.model import Settings, Walk, learn
from riftline.forecast.chances.panel import cells_of, panel_of
from riftline.forecast.chances.rolling import backtest, roll, windows

SMALL = Settings(days=7, cases=20_000, trees=60, rate=0.1, stride=3)


def events(seed=0, days=260, parties=14, kinds=5):
    """Each pair and type has a rate; when it acts, it is likely to act again within days."""
    random = np.random.default_rng(seed)
    rate = random.gamma(0.3, 0.05, (parties, kinds, parties))
    heat = np.zeros_like(rate)
    rows = []
    for day in range(days):
        acts = random.random(rate.shape) < np.minimum(rate + 0.35 * heat, 0.9)
        heat = np.maximum(heat * 0.6, acts)
        rows += [(s, k, t, day) for s, k, t in np.argwhere(acts) if s != t]
    return np.array(rows, np.int64)


def panel(rows, parties=14, kinds=5):
    source, kind, target, day = rows.T
    return panel_of(source, kind, target, day, parties=[f"P{k}" for k in range(parties)], kinds=list("abcde")[:kinds])


def forecasts(made, *, every_kind=True, settings=SMALL, origins=None):
    first = 200
    found = roll(
        made, every_kind=every_kind, settings=settings, starts=[first], origins=origins or windows(first, 259, 7)
    )
    assert found is not None
    return found


def test_forecasts_beat_the_recalibrated_base_rate_and_mean_what_they_say():
    made = panel(events())
    found = backtest(made, forecasts(made), 7)
    assert found.all.skill["base rate"] > 0.06
    assert found.all.skill["type rate"] > found.all.skill["base rate"]
    assert found.all.calibration_error < 0.02
    assert found.origins == 8
    assert sum(one.events for one in found.by_history.values()) == found.all.events
    assert sum(one.forecasts for one in found.by_kind.values()) == found.all.forecasts


@pytest.mark.parametrize("every_kind", [True, False])
def test_what_happens_from_the_first_day_on_changes_no_forecast_of_that_day(every_kind):
    rows = events()
    day = 214
    later = rows[:, 3] >= day
    changed = rows.copy()
    changed[later] = np.random.default_rng(1).permutation(changed[later], axis=0)
    changed[later, 2] = (changed[later, 0] + 1 + np.arange(later.sum()) % 13) % 14
    cut = [panel(rows), panel(changed), panel(rows[~later])]
    chances = []
    for made in cut:
        cells = cells_of(made, every_kind=every_kind)
        walk = Walk(Evidence(made, cells, 7), SMALL.step)
        model = learn(walk, 200, SMALL)
        known = cells.known(day)
        chance = model.forecast(walk.to(day), known)
        names = [cells.source[:known], cells.kind[:known], cells.target[:known]]
        order = np.lexsort(names)
        chances.append((chance[order], np.stack(names)[:, order]))
    for chance, names in chances[1:]:
        assert (names == chances[0][1]).all()
        assert chance == pytest.approx(chances[0][0], abs=0)


def test_the_same_forecasts_twice_and_others_with_another_seed():
    made = panel(events())
    first, again = forecasts(made, origins=[200]), forecasts(made, origins=[200])
    other = forecasts(made, origins=[200], settings=replace(SMALL, seed=5))
    assert (first.chance == again.chance).all()
    assert (first.chance != other.chance).any()


def test_twice_the_reports_of_everything_is_not_war():
    """From day 150 on each day's volume is what two days gave: shares stay, so chances follow the volume at once."""
    rows = events(days=200)
    cells = cells_of(panel(rows), every_kind=True)
    plain = Evidence(panel(rows), cells, 7)
    plain.advance(200)
    thin = rows[(rows[:, 3] < 100) | (np.arange(len(rows)) % 2 == 0)]
    halved = Evidence(panel(thin), cells_of(panel(thin), every_kind=True), 7)
    halved.advance(200)
    usual = exposure.expected(plain.volume, 200, 7)
    assert exposure.expected(halved.volume, 200, 7) == pytest.approx(usual / 2, rel=0.1)
    columns, names = halved.columns(0, len(halved.cells.kind))
    before, _ = plain.columns(0, len(cells.kind))
    at = names.index("cell_rate")
    assert columns[:, at].sum() == pytest.approx(before[:, at].sum() / 2, rel=0.1)


def test_a_lost_day_and_a_holiday_change_nothing_of_what_is_expected():
    volume = np.full(60, 100.0)
    volume[[55, 50]] = 0
    assert exposure.expected(volume, 60, 7) == 100
    assert exposure.expected(volume[:3], 3, 7) == 100
    assert exposure.expected(volume[:0], 0, 7) == 0


def test_too_little_to_learn_from_gives_no_model():
    rows = events(days=30)
    made = panel(rows)
    assert learn(Walk(Evidence(made, cells_of(made, every_kind=True), 7), 3), 30, SMALL) is None
    assert roll(made, every_kind=True, settings=SMALL, starts=[25], origins=[25]) is None


def test_several_events_and_a_window_that_begins_later_count_as_asked():
    rows = np.array([(0, 0, 1, 0), (0, 0, 1, 5), (0, 0, 1, 6), (0, 0, 1, 6), (1, 0, 0, 9)], np.int64)
    made = panel(rows, parties=2, kinds=1)
    cells = cells_of(made, every_kind=True)

    def happened(**how):
        return Evidence(made, cells, 4, **how).happened(3, cells.known(3)).tolist()

    assert happened() == [1.0]
    assert happened(least=3) == [1.0]
    assert happened(least=4) == [0.0]
    assert happened(lead=4) == [0.0]
    assert happened(lead=3) == [1.0]


def test_more_of_the_same_act_never_lowers_the_chance():
    made = panel(events())
    cells = cells_of(made, every_kind=True)
    walk = Walk(Evidence(made, cells, 7), SMALL.step)
    model = learn(walk, 200, SMALL)
    columns, names = walk.to(200).columns(0, 50)
    more = columns.copy()
    more[:, [k for k, name in enumerate(names) if name.startswith(("cell_rate", "cell_share"))]] *= 3
    assert (model(more) >= model(columns) - 1e-12).all()


def test_the_turn_of_the_year_is_expected_to_be_quiet():
    volume, start = np.full(90, 100.0), dt.date(2024, 10, 1)
    christmas = (dt.date(2024, 12, 24) - start).days
    assert exposure.expected(volume[:christmas], christmas, 7, start=start) == pytest.approx(70)
    assert exposure.expected(volume[:60], 60, 7, start=start) == 100
    assert exposure.expected(volume[:christmas], christmas, 7) == 100  # no calendar is known


def test_a_year_before_tells_more_than_the_calendar():
    start = dt.date(2023, 1, 1)
    volume = np.full(800, 100.0)
    busy = (dt.date(2024, 12, 25) - start).days
    assert exposure.expected(volume[:busy], busy, 7, start=start) == 100
