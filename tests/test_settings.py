import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from riftline.errors import UsageError
from riftline.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """An empty working folder, and no variables of ours."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RIFTLINE_{name.upper()}", raising=False)


def test_without_anything_the_defaults_hold():
    assert load_settings().model_dump() == {"model": None, "threads": 1, "actors": (), "ledger": None}


def test_variables(monkeypatch):
    monkeypatch.setenv("RIFTLINE_THREADS", "4")
    monkeypatch.setenv("RIFTLINE_MODEL", "some/folder")
    assert load_settings() == Settings(model=Path("some/folder"), threads=4)


def test_the_file(tmp_path):
    (tmp_path / "riftline.toml").write_text('threads = 3\nmodel = "mine"\n')
    assert load_settings() == Settings(model=Path("mine"), threads=3)


def test_arguments_win_over_variables_and_variables_over_the_file(tmp_path, monkeypatch):
    (tmp_path / "riftline.toml").write_text('threads = 3\nmodel = "mine"\n')
    monkeypatch.setenv("RIFTLINE_THREADS", "4")
    assert (load_settings().threads, load_settings().model) == (4, Path("mine"))
    assert Settings(threads=5).threads == 5


@pytest.mark.parametrize("value", ["0", "65", "many", "1.5", ""])
def test_a_wrong_variable_is_named(monkeypatch, value):
    monkeypatch.setenv("RIFTLINE_THREADS", value)
    with pytest.raises(UsageError, match="'threads'") as error:
        load_settings()
    assert error.value.where == "environment"
    assert "RIFTLINE_THREADS" in error.value.remedy


@pytest.mark.parametrize("line", ["threads = 0", "threads = 'x'", "thread = 2", "model = 3"])
def test_a_wrong_line_is_named(tmp_path, line):
    (tmp_path / "riftline.toml").write_text(line)
    with pytest.raises(UsageError, match=line.partition(" ")[0]) as error:
        load_settings()
    assert error.value.where == "riftline.toml"


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "riftline.toml").write_text("threads = = 1")
    with pytest.raises(UsageError, match=r"riftline\.toml: cannot be read") as error:
        load_settings()
    assert error.value.remedy


def test_other_variables_of_the_shell_are_no_business_of_ours(monkeypatch):
    monkeypatch.setenv("THREADS", "7")
    monkeypatch.setenv("RIFTLINE_OTHER", "7")
    assert load_settings().threads == 1


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError):
        load_settings().threads = 2


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())


def test_files_of_actors_as_in_path(monkeypatch, tmp_path):
    monkeypatch.setenv("RIFTLINE_ACTORS", f"a.txt{os.pathsep}b.txt")
    assert load_settings().actors == (Path("a.txt"), Path("b.txt"))
    monkeypatch.delenv("RIFTLINE_ACTORS")
    (tmp_path / "riftline.toml").write_text('actors = ["c.txt"]\n')
    assert load_settings().actors == (Path("c.txt"),)


def test_what_is_given_wins_unless_it_is_empty(monkeypatch):
    monkeypatch.setenv("RIFTLINE_ACTORS", "a.txt")
    assert load_settings(actors=[Path("b.txt")]).actors == (Path("b.txt"),)
    assert load_settings(actors=None).actors == (Path("a.txt"),)
