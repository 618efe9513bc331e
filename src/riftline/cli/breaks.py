"""`riftline breaks`: when relations changed, by how much, and whether it is more than noise and media attention."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from riftline.cli.measures import (
    AsJson,
    ChartFile,
    EventsFile,
    LedgerFile,
    check_chart,
    open_frame,
    party_list,
    save_chart,
    show,
)
from riftline.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Parties = Annotated[list[str] | None, typer.Argument(metavar="[PARTY [PARTY]]", help="A pair, or one with all others.")]
Periods = Annotated[Literal["week", "month", "quarter", "year"], typer.Option("--by", help="Length of a period.")]
_PAIR = 2
_SHOWN = ("source", "target", "side", "kind", "period", "earliest", "latest", "before", "after", "ratio", "p")
_NOTE = (
    "before and after: events per period at usual coverage; p: how likely a series without a break shows one as "
    "strong. Formula: riftline cite breaks"
)
_ALERT_NOTE = "An alarm is raised at the end of `period`, from what was known then. Formula: riftline cite alerts"


def command(
    parties: Parties = None,
    *,
    by: Periods = "month",
    quads: Annotated[bool, typer.Option("--quads", help="Words and deeds apart: four series, not two.")] = False,
    coverage: Annotated[
        Literal["all", "parties", "none"], typer.Option(help="What rates are relative to: all events, the pair's own.")
    ] = "all",
    online: Annotated[bool, typer.Option("--online", help="Alarms, each from what was known at its time.")] = False,
    top: Annotated[
        int, typer.Option(min=1, help="Rows to show where no pair is named: the strongest, shifts first.")
    ] = 20,
    ledger: LedgerFile = None,
    events: EventsFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell when cooperation and conflict of a pair changed, from when to when that may have been, and by how much.

    Example: riftline breaks USA RUS --ledger events.duckdb
    """
    check_chart(chart)
    codes = party_list(parties or [])
    if len(codes) > _PAIR or (chart and (online or len(codes) != _PAIR)):
        remedy = "Name two parties; without a chart one or none will do. --online has no chart"
        raise UsageError("breaks are told, or drawn, of one pair", remedy=remedy)
    frame = open_frame(ledger, events)
    found = _found(frame, codes, online=online, by=by, split="quads" if quads else "sides", coverage=coverage)
    if len(codes) < _PAIR:
        found = _strongest(found, top)
    shown = found if as_json or online else found.select(list(_SHOWN))
    show(shown, as_json=as_json, title=_title(codes, online=online), note=_ALERT_NOTE if online else _NOTE)
    if chart:
        _draw(frame, codes, found, by, chart)


def _found(frame: "duckdb.DuckDBPyRelation", codes: list[str], *, online: bool, **how: Any) -> "pa.Table":  # noqa: ANN401
    from riftline.measure.alerts import alerts  # noqa: PLC0415 - keeps --help quick
    from riftline.measure.breaks import breaks  # noqa: PLC0415
    from riftline.measure.frames import scan, table  # noqa: PLC0415

    ends: dict[str, Any] = dict(zip(("source", "target"), codes, strict=False))
    return table(scan((alerts if online else breaks)(frame, **ends, **how)))


def _strongest(found: "pa.Table", top: int) -> "pa.Table":
    """The first rows, shifts before outbursts."""
    ranked = found.sort_by([("evidence", "descending")])
    shifts = [kind == "shift" for kind in ranked["kind"].to_pylist()]
    order = [row for wanted in (True, False) for row, shift in enumerate(shifts) if shift is wanted]
    return ranked.take(order[:top])


def _title(codes: list[str], *, online: bool) -> str:
    what = "Alarms" if online else "Breaks"
    return f"{what} of {' – '.join(codes)}" if codes else f"{what}, the strongest first"


def _draw(frame: "duckdb.DuckDBPyRelation", codes: list[str], found: "pa.Table", by: Any, chart: Path) -> None:  # noqa: ANN401
    from riftline.charts.breaks import breaks_chart  # noqa: PLC0415 - as above
    from riftline.measure.frames import scan, table  # noqa: PLC0415
    from riftline.measure.relations import relations  # noqa: PLC0415

    series = relations(frame, by=by, directed=False, parties=codes, fill=True)
    save_chart(breaks_chart(table(scan(series)), found, source="riftline breaks"), chart)
