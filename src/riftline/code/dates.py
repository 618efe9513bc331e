"""Dates in a sentence, resolved against the day of publication.

How words are resolved:

1. A weekday is the nearest such day at or before publication; at or after it when the sentence looks ahead. "Last
   Tuesday" lies before publication, "next Tuesday" is that of the next ISO week.
2. "Last week", "next month", "two years ago" are whole calendar units; weeks run Monday to Sunday.
3. A month, day or season without a year is the latest at or before publication (the next one when the sentence looks
   ahead); a day may lie a month on the other side, so that "on Feb. 20", published on the 16th, is four days off.
4. "The past three weeks" end at publication, "the next three" begin there; "few" counts as in `vague_numbers.csv`.
5. "Since" has no last day and "until" and "by" have no first one.
6. "Two days earlier", "the night before", "the same day" lean on the day named before them in the sentence, else on
   publication. What leans on a clause or on another sentence ("a year later", "a day after he left") is found and left
   unresolved, and so are impossible dates (30 February) and those whose day and month cannot be told apart
   (03/04/2025).
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from riftline.code import calendar_days as cal
from riftline.code import date_absolute, date_relative
from riftline.code.date_anchored import anchored_day
from riftline.code.date_parts import MONTH_NUMBERS, Clock, Hit, Kind, Rule
from riftline.code.numerals import hinted, lower


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The words of a date and the first and last day they stand for (equal when it is one day, None if unknown)."""

    text: str
    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    kind: Kind


_RULES = {rule.name: rule for rule in (*date_absolute.RULES, *date_relative.RULES, *date_absolute.LAST_RULES)}
_PATTERNS = {name: re.compile(rule.pattern) for name, rule in _RULES.items()}
_CASED_GROUPS = ("m", "m2", "wd")  # names of months and weekdays are written with a capital


def _unnamed(rule: Rule) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", rule.pattern)


_SCAN = re.compile(
    r"(?<![\w$€£.,])(?:(?<!-)|(?<=mid-)|(?<=early-)|(?<=late-))(?:"
    + "|".join(f"(?P<{name}>{_unnamed(rule)})" for name, rule in _RULES.items())
    + r")(?!\w)"
)
# Every date has a digit or one of these words; most sentences without a date are dismissed here.
_UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
)
_HINTS = frozenset(
    {word + plural for word in (*_UNITS, *cal.WEEKDAYS) for plural in ("", "s")}
    | {name.rstrip(".") for name in MONTH_NUMBERS}
    | {*cal.SEASONS, "century", "centuries", "today", "tonight", "yesterday", "tomorrow", "overnight", "christmas"}
    | {"morning", "afternoon", "evening"}
)
_PART = re.compile(
    r"(?<!\w)(?P<part>early|earlier|mid|late|later|the (?:end|close|start|beginning|middle) of|"
    r"(?:end|start|beginning|middle) of)(?: on| in|-|)(?:\s|(?<=-))(?:the )?$"
)
_PARTS = {"the end of": "late", "the close of": "late", "the middle of": "mid", "the start of": "early",
          "the beginning of": "early", "end of": "late", "start of": "early", "beginning of": "early",
          "middle of": "mid"}  # fmt: skip
_BOUND = re.compile(
    r"(?<!\w)(?P<bound>(?:ever )?since(?: at least)?|starting|beginning|until|till|by|before|no later than|through|"
    r"prior to|up to|between|from)(?: on| in| the)?\s$"
)
_DEADLINE = re.compile(
    r"(?<!\w)(?:until|till|by|no later than)(?: early| mid| late| the (?:end|close|start|beginning|middle) of)?"
    r"(?: (?:noon|midnight|dawn|nightfall) on)?(?: the)?[\s-]$"
)
_SINCE_BEFORE = re.compile(r"(?<!\w)(?:since|after|following)(?: early| mid| late)?\s$")
_DIRECTED = frozenset(
    {"weekday", "weekend", "month", "month_day", "day_month", "season", "relative_season", "week_of_month", "fraction",
     "holiday"}
)  # fmt: skip
_LATE = re.compile(r"(?:the )?(?:end|close) of|late")
_SINCE = ("since", "ever since", "starting", "beginning")
_OPENERS = {"between", "from"}
_JOIN = re.compile(r"\s?(?:[-\u2013\u2014]|\b(?P<word>to|and|through|until|till))\s?(?:the\s)?$")
_RANGE = re.compile(r"\s(?:to|and|through)\s|\d\s?[-\u2013\u2014]\s?\d{1,2}(?!\d)")
_WEEK = dt.timedelta(days=7)
_REACH = 34  # characters before a date in which its prefix stands


def find_dates(text: str, published: dt.date | None, *, ahead: bool | Callable[[int], bool] = False) -> list[DateSpan]:
    """Find the dates of a sentence.

    Args:
        text: a sentence.
        published: when it was published; without it relative dates are found but not resolved.
        ahead: whether the sentence speaks of the future ("will meet on Tuesday"), or a function that says so for the
            date whose first character has the given offset.

    Returns:
        Spans in order, without overlap. `start` and `end` are offsets in characters.
    """
    low = lower(text)
    if not hinted(low, _HINTS):
        return []
    clock = Clock(published, ahead is True)
    spans: list[DateSpan] = []
    for span in _atoms(text, low, clock, ahead if callable(ahead) else None):
        _add(spans, span, low, clock)
    return [replace(span, text=text[span.start : span.end]) for span in _anchored(spans, low, published)]


