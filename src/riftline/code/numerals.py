"""Numbers in words and digits: the pattern that finds them and the function that reads them.

All patterns expect lower-case text (see `lower`), so that no case-insensitive matching is needed.
"""

import csv
import re
from functools import cache
from importlib import resources

SMALL: dict[str, int] = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES: dict[str, float] = {
    "dozen": 12,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "mln": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "trn": 1e12,
}
FULL_SCALES = tuple(scale for scale in SCALES if len(scale) > len("mln"))
MAX_DIGITS = 15  # longer strings of digits are identifiers, and floats could not hold them


def alternatives(words: object) -> str:
    """Join words into a regex alternation, the longest first so that none hides another."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


_SMALL = alternatives(SMALL)
_SCALE = alternatives(FULL_SCALES)
DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
WORDS = rf"(?:{_SMALL})(?:[\s-](?:{_SMALL}))?"
_SCALED = rf"(?:[\s-](?:{_SCALE})s?\b)*"
# "two hundred and fifty thousand": after a scale word more small numbers may follow, joined by a space or by "and".
_CHAIN = rf"(?:[\s-](?:{_SCALE})\b)+(?:\s(?:and\s)?(?:{WORDS})\b(?:[\s-](?:{_SCALE})\b)*)+"
NUMBER = (
    rf"(?:(?:half|(?:a\s)?quarter\sof)\sa\s(?:{_SCALE})\b|"
    rf"(?:an?|another)\s(?:{_SCALE})\b(?!s)(?:\sand\sa\shalf\b(?!\s(?:{_SCALE})))?|"
    rf"(?:{DIGITS}|(?:{WORDS})\b)(?:\sand\sa\shalf\b)?(?:{_CHAIN}|{_SCALED}))"
)
_PART = re.compile(rf"{DIGITS}|[a-z]+")
_PARTS = {"half": 0.5, "quarter": 0.25}


def lower(text: str) -> str:
    """Lower-case `text` without changing its length (a few letters, such as İ, grow when lowered)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


_BREAKS = str.maketrans(dict.fromkeys("-,.;:!?()\"'/\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d", " "))
_HAS_DIGIT = re.compile(r"\d")


def hinted(low: str, words: frozenset[str]) -> bool:
    """Whether a lower-case sentence has a digit or one of `words`; much faster than to search for what they mean."""
    return _HAS_DIGIT.search(low) is not None or not words.isdisjoint(low.translate(_BREAKS).split())


def number_value(phrase: str) -> float | None:
    """Read a number phrase: "2.5", "1,500", "twenty-five", "half a million", "two and a half thousand".

    Args:
        phrase: lower-case digits, number words and scale words.

    Returns:
        The number; None where the phrase is too long to be one.
    """
    total = current = scale = 0.0
    for part in _PART.findall(phrase):
        if part[0].isdigit():
            if len(part) > MAX_DIGITS:
                return None
            current += float(part.replace(",", ""))
        elif part in SMALL:
            current += SMALL[part]
        elif part in _PARTS:
            current += _PARTS[part] * (scale if total and not current else 1)  # "a million and a half"
        elif known := SCALES.get(part) or SCALES.get(part.removesuffix("s")):
            scale = known
            total, current = _scaled(total, current, scale)
    return round(total + current, 6)  # 1.1 million is 1100000, not 1100000.0000000002


def _scaled(total: float, current: float, scale: float) -> tuple[float, float]:
    """Apply a scale word: "hundred" and "dozen" stay open for a larger scale, the others close the group."""
    if scale <= SCALES["hundred"]:
        return total, (current or 1) * scale
    return total + (current or 1) * scale, 0.0


@cache
def vague_numbers() -> dict[str, tuple[float, float]]:
    """Vague words and the range each stands for: "dozens" → (24, 99)."""
    table = resources.files("riftline.facts").joinpath("vague_numbers.csv").read_text(encoding="utf-8")
    return {row["phrase"]: (float(row["low"]), float(row["high"])) for row in csv.DictReader(table.splitlines())}
