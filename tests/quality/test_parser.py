"""Accuracy of the bundled model on gold words of the treebanks' test parts; the floors are pinned in floors.json."""

import gzip
import importlib.util
import json
from pathlib import Path

import pytest

from riftline.parse.conllu import parse_treebank

ROOT = Path(__file__).resolve().parents[2]
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf8"))["parser"]


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    spec = importlib.util.spec_from_file_location("benchmark_of_the_parser", ROOT / "benchmarks" / "parser.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("part", FLOORS)
def test_words_of_the_treebank(benchmark, model, shared, tmp_path, part):
    path = tmp_path / f"{part}.conllu"
    path.write_bytes(gzip.decompress((shared / "data" / "ud" / f"{part}.conllu.gz").read_bytes()))
    gold = benchmark.words(iter(path.read_text(encoding="utf8").splitlines()))
    found = benchmark.accuracy(gold, benchmark.words(parse_treebank([str(path)], model)))
    assert len(gold) > 20_000
    assert {k: round(found[k], 2) for k, floor in FLOORS[part].items() if found[k] < floor} == {}


def test_a_wrong_head_or_label_is_counted(benchmark):
    row = ["1", "Talks", "talk", "NOUN", "NNS", "_", "2", "nsubj", "_", "_"]
    gold = [row, ["2", "failed", "fail", "VERB", "VBD", "_", "0", "root", "_", "_"]]
    found = [[*row[:6], "2", "obj", "_", "_"], [*gold[1][:6], "1", "root", "_", "_"]]
    scores = benchmark.accuracy(gold, found)
    assert (scores["UPOS"], scores["UAS"], scores["LAS"]) == (100.0, 50.0, 0.0)
