"""`riftline cohesion`: is an alliance more or less cohesive than before, where, and is it more than noise."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from riftline.cli.measures import (
    AsJson,
    ChartFile,
    During,
    EventsFile,
    LedgerFile,
    check_chart,
    during,
    open_frame,
    parse_period,
    party_list,
    save_chart,
    show,
)
from riftline.cli.tables import without_empty_ends

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Group = Annotated[list[str], typer.Argument(metavar="GROUP…", help="An alliance such as NATO, or its members by name.")]
Periods = Annotated[Literal["week", "month", "quarter", "year"], typer.Option("--by", help="Length of a period.")]
Windows = Annotated[
    tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Compare two windows: 2017 2025.")
]
_SHOWN = (
    *("period", "members", "events", "cohesion", "lower", "upper", "words", "deeds", "past", "past_z", "outside"),
    *("against_outside", "conflict_rate", "conflict_lift", "conflict_lift_lower", "conflict_lift_upper", "basis"),
)
_NOTE = (
    "cohesion: −1 all conflict … 1 all cooperation between members, with 95 % interval; past z: against the earlier "
    "periods; lift: ln of conflict over what coverage alone gives. Formula: riftline cite cohesion"
)
_EACH = 5  # carriers of each kind that are shown


def command(
    group: Group,
    *,
    by: Periods = "month",
    between: Windows = None,
    period: During = "",
    ledger: LedgerFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell how the members of an alliance deal with each other; with --between, what changed and who carries it.

    Example: riftline cohesion NATO --ledger events.duckdb --between 2017 2025
    """
    check_chart(chart)
    members = _members(group)
    frame = during(open_frame(ledger, events), period)
    if between:
        _compare(frame, members, between, as_json=as_json, chart=chart)
        return
    found = without_empty_ends(_table(frame, members, by))
    shown = found if as_json else found.select(list(_SHOWN))
    show(shown, as_json=as_json, title=f"Cohesion of {_called(members)} by {by}", note=_NOTE)
    if chart:
        from riftline.charts.cohesion import cohesion_chart  # noqa: PLC0415 - heavy

        save_chart(cohesion_chart(found, group=_called(members), source="riftline cohesion"), chart)


def _members(group: list[str]) -> str | list[str]:
    from riftline.facts.alliances import is_alliance  # noqa: PLC0415 - reads the tables

    return group[0] if len(group) == 1 and is_alliance(group[0]) else party_list(group)


def _called(members: str | list[str]) -> str:
    return members if isinstance(members, str) else ", ".join(members)


def _table(frame: "duckdb.DuckDBPyRelation", members: str | list[str], by: Periods) -> "pa.Table":
    from riftline.measure.cohesion import cohesion  # noqa: PLC0415 - keeps --help quick
    from riftline.measure.frames import scan, table  # noqa: PLC0415

    return table(scan(cohesion(frame, members, by=by)))


def _compare(
    frame: "duckdb.DuckDBPyRelation",
    members: str | list[str],
    windows: tuple[str, str],
    *,
    as_json: bool,
    chart: Path | None,
) -> None:
    from riftline.cli.comparisons import show_comparison  # noqa: PLC0415 - as above
    from riftline.measure.between import between  # noqa: PLC0415
    from riftline.measure.frames import scan, table  # noqa: PLC0415

    found = between(frame, members, *(parse_period(window) for window in windows))
    show_comparison(found, f"{_called(members)}, {windows[0]} against {windows[1]}", as_json=as_json, each=_EACH)
    if chart and found.carriers is not None:
        from riftline.charts.carriers import carriers_chart  # noqa: PLC0415 - heavy

        save_chart(carriers_chart(table(scan(found.carriers)), source="riftline cohesion"), chart)
