"""Parser accuracy on gold words and speed on one core: `python benchmarks/parser.py --shared ../shared`.

Accuracy is counted as in the CoNLL 2018 shared task on gold words: every word counts, punctuation included, labels
with their subtypes. Speed is text in, parsed sentences out (sentence split, tokens, model, trees) on one core.
"""

import argparse
import gzip
import os
import time
from collections.abc import Iterator
from pathlib import Path

from common import news_documents, table
from riftline.parse.conllu import parse_treebank
from riftline.parse.model import BUNDLED, Model
from riftline.parse.parser import parse_documents

PARTS = ("ewt-dev", "ewt-test", "gum-dev", "gum-test")
COLUMNS = {"UPOS": (3,), "XPOS": (4,), "UFeats": (5,), "lemmas": (2,), "UAS": (6,), "LAS": (6, 7)}


def words(lines: Iterator[str]) -> list[list[str]]:
    """The word rows of CoNLL-U lines."""
    return [
        c for line in lines if line and not line.startswith("#") and (c := line.rstrip("\n").split("\t"))[0].isdigit()
    ]


def accuracy(gold: list[list[str]], found: list[list[str]]) -> dict[str, float]:
    """Percent of words right, per layer."""
    out = {}
    for name, columns in COLUMNS.items():
        hits = sum(all(g[c] == f[c] for c in columns) for g, f in zip(gold, found, strict=True))
        out[name] = 100 * hits / len(gold)
    return out


def scores(shared: Path, model: Model, folder: Path) -> list[list[object]]:
    """One row per treebank part."""
    rows = []
    for part in PARTS:
        path = folder / f"{part}.conllu"
        with gzip.open(shared / "data" / "ud" / f"{part}.conllu.gz", "rt", encoding="utf8") as file:
            path.write_text(file.read(), encoding="utf8")
        with path.open(encoding="utf8") as file:
            gold = words(iter(file))
        found = accuracy(gold, words(parse_treebank([str(path)], model)))
        rows.append([part, len(gold), *(f"{v:.2f}" for v in found.values())])
    return rows


def speed(shared: Path, model: Model) -> float:
    """Words per second through the whole of parse/, best of three."""
    documents = news_documents(shared)
    list(parse_documents(documents[:50], model))
    best = 0.0
    for _ in range(3):
        started = time.perf_counter()
        count = sum(len(s.tokens) for _, sentences in parse_documents(documents, model) for s in sentences)
        best = max(best, count / (time.perf_counter() - started))
    return best


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, default=BUNDLED, help="another model folder, to compare")
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    model = Model(options.model)
    size = (options.model / "parser.onnx").stat().st_size / 1e6
    table(["part", "words", *COLUMNS], scores(options.shared, model, options.out))
    print(f"\nmodel {size:.1f} MB; {speed(options.shared, model):,.0f} words/s through parse/ on one core (news)")


if __name__ == "__main__":
    main()
