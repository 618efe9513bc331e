"""Numbers with their units in a sentence: troops, money, shares, durations, casualties.

What the fields hold:

- A plain number: `value`. A range: `value` and `value_max`. "At least 40", "more than 3,000": `value`, bound "least".
  "Up to 300", "fewer than 300": only `value_max`, bound "most". "Nearly 900", "some 5,000": `value`, bound "about".
- Vague words stand for the ranges of `facts/vague_numbers.csv`, bound "vague": "dozens" is 24 to 99.
- Fractions are percent: "two-thirds" is 66.67. Money is in whole units of its ISO 4217 currency.
- People are `persons`, other counted things `items`; `of` says what is counted or measured.

Dates, years, clock times, ordinals, ages, scores, list and phone numbers, and numbers that belong to a name (F-16,
Article 5, G7) are no quantities.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from riftline.code.amounts import SCAN, Amount, read_amount
from riftline.code.counted import any_noun, plural_noun
from riftline.code.dates import DateSpan, find_dates
from riftline.code.numerals import SCALES, SMALL, alternatives, lower
from riftline.code.units import MAX_UNIT_WORDS, Unit, units
from riftline.records import Quantity


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """A quantity and its place in the text; see the module for the fields."""

    text: str
    start: int
    end: int
    value: float | None
    value_max: float | None
    unit: str | None
    of: str | None
    bound: str = "exact"

    def to_record(self) -> Quantity:
        """The record that travels with an event."""
        return Quantity(self.text, self.value, self.value_max, self.unit, self.of)


_HINT = re.compile(
    rf"\d|\b(?:{alternatives([*SMALL, *SCALES])})\b|dozen|hundred|thousand|illion|scores|tens of|handful|"
    r"several|a few|a couple|half\b|third|quarter|fifth|tenth|(?:hour|day|week|month|year|decade)-?long"
)
_LONG = re.compile(r"(?<![\w-])(?P<unit>hour|day|week|month|year|decade)-?long\b")


def find_quantities(text: str, dates: Sequence[DateSpan] | None = None) -> list[QuantitySpan]:
    """Find the quantities of a sentence.

    Args:
        text: a sentence.
        dates: its dates if they are known already; looked up otherwise.

    Returns:
        Spans in order, without overlap. `start` and `end` are offsets in characters.
    """
    low = lower(text)
    if _HINT.search(low) is None:
        return []
    taken = [date for date in (find_dates(text, None) if dates is None else dates) if date.kind != "duration"]
    spans = _counted_spans(text, low, taken) + _long_spans(text, low)
    return _without_overlap(sorted(spans, key=lambda span: span.start))


def _without_overlap(spans: list[QuantitySpan]) -> list[QuantitySpan]:
    kept: list[QuantitySpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _long_spans(text: str, low: str) -> list[QuantitySpan]:
    """`an hour-long meeting`, `the weeklong siege`: one unit."""
    spans = []
    for match in _LONG.finditer(low):
        noun = any_noun(low, match.end())
        end = noun[1] if noun else match.end()
        of = text[noun[0] : noun[1]] if noun else None
        spans.append(QuantitySpan(text[match.start() : end], match.start(), end, 1.0, None, match["unit"] + "s", of))
    return spans


def _counted_spans(text: str, low: str, dates: list[DateSpan]) -> list[QuantitySpan]:
    spans: list[QuantitySpan] = []
    position, upcoming = 0, 0
    while match := SCAN.search(low, position):
        position = match.end()
        while upcoming < len(dates) and dates[upcoming].end <= match.start():
            upcoming += 1
        if upcoming < len(dates) and dates[upcoming].start < match.end():
            position = max(dates[upcoming].end, match.start() + 1)
            continue
        limit = dates[upcoming].start if upcoming < len(dates) else len(text)
        amount = read_amount(match, low, text)
        if amount is None:
            continue
        position = amount.end
        found = _quantity(amount, text, low, limit)
        if found is not None:
            spans.append(_with_bound(found, text, low, spans[-1].end if spans else 0))
            position = max(position, found.end)
    return spans


_UNIT_WORD = re.compile(r"[\s-]?(?P<word>[^\W\d_][\w/.\u00b2]*|[%\u00b0][cf]?)")
_NEXT = re.compile(r"\s(?P<word>[^\W\d_][\w/]*)")
_AMBIGUOUS_MONEY = {"won", "real", "rand", "kip", "dram", "lari", "dong", "try", "cop", "all", "top", "cup"}
_CASUALTY_AFTER = re.compile(
    r"(?:\s(?:were|was|have\sbeen|had\sbeen|has\sbeen|are|others|more))*\s(?P<word>killed|wounded|injured|dead|missing|"
    r"arrested|detained|displaced|hurt|executed|hospitali[sz]ed|evacuated|kidnapped|abducted)\b"
)
_CASUALTY_BEFORE = re.compile(
    r"\b(?:killed|killing|kill|wounded|wounding|injured|injuring|hurting|arrested|arresting|detained|detaining|"
    r"leaving|displacing|displaced)(?:\s(?:at\sleast|more\sthan|some|about|nearly|over|around|up\sto|as\smany\sas|"
    r"almost|another|dozens\sand))?\s$"
)


def _quantity(amount: Amount, text: str, low: str, limit: int) -> QuantitySpan | None:
    """Join a number with its unit and what it counts; None where it turns out to be no quantity."""
    if amount.value is None and amount.value_max is None:
        return None
    if amount.currency:
        span = _measured(amount, amount.end, Unit(amount.currency, "money"), text, low)
    elif amount.phrase == "fraction":
        span = _measured(amount, amount.end, Unit("percent", "share"), text, low)
    elif (found := _unit_after(low, amount)) is not None:
        span = _measured(amount, found[0], found[1], text, low)
    elif (things := _things(amount, text, low)) is not None:
        span = things
    else:
        return None
    return _cut(span, amount, text, limit)


def _past_of(low: str, amount: Amount) -> int:
    """Where the counted words start: after "dozens of", "a couple of"."""
    return amount.end + len(" of") * (amount.bound == "vague" and low.startswith(" of ", amount.end))


def _cut(span: QuantitySpan, amount: Amount, text: str, limit: int) -> QuantitySpan | None:
    """Give up a counted noun that runs into a date ("a two-hour meeting Monday")."""
    if span.end <= limit:
        return span
    if span.unit in {"items", "persons"}:
        return None
    return replace(span, text=text[span.start : amount.end], end=max(amount.end, span.start), of=None)


def _unit_after(low: str, amount: Amount) -> tuple[int, Unit] | None:
    """The longest unit that the words after a number name, with its end."""
    words, position, found = "", _past_of(low, amount), None
    for index in range(MAX_UNIT_WORDS):
        match = (_NEXT if index else _UNIT_WORD).match(low, position)
        if match is None:
            break
        words, position = f"{words} {match['word']}".strip(), match.end()
        unit = units().get(words) or units().get(words.rstrip("."))
        if unit and unit.kind != "people" and not (words in _AMBIGUOUS_MONEY and "illion" not in amount.phrase):
            found = (position - (words.endswith(".") and words not in units()), unit)
    if found and low[amount.end : found[0]].strip(" -") in {"pound", "pounds"}:
        return found[0], _pounds(low, amount, found[0])
    return found


def _pounds(low: str, amount: Amount, end: int) -> Unit:
    """Pounds are money unless something weighs them: "a 2,000-pound bomb", "500 pounds of explosives"."""
    weight = (
        low[amount.end] == "-"
        or low.startswith(" of ", end)
        or "weigh" in low[max(0, amount.start - 20) : amount.start]
    )
    return Unit("pounds", "mass") if weight else Unit("GBP", "money")


def _measured(amount: Amount, end: int, unit: Unit, text: str, low: str) -> QuantitySpan:
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
    r"taxes|revenues?))"
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


def _things(amount: Amount, text: str, low: str) -> QuantitySpan | None:
    """Counted people or things, casualties, or a bare number."""
    if low[amount.end : amount.end + 1] == "-":
        return _group(amount, text, low)
    end = _past_of(low, amount)
    if casualty := _CASUALTY_AFTER.match(low, end):
        stop = casualty.end()
        of = text[casualty.start("word") : stop]
        return _span(amount, text, stop, "persons", of)
    noun = plural_noun(low, end, one=amount.value == 1 and amount.value_max is None)
    if noun:
        return _span(amount, text, noun[1], "persons" if noun[2] else "items", text[noun[0] : noun[1]])
    if _CASUALTY_BEFORE.search(low[max(0, amount.start - 32) : amount.start]):
        return _span(amount, text, amount.end, "persons", None)
    return _span(amount, text, amount.end, None, None) if _stands_alone(amount, text, low) else None


_GROUP = re.compile(r"-(?:persons?|people|members?|man|woman|strong|troop|soldier|officer)\b")


def _group(amount: Amount, text: str, low: str) -> QuantitySpan | None:
    """`a 30-person team`; other hyphens belong to names and kinds: "a two-state solution"."""
    match = _GROUP.match(low, amount.end)
    noun = any_noun(low, match.end()) if match else None
    return _span(amount, text, noun[1], "persons", text[noun[0] : noun[1]]) if noun else None


def _span(amount: Amount, text: str, end: int, unit: str | None, of: str | None) -> QuantitySpan:
    return QuantitySpan(
        text[amount.start : end], amount.start, end, amount.value, amount.value_max, unit, of, amount.bound
    )


_HIGHEST_AGE = 100  # "under 18", "over 65" are ages
_YEARS = range(1800, 2101)


def _stands_alone(amount: Amount, text: str, low: str) -> bool:
    """Whether a number that counts nothing visible is an amount at all."""
    if amount.bound == "vague":
        return amount.phrase.endswith(("ens", "reds", "ands", "ions"))
    if modifier := _MODIFIER.search(low[max(0, amount.start - 24) : amount.start]):
        return modifier["phrase"] not in {"under", "over", "above", "below"} or (amount.value or 0) >= _HIGHEST_AGE
    if amount.value_max is not None or not re.search(r"\d|hundred|thousand|illion", amount.phrase):
        return False
    if "," in amount.phrase or re.search(r"[a-z]", amount.phrase):
        return True
    name = _NAME_BEFORE.search(text[max(0, amount.start - 24) : amount.start])
    return not name and (amount.value or 0) >= 10 and amount.value not in _YEARS  # noqa: PLR2004


_NAME_BEFORE = re.compile(r"(?:^|\s)[A-Z][\w.]*\s$")
_BOUNDS = {
    "least": ("at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of",
              "in excess of", "a minimum of", "greater than", "well over", "exceeding", "well more than", "above"),
    "most": ("up to", "at most", "as many as", "as much as", "no more than", "not more than", "less than",
             "fewer than", "under", "below", "a maximum of", "at the most"),
    "about": ("about", "around", "approximately", "roughly", "some", "nearly", "almost", "close to", "an estimated",
              "estimated", "just over", "just under", "circa", "more or less", "in the region of"),
}  # fmt: skip
_BOUND_OF = {phrase: bound for bound, phrases in _BOUNDS.items() for phrase in phrases}
_MODIFIER = re.compile(rf"(?<![\w-])(?P<phrase>{alternatives(_BOUND_OF)})\s$")
_BETWEEN = re.compile(r"(?<!\w)(?:between|from)\s$")
_REACH = 20
_PLACE_OR_TIME = {"over", "around", "about", "under", "above", "below"}


def _with_bound(span: QuantitySpan, text: str, low: str, limit: int) -> QuantitySpan:
    """Take in "at least", "up to", "some" and their like before a number."""
    before = low[max(limit, span.start - _REACH) : span.start]
    if span.value_max is not None and (match := _BETWEEN.search(before)):
        return _widen(span, text, match)
    match = _MODIFIER.search(before)
    if match is None or (match["phrase"] == "over" and span.unit in {"days", "weeks", "months", "hours"}):
        return span
    bound = _BOUND_OF[match["phrase"]]
    span = _widen(replace(span, bound=bound), text, match)
    if bound == "most" and span.value_max is None:
        return replace(span, value=None, value_max=span.value)
    return span


def _widen(span: QuantitySpan, text: str, match: re.Match[str]) -> QuantitySpan:
    start = span.start - (match.end() - match.start())
    return replace(span, text=text[start : span.end], start=start)
