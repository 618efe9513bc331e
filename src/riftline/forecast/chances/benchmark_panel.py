"""The panel of a benchmark folder: relations as they are, or their CAMEO roots."""

from pathlib import Path
from typing import Literal

import numpy as np

from riftline.errors import InputError
from riftline.forecast.chances.panel import Panel, panel_of
from riftline.forecast.chances.roots import ROOTS, root_of
from riftline.forecast.names import groups
from riftline.forecast.tkg import Graph, read_names

Level = Literal["relations", "roots"]
_QUADS = (0, 0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3)  # of the roots 01 … 20
_UNTOLD = 0  # a relation whose name tells no root counts as a statement


def panel_of_graph(graph: Graph, folder: Path, level: Level) -> Panel:
    """The facts of a benchmark, each told once.

    Args:
        graph: what `read_benchmark` read.
        folder: where it was read; `relation2id.txt` tells the names of relations.
        level: forecast relations, or the CAMEO roots that their names tell.

    Raises:
        InputError: roots are asked for and the folder has no names of relations.
    """
    once = graph.relation < graph.relations
    source, relation, target, step = (a[once] for a in (graph.source, graph.relation, graph.target, graph.step))
    names = read_names(folder / "relation2id.txt", graph.relations)
    if level == "roots" and not any(names):
        remedy = "Forecast relations, or add the file"
        raise InputError("has no relation2id.txt, which tells CAMEO roots", where=str(folder), remedy=remedy)
    told = [root_of(name) for name in names]
    roots = np.array([ROOTS.index(root) if root else _UNTOLD for root in told])
    roles, places = groups(graph.names)
    if level == "roots":
        relation, names, roots = roots[relation], ROOTS, np.array(_QUADS)
    return panel_of(
        source, relation, target, step,
        parties=graph.names, kinds=names, places=places, roles=roles, classes=roots,
    )  # fmt: skip
