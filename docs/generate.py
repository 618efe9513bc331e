"""Write the reference pages that follow from the code: `python docs/generate.py` (`--check`: only tell the stale)."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from riftline import errors
from riftline.cli import app
from riftline.settings import Settings

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py from the code: change the code, then run it. -->"

COMMANDS = """
Results go to standard output, what is said along the way to standard error. `-` as INPUT is standard input.

| exit status | means |
|---|---|
| 0 | done |
| 1 | failed, or done but for the inputs named on standard error |
| 2 | wrong usage |

`riftline --version` prints the version, `riftline COMMAND --help` what follows here.
"""

SETTINGS = """
A setting is taken from the environment variable, else from `riftline.toml` in the working folder, else it has its
default. A value that does not fit ends the command with exit status 2 and the name of the setting.

```toml
# riftline.toml
threads = 2
```
"""

ERRORS = """
Every error says which input it is about, what is wrong with it, and what to do: `where: problem. remedy`. On the
command line it is one line on standard error. All of them are in `riftline.errors` and derive from `RiftlineError`,
which has the three parts as `where`, `problem` and `remedy`.
"""


def pages() -> dict[Path, str]:
    """Path → text of every generated page."""
    return {
        FOLDER / "commands.md": _page("Commands", COMMANDS, _commands()),
        FOLDER / "settings.md": _page("Settings", SETTINGS, _settings()),
        FOLDER / "errors.md": _page("Errors", ERRORS, _errors()),
    }


def _page(title: str, introduction: str, parts: Iterator[str]) -> str:
    body = "\n\n".join([introduction.strip(), *parts])
    return f"{NOTE}\n\n# {title}\n\n{body}\n"


def _commands() -> Iterator[str]:
    for name, command in _named("riftline", typer.main.get_command(app)):
        text, _, example = (command.help or "").partition("Example: ")
        yield f"## {name}"
        yield text.strip()
        if example:
            yield f"```sh\n{' '.join(example.split())}\n```"
        if rows := [_parameter(parameter) for parameter in command.params if parameter.name != "help"]:
            yield _table(("argument or option", "what it is"), rows)


def _named(path: str, group: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as below
    """All commands with their full names, those of a group after the group."""
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if hasattr(command, "commands"):
            yield from _named(f"{path} {name}", command)


def _parameter(parameter: Any) -> tuple[str, str]:  # noqa: ANN401 - typer's own classes have no public name
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`", parameter.help
    return ", ".join(f"`{o}`" for o in parameter.opts), parameter.help


def _settings() -> Iterator[str]:
    rows = [
        (
            f"`RIFTLINE_{name.upper()}`",
            f"`{name}`",
            "none" if field.default is None else f"`{field.default}`",
            _of(field),
        )
        for name, field in Settings.model_fields.items()
    ]
    yield _table(("variable", "in riftline.toml", "default", "what it is"), rows)


def _of(field: Any) -> str:  # noqa: ANN401 - as above
    """The description of a setting with its bounds."""
    low, high = (next((getattr(m, end) for m in field.metadata if hasattr(m, end)), None) for end in ("ge", "le"))
    bounds = f" ({low} to {high})" if low is not None and high is not None else ""
    return f"{field.description}{bounds}"


def _errors() -> Iterator[str]:
    for name, error in vars(errors).items():
        if inspect.isclass(error) and issubclass(error, errors.RiftlineError):
            yield f"## {name}"
            yield inspect.cleandoc(error.__doc__ or "").split("\n\nArgs:")[0]


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def main() -> None:
    """Write the pages, or tell which are stale."""
    stale = [page for page, text in pages().items() if not page.exists() or page.read_text(encoding="utf8") != text]
    if "--check" in sys.argv:
        sys.exit("\n".join(f"stale: {page}" for page in stale) or 0)
    for page in stale:
        page.write_text(pages()[page], encoding="utf8")
        print(f"written: {page}")


if __name__ == "__main__":
    main()
