import datetime as dt
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from riftline.cli import app
from riftline.errors import InputError, MeasureError, UsageError
from riftline.forecast.answers import QUICK
from riftline.forecast.backtests import backtest_ledger
from riftline.forecast.questions import act_of
from riftline.ledger import Ledger


@pytest.fixture(scope="module")
def found(quarrel):
    with Ledger.open(quarrel, read_only=True) as ledger:
        return backtest_ledger(ledger, QUICK)


def test_every_pair_and_type_is_forecast_window_after_window(found):
    scores = found.scores
    assert scores.all.forecasts % (scores.origins * 3) == 0  # each pair with each type, in each window
    assert scores.all.forecasts <= scores.origins * 3 * 56
    assert scores.all.skill["type rate"] > 0.1
    assert scores.all.skill["persistence"] > 0.1
    assert sum(one.forecasts for one in scores.by_kind.values()) == scores.all.forecasts


def test_one_forecast_over_time_follows_what_happens(found):
    points = found.track("POL", "DEU", act_of(["ACCUSE"]))
    days = [day for day, *_ in points]
    assert days == [days[0] + dt.timedelta(30 * n) for n in range(len(days))]
    assert all(came for *_, came in points)
    assert all(chance > 0.9 for _, chance, *_ in points)


def test_what_was_not_forecast_is_told(found):
    for pair, kind in ((("POL", "JPN"), "ACCUSE"), (("POL", "DEU"), "SANCTION")):
        with pytest.raises(UsageError, match="no window to test"):
            found.track(*pair, act_of([kind]))


def test_an_empty_ledger_is_no_basis(tmp_path):
    with Ledger.open(tmp_path / "l.ledger") as ledger, pytest.raises(MeasureError, match="no actual events"):
        backtest_ledger(ledger, QUICK)


def run(*args):
    return CliRunner().invoke(app, ["backtest", *(str(arg) for arg in args)])


def test_the_command_tells_all_scores_and_draws(quarrel, tmp_path):
    chart = tmp_path / "r.svg"
    told = run("--ledger", quarrel, "--json", "--chart", chart)
    assert told.exit_code == 0
    scores = json.loads(told.stdout)
    assert set(scores["by_kind"]) == {"ACCUSE", "CONSULT", "THREATEN"}
    assert scores["all"]["interval"]["base rate"][0] < scores["all"]["skill"]["base rate"]
    assert "came true" in chart.read_text()


def test_the_command_follows_one_pair(quarrel, tmp_path):
    chart = tmp_path / "t.svg"
    asked = ("--source", "Poland", "--target", "Germany", "--type", "ACCUSE")
    told = run("--ledger", quarrel, *asked, "--chart", chart)
    assert told.stdout.startswith("POL → DEU, ACCUSE within 30 days")
    assert "base rate" in chart.read_text()


@pytest.fixture
def long_benchmark(tmp_path):
    """Each fact comes back with a chance of its own, for 160 days."""
    random = np.random.default_rng(0)
    facts = np.array([(one, relation, other) for one in range(8) for relation in range(3) for other in range(8, 16)])
    rates = random.random(len(facts)) ** 4
    days = [np.column_stack([kept, np.full(len(kept), 24 * day)]) for day in range(160)
            if len(kept := facts[random.random(len(facts)) < rates])]  # fmt: skip
    rows = np.concatenate(days)
    for split, low, high in (("train", 0, 120), ("valid", 120, 140), ("test", 140, 160)):
        part = rows[(rows[:, 3] >= 24 * low) & (rows[:, 3] < 24 * high)]
        np.savetxt(tmp_path / f"{split}.txt", part, fmt="%d", delimiter="\t")
    return tmp_path


def test_chances_of_a_benchmark(long_benchmark, tmp_path):
    told = run(long_benchmark, "--chances", "relations", "--within", "4d", "--chart", tmp_path / "r.svg")
    assert told.exit_code == 0
    assert "Skill over the base rate" in told.stdout
    assert (tmp_path / "r.svg").exists()


def test_what_is_too_short_is_told(benchmark_folder):
    assert isinstance(run(benchmark_folder, "--chances", "relations").exception, MeasureError)
    assert isinstance(run(benchmark_folder, "--chart", "x.svg").exception, UsageError)
    assert isinstance(run(benchmark_folder / "none").exception, InputError)
