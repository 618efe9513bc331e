"""`riftline forecast`: the chance that something happens in the coming days, with its reasons and its record."""

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riftline.cli.console import fail, narrate
from riftline.cli.forecast_text import detail, print_json, table
from riftline.cli.ledger_options import LedgerFile, ledger_path
from riftline.cli.measures import AsJson, ChartFile, check_chart, party, save_chart
from riftline.errors import UsageError

if TYPE_CHECKING:
    from riftline.forecast.answers import Forecast, Scope
    from riftline.forecast.chances.model import Settings
    from riftline.forecast.questions import Question
    from riftline.ledger.store import Ledger

Party = Annotated[str | None, typer.Option(metavar="PARTY", help="A country or organization, by name or code.")]
Types = Annotated[list[str] | None, typer.Option("--type", help="PLOVER type; repeat for any of several.")]
Quads = Annotated[list[int] | None, typer.Option("--quad", min=1, max=4, help="Class 1 to 4; repeatable.")]


def command(
    *,
    source: Party = None,
    target: Party = None,
    types: Types = None,
    quads: Quads = None,
    within: Annotated[str, typer.Option(help="Length of the window: 7d, 4w, 3m.")] = "30d",
    start: Annotated[dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    events: Annotated[int, typer.Option(min=1, help="How many events it takes.")] = 1,
    question: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="Named questions instead.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All pairs: the likeliest, and the most risen.")] = False,
    top: Annotated[int, typer.Option(min=1, help="Of many, how many of each kind.")] = 20,
    domestic: Annotated[bool, typer.Option("--domestic", help="Of many, also within countries.")] = False,
    store: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the forecasts, for riftline score.")] = None,
    seed: Annotated[int, typer.Option(help="Of the sample and the trees.")] = 0,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
    chart: ChartFile = None,
) -> None:
    """Tell the chance that something happens between two parties, why, and how often such chances came true.

    With --source alone: whom it may hit; with --target alone: who may do it; with --all: what is likeliest anywhere,
    and what has risen most above its base rate. --type and --quad narrow these down.

    Example: riftline forecast --ledger events.duckdb --source USA --target DEU --type RETREAT --within 90d
    """
    from riftline.forecast.answers import QUICK  # noqa: PLC0415 - keeps --help quick
    from riftline.forecast.book import check_book  # noqa: PLC0415
    from riftline.forecast.questions import days_of  # noqa: PLC0415
    from riftline.ledger import Ledger  # noqa: PLC0415

    check_chart(chart)
    if sum((everything, question is not None, source is not None or target is not None)) != 1:
        raise UsageError("what to forecast is not clear", remedy="Give --source and --target, or --question, or --all")
    if store is not None:
        check_book(store)
    settings, days, day = replace(QUICK, seed=seed), days_of(within), start.date() if start else None
    with Ledger.open(ledger_path(ledger), read_only=True) as opened:
        narrate("Learning from the ledger: half a minute at most for some 100,000 events.")
        if everything or (source is None) != (target is None):
            scope = _scope(source, target, types, quads, domestic=domestic)
            made = _many(opened, days, top, start=day, settings=settings, scope=scope, as_json=as_json)
        else:
            one = partial(named, source, target, types, quads, days=days, start=day, events=events)
            asked = _from_file(question) if question else [one()]
            made = _asked(opened, asked, settings, as_json=as_json)
        if store is not None:
            _keep(store, made, opened, settings)
    if chart:
        _draw(made, chart)


def named(
    source: str | None,
    target: str | None,
    types: list[str] | None,
    quads: list[int] | None,
    *,
    days: int,
    start: dt.date | None = None,
    events: int = 1,
) -> "Question":
    """The question that the options ask."""
    from riftline.forecast.questions import Question, act_of  # noqa: PLC0415 - as above

    if source is None or target is None:
        raise UsageError("this is about two parties", remedy="Give --source and --target")
    return Question(party(source), party(target), act_of(types or (), quads or ()), days, start, events)


def _from_file(path: Path) -> "list[Question]":
    from riftline.forecast.questions import read_questions  # noqa: PLC0415 - as above

    return read_questions(path, party)


def _asked(opened: "Ledger", asked: "list[Question]", settings: "Settings", *, as_json: bool) -> "list[Forecast]":
    from riftline.forecast.answers import ask  # noqa: PLC0415 - as above

    made = ask(opened, asked, today=_today(), settings=settings)
    if as_json:
        print_json(made)
        return made
    for one in made:
        detail(one)
    return made


def _scope(
    source: str | None, target: str | None, types: list[str] | None, quads: list[int] | None, *, domestic: bool
) -> "Scope":
    from riftline.forecast.answers import Scope  # noqa: PLC0415 - as above
    from riftline.forecast.questions import act_of  # noqa: PLC0415

    acts = act_of(types or (), quads or ()) if types or quads else None
    return Scope(party(source) if source else None, party(target) if target else None, acts, domestic)


def _many(
    opened: "Ledger", days: int, top: int, *, start: dt.date | None, settings: "Settings", scope: "Scope", as_json: bool
) -> "list[Forecast]":
    from riftline.forecast.answers import everything  # noqa: PLC0415 - as above

    likeliest, risen = everything(
        opened, days, top=top, scope=scope, start=start, today=_today(), settings=settings
    )  # fmt: skip
    made = list({one.question: one for one in [*likeliest, *risen]}.values())
    if as_json:
        print_json(made)
    elif not made:
        typer.echo("No basis: the ledger holds too little to learn from, or nothing of this.")
    else:
        table(likeliest, f"Likeliest within {days} days", last=False)
        table(risen, "Risen most above the base rate")
    return made


def _today() -> dt.date:
    """The day before which events can have happened."""
    return dt.datetime.now(dt.UTC).date()


def _keep(path: Path, made: "list[Forecast]", opened: "Ledger", settings: "Settings") -> None:
    from riftline.forecast.book import store  # noqa: PLC0415 - as above

    now = dt.datetime.now(dt.UTC)
    run = store(path, made, ledger=opened.path.name, settings=settings, made=now)
    typer.echo(f"kept as run {run} in {path}", err=True)


def _draw(made: "list[Forecast]", chart: Path) -> None:
    from riftline.charts.forecast import reasons_chart  # noqa: PLC0415 - heavy

    told = [one for one in made if one.reasons]
    if not told:
        fail(UsageError("no forecast has reasons to draw", remedy="See why it has no basis"))
        return
    save_chart(reasons_chart(told[0], source="riftline forecast"), chart)
