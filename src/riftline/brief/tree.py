"""The dependencies of a sentence as a tree beside its words, one word per line in the order of the text.

A word's dependents hang on the line that runs through it, those before it above, those after it below:

```
 ╭─ Poland
─┼─ condemned
 ╰─ Hungary
```
"""

from collections.abc import Iterator, Sequence

from riftline.records import Sentence

ENDS = {(True, True): "├─", (True, False): "╰─", (False, True): "╭─", (False, False): "──"}
NODES = {(True, True): "┼─", (True, False): "┴─", (False, True): "┬─", (False, False): "──"}


def draw(sentence: Sentence) -> list[tuple[int, str]]:
    """(token index, branches before its word), one line per word from top to bottom.

    The order is that of the text but where branches would cross: there, words stand beside what they belong to.
    """
    order = _in_order(sentence)
    row = {token: number for number, token in enumerate(order)}
    return [(token, _line(sentence, token, row)) for token in order]


def _in_order(sentence: Sentence) -> list[int]:
    """Token indices from the leftmost leaf to the rightmost; without recursion, since sentences can nest deeply."""
    order: list[int] = []
    waiting = [(token.index, False) for token in reversed(sentence.tokens) if token.head < 0]
    while waiting:
        token, opened = waiting.pop()
        if opened:
            order.append(token)
            continue
        below = sentence.children[token]
        waiting += [(child, False) for child in reversed(below) if child > token]
        waiting.append((token, True))
        waiting += [(child, False) for child in reversed(below) if child < token]
    return order


def _line(sentence: Sentence, token: int, row: dict[int, int]) -> str:
    path = list(_path(sentence, token))
    through = [_through(sentence, above, row) for above in path]
    bars = ["│ " if first < row[token] < last else "  " for first, last in through[:-1]]
    hook = [ENDS[row[token] > through[-1][0], row[token] < through[-1][1]]] if path else []
    first, last = _through(sentence, token, row)
    return "".join((*bars, *hook, NODES[first < row[token], row[token] < last]))


def _path(sentence: Sentence, token: int) -> Sequence[int]:
    """The words above a word, the root first."""
    path = list(_upwards(sentence, token))
    return path[::-1]


def _upwards(sentence: Sentence, token: int) -> Iterator[int]:
    while (token := sentence.tokens[token].head) >= 0:
        yield token


def _through(sentence: Sentence, token: int, row: dict[int, int]) -> tuple[int, int]:
    """The first and the last line that the line through a word reaches."""
    rows = [row[token], *(row[child] for child in sentence.children[token])]
    return min(rows), max(rows)
