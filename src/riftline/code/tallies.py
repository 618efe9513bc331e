"""Numbers that count people or things, casualties, and numbers that count nothing visible."""

import re
from collections.abc import Sequence

from riftline.code.amounts import Amount
from riftline.code.counted import any_noun, plural_noun
from riftline.code.numerals import SMALL, alternatives
from riftline.code.quantity_spans import QuantitySpan, past_of, span_of

_CASUALTY_AFTER = re.compile(
    r"(?:\s(?:were|was|have\sbeen|had\sbeen|has\sbeen|are|others|more))*\s(?P<word>killed|wounded|injured|dead|missing|"
    r"arrested|detained|displaced|hurt|executed|hospitali[sz]ed|evacuated|kidnapped|abducted|jailed|expelled|deported|died)\b"
)
_CASUALTY_BEFORE = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|wound(?:ed|ing|s)?|injur(?:ed|ing|es)|hurt(?:ing)?|arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|"
    r"leaving|displac(?:ed|ing)|holding|hold|jail(?:ed|ing|s)?|execut(?:ed|ing|es)|deport(?:ed|ing|s)?|"
    r"expel(?:led|ling|s)?|abduct(?:ed|ing|s)?|kidnap(?:ped|ping|s)?|murder(?:ed|ing|s)?|massacr(?:ed|ing))(?:\s(?:at\sleast|more\sthan|some|about|nearly|"
    r"over|around|up\sto|as\smany\sas|almost|another|dozens\sand))?\s$"
)


def tally(amount: Amount, text: str, low: str, before: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """Counted people or things, casualties, or a bare number; `before` are the quantities that precede it."""
    if low[amount.end : amount.end + 1] == "-":
        return _group(amount, text, low)
    return _part_of(amount, text, low, before) or _counted(amount, text, low) or _alone(amount, text, low, before)


def _counted(amount: Amount, text: str, low: str) -> QuantitySpan | None:
    """What the noun or the participle after a number says: "12 tanks", "15 wounded"."""
    if _AGED.search(low[max(0, amount.start - 12) : amount.start]):
        return None
    end = past_of(low, amount)
    noun = plural_noun(low, end, one=amount.value == 1 and amount.value_max is None)
    casualty = _CASUALTY_AFTER.match(low, end)
    if casualty and (noun is None or noun[0] == casualty.start("word")) and not _goes_on(low, casualty.end()):
        return span_of(amount, text, casualty.end(), "persons", casualty["word"])
    if noun is None:
        return None
    return span_of(amount, text, noun[1], "persons" if noun[2] else None, text[noun[0] : noun[1]])


def _alone(amount: Amount, text: str, low: str, before: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """A number without a noun: "killed nine", "tens of thousands marched"."""
    if _CASUALTY_BEFORE.search(low[max(0, amount.start - 32) : amount.start]):
        return span_of(amount, text, amount.end, "persons", None)
    if not _stands_alone(amount, text, low):
        return None
    return span_of(amount, text, amount.end, _bare_unit(amount, low, before), None)


def _goes_on(low: str, end: int) -> bool:
    """Whether a word for casualties only describes a noun: "thousands of displaced families"."""
    noun = plural_noun(low, end)
    return noun is not None and noun[0] == end + 1


_GROUP = re.compile(r"-(?:persons?|people|members?|man|woman|strong|troop|soldier|officer)\b")


def _group(amount: Amount, text: str, low: str) -> QuantitySpan | None:
    """`a 30-person team`; other hyphens belong to names and kinds: "a two-state solution"."""
    match = _GROUP.match(low, amount.end)
    noun = any_noun(low, match.end()) if match else None
    return span_of(amount, text, noun[1], "persons", text[noun[0] : noun[1]]) if noun else None


_PRONOUN = re.compile(r"\sof\s(?P<word>them|those|these|whom|which|us|you)\b")
_OWNED = re.compile(
    r"\sof\s(?:(?:the|its|his|her|their|our|my|your|those|these|all)\s)*"
    rf"(?:(?:\d+|{alternatives(SMALL)})\s)?(?=\w)"
)
_TIMES = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades"})


def _part_of(amount: Amount, text: str, low: str, before: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """`five of its staff`, `dozens of them`, `ten of eleven counts`: some of those that the words name."""
    if not low.startswith(" of ", amount.end) or amount.value == 1:
        return None
    match = _PRONOUN.match(low, amount.end)
    if match:
        unit = "persons" if match["word"] in {"whom", "us", "you"} else _unit_before(before)
        return None if unit in _TIMES else span_of(amount, text, match.end(), unit, None)
    match = _OWNED.match(low, amount.end)
    noun = plural_noun(low, match.end() - 1) if match else None
    if noun is None:
        return None
    return span_of(amount, text, noun[1], "persons" if noun[2] else None, text[noun[0] : noun[1]])


def _unit_before(before: Sequence[QuantitySpan]) -> str | None:
    """What "of them" means: whatever was counted last, people when nothing was."""
    for span in reversed(before):
        if span.unit == "persons" or span.unit in _TIMES or (span.unit is None and span.of):
            return span.unit
    return "persons"


_HIGHEST_AGE = 100  # "under 18", "over 65" are ages
_YEARS = range(1800, 2101)
_NAME_BEFORE = re.compile(r"(?:^|\s)[A-Z][\w.]*\s$")
_VOTES = re.compile(r"\b(?:vot\w+|ballots?|seats?)\b[^.;]{0,24}$")
_AGED = re.compile(r"\b(?:man|woman|boy|girl|child)\sof\s$")
_AGE_BEFORE = re.compile(r"(?:\b(?:man|woman|boy|girl|age|aged|minus|per|was|is|at|turned)(?:\sof|\sto)?|,)\s$")
_MODIFIER = re.compile(
    r"(?<![\w-])(?P<phrase>at least|more than|over|no fewer than|no less than|not less than|upwards of|in excess of|"
    r"exceeding|above|up to|at most|as many as|as much as|no more than|not more than|less than|fewer than|under|below|"
    r"about|around|approximately|roughly|some|nearly|almost|close to|an estimated|estimated)\s$"
)


def _stands_alone(amount: Amount, text: str, low: str) -> bool:
    """Whether a number that counts nothing visible is an amount at all."""
    if amount.bound == "vague":
        return amount.phrase.endswith(("ens", "reds", "ands", "ions", "hundred", "thousand", "dozen"))
    before = low[max(0, amount.start - 24) : amount.start]
    if modifier := _MODIFIER.search(before):
        return modifier["phrase"] not in {"under", "over", "above", "below"} or (amount.value or 0) >= _HIGHEST_AGE
    if amount.value_max is not None or not re.search(r"\d|hundred|thousand|illion", amount.phrase):
        return False
    if "," in amount.phrase or re.search(r"[a-z]", amount.phrase):
        return True
    if (amount.value or 0) < _HIGHEST_AGE and _AGE_BEFORE.search(before):
        return False
    name = _NAME_BEFORE.search(text[max(0, amount.start - 24) : amount.start])
    return not name and (amount.value or 0) >= 10 and amount.value not in _YEARS  # noqa: PLR2004


def _bare_unit(amount: Amount, low: str, before: Sequence[QuantitySpan]) -> str | None:
    """News that names no noun counts people, except in votes ("by 69 votes to 17"), decimals and sums of money."""
    if "." in amount.phrase:
        return before[-1].unit if before and before[-1].unit == "percent" else None
    if "illion" in amount.phrase and before and before[-1].unit and before[-1].unit.isupper():
        return before[-1].unit
    if _VOTES.search(low[max(0, amount.start - 40) : amount.start]):
        return None
    return "persons"
