"""When a document was published: a field, a date in its address, a line above the text, or the dateline."""

import datetime as dt
import re
from collections.abc import Iterable

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d-]){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?![\d-])",
        rf"(?<!\d){_DAY}\.?(?: of)?[ -]{_MONTH},?[ -]{_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)",  # dots: the day comes first
    )
)
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?!\d)")
_ADDRESS = re.compile(
    rf"/{_YEAR}[/-](?P<month>\d{{1,2}})[/-](?P<day>\d{{1,2}})(?=[/-]|$)|/{_YEAR.replace('year', 'y2')}/"
)
# "WASHINGTON, D.C., March 3, 2025 (Wire) - ": everything before the dash; a long dash needs no spaces.
_DASH = re.compile(r"\s+(?:--?|[–—])\s|—|:\s")
_DATELINE_LENGTH = 95  # characters: two places, an agency and a date
_CREDIT = re.compile(r"[(/\[][^()\[\]/]{2,40}[)/\]]")
_PLACE_PARTICLES = {"of", "de", "al", "el", "la", "and", "in", "near"}
_NO_YEAR = tuple(
    re.compile(form + r"\b", re.IGNORECASE) for form in (rf"\b{_MONTH} {_DAY}", rf"(?<!\d){_DAY} {_MONTH}")
)
_HEAD_LINES = 8  # lines above and at the beginning of an article where a date may stand
_HEAD_LENGTH = 100  # characters of a line that holds a date and little else
_FILLER = re.compile(
    r"\b(?:published|posted|updated|last|modified|first|date|on|at|t|z|am|pm|a\.m|p\.m|by|gmt|utc|cet|edt|est|bst|ist|min|mins|minutes|read|"
    r"mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_OTHER_WORDS = 6  # words beside date and filler: a byline and a place


def parse_date(text: str) -> dt.date | None:
    """The first full date in `text`, None if there is none.

    Slashes are read only where one number is above 12: 03/04/2025 is a different day in London and New York.

    Raises:
        ValueError: if the date that stands there does not exist, such as 2025-02-30.
    """
    matches = [match for form in _FORMS if (match := form.search(text))]
    if matches:
        first = min(matches, key=lambda match: match.start())
        return dt.date(int(first["year"]), _month(first["month"]), int(first["day"]))
    return _parse_slashes(text)


def _parse_slashes(text: str) -> dt.date | None:
    if not (match := _SLASHES.search(text)):
        return None
    first, second, year = (int(part) for part in match.groups())
    months = {month for month, day in ((first, second), (second, first)) if month <= 12}  # noqa: PLR2004
    if len(months) > 1:
        return None
    month = min(months, default=first)  # no month at all: the date constructor complains
    return dt.date(year, month, second if month == first else first)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _NAMES.index(text[:3].lower()) + 1


def date_in_address(url: str | None) -> dt.date | None:
    """The date in a web address such as `…/2025/02/16/talks`."""
    match = _ADDRESS.search(url or "")
    if not match or not match["year"]:
        return None
    return _date_or_none(match["year"], match["month"], match["day"])


def year_in_address(url: str | None) -> int | None:
    """The year in a web address such as `…/2025/talks`."""
    match = _ADDRESS.search(url or "")
    return int(match["year"] or match["y2"]) if match else None


def date_in_text(head: Iterable[str], year: int | None = None) -> dt.date | None:
    """The publication date that the first lines of an article give.

    A dateline without a year ("LONDON, March 3 (Reuters) -") counts only if another date gives the `year`.
    """
    for line in list(head)[:_HEAD_LINES]:
        if found := _from_dateline(line, year) or _from_label(line):
            return found
    return None


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and little else ("Published 3 December 2020, 10.30 GMT")."""
    return _from_label(line) is not None


def _from_dateline(line: str, year: int | None) -> dt.date | None:
    heads = [line[: dash.start()] for dash in _DASH.finditer(line[:_DATELINE_LENGTH])]
    dates = (_parse_or_none(head) or _without_year(head, year) for head in heads if _is_dateline(head))
    return next(filter(None, dates), None)


def _is_dateline(head: str) -> bool:
    """Places, agencies and a date, but no words of a sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+", _CREDIT.sub(" ", head)) if len(word) > 2]  # noqa: PLR2004 - not "th"
    return head[:1].isupper() and not any(word[0].islower() and word not in _PLACE_PARTICLES for word in words)


def _without_year(text: str, year: int | None) -> dt.date | None:
    for form in _NO_YEAR if year else ():
        if match := form.search(text):
            return _date_or_none(str(year), match["month"], match["day"])
    return None


def _from_label(line: str) -> dt.date | None:
    """A date that has a line for itself, but for a byline, a weekday, a time."""
    if len(line) > _HEAD_LENGTH or not (found := _parse_or_none(line)):
        return None
    rest = _FILLER.sub(" ", re.sub(r"[\d/:.,|·•-]+", " ", line))
    months = re.compile(_MONTH, re.IGNORECASE)
    others = [word for word in rest.split() if not months.fullmatch(word) and re.match(r"\w", word)]
    labelled = re.match(r"(?:published|posted|updated|date)\b|by [A-Z]", line, re.IGNORECASE)
    return found if len(others) <= (_OTHER_WORDS if labelled else 1) else None


def _parse_or_none(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _date_or_none(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), _month(month), int(day))
    except ValueError:
        return None
