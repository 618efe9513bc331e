"""Frustration index of known signed networks, one thread: `python benchmarks/blocs.py --shared ../shared`.

Each row: nodes, ties, negative ties, the index L found, whether it is proved, seconds (compiled loops loaded, file
read), seconds to count the proof afresh, and the value known from elsewhere. The second table is for any number of
groups. `--months N` adds N months of the GDELT series (sign of the net sum), unweighted and by its logarithm.
"""

import argparse
import csv
import json
import math
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from common import table
from riftline.measure.frustration import check, compile_search, frustration
from riftline.measure.partition import partition
from riftline.measure.signed import SignedGraph, signed_graph

NETWORKS = {"highland_tribes": "tribes", "cloister_undirected": "cloister", "congress_undirected": "congress"}
LARGE = {"bitcoinalpha_undirected": "Bitcoin-Alpha"}
HEAD = ("network", "n", "m", "negative", "L", "proved", "seconds", "check", "known")


def read(path: Path, period: str | None = None) -> SignedGraph:
    """A network of the data folder."""
    with path.open(encoding="utf8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if period is None or row["period"] == period]
    return signed_graph([r["a"] for r in rows], [r["b"] for r in rows], [int(r["sign"]) for r in rows])


def known(shared: Path) -> Iterator[tuple[str, SignedGraph, object]]:
    """The networks whose index is known."""
    fixtures = json.loads((shared / "data" / "fixtures.json").read_text(encoding="utf8"))
    values = {name.replace("_nds", ""): value[3] for name, value in fixtures["others_exact_L"].items()}
    values["highland_tribes"] = fixtures["highland_tribes"]["expected"]["frustration_L"]
    folder = shared / "data" / "signed"
    for name, shown in (NETWORKS | LARGE).items():
        yield shown, read(folder / f"{name}.csv"), values[name]
    for window, value in fixtures["cow_signed_windows_exact_L"].items():
        yield f"CoW {window}", read(folder / "cow_signed_1946_1999.csv", window), value


def months(shared: Path, count: int) -> Iterator[tuple[str, SignedGraph, object]]:
    """Months of the series of net sums, evenly spread."""
    series = pq.read_table(shared / "data" / "series" / "gdelt_dyad_month_2018_2024.parquet")
    names = sorted(pc.unique(series["month"].cast("string")).to_pylist())
    for name in names[:: max(1, len(names) // max(count, 1))][:count]:
        rows = series.filter(pc.equal(series["month"].cast("string"), name)).to_pylist()
        rows = [row for row in rows if row["net"]]
        ends = [row["a"] for row in rows], [row["b"] for row in rows]
        signs = [row["net"] for row in rows]
        yield f"GDELT {name}", signed_graph(*ends, signs), "–"
        yield f"GDELT {name}, log", signed_graph(*ends, signs, [math.log1p(abs(v)) for v in signs]), "–"


def solved(name: str, graph: SignedGraph, value: object) -> list[object]:
    """One row."""
    started = time.perf_counter()
    found = frustration(graph)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    check(graph, found)
    again = time.perf_counter() - started
    size = [len(graph.nodes), len(graph.edges), f"{graph.negative:.7g}"]
    proved = "yes" if found.proved else f"no, ≥ {found.lower:.7g}"
    return [name, *size, f"{found.upper:.7g}", proved, f"{seconds:.2f}", f"{again:.3f}", value]


def grouped(shared: Path) -> Iterator[list[object]]:
    """Rows for any number of groups."""
    fixtures = json.loads((shared / "data" / "fixtures.json").read_text(encoding="utf8"))
    for window, value in fixtures["cow_corr_clustering_free_k"].items():
        graph = read(shared / "data" / "signed" / "cow_signed_1946_1999.csv", window)
        started = time.perf_counter()
        found = partition(graph)
        seconds = time.perf_counter() - started
        groups = len(set(found.groups.tolist()))
        yield [f"CoW {window}", groups, f"{found.upper:g}", found.proved, f"{seconds:.2f}", value]


def main() -> None:
    """Print the tables, and whether every known value was found and proved."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--months", type=int, default=4)
    parser.add_argument("--brief", action="store_true", help="of the windows only the slowest and the last")
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    started = time.perf_counter()
    compile_search()
    print(f"loading or compiling the loops: {time.perf_counter() - started:.1f} s\n")
    rows = [solved(*network) for network in known(options.shared)]
    right = sum(float(str(row[4])) == row[8] and row[5] == "yes" for row in rows)
    windows = [row for row in rows if str(row[0]).startswith("CoW")]
    if options.brief:
        shown = (max(windows, key=lambda row: float(str(row[6]))), windows[-1])
        rows = [row for row in rows if row not in windows or row in shown]
    table(HEAD, rows + [solved(*network) for network in months(options.shared, options.months)])
    whole = sum(float(str(row[6])) for row in windows)
    print(f"\n{right} known values found and proved; all {len(windows)} windows: {whole:.1f} s\n")
    table(("any number of groups", "groups", "frustrated", "proved", "seconds", "known"), list(grouped(options.shared)))


if __name__ == "__main__":
    main()
