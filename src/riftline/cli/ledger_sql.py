"""`riftline ledger sql`: a query over the ledger, read-only."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from riftline.cli.console import suffix_of
from riftline.cli.ledger_options import LedgerFile, ledger_path


def command(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement that reads, in DuckDB's SQL; - is stdin.")],
    ledger: LedgerFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="FILE.csv, .parquet or .jsonl; else stdout.")
    ] = None,
) -> None:
    """Query the ledger. Nothing can be changed, and no file or network be reached. Start with SHOW TABLES.

    Example: riftline ledger sql "SELECT source, target, sum(weight) AS n FROM dyads GROUP BY ALL" --ledger my.ledger
    """
    from riftline.cli.ledger_table import show_batches  # noqa: PLC0415
    from riftline.cli.output import replacing  # noqa: PLC0415 - keeps --help quick
    from riftline.ledger.query import answer  # noqa: PLC0415
    from riftline.ledger.writing import write_jsonl, write_rows  # noqa: PLC0415

    kind = suffix_of(output, (".csv", ".parquet", ".jsonl"))
    with answer(ledger_path(ledger), sys.stdin.read() if sql == "-" else sql) as batches:
        if output is not None:
            with replacing(output) as unfinished:
                typer.echo(f"{write_rows(batches, unfinished, kind)} rows: {output}", err=True)
        elif as_json:
            write_jsonl(batches, sys.stdout)
        else:
            show_batches(batches)
