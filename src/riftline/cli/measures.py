"""What the commands of the measures share: options, where the events come from, periods, parties, tables, charts."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riftline.cli.output import replacing
from riftline.cli.tables import show
from riftline.errors import InputError, UsageError

if TYPE_CHECKING:
    import altair as alt
    import duckdb

__all__ = [
    "AsJson",
    "ChartFile",
    "During",
    "EventsFile",
    "LedgerFile",
    "check_chart",
    "during",
    "open_frame",
    "parse_period",
    "party",
    "party_list",
    "save_chart",
    "show",
]

LedgerFile = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger to read; without it, the setting `ledger`.")
]
EventsFile = Annotated[
    Path | None,
    typer.Option(
        "--events",
        metavar="FILE",
        help="A file instead of a ledger: Parquet, CSV or JSON lines (also .gz) of event records, dyads or counts.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
ChartFile = Annotated[
    Path | None, typer.Option("--chart", metavar="FILE", help="Also draw a chart: .svg, .png or .html.")
]
During = Annotated[
    str, typer.Option("--during", metavar="TIME", help="Only this time: 2017, 2017-03, 2016-11..2017-02.")
]

_CHARTS = (".svg", ".png", ".html")
_PIXELS = 2  # of a PNG, for each unit of the chart, so that it stays sharp in print
_DAY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.IGNORECASE)


# Where the events come from


def open_frame(ledger: Path | None, events: Path | None) -> "duckdb.DuckDBPyRelation":
    """The dyads frame of a ledger or a file, one row per event and ordered pair.

    Args:
        ledger: what `--ledger` says; without either, the setting `ledger` (`RIFTLINE_LEDGER`) is read.
        events: what `--events` says: see `riftline.measure.files`.

    Raises:
        UsageError: both are given, or nothing says where the events are.
        InputError: the file is missing or cannot be read.
    """
    from riftline.measure.files import open_events  # noqa: PLC0415 - keeps --help quick
    from riftline.settings import load_settings  # noqa: PLC0415

    if ledger is not None and events is not None:
        raise UsageError("--ledger and --events are both given", remedy="Give one of them")
    if events is not None:
        return open_events(events)
    found = load_settings(ledger=ledger).ledger
    if found is None:
        raise UsageError(
            "nothing says where the events are",
            remedy="Give --ledger FILE or --events FILE, or set RIFTLINE_LEDGER (or `ledger` in riftline.toml)",
        )
    return _from_ledger(found)


def _from_ledger(path: Path) -> "duckdb.DuckDBPyRelation":
    from riftline.ledger import Ledger  # noqa: PLC0415 - as above

    if not path.exists():
        raise InputError("there is no such ledger", where=str(path), remedy="Make one with riftline ledger import")
    return Ledger.open(path, read_only=True).dyads()


# Periods


def parse_period(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of "2017", "2017-03", "2017-Q1", "2017-03-05" or a span such as "2016-11..2017-02".

    Raises:
        UsageError: it is none of these, or ends before it begins.
    """
    first, _, last = text.strip().partition("..")
    start, end = _days(first, text)[0], _days(last or first, text)[1]
    if end < start:
        raise UsageError("ends before it begins", where=f"period {text!r}", remedy="Give the earlier day first")
    return start, end


def during(frame: "duckdb.DuckDBPyRelation", text: str) -> "duckdb.DuckDBPyRelation":
    """The events of the period that `--during` says; all where it says nothing.

    Raises:
        UsageError: as `parse_period`.
    """
    if not text:
        return frame
    first, last = parse_period(text)
    return frame.filter(f"date BETWEEN DATE '{first}' AND DATE '{last}'")


def _days(part: str, text: str) -> tuple[dt.date, dt.date]:
    found = _DAY.fullmatch(part.strip())
    try:
        if found is None:
            raise ValueError  # noqa: TRY301 - both kinds of wrong text get one message
        return _span(*(int(number) if number else None for number in found.groups()))
    except ValueError:
        raise UsageError(
            "is no period", where=f"period {text!r}", remedy="Write 2017, 2017-03, 2017-Q1 or 2016-11..2017-02"
        ) from None


def _span(year: int | None, quarter: int | None, month: int | None, day: int | None) -> tuple[dt.date, dt.date]:
    assert year is not None  # noqa: S101 - the pattern has it
    if day is not None and month is not None:
        return (only := dt.date(year, month, day)), only
    first = 3 * quarter - 2 if quarter else month or 1
    last = 3 * quarter if quarter else month or 12
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


# Parties


def party(name: str) -> str:
    """The code of a country (ISO alpha-3) or organization that a name or code stands for.

    Raises:
        UsageError: nothing has that name; near names are given.
    """
    from riftline.facts.countries import country, find_country  # noqa: PLC0415 - reads the tables
    from riftline.facts.organizations import find_organization, organization  # noqa: PLC0415

    name = name.strip()
    for spelling in dict.fromkeys((name, name.upper(), name.title())):
        if country(spelling):
            return spelling
        if match := find_country(spelling):
            return match.country.iso3
        if listed := organization(spelling) or find_organization(spelling):
            return listed.id
    raise _unknown(name)


def party_list(names: Iterable[str]) -> list[str]:
    """The codes of several, each once and in their order; a name may hold several with commas between them.

    Raises:
        UsageError: as `party`.
    """
    return list(dict.fromkeys(party(one) for name in names for one in name.split(",") if one.strip()))


def _unknown(name: str) -> UsageError:
    near = [f"{_spelt(key)} ({code})" for key, code in _near(name)]
    return UsageError(
        "is no country or organization that is known",
        where=repr(name),
        remedy=f"Near it: {', '.join(near)}" if near else "Write the name, or a code such as USA, DEU or NATO",
    )


def _near(name: str) -> list[tuple[str, str]]:
    from riftline.facts.countries import countries  # noqa: PLC0415 - as above
    from riftline.facts.organizations import organizations  # noqa: PLC0415

    codes = {form.casefold(): (one.name, one.iso3) for one in countries() for form in (one.name, one.iso3)}
    codes |= {form.casefold(): (one.name, one.id) for one in organizations() for form in (one.name, one.id)}
    close = get_close_matches(name.casefold(), codes, n=6, cutoff=0.6)
    return list(dict.fromkeys(codes[key] for key in close))[:3]


def _spelt(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"  # noqa: PLR2004 - keeps the message on a line


# Charts


def check_chart(path: Path | None, allowed: Sequence[str] = _CHARTS) -> None:
    """Say before any work is done that a chart cannot be written under that name.

    Raises:
        UsageError: the suffix is none of `allowed`.
    """
    from riftline.cli.console import suffix_of  # noqa: PLC0415 - one use

    suffix_of(path, tuple(allowed))


def save_chart(chart: "alt.TopLevelMixin", path: Path) -> None:
    """Write a chart as the suffix says: .svg, .png or .html. A file is replaced only when the new one is complete.

    Raises:
        UsageError: the suffix is another, or the file cannot be written.
    """
    from riftline.charts.render import html, png, svg  # noqa: PLC0415 - heavy

    check_chart(path)
    with replacing(path) as unfinished:
        match path.suffix.lower():
            case ".svg":
                unfinished.write_text(svg(chart), encoding="utf8")
            case ".png":
                unfinished.write_bytes(png(chart, scale=_PIXELS))
            case _:
                unfinished.write_text(html(chart), encoding="utf8")
