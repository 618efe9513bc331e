"""How much is reported: the volume of all events by day, and how much of it a coming window will have.

Events of a pair fall when sources fall silent, on holidays, in an outage, and rise when sources are added. So

- rates are shares of the volume at their time, times the volume to be expected in the window;
- a window that was more or less reported on than was to be expected is learned from as such: the logarithm of its
  actual over its expected volume is added to the odds of all that happened in it (an offset, as exposure is in a
  Poisson regression: McCullagh and Nelder 1989, Generalized Linear Models, chapter 6), and is no part of a forecast.
"""

import datetime as dt

import numpy as np

from riftline.forecast.chances.panel import Floats, Ints, Panel
from riftline.forecast.chances.tallies import HALF_LIVES

WEEK = 7
WEEKS = (4, 12)  # a coming Monday is expected between what the last four and the last twelve were
YEAR = 364  # days: the same weekday a year before
HOLIDAYS = ((12, 24), (1, 2))  # month and day: few newsrooms are full
QUIET = 0.7  # of the usual volume is told on these days: general knowledge, and what early January 2014 looks like
_FAR = 0.7  # a surprise is no larger than this, in logarithms: half or double


def volumes(panel: Panel, until: int) -> Floats:
    """Rows of the panel by day."""
    return np.bincount(panel.day, minlength=until).astype(float)


def expected(volume: Floats, day: int, days: int, lead: int = 0, start: dt.date | None = None) -> float:
    """Rows a day to expect in the window of `days` that begins `lead` days after `day`, from the volume before `day`.

    For each weekday the median of the last four and of the last twelve, so that neither a holiday nor a lost day
    counts; their geometric mean over the window, times what the season does: the root of what it did to the same days
    a year before, or where that was not watched and the calendar is known (`start` is day 0), the turn of the year.
    """
    recent, longer = (_usual(volume, day, days, lead, weeks) for weeks in WEEKS)
    season = _season(volume, day, days, lead)
    if season is None:
        season = _turn_of_the_year(start + dt.timedelta(day + lead), days) if start else 1.0
    return float(np.sqrt(recent * longer)) * season


def _turn_of_the_year(first: dt.date, days: int) -> float:
    """What is left of the volume of a window when some of its days lie between Christmas and New Year."""
    dates = (first + dt.timedelta(day) for day in range(days))
    quiet = sum((date.month, date.day) >= HOLIDAYS[0] or (date.month, date.day) <= HOLIDAYS[1] for date in dates)
    return 1 - (1 - QUIET) * quiet / days


def _usual(volume: Floats, day: int, days: int, lead: int, weeks: int) -> float:
    """The mean over the window of the weekdays' medians; with less than a week behind, the mean of what there is."""
    past = volume[max(0, day - WEEK * weeks) : day]
    if len(past) < WEEK:
        return float(past.mean()) if len(past) else 0.0
    weekdays: Ints = np.arange(day - len(past), day) % WEEK
    usual = np.array([np.median(past[weekdays == weekday]) for weekday in range(WEEK)])
    window = np.arange(day + lead, day + lead + days) % WEEK
    return float(usual[window].mean())


def _season(volume: Floats, day: int, days: int, lead: int) -> float | None:
    """The root of actual over usual volume in the same days a year before; None where that was not watched."""
    before, begins = day - YEAR, day - YEAR + lead
    if before < WEEK * WEEKS[1] or begins + days > day:
        return None
    usual = _usual(volume, before, days, lead, WEEKS[0])
    return float(np.sqrt(np.clip(volume[begins : begins + days].mean() / usual, 0.5, 2))) if usual else 1.0


def surprise(volume: Floats, day: int, days: int, lead: int = 0, start: dt.date | None = None) -> float:
    """Ln of actual over expected volume of a window that is over; between −0.7 and 0.7."""
    begins = day + lead
    actual, usual = volume[begins : begins + days].mean(), expected(volume, day, days, lead, start)
    return float(np.clip(np.log(max(actual, 1e-9) / usual), -_FAR, _FAR)) if usual else 0.0


def seen(volume: Floats, day: int) -> tuple[float, Floats]:
    """All volume before `day`, and the volume decayed at each half-life (counts are shares of these)."""
    past = volume[:day]
    ages = np.arange(day)[::-1]
    decayed = [float(past @ 0.5 ** (ages / half_life)) for half_life in HALF_LIVES]
    return float(past.sum()), np.array(decayed)
