"""The usual table of actors as CSV → a scenario: actor, position, salience, capability, and perhaps issue.

Two forms are read: a table with a head, whose columns may be called in several ways, and the `#A`, `#P`, `#M`, `#D`
rows of the exchange model's program (actor; issue; ends of the scale; actor, issue, position, salience, power).
"""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from riftline.errors import ScenarioError
from riftline.negotiate.checks import check_scenario
from riftline.negotiate.estimate import number
from riftline.negotiate.node import Node, Source
from riftline.negotiate.scenario import Actor, Issue, Scenario, Stake

# column → how it may be called
NAMES = {
    "actor": ("actor", "name", "stakeholder", "player", "party", "country"),
    "issue": ("issue", "question", "topic"),
    "position": ("position", "preference", "ideal", "ideal point"),
    "salience": ("salience", "saliency", "importance"),
    "capability": ("capability", "capabilities", "clout", "influence", "power", "resources", "weight"),
}
_NEEDED = ("actor", "position", "salience", "capability")
_PERCENT = 100.0
_FIRST = "issue"


@dataclass(frozen=True, slots=True)
class Row:
    """An actor on an issue, and the line it stands on."""

    line: int
    actor: str
    issue: str
    position: float
    salience: float
    capability: float


def read_table(path: str | Path) -> Scenario:
    """The scenario in a table. Scales go from 0 to 100, or between the extreme positions where one lies outside.

    Salience above 1 anywhere is read as per cent, everywhere.

    Raises:
        ScenarioError: the table cannot be read; the line is named.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError("cannot be read", where=str(path), remedy="Check its name; it has to be UTF-8") from error
    lines = text.splitlines()
    old = any(line.lstrip("'\"").startswith("#A") for line in lines)
    scales: dict[str, tuple[float, float]] = {}
    rows = list(_exchange_rows(lines, path, scales) if old else _rows(text, path))
    if not rows:
        raise ScenarioError("has no rows", where=str(path), remedy=f"Give the columns {', '.join(_NEEDED)}")
    return _scenario(rows, scales, path)


def _error(path: Path, line: int, problem: str, remedy: str) -> ScenarioError:
    return ScenarioError(problem, where=f"{path}, line {line}", remedy=remedy)


def _rows(text: str, path: Path) -> Iterator[Row]:
    dialect = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=dialect, skipinitialspace=True)
    columns = _columns(reader.fieldnames or [], path)
    for row in reader:
        if not any((value or "").strip() for value in row.values() if not isinstance(value, list)):
            continue
        actor = (row.get(columns["actor"]) or "").strip()
        if not actor:
            raise _error(path, reader.line_num, "has no actor", "Name it")
        issue = (row.get(columns["issue"]) or "").strip() if "issue" in columns else _FIRST
        numbers = (_number(row.get(columns[name]), name, path, reader.line_num) for name in _NEEDED[1:])
        yield Row(reader.line_num, actor, issue, *numbers)


def _columns(found: Sequence[str], path: Path) -> dict[str, str]:
    """Our name → the table's name of each column."""
    spelt = {name.strip().casefold(): name for name in found if name}
    columns = {
        ours: next(spelt[name] for name in names if name in spelt)
        for ours, names in NAMES.items()
        if any(name in spelt for name in names)
    }
    if missing := [name for name in _NEEDED if name not in columns]:
        raise _error(path, 1, f"there is no column {missing[0]}", f"It may be called {', '.join(NAMES[missing[0]])}")
    return columns


def _number(text: str | None, name: str, path: Path, line: int) -> float:
    try:
        value = float((text or "").strip())
    except ValueError:
        raise _error(path, line, f"{name} is {text!r}", "Write a number") from None
    if not math.isfinite(value):
        raise _error(path, line, f"{name} is {text}", "Write a finite number")
    return value


def _exchange_rows(lines: list[str], path: Path, scales: dict[str, tuple[float, float]]) -> Iterator[Row]:
    for line, text in enumerate(lines, start=1):
        cells = [cell.strip("'\" ") for cell in text.replace(";", "\t").split("\t")]
        match cells:
            case ["#M", issue, value, *_]:
                at = _number(value, "end of the scale", path, line)
                low, high = scales.get(issue, (at, at))
                scales[issue] = (min(low, at), max(high, at))
            case ["#D", actor, issue, *values] if len(values) >= len(_NEEDED) - 1:
                numbers = (_number(text, name, path, line) for text, name in zip(values, _NEEDED[1:], strict=False))
                yield Row(line, actor, issue, *numbers)
            case ["#D", *_]:
                raise _error(path, line, "has too few cells", "Write #D, actor, issue, position, salience, power")


def _scenario(rows: list[Row], scales: dict[str, tuple[float, float]], path: Path) -> Scenario:
    percent = _PERCENT if max(row.salience for row in rows) > 1 else 1.0
    _check_rows(rows, percent, path)
    issues = tuple(_issue(name, rows, scales) for name in dict.fromkeys(row.issue for row in rows))
    actors = tuple(
        Actor(name, tuple(_stake(row, percent) for row in rows if row.actor == name))
        for name in dict.fromkeys(row.actor for row in rows)
    )
    scenario = Scenario(path.stem.replace("_", " ").replace("-", " "), issues, actors, sources=(path.name,))
    heads = {"issue": [{"id": issue.id} for issue in issues], "actor": [{"name": actor.name} for actor in actors]}
    check_scenario(scenario, Node(heads, (), Source(str(path), {})))
    return scenario


def _check_rows(rows: list[Row], percent: float, path: Path) -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.actor, row.issue) in seen:
            raise _error(path, row.line, f"{row.actor} stands twice on {row.issue}", "Keep one of the rows")
        seen.add((row.actor, row.issue))
        if not 0 <= row.salience <= percent:
            raise _error(path, row.line, f"salience is {row.salience:g}", f"It goes from 0 to {percent:g}")
        if row.capability < 0:
            raise _error(path, row.line, f"capability is {row.capability:g}", "It is 0 or more")


def _issue(name: str, rows: list[Row], scales: dict[str, tuple[float, float]]) -> Issue:
    positions = [row.position for row in rows if row.issue == name]
    low, high = scales.get(name, (0.0, _PERCENT))
    if min(positions) < low or max(positions) > high or low == high:
        low, high = min(positions), max(positions)
    high = high if high > low else low + 1
    return Issue(name, name, "", low, high, "lowest", "highest")


def _stake(row: Row, percent: float) -> Stake:
    return Stake(row.issue, number(row.position), number(row.salience / percent), number(row.capability))


def read_any(path: Path) -> Scenario:
    """A scenario file, or a table where the name ends in .csv or .tsv.

    Raises:
        ScenarioError: it cannot be read.
    """
    from riftline.negotiate.reading import read_scenario  # noqa: PLC0415 - tables need it nowhere else

    return read_table(path) if path.suffix.lower() in {".csv", ".tsv"} else read_scenario(path)
