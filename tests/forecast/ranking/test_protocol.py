import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from riftline.cli import app
from riftline.errors import UsageError
from riftline.forecast.ranking import protocol
from riftline.forecast.ranking.protocol import Backtest, Report, backtest, plan
from riftline.forecast.ranking.reasons import matched, reasons
from riftline.forecast.ranking.walk import Settings
from riftline.forecast.tkg import asked, read_benchmark

SMALL = Settings(size=8, trees=50, share=1.0)
EVALUATOR = Path(__file__).parents[3] / "../shared/tools/evaluate_tkg.py"


def run(graph, settings, split="test"):
    *rankings, report = backtest(graph, split, settings)
    assert isinstance(report, Report)
    return rankings, report


def test_habits_are_found(benchmark_folder):
    _, report = run(read_benchmark(benchmark_folder), SMALL)
    assert report.metrics.mrr > 25  # chance is about 10
    assert report.memory > 0


def test_the_same_twice(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    first, second = run(graph, SMALL), run(graph, SMALL)
    assert first[1].metrics == second[1].metrics
    assert all(np.array_equal(a.entity, b.entity) for a, b in zip(first[0], second[0], strict=True))


def test_a_day_of_the_split_is_forecast_before_it_is_known(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    lines = (benchmark_folder / "test.txt").read_text(encoding="utf8").splitlines()
    last = str(24 * graph.spans["test"][1])
    kept = [line for line in lines if line.split("\t")[3] != last]
    changed = [line for line in lines if line.split("\t")[3] == last][:3]
    (benchmark_folder / "test.txt").write_text("\n".join(kept + changed) + "\n", encoding="utf8")
    whole, _ = run(graph, SMALL)
    part, _ = run(read_benchmark(benchmark_folder), SMALL)
    for a, b in zip(whole[:-1], part[:-1], strict=True):
        assert np.array_equal(a.entity, b.entity)


def test_valid_can_be_forecast_too(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    rankings, _ = run(graph, SMALL, "valid")
    assert [r.step for r in rankings] == list(range(28, 34))


def test_very_many_questions_are_answered_in_parts(benchmark_folder, monkeypatch):
    graph = read_benchmark(benchmark_folder)
    whole, _ = run(graph, SMALL)
    test = Backtest(graph, "test", SMALL)
    model = test.learn()
    monkeypatch.setattr(protocol, "MOST", 10)
    test.learn = lambda: model  # what was learned from whole steps
    pieces = list(test.rankings())
    assert len(pieces) > len(whole)
    assert np.array_equal(
        np.concatenate([p.asks.answers for p in pieces]), np.concatenate([w.asks.answers for w in whole])
    )
    assert np.array_equal(np.concatenate([p.entity for p in pieces]), np.concatenate([w.entity for w in whole]))
    assert Backtest(graph, "test", SMALL).learn().boosters  # from some of each step's questions


@pytest.mark.parametrize("change", [{"online": True}, {"additive": True}, {"boosters": 1}])
def test_other_settings_run(benchmark_folder, change):
    _, report = run(read_benchmark(benchmark_folder), replace(SMALL, **change))
    assert report.metrics.mrr > 20


def test_too_short_a_history_is_told(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    with pytest.raises(UsageError, match="too few steps"):
        plan(replace(graph, spans={**graph.spans, "test": (1, 39)}), "test", SMALL)


def test_an_additive_score_is_the_sum_of_its_reasons(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    test = Backtest(graph, "test", replace(SMALL, additive=True))
    model = test.learn()
    judged = test.walk.judge(asked(graph, 34), 34)
    columns = test.walk.table(judged)[:5]
    score = model.score(columns)
    base = model.contributions(columns)[:, -1]
    for row, found in enumerate(reasons(model, test.walk.names, columns)):
        assert sum(reason.adds for reason in found) + base[row] == pytest.approx(score[row])
        assert [abs(r.adds) for r in found] == sorted((abs(r.adds) for r in found), reverse=True)


def test_the_command_writes_why_an_answer_stands_first(benchmark_folder, tmp_path):
    why, scores = tmp_path / "why.jsonl", tmp_path / "scores.txt"
    args = ["backtest", str(benchmark_folder), "--fast", "--reasons", str(why), "--scores", str(scores)]
    assert CliRunner().invoke(app, args).exit_code == 0
    told = [json.loads(line) for line in why.read_text().splitlines()]
    ranked = scores.read_text().splitlines()[1::2]  # a line for the question, one for its answers
    assert [line["answer"] for line in told] == [int(line.split()[0]) for line in ranked]
    assert {reason["family"] for reason in told[0]["reasons"]} >= {"weights"}
    assert all(event["time"] < line["time"] for line in told for event in line["past"])


def test_matched_events_are_past_and_of_the_pair(benchmark_folder):
    graph = read_benchmark(benchmark_folder)
    source, target = int(graph.source[0]), int(graph.target[0])
    found = matched(graph, source, target, 20)
    assert found
    assert all(past.step < 20 for past in found)
    assert found == sorted(found, key=lambda past: -past.step)
    pairs = (graph.source == source) & (graph.target == target) & (graph.step < 20)
    assert len(found) == min(10, int(pairs.sum()))


def test_command_writes_scores_that_the_evaluator_agrees_with(benchmark_folder, tmp_path):
    scores = tmp_path / "out" / "scores.txt"
    found = CliRunner().invoke(app, ["backtest", str(benchmark_folder), "--fast", "--json", "--scores", str(scores)])
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert scores.exists()
    if not EVALUATOR.exists():
        pytest.skip("the evaluator is not here")
    command = [sys.executable, str(EVALUATOR), str(benchmark_folder), str(scores)]
    both = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]  # noqa: S603
    assert float(both.partition("MRR=")[2].split()[0]) == pytest.approx(told["mrr"], abs=1e-3)


def test_command_names_a_folder_that_is_no_benchmark(tmp_path):
    found = CliRunner().invoke(app, ["backtest", str(tmp_path)])
    assert found.exit_code != 0
    assert "no such file" in str(found.exception)
