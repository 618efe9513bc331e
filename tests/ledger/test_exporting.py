"""The ledger's events in files: event records, dyads, POLECAT's layout."""

import csv
import dataclasses
import datetime as dt
import json

import pyarrow.parquet as pq
import pytest

from riftline.errors import UsageError
from riftline.exchange import EVENT_FIELDS, event_schema, event_to_dict
from riftline.ledger import Ledger
from riftline.ledger.adding import Run, add_events
from riftline.ledger.exporting import Choice, Exported, export
from riftline.ledger.importing import import_files
from riftline.ledger.polecat_layout import HEADER
from riftline.ledger.records import read_records
from riftline.records import Actor, Event, Place, Quantity

CODED = Event(
    id="d1:0:1", document="d1", sentence=0, text='Poland\tand "Spain" warned Iran; 5 men left.', trigger="warned",
    start=1, end=2,
    type="THREATEN", cameo="130", quad=3, goldstein=-4.4, status="actual", published=dt.date(2025, 3, 4),
    date=dt.date(2025, 3, 3), date_end=dt.date(2025, 3, 3), date_text="on Monday", mode=None,
    contexts=("military", "diplomatic"),
    sources=(Actor("Poland", 0, 6, "Poland", "POL", None, "GOV"), Actor("Spain", 8, 9, "Spain", "ESP", None, None)),
    targets=(Actor("NATO", name="NATO", organization="NATO", sector="IGO", role="spokesman"),),
    speaker=Actor("Łukasz"), quote="so", place=Place("Łódź", "Łódź", "POL", 51.75, 19.47, 3093133),
    quantities=(Quantity("5 men", 5.0, None, "persons", "men"),), confidence=0.75,
)  # fmt: skip
FEARED = Event(
    id="d1:1:1", document="d1", sentence=1, text="Fear.", trigger="Fear", start=0, end=4, type="ASSAULT", cameo="190",
    quad=4, goldstein=-10.0, status="possible", published=dt.date(2025, 3, 4),
)  # fmt: skip


DYADS = "SELECT date, source, target, source_sector, target_sector, type, quad, status, weight, contexts FROM dyads"


@pytest.fixture
def coded(path):
    """A ledger with two events that riftline coded."""
    with Ledger.open(path) as ledger:
        add_events(ledger, [CODED, FEARED], Run("test"))
    return path


@pytest.fixture
def write(path, tmp_path):
    """Exports to a file of that suffix; gives its path and what was said."""

    def run(kind, **options):
        target = tmp_path / f"out{kind}"
        with Ledger.open(path, read_only=True) as ledger:
            return target, export(ledger, target, kind, **options)

    return run


def rows_of(target):
    with target.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def ids(target):
    return [json.loads(line)["id"] for line in target.read_text(encoding="utf8").splitlines()]


@pytest.mark.usefixtures("coded")
def test_json_lines_are_the_event_record(write):
    target, done = write(".jsonl")
    assert done == Exported(2)
    lines = [json.loads(line) for line in target.read_text(encoding="utf8").splitlines()]
    assert lines == [event_to_dict(CODED), event_to_dict(FEARED)]
    assert [tuple(line) for line in lines] == [EVENT_FIELDS, EVENT_FIELDS]


@pytest.mark.usefixtures("coded")
def test_parquet_has_the_schema_of_the_event_record(write):
    target, _ = write(".parquet")
    assert pq.read_schema(target).equals(event_schema())
    assert list(read_records([target], pytest.fail)) == [CODED, FEARED]


@pytest.mark.usefixtures("coded")
def test_csv_is_as_riftline_code_writes_it(write, tmp_path):
    from riftline.exchange import write_csv  # noqa: PLC0415 - only here

    target, _ = write(".csv")
    with (tmp_path / "other.csv").open("w", encoding="utf8", newline="") as file:
        write_csv([CODED, FEARED], file)
    read = [rows_of(item) for item in (target, tmp_path / "other.csv")]
    nested = ("contexts", "sources", "targets", "speaker", "place", "quantities")
    for found in read:
        for line in found:
            line.update({name: json.loads(line[name]) for name in nested if line[name]})
    assert read[0] == read[1]


@pytest.mark.usefixtures("coded")
def test_event_records_that_are_exported_can_be_added_to_another_ledger(write, tmp_path):
    target, _ = write(".jsonl")
    with Ledger.open(tmp_path / "other.ledger") as other:
        assert add_events(other, read_records([target], pytest.fail), Run("test")).events == 2
        assert other.rows("SELECT sum(weight), count(*) FROM dyads") == [(1.0, 2)]


