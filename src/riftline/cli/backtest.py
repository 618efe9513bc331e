"""`riftline backtest`: how good forecasts would have been, of who is next and of what will happen."""

import datetime as dt
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, TextIO

import typer

from riftline.cli.backtest_text import draw, tell, tell_track
from riftline.cli.console import narrate
from riftline.cli.forecast import Party, Quads, Types, named
from riftline.cli.ledger_options import LedgerFile, ledger_path
from riftline.cli.measures import ChartFile, check_chart
from riftline.cli.output import replacing
from riftline.errors import UsageError

Level = Literal["relations", "roots"]


def command(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Has train.txt, valid.txt, test.txt.")] = None,
    split: Annotated[Literal["valid", "test"], typer.Option(help="With DIR: what is forecast.")] = "test",
    scores: Annotated[
        Path | None, typer.Option(help="With DIR: write the ranked candidates of every question.")
    ] = None,
    reasons: Annotated[Path | None, typer.Option(help="With DIR: write why each first answer stands first.")] = None,
    *,
    additive: Annotated[bool, typer.Option(help="One curve per column: every score is a plain sum.")] = False,
    fast: Annotated[bool, typer.Option(help="Learn from less, in a fraction of the time.")] = False,
    online: Annotated[bool, typer.Option(help="Go on learning from the split's own earlier days.")] = False,
    chances: Annotated[
        Literal["relations", "roots"] | None, typer.Option(help="With DIR: chances instead of ranks, of what.")
    ] = None,
    ledger: LedgerFile = None,
    within: Annotated[str, typer.Option(help="Length of the windows of chances: 7d, 4w, 3m.")] = "30d",
    source: Party = None,
    target: Party = None,
    types: Types = None,
    quads: Quads = None,
    seed: Annotated[int, typer.Option(help="Of every random choice.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    chart: ChartFile = None,
) -> None:
    """Forecast a past that is known, each day from earlier days only, and score that.

    With DIR: learn from what precedes a split and rank the answers to (s, r, ?) and (?, r, o) for its facts; or, with
    --chances, tell for each fact seen before whether it comes again. With --ledger: the chances that riftline
    forecast would have told over the last quarter of the ledger; with a pair and an act, that one forecast over time.

    Example: riftline backtest --ledger events.duckdb --within 30d --chart reliability.svg
    """
    from riftline.forecast.questions import days_of  # noqa: PLC0415 - keeps --help quick

    check_chart(chart)
    days = days_of(within)
    if folder is None:
        pair = (source, target, types, quads) if source or target or types or quads else None
        _ledger(ledger, days, pair, seed, as_json=as_json, chart=chart)
    elif chances:
        _chances(folder, split, chances, days, seed, as_json=as_json, chart=chart)
    elif chart:
        raise UsageError("ranks have no chart", remedy="Leave --chart out, or give --chances or --ledger")
    else:
        how = {"additive": additive, "online": online, "seed": seed}
        _ranks(folder, split, (scores, reasons), how, fast=fast, as_json=as_json)


def _ranks(
    folder: Path, split: str, files: tuple[Path | None, Path | None], how: dict[str, Any], *, fast: bool, as_json: bool
) -> None:
    from riftline.forecast.ranking.protocol import backtest, written  # noqa: PLC0415 - keeps --help quick
    from riftline.forecast.ranking.walk import Settings  # noqa: PLC0415
    from riftline.forecast.tkg import read_benchmark  # noqa: PLC0415

    begin = time.process_time()
    graph, settings = read_benchmark(folder), Settings(**how)
    with _opened(files[0]) as ranked, _opened(files[1]) as why:
        run = backtest(graph, split, settings.fast() if fast else settings, why)
        report = written(run, graph, ranked)
    report = replace(report, seconds=time.process_time() - begin)  # with reading and writing
    told = {"folder": str(folder), "split": split, **report.fields(), "fast": fast, **how}
    typer.echo(json.dumps(told) if as_json else report.sentence())


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO | None]:
    """A file to write that is there when it is whole; None for None."""
    if path is None:
        yield None
        return
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf8") as file:
        yield file


def _chances(
    folder: Path, split: str, level: Level, days: int, seed: int, *, as_json: bool, chart: Path | None
) -> None:
    from riftline.forecast.backtests import backtest_benchmark  # noqa: PLC0415 - keeps --help quick
    from riftline.forecast.chances.model import Settings  # noqa: PLC0415
    from riftline.forecast.tkg import read_benchmark  # noqa: PLC0415

    settings = Settings(days=days, seed=seed)
    found = backtest_benchmark(read_benchmark(folder), folder, level=level, split=split, settings=settings)
    of = f"{folder.name}, {split}, {level}"
    tell(found, of=of, as_json=as_json)
    if chart:
        draw(found, of=of, chart=chart)


def _ledger(
    ledger: Path | None, days: int, pair: tuple[Any, ...] | None, seed: int, *, as_json: bool, chart: Path | None
) -> None:
    from riftline.forecast.answers import QUICK  # noqa: PLC0415 - keeps --help quick
    from riftline.forecast.backtests import backtest_ledger  # noqa: PLC0415
    from riftline.ledger import Ledger  # noqa: PLC0415

    asked = named(*pair, days=days) if pair else None
    act = asked.act if asked and len(asked.act.types) != 1 else None
    settings, today = replace(QUICK, days=days, seed=seed), dt.datetime.now(dt.UTC).date()
    narrate("Learning anew for every 90 days tested: a minute or two for some 100,000 events.")
    with Ledger.open(ledger_path(ledger), read_only=True) as opened:
        found, of = backtest_ledger(opened, settings, act=act, today=today), opened.path.name
    if asked:
        tell_track(found, asked, chart=chart, as_json=as_json)
        return
    tell(found.scores, of=of, as_json=as_json)
    if chart:
        draw(found.scores, of=of, chart=chart)
