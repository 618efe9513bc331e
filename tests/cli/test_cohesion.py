import datetime as dt
import json

import numpy as np
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import cohesion as module
from riftline.errors import UsageError

app = typer.Typer()
app.command()(module.command)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """A file of counts: France and the United States fall out in 2018, Germany and Turkey do not."""
    days = [dt.date(2016, 1, 1) + dt.timedelta(days=3 * at) for at in range(365)]
    random, frames = np.random.default_rng(3), []
    for one, other in (("USA", "FRA"), ("DEU", "TUR"), ("RUS", "CHN")):
        hostile = np.where(np.array(days) < dt.date(2018, 1, 1), 0.5, 4.0 if one == "USA" else 0.5)
        columns = {"verbal_cooperation": random.poisson(3, 365), "verbal_conflict": random.poisson(hostile)}
        both = {"material_cooperation": random.poisson(1, 365), "material_conflict": random.poisson(hostile / 2)}
        frames.append(pl.DataFrame({"source": one, "target": other, "date": days, **columns, **both}))
    path = tmp_path_factory.mktemp("cohesion") / "counts.csv"
    pl.concat(frames).write_csv(path)
    return path


def test_an_alliance_by_year_as_json(counts):
    found = lines(run("NATO", "--events", counts, "--by", "year", "--json"))
    assert [row["period"] for row in found] == ["2016-01-01", "2017-01-01", "2018-01-01"]
    assert found[0]["lower"] < found[0]["cohesion"] < found[0]["upper"]
    assert found[2]["upper"] < found[1]["lower"]


def test_members_by_name_as_a_table_and_a_chart(counts, tmp_path):
    result = run("France", "USA", "Turkey", "--events", counts, "--by", "quarter", "--chart", tmp_path / "chart.svg")
    assert "Cohesion of FRA, USA, TUR by quarter" in result.stdout
    assert "</svg>" in (tmp_path / "chart.svg").read_text(encoding="utf8")


def test_two_years_compared(counts, tmp_path):
    result = run("NATO", "--events", counts, "--between", "2017", "2018", "--chart", tmp_path / "chart.svg")
    assert "NATO, 2017 against 2018: more conflictual than chance and coverage explain" in result.stdout
    carried = result.stdout[result.stdout.index("What carries the change") :]
    assert carried.index("FRA–USA") < carried.index("DEU–TUR")
    assert "The events that weigh most" in carried
    assert "</svg>" in (tmp_path / "chart.svg").read_text(encoding="utf8")


def test_two_years_compared_as_json(counts):
    first, *rows = lines(run("NATO", "--events", counts, "--between", "2017", "2018", "--json"))
    assert first["verdict"].startswith("more conflictual")
    assert {row["table"] for row in rows} == {"changes", "carriers", "evidence"}
    change = next(row["difference"] for row in rows if row.get("what") == "cohesion")
    assert sum(row["contribution"] for row in rows if row.get("kind") == "dyad") == pytest.approx(change)


def test_a_name_that_is_neither_alliance_nor_party(counts):
    with pytest.raises(UsageError, match="Natto"):
        run("Natto", "--events", counts)
