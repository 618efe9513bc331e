"""Few actors, few steps, gaps, and files that are not there."""

import numpy as np
import pytest

from riftline.errors import UsageError
from riftline.forecast.ranking.features import FAMILIES
from riftline.forecast.ranking.protocol import Report, backtest
from riftline.forecast.ranking.walk import Settings
from riftline.forecast.tkg import read_benchmark

TINY = [
    "0\t0\t1\t0", "1\t0\t2\t1", "0\t0\t1\t2", "0\t0\t2\t2", "1\t0\t2\t3",
    "0\t0\t1\t4",
    "0\t0\t1\t5", "2\t0\t0\t5",
]  # fmt: skip


def write(folder, lines):
    for split, part in lines.items():
        (folder / f"{split}.txt").write_text("\n".join(part) + "\n", encoding="utf8")
    return read_benchmark(folder)


def report_of(graph, settings, split="test"):
    *rankings, report = backtest(graph, split, settings)
    assert isinstance(report, Report)
    assert all((ranking.score[ranking.entity >= 0] > 0).all() for ranking in rankings)
    return report


@pytest.mark.parametrize("settings", [Settings(), Settings().fast(), Settings(additive=True), Settings(online=True)])
def test_three_actors_one_relation_six_steps(tmp_path, settings):
    graph = write(tmp_path, {"train": TINY[:5], "valid": TINY[5:6], "test": TINY[6:]})
    report = report_of(graph, settings)
    assert report.metrics.answers == 4
    assert 100 / 3 <= report.metrics.mrr <= 100


def test_one_step_is_too_few(tmp_path):
    graph = write(tmp_path, {"train": TINY[:1], "test": TINY[1:2]})
    with pytest.raises(UsageError, match="too few steps"):
        report_of(graph, Settings())


def test_without_valid_the_last_steps_of_train_serve(benchmark_folder):
    (benchmark_folder / "valid.txt").unlink()
    graph = read_benchmark(benchmark_folder)
    assert report_of(graph, Settings(size=8, trees=50)).metrics.mrr > 20
    with pytest.raises(UsageError, match="no valid split"):
        report_of(graph, Settings(), "valid")


def test_gaps_between_steps_do_no_harm(benchmark_folder):
    for split in ("train", "valid", "test"):
        facts = np.loadtxt(benchmark_folder / f"{split}.txt", dtype=np.int64)
        facts[:, 3] = facts[:, 3] * 3 + 100 * (facts[:, 3] > 20 * 24) * 24
        np.savetxt(benchmark_folder / f"{split}.txt", facts, fmt="%d", delimiter="\t")
    graph = read_benchmark(benchmark_folder)
    assert graph.spans["test"][0] > 40
    assert report_of(graph, Settings(size=8, trees=50)).metrics.mrr > 20


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_be_left_out(benchmark_folder, family):
    settings = Settings(size=8, trees=50, without=frozenset({family}))
    assert report_of(read_benchmark(benchmark_folder), settings).metrics.mrr > 15
