"""`riftline ledger add`: documents, or what `riftline code` made of them → ledger."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import OwnActors, Problems, some
from riftline.cli.ledger_options import LedgerFile, ledger_path


def command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for stdin.")],
    ledger: LedgerFile = None,
    records: Annotated[
        bool, typer.Option("--records", help="INPUT are event records of riftline code: .jsonl or .parquet files.")
    ] = False,
    actors: OwnActors = None,
) -> None:
    """Code documents and add their events; a document that the ledger has stays as it is, a near copy is a report.

    Example: riftline ledger add articles/ --ledger nato.ledger
    """
    from riftline.ledger import Ledger  # noqa: PLC0415 - keeps --help quick
    from riftline.ledger.adding import Run, add_documents, add_events  # noqa: PLC0415
    from riftline.ledger.records import read_records  # noqa: PLC0415
    from riftline.pipeline import run_once  # noqa: PLC0415
    from riftline.settings import load_settings  # noqa: PLC0415

    problems, settings = Problems(), load_settings(actors=actors)
    with Ledger.open(ledger_path(ledger)) as opened:
        if records:
            counts = add_events(opened, some(read_records(inputs, problems), problems), Run(", ".join(inputs)))
        else:
            run = Run(", ".join(inputs), _model_hash(settings.model), settings.model_dump_json())
            documents = some(run_once(inputs, settings=settings, on_problem=problems), problems)
            counts = add_documents(opened, documents, run)
    typer.echo(f"{counts.events} events added, {counts.known} known")
    raise typer.Exit(problems.status())


def _model_hash(folder: Path | None) -> str | None:
    """The sha256 of the model that reads; none where there is no model, which reading will tell."""
    from riftline.parse.model import BUNDLED  # noqa: PLC0415 - keeps --help quick

    path = (folder or BUNDLED) / "parser.onnx"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