def _anchored(spans: list[DateSpan], low: str, published: dt.date | None) -> list[DateSpan]:
    """The dates, with those that lean on another one ("two days earlier") resolved."""
    if all(span.first or span.last or span.kind != "point" for span in spans):
        return spans
    days = [(span.start, span.first) for span in spans if span.first and span.first == span.last]
    out = []
    for span in spans:
        open_point = span.kind == "point" and span.first is None
        day = anchored_day(low, span.start, span.end, days, published) if open_point else None
        out.append(replace(span, first=day, last=day) if day else span)
    return out


def _atoms(text: str, low: str, clock: Clock, ahead: Callable[[int], bool] | None) -> Iterator[DateSpan]:
    """Single expressions, without the words that bound them or join them to another."""
    position = 0
    while found := _SCAN.search(low, position):
        name = found.lastgroup or ""
        match = _PATTERNS[name].match(low, found.start())
        turned = _turned(clock, low, found.start(), ahead if name in _DIRECTED else None)
        hit = _resolve(match, text, turned, name) if match else None
        if match is None or hit is None:
            position = found.start() + 1 if found.end() == found.start() else _skip(low, found)
            continue
        position = match.end()
        yield _span(match, hit)


def _turned(clock: Clock, low: str, start: int, ahead: Callable[[int], bool] | None) -> Clock:
    """A deadline lies ahead whatever the tense ("told them to leave by Friday"), "since" behind; else the verb says."""
    before = low[max(0, start - _REACH) : start]
    if _DEADLINE.search(before):
        return replace(clock, ahead=True)
    if ahead is None or clock.today is None:
        return clock
    return replace(clock, ahead=not _SINCE_BEFORE.search(before) and ahead(start))


def _skip(low: str, found: re.Match[str]) -> int:
    """Past the first word of what turned out to be no date: the rest may hold one."""
    space = low.find(" ", found.start(), found.end())
    return found.end() if space < 0 else space


def _resolve(match: re.Match[str], text: str, clock: Clock, name: str) -> Hit | None:
    groups = match.groupdict()
    dated = groups.get("m") not in {"may", "march", "mar"} and (groups.get("y") or groups.get("d"))
    for group in () if dated else _CASED_GROUPS:  # "december 1991" is a date even so
        if groups.get(group) and text[match.start(group)].islower():
            return None
    return _RULES[name].resolve(match, clock)


def _span(match: re.Match[str], hit: Hit) -> DateSpan:
    first, last = hit.days or (None, None)
    kind = hit.kind or "point"
    if kind in {"point", "period"} and first != last:
        kind = "period"
    elif kind == "period" and first is not None:
        kind = "point"
    return DateSpan("", match.start(), match.end(), first, last, kind)


def _add(spans: list[DateSpan], span: DateSpan, low: str, clock: Clock) -> None:
    """Take in the words before a date, and join it to the date before it where they make a range."""
    limit = spans[-1].end if spans else 0
    if span.kind in {"point", "period"}:
        span = _with_part(span, low, limit, clock)
        if spans and (joined := _joined(spans[-1], span, low)):
            spans[-1] = joined
            return
        span = _with_bound(span, low, limit)
    spans.append(span)


def _with_part(span: DateSpan, low: str, limit: int, clock: Clock) -> DateSpan:
    """`early`, `late`, `the end of` before a date."""
    match = _PART.search(low[max(limit, span.start - _REACH) : span.start])
    if match is None:
        return span
    start = span.start - (match.end() - match.start())
    if span.first is None or span.last is None:
        return replace(span, start=start)
    first, last = cal.part_of((span.first, span.last), _PARTS.get(match["part"], match["part"]), clock.today)
    return replace(span, start=start, first=first, last=last, kind="point" if first == last else "period")


def _with_bound(span: DateSpan, low: str, limit: int) -> DateSpan:
    """`since`, `until`, `by`, `before` before a date."""
    match = _BOUND.search(low[max(limit, span.start - _REACH) : span.start])
    if match is None:
        return span
    word, start = match["bound"], span.start - (match.end() - match.start())
    if word in _OPENERS:
        # Opens a range: one that the span already holds, or one that the next date completes.
        return replace(span, start=start) if _RANGE.search(low, span.start, span.end) else span
    if word.startswith(_SINCE):
        return replace(span, start=start, last=None, kind="since")
    excluded = word in {"before", "prior to"} and not _LATE.match(low, span.start)
    last = cal.shift(span.first, -1, "day") if excluded and span.first else span.last
    return replace(span, start=start, first=None, last=last, kind="until")


def _joined(before: DateSpan, span: DateSpan, low: str) -> DateSpan | None:
    """`between 2014 and 2018`, `from March 3 to March 9`, `Monday-Friday`: one period out of two dates."""
    gap = low[before.end : span.start]
    join = _JOIN.fullmatch(gap) if len(gap) < _REACH else None
    if join is None or before.kind not in {"point", "period"}:
        return None
    opener = _BOUND.search(low[max(0, before.start - _REACH) : before.start])
    opened = opener is not None and opener["bound"] in _OPENERS
    if join["word"] == "and" and not (opener and opener["bound"] == "between"):
        return None
    if not opened and join["word"] == "to":
        return None
    start = before.start - (opener.end() - opener.start()) if opener and opened else before.start
    return _period(before, span, start)


def _period(before: DateSpan, span: DateSpan, start: int) -> DateSpan:
    """From the first day of one date to the last of another; a first that follows lies a week or a year earlier."""
    first, last = before.first, span.last
    if first and last and first > last:
        first = cal.shift(first, -1, "week" if first - last < _WEEK else "year")
    if first is None or last is None or first > last:
        first = last = None
    return DateSpan("", start, span.end, first, last, "period")
