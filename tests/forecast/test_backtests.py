"""The doors to backtests: a benchmark folder and a ledger."""

import numpy as np
import pytest

from riftline.errors import MeasureError
from riftline.forecast.backtests import backtest_benchmark, backtest_ledger
from riftline.forecast.chances.model import Settings
from riftline.forecast.tkg import read_benchmark
from riftline.ledger.store import Ledger

SMALL = Settings(days=3, cases=5_000, trees=10, stride=3)


@pytest.fixture
def weeks(tmp_path):
    """A benchmark of 160 days whose sources keep to their targets."""
    random = np.random.default_rng(1)
    day, source = np.repeat(np.arange(160), 12), random.integers(0, 12, 160 * 12)
    target = (source + random.integers(1, 4, len(day))) % 12
    rows = np.unique(np.stack([source, random.integers(0, 3, len(day)), target, day], 1), axis=0)
    for split, (low, high) in {"train": (0, 120), "valid": (120, 140), "test": (140, 160)}.items():
        part = rows[(rows[:, 3] >= low) & (rows[:, 3] < high)]
        np.savetxt(tmp_path / f"{split}.txt", part, fmt="%d", delimiter="\t")
    return tmp_path


def test_a_benchmark_is_forecast_window_after_window_through_its_split(weeks):
    found = backtest_benchmark(read_benchmark(weeks), weeks, settings=SMALL)
    assert (found.days, found.origins) == (3, 6)
    assert found.all.events > 0
    assert set(found.all.skill) == {"base rate", "type rate", "persistence"}


def test_too_short_a_benchmark_is_told(benchmark_folder):
    with pytest.raises(MeasureError, match="too little to learn from"):
        backtest_benchmark(read_benchmark(benchmark_folder), benchmark_folder, settings=SMALL)


def test_a_window_longer_than_the_split_is_told(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    with pytest.raises(MeasureError, match="no whole window of 30 days"):
        backtest_benchmark(graph, benchmark_folder, settings=Settings(days=30))


def test_an_empty_ledger_is_told(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger, pytest.raises(MeasureError, match="no actual events"):
        backtest_ledger(ledger, SMALL)
