"""The forecasts file: runs, their forecasts and what became of them; lines are added, never changed.

JSON lines of three kinds, told by `line`:

- `run`: when, with which ledger and data until when, version, hash of the code, settings, and `before`, the sha256 of
  the file as it was before the run, so that a change of earlier lines shows;
- `forecast`: one answer, with the number of its run and its own within it;
- `outcome`: what became of a forecast, by run and number, with the events counted and the day of the data.
"""

import datetime as dt
import hashlib
import importlib.resources
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from riftline.errors import InputError
from riftline.forecast.answers import Forecast
from riftline.forecast.chances.model import Settings
from riftline.forecast.questions import Act, Question

_LINES = ("run", "forecast", "outcome")


@dataclass(frozen=True, slots=True)
class Stored:
    """A forecast as the file has it."""

    run: int
    number: int
    question: Question
    until: dt.date
    chance: float
    base: float

    @property
    def end(self) -> dt.date:
        """The day after the window."""
        assert self.question.start is not None  # noqa: S101 - filled in when it was made
        return self.question.start + dt.timedelta(self.question.days)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a forecast."""

    run: int
    number: int
    events: int
    happened: bool
    until: dt.date


@dataclass(frozen=True, slots=True)
class Book:
    """A forecasts file that was read."""

    forecasts: tuple[Stored, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    runs: int = 0

    @property
    def open(self) -> tuple[Stored, ...]:
        """Forecasts without an outcome yet."""
        known = {(one.run, one.number) for one in self.outcomes}
        return tuple(one for one in self.forecasts if (one.run, one.number) not in known)


def store(path: Path, forecasts: Sequence[Forecast], *, ledger: str, settings: Settings, made: dt.datetime) -> int:
    """Add a run with its forecasts; those without basis are kept as well, without a chance.

    Args:
        path: the file; made where there is none.
        forecasts: what was forecast.
        ledger: which ledger they are from.
        settings: how they were made; has the seed.
        made: when.

    Returns:
        The number of the run.

    Raises:
        InputError: the file is none of forecasts, was changed, or cannot be written.
    """
    run = read(path).runs + 1
    raw = path.read_bytes() if path.exists() else b""
    before = hashlib.sha256(raw).hexdigest() if raw else None
    head = {
        "line": "run", "run": run, "made": made.isoformat(timespec="seconds"), "ledger": ledger, "before": before,
        "riftline": version("riftline"), "code": code_hash(), "settings": asdict(settings),
    }  # fmt: skip
    lines = [{"line": "forecast", "run": run, "number": k, **told(one)} for k, one in enumerate(forecasts, 1)]
    _append(path, [head, *lines])
    return run


def check_book(path: Path) -> None:
    """Find out before the work whether forecasts can be kept there.

    Raises:
        InputError: the file is none of forecasts, was changed, or cannot be written.
    """
    read(path)
    _append(path, [])


def note(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Add outcomes.

    Raises:
        InputError: the file cannot be written.
    """
    _append(path, [{"line": "outcome", **asdict(one)} for one in outcomes])


def told(forecast: Forecast) -> dict[str, Any]:
    """A forecast as one object of plain values."""
    return asdict(forecast) | {"rise": forecast.rise}


def _append(path: Path, lines: Sequence[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)
    try:
        with path.open("ab") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", where=str(path), remedy="Check folder and disk"
        ) from error


def read(path: Path) -> Book:
    """What a forecasts file holds; an empty book where there is no file.

    Raises:
        InputError: it is no forecasts file, its last line is incomplete, or earlier lines were changed.
    """
    if not path.exists():
        return Book()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="Check its rights") from error
    forecasts, outcomes, runs, place = [], [], 0, 0
    for number, line in enumerate(raw.splitlines(keepends=True), 1):
        entry = _entry(line, f"{path}, line {number}")
        if entry["line"] == "run":
            _unchanged(entry, raw[:place], path)
            runs = entry["run"]
        elif entry["line"] == "outcome":
            outcomes.append(_outcome(entry))
        elif entry["chance"] is not None:
            forecasts.append(_stored(entry))
        place += len(line)
    return Book(tuple(forecasts), tuple(outcomes), runs)


def _entry(line: bytes, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        entry = None
    if not isinstance(entry, dict) or entry.get("line") not in _LINES or not line.endswith(b"\n"):
        raise InputError(
            "is no line of a forecasts file, or cut off", where=where, remedy="Name another file, or restore a copy"
        )
    return entry


def _unchanged(run: dict[str, Any], before: bytes, path: Path) -> None:
    if run["before"] != (hashlib.sha256(before).hexdigest() if before else None):
        raise InputError(
            f"lines before run {run['run']} were changed after they were written",
            where=str(path),
            remedy="Restore a copy; forecasts count only as they were made",
        )


def _stored(entry: dict[str, Any]) -> Stored:
    asked = entry["question"]
    act = Act(tuple(asked["act"]["types"]), tuple(asked["act"]["quads"]))
    start = dt.date.fromisoformat(asked["start"])
    question = Question(asked["source"], asked["target"], act, asked["days"], start, asked["events"], asked["name"])
    until = dt.date.fromisoformat(entry["until"])
    return Stored(entry["run"], entry["number"], question, until, entry["chance"], entry["base"])


def _outcome(entry: dict[str, Any]) -> Outcome:
    until = dt.date.fromisoformat(entry["until"])
    return Outcome(entry["run"], entry["number"], entry["events"], entry["happened"], until)


@cache
def code_hash() -> str:
    """A name for exactly this code of the forecasts."""
    found = hashlib.sha256()
    with importlib.resources.as_file(importlib.resources.files("riftline.forecast")) as room:
        for file in sorted(room.rglob("*.py")):
            found.update(file.relative_to(room).as_posix().encode() + file.read_bytes())
    return found.hexdigest()[:16]
