"""How a name in a text is brought to the form in which the fact tables are searched.

Spelling is folded (case, accents, curly apostrophes, full stops, hyphens, a leading "the", a possessive
ending), and case is checked afterwards, because case is what tells `Turkey` from `turkey` and `WHO` from `who`:

1. a listed phrase that begins with a capital matches only text that begins with a capital or a digit;
2. a listed acronym (one word, all capitals) matches only text in capitals, so "Nato" is listed besides "NATO";
3. a listed phrase that begins with a small letter ("al-Shabaab") matches in any case;
4. a listed phrase after `=` ("=Malé") and a short acronym in mixed case ("LeT") match only as they are written.
"""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Case = Literal["capital", "upper", "any", "exact"]
LONGEST_MIXED = (
    5  # letters of the longest acronym in mixed case (ECtHR); longer ones ("ExxonMobil") are no ordinary words
)

# Written as escapes where characters look alike. Hyphens, dashes, slashes and odd spaces separate words; points,
# apostrophes and brackets vanish; letters that do not decompose into a base letter and an accent are spelt out.
_SEPARATORS = "-/,_\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u2009\u202f"
_VANISHING = ".'`()\u2019\u2018\u00b4\u02bc"
_LETTERS = {"&": " and ", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "\u0131": "i"}
_CHARACTERS = str.maketrans(dict.fromkeys(_SEPARATORS, " ") | dict.fromkeys(_VANISHING, "") | _LETTERS)
_POSSESSIVES = ("'s", "\u2019s", "'S", "\u2019S")


def normalize(phrase: str) -> str:
    """The key under which a phrase is filed: folded to small letters without accents, points or apostrophes.

    `normalize("the U.S.")` is "us", `normalize("Côte d'Ivoire")` is "cote divoire", `normalize("Iran's")` is "iran".
    """
    if phrase.isascii() and phrase.replace(" ", "").isalpha() and "  " not in phrase:  # most phrases: the short way
        return _without_article(phrase.lower().strip())
    return _without_article(_fold(phrase))


def _fold(phrase: str) -> str:
    if phrase.endswith(_POSSESSIVES):
        phrase = phrase[:-2]
    phrase = phrase.translate(_CHARACTERS)
    if not phrase.isascii():
        decomposed = unicodedata.normalize("NFKD", phrase)
        phrase = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(phrase.lower().split())


def _without_article(key: str) -> str:
    return key.removeprefix("the ")


def case_rule(listed: str) -> Case:
    """Which of the four case rules a listed phrase follows (see the module's docstring)."""
    if listed.startswith("=") or (len(listed) <= LONGEST_MIXED and not listed.istitle() and _has_both_cases(listed)):
        return "exact"
    if listed[:1].islower() and not listed.startswith("the "):
        return "any"
    return "upper" if listed.isupper() and len(listed) > 1 and " " not in listed else "capital"


def _has_both_cases(listed: str) -> bool:
    """Whether a capital is followed by both capitals and small letters, as in "LeT"; not so "al-Shabaab" or "Nato"."""
    return listed[:1].isupper() and any(c.isupper() for c in listed[1:]) and any(c.islower() for c in listed)


def _fits(rule: Case, listed: str, phrase: str) -> bool:
    """Whether the case of `phrase`, as found in a text, agrees with the rule of the listed phrase."""
    if rule == "any":
        return True
    if phrase[:4].lower() == "the ":
        phrase = phrase[4:]
    if rule == "exact":
        return phrase.removesuffix("'s").removesuffix("\u2019s") == listed
    if rule == "upper":
        return phrase.isupper() or _root(phrase).isupper()
    return not phrase[:1].islower()


def _root(phrase: str) -> str:
    """An acronym without a possessive or plural ending, which stay small: "NATO's", "NGOs"."""
    return phrase[:-2] if phrase.endswith(_POSSESSIVES) else phrase


class NameIndex(Generic[T]):
    """Phrases with what they stand for; one dictionary look-up finds all that a phrase may stand for.

    Args:
        listed: phrases as the tables list them with their values; of a phrase's values the first is the preferred one.
    """

    __slots__ = ("_entries", "max_words")

    def __init__(self, listed: Iterable[tuple[str, T]]) -> None:
        """File every listed phrase under its key."""
        self._entries: dict[str, tuple[tuple[Case, str, T], ...]] = {}
        for phrase, value in listed:
            entry = (case_rule(phrase), phrase.removeprefix("="), value)
            key = normalize(entry[1])
            self._entries[key] = (*self._entries.get(key, ()), entry)
        self.max_words = max((key.count(" ") + 1 for key in self._entries), default=0)

    def find(self, phrase: str) -> list[T]:
        """All values of a phrase whose case fits, preferred first; empty if there are none."""
        entries = self._entries.get(normalize(phrase))
        if entries is None:
            return []
        return [value for rule, listed, value in entries if _fits(rule, listed, phrase)]

    def preferred(self) -> Mapping[str, T]:
        """Every normalised phrase with its preferred value, case left aside."""
        return {key: entries[0][2] for key, entries in self._entries.items()}

    def items(self) -> Iterator[tuple[str, T]]:
        """Every normalised phrase with each of its values."""
        return ((key, value) for key, entries in self._entries.items() for _, _, value in entries)


def in_force(start: dt.date | None, end: dt.date | None, on: dt.date) -> bool:
    """Whether `on` lies in [start, end); a missing bound is open."""
    return (start is None or start <= on) and (end is None or on < end)


def first_that(values: list[T], accept: Callable[[T], bool]) -> T | None:
    """The first value that is accepted."""
    return next((value for value in values if accept(value)), None)


def parse_day(text: str) -> dt.date | None:
    """A day from "1991-12-26", "1991-12" or "1991" (their first day); None for an empty cell."""
    if not text:
        return None
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return dt.date(int(year), int(month), int(day))


def split_cell(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, separated by "|"."""
    return tuple(part for part in text.split("|") if part)


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of this package, read once."""
    text = files("riftline.facts").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
