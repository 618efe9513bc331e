"""How balanced a signed network is: triangles, closed walks, and the distance of its Laplacian from balance."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from riftline.measure.signed import SignedGraph

LARGEST = 3_000  # nodes of which all eigenvalues are computed: about ten seconds


@dataclass(frozen=True, slots=True)
class Structure:
    """Figures of structural balance; None where the network is too large, or has nothing to measure.

    `triangles` counts all, `balanced_triangles` is the share with an even number of negative ties, `walk_balance`
    weighs closed walks of every length (1: balanced), `algebraic_conflict` is 0 where a component is balanced.
    """

    triangles: int
    balanced_triangles: float | None
    walk_balance: float | None
    algebraic_conflict: float | None


def structure_of(graph: SignedGraph) -> Structure:
    """How balanced a network is, by three measures.

    With A the signed adjacency matrix, |A| the same without signs and D the degrees (weights do not count):
    balanced triangles = (tr A³ + tr |A|³) / (2·tr |A|³); walk balance = Σ e^λ(A) / Σ e^λ(|A|) over the eigenvalues;
    algebraic conflict = λ_min(D − A). Unit: shares 0 … 1; the last is a number of ties.

    Sources: Cartwright and Harary 1956, Structural balance, doi:10.1037/h0046049; Estrada and Benzi 2014, Walk-based
    measure of balance in signed networks, doi:10.1103/PhysRevE.90.042802; Kunegis et al. 2010, Spectral analysis of
    signed graphs, doi:10.1137/1.9781611972801.49.
    """
    matrix = _matrix(graph)
    cube, unsigned = _closed_triples(matrix), _closed_triples(np.abs(matrix))
    share = (cube + unsigned) / (2 * unsigned) if unsigned else None
    count = round(unsigned / 6)
    if not len(graph.edges) or len(graph.nodes) > LARGEST:
        return Structure(count, share, None, None)
    laplacian = np.diag(np.abs(matrix).sum(axis=0)) - matrix
    conflict = max(0.0, float(np.linalg.eigvalsh(laplacian)[0]))
    return Structure(count, share, _walks(matrix), conflict)


def _matrix(graph: SignedGraph) -> npt.NDArray[np.float64]:
    """The signed adjacency matrix of the nodes that have ties."""
    nodes, ends = np.unique(graph.edges, return_inverse=True)
    one, other = ends.reshape(-1, 2).T
    matrix = np.zeros((len(nodes), len(nodes)))
    matrix[one, other] = matrix[other, one] = graph.signs
    return matrix


def _closed_triples(matrix: npt.NDArray[np.float64]) -> float:
    """The trace of the third power."""
    return float(((matrix @ matrix) * matrix).sum())


def _walks(matrix: npt.NDArray[np.float64]) -> float:
    signed, unsigned = np.linalg.eigvalsh(matrix), np.linalg.eigvalsh(np.abs(matrix))
    top = unsigned[-1]  # taken off both, so that large networks do not overflow
    return math.fsum(np.exp(signed - top)) / math.fsum(np.exp(unsigned - top))
