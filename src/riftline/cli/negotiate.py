"""`riftline negotiate`: where a scenario settles; `new` drafts one, `score` keeps forecasts against outcomes."""

import typer
from typer.core import TyperGroup

from riftline.cli import negotiate_new, negotiate_run, negotiate_score

HELP = """Tell where a negotiation settles, how sure that is, and who moves it.

SCENARIO.toml alone is enough: riftline negotiate SCENARIO.toml. `new` writes a template or drafts one from a ledger,
`score` tells how good earlier forecasts were.

Example: riftline negotiate examples/scenarios/us-troops-in-europe.toml -o troops.html
"""
_DEFAULT = "run"


class _Group(TyperGroup):
    """`riftline negotiate FILE` is short for `riftline negotiate run FILE`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_Group, help=HELP, no_args_is_help=True, rich_markup_mode=None)
for module in (negotiate_run, negotiate_new, negotiate_score):
    app.command(module.__name__.rpartition("_")[2])(module.command)
