"""Sentence ends that no full stop marks, as in mail, forums and lists.

A logistic model over the shapes of the neighbouring words decides. It looks only at places the rules of
`riftline.parse.sentences` left uncut, and its weights (``unmarked.csv``) are for shapes and
classes of words, never for words. They were learned from the training and dev parts of EWT and GUM.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

# Log-odds above which a place is a sentence end; chosen by cross-validation on the training part of EWT.
_THRESHOLD = 0.3
# Longest word looked at; what is longer is an address or data.
_LONGEST = 60

_CHUNK = re.compile(r"\S+")
_PHONE = re.compile(r"\d{3}-\d{4}|\d+-\d+-[\d-]+")
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_EDGE = ".,:;!?()[]\"'“”‘’*<>"
_FACTS = frozenset({"Name", "CAPS", "initial", "number", "date", "time", "mail", "url", "phone", "calendar"})
_WEB = frozenset({"mail", "time", "url", "date"})
_PLAIN = frozenset({"word", "glue", "pron", "Glue", "Pron"})
_TITLE_SHARE = 0.5

_CLASSES = {
    "calendar": "monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december mon tue wed thu fri sat sun jan feb mar apr aug sept oct nov dec",
    "close": "thanks thank regards best sincerely cheers thx lol haha bye love",
    "clock": "am pm est pst cst",
    "pron": "i we you he she it they there this these that what how who why if but and so please let hi hey hello yes "
    "no",
    "glue": "the a an of to in for or with by at on from as is was are be were been my your his her our their its i'm "
    "not into about than which when where",
}


class Shape(NamedTuple):
    """What a run of non-space characters looks like: its kind, and the marks at its edges."""

    kind: str
    left: str
    right: str


class Block(NamedTuple):
    """A block of text: its words' shapes, what it looks like as a whole, and how many plain words precede each word."""

    shapes: Sequence[Shape]
    kind: str
    plain: Sequence[int]


def unmarked_ends(text: str, start: int, end: int, cuts: Sequence[int]) -> list[int]:
    """Find sentence ends without a mark in a block of text.

    Args:
        text: The document's text.
        start: Where the block starts.
        end: Where it ends.
        cuts: Sentence ends inside the block that are known already.

    Returns:
        Offsets of further sentence ends, in order.
    """
    weigh = _weights().get
    return [
        place
        for place, features in candidates(text, start, end, cuts)
        if sum([weigh(feature, 0.0) for feature in features]) > _THRESHOLD
    ]


