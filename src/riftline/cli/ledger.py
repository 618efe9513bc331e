"""`riftline ledger …`: the commands of the store, each in a file of its own."""

import typer

from riftline.cli import ledger_add, ledger_export, ledger_import, ledger_info, ledger_sql

HELP = """Keep events in one file: import other event data, add coded documents, query, export.

Example: riftline ledger import gdelt/*.zip --ledger nato.ledger
"""
app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
for module in (ledger_import, ledger_add, ledger_info, ledger_sql, ledger_export):
    app.command(module.__name__.rpartition("_")[2])(module.command)
