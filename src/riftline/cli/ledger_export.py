"""`riftline ledger export`: the ledger's events → files."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import typer

from riftline.cli.console import suffix_of
from riftline.cli.ledger_options import LedgerFile, ledger_path
from riftline.cli.output import replacing
from riftline.errors import UsageError

Actors = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="WHO", help="A country or organization that takes part. Repeatable."),
]
Origins = Annotated[
    list[str] | None,
    typer.Option("--origin", metavar="NAME", help="A data set (gdelt2, icews, …, riftline). Repeatable."),
]
Layout = Literal["events", "dyads", "polecat"]
FirstDay = Annotated[
    dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DAY", help="The first day.")
]
LastDay = Annotated[dt.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DAY", help="The last day.")]


def command(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="FILE.parquet, .csv, .jsonl, .txt (POLECAT), or a folder."),
    ],
    *,
    ledger: LedgerFile = None,
    layout: Annotated[Layout, typer.Option(help="events (the event record), dyads or polecat.")] = "events",
    first: FirstDay = None,
    last: LastDay = None,
    actors: Actors = None,
    origins: Origins = None,
    aside: Annotated[bool, typer.Option("--aside", help="Also events that stand aside from dyads.")] = False,
) -> None:
    """Write the events to a file, which appears when it is complete, or to a folder with a Parquet file per year.

    Example: riftline ledger export -o events.parquet --from 2014-01-01 --actor NATO --ledger nato.ledger
    """
    from riftline.cli.measures import party_list  # noqa: PLC0415 - keeps --help quick
    from riftline.ledger import Ledger  # noqa: PLC0415
    from riftline.ledger.exporting import KINDS, Choice, export  # noqa: PLC0415

    kind = suffix_of(output, KINDS[layout])
    begin, end = (day.date() if day else None for day in (first, last))
    choice = Choice(begin, end, party_list(actors or ()), origins or (), aside)
    with (
        Ledger.open(ledger_path(ledger), read_only=True) as opened,
        (replacing if kind else new_folder)(output) as unfinished,
    ):
        done = export(opened, unfinished, kind, layout=layout, choice=choice)
    left_out = f"; {done.left_out} events left out that {layout} has no place for" if done.left_out else ""
    typer.echo(f"{done.rows} rows: {output}{left_out}", err=True)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to make and fill, which gets its name when the block ends well.

    Raises:
        UsageError: there is something under that name, or it cannot be written.
    """
    if folder.exists():
        raise UsageError("is there already", where=str(folder), remedy="Name a new folder, or remove this one")
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent, ignore_cleanup_errors=True) as made:
        unfinished = Path(made) / folder.name
        yield unfinished
        unfinished.replace(folder)
