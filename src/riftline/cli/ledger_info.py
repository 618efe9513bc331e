"""`riftline ledger info`: what a ledger holds."""

import json
from typing import Annotated

import typer

from riftline.cli.ledger_options import LedgerFile, ledger_path


def command(
    ledger: LedgerFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell what the ledger holds: spans, counts, coverage by month and its holes, what was skipped and why.

    Example: riftline ledger info --ledger nato.ledger
    """
    from dataclasses import asdict  # noqa: PLC0415 - keeps --help quick

    from riftline.cli.ledger_report import show_info  # noqa: PLC0415
    from riftline.ledger import Ledger  # noqa: PLC0415
    from riftline.ledger.info import describe  # noqa: PLC0415
    from riftline.ledger.writing import plain  # noqa: PLC0415

    with Ledger.open(ledger_path(ledger), read_only=True) as opened:
        info = describe(opened)
    if as_json:
        typer.echo(json.dumps(plain(asdict(info)), ensure_ascii=False))
    else:
        show_info(info)
