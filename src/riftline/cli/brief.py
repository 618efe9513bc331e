"""`riftline brief`: documents → a report that can be read and checked."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import OwnActors, Problems, narrate, some, suffix_of

LedgerFile = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="A ledger: adds what went before between the pairs.")
]


def command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for stdin.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Also write FILE.html, .md or .json.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report.")] = None,
    ledger: LedgerFile = None,
    actors: OwnActors = None,
) -> None:
    """Read documents, print the brief, and write the report.

    Example: riftline brief article.txt -o brief.html
    """
    from riftline.brief import make_brief, print_brief, render  # noqa: PLC0415 - keeps --help quick
    from riftline.cli.output import replacing  # noqa: PLC0415
    from riftline.ledger import Ledger  # noqa: PLC0415
    from riftline.pipeline import run_once  # noqa: PLC0415
    from riftline.settings import load_settings  # noqa: PLC0415

    kind = suffix_of(output, (".html", ".md", ".json"))
    settings = load_settings(actors=actors, ledger=ledger)
    problems = Problems()
    with (
        Ledger.open(settings.ledger, read_only=True) if settings.ledger else nullcontext() as before,
        nullcontext() if output is None else replacing(output) as unfinished,
    ):
        if before:
            narrate("With a ledger: half a minute more, to learn what may come.")
        coded = list(some(run_once(inputs, settings=settings, on_problem=problems), problems))
        report = make_brief(coded, title=title, problems=problems.messages, ledger=before)
        if unfinished:
            unfinished.write_text(render(report, kind), encoding="utf8", errors="replace")
    print_brief(report)
    if output:
        typer.echo(f"written: {output}", err=True)
    raise typer.Exit(problems.status() if coded else 1)
