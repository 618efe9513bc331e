"""`riftline negotiate SCENARIO`: where it settles, as text, page or JSON."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riftline.cli.console import suffix_of
from riftline.cli.output import replacing

if TYPE_CHECKING:
    from riftline.negotiate.report import NegotiationReport

_Texts = list[str] | None


def command(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO", help="A scenario (.toml) or a table of actors (.csv).")
    ],
    *,
    output: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="Write .html or .json instead.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    draws: Annotated[int, typer.Option(min=1, help="Draws of the inputs.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Of the draws; the same gives the same.")] = 0,
    model: Annotated[
        _Texts, typer.Option(metavar="NAME", help="Ask this model; repeatable. Else those that fit.")
    ] = None,
    leave: Annotated[_Texts, typer.Option(metavar="ACTOR", help="What if it left the table; repeatable.")] = None,
    join: Annotated[_Texts, typer.Option(metavar="ACTOR", help="What if it joined the table; repeatable.")] = None,
    change: Annotated[
        _Texts, typer.Option("--set", metavar="ACTOR/ISSUE/FIELD=X", help="What if an input were X; repeatable.")
    ] = None,
    link: Annotated[_Texts, typer.Option(metavar="ISSUE,ISSUE", help="What if issues were traded; repeatable.")] = None,
    move: Annotated[float | None, typer.Option(help="What it would take to move it this far; else a tenth.")] = None,
    sweep: Annotated[
        _Texts, typer.Option(metavar="A/FIELD,B/FIELD", help="Heat map of two inputs; repeatable.")
    ] = None,
    record: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the forecast for `score`.")] = None,
) -> None:
    """Tell where a negotiation settles, how sure that is, and who moves it.

    Example: riftline negotiate examples/scenarios/mineral-revenue.toml --leave Ukraine
    """
    from riftline.negotiate.report import make_report  # noqa: PLC0415 - keeps --help quick
    from riftline.negotiate.tables import read_any  # noqa: PLC0415
    from riftline.negotiate.what_if import what_if  # noqa: PLC0415

    kind = suffix_of(output, (".html", ".json")) if output else ""
    given = read_any(scenario)
    changed = what_if(given, leaving=leave or (), joining=join or (), setting=change or (), linking=link or ())
    report = make_report(changed, draws=draws, seed=seed, models=model or (), distance=move, sweeps=sweep or ())
    if record:
        _keep(record, report)
    if output:
        with replacing(output) as unfinished:
            unfinished.write_text(_written(report, kind), encoding="utf8")
    if as_json or not output:
        sys.stdout.write(_written(report, ".json" if as_json else ".txt"))


def _written(report: "NegotiationReport", kind: str) -> str:
    from riftline.brief.negotiation_html import render_html  # noqa: PLC0415 - as above
    from riftline.brief.negotiation_text import render_text  # noqa: PLC0415
    from riftline.negotiate.json_form import to_json  # noqa: PLC0415

    if kind == ".json":
        return json.dumps(to_json(report), ensure_ascii=False) + "\n"
    return render_html(report) if kind == ".html" else render_text(report)


def _keep(path: Path, report: "NegotiationReport") -> None:
    from riftline.negotiate.score_log import keep_forecasts  # noqa: PLC0415 - as above

    today = dt.datetime.now(tz=dt.UTC).date()
    settled = tuple(one.settlement for one in report.issues)
    for forecast in keep_forecasts(path, report.scenario, settled, date=today):
        sys.stderr.write(f"kept as {forecast.id} in {path}\n")
