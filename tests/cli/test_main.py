"""What every command promises: exit statuses, one-line errors, what goes to which stream."""

import signal
import time
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def one_line(text):
    return text.count("\n") == 1 and "Traceback" not in text


def test_version_is_that_of_the_package(riftline):
    done = riftline("--version")
    version = tomllib.loads(PROJECT.read_text(encoding="utf8"))["project"]["version"]
    assert (done.returncode, done.stdout, done.stderr) == (0, f"riftline {version}\n", "")


def test_help_says_where_to_start(riftline):
    done = riftline("--help")
    assert done.returncode == 0
    assert "riftline brief article.txt" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["code"], ["brief"], ["code", "x.txt", "--nonsense"], ["actors", "x", "--date", "May"]]
)
def test_wrong_usage_exits_with_2(riftline, arguments):
    done = riftline(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "name", "allowed"),
    [("code", "events.xlsx", ".jsonl, .parquet, .csv"), ("brief", "brief.pdf", ".html, .md, .json")],
)
def test_an_output_of_unknown_format_is_refused_before_any_work(riftline, tmp_path, command, name, allowed):
    done = riftline(command, "missing.txt", "-o", name)
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert allowed in done.stderr
    assert not (tmp_path / name).exists()


def test_a_missing_model_is_one_line_with_a_remedy(riftline, tmp_path):
    done = riftline("code", "-", stdin="Poland accused Germany.", RIFTLINE_MODEL=str(tmp_path))
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert str(tmp_path) in done.stderr
    assert "RIFTLINE_MODEL" in done.stderr


def test_a_setting_that_does_not_fit_is_named(riftline):
    done = riftline("code", "-", RIFTLINE_THREADS="many")
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "RIFTLINE_THREADS" in done.stderr


def test_a_settings_file_that_is_not_toml_is_named(riftline, tmp_path):
    (tmp_path / "riftline.toml").write_text("threads = = 2\n", encoding="utf8")
    done = riftline("code", "-")
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "riftline.toml" in done.stderr


@pytest.mark.parametrize("command", [["code", "-"], ["parse", "-"], ["brief", "-"]])
@pytest.mark.usefixtures("model_folder")
def test_a_full_disk_behind_standard_output_is_one_line(shell, command):
    done = shell(f"{' '.join(command)} > /dev/full", stdin="Poland accused Germany of lying.")
    assert done.returncode == 1
    assert one_line(done.stderr)
    assert done.stderr.startswith("riftline: standard output: cannot be written")


def test_a_closed_standard_input_is_named(shell):
    done = shell("code - <&-")
    assert done.returncode == 1
    assert "standard input: it is closed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("model_folder")
def test_a_reader_that_has_seen_enough_is_no_error(shell, tmp_path):
    lines = "".join(f'{{"id": "{n}", "text": "Poland accused Germany of lying."}}\n' for n in range(3000))
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf8")
    done = shell("code in.jsonl | head -n 1")
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.usefixtures("model_folder")
@pytest.mark.parametrize("command", ["code", "parse", "brief"])
def test_what_is_piped_is_utf8_in_every_locale(riftline, command):
    text = "Poland accused Germany – again – of breaking a “promise” to São Tomé."
    done = riftline(command, "-", stdin=text, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "São Tomé" in done.stdout


@pytest.mark.usefixtures("model_folder")
@pytest.mark.parametrize(("command", "name"), [("code", "o.jsonl"), ("parse", "o.conllu"), ("brief", "o.html")])
def test_a_mistaken_name_leaves_the_earlier_result(riftline, tmp_path, command, name):
    (tmp_path / name).write_text("earlier", encoding="utf8")
    done = riftline(command, "missing.txt", "-o", name)
    assert done.returncode == 1
    assert "missing.txt: no such file" in done.stderr
    assert [(p.name, p.read_text(encoding="utf8")) for p in tmp_path.iterdir()] == [(name, "earlier")]


@pytest.mark.usefixtures("model_folder")
@pytest.mark.parametrize(("command", "name"), [("code", "o.jsonl"), ("parse", "o.conllu"), ("brief", "o.html")])
def test_a_folder_in_the_place_of_the_output_is_one_line(riftline, tmp_path, command, name):
    (tmp_path / name).mkdir()
    done = riftline(command, "-", "-o", name, stdin="Poland accused Germany of lying.")
    assert done.returncode == 2
    assert done.stderr == f"riftline: {name}: cannot be written (Is a directory). Check the folder and the disk\n"
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.usefixtures("model_folder")
def test_an_input_may_be_its_own_output(riftline, tmp_path):
    (tmp_path / "a.txt").write_text("Poland accused Germany of lying.", encoding="utf8")
    assert riftline("parse", "a.txt", "-o", "a.txt").returncode == 0
    assert "# text = Poland accused Germany of lying." in (tmp_path / "a.txt").read_text(encoding="utf8")


@pytest.mark.usefixtures("model_folder")
@pytest.mark.parametrize(("command", "name"), [("code", "o.jsonl"), ("parse", "o.conllu"), ("brief", "o.html")])
def test_an_interrupted_run_leaves_nothing(start, tmp_path, command, name):
    (tmp_path / "in.txt").write_text("Poland accused Germany of lying. " * 20_000, encoding="utf8")
    process = start(command, "in.txt", "-o", name)
    deadline = time.monotonic() + 30
    while not (tmp_path / f".{name}.part").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert "Traceback" not in process.stderr.read()
    assert [p.name for p in tmp_path.iterdir()] == ["in.txt"]
