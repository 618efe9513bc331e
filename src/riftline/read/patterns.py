"""What a line of a text looks like: prose, a label, a headline, a menu. The patterns are in `furniture.toml`."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from riftline.read.published import is_date_line

Kind = Literal["anywhere", "inside", "edges", "pointers", "lists", "comments", "comment_marks"]
_KINDS: tuple[Kind, ...] = ("anywhere", "inside", "edges", "pointers", "lists", "comments", "comment_marks")

LONG = 40  # words; longer paragraphs are article text unless they are furniture word for word
_SENTENCE = 8  # words from which a line with a final stop counts as prose
_HEADLINE = 20  # words that a line of a list of headlines has at most
_MENU_ITEMS = 3  # names of sections without bars between them that make a menu
_MENU_LENGTH = 400  # characters
_PATTERN_WORDS = 90  # words of the longest cookie note
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$|[”\"]$")
_FULL_STOP = re.compile(r"\w\w[.][\"'”’)\]]*$|[”\"]$")
_TRIM = " \t/•·|»›▸►→←↑↓▶▼▲*–—-+>#"
_SYMBOLS = re.compile(r"^[^\w\s(\[#@©“”\"’‘*]+\s*")  # emoji in front of a line
_BARS = re.compile(r"[|·•>›»]")
_SEPARATORS = re.compile(r"\s*(?:[|·•>›»/,–—]|\s-\s|\s{2,})\s*")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns by kind, the words without which `inside` need not be tried, and the names of sections."""

    kinds: dict[Kind, re.Pattern[str]]
    triggers: tuple[str, ...]
    menu_words: frozenset[str]


@functools.cache
def load_patterns() -> Patterns:
    """Read and compile `furniture.toml`."""
    table = tomllib.loads((resources.files("riftline.read") / "furniture.toml").read_text("utf-8"))
    return Patterns(
        {kind: _compile(table[kind]) for kind in _KINDS}, tuple(table["triggers"]), frozenset(table["menu_words"])
    )


def _compile(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def matches(kind: Kind, line: str) -> bool:
    """Whether a whole line is one of the patterns of a kind, with or without bullets around it."""
    if line.count(" ") > _PATTERN_WORDS:
        return False
    pattern = load_patterns().kinds[kind]
    line = line.replace("'", "’")
    bare = _SYMBOLS.sub("", line.strip(_TRIM))
    return bool(pattern.fullmatch(line) or (bare != line and pattern.fullmatch(bare)))


def is_furniture(line: str) -> bool:
    """Whether a line is unmistakably part of a page, wherever it stands."""
    lower = line.lower()
    if any(trigger in lower for trigger in load_patterns().triggers) and matches("inside", line):
        return True
    return matches("anywhere", line) or is_menu(line)


def is_prose(line: str) -> bool:
    """Whether a line reads like a sentence or more, not like a heading or a label."""
    words = len(line.split())
    return words >= LONG or (words >= _SENTENCE and bool(_STOP.search(line)))


def is_headline(line: str) -> bool:
    """Whether a line could stand in a list of headlines; what ends like a sentence, however short, could not."""
    return len(line.split()) <= _HEADLINE and not is_prose(line) and not _FULL_STOP.search(line)


def is_label(line: str) -> bool:
    """Whether a line above or below an article belongs to the page: a byline, a date, a button, a section's name."""
    item = line.strip(_TRIM).casefold() in load_patterns().menu_words
    return item or matches("edges", line) or is_date_line(line)


def is_menu(line: str) -> bool:
    """A line such as "Home | World | Politics": names of sections and nothing else."""
    if len(line) > _MENU_LENGTH:
        return False
    words = load_patterns().menu_words
    items = [item.casefold() for item in _SEPARATORS.split(line.strip(_TRIM))]
    if len(items) > 1 and _BARS.search(line):
        return all(item in words for item in items)
    items = items if len(items) >= _MENU_ITEMS else line.casefold().split()
    return len(items) >= _MENU_ITEMS and all(item in words for item in items)
