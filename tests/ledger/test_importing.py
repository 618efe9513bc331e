"""Files, folders, globs; the same twice; files that overlap, change or are damaged."""

import gzip
import zipfile

import pytest

from riftline.errors import UsageError


@pytest.fixture
def three(row):
    return [row(number) for number in (1, 2, 3)]


def test_the_same_file_twice_changes_nothing(rows, take, ask, three):
    file = rows("a.tsv", three)
    assert take(file) == ([(3, 0, 0, False)], [])
    before = (
        ask("SELECT * FROM events ORDER BY id"),
        ask("SELECT * FROM imports"),
        ask("SELECT * FROM pairs ORDER BY ALL"),
    )
    assert take(file) == ([(0, 0, 0, True)], [])
    assert take(file, file) == ([(0, 0, 0, True)], [])
    after = (
        ask("SELECT * FROM events ORDER BY id"),
        ask("SELECT * FROM imports"),
        ask("SELECT * FROM pairs ORDER BY ALL"),
    )
    assert after == before


def test_a_copy_under_another_name_is_the_same_file(rows, take, three):
    assert take(rows("a.tsv", three), rows("b.tsv", three)) == ([(0, 0, 0, True), (3, 0, 0, False)], [])


def test_of_files_that_overlap_each_event_is_taken_once(rows, take, ask, row, three):
    assert take(rows("a.tsv", three)) == ([(3, 0, 0, False)], [])
    assert take(rows("b.tsv", [*three[1:], row(4)])) == ([(1, 2, 0, False)], [])
    assert ask("SELECT count(*), count(DISTINCT id) FROM events") == [(4, 4)]
    assert ask("SELECT count(*) FROM pairs") == [(4,)]
    assert ask("SELECT events, known FROM imports ORDER BY import") == [(3, 0), (1, 2)]


def test_a_row_twice_in_one_file_is_taken_once(rows, take, ask, three):
    assert take(rows("a.tsv", [*three, three[0]])) == ([(3, 1, 0, False)], [])
    assert ask("SELECT count(*), sum(weight) FROM pairs") == [(3, 3.0)]


def test_a_file_that_has_changed_brings_what_is_new(rows, take, ask, row, three):
    take(rows("a.tsv", three))
    assert take(rows("a.tsv", [*three, row(4)])) == ([(1, 3, 0, False)], [])
    assert ask("SELECT count(*) FROM imports") == [(2,)]


def test_folders_globs_and_packed_files(rows, take, ask, row, tmp_path):
    rows("in/a.CSV", [row(1)])
    rows("in/deep/b.tsv", [row(2)])
    rows("in/notes.md", ["nothing"])
    with gzip.open(tmp_path / "in/c.csv.gz", "wt") as file:
        file.write(row(3) + "\n")
    with zipfile.ZipFile(tmp_path / "in/d.CSV.zip", "w") as archive:
        archive.writestr("d.CSV", row(4) + "\n")
    with gzip.open(tmp_path / "in/e.txt", "wt") as file:  # packed, though its name does not say so
        file.write(row(5) + "\n")
    taken, problems = take(tmp_path / "in")
    assert (sum(one[0] for one in taken), problems) == (5, [])
    assert take(tmp_path / "in" / "*.CSV") == ([(0, 0, 0, True)], [])
    assert ask("SELECT count(*) FROM events") == [(5,)]
    assert [item for item in tmp_path.iterdir() if "unpacked" in item.name] == []


def test_one_bad_file_does_not_stop_the_others(rows, take, row, tmp_path):
    (tmp_path / "noise.csv").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress((row(8) + "\n").encode() * 5000)[:200])
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + b"x" * 50)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", "b")
        archive.writestr("c", "d")
    names = ["noise.csv", "empty.csv", "cut.csv.gz", "broken.zip", "two.zip", "absent.csv"]
    taken, problems = take(rows("a.tsv", [row(1)]), *(tmp_path / name for name in names), rows("b.tsv", [row(2)]))
    assert [one[:1] for one in taken] == [(1,), (1,)]
    assert len(problems) == len(names)
    for name in names:
        assert len([problem for problem in problems if name in problem]) == 1


def test_a_gzip_damaged_after_its_first_line_is_refused_whole(take, ask, row, tmp_path):
    packed = bytearray(gzip.compress("".join(row(number) + "\n" for number in range(20_000)).encode()))
    packed[len(packed) // 2] ^= 255
    (tmp_path / "a.csv.gz").write_bytes(packed)
    taken, problems = take(tmp_path / "a.csv.gz")
    assert taken == []
    assert len(problems) == 1
    assert "a.csv.gz: " in problems[0]
    assert ask("SELECT count(*) FROM events") == [(0,)]
    assert ask("SELECT count(*) FROM imports") == [(0,)]


def test_packed_files_of_several_layouts(take, row, row1, mention, tmp_path):
    for name, line in (("a", row(1)), ("b", row1(2)), ("c", row(3)), ("d", mention(1))):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr(name, line + "\n")
    taken, problems = take(tmp_path)
    assert ([one[0] for one in taken], problems) == ([1, 1, 1, 1], [])


@pytest.mark.parametrize("name", ["a[1].tsv", "what?.tsv", "a*b.tsv", "it's a file.tsv", "plain.gz", "Zürich.tsv"])
def test_names_that_mean_something_elsewhere(rows, take, row, name):
    rows("b.tsv", [row(2)])
    assert take(rows(name, [row(1)])) == ([(1, 0, 0, False)], [])


def test_a_named_format_that_does_not_fit(rows, take, three):
    taken, problems = take(rows("a.tsv", three), format="icews")
    assert taken == []
    assert "is not ICEWS" in problems[0] or "lacks" in problems[0]


def test_a_format_that_is_none(rows, take, three):
    with pytest.raises(UsageError, match="The formats are gdelt2, gdelt1, gdelt2-mentions, icews"):
        take(rows("a.tsv", three), format="xml")


def test_progress_is_told_up_to_the_end(rows, row, path):
    from riftline.ledger import Ledger  # noqa: PLC0415
    from riftline.ledger.importing import import_files  # noqa: PLC0415

    file, told = rows("a.tsv", [row(number) for number in range(5000)]), []
    with Ledger.open(path) as ledger:
        list(import_files(ledger, [file], on_problem=print, progress=lambda *step: told.append(step)))
    assert told[-1] == (1.0, file.stat().st_size)
    assert all(0 <= share <= 1 for share, _ in told)
