"""Calendar arithmetic: days, ISO weeks, months, seasons and years as pairs of a first and a last day.

Every function answers None where the calendar ends (years 1 to 9999) or a date is impossible.
"""

import datetime as dt

Days = tuple[dt.date, dt.date]

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Meteorological seasons of the northern hemisphere, as the wires use them: first month.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MINUTES_OF = {"minute": 1, "hour": 60}
_MINUTES_PER_DAY = 1440


def day(year: int, month: int, number: int) -> Days | None:
    """One day, None when the calendar has no such day (30 February)."""
    try:
        date = dt.date(year, month, number)
    except ValueError:
        return None
    return date, date


def months(year: int, month: int, count: int = 1) -> Days | None:
    """The `count` whole months from `month` of `year`; `month` may lie outside 1 to 12."""
    try:
        first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        after = year * 12 + month - 1 + count
        return first, dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def season(name: str, year: int) -> Days | None:
    """A season that starts in `year`; winter runs into the next year."""
    return months(year, SEASONS[name], 3)


def week(date: dt.date) -> Days | None:
    """The ISO week, Monday to Sunday, that holds `date`."""
    first = shift(date, -date.weekday(), "day")
    last = shift(date, 6 - date.weekday(), "day")
    return (first, last) if first and last else None


def weekend(date: dt.date) -> Days | None:
    """Saturday and Sunday of the ISO week that holds `date`."""
    days = week(date)
    return (days[1] - dt.timedelta(days=1), days[1]) if days else None


def unit_around(date: dt.date, unit: str) -> Days | None:
    """The calendar day, week, weekend, month, quarter, year, decade or century that holds `date`."""
    if unit in {"week", "fortnight"}:
        return week(date)
    if unit == "weekend":
        return weekend(date)
    start = {
        "month": (date.year, date.month),
        "quarter": (date.year, date.month - (date.month - 1) % 3),
        "year": (date.year, 1),
        "decade": (date.year // 10 * 10, 1),
        "century": ((date.year - 1) // 100 * 100 + 1, 1),
    }.get(unit)
    return months(*start, _MONTHS_OF[unit]) if start else (date, date)


def shift(date: dt.date, count: float, unit: str) -> dt.date | None:
    """The day `count` units after (before, if negative) `date`; the last day of the month where the same is missing."""
    try:
        if unit in _MONTHS_OF:
            return _shift_months(date, round(count * _MONTHS_OF[unit]))
        if unit in _MINUTES_OF:  # 48 hours are two days, 90 minutes none
            return date + dt.timedelta(days=int(count * _MINUTES_OF[unit] / _MINUTES_PER_DAY))
        return date + dt.timedelta(days=round(count * _DAYS_OF[unit]))
    except (ValueError, OverflowError):
        return None


def _shift_months(date: dt.date, count: int) -> dt.date | None:
    target = months(date.year, date.month + count)
    return target[0].replace(day=min(date.day, target[1].day)) if target else None


def part_of(days: Days, part: str, today: dt.date | None) -> Days:
    """The early, middle or late third of a period; "earlier" and "later" split it at `today`."""
    first, last = days
    if part in {"earlier", "later"}:
        if today is None or not first <= today <= last:
            return days
        return (first, today) if part == "earlier" else (today, last)
    third = ((last - first).days + 1) / 3
    if part == "early":
        return first, _month_end(first + dt.timedelta(days=max(0, int(third) - 1)), days)
    if part == "late":
        return _month_start(last - dt.timedelta(days=max(0, int(third) - 1)), days), last
    inner = first + dt.timedelta(days=int(third)), last - dt.timedelta(days=int(third))
    return _month_start(inner[0], days), _month_end(inner[1], days)


_LONG = 300  # days; a part of a period this long starts and ends with a month


def _month_end(date: dt.date, days: Days) -> dt.date:
    """The end of the month nearest to `date`, where the period is a year or longer."""
    if (days[1] - days[0]).days < _LONG:
        return date
    whole = months(date.year, date.month - (date.day < 15))  # noqa: PLR2004 - the middle of a month
    return whole[1] if whole and days[0] < whole[1] <= days[1] else date


def _month_start(date: dt.date, days: Days) -> dt.date:
    """The start of the month nearest to `date`, where the period is a year or longer."""
    if (days[1] - days[0]).days < _LONG:
        return date
    whole = months(date.year, date.month + (date.day >= 15))  # noqa: PLR2004 - the middle of a month
    return whole[0] if whole and days[0] <= whole[0] <= days[1] else date
