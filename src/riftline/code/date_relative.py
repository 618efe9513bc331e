"""Dates relative to publication: "today", "last week", "on Tuesday", "two weeks ago", "the past few months"."""

import datetime as dt
import re

from riftline.code import calendar_days as cal
from riftline.code.date_parts import (
    ABOUT,
    AND_HALF,
    COUNT,
    UNIT,
    UNITS,
    UNKNOWN,
    WEEKDAY,
    Clock,
    Hit,
    Rule,
    count_value,
    nearest,
    singular,
)
from riftline.code.numerals import alternatives, vague_numbers

_NEAR_WORDS = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
               "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
               "the day after tomorrow": 2}  # fmt: skip


def _near_word(match: re.Match[str], clock: Clock) -> Hit:
    return Hit(_moved_day(clock, _NEAR_WORDS[match["w"]]), "point")


def _overnight(_match: re.Match[str], clock: Clock) -> Hit:
    return Hit(_between(cal.shift(clock.today, -1, "day"), clock.today) if clock.today else None, "period")


def _moved_day(clock: Clock, days: int) -> cal.Days | None:
    moved = cal.shift(clock.today, days, "day") if clock.today else None
    return (moved, moved) if moved else None


def _between(first: dt.date | None, last: dt.date | None) -> cal.Days | None:
    return (first, last) if first and last else None


def _around(clock: Clock, count: float, unit: str) -> cal.Days | None:
    moved = cal.shift(clock.today, count, unit) if clock.today else None
    return cal.unit_around(moved, unit) if moved else None


_UNRESOLVED = {"following", "previous", "same", "preceding", "that"}  # relative to another date in the text
_STEPS = {"last": -1, "this": 0, "next": 1, "past": -1, "coming": 1}


def _relative_unit(match: re.Match[str], clock: Clock) -> Hit | None:
    """`last week` is the ISO week before that of publication; `the past year` the twelve months up to it."""
    relation, unit = match["rel"], match["u"]
    if relation in _UNRESOLVED or clock.today is None or (unit == "day" and relation in {"next", "last"}):
        return UNKNOWN
    if relation == "coming":
        return Hit(_between(clock.today, cal.shift(clock.today, 1, unit)))
    if relation == "past":
        return Hit(_between(cal.shift(clock.today, -1, unit), clock.today))
    return Hit(_around(clock, _STEPS[relation], unit))


def _weekend(match: re.Match[str], clock: Clock) -> Hit:
    """`the weekend` is the one that began last, or the next to end when the text looks ahead."""
    if clock.today is None:
        return Hit(None, "period")
    if match["rel"] in {"last", "this", "next"}:
        return Hit(_around(clock, _STEPS[match["rel"]], "weekend"))
    steps = (0, 1) if clock.ahead else (-1, 0)
    return Hit(nearest([_around(clock, step, "weekend") for step in steps], clock, 0), "period")


def _edge(match: re.Match[str], clock: Clock) -> Hit:
    """`the end of the year`."""
    days = _around(clock, 0, match["u"])
    part = {"end": "late", "close": "late", "middle": "mid"}.get(match["part"], "early")
    return Hit(cal.part_of(days, part, clock.today) if days else None)


def _steps(match: re.Match[str]) -> float | None:
    count = count_value(match["n"])
    return count + 0.5 if count is not None and "and a half" in match[0] else count


def _rolling(match: re.Match[str], clock: Clock) -> Hit | None:
    """`the past three weeks`, `recent months`: from so long before publication up to it, or the other way."""
    unit, relation = singular(match["u"]), match["rel"]
    if clock.today is None or relation in {"previous", "following", "preceding"}:
        return Hit(None, "period")
    count = count_value(match["n"]) if match["n"] else vague_numbers()["a few"][0]
    moved = cal.shift(clock.today, (count or 0) * (1 if relation in {"next", "coming"} else -1), unit)
    return Hit(_between(*sorted((moved, clock.today))) if moved else None, "period")


def _ago(match: re.Match[str], clock: Clock) -> Hit:
    """`three years ago` is the calendar year three back: the words are no more exact than their unit."""
    count = _steps(match)
    return UNKNOWN if count is None else Hit(_around(clock, -count, singular(match["u"])))


def _from_now(match: re.Match[str], clock: Clock) -> Hit:
    count = _steps(match)
    return UNKNOWN if count is None else Hit(_around(clock, count, singular(match["u"])))


_RECORD = re.compile(r"\b(?:first|second|third|only|most|least|worst|best|since|times?|\w{3,}est|times)\b[^.;]{0,60}$")


def _in_units(match: re.Match[str], clock: Clock) -> Hit | None:
    """`in three days`: so long ahead; "the first visit in three years" looks back, "in three days of talks" nowhere."""
    count, unit = _steps(match), singular(match["u"])
    if count is None or match["of"]:
        return Hit(None, "duration")
    if clock.today is None:
        return UNKNOWN
    if _RECORD.search(match.string[max(0, match.start() - 80) : match.start()]):
        return Hit(_between(cal.shift(clock.today, -count, unit), clock.today), "period")
    return Hit(_around(clock, count, unit))


def _within(match: re.Match[str], clock: Clock) -> Hit:
    count = _steps(match)
    if clock.today is None or count is None or match["of"]:
        return Hit(None, "duration")
    return Hit(_between(clock.today, cal.shift(clock.today, count, singular(match["u"]))), "period")


