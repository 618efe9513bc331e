"""What the comparison of two windows looks like on standard output."""

import json
import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from riftline.cli.tables import show

if TYPE_CHECKING:
    from riftline.measure.between import Comparison

_NOTE = (
    "difference with 95 % interval, by resampling days or weeks; same attention: how the pairs themselves changed; "
    "against …: less what changed there. Formula: riftline cite cohesion"
)
_CARRIED = (
    "contribution: adds up to the difference of cohesion for each kind; behaviour: the part itself changed; "
    "attention: it makes up more or less of the news. Formula: riftline cite carriers"
)


def show_comparison(found: "Comparison", title: str, *, as_json: bool, each: int) -> None:
    """Print verdict, changes, carriers (`each` of every kind) and evidence.

    With `as_json` the first line has the verdict, and every other `table`: changes, carriers or evidence.
    """
    from riftline.measure.frames import scan, table  # noqa: PLC0415 - keeps --help quick

    frames = {"changes": found.changes, "carriers": found.carriers, "evidence": found.evidence}
    tables = {name: table(scan(frame)) for name, frame in frames.items() if frame is not None}
    sys.stdout.write(f"{json.dumps({'verdict': found.verdict})}\n" if as_json else f"{title}: {found.verdict}\n\n")
    if as_json:
        for name, rows in tables.items():
            show(rows.add_column(0, "table", pa.array([name] * rows.num_rows)), as_json=True)
        return
    show(tables["changes"].drop_columns(["level"]), note=_NOTE)
    if "carriers" in tables:
        sys.stdout.write("\n")
        show(_heads(tables["carriers"], each), title="What carries the change", note=_CARRIED)
        sys.stdout.write("\n")
        show(tables["evidence"].drop_columns(["force"]), title="The events that weigh most")


def _heads(rows: pa.Table, each: int) -> pa.Table:
    """The first rows of every kind."""
    kinds: list[Any] = list(dict.fromkeys(rows["kind"].to_pylist()))
    return pa.concat_tables([rows.filter(pc.equal(rows["kind"], kind)).slice(0, each) for kind in kinds])
