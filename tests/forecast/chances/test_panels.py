"""What forecasts of chances take from made-up panels: who follows whom, silence of all against silence of one pair."""

from dataclasses import replace

import numpy as np
import pytest

from riftline.forecast.chances.calibration import Beta, beta, logit
from riftline.forecast.chances.evidence import Evidence
from riftline.forecast.chances.model import Settings, Walk, learn
from riftline.forecast.chances.panel import cells_of, panel_of
from riftline.forecast.chances.reasons import reasons
from riftline.forecast.chances.rolling import backtest, roll, windows
from riftline.forecast.chances.verification import calibration_error, reliability

SMALL = Settings(days=7, cases=15_000, trees=40, rate=0.12, stride=4)
PARTIES, DAYS = 14, 240


def threats_and_blows(seed=0):
    """Pairs threaten (0) at random; a week after a threat they strike (1) with one chance in two, seldom else."""
    random = np.random.default_rng(seed)
    rows = []
    for source in range(PARTIES):
        for target in range(PARTIES):
            threats = np.flatnonzero(random.random(DAYS) < 0.02)
            struck = threats[random.random(len(threats)) < 0.5] + random.integers(3, 8)
            chance = np.flatnonzero(random.random(DAYS) < 0.002)
            talks = np.flatnonzero(random.random(DAYS) < 0.03)
            for kind, days in enumerate((threats, np.union1d(struck, chance), talks)):
                rows += [(source, kind, target, day) for day in days if day < DAYS and source != target]
    found = np.array(rows, np.int64)
    return found[np.argsort(found[:, 3], kind="stable")]


def panel(rows):
    names = [f"P{number}" for number in range(PARTIES)]
    return panel_of(*rows.T, parties=names, kinds=("threaten", "strike", "talk"))


def model_and_evidence(rows, day, settings=SMALL):
    made = panel(rows)
    cells = cells_of(made, every_kind=True)
    walk = Walk(Evidence(made, cells, settings.days), settings.step)
    model = learn(walk, day, settings)
    assert model is not None
    return model, walk.to(day), cells


def test_what_follows_a_threat_is_learned_beyond_the_base_rate():
    made = panel(threats_and_blows())
    found = roll(made, every_kind=True, settings=SMALL, starts=[190], origins=windows(190, DAYS - 1, 7))
    scores = backtest(made, found, 7).by_kind
    assert scores["strike"].skill["base rate"] > 0.1
    assert scores["strike"].skill["base rate"] > scores["talk"].skill["base rate"] + 0.1


def test_events_from_the_first_day_of_the_window_on_change_no_column():
    rows = threats_and_blows()
    day = 201
    cut = []
    for known in (rows, rows[rows[:, 3] < day]):
        made = panel(known)
        cells = cells_of(made, every_kind=True)
        evidence = Walk(Evidence(made, cells, 7), 4).to(day)
        cut.append(evidence.columns(0, cells.known(day))[0])
    assert (cut[0] == cut[1]).all()


def test_a_lost_week_of_reports_is_not_peace():
    rows = threats_and_blows()
    day = 200
    lost = rows[(rows[:, 3] < day - 7) | (rows[:, 3] >= day)]
    one = (rows[:, 0] == 0) & (rows[:, 2] == 1)
    calm = rows[~(one & (rows[:, 3] >= day - 60))]
    means = {}
    for name, known in (("usual", rows), ("lost", lost), ("calm", calm)):
        model, evidence, cells = model_and_evidence(known, day)
        chance = model.forecast(evidence, cells.known(day))
        own = (cells.source == 0) & (cells.target == 1)
        means[name] = (chance.mean(), chance[own[: len(chance)]].mean())
    assert means["lost"][0] == pytest.approx(means["usual"][0], rel=0.35)
    assert means["calm"][1] < 0.6 * means["usual"][1]


def test_calibration_mends_what_is_bent():
    rows = threats_and_blows()
    model, evidence, cells = model_and_evidence(rows, 200)
    known = cells.known(200)
    happened = evidence.happened(200, known)
    bent = Beta(1.5, 1.0, 0.0)
    said = bent(model.forecast(evidence, known))
    curve = beta(bent(model.held.chance), model.held.happened)
    before, after = (calibration_error(reliability(chance, happened)) for chance in (said, curve(said)))
    assert after < 0.7 * before


def test_one_member_and_two_give_different_models_that_agree_roughly():
    rows = threats_and_blows()
    both, evidence, cells = model_and_evidence(rows, 200, replace(SMALL, members=2))
    alone, _, _ = model_and_evidence(rows, 200)
    known = cells.known(200)
    first, second = both.forecast(evidence, known), alone.forecast(evidence, known)
    assert both.hash != alone.hash
    assert np.corrcoef(first, second)[0, 1] > 0.9


def test_reasons_lead_from_the_average_to_the_forecast():
    rows = threats_and_blows()
    for members in (1, 2):
        model, evidence, _ = model_and_evidence(rows, 200, replace(SMALL, members=members))
        steps = [
            np.log([one.times for one in reasons(model.trees.booster, evidence, cell)]).sum() for cell in (0, 1, 2)
        ]
        raw = logit(model.raw(evidence, 3))
        assert raw - raw[0] == pytest.approx(np.array(steps) - steps[0], abs=1e-4)
