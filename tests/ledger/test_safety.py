"""Real processes that are killed, interrupted, starved of disk or in each other's way: all of an import or nothing."""

import resource
import signal
import subprocess
import time

import pytest

from riftline.errors import LedgerError
from riftline.ledger import Ledger

MANY = 200_000  # rows of `gdelt_file`
SMALL = 10  # events in the ledger before anything goes wrong
IN_USE = "is in use by another program. Wait until it is done; one program may write, or many may read"
MEASURED = """
    SELECT (SELECT count(*) FROM events), (SELECT coalesce(sum(events), 0) FROM imports),
        (SELECT count(DISTINCT event) FROM pairs), (SELECT count(*) FROM events WHERE import NOT IN (
            SELECT import FROM imports)), (SELECT coalesce(sum(weight), 0) FROM pairs)"""


@pytest.fixture(autouse=True)
def _before(rows, row, take):
    taken, problems = take(rows("small.tsv", [row(1_000_000 + number) for number in range(SMALL)]))
    assert (taken, problems) == ([(SMALL, 0, 0, False)], [])


def state(path):
    """(events, events that the imports say, events in pairs, events without import, weight) of a ledger."""
    with Ledger.open(path) as ledger:
        return ledger.rows(MEASURED)[0]


def whole(count):
    return (count, count, count, 0, float(count))


def begun(process, path):
    """Wait until the import has begun."""
    while process.poll() is None and not list(path.parent.glob(f".{path.name}.unpacked-*")):
        time.sleep(0.005)


@pytest.mark.parametrize("seconds", [0.1, 0.7, 1.8])
def test_killed_at_any_moment_an_import_is_there_or_not(path, command, gdelt_file, take, seconds):
    process = command("ledger", "import", gdelt_file, "--ledger", path)
    begun(process, path)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    assert state(path) in (whole(SMALL), whole(SMALL + MANY))
    taken, problems = take(gdelt_file)
    assert not problems
    assert taken in ([(MANY, 0, 0, False)], [(0, 0, 0, True)])
    assert state(path) == whole(SMALL + MANY)


def test_killed_in_the_commit_an_import_is_there_or_not(path, command, gdelt_file, take):
    process = command("ledger", "import", gdelt_file, "--ledger", path)
    wal, size = path.with_name(f"{path.name}.wal"), path.stat().st_size
    while process.poll() is None and path.stat().st_size == size and not (wal.exists() and wal.stat().st_size > 4096):
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert state(path) in (whole(SMALL), whole(SMALL + MANY))
    take(gdelt_file)
    assert state(path) == whole(SMALL + MANY)


def test_what_a_killed_import_had_unpacked_is_removed_by_the_next(path, take, rows, row):
    left = path.with_name(f".{path.name}.unpacked-abc")
    left.mkdir()
    (left / "0.unpacked").write_text("what is left", encoding="utf8")
    take(rows("next.tsv", [row(1)]))
    assert not left.exists()


@pytest.mark.parametrize("seconds", [0.05, 0.6])
def test_interrupted_an_import_ends_with_130_and_leaves_the_ledger_as_it_was(path, command, gdelt_file, seconds):
    process = command("ledger", "import", gdelt_file, "--ledger", path)
    begun(process, path)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    if process.returncode == 0:
        pytest.skip("the import was done before")
    assert process.returncode == 130
    assert state(path) == whole(SMALL)
    assert [item for item in path.parent.iterdir() if "unpacked" in item.name] == []


def test_a_full_disk_is_told_and_leaves_the_ledger_as_it_was(path, command, gdelt_file):
    limit = path.stat().st_size + 1_000_000

    def no_larger_file():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = command("ledger", "import", gdelt_file, "--ledger", path, before=no_larger_file)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Traceback" not in errors
    assert "the disk is full. Free some space" in errors
    assert state(path) == whole(SMALL)


def test_a_really_full_disk(tmp_path, command, rows, row, gdelt_file):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", disk]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("mounting is not permitted")
    try:
        few = rows("few.tsv", [row(number) for number in range(10)])
        assert command("ledger", "import", few, "--ledger", disk / "a.ledger").wait(timeout=60) == 0
        process = command("ledger", "import", gdelt_file, "--ledger", disk / "a.ledger")
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, "Traceback" in errors) == (1, False)
        assert "the disk is full" in errors
        assert state(disk / "a.ledger") == whole(10)
    finally:
        subprocess.run(["umount", disk], check=True)  # noqa: S603, S607


def test_while_one_writes_nobody_else_reads_or_writes(path, command, rows, row):
    other = rows("other.tsv", [row(5)])
    with Ledger.open(path):
        for arguments in (["import", other], ["info"], ["sql", "SELECT 1"], ["export", "-o", path.parent / "x.csv"]):
            process = command("ledger", *arguments, "--ledger", path)
            out, errors = process.communicate(timeout=60)
            assert (process.returncode, out) == (1, "")
            assert errors == f"riftline: {path}: {IN_USE}\n"
    assert state(path) == whole(SMALL)


def test_many_read_at_once_and_nobody_writes_meanwhile(path, command, rows, row):
    with Ledger.open(path, read_only=True) as reader:
        process = command("ledger", "sql", "SELECT count(*) AS n FROM events", "--json", "--ledger", path)
        assert process.communicate(timeout=60)[0] == '{"n": 10}\n'
        process = command("ledger", "import", rows("other.tsv", [row(5)]), "--ledger", path)
        assert "is in use by another program" in process.communicate(timeout=60)[1]
        assert process.returncode == 1
        assert reader.rows("SELECT count(*) FROM events") == [(SMALL,)]


def test_a_failing_step_of_an_import_undoes_all_of_it(path, rows, row, take, monkeypatch):
    def broken():
        return "INSERT INTO pairs SELECT nonsense, ?"

    monkeypatch.setattr("riftline.ledger.batch.insert_pairs", broken)
    with pytest.raises(LedgerError, match="nonsense"):
        take(rows("more.tsv", [row(number) for number in range(20)]))
    assert state(path) == whole(SMALL)
