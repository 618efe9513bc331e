"""Negotiation models: where outcomes are known, how well the bands hold, and how fast it is.

Run: ``python benchmarks/negotiation.py --shared ../shared`` (``--part deu|bands|cars|speed`` for one of the tables).

- deu: the 351 issues of EU law-making (DEU III), forecasts of the weighted mean and of a challenge model as they stand
  in the data; the paired difference with a 95 % interval from 10,000 resamples of issues, and of whole proposals.
- bands: the headline's 50, 80 and 95 % bands around the weighted mean, the error distribution learnt without the
  proposals it is tried on (ten parts, repeated), and with the figures that come with riftline.
- cars: the EC's car emissions; medians after each round in both readings.
- speed: 100,000 draws of an issue with 15 actors; one core unless numpy uses more.
"""

import argparse
import csv
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from common import table
from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.model_error import ModelError, evidence
from riftline.negotiate.models import MODELS
from riftline.negotiate.models.challenge import Challenge
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.models.median import weighted_median
from riftline.negotiate.table import Table, table_of
from riftline.negotiate.uncertainty import crps

RESAMPLES = 10_000
FOLDS, REPEATS = 10, 5
DRAWS, ACTORS = 100_000, 15
REFERENCE_SECONDS = (
    4.3  # jmckib/bdm-scholz-expected-utility-model (prints made Python 3), cars, 10 rounds, this machine
)
_SHARES = (np.arange(400) + 0.5) / 400


@dataclass
class Issues:
    """The 351 issues as arrays."""

    outcome: FloatArray
    mean: FloatArray
    challenge: FloatArray
    reference: FloatArray  # NaN where there is none
    proposal: np.ndarray


def read_issues(shared: Path) -> Issues:
    """The issues of the data folder."""
    with (shared / "data" / "negotiation" / "deu3_351_issue_forecasts.csv").open(encoding="utf8") as file:
        rows = list(csv.DictReader(file))
    names = ("outcome", "compromise_forecast", "challenge_forecast", "reference_point")
    columns = [np.array([float(row[name] or "nan") for row in rows]) for name in names]
    return Issues(*columns, np.array([row["dossier"] for row in rows]))


def deu(issues: Issues) -> None:
    """Errors on known outcomes."""
    constant = np.full(len(issues.outcome), 50.0)
    rows = [
        scored("weighted mean", issues.mean, issues.outcome),
        scored("challenge (reference point, Q = .7)", issues.challenge, issues.outcome),
        scored("constant 50", constant, issues.outcome),
    ]
    known = ~np.isnan(issues.reference)
    rows.append(scored("reference point, where there is one", issues.reference[known], issues.outcome[known]))
    rows.append(scored("weighted mean there", issues.mean[known], issues.outcome[known]))
    table(["model", "issues", "MAE", "RMSE", "median AE", "≤5 / ≤10 / ≤20"], rows)
    gap = np.abs(issues.challenge - issues.outcome) - np.abs(issues.mean - issues.outcome)
    low, high = np.quantile(resampled(gap, np.arange(len(gap))), [0.025, 0.975])
    print(f"\nchallenge − mean, absolute errors: {gap.mean():.2f} [{low:.2f}, {high:.2f}]")
    low, high = np.quantile(resampled(gap, issues.proposal), [0.025, 0.975])
    print(f"with whole proposals resampled: [{low:.2f}, {high:.2f}]\n")


def scored(name: str, forecast: FloatArray, outcome: FloatArray) -> list[object]:
    """A row of the table of errors."""
    error = np.abs(forecast - outcome)
    hits = " / ".join(f"{np.mean(error <= reach + 1e-9):.3f}" for reach in (5, 10, 20))
    rmse = np.sqrt((error**2).mean())
    return [name, len(error), f"{error.mean():.2f}", f"{rmse:.2f}", f"{np.median(error):.1f}", hits]


def resampled(values: FloatArray, groups: np.ndarray) -> FloatArray:
    """Means of resamples of whole groups."""
    random = np.random.default_rng(0)
    names, place = np.unique(groups, return_inverse=True)
    sums, counts = np.bincount(place, values), np.bincount(place)
    chosen = random.integers(0, len(names), (RESAMPLES, len(names)))
    return np.asarray(sums[chosen].sum(axis=1) / counts[chosen].sum(axis=1))


def bands(issues: Issues) -> None:
    """Coverage of the bands, and CRPS beside constants."""
    shipped = forecast_draws(evidence().error, issues.mean)
    rows = [covered("figures that come with riftline", [(shipped, issues.outcome)])]
    folds = list(parts(issues))
    learnt = [error_without(issues, test) for test in folds]
    for name, size in (("without the mass at the ends", 0.0), ("as it is", None)):
        errors = [one if size is None else replace(one, reach=size) for one in learnt]
        tried = [
            (forecast_draws(error, issues.mean[test]), issues.outcome[test])
            for error, test in zip(errors, folds, strict=True)
        ]
        rows.append(covered(f"learnt on other proposals ({REPEATS} × {FOLDS} parts), {name}", tried))
    rows.append(covered("outcomes of other proposals, whatever the positions", climate(issues, folds)))
    table(["headline", "50 %", "80 %", "95 %", "width of 80 %", "at an end", "CRPS"], rows)
    ends = np.mean((issues.outcome == 0) | (issues.outcome == 100))
    mean, constant = (np.abs(one - issues.outcome).mean() for one in (issues.mean, 50.0))
    print(f"\nOutcomes at an end: {100 * ends:.1f} %.")
    print(f"CRPS of the weighted mean as a number: {mean:.2f}; of 50: {constant:.2f}\n")


