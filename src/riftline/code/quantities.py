"""Numbers with their units in a sentence: troops, money, shares, durations, casualties.

What the fields hold:

- A plain number: `value`. A range: `value` and `value_max`. "At least 40", "more than 3,000": `value`, bound "least".
  "Up to 300", "fewer than 300": only `value_max`, bound "most". "Nearly 900", "some 5,000": `value`, bound "about".
- Vague words stand for the ranges of `facts/vague_numbers.csv`, bound "vague": "dozens" is 24 to 99.
- Fractions are percent: "two-thirds" is 66.67. Money is in whole units of its ISO 4217 currency.
- People are `persons`, other counted things have no unit; `of` says what is counted or measured. A number that counts
  nothing visible ("killed 12", "tens of thousands marched") counts people, unless it is one of votes.

Dates, years, clock times, ordinals, ages, scores, list and phone numbers, and numbers that belong to a name (F-16,
Article 5, G7) are no quantities; "within two days" is both a date and a duration.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from riftline.code.amounts import SCAN, Amount, read_amount
from riftline.code.dates import DateSpan, find_dates
from riftline.code.measured import measured
from riftline.code.numerals import SCALES, SMALL, alternatives, hinted, lower
from riftline.code.quantity_spans import QuantitySpan
from riftline.code.stretches import find_stretches
from riftline.code.tallies import tally

__all__ = ["QuantitySpan", "find_quantities"]

# Every quantity has a digit or one of these words; most sentences without one are dismissed here.
_HINTS = frozenset(SMALL) | {
    *(word + plural for word in SCALES for plural in ("", "s")),
    *("scores", "tens", "handful", "several", "few", "couple", "pair", "score", "half"),
    *(word + plural for word in ("third", "quarter", "fifth", "tenth") for plural in ("", "s")),
    *("minute", "hour", "day", "week", "month", "year", "decade", "century", "night"),
    *(f"{unit}long" for unit in ("hour", "day", "week", "month", "year", "decade")),
}


def find_quantities(text: str, dates: Sequence[DateSpan] | None = None) -> list[QuantitySpan]:
    """Find the quantities of a sentence.

    Args:
        text: a sentence.
        dates: its dates if they are known already; looked up otherwise.

    Returns:
        Spans in order, without overlap. `start` and `end` are offsets in characters.
    """
    low = lower(text)
    if not hinted(low, _HINTS):
        return []
    taken = [date for date in (find_dates(text, None) if dates is None else dates) if not _is_duration(date)]
    spans = _counted_spans(text, low, taken) + _apart(find_stretches(text, low), taken)
    return _without_overlap(sorted(spans, key=lambda span: span.start))


def _is_duration(date: DateSpan) -> bool:
    return date.kind == "duration" or date.text[:7].lower() == "within "


def _apart(spans: list[QuantitySpan], dates: Sequence[DateSpan]) -> list[QuantitySpan]:
    """The spans that are not part of a date ("over a year ago")."""
    return [s for s in spans if not any(d.start < s.end and s.start < d.end for d in dates)]


def _without_overlap(spans: list[QuantitySpan]) -> list[QuantitySpan]:
    kept: list[QuantitySpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


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
        found = _quantity(amount, text, low, limit, spans)
        if found is not None:
            spans.append(_with_bound(found, text, low, spans[-1].end if spans else 0))
            position = max(position, found.end)
    return spans


def _quantity(amount: Amount, text: str, low: str, limit: int, before: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """Join a number with its unit and what it counts; None where it turns out to be no quantity."""
    if amount.value is None and amount.value_max is None:
        return None
    span = measured(amount, text, low) or tally(amount, text, low, before)
    return _cut(span, amount, text, limit) if span else None


def _cut(span: QuantitySpan, amount: Amount, text: str, limit: int) -> QuantitySpan | None:
    """Give up a counted noun that runs into a date ("a two-hour meeting Monday")."""
    if span.end <= limit:
        return span
    if span.unit in {None, "persons"}:
        return None
    return replace(span, text=text[span.start : amount.end], end=max(amount.end, span.start), of=None)


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
_REACH = 20  # characters before a number in which its bound stands


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
