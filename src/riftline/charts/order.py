"""In which order parties stand beside each other, so that those that belong together can be seen; no step is random."""

import numpy as np
import numpy.typing as npt

Square = npt.NDArray[np.float64]


def alike_together(likeness: Square) -> list[int]:
    """An order in which neighbours are alike: average linkage, then the closer ends of joined groups put together.

    Args:
        likeness: [n, n], symmetric; the diagonal is not looked at.
    """
    groups = [[k] for k in range(len(likeness))]
    near = np.array(likeness, float)
    np.fill_diagonal(near, -np.inf)
    while len(groups) > 1:
        i, j = sorted(divmod(int(np.argmax(near)), len(groups)))
        sizes = len(groups[i]), len(groups[j])
        merged = (near[i] * sizes[0] + near[j] * sizes[1]) / sum(sizes)
        near[i], near[:, i] = merged, merged
        near[i, i] = -np.inf
        near = np.delete(np.delete(near, j, axis=0), j, axis=1)
        groups[i] = _joined(groups[i], groups.pop(j), likeness)
    return groups[0] if groups else []


def _joined(one: list[int], other: list[int], likeness: Square) -> list[int]:
    """Two groups in a row, each turned so that the ends that meet are the most alike."""
    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    return max((a + b for a, b in ways), key=lambda row: (likeness[row[len(one) - 1], row[len(one)]], -row[0]))
