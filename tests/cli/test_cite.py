import json

import pytest
import typer
from typer.testing import CliRunner

from riftline.cli import cite
from riftline.errors import UsageError


@pytest.fixture
def run():
    app = typer.Typer()
    app.command()(cite.command)
    return lambda *arguments: CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_without_a_name_all_are_listed(run):
    lines = run().stdout.splitlines()
    assert {"relations", "cohesion", "similarity", "breaks"} <= {line.split()[0] for line in lines}


def test_one_for_reading(run):
    shown = run("similarity").stdout
    assert "Signorino, C. S. & Ritter, J. M. (1999)" in shown
    assert "10.1093/pan/mpr023" in shown


def test_bibtex_has_each_source_once(run):
    shown = run("--bibtex").stdout
    assert shown.count("@article{goldstein1992,") == 1
    assert run("goldstein", "--bibtex").stdout.count("@") == 2


def test_json(run):
    found = json.loads(run("Similarity", "--json").stdout)
    assert found["name"] == "similarity"
    assert found["sources"][0]["doi"] == "10.1111/0020-8833.00113"


def test_an_unknown_name(run):
    with pytest.raises(UsageError, match="cohesion"):
        run("cohesoin")
