"""Learn the weights of `riftline.parse.unmarked` from EWT and GUM: ``python training/sentence_ends.py FOLDER``.

Logistic regression by AdaGrad with L2, averaged over epochs and over four shuffles. The training and the dev parts
are read (settings were chosen by cross-validation on them); the test parts never are. Takes a minute on one core.
"""

import csv
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from riftline.parse.sentences import open_gaps

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from segmentation import read_part  # a script in the folder beside this one

PARTS = ("ewt-train", "gum-train", "ewt-dev", "gum-dev")
TARGET = Path(__file__).resolve().parents[1] / "src" / "riftline" / "parse" / "unmarked.csv"
EPOCHS, BURN_IN, SHUFFLES = 8, 2, 4
L2, RATE = 0.03, 0.3
SEEN_AT_LEAST = 2
SMALLEST_WEIGHT = 0.05

Example = tuple[list[str], bool]


def examples(folder: Path) -> Iterator[Example]:
    """Every gap the rules leave open: its features, and whether a gold sentence ends there."""
    for part in PARTS:
        for document in read_part(folder / f"{part}.conllu.gz"):
            ends = {end for _, end in document.sentences}
            yield from ((features, place in ends) for place, features in open_gaps(document.text))


def learn(data: list[Example], seed: int) -> dict[str, float]:
    """Weights averaged over the epochs after the first few."""
    shuffle = random.Random(seed).shuffle
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    sums: defaultdict[str, float] = defaultdict(float)
    data = list(data)
    for epoch in range(EPOCHS):
        shuffle(data)
        for features, is_end in data:
            step(weights, squares, features, is_end=is_end)
        if epoch >= BURN_IN:
            for feature, weight in weights.items():
                sums[feature] += weight / (EPOCHS - BURN_IN)
    return dict(sums)


def step(weights: dict[str, float], squares: dict[str, float], features: list[str], *, is_end: bool) -> None:
    """One AdaGrad step on one example."""
    odds = max(-30.0, min(30.0, sum(weights[f] for f in features)))
    error = 1 / (1 + math.exp(-odds)) - is_end
    for f in features:
        gradient = error + L2 * weights[f]
        squares[f] += gradient * gradient
        weights[f] -= RATE * gradient / math.sqrt(squares[f])


def main() -> None:
    """Learn and write the table."""
    data = list(examples(Path(sys.argv[1])))
    seen = Counter(f for features, _ in data for f in features)
    data = [([f for f in features if seen[f] >= SEEN_AT_LEAST], is_end) for features, is_end in data]
    mean: defaultdict[str, float] = defaultdict(float)
    for seed in range(SHUFFLES):
        for feature, weight in learn(data, seed).items():
            mean[feature] += weight / SHUFFLES
    rows = sorted((f, round(w, 2)) for f, w in mean.items() if abs(w) > SMALLEST_WEIGHT)
    with TARGET.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(rows)
    print(f"{len(data)} gaps, {sum(end for _, end in data)} ends, {len(rows)} weights -> {TARGET}")


if __name__ == "__main__":
    main()
