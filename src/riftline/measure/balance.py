"""Balance: how far the friends and foes of a period fall into two blocs, beyond what their number alone would give."""

from typing import Any

import pyarrow as pa

from riftline.measure.divisions import Division
from riftline.measure.frames import By, like
from riftline.measure.frustration import SECONDS, frustration, permuted
from riftline.measure.structure import structure_of
from riftline.measure.ties import Network, Rules, networks

SHUFFLES = 100


def balance(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    by: By | None = None,
    rules: Rules | None = None,
    shuffles: int = SHUFFLES,
    seconds: float = SECONDS,
    seed: int = 0,
) -> Any:  # noqa: ANN401 - the same kind of frame
    """One row of figures per period: the frustration index with its bound, and what it is to be compared with.

    | column | meaning, unit |
    |---|---|
    | `parties`, `ties`, `unsigned` | parties with ties; ties; pairs with events that are neither friends nor foes |
    | `negative`, `frustration` | weight of the ties between foes; the index L, which is at most that |
    | `lower`, `proved` | no division does better than this; whether that is L |
    | `balance` | 1 − 2L/(weight of all ties): 1 is two blocs without a contradiction |
    | `null_mean`, `null_sd`, `z` | the index with the signs permuted among the ties, by local search |
    | `shuffles`, `seed` | how many permuted networks; of permutations and search |
    | `triangles`, `balanced_triangles`, `walk_balance`, `algebraic_conflict` | see `riftline.measure.structure` |

    The permuted networks are searched, not solved: their indices are upper bounds, and `z` compares them with the bound
    that the same search gives for the network itself.

    Args:
        frame: a dyads frame, or ties with signs (see `riftline.measure.ties.networks`).
        by: length of a period; None for all of the frame.
        rules: how a tie gets its sign, see `riftline.measure.ties.signed_ties`.
        shuffles: permuted networks per period; 0 for none.
        seconds: how long to search for a proof in each period.
        seed: of permutations and local search.

    Raises:
        MeasureError: a column is missing, or nothing is left.

    Sources: Aref and Wilson 2019, Balance and frustration in signed networks, doi:10.1093/comnet/cny015; Cartwright and
    Harary 1956, doi:10.1037/h0046049; Estrada and Benzi 2014, doi:10.1103/PhysRevE.90.042802.
    """
    rows = []
    for network in networks(frame, by, rules or Rules()):
        division = frustration(network.graph, seconds=seconds, seed=seed)
        rows.append(figures(network, division, shuffles=shuffles, seed=seed))
    return like(frame, pa.concat_tables(rows))


def figures(network: Network, division: Division, *, shuffles: int = SHUFFLES, seed: int = 0) -> pa.Table:
    """The row of `balance` for one period."""
    graph = network.graph
    whole = float(graph.weights.sum())
    null = permuted(graph, shuffles=shuffles, seed=seed) if shuffles else None
    structure = structure_of(graph)
    real, count = pa.float64(), pa.int64()
    cells = {
        "period": pa.array([network.period]),
        "parties": pa.array([len(set(graph.edges.ravel().tolist()))]),
        "ties": pa.array([len(graph.edges)]),
        "unsigned": pa.array([network.unsigned]),
        "negative": pa.array([graph.negative]),
        "frustration": pa.array([division.upper]),
        "lower": pa.array([division.lower]),
        "proved": pa.array([division.proved]),
        "balance": pa.array([1 - 2 * division.upper / whole if whole else None], real),
        "null_mean": pa.array([null.mean if null else None], real),
        "null_sd": pa.array([null.sd if null else None], real),
        "z": pa.array([null.z if null else None], real),
        "shuffles": pa.array([shuffles], count),
        "seed": pa.array([seed], count),
        "triangles": pa.array([structure.triangles], count),
        "balanced_triangles": pa.array([structure.balanced_triangles], real),
        "walk_balance": pa.array([structure.walk_balance], real),
        "algebraic_conflict": pa.array([structure.algebraic_conflict], real),
    }
    return pa.table(cells)
