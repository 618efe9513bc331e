import json

import pytest

from riftline.cli.output import ROWS, write_events
from riftline.errors import UsageError
from riftline.records import Event

KINDS = [".jsonl", ".csv", ".parquet"]


def event(number):
    return Event(
        id=f"{number:016x}", document="d", sentence=0, text="Spain met Italy.", trigger="met", start=6, end=9,
        type="CONSULT", cameo="040", quad=1, goldstein=1.0, status="actual",
    )  # fmt: skip


def breaking(count):
    """Events until something goes wrong."""
    yield from map(event, range(count))
    raise RuntimeError("half way")


@pytest.mark.parametrize("kind", KINDS)
def test_events_are_written_and_counted_and_folders_made(tmp_path, kind):
    path = tmp_path / "new" / f"events{kind}"
    assert write_events(map(event, range(3)), path, kind) == 3
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.stat().st_size > 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [0, 2, ROWS + 1])
def test_an_error_half_way_leaves_no_file(tmp_path, kind, count):
    with pytest.raises(RuntimeError, match="half way"):
        write_events(breaking(count), tmp_path / f"events{kind}", kind)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_half_way_leaves_the_old_file(tmp_path, kind):
    path = tmp_path / f"events{kind}"
    path.write_text("old", encoding="utf8")
    with pytest.raises(RuntimeError, match="half way"):
        write_events(breaking(2), path, kind)
    assert path.read_text(encoding="utf8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_a_usage_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf8")
    with pytest.raises(UsageError, match="cannot be written") as caught:
        write_events([event(1)], tmp_path / "file" / "events.jsonl", ".jsonl")
    assert caught.value.remedy


def test_without_a_file_lines_go_to_standard_output(capsys):
    assert write_events(map(event, range(2)), None, ".csv") == 2
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"{n:016x}" for n in range(2)]
