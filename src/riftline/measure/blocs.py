"""Blocs: who stands with whom in a period, and how firmly."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from riftline.measure.divisions import Division
from riftline.measure.faults import margins, standing_costs
from riftline.measure.frames import By, like
from riftline.measure.frustration import SECONDS
from riftline.measure.partition import partition
from riftline.measure.signed import Floats, Integers, SignedGraph, divided
from riftline.measure.ties import Network, Rules, networks

FIRM_SECONDS = 20.0  # for the costs of standing elsewhere, over all periods


def blocs(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By | None = None,
    k: int | None = 2,
    rules: Rules | None = None,
    seconds: float = SECONDS,
    firm_seconds: float = FIRM_SECONDS,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """The bloc of every party in each period, and what it would cost to see it elsewhere.

    The blocs are those of the division that contradicts the fewest ties (`frustration`, `partition`); `balance` has how
    many these are and whether that is proved.

    | column | meaning, unit |
    |---|---|
    | `period`, `party` | first day of the period; code |
    | `bloc` | 1, 2, …: of two, 1 is the bloc of the anchor; of several, 1 is the largest |
    | `anchor` | the party with the most ties of its component, by which two blocs are told apart |
    | `ties`, `negative`, `frustrated` | ties of the party, those to foes, those that contradict the blocs |
    | `margin` | weight of its ties that fit less those that do not: the cost of moving it alone |
    | `cost_lower`, `cost_upper` | of two blocs: the cost of seeing it opposite the anchor, others moving as it suits |
    | `swing` | whether that costs nothing: it may stand on either side; null where time did not suffice to tell |

    Args:
        frame: a dyads frame, or ties with signs (see `riftline.measure.ties.networks`).
        by: length of a period; None for all of the frame.
        k: how many blocs there may be; None for any number.
        rules: how a tie gets its sign, see `riftline.measure.ties.signed_ties`.
        seconds: how long to search for a proof in each period.
        firm_seconds: how long to ask what it costs to see parties elsewhere, in all.
        seed: of the local search.

    Raises:
        MeasureError: a column is missing, or nothing is left.

    Sources: Doreian and Mrvar 2015, Structural balance and signed international relations,
    doi:10.21307/joss-2019-012; Aref and Wilson 2019, doi:10.1093/comnet/cny015.
    """
    found = []
    until = time.monotonic() + firm_seconds
    for network in networks(frame, by, rules or Rules()):
        division = partition(network.graph, k, seconds=seconds, seed=seed)
        left = max(0.0, until - time.monotonic())
        found.append(parties_of(network, division, two=k == 2, seconds=left, seed=seed))  # noqa: PLR2004
    return like(frame, pa.concat_tables(found))


def parties_of(
    network: Network, division: Division, *, two: bool, seconds: float = FIRM_SECONDS, seed: int = 0
) -> pa.Table:
    """The rows of `blocs` for one period; parties without any signed tie are left out."""
    graph = network.graph
    number = len(graph.nodes)
    groups, ends = division.groups, np.full((3, number), np.nan)
    ends[0] = margins(graph, division)
    anchor: Sequence[str | None] = [None] * number
    if two:
        costs, at = standing_costs(graph, division, seconds=seconds, seed=seed)
        ends[1:] = costs.lower, costs.upper
        groups = np.where(groups == groups[at], 0, 1)
        anchor = [graph.nodes[i] for i in at.tolist()]
    counts = [_counted(graph, mask) for mask in _masks(graph, division)]
    columns: dict[str, Any] = {
        "period": [network.period] * number,
        "party": list(graph.nodes),
        "bloc": groups + 1,
        "anchor": pa.array(anchor, pa.string()),
        **dict(zip(("ties", "negative", "frustrated"), counts, strict=True)),
        **{
            name: pa.array(v, from_pandas=True)
            for name, v in zip(("margin", "cost_lower", "cost_upper"), ends, strict=True)
        },
        "swing": _swing(*ends, two=two),
    }
    return pa.table(columns).filter(pa.array(counts[0] > 0))


def _masks(graph: SignedGraph, division: Division) -> list[Any]:
    return [graph.weights > 0, graph.signs < 0, divided(graph, division.groups)]


def _counted(graph: SignedGraph, mask: Any) -> Integers:  # noqa: ANN401 - a mask
    """How many ties of each party are in the mask."""
    return np.bincount(graph.edges[mask].ravel(), minlength=len(graph.nodes))


def _swing(margin: Floats, lower: Floats, upper: Floats, *, two: bool) -> Any:  # noqa: ANN401 - an Arrow column
    """Whether a party may stand elsewhere at no cost; unknown where the bounds leave it open."""
    if not two:
        return pa.array(margin <= 0)
    return pa.array(upper <= 0, mask=np.isnan(upper) | ((lower <= 0) & (upper > 0)))
