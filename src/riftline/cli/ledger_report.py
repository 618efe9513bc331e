"""What a ledger holds, for reading: short tables, the coverage as one line per year."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import typer

from riftline.cli.tables import show

if TYPE_CHECKING:
    from riftline.ledger.info import Info, Row

FILES = 10  # that are listed one by one
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ((1_000_000_000, "G"), (1_000_000, "M"), (10_000, "k"))


def show_info(info: "Info") -> None:
    """Print it."""
    typer.echo(f"{info.path}: {short(info.bytes)}B, tables of version {info.version}, {info.pairs} pairs in dyads")
    _section("Events by data set; aside are those that dyads does not count", info.origins)
    _section("Events aside, and why", info.aside)
    if info.texts:
        typer.echo(f"\n{info.texts} documents read by riftline")
    if info.further_reports:
        typer.echo(f"\n{info.further_reports} further reports of events (mentions, near copies)")
    _section("Events by month", _by_year(info.months))
    _section("Holes: months with less than a tenth of the months around them", list(map(_hole, info.holes)))
    _section("Imports", _imports(info.imports))
    _section("Lines not taken in", info.skipped)
    title = f"Codes that no table knows: {len(info.unknown)} of {info.unknown_codes}, with the events that have them"
    _section(title, info.unknown)


def _section(title: str, rows: "Sequence[Row]") -> None:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if rows:
        typer.echo()
        show(pa.Table.from_pylist([dict(row) for row in rows]), title=title)


def _by_year(months: "Sequence[Row]") -> "list[Row]":
    """One row per year, one column per month, of all data sets together."""
    counts: Counter[dt.date] = Counter()
    for row in months:
        counts[row["month"]] += row["events"]
    years = groupby(sorted(counts), key=lambda month: month.year)
    return [{"year": str(year), **_row(counts, year)} for year, _ in years]


def _row(counts: Mapping[dt.date, int], year: int) -> dict[str, str]:
    found = (counts.get(dt.date(year, month, 1), 0) for month in range(1, len(_MONTHS) + 1))
    return {name: short(number) if number else "·" for name, number in zip(_MONTHS, found, strict=True)}


def short(number: int) -> str:
    """A count in at most five characters: 9999, 12k, 3.4M."""
    for unit, letter in _UNITS:
        if number >= unit:
            scaled = number / min(unit, 1_000 if letter == "k" else unit)
            return f"{scaled:.0f}{letter}" if scaled >= 10 else f"{scaled:.1f}{letter}"  # noqa: PLR2004
    return str(number)


def _hole(row: "Row") -> dict[str, Any]:
    return {**row, "first": f"{row['first']:%Y-%m}", "last": f"{row['last']:%Y-%m}", "usual": round(row["usual"])}


def _imports(imports: "Sequence[Row]") -> "Sequence[Row]":
    """The files, or where there are many the sums of each format."""
    if len(imports) <= FILES:
        return [
            {name: row[name] for name in ("file", "format", "events", "known", "skipped", "finished")}
            for row in imports
        ]
    formats = sorted({row["format"] for row in imports})
    return [_sum(name, [row for row in imports if row["format"] == name]) for name in formats]


def _sum(name: str, rows: "Sequence[Row]") -> dict[str, Any]:
    sums = {key: sum(row[key] for row in rows) for key in ("events", "known", "skipped")}
    return {"format": name, "files": len(rows), **sums, "finished": max(row["finished"] for row in rows)}
