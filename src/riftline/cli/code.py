"""`riftline code`: documents → event records."""

from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import OwnActors, Problems, some, suffix_of


def command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for stdin.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="FILE.jsonl, .parquet or .csv; else stdout.")
    ] = None,
    actors: OwnActors = None,
) -> None:
    """Read documents and write one event record per line.

    Example: riftline code news.jsonl -o events.parquet
    """
    from riftline.cli.output import write_events  # noqa: PLC0415 - keeps --help quick
    from riftline.pipeline import run  # noqa: PLC0415
    from riftline.settings import load_settings  # noqa: PLC0415

    kind = suffix_of(output, (".jsonl", ".parquet", ".csv"))
    problems = Problems()
    coded = some(run(inputs, settings=load_settings(actors=actors), on_problem=problems), problems)
    write_events((event for document in coded for event in document.events), output, kind)
    raise typer.Exit(problems.status())
