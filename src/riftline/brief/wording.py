"""Plain words for the codes of the event record, from `wording.toml`."""

import datetime as dt
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping

from riftline.records import Event, Quantity

SYMBOLS = {"percent": "%"}
_COUNTED = (None, "persons", "items")  # units for which the thing counted stands instead
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_ENDING = re.compile(r"\{([^|}]*)(?:\|([^}]*))?\}")
_FEW = 20  # up to here numbers are written as words, which need no repetition in figures
# Control characters could move a terminal's cursor, bidirectional ones could reorder a line: both become spaces.
_UNPRINTABLE = dict.fromkeys(
    [*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    " ",
)


def word(table: str, code: str | int) -> str:
    """The plain word for a code ("sectors", "GOV"), or the code itself where there is none."""
    return _wording().get(table, {}).get(str(code), str(code))


def what(event: Event, *, several: bool = False) -> str:
    """What was done, in plain words that say at once what is not actual: "withdraws forces", "may withdraw forces".

    Args:
        event: the event; its mode is worded where it says more than the type.
        several: whether the words follow several parties ("withdraw forces").
    """
    phrase = _phrase(event)
    if event.status == "actual":
        return _ended(phrase, several=several)
    return f"{_ended(word('moods', event.status), several=several)} {_ended(phrase, several=True)}"


def act(kind: str) -> str:
    """A type of act in plain words, as done by one party: "withdraws forces"."""
    return _ended(word("types", kind), several=False)


def _phrase(event: Event) -> str:
    """The phrase for the mode or type, of those without a target or between the sources where there is one."""
    kind, by_mode = event.type, f"{event.type} {event.mode}"
    places = [("modes", by_mode), ("types", kind)]
    if event.sources and not event.targets:
        special = "between" if len(event.sources) > 1 and kind in _wording()["between"] else "alone"
        places = [(special, by_mode), ("modes", by_mode), (special, kind), ("types", kind)]
    return next((found for table, code in places if (found := _wording()[table].get(code))), kind)


def _ended(phrase: str, *, several: bool) -> str:
    return _ENDING.sub(lambda found: (found[2] or "") if several else found[1], phrase)


def is_known_short(code: str) -> bool:
    """Whether an organization is better known by its short id than by its name."""
    return code in _wording()["short_names"]["known"].split()


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
    """The number with its unit (`50 %`, `2 billion USD`, `400 inspectors`), or None where the text has no number."""
    number = _range(quantity.value, quantity.value_max)
    if number is None:
        return None
    counted_as = tidy(quantity.of or "") if quantity.unit in _COUNTED else None
    unit = counted_as or ("" if quantity.unit == "items" else SYMBOLS.get(quantity.unit or "", quantity.unit or ""))
    return f"{number} {unit}".strip()


def read_as(quantity: Quantity) -> str | None:
    """The amount where it differs from the words of the text: `1.7 billion USD` for "$1.7bn", None for "45 days"."""
    number, text = amount(quantity), tidy(quantity.text).casefold().replace(",", "")
    if number is None or (not re.search(r"\d", text) and quantity.value_max is None and _is_few(quantity.value)):
        return None
    figures = re.findall(r"\d[\d,.]*(?: (?:million|billion|trillion))?", number)
    return None if all(figure.replace(",", "") in text for figure in figures) else number


def _is_few(value: float | None) -> bool:
    return value is not None and value == int(value) and 0 <= value <= _FEW


def _range(low: float | None, high: float | None) -> str | None:
    if low is None:
        return None if high is None else f"up to {_number(high)}"
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