def candidates(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Gaps in a block where an unmarked sentence end is possible.

    Args:
        text: The document's text.
        start: Where the block starts.
        end: Where it ends.
        cuts: Sentence ends inside the block that are known already.

    Yields:
        The offset of the gap and its features.
    """
    matches = list(_CHUNK.finditer(text, start, end))
    shapes = [_shape(match[0] if match.end() - match.start() <= _LONGEST else "www.") for match in matches]
    plain = list(accumulate((shape.kind in _PLAIN for shape in shapes), initial=0))
    block = Block(shapes, _block_kind(shapes, first=start == 0), plain)
    known = frozenset(cuts)
    first = 0
    for last in [i for i in range(1, len(matches)) if matches[i - 1].end() in known] + [len(matches)]:
        for i in range(first + 1, last):
            if _possible(shapes[i - 1], shapes[i]):
                yield matches[i - 1].end(), _features(block, i, first, last)
        first = last


def _possible(left: Shape, right: Shape) -> bool:
    return right.kind not in {"word", "glue", "pron"} and not (left.kind == "glue" and not left.right)


@lru_cache(maxsize=1 << 14)
def _shape(chunk: str) -> Shape:
    left = "" if chunk[0].isalnum() else chunk[0]
    right = "" if chunk[-1].isalnum() else chunk[-1]
    word = chunk.strip(_EDGE)
    return Shape(_kind(word) if word else _sign_kind(chunk), left, right)


def _sign_kind(chunk: str) -> str:
    """Kind of a run without letters or digits: a short sign is its own kind, a long one a rule."""
    if len(chunk) > 3:  # noqa: PLR2004 - nobody rules a line with three characters
        return "rule"
    return chunk[0] if len(set(chunk)) == 1 else "sign"


def _kind(word: str) -> str:
    if "@" in word:
        return "mail"
    if _ADDRESS.match(word):
        return "url"
    if word[0].isdigit():
        return _number_kind(word)
    kind = _classes().get(word.lower(), "")
    if kind in {"glue", "pron"}:
        return kind.capitalize() if word[0].isupper() else kind
    return kind or _letters_kind(word)


def _number_kind(word: str) -> str:
    if ":" in word:
        return "time"
    if "/" in word:
        return "date"
    if _PHONE.fullmatch(word):
        return "phone"
    return f"number{min(len(word), 3)}" if word.isdigit() else "number"


def _letters_kind(word: str) -> str:
    if word.isupper():
        return "initial" if len(word) == 1 else "CAPS"
    if word[0].isupper():
        return "Name"
    return "word" if word[0].isalpha() else "other"


@cache
def _classes() -> dict[str, str]:
    return {word: kind for kind, words in reversed(_CLASSES.items()) for word in words.split()}


def _block_kind(shapes: Sequence[Shape], *, first: bool) -> str:
    """Say what block this is: stopped or not, with addresses or clock times, mostly names, or a document's first."""
    kinds = [shape.kind.rstrip("123") for shape in shapes]
    stopped = shapes[-1].right in {".", "!", "?", '"', "”"} if shapes else True
    named = sum(kind in _FACTS for kind in kinds) > _TITLE_SHARE * len(kinds)
    return f"{stopped:d}{not _WEB.isdisjoint(kinds):d}{named:d}{first:d}"


def _features(block: Block, i: int, first: int, last: int) -> list[str]:
    """Features of the gap before word ``i`` in the stretch of words ``first`` to ``last``."""
    shapes, kind, plain = block
    left, left2, left3 = (_from_right(shapes, i - k) for k in (1, 2, 3))
    right, right2, right3 = (_from_left(shapes, i + k) for k in (0, 1, 2))
    full = right + shapes[i].right
    full2 = right2 + shapes[i + 1].right if i + 1 < len(shapes) else right2
    since, tail = min(i - first, 6), min(last - i, 8)
    begin = shapes[first].kind
    told = f"{plain[i] - plain[first] > 2:d}{begin[0].isupper():d}"  # noqa: PLR2004 - a clause has three such words
    tells = f"{plain[last] - plain[i] > 2:d}{shapes[last - 1].right}"  # noqa: PLR2004
    return [
        "bias",
        "a" + left,
        "b" + full,
        f"c{left}|{right}",
        f"d{left2}|{left}",
        f"e{full}|{full2}",
        f"f{left}|{right}|{right2}",
        f"g{left2}|{left}|{right}",
        f"h{left3}|{left2}|{left}",
        f"i{full}|{full2}|{right3}",
        f"j{since}{left}",
        f"k{since}{right}",
        f"l{tail}{right}",
        f"m{kind}",
        f"n{kind}{right}",
        f"o{kind}{left}",
        f"p{tail}{tells}{right}",
        f"q{begin}{since}",
        f"r{begin}|{left}|{right}{since}",
        f"s{told}{right}",
        f"t{told}{tells}{left}|{right}",
    ]


def _from_right(shapes: Sequence[Shape], i: int) -> str:
    return shapes[i].kind + shapes[i].right if i >= 0 else "START"


def _from_left(shapes: Sequence[Shape], i: int) -> str:
    return shapes[i].left + shapes[i].kind if i < len(shapes) else "END"


@cache
def _weights() -> dict[str, float]:
    source = files("riftline.parse").joinpath("unmarked.csv").read_text(encoding="utf-8")
    rows = csv.reader(source.splitlines()[1:])
    return {feature: float(weight) for feature, weight in rows}
