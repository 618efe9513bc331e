"""A table of results on standard output: for reading on a terminal or in a file, or as lines of JSON.

Tables that are wider than the screen are folded: the columns that name a row stand again in front of each part.
"""

import datetime as dt
import json
import math
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

UNKNOWN = "–"
GAP = 2  # spaces between columns
LONGEST = 40  # characters of a text cell, where the table would not fit otherwise
_DIGITS = ((1000, 0), (100, 1), (1, 2))  # of the largest number in a column: so many decimals; below 1, three
_SMALL_DECIMALS = 3


def show(table: "pa.Table", *, as_json: bool = False, title: str | None = None, note: str | None = None) -> None:
    """Print a table.

    Args:
        table: the rows; dates, numbers, text, lists of text.
        as_json: one object per line and nothing else on standard output; numbers in full.
        title: what the table is, on a line before it.
        note: what a reader must know of the numbers (unit, interval, sources); after it. With `as_json` both go to
            standard error.
    """
    if as_json:
        for text in (title, note):
            sys.stderr.write(f"{text}\n" if text else "")
        for row in table.to_pylist():
            sys.stdout.write(json.dumps(_plain(row), ensure_ascii=False) + "\n")
        return
    parts = _folded(table, _width()) if table.num_rows else []
    sys.stdout.write(f"{title}\n\n" if title else "")
    for number, part in enumerate(parts):
        sys.stdout.write("\n" if number else "")
        _print_rich(part) if sys.stdout.isatty() else _print_plain(part)
    sys.stdout.write("" if parts else "nothing found\n")
    sys.stdout.write(f"\n{note}\n" if note else "")


def without_empty_ends(table: "pa.Table") -> "pa.Table":
    """A table by `period` without the periods before the first and after the last that have `events`."""
    periods: list[Any] = table["period"].to_pylist()
    events = table["events"].to_pylist()
    filled = [period for period, number in zip(periods, events, strict=True) if number]
    if not filled:
        return table
    first, last = min(filled), max(filled)
    return table.take([row for row, period in enumerate(periods) if first <= period <= last])


class Column:
    """One column as text: its name, its cells, and whether it reads from the right."""

    __slots__ = ("cells", "name", "right")

    def __init__(self, name: str, values: Sequence[Any]) -> None:
        self.name = name
        self.right = any(_is_number(value) for value in values)
        decimals = _decimals(values)
        self.cells = [cell(value, decimals) for value in values]

    @property
    def width(self) -> int:
        """Characters of the widest cell."""
        return max(len(self.name), *(len(cell) for cell in self.cells))

    def cut(self, width: int) -> None:
        """Shorten every cell to `width` characters."""
        self.cells = [cell if len(cell) <= width else f"{cell[: width - 1]}…" for cell in self.cells]


def cell(value: Any, decimals: int = _SMALL_DECIMALS) -> str:  # noqa: ANN401 - whatever a table holds
    """A value for reading."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value, decimals)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, list | tuple):
        return ", ".join(cell(one) for one in value)
    return str(value)


def _number(value: float, decimals: int) -> str:
    """Rounded, with a true minus; what would round to nought keeps one digit."""
    text = f"{value:.{decimals}f}"
    if value and not float(text):
        text = f"{value:.1g}" if math.isfinite(value) else text
    return text.replace("-", "−")


def _decimals(values: Sequence[Any]) -> int:
    """How many decimals the numbers of a column get."""
    finite = [abs(value) for value in values if isinstance(value, float) and math.isfinite(value)]
    largest = max(finite, default=0)
    if finite and all(value.is_integer() for value in finite):
        return 0
    return next((digits for bound, digits in _DIGITS if largest >= bound), _SMALL_DECIMALS)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a table
    """A value that JSON has: ISO dates, null for what is not a number."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, dt.date) else value


def _width() -> int:
    return shutil.get_terminal_size((80, 24)).columns


def _folded(table: "pa.Table", width: int) -> list[list[Column]]:
    """The columns in parts that fit the width, each beginning with those that name the row."""
    columns = [Column(name, table.column(name).to_pylist()) for name in table.column_names]
    if _total(columns) > width:
        for column in columns:
            column.cut(LONGEST)
    if _total(columns) <= width:
        return [columns]
    names = _naming(columns, width)
    return [names + part for part in _parts(columns[len(names) :], width - _total(names) - GAP)]


def _total(columns: Sequence[Column]) -> int:
    return sum(column.width + GAP for column in columns) - GAP


def _naming(columns: Sequence[Column], width: int) -> list[Column]:
    """The leading columns of text or dates, as far as they leave room for others; not all of them."""
    names: list[Column] = []
    for column in columns[:-1]:
        if column.right or _total([*names, column]) > width // 2:
            break
        names.append(column)
    return names


def _parts(columns: Sequence[Column], room: int) -> list[list[Column]]:
    parts: list[list[Column]] = [[]]
    for column in columns:
        if parts[-1] and _total([*parts[-1], column]) > room:
            parts.append([])
        parts[-1].append(column)
    return parts


def _print_plain(columns: Sequence[Column]) -> None:
    """Aligned text with a rule under the names."""
    rows = [[column.name, "─" * column.width, *column.cells] for column in columns]
    for row in zip(*rows, strict=True):
        padded = [
            text.rjust(column.width) if column.right else text.ljust(column.width)
            for text, column in zip(row, columns, strict=True)
        ]
        sys.stdout.write((" " * GAP).join(padded).rstrip() + "\n")


def _print_rich(columns: Sequence[Column]) -> None:
    from rich import box  # noqa: PLC0415 - slow, and only for a terminal
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, GAP, 0, 0))
    for column in columns:
        shown.add_column(Text(column.name), justify="right" if column.right else "left", no_wrap=True)
    for row in zip(*(column.cells for column in columns), strict=True):
        shown.add_row(*(Text(text) for text in row))
    Console().print(shown)
