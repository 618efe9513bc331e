"""What a web page puts around an article, taken off text that was copied from one.

Where a line stands decides how much is needed to remove it:

1. anywhere: only lines that are unmistakable ("Your email address will not be published.", "Advertisement");
2. inside the article: pointers to other stories, and below a list's heading ("Related stories") what is no sentence;
3. below a heading of comments in the last part of the text: short paragraphs too;
4. above and below the article (`margins.py`): bylines, dates, menus, counts, tags.

A paragraph of `LONG` words or more goes only by rule 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from riftline.read.margins import first_prose, margins
from riftline.read.patterns import LONG, is_furniture, is_headline, is_prose, matches

_LIST = 10  # lines that a list of headlines has at most inside the article
_COMMENTS_FROM = 0.6  # of the words of prose must stand before a heading of comments that closes the text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The paragraphs that stay, and those that went."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]


def remove_furniture(lines: Sequence[str]) -> Cleaned:
    """Take page furniture off the paragraphs of a text; a text of one paragraph stays as it is."""
    if len(lines) < 2:  # noqa: PLR2004 - nothing stands around a single paragraph
        return Cleaned(tuple(lines), ())
    gone = {index for index, line in enumerate(lines) if is_furniture(line)}
    gone |= _pointers(lines, gone)
    gone |= _lists(lines, gone)
    gone |= _comments(lines, gone)
    gone |= margins(lines, gone)
    kept = tuple(line for index, line in enumerate(lines) if index not in gone)
    return Cleaned(kept, tuple(lines[index] for index in sorted(gone)))


def _pointers(lines: Sequence[str], gone: set[int]) -> set[int]:
    below = range(first_prose(lines, gone) + 1, len(lines))
    return {index for index in below if matches("pointers", lines[index])}


def _lists(lines: Sequence[str], gone: set[int]) -> set[int]:
    """Headings of lists of other stories and the headlines below them; above the article, one of these is its title."""
    first = first_prose(lines, gone)
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not is_prose(line) and matches("lists", line):
            found |= {index, *(_headlines_below(lines, index, gone) if index > first else ())}
    return found


def _headlines_below(lines: Sequence[str], index: int, gone: set[int]) -> list[int]:
    below: list[int] = []
    for after in range(index + 1, min(index + 1 + _LIST, len(lines))):
        if after not in gone and not is_headline(lines[after]):
            break
        below.append(after)
    return below


def _comments(lines: Sequence[str], gone: set[int]) -> set[int]:
    """Readers' comments: what stands below a heading of comments in the last part of the text."""
    weights = [len(line.split()) if is_prose(line) and index not in gone else 0 for index, line in enumerate(lines)]
    total = sum(weights)
    for index, line in enumerate(lines):
        if matches("comments", line) and sum(weights[:index]) >= _COMMENTS_FROM * total:
            return _below_comments(lines, index)
    return set()


def _below_comments(lines: Sequence[str], index: int) -> set[int]:
    """Without a reader's name, a button or a time among them, sentences below such a heading are the article's."""
    below = range(index + 1, len(lines))
    if any(matches("comment_marks", lines[after]) for after in below):
        return {index, *(after for after in below if len(lines[after].split()) < LONG)}
    return {index, *(after for after in below if is_headline(lines[after]))}
