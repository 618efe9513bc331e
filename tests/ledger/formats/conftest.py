"""What the tests of the formats share: a file in, what the ledger has of it out."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from riftline.ledger import Ledger
from riftline.ledger.importing import import_files


@dataclass
class Taken:
    """What an import made of some files."""

    events: dict[str, dict[str, Any]]
    skipped: dict[str, int]
    unknown: dict[tuple[str, str], int]
    dyads: list[tuple[Any, ...]]
    problems: list[str] = field(default_factory=list)


@pytest.fixture
def take(tmp_path):
    """Import files into a new ledger and read it all back."""

    def take_files(*paths, format=None) -> Taken:  # noqa: A002
        problems = []
        with Ledger.open(tmp_path / "test.ledger") as ledger:
            list(import_files(ledger, paths, format=format, on_problem=lambda error: problems.append(str(error))))
            found = ledger.connection.execute("SELECT * FROM events ORDER BY id")
            columns = [column[0] for column in found.description]
            events = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
            return Taken(
                events={event["id"]: event for event in events},
                skipped=dict(ledger.rows("SELECT reason, sum(rows)::INTEGER FROM skipped GROUP BY 1")),
                unknown={row[:2]: row[2] for row in ledger.rows("SELECT field, code, events FROM unknown")},
                dyads=ledger.rows("SELECT source, target, weight FROM dyads ORDER BY ALL"),
                problems=problems,
            )

    return take_files


@pytest.fixture
def write(tmp_path):
    """Write lines with a header; each row says only what it has."""

    def write_rows(columns, *rows, delimiter="\t", empty="", name="rows.txt", encoding="utf-8"):
        lines = [delimiter.join(columns)]
        for row in rows:
            assert set(row) <= set(columns), set(row) - set(columns)
            lines.append(delimiter.join(row.get(column, empty) for column in columns))
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write_rows


@pytest.fixture
def who():
    """The fields of each actor that say who it is."""
    return lambda actors: [tuple(a[key] for key in ("name", "country", "organization", "sector")) for a in actors]
