"""What all models share: tables of the issues in, one outcome per draw and issue out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.table import Table

Settle: TypeAlias = Callable[[Sequence[Table]], list[FloatArray]]


@dataclass(frozen=True, slots=True)
class Model:
    """A way to tell where a negotiation settles.

    Args:
        name: short, by which it is asked for.
        title: for readers.
        settle: tables of one or more issues → for each, one outcome per draw in the issue's unit; NaN where the model
            has no answer.
        idea: how it comes to its answer, in a sentence.
        source: whom to cite.
    """

    name: str
    title: str
    settle: Settle
    idea: str
    source: str


def each_issue(one: Callable[[Table], FloatArray]) -> Settle:
    """A model of one issue as a model of several that have nothing to do with each other."""

    def settle(tables: Sequence[Table]) -> list[FloatArray]:
        return [one(table) for table in tables]

    return settle


def batches(table: Table, cells: int = 400_000) -> Iterator[Table]:
    """The draws in parts so small that an array of draws × actors × actors stays near the processor.

    Args:
        table: the issue.
        cells: numbers in such an array; 400,000 was the fastest of 50,000 to 3 million for 15 actors.
    """
    draws, actors = table.position.shape
    step = max(1, cells // actors**2)
    for start in range(0, draws, step):
        yield table.rows(slice(start, start + step))
