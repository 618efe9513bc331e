"""Dependency trees from arc scores: the best tree with exactly one root.

Sizes: W words; `scores[i, j]` is the score of head position j for word i, position 0 being the root.
"""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
ROOT_PRICE = 1e6  # taken off every root arc, so that the best tree has the fewest roots possible: one


def best_tree(scores: Scores) -> list[int]:
    """Heads (0 … W, one per word) of the best single-root tree.

    The likeliest head of every word is taken where that already is a tree; otherwise the maximum spanning
    arborescence is found (Chu & Liu 1965, Edmonds 1967).

    Args:
        scores: [W, 1 + W] log probabilities.
    """
    heads: list[int] = scores.argmax(1).tolist()
    if is_tree(heads):
        return heads
    return spanning_tree(scores)


def is_tree(heads: list[int]) -> bool:
    """Whether `heads` has exactly one root and no cycle."""
    if heads.count(0) != 1:
        return False
    state = [0] * (len(heads) + 1)  # 0 unseen, otherwise the walk that saw it first
    state[0] = -1
    for start in range(1, len(heads) + 1):
        word = start
        while state[word] == 0:
            state[word] = start
            word = heads[word - 1]
        if state[word] == start:
            return False
        word = start
        while state[word] == start:
            state[word] = -1
            word = heads[word - 1]
    return True


def spanning_tree(scores: Scores) -> list[int]:
    """The maximum spanning arborescence with one root arc, as heads of words 1 … W."""
    words = len(scores)
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= ROOT_PRICE
    np.fill_diagonal(square, -np.inf)
    heads = _arborescence(square)
    return [int(h) for h in heads[1:]]


def _arborescence(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Heads of all nodes (node 0 is the root) for `scores[dependent, head]`."""
    heads: npt.NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    return _expand(scores, heads, cycle)


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    """The nodes of one cycle, or nothing."""
    done = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in done and node not in path:
            path.append(node)
            node = int(heads[node])
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


def _expand(scores: npt.NDArray[np.float64], heads: npt.NDArray[np.int64], cycle: list[int]) -> npt.NDArray[np.int64]:
    """Contract `cycle` to one node, solve the smaller graph, and open the cycle where that tree enters it."""
    inside = set(cycle)
    outside = [n for n in range(len(scores)) if n not in inside]
    kept = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[size, :size] = entering.max(0)
    small[:size, size] = leaving.max(1)
    solved = _arborescence(small)
    result = heads.copy()
    for place, node in enumerate(outside[1:], 1):
        head = solved[place]
        result[node] = cycle[int(leaving[place].argmax())] if head == size else outside[head]
    entry = int(solved[size])
    result[cycle[int(entering[:, entry].argmax())]] = outside[entry]
    return result
