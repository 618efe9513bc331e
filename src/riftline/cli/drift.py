"""`riftline drift`: who moves toward whom, between two poles."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

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
from riftline.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Parties = Annotated[list[str] | None, typer.Argument(metavar="PARTY…", help="Who; with --between all, if left out.")]
Poles = Annotated[tuple[str, str], typer.Option(metavar="A B", help="The two poles; commas make one of several.")]
Periods = Annotated[Literal["month", "quarter", "year"], typer.Option("--by", help="Length of a period.")]
Windows = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="Who moved most between two windows: 2017 2025."),
]
_NOTE = "position: −1 {} … 1 {}, whatever the coverage of either; 95 % intervals. Formula: riftline cite drift"


def command(
    parties: Parties = None,
    *,
    poles: Poles = ("USA", "RUS"),
    by: Periods = "year",
    between: Windows = None,
    period: During = "",
    top: Annotated[int, typer.Option(min=1, help="Rows to show with --between.")] = 20,
    ledger: LedgerFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell where parties stand between two poles, which way they move, and who moved most.

    Example: riftline drift HUN TUR --poles USA RUS --ledger events.duckdb
    """
    check_chart(chart)
    codes = party_list(parties or [])
    if not (codes or between) or (chart and between):
        raise UsageError(
            "name the parties, or two windows with --between (no chart)", remedy="See riftline drift --help"
        )
    ends = party_list([poles[0]]), party_list([poles[1]])
    names = ", ".join(ends[0]), ", ".join(ends[1])
    frame = during(open_frame(ledger, events), period)
    if between:
        windows = [parse_period(window) for window in between]
        found = _run("moved", frame, *windows, ends, states=codes or None)
        title = f"Who moved most between {names[0]} and {names[1]}, {between[0]} to {between[1]}"
        show(found if as_json else found.slice(0, top), as_json=as_json, title=title, note=_NOTE.format(*names))
        return
    found = without_empty_ends(_run("drift", frame, codes, ends, by=by))
    show(found, as_json=as_json, title=f"Between {names[0]} and {names[1]} by {by}", note=_NOTE.format(*names))
    if not as_json:
        show(_run("trends", frame, codes, ends, by=by), title="\nTrend of the position per year")
    if chart:
        from riftline.charts.drift import drift_chart  # noqa: PLC0415 - heavy

        save_chart(drift_chart(found, names, source="riftline drift"), chart)


def _run(name: str, frame: "duckdb.DuckDBPyRelation", *given: Any, **how: Any) -> "pa.Table":  # noqa: ANN401 - of the measure
    from riftline import measure  # noqa: PLC0415 - keeps --help quick
    from riftline.measure.frames import scan, table  # noqa: PLC0415

    return table(scan(getattr(measure, name)(frame, *given, **how)))
