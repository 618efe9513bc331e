"""What a number counts: the noun phrase after it, found without a parser."""

import csv
import re
from functools import cache
from importlib import resources

from riftline.code.units import units

_WORD = re.compile(r"(?:\s|(?<=-))(?P<word>[^\W\d_][\w.&]*(?:[-'\u2019]\w+)*)")
_DETERMINER = re.compile(r"\s(?:the|a|an|its|his|her|their|our|all|any|these|those|this|that)\b")
_ADJECTIVE = re.compile(
    r".+(?:al|ive|ic|ous|ary|ful|less|ble|ese|ish|ern|ian|ean|can|ent|ant|ed|ing|ory|[a-z]-[a-z]+)$|.+['\u2019]s?$"
)
_MAX_WORDS = 5


@cache
def _words_of(group: str) -> frozenset[str]:
    """A group of `facts/noun_phrase.csv`.

    Groups: "stop" (end a noun phrase), "verb" (in -s, no plurals), "plural" (without -s), "noun" (looks
    like an adjective), "modifier", "compound head" (second part, as in "phone call"), "casualty",
    "thing" (ends like a word for people).
    """
    table = resources.files("riftline.facts").joinpath("noun_phrase.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(table.splitlines()) if row["group"] == group)


def is_person(word: str) -> bool:
    """Whether a lower-case noun names people; besides the list, "-ists", "-men" and "-ians" do."""
    unit = units().get(word)
    if unit is not None:
        return unit.kind == "people"
    if word in _words_of("thing"):
        return False
    return word.endswith(("ists", "smen", "women", "ian", "ians")) or (
        word.endswith("ans") and len(word) >= len("cubans")
    )


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _is_plural(word: str) -> bool:
    if word in _words_of("plural") or word.endswith("men") or (word.endswith("is") and is_person(word)):
        return True
    if len(word) < 4 or word in _words_of("verb") or not word.endswith("s"):  # noqa: PLR2004
        return False
    return not word.endswith(("ss", "us", "is", "'s", "\u2019s"))


def _words(low: str, position: int) -> list[re.Match[str]]:
    """The next words that only spaces separate, up to a function word."""
    found: list[re.Match[str]] = []
    while len(found) < _MAX_WORDS and (match := _WORD.match(low, position)):
        if match["word"] in _words_of("stop"):
            break
        found.append(match)
        position = match.end()
        if match["word"].endswith(".") and match["word"].count(".") == 1:
            break
    return found


def plural_noun(low: str, position: int, *, one: bool = False) -> tuple[int, int, bool] | None:
    """The plural noun with its modifiers that follows a number.

    Args:
        low: lower-case sentence.
        position: where the number ends.
        one: whether the number is one, so that only a singular word for people is counted.

    Returns:
        Start and end of the phrase, and whether it names people; None when nothing is counted.
    """
    words = _words(low, position)
    for index, match in enumerate(words):
        word = match["word"].rstrip(".")
        following = words[index + 1]["word"].rstrip(".") if index + 1 < len(words) else ""
        if one and is_person(word) and not is_person(following):
            return words[0].start("word"), match.start("word") + len(word), True
        if one or not (_is_plural(word) or (is_person(word) and index)):
            continue
        if following and _goes_on(word, following):
            continue
        return words[0].start("word"), match.start("word") + len(word), is_person(word)
    return None


def _goes_on(word: str, following: str) -> bool:
    """Whether a plural only modifies the plural after it: "United Nations peacekeepers"."""
    if following in _words_of("casualty"):
        return False
    return is_person(following) or (_is_plural(following) and not is_person(word))


def any_noun(low: str, position: int) -> tuple[int, int, bool] | None:
    """The noun phrase at `position`, singular or plural: "phone call", "gross domestic product"."""
    if determiner := _DETERMINER.match(low, position):
        position = determiner.end()
    words = _words(low, position)
    for index, match in enumerate(words):
        word = match["word"].rstrip(".")
        if _is_modifier(word) and index + 1 < len(words):
            continue
        if index + 1 < len(words) and _singular(words[index + 1]["word"].rstrip(".")) in _words_of("compound head"):
            match = words[index + 1]  # noqa: PLW2901 - the compound's second part is the head
            word = match["word"].rstrip(".")
        return words[0].start("word"), match.start("word") + len(word), is_person(word)
    return None


def _is_modifier(word: str) -> bool:
    if word in _words_of("modifier"):
        return True
    if word in _words_of("noun") or _singular(word) in _words_of("compound head"):
        return False
    return word.endswith(".") or _ADJECTIVE.fullmatch(word) is not None
