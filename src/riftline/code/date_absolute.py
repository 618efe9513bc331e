"""Dates that name their day, month, season or year: "16 February 2025", "the first quarter of 2022", "in 2017"."""

import datetime as dt
import re

from riftline.code import calendar_days as cal
from riftline.code.date_parts import (
    DASH,
    DAY,
    FULL_MONTH,
    MONTH,
    MONTH_NUMBERS,
    NEAR_DAYS,
    SEASON,
    THOUSANDS_OF,
    UNKNOWN,
    WEEKDAY,
    YEAR,
    Clock,
    Hit,
    Rule,
    nearest,
    relative_named,
    years_near,
)

_CENTURY = 100
_MONTHS_PER_YEAR = 12


def _iso(match: re.Match[str], _clock: Clock) -> Hit:
    return Hit(cal.day(int(match["y"]), int(match["m"]), int(match["d"])), "point")


def _slashes(match: re.Match[str], _clock: Clock) -> Hit:
    """Day and month are told apart only when one of them exceeds 12 or both are equal."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    if one != two and max(one, two) <= _MONTHS_PER_YEAR:
        return Hit(None, "point")
    number, month = (one, two) if one > _MONTHS_PER_YEAR or one == two else (two, one)
    return Hit(cal.day(year, month, number), "point")


def _days_in(year: int, start: tuple[int, int], end: tuple[int, int]) -> cal.Days | None:
    """From one (month, day) to another; a range that runs over New Year ends in `year`."""
    last = cal.day(year, *end)
    first = cal.day(year - (start > end), *start)
    return (first[0], last[1]) if first and last else None


def _month_day(match: re.Match[str], clock: Clock) -> Hit:
    groups = match.groupdict()
    start = MONTH_NUMBERS[groups["m"]], int(re.sub(r"\D", "", groups["d"]))
    end = start
    if groups["d2"]:
        end = MONTH_NUMBERS[groups.get("m2") or groups["m"]], int(re.sub(r"\D", "", groups["d2"]))
    if groups["y"]:
        return Hit(_days_in(int(groups["y"]), start, end))
    span = 8 if start == (2, 29) else 1  # leap days lie up to eight years apart
    return Hit(nearest([_days_in(year, start, end) for year in years_near(clock, span)], clock, NEAR_DAYS))


# The words before "March" and "May" that make a month of them.
_MONTH_AHEAD = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|through|during|before|after|from|to|last|this|next|early|mid|late|between|and|"
    r"every|each|for|a|an|the|coming|past|previous)|\bmid-)\s?$"
)


def _month_alone(match: re.Match[str], clock: Clock) -> Hit | None:
    month = MONTH_NUMBERS[match["m"]]
    if not match["m2"] and not match["y"] and not _is_month(match):
        return None
    last = MONTH_NUMBERS[match["m2"]] if match["m2"] else month
    if match["y"]:
        return Hit(_months_in(int(match["y"]), month, last), "period")
    return Hit(nearest([_months_in(year, month, last) for year in years_near(clock)], clock, 0), "period")


def _is_month(match: re.Match[str]) -> bool:
    """Tell the month from the verbs "may" and "march" and from names (Theresa May, Jan Egeland)."""
    if match["m"] in {"march", "may"}:
        return _MONTH_AHEAD.search(match.string[max(0, match.start() - 12) : match.start()]) is not None
    return match["m"] in cal.MONTHS or match["m"].endswith(".")


def _months_in(year: int, first: int, last: int) -> cal.Days | None:
    start = first - 12 if first > last else first
    return cal.months(year, start, last - start + 1)


def _month_of_relative_year(match: re.Match[str], clock: Clock) -> Hit:
    """`May last year`, `March 3 this year`."""
    if clock.today is None:
        return UNKNOWN
    year = clock.today.year + {"last": -1, "this": 0, "next": 1}[match["rel"]]
    if match["d"]:
        return Hit(cal.day(year, MONTH_NUMBERS[match["m"]], int(re.sub(r"\D", "", match["d"]))), "point")
    return Hit(cal.months(year, MONTH_NUMBERS[match["m"]]), "period")


def _relative_month(match: re.Match[str], clock: Clock) -> Hit:
    months = [cal.months(year, MONTH_NUMBERS[match["m"]]) for year in years_near(clock)]
    return Hit(relative_named(months, match["rel"], clock), "period")


def _season(match: re.Match[str], clock: Clock) -> Hit | None:
    groups = match.groupdict()
    if groups["y"]:
        return Hit(cal.season(groups["s"], int(groups["y"])), "period")
    seasons = [cal.season(groups["s"], year) for year in years_near(clock)]
    if groups["rel"] == "the":
        return None if groups["s"] in {"fall", "spring"} else Hit(nearest(seasons, clock, 0), "period")
    return Hit(relative_named(seasons, groups["rel"] or "the", clock), "period")


_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def _fraction_of_year(match: re.Match[str], clock: Clock) -> Hit | None:
    """Quarters and halves of a year; without a year the one that began last."""
    nth, length = (int(match["q"][1]), match["q"][0]) if match["q"] else (_ORDINALS[match["n"]], match["u"])
    size = 3 if length in {"quarter", "q"} else 6
    start = (nth - 1) * size + 1
    if start > _MONTHS_PER_YEAR:
        return None
    if match["y"]:
        return Hit(cal.months(int(match["y"]), start, size), "period")
    if match["rel"] and clock.today:
        year = clock.today.year + {"last": -1, "next": 1}.get(match["rel"], 0)
        return Hit(cal.months(year, start, size), "period")
    return Hit(nearest([cal.months(year, start, size) for year in years_near(clock)], clock, 0), "period")


# Years into the decade, and how many.
_DECADE_PARTS = {None: (0, 10), "early": (0, 4), "mid": (4, 3), "late": (7, 3)}


def _decade(match: re.Match[str], _clock: Clock) -> Hit:
    year = int(match["y"]) if match["y"] else 1900 + int(match["y2"])
    skipped, count = _DECADE_PARTS[match["part"]]  # the 1900s and the 2000s are taken for decades too
    return Hit(cal.months(year + skipped, 1, 12 * count), "period")


def _century(match: re.Match[str], _clock: Clock) -> Hit:
    number = int(match["n"]) if match["n"].isdigit() else 0
    return Hit(cal.months((number - 1) * 100 + 1, 1, 1200) if number else None, "period")


_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
             "new year's eve": (12, 31), "may day": (5, 1), "valentine's day": (2, 14)}  # fmt: skip


def _holiday(match: re.Match[str], clock: Clock) -> Hit:
    fixed = _HOLIDAYS[match["h"].replace("\u2019", "'")]
    if match["y"]:
        return Hit(cal.day(int(match["y"]), *fixed))
    return Hit(nearest([cal.day(year, *fixed) for year in years_near(clock)], clock, NEAR_DAYS), "point")


_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|before|after|during|through|throughout|late|early|mid|year|circa|the|a|an|its|his|her|"
    r"their|our|this|that|and|between|spring|summer|autumn|fall|winter|ended|begun|dated|back\sin|in\s(?:late|early))|"
    r"['\u2019]s|s['\u2019]|\bmid-)\s?$|[(]$"
)
_YEAR_BEFORE_ODD = re.compile(r"\b(?:of|for|by|from|to|than)\s$")  # words that stand before amounts as often
_YEAR_AFTER_ADJECTIVE = re.compile(r"\b(?:the|an?|its|his|her|their|this|that)\s[a-z]+\s$")  # a divisive 2017 report
_YEAR_OPENS = re.compile(r"\s(?:was|is|saw|has|had|marked|marks|will)\b")
_AMOUNT_AFTER = re.compile(
    r"(?:-|\s)(?:[a-z]+\s)?(?:troops|soldiers|people|persons|civilians|fighters|police|men|women|children|dead|members|"
    r"workers|migrants|refugees|prisoners|victims|protesters|personnel|percent|per\scent|dollars|euros|pounds|hours|days|"
    r"weeks|months|years|kilomet\w+|km|miles|met[er]{2}s|feet|tons|tonnes|kg|mw|strong|pages?|jobs|homes|houses|"
    r"villages|vehicles|tanks|missiles|drones|hundred|thousand|million|billion)\b|\s?%|°"
)
_ROUND = 500  # 1500, 2000: an amount unless the words around insist on a year


def _year(match: re.Match[str], _clock: Clock) -> Hit | None:
    """A bare number of four digits is a year only where the words around it say so."""
    text, start, year = match.string, match.start(), int(match["y"])
    if match["y2"]:
        return _year_range(year, match["y2"])
    after = text[match.end() : match.end() + 24]
    before = text[max(0, start - 12) : start]
    if _AMOUNT_AFTER.match(after):
        return None
    sure = _YEAR_BEFORE.search(before) and not (year % _ROUND == 0 and re.match(r"\s[a-z-]+s\b", after))
    odd = _YEAR_BEFORE_ODD.search(before) and year % _ROUND and 1800 <= year < 2100  # noqa: PLR2004
    named = _YEAR_AFTER_ADJECTIVE.search(text[max(0, start - 24) : start]) and re.match(r"\s[a-z]+[^s\W]\b", after)
    odd = odd or (named and year % _ROUND and 1900 <= year < 2100)  # noqa: PLR2004
    opens = start == 0 and _YEAR_OPENS.match(after)
    return Hit(cal.months(year, 1, 12), "period") if sure or odd or opens else None


def _year_range(year: int, end: str) -> Hit | None:
    last = int(end) if len(end) > 2 else year // 100 * 100 + int(end)  # noqa: PLR2004 - 2014-15
    if not year < last <= year + _CENTURY:
        return None
    return Hit(cal.months(year, 1, 12 * (last - year + 1)), "period")


def _week_of_month(match: re.Match[str], clock: Clock) -> Hit:
    """`the first week of March 2024`: days 1 to 7; `the last week`: the last seven days."""
    hit = _month_alone(match, clock)
    if hit is None or hit.days is None:
        return Hit(None, "period")
    first, last = hit.days
    if match["n"] in {"last", "final"}:
        return Hit((last - dt.timedelta(days=6), last))
    first += dt.timedelta(days=7 * (_ORDINALS[match["n"]] - 1))
    return Hit((first, first + dt.timedelta(days=6)))


_WD = rf"(?:{WEEKDAY},?\s(?:the\s)?)?"
_OF_YEAR = rf"(?:,?\s(?:of\s)?(?P<y>{YEAR}){THOUSANDS_OF})"
_MONTH_RANGE = rf"(?:(?:{DASH}|\s(?:to|and|through)\s)(?P<m2>{FULL_MONTH}))?"
_NTH = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)"
_YEAR_RANGE = r"(?:[-\u2013/](?P<y2>(?:1\d|20|21)\d\d|\d\d)(?![\d-]))?"
RULES = (
    Rule("iso", r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _iso),
    Rule("slashes", r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>[12]\d{3})(?!\d)", _slashes),
    Rule(
        "month_of_relative_year",
        rf"{_WD}(?P<m>{MONTH})(?:\s(?P<d>{DAY}),?)?(?:\sof)?\s(?P<rel>last|this|next)\syear\b",
        _month_of_relative_year,
    ),
    Rule(
        "day_month",
        rf"{_WD}(?:the\s(?=\d+(?:st|nd|rd|th)))?(?P<d>{DAY})(?:(?:{DASH}|\s(?:to|and)\s)(?P<d2>{DAY}))?(?:\sof)?\s(?P<m>{MONTH}){_OF_YEAR}?",
        _month_day,
    ),
    Rule(
        "month_day",
        rf"{_WD}(?P<m>{MONTH})\s(?P<d>{DAY})(?:(?:{DASH}|\s(?:to|through)\s)(?:(?P<m2>{MONTH})\s)?(?P<d2>{DAY}))?{_OF_YEAR}?",
        _month_day,
    ),
    Rule(
        "week_of_month",
        rf"the\s(?P<n>first|second|third|fourth|last|final)\sweek\sof\s(?P<m>{FULL_MONTH})(?P<m2>)?{_OF_YEAR}?",
        _week_of_month,
    ),
    Rule("relative_month", rf"(?P<rel>last|this|next)\s(?P<m>{FULL_MONTH})", _relative_month),
    Rule("month", rf"(?P<m>{MONTH}){_MONTH_RANGE}{_OF_YEAR}?", _month_alone),
    Rule(
        "season",
        rf"(?:(?:the|this|last|next)\s)?(?P<s>{SEASON})(?:\sof)?\s(?P<y>{YEAR}){THOUSANDS_OF}(?P<rel>)?",
        _season,
    ),
    Rule(
        "relative_season",
        rf"(?P<rel>this\scoming|last|this|next|the\spast|the)\s(?P<s>{SEASON})\b(?P<y>a^)?(?!\sof\b)",
        _season,
    ),
    Rule(
        "fraction",
        rf"(?:(?:the\s)?(?:{_NTH}\s(?P<u>quarter|half)|(?P<q>[qh][1-4]))\b)(?:(?:\sof)?\s(?:(?P<y>{YEAR})|(?P<rel>this|last|next|the)\syear))",
        _fraction_of_year,
    ),
    Rule(
        "decade",
        r"(?:the\s)?(?:(?P<part>early|mid|late)[\s-])?(?:(?P<y>(?:1\d|20)\d0)|['\u2018\u2019](?P<y2>\d0))s",
        _decade,
    ),
    Rule("century", r"(?:the\s)?(?P<n>\d{1,2})(?:st|nd|rd|th)[\s-]century", _century),
    Rule(
        "holiday",
        rf"(?P<h>christmas(?:\s(?:day|eve))?|new\syear['\u2019]s\s(?:day|eve)|may\sday|valentine['\u2019]s\sday)\b(?:,?\s(?P<y>{YEAR}))?",
        _holiday,
    ),
)
# A bare year is tried last: every other rule that starts with digits knows more.
LAST_RULES = (Rule("year", rf"(?P<y>{YEAR}){_YEAR_RANGE}", _year),)
