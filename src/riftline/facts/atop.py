"""The user's own file of ATOP (Alliance Treaty Obligations and Provisions, 5.x) → obligations.

Leeds, Ritter, Mitchell and Long (2002), "Alliance Treaty Obligations and Provisions, 1815–1944", International
Interactions 28: 237–260. Nothing of it comes with riftline; it is downloaded from http://www.atopdata.org. Read are, as
CSV or Parquet, and told by their columns:

1. dyad-years (`atop5_1dy.csv`: `mem1`, `mem2`, `year`, `defense`, `offense`, `neutral`, `nonagg`, `consul`): both are
   taken to be bound to each other;
2. directed dyad-years (`atop5_1ddyr.csv`: `stateA`, `stateB`, `year`, …), and the same under the names `ccode1`,
   `ccode2`, `year`, `atop_defense`, …: the first is bound toward the second;
3. members (`atop5_1m.csv`: `atopid`, `member`, `yrent`, `moent`, `dayent`, `yrexit`, `moexit`, `dayexit`, `defense`,
   …): each member is bound toward all others of the alliance while both are in it.

Years in a row become one obligation that holds from the first to the last in full. ATOP ends with 2018, so what
held in the last year of the file is ended with that year.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from riftline.errors import InputError
from riftline.facts.alliances import Kind, PartialDate
from riftline.facts.cow_codes import iso3_of
from riftline.facts.obligations import Obligation

Rows = list[dict[str, Any]]
COLUMNS: dict[str, Kind] = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}
DYADS = (("mem1", "mem2", ""), ("statea", "stateb", ""), ("ccode1", "ccode2", "atop_"))
UNDIRECTED = "mem1"
MEMBERS = ("atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")
REMEDY = "Give ATOP's atop5_1dy.csv, atop5_1ddyr.csv or atop5_1m.csv"


class _Term(NamedTuple):
    """One member's time in one alliance, as the member file has it."""

    member: int
    entry: PartialDate
    exit: PartialDate | None
    kinds: tuple[Kind, ...]


def load_atop(path: Path | str) -> tuple[Obligation, ...]:
    """The obligations of an ATOP file, with the codes of `riftline.facts.countries`.

    Args:
        path: CSV or Parquet file in one of the layouts of the module's docstring.

    Raises:
        InputError: it cannot be read, has none of the layouts, lacks a column, or has a cell that is no number.
    """
    path = Path(path)
    rows = _read(path)
    names = set(rows[0]) if rows else set()
    try:
        if {"atopid", "member"} <= names:
            return tuple(_from_members(path, rows, names))
        return tuple(_from_years(path, rows, names))
    except ValueError as error:
        raise InputError(f"a cell is no number ({error})", where=str(path), remedy=REMEDY) from error


def _read(path: Path) -> Rows:
    try:
        if path.suffix.lower() == ".parquet":
            return _read_parquet(path)
        with path.open(encoding="latin-1", newline="") as file:
            lines = csv.reader(file)
            header = [name.strip().lower().removeprefix("\u00ef\u00bb\u00bf") for name in next(lines, [])]
            return [dict(zip(header, line, strict=False)) for line in lines if line]
    except (OSError, csv.Error) as error:
        raise InputError(f"cannot be read ({error})", where=str(path), remedy=REMEDY) from error


def _read_parquet(path: Path) -> Rows:
    import pyarrow as pa  # noqa: PLC0415 - slow, and rarely asked for
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid as error:
        raise InputError(f"is no Parquet file ({error})", where=str(path), remedy=REMEDY) from error
    return [dict(row) for row in table.rename_columns([name.lower() for name in table.column_names]).to_pylist()]


def _require(path: Path, names: set[str], wanted: list[str]) -> None:
    missing = [name for name in wanted if name not in names]
    if missing:
        raise InputError(f"lacks the column {', '.join(missing)}", where=str(path), remedy=REMEDY)


