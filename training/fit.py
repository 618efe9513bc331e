"""Fit the weights of `riftline.code.beliefs` on the dev part of the corpus: `python training/fit.py`.

1. MODEL, ROW, RESTRICTED, RELIABILITY, SILENCE: multinomial logistic regression of the type that the annotation gives
a trigger (or none).
2. CONFIDENCE: logistic regression of whether a record is right (type and both sides), on what is known of it.

Prints the constants; they are copied into the module.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from riftline.code import beliefs, drafts
from riftline.code.coder import code_documents
from riftline.code.triggers import triggers
from riftline.parse.model import BUNDLED, Model
from riftline.parse.parser import parse_documents
from riftline.parse.reading import KINDS
from riftline.records import Event, Sentence

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from corpus import Item, read_corpus
from own_corpus import documents, right


def cases(items: list[Item], model: Model) -> Iterator[tuple[list[float], int, bool, float, int]]:
    """Of every word looked at: log p of `KINDS`, its row's type (0: none) and log-odds, the gold type."""
    pairs = list(documents(items))
    for (_, starts), (_, sentences) in zip(pairs, parse_documents((d for d, _ in pairs), model), strict=True):
        for sentence in sentences:
            item = [i for start, i in starts if start <= sentence.start + len(sentence.text) / 2][-1]
            shift = sentence.start - next(start for start, i in starts if i is item)
            marked = triggers(sentence)
            for trigger in [*marked, *drafts.unlisted(sentence, marked)]:
                kind, status = drafts._kind_and_status(sentence, trigger)  # noqa: SLF001
                kind = drafts.refusal(sentence, trigger, status) or kind
                words = set(trigger.words)
                chances = beliefs.probabilities(sentence.reading, words)
                weight = trigger.row.weight
                yield (
                    [np.log(max(p, beliefs.FLOOR)) for p in chances],
                    KINDS.index(kind.type) if trigger.listed else 0,
                    trigger.row.restricted,
                    float(np.log(weight / (1 - weight))),
                    _gold(sentence, words, item.events, shift),
                )


def _gold(sentence: Sentence, words: set[int], events: list[Event], shift: int) -> int:
    """The type annotated at any of the words, 0 for none."""
    for event in events:
        for word in words:
            token = sentence.tokens[word]
            if token.start + shift < event.end and token.end + shift > event.start:
                return KINDS.index(event.type)
    return 0


def scores(
    weights: np.ndarray, logs: np.ndarray, named: np.ndarray, restricted: np.ndarray, odds: np.ndarray
) -> np.ndarray:
    model, row, more, reliability, silence = weights
    out = model * logs
    rows = np.arange(len(out))
    out[rows, named] += np.where(named > 0, row + more * restricted + reliability * odds, silence)
    return out


def fit_types(items: list[Item], model: Model) -> np.ndarray:
    logs, named, restricted, odds, gold = (np.array(c) for c in zip(*cases(items, model), strict=True))

    def loss(weights: np.ndarray) -> float:
        s = scores(weights, logs, named, restricted, odds)
        return float(np.mean(np.logaddexp.reduce(s, 1) - s[np.arange(len(s)), gold])) + 1e-3 * float(weights @ weights)

    fitted = minimize(loss, np.array([1.0, 0.5, 0.5, 0.5, 0.5]), method="Nelder-Mead", options={"maxiter": 2000}).x
    hit = (scores(fitted, logs, named, restricted, odds).argmax(1) == gold).mean()
    print(f"# {len(gold)} words, {int((gold > 0).sum())} events; loss {loss(fitted):.4f}, right {hit:.3f}")
    print("MODEL, ROW, RESTRICTED, RELIABILITY, SILENCE =", ", ".join(f"{w:.2f}" for w in fitted))
    return fitted


def fit_confidence(items: list[Item], model: Model) -> np.ndarray:
    """Every draft is written, whatever its confidence; right or wrong is then regressed on what is known of it."""
    drafts.ENOUGH = 0.0
    pairs, rows, labels = list(documents(items)), [], []
    kept: list[tuple[str, tuple[float, ...]]] = []
    original = beliefs.confidence

    def remember(features: tuple[float, ...]) -> float:
        kept.append(features)
        return original(features)

    drafts.confidence = remember
    for (_, starts), result in zip(pairs, code_documents(parse_documents((d for d, _ in pairs), model)), strict=True):
        table = {round(original(f), 3): f for f in kept}
        kept.clear()
        for event in result.events:
            at = result.sentences[event.sentence].start + event.start
            item = [i for start, i in starts if start <= at][-1]
            rows.append(table[event.confidence])
            labels.append(any(right(g, event) for g in item.events))
    x, y = np.array(rows), np.array(labels, float)

    def loss(weights: np.ndarray) -> float:
        s = x @ weights
        return float(np.mean(np.logaddexp(0, s) - y * s)) + 1e-3 * float(weights[1:] @ weights[1:])

    fitted = minimize(loss, np.zeros(x.shape[1])).x
    print(f"# {len(y)} records, {y.mean():.3f} right; loss {loss(fitted):.4f}")
    print("CONFIDENCE = (" + ", ".join(f"{w:.2f}" for w in fitted) + ")")
    return fitted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--model", type=Path, default=BUNDLED)
    parser.add_argument("--confidence-only", action="store_true", help="leave the weights of the types as they are")
    options = parser.parse_args()
    items, model = read_corpus(options.part), Model(options.model)
    fitted = fit_types(items, model)
    if not options.confidence_only:
        beliefs.MODEL, beliefs.ROW, beliefs.RESTRICTED, beliefs.RELIABILITY, beliefs.SILENCE = fitted
    fit_confidence(items, model)


if __name__ == "__main__":
    main()
