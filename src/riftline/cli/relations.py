"""`riftline relations`: what two parties did and said to each other, period by period."""

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
    party_list,
    save_chart,
    show,
)
from riftline.cli.tables import without_empty_ends
from riftline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Parties = Annotated[list[str], typer.Argument(metavar="PARTY…", help="Two or more; one stands for it with all others.")]
Periods = Annotated[
    Literal["day", "week", "month", "quarter", "year"], typer.Option("--by", help="Length of a period.")
]
_SHOWN = (
    *("period", "source", "target", "events", "reports", "cooperation", "conflict", "mean_goldstein"),
    *("conflict_share", "lower", "upper", "done", "said", "feared", "denied", "coverage_share", "state"),
)
_NOTE = (
    "cooperation, conflict: sums of Goldstein points of what happened; lower, upper: 95 % interval of the share of "
    "conflict; said: words, plans and demands; – : no event, no share. Formula: riftline cite relations"
)
_PAIR = 2


def command(
    parties: Parties,
    *,
    by: Periods = "month",
    period: During = "",
    directed: Annotated[bool, typer.Option("--directed", help="Who did it to whom kept apart.")] = False,
    half_life: Annotated[
        float | None, typer.Option(help="Also the decayed state, with this half-life in periods.")
    ] = None,
    ledger: LedgerFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell what parties did and said to each other: cooperation and conflict apart, deeds, words and fears.

    Example: riftline relations USA RUS --ledger events.duckdb --by month
    """
    check_chart(chart)
    codes = party_list(parties)
    if chart and len(codes) != _PAIR:
        raise UsageError("a chart shows one pair", remedy="Name two parties")
    frame = during(open_frame(ledger, events), period)
    found = without_empty_ends(
        _found(frame, by=by, directed=directed, parties=codes, half_life=half_life, fill=len(codes) == _PAIR)
    )
    shown = found if as_json else found.select([name for name in _SHOWN if name in found.column_names])
    show(shown, as_json=as_json, title=f"Relations of {' – '.join(codes)} by {by}", note=_NOTE)
    if chart:
        from riftline.charts.relations import relations_chart  # noqa: PLC0415 - heavy

        save_chart(relations_chart(found, source="riftline relations"), chart)


def _found(frame: object, **how: Any) -> "pa.Table":  # noqa: ANN401 - options of the measure
    from riftline.measure.frames import scan, table  # noqa: PLC0415 - keeps --help quick
    from riftline.measure.relations import relations  # noqa: PLC0415

    return table(scan(relations(frame, **how)))
