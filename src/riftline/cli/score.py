"""`riftline score`: what became of stored forecasts, and how good they were."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riftline.cli.ledger_options import LedgerFile, ledger_path
from riftline.cli.measures import AsJson, ChartFile, check_chart, save_chart, show
from riftline.errors import InputError

if TYPE_CHECKING:
    from riftline.forecast.scoring import Scored


def command(
    forecasts: Annotated[Path, typer.Argument(metavar="FORECASTS", help="The file riftline forecast --store wrote.")],
    *,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Resolve stored forecasts that the ledger reaches beyond, add their outcomes to the file, and tell the record.

    Example: riftline score forecasts.jsonl --ledger events.duckdb
    """
    import pyarrow as pa  # noqa: PLC0415 - keeps --help quick

    from riftline.forecast.scoring import score  # noqa: PLC0415 - as above
    from riftline.ledger import Ledger  # noqa: PLC0415

    check_chart(chart)
    if not forecasts.exists():
        raise InputError("there is no such file", where=str(forecasts), remedy="Make it: riftline forecast … --store")
    with Ledger.open(ledger_path(ledger), read_only=True) as opened:
        found = score(forecasts, opened, dt.datetime.now(dt.UTC).date())
    rows = [
        {
            "forecast": f"{one.run}.{one.number}", "source": one.question.source, "target": one.question.target,
            "act": one.question.act.label, "chance": one.chance, "base": one.base, "events": outcome.events,
            "happened": outcome.happened,
        }
        for one, outcome in found.resolved
    ]  # fmt: skip
    if rows or as_json:
        show(pa.Table.from_pylist(rows), as_json=as_json, title="Resolved now", note=_record(found))
    else:
        typer.echo(_record(found))
    if chart and found.record:
        from riftline.charts.forecast import reliability_chart  # noqa: PLC0415 - heavy

        save_chart(reliability_chart(found.reliability, source=f"riftline score, {forecasts.name}"), chart)


def _record(found: "Scored") -> str:
    """The record so far, in sentences."""
    waiting = f"{found.waiting} wait for their window to end, {found.unwatched} for reports on it."
    if found.record is None:
        return f"No forecast is resolved yet; {waiting}"
    record = found.record
    scores = (
        f"Brier {record.brier:.4f}, log score {record.log_score:.4f}, calibration error {record.calibration_error:.4f}"
    )
    skill = f"skill over the base rate {record.skill['base rate']:+.3f}".replace("-", "−")
    return f"Record: {record.forecasts} resolved, {record.events} came true; {scores}; {skill}. {waiting}"
