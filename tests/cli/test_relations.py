import datetime as dt
import json

import numpy as np
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import relations as module
from riftline.errors import UsageError

app = typer.Typer()
app.command()(module.command)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """A file of counts by quad: two years of two pairs."""
    months = [dt.date(2016 + month // 12, month % 12 + 1, 1) for month in range(24)]
    random = np.random.default_rng(3)
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    frames = [
        pl.DataFrame({"source": one, "target": other, "date": months} | {quad: random.poisson(9, 24) for quad in quads})
        for one, other in (("USA", "RUS"), ("USA", "CAN"))
    ]
    path = tmp_path_factory.mktemp("relations") / "counts.csv"
    pl.concat(frames).write_csv(path)
    return path


def test_a_pair_by_year_as_json(counts):
    found = lines(run("United States", "RUS", "--events", counts, "--by", "year", "--json"))
    assert [(row["period"], row["source"], row["target"]) for row in found] == [
        ("2016-01-01", "RUS", "USA"),
        ("2017-01-01", "RUS", "USA"),
    ]
    for row in found:
        conflict = row["verbal_conflict"] + row["material_conflict"]
        assert row["conflict_share"] == pytest.approx(conflict / row["events"])
        assert row["lower"] < row["conflict_share"] < row["upper"]


def test_one_party_stands_for_it_with_all_others(counts):
    found = lines(run("RUS", "--events", counts, "--by", "year", "--json"))
    assert {(row["source"], row["target"]) for row in found} == {("RUS", "USA")}


def test_a_time_and_a_half_life(counts):
    found = lines(run("USA", "RUS", "--events", counts, "--during", "2017", "--half-life", 6, "--directed", "--json"))
    assert {row["period"][:4] for row in found} == {"2017"}
    assert all("state" in row for row in found)


def test_a_table_and_a_chart(counts, tmp_path):
    result = run("USA", "RUS", "--events", counts, "--by", "quarter", "--chart", tmp_path / "chart.svg")
    assert "Relations of USA – RUS by quarter" in result.stdout
    assert "mean_goldstein" in result.stdout
    assert "</svg>" in (tmp_path / "chart.svg").read_text(encoding="utf8")


def test_a_chart_needs_a_pair(counts, tmp_path):
    with pytest.raises(UsageError, match="a chart shows one pair"):
        run("USA", "--events", counts, "--chart", tmp_path / "chart.svg")
