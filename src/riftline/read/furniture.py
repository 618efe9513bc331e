"""What a web page puts around an article, taken off text that was copied from one.

Patterns are in `furniture.toml`. Where a line stands decides how much is needed to remove it:

1. anywhere: only lines that are unmistakable ("Your email address will not be published.", "Advertisement");
2. below a heading of a list ("Related stories"): lines that are no sentences;
3. above the first and below the last paragraph of prose: bylines, dates, menus, counts, tags;
4. below a heading of comments in the last part of the text: short paragraphs too.

A paragraph of `LONG` words or more goes only by rule 1.
"""

# ruff: noqa: RUF001 - typographic quotes and dashes are what the text has

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

LONG = 40  # words; longer paragraphs are article text unless they are furniture word for word
_SENTENCE = 8  # words from which a line with a final stop counts as prose
_HEADLINE = 20  # words that a line of a list of headlines has at most
_LIST = 10  # lines that a list of headlines has at most inside the article
_MENU_RUN = 3  # short lines in a row that make a menu
_MENU_ITEM = 3  # words in a line of a menu at most
_PATTERN_WORDS = 90  # words of the longest cookie note
_COMMENTS_FROM = 0.6  # of the words of prose must stand before a heading of comments that closes the text
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$|[”\"]$")
_TRIM = " \t•·|»›▸►→←↑↓▶▼▲*–—-+>#"
_SEPARATORS = re.compile(r"\s*(?:[|·•>›»/,–—]|\s-\s|\s{2,})\s*")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The compiled patterns."""

    anywhere: re.Pattern[str]
    edges: re.Pattern[str]
    lists: re.Pattern[str]
    comments: re.Pattern[str]
    comment_marks: re.Pattern[str]
    menu_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The paragraphs that stay, and those of the head that went (a dateline may hide there)."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]


@functools.cache
def load_furniture() -> Furniture:
    """Read and compile `furniture.toml`."""
    table = tomllib.loads((resources.files("riftline.read") / "furniture.toml").read_text("utf-8"))
    return Furniture(
        anywhere=_compile(table["anywhere"]),
        edges=_compile(table["edges"]),
        lists=_compile(table["lists"]),
        comments=_compile(table["comments"]),
        comment_marks=_compile(table["comment_marks"]),
        menu_words=frozenset(table["menu_words"]),
    )


def _compile(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def remove_furniture(paragraphs: Sequence[str]) -> Cleaned:
    """Take page furniture off the paragraphs of a text; a text of one paragraph stays as it is."""
    if len(paragraphs) < 2:  # noqa: PLR2004 - nothing stands around a single paragraph
        return Cleaned(tuple(paragraphs), ())
    gone = _unmistakable(paragraphs)
    gone |= _lists(paragraphs, gone)
    gone |= _comments(paragraphs, gone)
    gone |= _edges(paragraphs, gone)
    kept = tuple(line for index, line in enumerate(paragraphs) if index not in gone)
    return Cleaned(kept, tuple(paragraphs[index] for index in sorted(gone)))


def is_prose(line: str) -> bool:
    """Whether a line reads like a sentence or more, not like a heading or a label."""
    words = len(line.split())
    return words >= LONG or (words >= _SENTENCE and bool(_STOP.search(line)))


def _unmistakable(lines: Sequence[str]) -> set[int]:
    return {index for index, line in enumerate(lines) if _matches("anywhere", line) or _is_menu(line)}


def _matches(name: str, line: str) -> bool:
    if line.count(" ") > _PATTERN_WORDS:
        return False
    pattern: re.Pattern[str] = getattr(load_furniture(), name)
    line = line.replace("'", "’")
    return bool(pattern.fullmatch(line) or pattern.fullmatch(line.strip(_TRIM)))


def _is_menu(line: str) -> bool:
    """A line such as "Home | World | Politics": three or more names of sections and nothing else."""
    if len(line) > 400:  # noqa: PLR2004 - no menu is longer
        return False
    words = load_furniture().menu_words
    items = [item.casefold() for item in _SEPARATORS.split(line.strip(_TRIM))]
    if len(items) < _MENU_RUN:
        items = line.casefold().split()
    return len(items) >= _MENU_RUN and all(item in words for item in items)


def _lists(lines: Sequence[str], gone: set[int]) -> set[int]:
    """Headings of lists of other stories, and the headlines below them."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if _matches("lists", line) and not is_prose(line):
            below = _headlines_below(lines, index, gone)
            found |= {index, *below}
    return found


def _headlines_below(lines: Sequence[str], index: int, gone: set[int]) -> list[int]:
    below: list[int] = []
    for after in range(index + 1, min(index + 1 + _LIST, len(lines))):
        if after not in gone and not _is_headline(lines[after]):
            break
        below.append(after)
    return below


def _is_headline(line: str) -> bool:
    return len(line.split()) <= _HEADLINE and not is_prose(line)


def _comments(lines: Sequence[str], gone: set[int]) -> set[int]:
    """Readers' comments: what stands below a heading of comments in the last part of the text."""
    weights = [len(line.split()) if is_prose(line) and index not in gone else 0 for index, line in enumerate(lines)]
    total = sum(weights)
    for index, line in enumerate(lines):
        if _matches("comments", line) and sum(weights[:index]) >= _COMMENTS_FROM * total:
            return _below_comments(lines, index)
    return set()


def _below_comments(lines: Sequence[str], index: int) -> set[int]:
    below = range(index + 1, len(lines))
    if any(_matches("comment_marks", lines[after]) for after in below):
        return {index, *(after for after in below if len(lines[after].split()) < LONG)}
    return {index, *(after for after in below if not is_prose(lines[after]))}


def _edges(lines: Sequence[str], gone: set[int]) -> set[int]:
    prose = [index for index, line in enumerate(lines) if index not in gone and _is_body(line)]
    if not prose:
        return set()
    return _head(lines, range(prose[0]), gone) | _tail(lines, range(prose[-1] + 1, len(lines)), gone)


def _is_body(line: str) -> bool:
    return is_prose(line) and (len(line.split()) >= LONG or not _matches("edges", line))


def _head(lines: Sequence[str], span: range, gone: set[int]) -> set[int]:
    """Labels above the article, and runs of short lines, which are menus."""
    found = {index for index in span if _matches("edges", lines[index]) or _is_item(lines[index])}
    run: list[int] = []
    for index in span:
        if len(lines[index].split()) <= _MENU_ITEM or index in gone | found:
            run.append(index)
            continue
        found |= _menu(run, gone)
        run = []
    return found | _menu(run, gone)


def _menu(run: list[int], gone: set[int]) -> set[int]:
    return set(run) if len([index for index in run if index not in gone]) >= _MENU_RUN else set()


def _is_item(line: str) -> bool:
    return line.strip(_TRIM).casefold() in load_furniture().menu_words


def _tail(lines: Sequence[str], span: range, gone: set[int]) -> set[int]:
    """Labels below the article, and whatever stands below the first of them."""
    found: set[int] = set()
    for index in span:
        certain = index in gone or _matches("edges", lines[index]) or _is_item(lines[index])
        if certain or ((found or gone & set(span[: index - span.start])) and _is_headline(lines[index])):
            found.add(index)
    return found