_NOT_WEEKDAY_BEFORE = re.compile(r"\b(?:good|black|bloody|super|ash|palm|easter|cyber)\s$")
_NOT_WEEKDAY_AFTER = re.compile(r"\s(?:times|telegraph|mirror|mail|express|herald|tribune|prayers)\b")


def _weekday(match: re.Match[str], clock: Clock) -> Hit | None:
    """Resolve a weekday.

    Bare: the nearest such day at or before publication, at or after it when the text looks ahead. `last`: the nearest
    before publication. `next`: that day of the next ISO week. `this`: that day of this ISO week, moved into the
    text's direction.
    """
    around = match.string[max(0, match.start() - 8) : match.start()], match.string[match.end() : match.end() + 12]
    if _NOT_WEEKDAY_BEFORE.search(around[0]) or _NOT_WEEKDAY_AFTER.match(around[1]):
        return None
    if clock.today is None:
        return Hit(None, "point")
    return Hit(_moved_day(clock, _weekday_offset(match, clock)), "point")


def _weekday_offset(match: re.Match[str], clock: Clock) -> int:
    today = clock.today.weekday() if clock.today else 0
    offset = cal.WEEKDAYS.index(match["wd"]) - today  # within the ISO week of publication
    if match["week"]:
        return offset + 7 * _STEPS[match["week"]]
    if match["rel"] == "next":
        return offset + 7
    if match["rel"] in {"last", "past"}:
        return offset if offset < 0 else offset - 7
    if match["rel"] == "this" and not clock.ahead:
        return offset
    if clock.ahead or match["rel"] == "coming":
        return offset if offset >= 0 else offset + 7
    return offset if offset <= 0 else offset - 7


def _recurring(_match: re.Match[str], _clock: Clock) -> Hit:
    return Hit(None, "recurring")


def _duration(_match: re.Match[str], _clock: Clock) -> Hit:
    return Hit(None, "duration")


def _unresolved(_match: re.Match[str], _clock: Clock) -> Hit:
    return Hit(None, "point")


_TIME = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night|noon)\b)?"
_N = rf"(?P<n>{COUNT})"
_U = rf"(?P<u>{UNITS}|{UNIT})\b"
RULES = (
    Rule("near_word", rf"(?P<w>{alternatives(_NEAR_WORDS)})\b", _near_word),
    Rule("overnight", r"overnight\b", _overnight),
    Rule(
        "edge",
        r"(?:the\s)?(?P<part>end|close|middle|start|beginning|turn)\sof\sthe\s(?P<u>week|month|year|decade|century|quarter)\b(?!\sof)",
        _edge,
    ),
    Rule("weekend", r"(?:over\s)?(?P<rel>the(?:\s(?:past|coming))?|this|last|next)\sweekend\b", _weekend),
    Rule(
        "weekday",
        rf"(?:(?P<rel>last|this\s(?:past|coming)|this|next)\s)?(?P<wd>{WEEKDAY})\b{_TIME}(?:\s(?:of\s)?(?P<week>last|this|next)\sweek\b)?",
        _weekday,
    ),
    Rule(
        "recurring",
        rf"(?:every|each)\s(?:(?:other|few|{COUNT})\s)?(?:{WEEKDAY}|{UNITS}|{UNIT})\b|{WEEKDAY}s\b|(?:once|twice|{COUNT}\stimes)\s(?:an?|every|per|each)\s{UNIT}\b",
        _recurring,
    ),
    Rule(
        "relative_unit",
        r"(?:the\s)?(?P<rel>last|this|next|past|coming|following|previous|same|preceding|that)\s(?P<u>day|week|fortnight|month|quarter|year|decade|century)\b(?!\sof\b)",
        _relative_unit,
    ),
    Rule(
        "rolling",
        rf"(?:the\s)?(?P<rel>past|last|next|coming|recent|previous|following|preceding)\s(?:{_N}\s)?(?P<u>{UNITS})\b",
        _rolling,
    ),
    Rule("ago", rf"(?:{_N}\s)?{_U}{AND_HALF}\sago\b", _ago),
    Rule("from_now", rf"{_N}\s{_U}{AND_HALF}\s(?:from\s(?:now|today))\b", _from_now),
    Rule(
        "later",
        rf"(?:{_N}\s)?{_U}{AND_HALF}\s(?:later|earlier|afterwards?|beforehand|before|after)\b(?<!hour\safter)",
        _unresolved,
    ),
    Rule("day_before", r"the\s(?:day|night|morning|evening|week|month|year)\s(?:before|after)\b", _unresolved),
    Rule("in_units", rf"in\s{ABOUT}?{_N}\s{_U}{AND_HALF}(?:['\u2019]?\stime\b)?(?P<of>\sof\b)?", _in_units),
    Rule("within", rf"within\s(?:the\s(?:next|coming)\s)?{ABOUT}?{_N}\s{_U}(?P<of>\sof\b)?", _within),
    Rule(
        "duration",
        rf"(?:for|after|over|during|throughout|following|in)\s{ABOUT}?(?:{_N}\s(?:full\s|straight\s|consecutive\s)?(?:{UNITS}|{UNIT})\b{AND_HALF}|{UNITS}\b)(?!-)",
        _duration,
    ),
)
