"""Numbers with a unit of measure: money, shares, durations, lengths, and what is measured."""

import re

from riftline.code.amounts import Amount
from riftline.code.counted import any_noun
from riftline.code.quantity_spans import QuantitySpan, past_of
from riftline.code.units import MAX_UNIT_WORDS, Unit, shared_money, unit_openers, units

_UNIT_WORD = re.compile(r"[\s-]?(?P<word>[^\W\d_][\w/.\u00b2]*|[%\u00b0][cf]?)")
_NEXT = re.compile(r"\s(?P<word>[^\W\d_][\w/]*)")
_BETWEEN = re.compile(
    r"\s(?:more|extra|additional|further|other|full|whole|long|straight|consecutive|successive)(?=\s)"
)
_AMBIGUOUS_MONEY = {"won", "real", "rand", "kip", "dram", "lari", "dong", "try", "cop", "all", "top", "cup"}
_BARE_TIME = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"})


def measured(amount: Amount, text: str, low: str) -> QuantitySpan | None:
    """The number with its unit and what is measured; None where no unit follows."""
    if amount.currency:
        return _with_unit(amount, amount.end, Unit(amount.currency, "money"), text, low)
    if amount.phrase == "fraction":
        return _with_unit(amount, amount.end, Unit("percent", "share"), text, low)
    found = _unit_after(low, amount)
    return _with_unit(amount, found[0], found[1], text, low) if found else None


def _unit_after(low: str, amount: Amount) -> tuple[int, Unit] | None:
    """The longest unit that the words after a number name, with its end."""
    words, position, found = "", past_of(low, amount), None
    if between := _BETWEEN.match(low, position):  # "three more days"
        position = between.end()
    for index in range(MAX_UNIT_WORDS):
        match = (_NEXT if index else _UNIT_WORD).match(low, position)
        if match is None or (index == 0 and match["word"] not in unit_openers()):
            break
        words, position = f"{words} {match['word']}".strip(), match.end()
        bare = words.rstrip(".")
        unit = shared_money(bare, low) or units().get(words) or units().get(bare)
        if unit and unit.kind != "people" and not _is_other_word(words, low, amount, position):
            found = (position - (words.endswith(".") and words not in units()), unit)
    if found is None:
        return None
    if low[amount.end : found[0]].strip(" -") in {"pound", "pounds"}:
        return found[0], _pounds(low, amount, found[0])
    return found


def _is_other_word(word: str, low: str, amount: Amount, end: int) -> bool:
    """Whether a word is no unit here: "won" without a scale, "12 second-hand tanks", "30 day labourers"."""
    if word in _AMBIGUOUS_MONEY:
        return "illion" not in amount.phrase
    if word not in _BARE_TIME or low[amount.end] == "-":
        return False
    return low[end : end + 1] == "-" or (amount.value or 0) > 1


def _pounds(low: str, amount: Amount, end: int) -> Unit:
    """Pounds are money unless something weighs them: "a 2,000-pound bomb", "500 pounds of explosives"."""
    weight = (
        low[amount.end] == "-"
        or low.startswith(" of ", end)
        or "weigh" in low[max(0, amount.start - 20) : amount.start]
    )
    return Unit("pounds", "mass") if weight else shared_money("pounds", low) or Unit("GBP", "money")


def _with_unit(amount: Amount, end: int, unit: Unit, text: str, low: str) -> QuantitySpan:
    """A number with a unit, and what is measured: "of X", "in X" for money, or the noun right after."""
    scale = unit.factor
    value = None if amount.value is None else round(amount.value * scale, 6)
    value_max = None if amount.value_max is None else round(amount.value_max * scale, 6)
    noun = _measured_noun(low, amount, end, unit)
    stop = noun[1] if noun else end
    of = text[noun[0] : noun[1]] if noun else None
    return QuantitySpan(text[amount.start : stop], amount.start, stop, value, value_max, unit.name, of, amount.bound)


_OF = re.compile(r"(?:['\u2019]?\sworth)?\sof(?=\s)")
_IN = re.compile(
    r"\sin(?=\s(?:[\w-]+\s){0,2}(?:aid|assistance|support|loans?|grants?|arms|weapons|trade|investments?|bonds?|debts?|"
    r"damages?|funding|exports?|imports?|cash|credits?|fines?|compensation|equipment|supplies|goods|assets?|reserves|"
    r"taxes|revenues?|relief|bribes?|ransom|pensions?|wages|arrears|rent|food|fuel|grain|gifts?|bail))"
)
_PER = re.compile(
    r"\s(?:an?|per)(?=\s(?:barrel|tonne|ton|litre|liter|gallon|head|person|day|month|year|week|hour|ounce|bushel)\b)"
)


def _measured_noun(low: str, amount: Amount, end: int, unit: Unit) -> tuple[int, int, bool] | None:
    joins = [_OF, _IN, _PER] if unit.kind == "money" else [_OF]
    for join in joins:
        if match := join.match(low, end):
            return any_noun(low, match.end())
    hyphenated = low[amount.end : amount.end + 1] == "-"
    if hyphenated or (unit.kind in {"money", "share"} and amount.phrase != "fraction"):
        return any_noun(low, end)
    return None
