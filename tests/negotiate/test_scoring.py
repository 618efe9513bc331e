import datetime as dt
import json

import numpy as np
import pytest

from riftline.errors import ScenarioError, UsageError
from riftline.negotiate import negotiate
from riftline.negotiate.score_log import Forecast, Outcome, keep_forecasts, keep_outcome, read_log
from riftline.negotiate.scoring import score

DAY = dt.date(2025, 2, 16)
LATER = dt.date(2025, 6, 1)


@pytest.fixture
def log(tmp_path, scenario):
    """A file with the forecasts of both issues, and their ids."""
    path = tmp_path / "forecasts.jsonl"
    kept = keep_forecasts(path, scenario, negotiate(scenario, draws=500), date=DAY)
    return path, [one.id for one in kept]


def test_what_is_kept_is_read_again(log):
    path, ids = log
    keep_outcome(path, ids[0], 55.0, date=LATER)
    forecasts, outcomes = read_log(path)
    assert [one.id for one in forecasts] == ids
    assert forecasts[0].reference == 0
    assert forecasts[1].reference is None
    assert forecasts[0].plain_mean == pytest.approx((30 + 70 + 50) / 3)
    assert outcomes == [Outcome(ids[0], LATER, 55.0)]


def test_lines_are_only_added(log):
    path, ids = log
    before = path.read_text(encoding="utf8")
    keep_outcome(path, ids[1], 3.0, date=LATER)
    assert path.read_text(encoding="utf8").startswith(before)


def changed(lines):
    record = json.loads(lines[1])
    record["best"] += 1
    return [lines[0], json.dumps(record), *lines[2:]]


@pytest.mark.parametrize(
    ("tamper", "line"),
    [(changed, 2), (lambda lines: lines[1:], 1), (lambda lines: lines[::-1], 1), (lambda _: ["{}"], 1)],
)
def test_a_changed_line_is_noticed(log, tamper, line):
    path, ids = log
    keep_outcome(path, ids[0], 55.0, date=LATER)
    path.write_text("\n".join(tamper(path.read_text(encoding="utf8").splitlines())) + "\n", encoding="utf8")
    with pytest.raises(ScenarioError, match=f"line {line}"):
        read_log(path)
    with pytest.raises(ScenarioError, match=f"line {line}"):
        keep_outcome(path, ids[0], 56.0, date=LATER)


@pytest.mark.parametrize(
    ("name", "value", "date", "problem"),
    [
        ("nothing", 5, LATER, "there is no forecast"),
        (None, 500, LATER, "off the scale"),
        (None, 50, dt.date(2025, 1, 1), "after the outcome was known"),
    ],
)
def test_outcomes_that_cannot_be_are_refused(log, name, value, date, problem):
    path, ids = log
    with pytest.raises(UsageError, match=problem):
        keep_outcome(path, name or ids[0], value, date=date)


def forecast(name, middle, *, day=DAY, reference=None, plain=50.0):
    quantiles = tuple(np.linspace(middle - 49, middle + 49, 99).tolist())
    return Forecast(name, day, "s", "i", 0, 200, middle + 1, quantiles, plain, reference)


def test_scores_are_per_cent_of_the_scale_and_compared_on_the_same_issues():
    forecasts = [forecast("a", 100, reference=0.0), forecast("b", 60, plain=70), forecast("c", 10)]
    found = score(forecasts, [Outcome("a", LATER, 110), Outcome("b", LATER, 60)])
    told = {one.name: one for one in found.scores}
    assert told["headline"].mae == pytest.approx(2.5)  # 10 of 200 and none
    assert told["headline"].hits == (1, 1, 1)
    assert told["weighted mean"].mae == pytest.approx((9 + 1) / 4)
    assert told["middle of the scale"].mae == pytest.approx((10 + 40) / 4)
    assert told["middle of the scale"].hits == (0.5, 0.5, 1)
    assert told["plain mean"].mae == pytest.approx((60 + 10) / 4)
    assert (told["reference point"].issues, told["reference point"].mae) == (1, 55)
    assert told["reference point"].matched_mae == 5
    assert told["headline"].crps < told["middle of the scale"].crps
    assert found.coverage == {50: 1, 80: 1}
    assert [one.id for one in found.open] == ["c"]


def test_the_last_forecast_before_the_outcome_counts_and_the_last_outcome():
    forecasts = [
        forecast("a", 10),
        forecast("a", 40, day=dt.date(2025, 3, 1)),
        forecast("a", 90, day=dt.date(2025, 7, 1)),
    ]
    found = score(forecasts, [Outcome("a", LATER, 80), Outcome("a", LATER, 60)])
    assert found.scores[0].mae == pytest.approx(10)


def test_without_outcomes_there_is_nothing_to_score():
    found = score([forecast("a", 10)], [])
    assert (found.scores, found.coverage, len(found.open)) == ((), {}, 1)
