"""The ledger on rows of GDELT 2.0: seconds and memory of the import, and of a measure, beside pandas on the same file.

    python benchmarks/ledger.py --shared ../shared [--rows 10000000]

Each part runs in a process of its own. pandas reads the file in pieces, with only the columns that the question needs
(who, whom, when, Goldstein value), and adds them up, then once more with all columns; riftline keeps everything and
then adds up.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from gdelt_rows import write_rows

IMPORT = """
from riftline.ledger import Ledger
from riftline.ledger.importing import import_files
with Ledger.open({ledger!r}) as ledger:
    print(next(import_files(ledger, [{rows!r}], on_problem=print)).counts)
"""
RELATIONS = """
from riftline.ledger import Ledger
from riftline.measure import relations
print(len(relations(Ledger.open({ledger!r}, read_only=True).dyads(), by="month").fetchall()), "rows")
"""
PANDAS = """
import pandas as pd
pieces = []
for piece in pd.read_csv({rows!r}, sep="\\t", header=None, usecols={columns}, chunksize=500_000, quoting=3,
                         dtype={{7: "string", 17: "string"}}):
    piece = piece[[1, 7, 17, 30]].dropna()
    piece["month"] = piece[1] // 100
    pieces.append(piece.groupby([7, 17, "month"])[30].agg(["sum", "count"]))
print(len(pd.concat(pieces).groupby(level=[0, 1, 2]).sum()), "rows")
"""
MEASURED = """
import resource, time
begin = time.perf_counter()
{code}
print("seconds", time.perf_counter() - begin, "MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(code: str) -> tuple[float, float, str]:
    """Run `code` in a new process: seconds, peak memory in MB, what it printed first."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED.format(code=code)], capture_output=True, text=True, check=True
    )
    *said, last = done.stdout.strip().splitlines()
    _, seconds, _, memory = last.split()
    return float(seconds), float(memory), said[0]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=10_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows, ledger = Path(folder, "rows.tsv"), Path(folder, "gdelt.ledger")
        write_rows(arguments.shared / "data/formats/gdelt2_events.tsv", arguments.rows, rows)
        print(f"{arguments.rows:,} rows, {rows.stat().st_size / 1e9:.2f} GB")
        names = {"rows": str(rows), "ledger": str(ledger), "columns": "[1, 7, 17, 30]"}
        parts = {
            "riftline, import": IMPORT,
            "riftline, relations by month": RELATIONS,
            "pandas, 4 columns, added up": PANDAS,
            "pandas, all columns, added up": PANDAS.replace("{columns}", "None"),
        }
        seconds = {}
        for name, code in parts.items():
            seconds[name], memory, said = measured(code.format(**names))
            print(f"{name:30} {seconds[name]:7.1f} s {memory:7.0f} MB   {said}")
        print(f"ledger {ledger.stat().st_size / 1e9:.2f} GB")
        ours, _, few, every = seconds.values()
        print(f"import : pandas = {ours / few:.2f} (4 columns), {ours / every:.2f} (all columns)")


if __name__ == "__main__":
    main()
