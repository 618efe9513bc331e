"""A temporal knowledge graph: facts (source, relation, target, step), read from a benchmark folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riftline.errors import InputError

SPLITS = ("train", "valid", "test")
SPARSE = 10  # more steps than this for each time that occurs: steps are numbered by occurrence

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Array = Any  # in compiled functions, whose types Numba finds itself


@dataclass(frozen=True, slots=True)
class Graph:
    """Facts in order of time, each also told from its target's side.

    Attributes:
        source: who acts, one entry per told fact.
        relation: what is done; the inverse of relation r is r + `relations`.
        target: to whom.
        step: when, in steps from the first fact.
        entities: how many entities there are.
        relations: how many relations there are, not counting inverses.
        spans: first and last step of each split.
        times: the time in the files, by step.
        names: names of the entities, empty strings where none are known.
    """

    source: Ints
    relation: Ints
    target: Ints
    step: Ints
    entities: int
    relations: int
    spans: dict[str, tuple[int, int]]
    times: Ints
    names: tuple[str, ...]

    @property
    def told(self) -> int:
        """How many relations there are with their inverses."""
        return 2 * self.relations

    def at(self, step: int) -> slice:
        """The facts of one step."""
        low, high = np.searchsorted(self.step, [step, step + 1])
        return slice(int(low), int(high))

    def inverse(self, relation: Ints) -> Ints:
        """The same relations told from the other side."""
        return (relation + self.relations) % self.told


@dataclass(frozen=True, slots=True)
class Asked:
    """The distinct questions of one step, (source, relation, ?), and their answers.

    Attributes:
        source: who is asked about.
        relation: the relation, told.
        starts: the answers of question i are `answers[starts[i]:starts[i + 1]]`.
        answers: true targets.
    """

    source: Ints
    relation: Ints
    starts: Ints
    answers: Ints

    @property
    def of_answer(self) -> Ints:
        """Which question each answer belongs to."""
        return np.repeat(np.arange(len(self.source)), np.diff(self.starts))

    def of(self, chosen: Ints) -> "Asked":
        """Some of the questions; `chosen` ascends."""
        sizes, kept = np.diff(self.starts)[chosen], np.isin(self.of_answer, chosen)
        starts = np.append(0, np.cumsum(sizes)).astype(np.int64)
        return Asked(self.source[chosen], self.relation[chosen], starts, self.answers[kept])


def asked(graph: Graph, step: int) -> Asked:
    """The questions that the facts of a step answer, both ways."""
    facts = graph.at(step)
    key = graph.source[facts] * graph.told + graph.relation[facts]
    order = np.lexsort((graph.target[facts], key))
    distinct, starts = np.unique(key[order], return_index=True)
    starts = np.append(starts, len(key)).astype(np.int64)
    return Asked(distinct // graph.told, distinct % graph.told, starts, graph.target[facts][order])


def read_benchmark(folder: Path) -> Graph:
    """Read `train.txt`, `test.txt` and, where they exist, `valid.txt` and `entity2id.txt`.

    Raises:
        InputError: if a file is missing or holds anything but four columns of whole numbers.
    """
    found = [split for split in SPLITS if split != "valid" or (folder / "valid.txt").exists()]
    parts = {split: read_facts(folder / f"{split}.txt") for split in found}
    facts = np.concatenate(list(parts.values()))
    times = clock(facts[:, 3])
    spans = {split: _span(part[:, 3], times) for split, part in parts.items()}
    return tell(facts, spans, times, read_names(folder / "entity2id.txt", int(facts[:, [0, 2]].max()) + 1))


def clock(times: Ints) -> Ints:
    """The time of each step: evenly spaced, or, where that would leave most steps empty, those that occur."""
    distinct = np.unique(times)
    unit = int(np.gcd.reduce(np.diff(distinct))) if len(distinct) > 1 else 1
    steps = int(distinct[-1] - distinct[0]) // unit + 1
    return distinct if steps > SPARSE * len(distinct) else distinct[0] + unit * np.arange(steps)


def read_facts(path: Path) -> Ints:
    """The lines of a file as an (n, 4) array.

    Raises:
        InputError: if the file is missing, empty or holds anything but four columns of whole numbers.
    """
    remedy = "A line is: subject, relation, object, day; tab-separated whole numbers"
    try:
        facts = np.loadtxt(path, dtype=np.int64, usecols=(0, 1, 2, 3), ndmin=2)
    except OSError:
        raise InputError(
            "no such file", where=str(path), remedy="Give a folder with train.txt, valid.txt and test.txt"
        ) from None
    except ValueError as error:
        raise InputError(f"is no table of facts ({error})", where=str(path), remedy=remedy) from None
    if not len(facts) or facts.min() < 0:
        raise InputError("holds no facts" if not len(facts) else "holds negative ids", where=str(path), remedy=remedy)
    return facts


def read_names(path: Path, entities: int) -> tuple[str, ...]:
    """Names by entity id; empty strings where the file or an entity is missing."""
    names = [""] * entities
    if path.exists():
        for line in path.read_text(encoding="utf8").splitlines():
            name, _, number = line.rpartition("\t")
            if number.strip().isdigit() and int(number) < entities:
                names[int(number)] = name
    return tuple(names)


def tell(facts: Ints, spans: dict[str, tuple[int, int]], times: Ints, names: tuple[str, ...]) -> Graph:
    """Both tellings of every fact, by time; within a step by their numbers, so that the files' order does not count."""
    s, r, o, time = facts.T
    relations = int(r.max()) + 1
    source, relation = np.concatenate([s, o]), np.concatenate([r, r + relations])
    target, step = np.concatenate([o, s]), np.tile(np.searchsorted(times, time), 2)
    order = np.lexsort((target, relation, source, step))
    return Graph(source[order], relation[order], target[order], step[order], len(names), relations, spans, times, names)


def _span(part: Ints, times: Ints) -> tuple[int, int]:
    return int(np.searchsorted(times, part.min())), int(np.searchsorted(times, part.max()))
