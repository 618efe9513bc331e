"""The fault line: ties that contradict the blocs, always or in some of the best divisions only."""

import time
from typing import Any

import numpy as np
import pyarrow as pa

from riftline.measure.divisions import Division
from riftline.measure.faults import tie_costs
from riftline.measure.frames import By, like
from riftline.measure.frustration import SECONDS, frustration
from riftline.measure.signed import Mask, divided
from riftline.measure.ties import Network, Rules, networks

ASK_SECONDS = 20.0


def fault_line(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By | None = None,
    rules: Rules | None = None,
    every: bool = False,
    seconds: float = SECONDS,
    ask_seconds: float = ASK_SECONDS,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """The ties that contradict the best division into two blocs, and those that could.

    | column | meaning, unit |
    |---|---|
    | `period`, `source`, `target` | first day of the period; the pair in the order of the alphabet |
    | `sign`, `weight` | 1 friends, −1 foes; weight of the tie |
    | `frustrated` | the tie contradicts the division found: friends in two blocs, or foes in one |
    | `when` | frustrated in the best divisions `always`, `sometimes`, `never`; null where it is not settled |
    | `cost_lower`, `cost_upper` | what seeing the tie the other way costs beyond the index |
    | `flip_lower`, `flip_upper` | by how much the index changes if the tie changes its sign |

    Rows come frustrated first, then those that cost least to see otherwise.

    Args:
        frame: a dyads frame, or ties with signs (see `riftline.measure.ties.networks`).
        by: length of a period; None for all of the frame.
        rules: how a tie gets its sign, see `riftline.measure.ties.signed_ties`.
        every: also ties that are known never to be frustrated.
        seconds: how long to search for a proof in each period.
        ask_seconds: how long to ask about single ties, in all.
        seed: of the local search.

    Raises:
        MeasureError: a column is missing, or nothing is left.

    Sources: Aref and Wilson 2019, Balance and frustration in signed networks, doi:10.1093/comnet/cny015.
    """
    found = []
    until = time.monotonic() + ask_seconds
    for network in networks(frame, by, rules or Rules()):
        division = frustration(network.graph, seconds=seconds, seed=seed)
        rows = ties_of(network, division, seconds=max(0.0, until - time.monotonic()), seed=seed)
        found.append(rows if every else contradicting(rows))
    return like(frame, pa.concat_tables(found))


def contradicting(rows: pa.Table) -> pa.Table:
    """Without the ties that are known never to be frustrated."""
    return rows.filter(pa.array([when != "never" for when in rows["when"].to_pylist()], pa.bool_()))


def ties_of(network: Network, division: Division, *, seconds: float = ASK_SECONDS, seed: int = 0) -> pa.Table:
    """The rows of `fault_line` for one period."""
    graph = network.graph
    costs = tie_costs(graph, division, seconds=seconds, seed=seed)
    apart = divided(graph, division.groups)
    names = np.array(graph.nodes, dtype=np.str_)[graph.edges].reshape(-1, 2)
    flip = [
        np.where(apart, -graph.weights, np.minimum(graph.weights, c - graph.weights))
        for c in (costs.lower, costs.upper)
    ]
    columns = {
        "period": [network.period] * len(names),
        "source": names[:, 0].tolist(),
        "target": names[:, 1].tolist(),
        "sign": graph.signs,
        "weight": graph.weights,
        "frustrated": apart,
        "when": pa.array(_when(apart, costs.lower > 0, costs.upper <= 0), pa.string()),
        "cost_lower": costs.lower,
        "cost_upper": costs.upper,
        "flip_lower": flip[0],
        "flip_upper": flip[1],
    }
    order = np.lexsort((names[:, 1], names[:, 0], costs.upper, costs.lower, ~apart))
    return pa.table(columns).take(order)


def _when(apart: Mask, costly: Mask, free: Mask) -> list[str | None]:
    """In which of the best divisions a tie is frustrated."""
    settled = np.where(free, "sometimes", np.where(apart, "always", "never"))
    return [word if known else None for word, known in zip(settled.tolist(), (free | costly).tolist(), strict=True)]
