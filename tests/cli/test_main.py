"""What every command promises: exit statuses, one-line errors, what goes to which stream."""

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
