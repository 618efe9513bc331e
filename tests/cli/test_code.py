"""`riftline code`: event records out, problems named."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("model_folder")

TEXT = "Poland on Friday accused Germany of blocking the delivery of tanks to Ukraine."


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def test_stdin_gives_records_on_stdout(riftline):
    done = riftline("code", "-", stdin=TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    accusation = next(r for r in records(done.stdout) if r["type"] == "ACCUSE")
    assert accusation["document"] == "stdin"
    assert [a["country"] for a in accusation["sources"]] == ["POL"]
    assert [a["country"] for a in accusation["targets"]] == ["DEU"]
    assert accusation["text"][accusation["start"] : accusation["end"]] == accusation["trigger"]


def test_the_document_is_the_id_of_the_input_line(riftline, tmp_path):
    lines = [{"id": "a-1", "text": TEXT, "date": "2024-05-03"}, {"id": "b-2", "text": TEXT.replace("Poland", "Spain")}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf8")
    done = riftline("code", "in.jsonl", "-o", "out.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    found = records((tmp_path / "out.jsonl").read_text(encoding="utf8"))
    assert {r["document"] for r in found} == {"a-1", "b-2"}
    assert {r["published"] for r in found if r["document"] == "a-1"} == {"2024-05-03"}


def test_a_missing_file_is_one_message_and_status_1(riftline):
    done = riftline("code", "missing.txt")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("skipped: missing.txt: no such file")
    assert "Traceback" not in done.stderr


def test_the_rest_goes_on_after_a_bad_line(riftline, tmp_path):
    good = json.dumps({"id": "good", "text": TEXT})
    (tmp_path / "in.jsonl").write_text(f'{{"id": "broken", \n{good}\n', encoding="utf8")
    done = riftline("code", "in.jsonl")
    assert done.returncode == 1
    assert {r["document"] for r in records(done.stdout)} == {"good"}
    assert "line 1" in done.stderr


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_other_formats_hold_the_same_events(riftline, tmp_path, suffix):
    expected = [r["id"] for r in records(riftline("code", "-", stdin=TEXT).stdout)]
    done = riftline("code", "-", "-o", f"events{suffix}", stdin=TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    assert expected
    assert _ids(tmp_path / f"events{suffix}") == expected


def _ids(path):
    if path.suffix == ".parquet":
        from pyarrow import parquet  # noqa: PLC0415 - only this case needs it

        return parquet.read_table(path)["id"].to_pylist()
    import csv  # noqa: PLC0415

    with path.open(encoding="utf8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def test_own_actors(riftline, tmp_path):
    (tmp_path / "own.txt").write_text("RURITANIA_ [AUT]\n+RURITANIAN_\n", encoding="utf8")
    (tmp_path / "news.txt").write_text("Ruritanian troops attacked Poland on Monday.\n", encoding="utf8")
    done = riftline("code", "news.txt", "--actors", "own.txt")
    assert [json.loads(line)["sources"][0]["country"] for line in done.stdout.splitlines()] == ["AUT"]