def _number(cell: object) -> int:
    """A whole number; missing values, also those written as a negative number, are 0."""
    return 0 if cell in (None, "", ".", "NA") else max(int(float(str(cell))), 0)


def _kinds(row: Mapping[str, Any], prefix: str) -> tuple[Kind, ...]:
    return tuple(kind for name, kind in COLUMNS.items() if _number(row[prefix + name]) > 0)


def _from_years(path: Path, rows: Rows, names: set[str]) -> Iterator[Obligation]:
    layout = next((one for one in DYADS if set(one[:2]) <= names), None)
    if layout is None:
        raise InputError("has none of ATOP's layouts", where=str(path), remedy=REMEDY)
    first, second, prefix = layout
    _require(path, names, ["year", *(prefix + name for name in COLUMNS)])
    years: dict[tuple[str, str, tuple[Kind, ...]], list[int]] = defaultdict(list)
    for row in rows:
        year, kinds = _number(row["year"]), _kinds(row, prefix)
        pair = iso3_of(_number(row[first]), year), iso3_of(_number(row[second]), year)
        for bound, toward in (pair, pair[::-1])[: 2 if first == UNDIRECTED else 1] if kinds else ():
            years[bound, toward, kinds].append(year)
    for (bound, toward, kinds), held in years.items():
        yield from (
            _obligation("ATOP", bound, toward, kinds, since=PartialDate(f"{start:04}"), until=PartialDate(f"{end:04}"))
            for start, end in _spells(held)
        )


def _spells(years: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of years without a gap, as (first, last)."""
    ordered = sorted(set(years))
    start = ordered[0]
    for year, following in zip(ordered, [*ordered[1:], None], strict=True):
        if following != year + 1:
            yield start, year
            start = following or year


def _from_members(path: Path, rows: Rows, names: set[str]) -> Iterator[Obligation]:
    _require(path, names, [*MEMBERS, *COLUMNS])
    terms: dict[int, list[_Term]] = defaultdict(list)
    for row in rows:
        entry = _date(row, "yrent", "moent", "dayent")
        if entry:
            exit_ = _date(row, "yrexit", "moexit", "dayexit")
            terms[_number(row["atopid"])].append(_Term(_number(row["member"]), entry, exit_, _kinds(row, "")))
    for atopid, members in terms.items():
        for debtor, creditor in permutations(members, 2):
            yield from _between(atopid, debtor, creditor)


def _between(atopid: int, debtor: _Term, creditor: _Term) -> Iterator[Obligation]:
    since = max(debtor.entry, creditor.entry, key=lambda date: date.first)
    ends = [date for date in (debtor.exit, creditor.exit) if date is not None]
    until = min(ends, key=lambda date: date.free, default=None)
    bound, toward = (iso3_of(one.member, since.first.year) for one in (debtor, creditor))
    if debtor.kinds and bound != toward and (until is None or since.first < until.free):
        yield _obligation(f"ATOP-{atopid}", bound, toward, debtor.kinds, since=since, until=until)


def _date(row: Mapping[str, Any], *columns: str) -> PartialDate | None:
    """A date from three cells; a missing month or day leaves the year or month, a missing year nothing."""
    year, month, day = (_number(row[column]) for column in columns)
    if not year:
        return None
    known = [f"{year:04}", *([f"{month:02}", *([f"{day:02}"] if day else [])] if month else [])]
    return PartialDate("-".join(known))


def _obligation(
    alliance: str,
    bound: str,
    toward: str,
    kinds: tuple[Kind, ...],
    *,
    since: PartialDate,
    until: PartialDate | None,
) -> Obligation:
    return Obligation(
        bound=bound,
        toward=toward,
        kinds=kinds,
        alliance=alliance,
        name="Alliance in ATOP" if "-" in alliance else "All alliances in ATOP",
        obligation=f"ATOP codes: {', '.join(kinds)}.",
        form="treaty",
        treaty="",
        article="",
        since=since,
        until=until,
        certainty=since.precision,
        source="ATOP (Leeds, Ritter, Mitchell and Long 2002)",
        note="",
    )
