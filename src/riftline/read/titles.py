"""The headline of a text without markup."""

import re
from collections.abc import Sequence

from riftline.read.patterns import is_prose

_MAX_WORDS, _MAX_LENGTH = 25, 200
_NOT_TITLE = re.compile(r".*[.!…:;,]$|^[\"“‘']?[a-z]|.*\) ?[-–—] |^https?://")


def split_title(paragraphs: Sequence[str], given: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The title and the paragraphs without it.

    A given title is only taken off where the text repeats it. Otherwise a first line that is short, does not end like a
    sentence and stands above prose is the title.
    """
    body = tuple(paragraphs)
    if given:
        return given, body[1:] if len(body) > 1 and _key(body[0]) == _key(given) else body
    if len(body) > 1 and looks_like_title(body[0]) and any(map(is_prose, body[1:])):
        return body[0].strip(" /|•»>"), body[1:]
    return None, body


def looks_like_title(line: str) -> bool:
    """Short, without a final stop, and not the opening of a sentence."""
    short = len(line.split()) <= _MAX_WORDS and len(line) <= _MAX_LENGTH
    return short and not _NOT_TITLE.match(line)


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()
