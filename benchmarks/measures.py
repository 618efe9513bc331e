"""Seconds of every measure over 10 million events in DuckDB: `python benchmarks/measures.py [--rows 10000000]`.

The events are drawn: 60 parties, 20 years, four classes, three statuses, two contexts. Each measure runs in a process
of its own, from opening the file to its table in Arrow.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

PARTIES = (
    *("USA", "CAN", "GBR", "FRA", "DEU", "ITA", "ESP", "PRT", "NLD", "BEL", "LUX", "NOR", "SWE", "FIN", "DNK", "ISL"),
    *("POL", "CZE", "SVK", "HUN", "ROU", "BGR", "GRC", "TUR", "EST", "LVA", "LTU", "ALB", "HRV", "SVN", "MNE", "MKD"),
    *("RUS", "BLR", "UKR", "GEO", "ARM", "AZE", "KAZ", "CHN", "PRK", "KOR", "JPN", "IND", "PAK", "IRN", "IRQ", "SYR"),
    *("LBN", "ISR", "SAU", "ARE", "QAT", "EGY", "LBY", "DZA", "MAR", "ZAF", "BRA", "MEX"),
)
MEASURES = {
    "relations, by month": "relations(frame, by='month')",
    "relations of one pair, by day": "relations(frame, by='day', parties=['USA', 'RUS'])",
    "cohesion of NATO, by year": "cohesion(frame, 'NATO', by='year')",
    "cohesion of NATO, by month": "cohesion(frame, 'NATO', by='month')",
    "between two years, with carriers": "between(frame, 'NATO', (dt.date(2007, 1, 1), dt.date(2007, 12, 31)), "
    "(dt.date(2017, 1, 1), dt.date(2017, 12, 31))).changes",
    "drift of Hungary, by year": "drift(frame, ['HUN'], poles=('USA', 'RUS'), by='year')",
    "breaks, one pair, by month": "breaks(frame, source='USA', target='RUS')",
    "breaks, all pairs, by month": "breaks(frame)",
    "similarity of all pairs": "similarity(frame, start=dt.date(2017, 1, 1), end=dt.date(2017, 12, 31))",
    "blocs of one month": """blocs(frame.filter("date BETWEEN DATE '2017-03-01' AND DATE '2017-03-31'"))""",
}
TIMED = """
import datetime as dt, resource, time
begin = time.perf_counter()
import duckdb
from riftline.measure import *
from riftline.measure import between, blocs, breaks, drift, similarity
frame = duckdb.connect({path!r}, read_only=True).table("dyads")
found = {call}
rows = found.to_arrow_table().num_rows
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows)
"""


def write_events(path: Path, rows: int) -> None:
    """Write a table `dyads` with `rows` drawn events."""
    parties = ", ".join(f"'{name}'" for name in PARTIES)
    with duckdb.connect(path) as connection:
        connection.execute(
            f"""CREATE TABLE dyads AS SELECT 'e' || i AS event,
            DATE '2000-01-01' + (i * 7305 // {rows})::INTEGER AS date,
            list_value({parties})[(1 + hash(i) % {len(PARTIES)})::INTEGER] AS source,
            list_value({parties})[(1 + hash(i * 3) % {len(PARTIES)})::INTEGER] AS target,
            list_value('CONSULT', 'AID', 'ACCUSE', 'ASSAULT')[(1 + hash(i * 5) % 4)::INTEGER] AS type,
            (1 + hash(i * 5) % 4)::TINYINT AS quad,
            list_value(1.0, 7.0, -2.0, -9.0)[(1 + hash(i * 5) % 4)::INTEGER] AS goldstein,
            list_value('actual', 'actual', 'planned', 'possible')[(1 + hash(i * 7) % 4)::INTEGER] AS status,
            1.0 AS weight,
            (1 + hash(i * 11) % 9)::INTEGER AS reports,
            [list_value('military', 'economic')[(1 + hash(i * 13) % 2)::INTEGER]] AS contexts
            FROM range({rows}) numbers(i)"""  # noqa: S608 - names of ours
        )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--shared", type=Path, help="not needed; taken so that `make bench` can call all alike")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.duckdb")
        write_events(path, arguments.rows)
        print(f"{arguments.rows:,} events\n\n| measure | seconds | MB | rows |\n|---|---|---|---|")
        for name, call in MEASURES.items():
            code = TIMED.format(path=str(path), call=call)
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"| {name} | {done.stderr.strip().splitlines()[-1]} | | |")
                continue
            seconds, memory, rows = done.stdout.splitlines()[-1].split()
            print(f"| {name} | {float(seconds):.1f} | {float(memory):,.0f} | {int(rows):,} |")


if __name__ == "__main__":
    main()
