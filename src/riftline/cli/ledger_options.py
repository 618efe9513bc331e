"""What the ledger's commands share: which ledger, and how far an import is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from riftline.errors import UsageError

LedgerFile = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger; without it, the setting `ledger`.")
]
Told = Callable[[float, int], None]


def ledger_path(given: Path | None) -> Path:
    """The ledger that the option or the setting names.

    Raises:
        UsageError: neither does.
    """
    from riftline.settings import load_settings  # noqa: PLC0415 - keeps --help quick

    found = load_settings(ledger=given).ledger
    if found is None:
        raise UsageError(
            "nothing says which ledger",
            remedy="Give --ledger FILE, or set RIFTLINE_LEDGER (or `ledger` in riftline.toml)",
        )
    return found


@contextmanager
def progress_bar() -> Iterator[Told | None]:
    """A bar with rate and time left on standard error, when that is a terminal: told (share done, bytes) of a batch."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - slow, and only for a terminal
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn  # noqa: PLC0415

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("import", total=None)
        batch = 0

        def told(share: float, size: int) -> None:
            nonlocal batch
            if size != batch:  # the next batch begins
                batch = size
                shown.reset(task, total=size)
            shown.update(task, completed=share * size)

        yield told
