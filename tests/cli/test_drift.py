import datetime as dt
import json

import numpy as np
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import drift as module
from riftline.errors import UsageError

app = typer.Typer()
app.command()(module.command)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """A file of counts: Hungary turns from the United States to Russia, Poland stays."""
    days = [dt.date(2015, 1, 1) + dt.timedelta(days=6 * at) for at in range(365)]
    random, frames = np.random.default_rng(3), []
    for party in ("HUN", "POL"):
        turn = np.linspace(0, 1.8, 365) if party == "HUN" else np.full(365, 0.5)
        for pole, hostile in (("USA", 0.1 + turn), ("RUS", 2 - turn)):
            columns = {"verbal_cooperation": random.poisson(1, 365), "verbal_conflict": random.poisson(hostile)}
            both = {"material_cooperation": 0 * turn, "material_conflict": 0 * turn}
            frames.append(pl.DataFrame({"source": party, "target": pole, "date": days, **columns, **both}))
    path = tmp_path_factory.mktemp("drift") / "counts.csv"
    pl.concat(frames).write_csv(path)
    return path


def test_positions_as_json(counts):
    found = lines(run("HUN", "--events", counts, "--json"))
    assert [row["period"][:4] for row in found] == ["2015", "2016", "2017", "2018", "2019", "2020"]
    assert found[0]["upper"] < found[-1]["lower"]


def test_the_trend_and_a_chart(counts, tmp_path):
    result = run("Hungary", "POL", "--events", counts, "--chart", tmp_path / "chart.svg")
    trend = result.stdout[result.stdout.index("Trend of the position") :].splitlines()
    assert next(line for line in trend if line.startswith("HUN")).endswith("RUS")
    assert "</svg>" in (tmp_path / "chart.svg").read_text(encoding="utf8")


def test_who_moved_most(counts):
    found = lines(run("--events", counts, "--between", "2015", "2020", "--poles", "USA", "RUS,CHN", "--json"))
    assert [(row["party"], row["toward"]) for row in found] == [("HUN", "RUS, CHN"), ("POL", None)]


def test_parties_or_windows_are_needed(counts):
    with pytest.raises(UsageError, match="name the parties, or two windows"):
        run("--events", counts)
