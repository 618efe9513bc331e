"""GDELT 2.0 rows in any number, varied from the real ones of the test data: actors, events and places recombined.

python benchmarks/gdelt_rows.py --shared ../shared --rows 10000000 /tmp/rows.tsv
"""

import argparse
from pathlib import Path

import duckdb

DAYS = 1826  # 2018 to 2022
REPORTS_OF_ONE_ARTICLE = 3  # rows that name the same address, about as in GDELT


def write_rows(sample: Path, rows: int, target: Path) -> None:
    """Write `rows` rows: id, day and address are new; the blocks of each actor, event and place come from `sample`."""
    connection = duckdb.connect(config={"preserve_insertion_order": "false", "memory_limit": "2GB"})
    columns = ", ".join(f"'c{index:02d}': 'VARCHAR'" for index in range(61))
    connection.execute(
        f"""CREATE TABLE sample AS SELECT row_number() OVER () - 1 AS k, * FROM read_csv('{sample}', delim = '\t',
        header = false, quote = '', escape = '', columns = {{{columns}}})"""
    )
    connection.execute(_copy(rows, target))


def _copy(rows: int, target: Path) -> str:
    blocks = {"a": (5, 15), "b": (15, 25), "e": (25, 31), "g": (35, 59)}
    fields = {name: ", ".join(f"{name}.c{index:02d}" for index in range(*span)) for name, span in blocks.items()}
    joins = " ".join(f"JOIN sample {name} ON {name}.k = k_{name}" for name in blocks)
    keys = ", ".join(
        f"hash(i * {7 + 4 * index}) % (SELECT count(*) FROM sample) AS k_{name}" for index, name in enumerate(blocks)
    )
    return f"""
    COPY (WITH drawn AS (SELECT i, {keys}, 1 + hash(i * 31) % 20 AS reports,
            DATE '2018-01-01' + ((i * {DAYS}) // {rows})::INTEGER AS day FROM range({rows}) numbers(i))
        SELECT 410000000 + i, strftime(day, '%Y%m%d'), strftime(day, '%Y%m'), year(day),
            (year(day) + dayofyear(day) / 365)::DECIMAL(10, 4), {fields["a"]}, {fields["b"]}, {fields["e"]},
            reports, 1, reports, e.c34, {fields["g"]}, strftime(day, '%Y%m%d') || '230000',
            e.c60 || '?' || (i // {REPORTS_OF_ONE_ARTICLE})
        FROM drawn {joins}) TO '{target}' (DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')"""


def main() -> None:
    """Write the rows that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rows", type=int, default=10_000_000)
    arguments = parser.parse_args()
    write_rows(arguments.shared / "data/formats/gdelt2_events.tsv", arguments.rows, arguments.target)


if __name__ == "__main__":
    main()
