"""The file of forecasts and outcomes: lines are only added, each with the hash of the line before it."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from riftline.errors import ScenarioError, UsageError
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.scenario import Scenario
from riftline.negotiate.settlement import Settlement
from riftline.negotiate.table import best_table
from riftline.negotiate.writing import write_scenario

_PERCENTS = np.arange(1, 100)  # quantiles that are kept of a forecast
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast as it was kept.

    Args:
        id: by which its outcome is told.
        date: when it was made.
        scenario: its title.
        issue: the issue's id.
        low: of the scale.
        high: likewise.
        best: the weighted mean at the best guesses.
        quantiles: of the headline, at 1 to 99 %.
        plain_mean: of the positions, without weights.
        reference: the reference point, if there is one.
    """

    id: str
    date: dt.date
    scenario: str
    issue: str
    low: float
    high: float
    best: float
    quantiles: tuple[float, ...]
    plain_mean: float
    reference: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the forecast's id, the day it was known, and the value in the issue's unit."""

    forecast: str
    date: dt.date
    value: float


def keep_forecasts(
    path: Path, scenario: Scenario, settlements: tuple[Settlement, ...], *, date: dt.date
) -> list[Forecast]:
    """Add the forecasts of a scenario to the file, which is made if it is not there.

    The id of a forecast has the issue and the first digits of the scenario's hash: two scenarios do not share one.

    Raises:
        ScenarioError: the file is damaged.
    """
    digest = hashlib.sha256(write_scenario(scenario).encode()).hexdigest()
    forecasts = [_forecast(scenario, settled, digest, date) for settled in settlements]
    _append(path, [_forecast_line(forecast, digest) for forecast in forecasts])
    return forecasts


def keep_outcome(path: Path, forecast: str, value: float, *, date: dt.date) -> Outcome:
    """Add an outcome to the file.

    Raises:
        ScenarioError: the file is missing or damaged.
        UsageError: no such forecast is in it, it was made later, or the value is off its scale.
    """
    forecasts, _ = read_log(path)
    known = next((one for one in reversed(forecasts) if one.id == forecast), None)
    if known is None:
        ids = ", ".join(dict.fromkeys(one.id for one in forecasts)) or "none"
        raise UsageError(f"there is no forecast {forecast!r}", where=str(path), remedy=f"In it are: {ids}")
    if date < known.date:
        problem = f"the forecast {forecast!r} was made on {known.date}, after the outcome was known"
        raise UsageError(problem, where=str(path), remedy="Only what was forecast before counts")
    if not known.low <= value <= known.high:
        remedy = f"It goes from {known.low:g} to {known.high:g}"
        raise UsageError(f"{value:g} is off the scale of {forecast!r}", where=str(path), remedy=remedy)
    _append(path, [{"kind": "outcome", "forecast": forecast, "date": date.isoformat(), "value": value}])
    return Outcome(forecast, date, value)


def read_log(path: Path) -> tuple[list[Forecast], list[Outcome]]:
    """All forecasts and outcomes, in the order in which they were added.

    Raises:
        ScenarioError: the file is missing, or a line was changed, moved or taken out after it was written.
    """
    forecasts, outcomes = [], []
    for record in _records(path):
        if record["kind"] == "forecast":
            forecasts.append(_read_forecast(record))
        else:
            outcomes.append(Outcome(record["forecast"], dt.date.fromisoformat(record["date"]), record["value"]))
    return forecasts, outcomes


def _forecast(scenario: Scenario, settled: Settlement, digest: str, date: dt.date) -> Forecast:
    table = best_table(scenario, settled.issue)
    return Forecast(
        id=f"{settled.issue.id}-{digest[:8]}",
        date=date,
        scenario=scenario.title,
        issue=settled.issue.id,
        low=settled.issue.low,
        high=settled.issue.high,
        best=float(weighted_mean(table)[0]),
        quantiles=tuple(np.round(np.quantile(settled.draws, _PERCENTS / 100), 6).tolist()),
        plain_mean=float(table.position.mean()),
        reference=settled.issue.reference.best if settled.issue.reference else None,
    )


def _forecast_line(forecast: Forecast, digest: str) -> dict[str, Any]:
    return {
        "kind": "forecast",
        "id": forecast.id,
        "date": forecast.date.isoformat(),
        "scenario": forecast.scenario,
        "scenario_sha256": digest,
        "issue": forecast.issue,
        "scale": [forecast.low, forecast.high],
        "best": forecast.best,
        "quantiles": list(forecast.quantiles),
        "plain_mean": forecast.plain_mean,
        "reference": forecast.reference,
    }


def _read_forecast(record: dict[str, Any]) -> Forecast:
    return Forecast(
        id=record["id"],
        date=dt.date.fromisoformat(record["date"]),
        scenario=record["scenario"],
        issue=record["issue"],
        low=record["scale"][0],
        high=record["scale"][1],
        best=record["best"],
        quantiles=tuple(record["quantiles"]),
        plain_mean=record["plain_mean"],
        reference=record["reference"],
    )


# The chain of hashes


def _hash(record: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _append(path: Path, records: list[dict[str, Any]]) -> None:
    previous = _START
    for known in _records(path) if path.exists() else ():
        previous = known["hash"]
    lines = []
    for record in records:
        linked = {**record, "previous": previous}
        previous = _hash(linked)
        lines.append(json.dumps({**linked, "hash": previous}, ensure_ascii=False) + "\n")
    try:
        with path.open("a", encoding="utf8") as file:
            file.write("".join(lines))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise ScenarioError(f"cannot be written ({reason})", where=str(path), remedy="Check folder and disk") from error


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Make one with riftline negotiate SCENARIO.toml --record FILE"
        raise ScenarioError("is no file of forecasts", where=str(path), remedy=remedy) from error
    previous = _START
    for number, line in enumerate(lines, start=1):
        record = _checked(line, previous, f"{path}, line {number}")
        previous = record["hash"]
        yield record


def _checked(line: str, previous: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        told = record.pop("hash")
    except (ValueError, KeyError, AttributeError, TypeError):
        raise ScenarioError("is no line of a file of forecasts", where=where, remedy="Restore a copy") from None
    if record.get("previous") != previous or _hash(record) != told:
        problem = "was changed after it was written, or a line before it was"
        raise ScenarioError(problem, where=where, remedy="Restore a copy: forecasts count as they were made")
    return {**record, "hash": told}
