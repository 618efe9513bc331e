"""The command line: one file per command, wiring only."""

import sys

import typer

from riftline.cli import actors, brief, code, parse
from riftline.cli.console import fail
from riftline.errors import RiftlineError

app = typer.Typer(
    name="riftline",
    help="Reads the news and shows where an alliance is coming apart. Start with: riftline brief article.txt",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: loading rich would double the time it takes
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (brief, code, actors, parse):
    app.command(module.__name__.rpartition(".")[2])(module.command)


@app.callback(invoke_without_command=True)
def options(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    """Reads the news and shows where an alliance is coming apart. Start with: riftline brief article.txt."""
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415 - slow, and rarely asked for

        typer.echo(f"riftline {installed('riftline')}")
        raise typer.Exit


def main() -> None:
    """Entry point: errors become one line on standard error and an exit status, never a traceback."""
    try:
        app()
    except RiftlineError as error:
        sys.exit(fail(error))
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
