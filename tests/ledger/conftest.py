"""What the tests of the ledger share: rows of GDELT in any number, ledgers made from them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from riftline.ledger import Ledger
from riftline.ledger.formats.gdelt import GDELT1_COLUMNS, GDELT2_COLUMNS, MENTIONS_COLUMNS
from riftline.ledger.importing import import_files

START = "from riftline.cli import main; main()"


def _gdelt_row(number, *, columns=GDELT2_COLUMNS, **fields):
    """A row of GDELT: the United States meet Russia on a day of 2019, unless `fields` say otherwise."""
    day = f"2019{1 + number % 12:02}{1 + number % 28:02}"
    row = {
        "GLOBALEVENTID": str(number), "SQLDATE": day, "MonthYear": day[:6], "Year": day[:4],
        "Actor1Code": "USA", "Actor1Name": "UNITED STATES", "Actor1CountryCode": "USA",
        "Actor2Code": "RUS", "Actor2Name": "RUSSIA", "Actor2CountryCode": "RUS",
        "IsRootEvent": "1", "EventCode": "111", "EventBaseCode": "111", "EventRootCode": "11", "QuadClass": "3",
        "GoldsteinScale": "-2.0", "NumMentions": "2", "NumSources": "1", "NumArticles": "2", "AvgTone": "-1.5",
        "ActionGeo_FullName": "Geneva, Switzerland", "ActionGeo_CountryCode": "SZ",
        "DATEADDED": f"{day}120000", "SOURCEURL": f"https://example.org/{number}",
    }  # fmt: skip
    row |= {"GLOBALEVENTID": str(number)} | fields
    return "\t".join(row.get(name, "") for name in columns)


def _gdelt1_row(number, **fields):
    """As `_gdelt_row` in GDELT 1.0's layout."""
    day = f"2019{1 + number % 12:02}{1 + number % 28:02}"
    return _gdelt_row(number, columns=GDELT1_COLUMNS, **({"DATEADDED": day} | fields))


def _mention_row(number, address="https://example.org/mention"):
    """A mention of an event."""
    fields = {"GLOBALEVENTID": str(number), "EventTimeDate": "20190105000000", "MentionTimeDate": "20190106000000",
              "MentionIdentifier": address, "Confidence": "60"}  # fmt: skip
    return "\t".join(fields.get(name, "") for name in MENTIONS_COLUMNS)


@pytest.fixture(scope="session")
def row():
    """Makes a row of GDELT 2.0; fields by their names."""
    return _gdelt_row


@pytest.fixture(scope="session")
def row1():
    """Makes a row of GDELT 1.0."""
    return _gdelt1_row


@pytest.fixture(scope="session")
def mention():
    """Makes a row of GDELT's mentions."""
    return _mention_row


@pytest.fixture
def rows(tmp_path):
    """Writes lines to a file and gives its path: `rows("a.tsv", [row(1)])`."""

    def write(name, lines):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
        return path

    return write


@pytest.fixture
def path(tmp_path):
    """Where the ledger of the test is."""
    return tmp_path / "test.ledger"


@pytest.fixture
def take(path):
    """Imports files: gives (events taken in, known, skipped, imported before) of each, and what was refused."""

    def run(*inputs, format=None):  # noqa: A002
        problems = []
        with Ledger.open(path) as ledger:
            done = list(import_files(ledger, inputs, format=format, on_problem=lambda e: problems.append(str(e))))
        return [(d.counts.events, d.counts.known, d.counts.skipped, d.before) for d in done], problems

    return run


@pytest.fixture
def ask(path):
    """The rows of a query of the test."""

    def run(sql):
        with Ledger.open(path, read_only=True) as ledger:
            return ledger.rows(sql)

    return run


@pytest.fixture
def command(tmp_path):
    """Starts the command line and does not wait."""
    started = []

    def start(*arguments, before=None):
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-W", "error", "-c", START, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf8",
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "100"},
            preexec_fn=before,  # noqa: PLW1509 - sets limits of the child only
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def gdelt_file(tmp_path_factory):
    """Two hundred thousand rows of GDELT 2.0."""
    path = Path(tmp_path_factory.mktemp("gdelt")) / "many.tsv"
    with path.open("w", encoding="utf8") as file:
        file.writelines(f"{_gdelt_row(number)}\n" for number in range(200_000))
    return path
