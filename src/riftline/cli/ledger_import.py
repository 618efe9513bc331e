"""`riftline ledger import`: event data of others → ledger."""

from typing import Annotated

import typer

from riftline.cli.console import Problems
from riftline.cli.ledger_options import LedgerFile, ledger_path, progress_bar

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="gdelt1, gdelt2, gdelt2-mentions, icews, polecat, acled or ucdp; without it, the content tells.",
    ),
]


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files (plain, .gz, .zip), folders or globs.")],
    ledger: LedgerFile = None,
    layout: Format = None,
) -> None:
    """Take in event data of others; the ledger is made if it is not there. The same file twice changes nothing.

    Files are taken in by batches, each wholly or not at all: what stops the import leaves no half of one behind.

    Example: riftline ledger import 20250601.export.CSV.zip --ledger nato.ledger
    """
    from riftline.ledger import Ledger  # noqa: PLC0415 - keeps --help quick
    from riftline.ledger.importing import import_files  # noqa: PLC0415

    problems = Problems()
    with Ledger.open(ledger_path(ledger)) as opened, progress_bar() as progress:
        for done in import_files(opened, files, format=layout, on_problem=problems, progress=progress):
            counts = done.counts
            told = f"{counts.events} taken in, {counts.known} known, {counts.skipped} skipped ({done.format})"
            typer.echo(f"{done.path}: {'imported before' if done.before else told}")
    raise typer.Exit(problems.status())