def test_unknown_is_null_in_imported_events(rows, row, take, write):
    take(rows("a.tsv", [row(1)]))
    (line,) = [json.loads(one) for one in write(".jsonl")[0].read_text(encoding="utf8").splitlines()]
    assert tuple(line) == EVENT_FIELDS
    assert (line["text"], line["trigger"], line["speaker"], line["quantities"]) == (None, None, None, [])
    assert (line["sources"][0]["country"], line["targets"][0]["country"]) == ("USA", "RUS")


def test_which_events(rows, row, row1, take, write):
    early = row(1, SQLDATE="20190110", DATEADDED="20190110120000")
    late = row(2, SQLDATE="20190620", DATEADDED="20190620120000", Actor2Code="DEU", Actor2CountryCode="DEU")
    old = row(3, SQLDATE="20090620", DATEADDED="20190620120000")
    take(rows("a.tsv", [early, late, old]), rows("b.tsv", [row1(4)]))
    chosen = [
        (Choice(), ["gdelt1:4", "gdelt2:1", "gdelt2:2"]),
        (Choice(aside=True), ["gdelt1:4", "gdelt2:1", "gdelt2:2", "gdelt2:3"]),
        (Choice(origins=["gdelt2"]), ["gdelt2:1", "gdelt2:2"]),
        (Choice(first=dt.date(2019, 6, 20), last=dt.date(2019, 6, 20)), ["gdelt2:2"]),
        (Choice(last=dt.date(2019, 1, 10)), ["gdelt2:1"]),
        (Choice(actors=["DEU", "FRA"]), ["gdelt2:2"]),
        (Choice(actors=["it's"]), []),
    ]
    for choice, expected in chosen:
        assert sorted(ids(write(".jsonl", choice=choice)[0])) == expected


def test_a_file_twice_is_the_same_file(rows, row, take, write):
    take(rows("a.tsv", [row(number) for number in range(3000)]))
    assert write(".jsonl")[0].read_bytes() == write(".jsonl")[0].read_bytes()


@pytest.mark.usefixtures("coded")
def test_dyads(write):
    target, done = write(".csv", layout="dyads")
    found = rows_of(target)
    assert done.rows == 2
    assert sorted((line["source"], line["target"], line["weight"]) for line in found) == [
        ("ESP", "NATO", "0.5"), ("POL", "NATO", "0.5")
    ]  # fmt: skip
    assert found[0]["contexts"] == '["military", "diplomatic"]'
    assert write(".jsonl", layout="dyads", choice=Choice(actors=["ESP"]))[1].rows == 1


def test_a_folder_has_a_file_per_year(write, coded, tmp_path):
    with Ledger.open(coded) as ledger:
        add_events(ledger, [dataclasses.replace(FEARED, id="u", published=None)], Run("test"))
        add_events(ledger, [dataclasses.replace(CODED, id="e", date=dt.date(2019, 1, 1))], Run("test"))
    assert write("")[1].rows == 4
    found = {item.name: pq.read_table(item).column("id").to_pylist() for item in (tmp_path / "out").iterdir()}
    assert found == {
        "events-2019.parquet": ["e"], "events-2025.parquet": ["d1:0:1", "d1:1:1"], "events-undated.parquet": ["u"]
    }  # fmt: skip


@pytest.mark.usefixtures("coded")
def test_polecat_has_its_forty_columns_and_no_feared_event(write):
    target, done = write(".txt", layout="polecat")
    assert done == Exported(1, left_out=1)
    head, line = target.read_bytes().decode("latin-1").splitlines()
    assert (head, head.count("\t"), line.count("\t")) == (HEADER, 39, 39)
    found = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert found["Event Date"] == "2025-03-03"
    assert (found["Actor Name"], found["Actor Country"], found["Primary Actor Sector"]) == (
        "Poland;Spain", "POL;ESP", "GOV;"
    )  # fmt: skip
    assert (found["Recipient Name"], found["Recipient Country"], found["Recipient Title"]) == (
        "NATO",
        "None",
        "spokesman",
    )
    assert (found["Quad Code"], found["Contexts"], found["Event Mode"]) == ("Q3", "military;diplomatic", "None")
    assert found["Placename"] == "?ód?"  # POLECAT's files are ISO-8859-1


@pytest.mark.usefixtures("coded")
def test_polecat_can_be_imported_again(write, tmp_path):
    target, _ = write(".txt", layout="polecat")
    with Ledger.open(tmp_path / "other.ledger") as other:
        (done,) = import_files(other, [target], on_problem=pytest.fail)
        assert (done.format, done.counts.events) == ("polecat", 1)
        again = other.rows(f"{DYADS} ORDER BY ALL")
    with Ledger.open(tmp_path / "test.ledger", read_only=True) as ledger:
        assert again == ledger.rows(f"{DYADS} ORDER BY ALL")


@pytest.mark.usefixtures("coded")
def test_a_kind_of_file_that_a_layout_does_not_have(write):
    with pytest.raises(UsageError, match="cannot write polecat as"):
        write(".csv", layout="polecat")
