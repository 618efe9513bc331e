"""`riftline backtest`: how good forecasts of who is next would have been."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from riftline.cli.output import replacing


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Holds train.txt, valid.txt, test.txt.")],
    split: Annotated[Literal["valid", "test"], typer.Option(help="What is forecast.")] = "test",
    scores: Annotated[Path | None, typer.Option(help="Write the ranked candidates of every question here.")] = None,
    *,
    additive: Annotated[bool, typer.Option(help="One curve per column: every score is a plain sum.")] = False,
    fast: Annotated[bool, typer.Option(help="Learn from less, in a fraction of the time.")] = False,
    online: Annotated[bool, typer.Option(help="Go on learning from the split's own earlier days.")] = False,
    seed: Annotated[int, typer.Option(help="Of every random choice.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Learn from what precedes a split, answer (s, r, ?) and (?, r, o) for its facts one day ahead, and score that.

    Example: riftline backtest data/ICEWS14 --split test --scores scores.txt
    """
    from riftline.forecast.ranking.protocol import backtest, written  # noqa: PLC0415 - keeps --help quick
    from riftline.forecast.ranking.walk import Settings  # noqa: PLC0415
    from riftline.forecast.tkg import read_benchmark  # noqa: PLC0415

    begin = time.process_time()
    graph = read_benchmark(folder)
    settings = Settings(additive=additive, online=online, seed=seed)
    run = backtest(graph, split, settings.fast() if fast else settings)
    if scores is None:
        report = written(run, graph, None)
    else:
        with replacing(scores) as unfinished, unfinished.open("w", encoding="utf8") as file:
            report = written(run, graph, file)
    report = replace(report, seconds=time.process_time() - begin)  # with reading and writing
    told = {"folder": str(folder), "split": split, **report.fields(), "additive": additive, "fast": fast}
    told |= {"online": online, "seed": seed}
    typer.echo(json.dumps(told) if as_json else report.sentence())
