"""What the rules for dates share: the clock, the hit, patterns for months, units and counts, the choice of a year.

Patterns expect lower-case text.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from riftline.code import calendar_days as cal
from riftline.code.numerals import SMALL, alternatives, number_value, vague_numbers

Kind = Literal["point", "period", "since", "until", "duration", "recurring"]


@dataclass(frozen=True, slots=True)
class Clock:
    """When the text was published, and whether its sentence speaks of the future."""

    today: dt.date | None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """What an expression stands for; None where it cannot be resolved."""

    days: cal.Days | None = None
    kind: Kind | None = None  # None: point or period, whichever the days are


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of writing a date: its pattern, and what a match stands for (None where it is no date after all)."""

    name: str
    pattern: str
    resolve: Callable[[re.Match[str], Clock], Hit | None]


UNKNOWN = Hit()
# "On Feb. 20", published 16 February, is four days ahead, not a year back; the other way round for plans.
NEAR_DAYS = 31

MONTH_NUMBERS = {name: number for number, name in enumerate(cal.MONTHS, start=1)} | {
    short: number
    for number, name in enumerate(cal.MONTHS, start=1)
    for short in (name[:3], name[:3] + ".")
    if name != "may"
} | {"sept": 9, "sept.": 9}  # fmt: skip
MONTH = "(?:" + alternatives(MONTH_NUMBERS) + r")(?![a-z])"
FULL_MONTH = "(?:" + alternatives(cal.MONTHS) + r")\b"
WEEKDAY = "(?:" + alternatives(cal.WEEKDAYS) + ")"
SEASON = "(?:" + alternatives(cal.SEASONS) + ")"
UNIT = "(?:second|minute|hour|day|week|weekend|fortnight|month|quarter|year|decade|century)"
UNITS = "(?:seconds|minutes|hours|days|weeks|weekends|fortnights|months|quarters|years|decades|centuries)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
YEAR = r"(?:1\d|20|21)\d\d(?![\d%]|[.,]\d)"
THOUSANDS_OF = r"(?!\s(?:troops|soldiers|people|civilians|fighters|police|men|women|percent|kilomet|tons|tonnes|miles))"
DASH = r"\s?[-\u2013\u2014]\s?"
_SMALL = alternatives(SMALL)
COUNT = (
    rf"(?:\d{{1,3}}(?:\.\d)?|(?:{_SMALL})(?:-(?:{_SMALL}))?|half\sa(?:\sdozen)?|(?:a|two|three)\sdozen|"
    r"a\scouple\sof|a\scouple|a\sfew|few|several|a\shandful\sof|an?)"
)
ABOUT = (
    r"(?:(?:more\sthan|less\sthan|fewer\sthan|at\sleast|nearly|almost|about|around|roughly|some|over|under|up\sto|only|"
    r"just|another|the\sfirst|a\sfurther|as\smuch\sas|well\sover|just\sover|just\sunder)\s)"
)
AND_HALF = r"(?:\sand\sa\shalf)?"


def singular(unit: str) -> str:
    """The singular of a unit of time."""
    return "century" if unit == "centuries" else unit.removesuffix("s")


def count_value(text: str | None) -> float | None:
    """A small number, with "a few" and its like at the low end of their range."""
    if text is None:
        return None
    phrase = text.removesuffix(" of")
    if phrase in {"a", "an"}:
        return 1
    if phrase in vague_numbers():
        return vague_numbers()[phrase][0]
    return number_value(phrase)


def nearest(candidates: list[cal.Days | None], clock: Clock, slack: int) -> cal.Days | None:
    """The latest candidate that began by publication, or the next one that has not ended when the text looks ahead.

    Args:
        candidates: the same day, month or season in consecutive years, in order.
        clock: publication date and direction.
        slack: days by which the chosen one may lie on the other side.
    """
    found = [days for days in candidates if days]
    if clock.today is None or not found:
        return None
    near = dt.timedelta(days=slack)
    if clock.ahead:
        return next((days for days in found if days[1] >= clock.today - near), None)
    return next((days for days in reversed(found) if days[0] <= clock.today + near), None)


def years_near(clock: Clock, span: int = 1) -> range:
    """The years around publication, none when that is unknown."""
    return range(clock.today.year - span, clock.today.year + span + 1) if clock.today else range(0)


def relative_named(candidates: list[cal.Days | None], relation: str, clock: Clock) -> cal.Days | None:
    """Choose among the same month or season of consecutive years.

    Last: the latest that has ended; next: the first that has not begun; this: the one nearest to publication.
    """
    found = [days for days in candidates if days]
    if clock.today is None or not found:
        return None
    today = clock.today
    if relation in {"last", "past"}:
        return next((days for days in reversed(found) if days[1] < today), None)
    if relation in {"next", "coming"}:
        return next((days for days in found if days[0] > today), None)
    return min(found, key=lambda days: 0 if days[0] <= today <= days[1] else abs((days[0] - today).days))
