"""Plain words for the codes of the event record, from `wording.toml`."""

import datetime as dt
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping

from riftline.records import Event, Quantity

SYMBOLS = {"percent": "%", "USD": "US$", "EUR": "€", "GBP": "£"}
PEOPLE = "persons"
_CURRENCY = re.compile("[A-Z]{3}")
_BEFORE = ("US$", "€", "£")  # signs that stand before the number
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
# Control characters could move a terminal's cursor, bidirectional ones could reorder a line: both become spaces.
_UNPRINTABLE = dict.fromkeys(
    [*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    " ",
)


def word(table: str, code: str | int) -> str:
    """The plain word for a code ("sectors", "GOV"), or the code itself where there is none."""
    return _wording().get(table, {}).get(str(code), str(code))


def what(event: Event) -> str:
    """What was done, in plain words: of the mode where it says more, else of the type."""
    by_mode = _wording()["modes"].get(f"{event.type} {event.mode}")
    return by_mode or word("types", event.type)


def tidy(text: str) -> str:
    """The text on one line, without characters that would disturb a terminal or a page."""
    return re.sub(r"\s+", " ", printable(text)).strip()


def printable(text: str) -> str:
    """The text at the same length, with control and direction characters as spaces."""
    return text.translate(_UNPRINTABLE)


def day(date: dt.date) -> str:
    """`2 Jan 2031`."""
    return f"{date.day} {date:%b} {date.year}"


def days(first: dt.date, last: dt.date | None) -> str:
    """`2 Jan 2031`, or `2 Jan 2031 to 5 Jan 2031`."""
    return day(first) if last is None or last == first else f"{day(first)} to {day(last)}"


def when(event: Event) -> str | None:
    """When it happened or is to happen; `reported 2 Jan 2031` where only the report's date is known."""
    if event.date is None:
        return tidy(event.date_text) if event.date_text else None
    if event.date_text is None and event.date == event.published:
        return f"reported {day(event.date)}"
    return days(event.date, event.date_end)


def amount(quantity: Quantity) -> str | None:
    """The number with its unit (`50 %`, `US$ 2 billion`, `400 inspectors`), or None where the text has no number."""
    if quantity.value is None:
        return None
    unit = SYMBOLS.get(quantity.unit or "", quantity.unit or "")
    if unit == PEOPLE and quantity.of:
        unit = tidy(quantity.of)
    number = _range(quantity.value, quantity.value_max)
    return f"{unit} {number}" if unit in _BEFORE or _CURRENCY.fullmatch(unit) else f"{number} {unit}".strip()


def _range(low: float, high: float | None) -> str:
    return _number(low) if high is None or high == low else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    for size, name in _SCALES:
        if abs(value) >= size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 event`, `2 events`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


@functools.cache
def _wording() -> Mapping[str, Mapping[str, str]]:
    text = importlib.resources.files(__package__).joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