def climate(issues: Issues, folds: list[np.ndarray]) -> list[tuple[FloatArray, FloatArray]]:
    """Forecasts that know nothing of an issue but how others came out."""
    known = [np.quantile(np.delete(issues.outcome, test), _SHARES) for test in folds]
    return [(np.tile(one, (len(test), 1)), issues.outcome[test]) for one, test in zip(known, folds, strict=True)]


def forecast_draws(error: ModelError, mean: FloatArray) -> FloatArray:
    """Issues × draws of the headline with inputs taken as known."""
    many = np.repeat(mean, len(_SHARES))
    shares = np.tile(_SHARES, len(mean))
    return error.around(many, np.zeros_like(many), np.full_like(many, 100), shares).reshape(len(mean), -1)


def parts(issues: Issues) -> list[np.ndarray]:
    """The issues of a tenth of the proposals, over and over."""
    random = np.random.default_rng(0)
    found = []
    for _ in range(REPEATS):
        names = random.permutation(np.unique(issues.proposal))
        found += [np.flatnonzero(np.isin(issues.proposal, names[k::FOLDS])) for k in range(FOLDS)]
    return found


def error_without(issues: Issues, test: np.ndarray) -> ModelError:
    """The error distribution of all other issues."""
    return ModelError.of(np.delete(issues.mean, test), np.delete(issues.outcome, test))


def covered(name: str, tried: list[tuple[FloatArray, FloatArray]]) -> list[object]:
    """A row of the table of bands."""
    draws, outcome = (np.concatenate(values) for values in zip(*tried, strict=True))
    cells = []
    for level in (0.5, 0.8, 0.95):
        low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=1)
        cells.append(np.mean((low - 1e-6 <= outcome) & (outcome <= high + 1e-6)))
    low, high = np.quantile(draws, [0.1, 0.9], axis=1)
    ranked = np.mean([crps(one, value) for one, value in zip(draws, outcome, strict=True)])
    at_end = f"{100 * np.mean((draws == 0) | (draws == 100)):.1f} %"
    return [name, *(f"{100 * cell:.1f} %" for cell in cells), f"{np.mean(high - low):.1f}", at_end, f"{ranked:.2f}"]


def cars(shared: Path) -> None:
    """Weighted medians round by round."""
    with (shared / "data" / "negotiation" / "ec_car_emissions_bdm1994.csv").open(encoding="utf8") as file:
        rows = list(csv.DictReader(file))
    known = table_of(*([float(row[name]) for row in rows] for name in ("Position", "Salience", "Capability")))
    print(f"weighted mean {weighted_mean(known)[0]:.3f}, median {weighted_median(known)[0]:.1f}, outcome 8.833\n")
    lines = []
    for reading in ("code", "paper"):
        after = [replace(known, position=one.position) for one in Challenge(reading, 12).play(known)]  # type: ignore[arg-type]
        lines.append([f"{reading}, median", *(f"{weighted_median(one)[0]:.2f}" for one in after)])
        lines.append([f"{reading}, mean", *(f"{weighted_mean(one)[0]:.2f}" for one in after)])
    table(["round", *map(str, range(1, 13))], lines)
    seconds = timed(lambda: list(Challenge("code", 10).play(known)), repeats=20)
    times = REFERENCE_SECONDS / seconds
    print(f"\n10 rounds as the program does them: {1000 * seconds:.1f} ms")
    print(f"the reference implementation: {REFERENCE_SECONDS} s, {times:,.0f} times as long\n")


def speed() -> None:
    """Seconds for many draws of an issue with 15 actors."""
    random = np.random.default_rng(0)
    shape = (DRAWS, ACTORS)
    x, s, c = random.uniform(0, 100, shape), random.uniform(0.2, 1, shape), random.uniform(0.1, 1, shape)
    one = table_of(x, s, c, low=0, high=100, reference=-1)
    rows = []
    for name, model in MODELS.items():
        tables: list[Table] = [one, replace(one, position=x[:, ::-1])] if name == "exchange" else [one]
        seconds = timed(lambda model=model, tables=tables: model.settle(tables))  # type: ignore[misc]
        rows.append([model.title, f"{seconds:.2f}", f"{1e6 * seconds / DRAWS:.1f}"])
    table(["100,000 draws, 15 actors", "seconds", "µs a draw"], rows)


def timed(work: Callable[[], object], repeats: int = 1) -> float:
    """Seconds for one run."""
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    return (time.perf_counter() - start) / repeats


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", choices=("deu", "bands", "cars", "speed"))
    options = parser.parse_args()
    issues = read_issues(options.shared)
    for name, work in {
        "deu": lambda: deu(issues),
        "bands": lambda: bands(issues),
        "cars": lambda: cars(options.shared),
        "speed": speed,
    }.items():
        if options.part in (None, name):
            work()


if __name__ == "__main__":
    main()
