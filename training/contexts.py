"""Fit how the contexts of an event are weighed: `python training/contexts.py [--model FOLDER]`.

Writes `facts/context_shares.csv` (in what share of the annotated events of a type and mode a context is given, on the
training part of the corpus) and prints the constants of `riftline.code.contexts`: a logistic regression on the training
part, and the threshold with the best F1 there, with and without what the model says; last the scores on the dev part.
"""

import argparse
import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from riftline.code.contexts import FEATURES, features, shares
from riftline.facts.ontology import context_names, context_weights
from riftline.parse.model import Model
from riftline.parse.parser import parse_documents
from riftline.records import Event, Sentence

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from corpus import read_corpus
from own_corpus import documents

SHARES = Path(__file__).parents[1] / "src" / "riftline" / "facts" / "context_shares.csv"
LEAST, FEW = 0.04, 8  # share from which a row is written; events of a mode under which only its type counts
ROUNDS, THRESHOLDS = 25, np.arange(0.06, 0.6, 0.02)
Pair = tuple[Event, Sentence]


def annotated(part: str, model: Model) -> list[Pair]:
    """The events with contexts, each with its sentence."""
    pairs = list(documents(read_corpus(part)))
    out: list[Pair] = []
    for (_, sentences), (_, starts) in zip(parse_documents((d for d, _ in pairs), model), pairs, strict=True):
        for sentence in sentences:
            item = [i for at, i in starts if at <= sentence.start][-1]
            out += [(event, sentence) for event in item.events if event.contexts]
    return out


def write_shares(pairs: Sequence[Pair]) -> None:
    """Count contexts by type, and by type and mode; a smoothed share, so that few events say little."""
    count: Counter[tuple[str, str]] = Counter()
    given: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for event, _ in pairs:
        for key in {(event.type, ""), (event.type, event.mode or "")}:
            count[key] += 1
            given[key].update(event.contexts)
    rows = [
        (*key, context, f"{(given[key][context] + 0.5) / (count[key] + 2):.3f}")
        for key in sorted(count)
        if count[key] >= FEW or not key[1]
        for context in context_names()
        if given[key][context] / count[key] >= LEAST
    ]
    with SHARES.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("type", "mode", "context", "share"))
        writer.writerows(rows)


def table(pairs: Sequence[Pair], *, read: bool) -> tuple[np.ndarray, np.ndarray]:
    """One row per event and context: the features with a constant, and whether the context is annotated."""
    rows, right = [], []
    for event, sentence in pairs:
        weights = context_weights([t.lemma.lower() for t in sentence.tokens])
        share = shares(event.type, event.mode)
        for index, name in enumerate(context_names()):
            chance = float(sentence.reading.contexts[index]) if read and sentence.reading is not None else None
            rows.append((*features(weights.get(name, 0), share.get(name), chance), 1.0))
            right.append(name in event.contexts)
    return np.array(rows), np.array(right, float)


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression."""
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curvature = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-3 * np.eye(rows.shape[1])
        weights += np.linalg.solve(curvature, rows.T @ (right - chance) - 1e-3 * weights)
    return weights


def scores(rows: np.ndarray, right: np.ndarray, weights: np.ndarray, enough: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the contexts at or above a chance."""
    said = 1 / (1 + np.exp(-rows @ weights)) >= enough
    hit = right[said].sum()
    return hit / max(1, said.sum()), hit / right.sum(), 2 * hit / (said.sum() + right.sum())


def main() -> None:
    """Write the shares, print the constants and the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    model = Model(options.model) if options.model else Model()
    train, dev = annotated("train", model), annotated("dev", model)
    write_shares(train)
    shares.cache_clear()
    for read in (True, False):
        rows, right = table(train, read=read)
        weights = fit(rows, right)
        enough = max(THRESHOLDS, key=lambda t: scores(rows, right, weights, t)[2])
        on_dev = scores(*table(dev, read=read), weights, enough)
        named = ", ".join(f"{n} {w:.2f}" for n, w in zip((*FEATURES, "base"), weights, strict=True))
        print(f"{'with' if read else 'without'} the model: {named}; enough {math.log(enough / (1 - enough)):.2f}")
        print("  dev precision, recall, F1:", ", ".join(f"{v:.3f}" for v in on_dev))


if __name__ == "__main__":
    main()
