"""Ledgers that are made, opened and refused."""

import sqlite3
import zipfile

import duckdb
import pytest

from riftline.errors import LedgerError
from riftline.ledger import Ledger


@pytest.fixture
def full(rows, row, take, path):
    """A ledger with a thousand events."""
    take(rows("a.tsv", [row(number) for number in range(1000)]))
    return path


def refusal(path, *, read_only=True):
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path, read_only=read_only)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.remedy
    return caught.value.problem


def test_a_new_ledger_is_made_and_is_empty(path):
    with Ledger.open(path) as ledger:
        assert ledger.rows("SELECT count(*) FROM dyads") == [(0,)]
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.rows("SELECT value FROM about WHERE name = 'version'") == [("1",)]


def test_a_ledger_that_is_only_read_is_not_made(path):
    assert refusal(path) == "there is no such ledger"
    assert not path.exists()


def test_a_ledger_in_a_folder_that_is_not_there(tmp_path):
    assert refusal(tmp_path / "no" / "a.ledger", read_only=False) == "its folder does not exist"


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("kind", ["text", "sqlite", "zip", "empty", "folder", "noise", "duckdb"])
def test_a_foreign_file_is_refused_and_stays_as_it_is(path, kind, read_only):
    make_foreign(path, kind)
    before = None if kind == "folder" else path.read_bytes()
    assert refusal(path, read_only=read_only) in {
        "is no ledger", "is empty", "is a folder", "is a DuckDB file but not a ledger"
    }  # fmt: skip
    assert kind in {"folder", "duckdb"} or path.read_bytes() == before


def make_foreign(path, kind):
    match kind:
        case "text":
            path.write_text("Once upon a time", encoding="utf8")
        case "sqlite":
            connection = sqlite3.connect(path)
            connection.execute("CREATE TABLE a (b)")
            connection.close()
        case "zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("a", "b" * 100)
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "noise":
            path.write_bytes(bytes(range(256)) * 100)
        case "duckdb":
            duckdb.connect(path).execute("CREATE TABLE a (b INTEGER)").close()


def test_a_ledger_of_a_newer_riftline_is_refused(full):
    with Ledger.open(full) as ledger:
        ledger.rows("UPDATE about SET value = '99' WHERE name = 'version'")
    assert "newer riftline (ledger version 99, this one reads 1)" in refusal(full)


@pytest.mark.parametrize("size", [100, 4096, 12_288])
def test_a_cut_ledger_is_damaged(full, size):
    content = full.read_bytes()
    full.write_bytes(content[:size])
    assert refusal(full) == "is damaged"
    assert refusal(full, read_only=False) == "is damaged"


def test_a_ledger_with_turned_bits_in_its_head_is_damaged(full):
    content = bytearray(full.read_bytes())
    for place in range(20, 12_288, 100):
        content[place] ^= 4
    full.write_bytes(content)
    assert refusal(full) == "is damaged"


def test_turned_bits_in_the_rows_are_told_when_they_are_read(full):
    content = bytearray(full.read_bytes())
    for place in range(12_288 + 4096, len(content), 10_000):
        content[place] ^= 4
    full.write_bytes(content)
    with pytest.raises(LedgerError, match="is damaged") as caught, Ledger.open(full, read_only=True) as ledger:
        ledger.rows("SELECT sum(hash(e)) FROM events e")
    assert caught.value.where == str(full)


def test_the_dyads_of_root_events_only(rows, row, take, path):
    take(rows("a.tsv", [row(1, IsRootEvent="1"), row(2, IsRootEvent="0")]))
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.dyads().select("event").order("event").fetchall() == [("gdelt2:1",), ("gdelt2:2",)]
        assert ledger.dyads(root_only=True).select("event").fetchall() == [("gdelt2:1",)]


def test_riftline_has_the_ledger_as_a_name():
    import riftline  # noqa: PLC0415 - what the test is about

    assert riftline.Ledger is Ledger
    assert "Ledger" in dir(riftline)
