"""What stands above and below an article that was copied from a web page."""

import re
from collections.abc import Sequence

from riftline.read.patterns import LONG, is_headline, is_label, is_prose

_OPENING = 3  # paragraphs of prose among which bylines and dates may still stand, below a summary
_LEAD = 3  # paragraphs that repeat words of the title
_NEARLY = 0.6  # of the words that the best candidate for the title shares with them
_NAME = 5  # words of an author's name and place
_MENU_RUN = 3  # short lines in a row that make a menu
_MENU_ITEM = 3  # words in a line of a menu at most
_BYLINE = re.compile(r"(?:by|written by|author:?) ", re.IGNORECASE)
_LONGER = re.compile(r"[^\W\d_]{4,}")


def margins(lines: Sequence[str], gone: set[int]) -> set[int]:
    """Indices of the lines above the first and below the last paragraph of prose that are not the article's.

    Args:
        lines: the paragraphs of a text.
        gone: indices of those already known as furniture.
    """
    prose = [index for index, line in enumerate(lines) if index not in gone and _is_body(line)]
    if not prose:
        return set()
    found = _labels(lines, range(prose[0], prose[:_OPENING][-1]))
    found |= _head(lines, range(prose[0]), gone | found, _stems(" ".join(lines[index] for index in prose[:_LEAD])))
    found |= _tail(lines, range(prose[-1] + 1, len(lines)), gone)
    return found | _biography(lines, prose, gone | found)


def first_prose(lines: Sequence[str], gone: set[int]) -> int:
    """Index of the first sentence that is not furniture; the number of lines if there is none."""
    return next((index for index, line in enumerate(lines) if index not in gone and is_prose(line)), len(lines))


def _is_body(line: str) -> bool:
    return is_prose(line) and (len(line.split()) >= LONG or not is_label(line))


def _labels(lines: Sequence[str], span: range) -> set[int]:
    return {index for index in span if len(lines[index].split()) < LONG and is_label(lines[index])}


def _head(lines: Sequence[str], span: range, gone: set[int], lead: set[str]) -> set[int]:
    """What stands above the article beside its title: labels, menus, and short lines where there are such."""
    found = _labels(lines, span) | _menus(lines, span, gone)
    left = [index for index in span if index not in found | gone]
    if len(left) < 2 or not (found | gone) & set(span):  # noqa: PLR2004 - a single line is the title
        return found
    title = _find_title(lines, left, lead)
    above = {index for index in left if index < title}
    names = {index for index in left if index > title and len(lines[index].split()) <= _NAME}
    repeated = {index for index in left if index > title and _key(lines[index]) == _key(lines[title])}
    return found | above | names | repeated


def _find_title(lines: Sequence[str], candidates: list[int], lead: set[str]) -> int:
    """The first line that shares nearly as many words with the opening of the article as any."""
    shared = {index: len(_stems(lines[index]) & lead) for index in candidates}
    enough = _NEARLY * max(shared.values())
    return next(index for index in candidates if shared[index] >= enough)


def _stems(text: str) -> set[str]:
    """Beginnings of the longer words: "Turkey" and "Turkish" share one."""
    return {word[:4].casefold() for word in _LONGER.findall(text)}


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()


def _menus(lines: Sequence[str], span: range, gone: set[int]) -> set[int]:
    """Runs of short lines."""
    found: set[int] = set()
    run: list[int] = []
    for index in [*span, span.stop]:
        if index < span.stop and (index in gone or len(lines[index].split()) <= _MENU_ITEM):
            run.append(index)
            continue
        if len([item for item in run if item not in gone]) >= _MENU_RUN:
            found |= set(run)
        run = []
    return found


def _tail(lines: Sequence[str], span: range, gone: set[int]) -> set[int]:
    """Labels below the article, and whatever stands below the first of them."""
    found: set[int] = set()
    below = False
    for index in span:
        if index in gone or is_label(lines[index]):
            below = True
            found.add(index)
        elif below and is_headline(lines[index]):
            found.add(index)
    return found


def _biography(lines: Sequence[str], prose: list[int], gone: set[int]) -> set[int]:
    """A closing sentence about the author, told by the name in the byline, and the labels above it."""
    last = prose[-1]
    names = [name for index in gone if _BYLINE.match(lines[index]) for name in _authors(lines[index])]
    if len(prose) < 2 or len(lines[last].split()) >= LONG or not lines[last].startswith(tuple(names)):  # noqa: PLR2004
        return set()
    return {last} | _tail(lines, range(prose[-2] + 1, last), gone)


def _authors(byline: str) -> list[str]:
    names = re.split(r",| and | in ", _BYLINE.sub("", byline, count=1))
    return [f"{name.strip()} " for name in names if len(name.split()) > 1]
