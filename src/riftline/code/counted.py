"""What a number counts: the noun phrase after it, found without a parser."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from riftline.code.units import units
from riftline.facts.agents import singular
from riftline.facts.countries import countries

_WORD = re.compile(r"(?:\s|(?<=-))(?P<word>[^\W\d_][\w.&]*(?:[-'\u2019]\w+)*)")
_DETERMINER = re.compile(r"\s(?:the|a|an|its|his|her|their|our|all|any|these|those|this|that)\b")
_ADJECTIVE = re.compile(
    r".+(?:al|ive|ic|ous|ary|ful|less|ble|ese|ish|ern|ian|ean|can|ent|ant|ed|ing|ory|[a-z]-[a-z]+)$|.+['\u2019]s?$"
)
_MAX_WORDS = 6
_MODEL = re.compile(r"\s\d{1,3}[a-z]?(?=\s[a-z])")  # the 2 of "Leopard 2 tanks"
_TYPE = re.compile(r"[a-z]+-?\d")  # F-16, Tu-160


@cache
def _words_of(group: str) -> frozenset[str]:
    """A group of `facts/noun_phrase.csv`.

    Groups: "stop" (end a noun phrase), "verb" (in -s, no plurals), "plural" (without -s), "noun" (looks
    like an adjective), "modifier", "compound head" (second part, as in "phone call"), "casualty",
    "thing" (ends like a word for people), "person" (names people, in the singular),
    "person phrase" (two words that do).
    """
    table = resources.files("riftline.facts").joinpath("noun_phrase.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(table.splitlines()) if row["group"] == group)


@cache
def _peoples() -> frozenset[str]:
    """Lower-case words for the people of a country or an ethnic group, singular and plural."""
    names = (name for state in countries() for name in (*state.demonyms, *state.ethnic))
    return frozenset(name.lower() for name in names if " " not in name)


@lru_cache(maxsize=20_000)
def is_person(word: str) -> bool:
    """Whether a lower-case noun names people; besides the lists, "-ists", "-men" and "-ians" do."""
    word = word.removeprefix("ex-")
    unit = units().get(word)
    if unit is not None:
        return unit.kind == "people"
    if word in _words_of("thing"):
        return False
    if word in _peoples() or singular(word) in _words_of("person"):
        return True
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
    """The next words that only spaces separate, up to a function word; "NATO and EU members" are four."""
    found: list[re.Match[str]] = []
    while len(found) < _MAX_WORDS and (match := _WORD.match(low, position)):
        word = match["word"]
        if word in _words_of("stop") and (word != "and" or not found or _is_plural(found[-1]["word"])):
            break
        found.append(match)
        position = match.end()
        if word.endswith(".") and word.count(".") == 1:
            break
        if model := _MODEL.match(low, position):
            position = model.end()
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
    matches = _words(low, position)
    words = [match["word"].rstrip(".") for match in matches]
    for index, word in enumerate(words):
        following = words[index + 1 : index + 2]
        if not (_ends_single(word, following) if one else _ends_plural(words, index)):
            continue
        start, end = matches[0].start("word"), matches[index].start("word") + len(word)
        return start, end, _names_people(words, index)
    return None


def _ends_single(word: str, following: list[str]) -> bool:
    return is_person(word) and not any(is_person(w) for w in following)


def _ends_plural(words: list[str], index: int) -> bool:
    """Whether the phrase ends with this word: a plural, or people named without one ("three staff", "13 Chinese")."""
    word, rest = words[index], words[index + 1 :]
    if word in _peoples() and not word.endswith(("s", "men")):  # Chinese, Rohingya: alone, or before what they are
        return not any(_is_plural(w) or is_person(w) for w in rest)
    plural = _is_plural(word) or (index == 0 and word in _words_of("verb") and word.endswith("s"))  # "13 demands"
    if not (plural or (is_person(word) and index)):
        return False
    return not rest or not _goes_on(word, rest[0])


def _goes_on(word: str, following: str) -> bool:
    """Whether a word only modifies the plural after it: "United Nations peacekeepers", "police forces"."""
    if following in _words_of("casualty"):
        return False
    if is_person(following):
        return True
    return _is_plural(following) and (not is_person(word) or not word.endswith(("s", "men", "people", "children")))


def _names_people(words: list[str], index: int) -> bool:
    """Whether a phrase counts people: "F-16 fighters" and "Russian fighters and bombers" are aircraft."""
    word = words[index]
    if f"{words[index - 1]} {word}" in _words_of("person phrase") and index:
        return True
    if word in {"fighters", "bombers"}:
        return not any(w == "jet" or _TYPE.match(w) for w in words[:index])
    return is_person(word)


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
