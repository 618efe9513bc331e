"""Forecasts on ICEWS14, each from earlier days only; the floors are pinned in floors.json."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from riftline.forecast.answers import QUICK
from riftline.forecast.backtests import backtest_benchmark
from riftline.forecast.ranking import protocol, walk
from riftline.forecast.tkg import read_benchmark

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf8"))["forecasts"]


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "data" / "tkg" / "ICEWS14"


@pytest.fixture(scope="module")
def graph(folder):
    return read_benchmark(folder)


def test_who_is_next(graph):
    report = protocol.written(protocol.backtest(graph, "test", walk.Settings().fast()), graph, None)
    assert report.metrics.answers == 14_742  # every fact of the split, both ways
    assert report.metrics.mrr >= FLOORS["ranking fast MRR"]
    assert report.metrics.hits10 >= FLOORS["ranking fast Hits@10"]


def test_whether_it_happens(graph, folder):
    quick = replace(QUICK, days=7)
    found = backtest_benchmark(graph, folder, level="relations", settings=quick).all
    assert found.skill["base rate"] >= FLOORS["chances quick skill"]
    assert found.calibration_error <= FLOORS["chances most calibration error"]
