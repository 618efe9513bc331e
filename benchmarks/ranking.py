"""Who is next: accuracy, processor time and memory on the temporal knowledge graphs ICEWS14 and ICEWS18.

Run: ``python benchmarks/ranking.py --shared ../shared`` (``--data ICEWS14``, ``--modes fast additive``,
``--split valid``; ``--ablations`` for what each family of evidence adds, with the fast mode, on valid and test).

Every row is a process of its own, so that its memory is its own; processor seconds include reading. One thread; the
functions that Numba compiles are compiled on the first run, which is slower. Strata, by what had happened before the
day of the question: the same source, relation and target; the pair; both actors but not the pair; else a new actor.
"""

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from common import table
from riftline.forecast.ranking.features import FAMILIES
from riftline.forecast.ranking.protocol import Report, backtest
from riftline.forecast.ranking.scores import ranks
from riftline.forecast.ranking.walk import Settings
from riftline.forecast.tkg import Asked, Graph, asked, read_benchmark

MODES = {
    "default": Settings(),
    "fast": Settings().fast(),
    "additive": Settings(additive=True),
    "fast, additive": replace(Settings().fast(), additive=True),
    "online": Settings(online=True),
}
STRATA = ("recurrent", "pair seen, new relation", "new pair", "new actor")
HEAD = ("data", "split", "mode", "MRR", "H@1", "H@3", "H@10", "CPU s", "peak GB", *(f"MRR {name}" for name in STRATA))


def strata(graph: Graph, split: str) -> np.ndarray:
    """The stratum of each answer, in the order of the rankings."""
    begin, end = graph.spans[split]
    triple = (graph.source * graph.entities + graph.target) * graph.told + graph.relation
    keys = (triple, triple // graph.told, graph.source)
    first = [dict(zip(*np.unique(key, return_index=True), strict=True)) for key in keys]
    found = [_strata(graph, first, asked(graph, step), step) for step in range(begin, end + 1)]
    return np.concatenate(found)


def _strata(graph: Graph, first: list[dict[int, int]], asks: Asked, step: int) -> np.ndarray:
    source, relation = asks.source[asks.of_answer], asks.relation[asks.of_answer]
    pair = source * graph.entities + asks.answers

    def seen(which: int, keys: np.ndarray) -> np.ndarray:
        return np.array([graph.step[first[which][key]] < step for key in keys.tolist()], bool)

    both = seen(2, source) & seen(2, asks.answers)
    return np.select([seen(0, pair * graph.told + relation), seen(1, pair), both], [0, 1, 2], 3)


def row(folder: Path, split: str, settings: Settings) -> list[str]:
    """Measures of one run."""
    begin = time.process_time()
    graph = read_benchmark(folder)
    *rankings, report = _ranks(backtest(graph, split, settings), graph)
    rank = np.concatenate(rankings)
    seconds, m, stratum = time.process_time() - begin, report.metrics, strata(graph, split)
    cells = [m.mrr, m.hits1, m.hits3, m.hits10]
    parts = [f"{100 * np.mean(1 / rank[stratum == i]):.1f} ({np.mean(stratum == i):.0%})" for i in range(len(STRATA))]
    return [f"{cell:.2f}" for cell in cells] + [f"{seconds:.0f}", f"{report.memory / 1e9:.2f}", *parts]


def _ranks(run: Iterator, graph: Graph) -> Iterator:
    for item in run:
        yield item if isinstance(item, Report) else ranks(item, graph.entities)


def alone(folder: Path, split: str, settings: Settings) -> list[str]:
    """The same in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(row, folder, split, settings).result()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--data", nargs="+", default=["ICEWS14", "ICEWS18"])
    parser.add_argument("--modes", nargs="+", default=["default", "fast", "additive"], choices=list(MODES))
    parser.add_argument("--split", nargs="+", default=["test"], choices=["valid", "test"])
    parser.add_argument("--ablations", action="store_true")
    given = parser.parse_args()
    modes = {name: MODES[name] for name in given.modes}
    if given.ablations:
        modes = {f"fast, without {name}": replace(MODES["fast"], without=frozenset({name})) for name in FAMILIES}
        modes = {"fast": MODES["fast"], **modes}
    rows = []
    for data in given.data:
        folder = given.shared / "data" / "tkg" / data
        rows += [
            [data, split, name, *alone(folder, split, settings)]
            for name, settings in modes.items()
            for split in given.split
        ]
    table(HEAD, rows)


if __name__ == "__main__":
    main()
