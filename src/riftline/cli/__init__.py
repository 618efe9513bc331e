"""The command line: one file per command, wiring only."""

import sys

import typer

from riftline.cli import (
    actors,
    alliances,
    backtest,
    blocs,
    breaks,
    brief,
    cite,
    code,
    cohesion,
    drift,
    explain,
    forecast,
    ledger,
    negotiate,
    parse,
    relations,
    score,
    similarity,
)
from riftline.cli.console import fail, prepare_streams, silence_stdout
from riftline.errors import InputError, RiftlineError

app = typer.Typer(
    name="riftline",
    help="Reads the news and shows where an alliance is coming apart. Start with: riftline brief article.txt",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: loading rich would double the time it takes
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    brief,
    code,
    explain,
    actors,
    parse,
    alliances,
    relations,
    cohesion,
    drift,
    breaks,
    blocs,
    similarity,
    forecast,
    score,
    backtest,
    cite,
):
    app.command(module.__name__.rpartition(".")[2])(module.command)
app.add_typer(ledger.app, name="ledger")
app.add_typer(negotiate.app, name="negotiate")


@app.callback(invoke_without_command=True)
def options(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    """Reads the news and shows where an alliance is coming apart. Start with: riftline brief article.txt."""
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415 - slow, and rarely asked for

        typer.echo(f"riftline {installed('riftline')}")
        raise typer.Exit


def _run() -> None:
    """The command; what it printed is written out here, where a failure can still be reported."""
    try:
        app()
    finally:
        sys.stdout.flush()


def main() -> None:
    """Entry point: errors become one line on standard error and an exit status, never a traceback."""
    prepare_streams()
    try:
        _run()
    except RiftlineError as error:
        sys.exit(fail(error))
    except BrokenPipeError:  # the reader (head, less) has seen enough
        silence_stdout()
        sys.exit(0)
    except OSError as error:  # a full disk behind standard output
        silence_stdout()
        problem = f"cannot be written ({error.strerror})"
        sys.exit(fail(InputError(problem, where=error.filename or "standard output", remedy="Check the disk")))
    except KeyboardInterrupt:
        sys.exit(130)
