"""The house rules that can be checked: names, layers, lengths, start-up, documentation."""

import ast
import importlib.util
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

import riftline
from riftline import errors
from riftline.cli import app
from riftline.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "riftline"
FILES = sorted(SOURCE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
COMMANDS = typer.main.get_command(app).commands
ERRORS = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.RiftlineError)]
EXPORTED = {
    "Actor", "CodedDocument", "Commitment", "Contradiction", "Contrast", "Document", "Event", "Place", "Quantity",
    "Question", "Sentence", "Span", "Token",
    "RiftlineError", "InputError", "LedgerError", "MeasureError", "ModelError", "UsageError",
    "Ledger", "brief", "code", "explain", "read",
}  # fmt: skip
HEAVY = {"duckdb", "numpy", "onnxruntime", "pyarrow", "pydantic", "rich", "tokenizers", "trafilatura", "typer"}
OUTSIDE = re.compile(r"""(?:^|[\s"'(=:])(?:\.\./|~/|/(?:work|home|root|tmp|usr|opt|var|mnt|Users)/)""")


# What a user can import


def test_the_exported_names():
    assert set(riftline.__all__) == EXPORTED
    assert {name for name in EXPORTED if getattr(riftline, name, None) is None} == set()


def test_the_doors_stay_callable_once_the_rooms_of_the_same_name_are_loaded():
    code = (
        "import riftline, riftline.read, riftline.code.coder, riftline.brief; print(*map(callable, (riftline.read, "
        "riftline.code, riftline.brief)))"
    )
    assert _python(code).split() == ["True", "True", "True"]


def test_every_exported_name_is_listed_by_dir():
    assert set(dir(riftline)) >= EXPORTED


def test_a_name_that_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = riftline.nonsense


def test_importing_riftline_loads_nothing_heavy():
    code = "import sys, riftline; print(*{name.partition('.')[0] for name in sys.modules})"
    assert HEAVY.isdisjoint(_python(code).split())


def test_importing_riftline_is_quick():
    code = "import time; t = time.process_time(); import riftline; print(time.process_time() - t)"
    assert min(float(_python(code)) for _ in range(3)) < 0.2  # seconds of one core


# The command line


def test_help_lists_every_command():
    shown = _python("from riftline.cli import main; main()", "--help")
    assert {"actors", "brief", "code", "explain", "parse"} <= set(COMMANDS)
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", shown)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_an_example_of_it(name):
    assert f"riftline {name} " in COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_has_a_help_text(name):
    assert [p.name for p in COMMANDS[name].params if not p.help] == []


# The documentation


def test_the_generated_pages_are_current():
    path = ROOT / "docs" / "generate.py"
    spec = importlib.util.spec_from_file_location("generate", path)
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    stale = [page for page, text in generate.pages().items() if page.read_text(encoding="utf8") != text]
    assert stale == [], "run: python docs/generate.py"


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("commands", [f"riftline {name}" for name in COMMANDS]),
        ("settings", [f"RIFTLINE_{name.upper()}" for name in Settings.model_fields]),
        ("errors", [error.__name__ for error in ERRORS]),
    ],
)
def test_the_reference_names_everything(page, names):
    text = (ROOT / "docs" / "reference" / f"{page}.md").read_text(encoding="utf8")
    assert len(names) > 1
    assert [name for name in names if name not in text] == []


def test_the_citation_has_the_version_of_the_package():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf8")
    assert re.search(r"^version: (.+)$", citation, re.MULTILINE)[1] == PROJECT["project"]["version"]


def test_make_help_has_a_line_for_every_target():
    text = (ROOT / "Makefile").read_text(encoding="utf8")
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()
    assert [t for t in targets if not re.search(rf"^{t}:.* ## \S", text, re.MULTILINE)] == []


def test_lock_files_have_hashes_and_no_address():
    for lock in sorted((ROOT / "lock").glob("*.txt")):
        text = lock.read_text(encoding="utf8")
        assert "://" not in text
        assert "--index-url" not in text
        pinned = re.findall(r"^[a-z0-9._-]+==.*(?:\n +--hash=.*)*", text, re.MULTILINE)
        assert pinned
        assert [p for p in pinned if "--hash=sha256:" not in p] == []


# The code


def test_the_layers_name_every_room():
    rooms = {p.stem for p in SOURCE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()} - {"__init__"}
    assert set(PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]) == rooms


def test_functions_are_short():
    lengths = {f"{path.relative_to(ROOT)}:{f.lineno} {f.name}": n for path in FILES for f, n in _functions(path)}
    ninetieth = sorted(lengths.values())[int(len(lengths) * 0.9)]
    longest = sorted(lengths, key=lengths.__getitem__)[-10:]
    assert statistics.median(lengths.values()) <= 10, longest
    assert ninetieth <= 35, longest


def test_files_are_short():
    lengths = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf8").splitlines()) for p in FILES}
    assert {p: n for p, n in lengths.items() if n > 400} == {}


def test_no_file_names_a_path_outside_the_package():
    texts = [(p, n.value) for p in FILES for n in ast.walk(_tree(p)) if isinstance(n, ast.Constant)]
    assert [(str(p), text) for p, text in texts if isinstance(text, str) and OUTSIDE.search(text)] == []


def _python(code, *arguments):
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def _tree(path):
    return ast.parse(path.read_text(encoding="utf8"))


def _functions(path):
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.end_lineno - node.lineno + 1
