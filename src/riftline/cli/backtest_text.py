"""Backtests of chances as text, as one JSON object, and as charts."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from riftline.cli.measures import save_chart
from riftline.cli.tables import show

if TYPE_CHECKING:
    from riftline.forecast.backtests import LedgerTest
    from riftline.forecast.chances.rolling import Backtest
    from riftline.forecast.chances.verification import Verified
    from riftline.forecast.questions import Question

_NOTE = (
    "skill: share of the Brier score of the base rate (pair and type, recalibrated) that is saved;\n"
    "error: mean |said − seen| in bins of equal mass. Formulas: riftline cite verification"
)


def tell(found: "Backtest", *, of: str, as_json: bool) -> None:
    """The scores of all forecasts, by history and by type.

    Args:
        found: the backtest.
        of: what was tested.
        as_json: one object with everything instead.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if as_json:
        typer.echo(json.dumps({"of": of, **asdict(found)}, ensure_ascii=False))
        return
    typer.echo(_sentence(found, of) + "\n")
    by_kind = sorted(found.by_kind.items(), key=lambda one: -one[1].events)[:20]
    for title, scores in (("days with it before", found.by_history.items()), ("type", by_kind)):
        rows = [{title: name, **_row(one)} for name, one in scores]
        show(pa.Table.from_pylist(rows), note=_NOTE if title == "type" else None)
        typer.echo("" if title == "type" else "\n", nl=False)


def _row(one: "Verified") -> dict[str, Any]:
    error, skill = one.calibration_error, one.skill["base rate"]
    return {"forecasts": one.forecasts, "came true": one.events, "Brier": one.brier, "skill": skill, "error": error}


def _sentence(found: "Backtest", of: str) -> str:
    one = found.all
    low, high = one.interval["base rate"]
    others = f"type rate {one.skill['type rate']:+.3f}, persistence {one.skill['persistence']:+.3f}"
    return (
        f"{of}: {one.forecasts} forecasts for {found.origins} windows of {found.days} days, {one.events} came true.\n"
        f"Brier {one.brier:.5f}, log score {one.log_score:.5f}, calibration error {one.calibration_error:.5f}, "
        f"sharpness {one.sharpness:.4f}.\nSkill over the base rate {one.skill['base rate']:+.4f} "
        f"(95 % interval {low:+.4f} to {high:+.4f}); over {others}."
    ).replace("-", "−")


def draw(found: "Backtest", *, of: str, chart: Path) -> None:
    """The reliability diagram."""
    from riftline.charts.forecast import reliability_chart  # noqa: PLC0415 - heavy

    save_chart(reliability_chart(found.reliability, source=f"riftline backtest, {of}"), chart)


def tell_track(found: "LedgerTest", asked: "Question", *, chart: Path | None, as_json: bool) -> None:
    """One forecast through the test, window by window."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    points = found.track(asked.source, asked.target, asked.act)
    rows = [{"from": day, "chance": chance, "base": base, "happened": came} for day, chance, base, came in points]
    of = f"{asked.source} → {asked.target}, {asked.act.label} within {asked.days} days"
    show(
        pa.Table.from_pylist(rows), as_json=as_json, title=of, note="each window forecast from what was known before it"
    )
    if chart:
        from riftline.charts.forecast import track_chart  # noqa: PLC0415 - heavy

        save_chart(track_chart(points, of=of, source="riftline backtest"), chart)
