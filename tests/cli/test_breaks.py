import datetime as dt
import json

import numpy as np
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import breaks as module
from riftline.errors import UsageError

MONTHS = [dt.date(2012 + month // 12, month % 12 + 1, 1) for month in range(96)]
app = typer.Typer()
app.command()(module.command)


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """A file of counts by quad: conflict between Russia and Finland rises in 2017-01, four other pairs stay alike."""
    random = np.random.default_rng(3)
    frames = []
    for number, (source, target) in enumerate((("FIN", "RUS"), ("USA", "CAN"), ("DEU", "FRA"), ("JPN", "KOR"))):
        mean = np.where(np.arange(96) < 60, 6.0, 60.0) if number == 0 else np.full(96, 6.0)
        columns = {
            "verbal_cooperation": random.poisson(20, 96),
            "material_cooperation": random.poisson(5, 96),
            "verbal_conflict": random.poisson(5, 96),
            "material_conflict": random.poisson(mean * random.gamma(5, 1 / 5, 96)),
        }
        frames.append(pl.DataFrame({"source": source, "target": target, "date": MONTHS, **columns}))
    path = tmp_path_factory.mktemp("breaks") / "counts.csv"
    pl.concat(frames).write_csv(path)
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def test_a_pair_as_json(counts):
    result = run("Russia", "FIN", "--events", counts, "--json")
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["source"], row["target"], row["side"], row["kind"]) == ("FIN", "RUS", "conflict", "shift")
    assert row["earliest"] <= "2017-01-01" <= row["latest"]


def test_all_pairs_as_a_table(counts):
    result = run("--events", counts, "--top", 3)
    assert "FIN" in result.stdout
    assert "strongest first" in result.stdout
    kinds = [json.loads(line)["kind"] for line in run("--events", counts, "--json").stdout.splitlines()]
    assert kinds[0] == "shift"


def test_quads_tell_deeds_from_words(counts):
    found = run("RUS", "FIN", "--events", counts, "--quads", "--json").stdout
    assert [json.loads(line)["side"] for line in found.splitlines()] == ["material_conflict"]


def test_alarms(counts):
    found = run("RUS", "FIN", "--events", counts, "--online", "--json").stdout
    assert "2017-01-01" <= json.loads(found.splitlines()[0])["period"] <= "2017-04-01"


def test_a_chart(counts, tmp_path):
    run("RUS", "FIN", "--events", counts, "--chart", tmp_path / "breaks.svg")
    assert "<svg" in (tmp_path / "breaks.svg").read_text(encoding="utf8")


def test_three_parties_are_refused(counts):
    with pytest.raises(UsageError, match="one pair"):
        run("RUS", "FIN", "USA", "--events", counts)
