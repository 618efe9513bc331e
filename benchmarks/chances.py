"""Chances of events: skill, calibration, cost.

Run: ``python benchmarks/chances.py --shared ../shared`` (about half an hour on one core; ``--only ICEWS14`` for half of
it). Every window of the test split is forecast from what lies before it: every (source, relation, target) seen before,
or every pair seen before with every CAMEO root; nothing is sampled. Prints

1. scores beside three references: the rate of the pair and type, recalibrated on the windows held out (its trust and
   its isotonic curve are fitted on the same windows as the model's calibration), the rate of the type, and persistence;
2. skill by type, by history, and the reliability table, each for the first setting run;
3. with ``--ablations`` what each family of columns adds.
"""

import argparse
import multiprocessing
import re
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from common import table
from riftline.forecast.chances.benchmark_panel import Level, panel_of_graph
from riftline.forecast.chances.evidence import Evidence
from riftline.forecast.chances.model import Settings
from riftline.forecast.chances.panel import Cells, Columns, Panel
from riftline.forecast.chances.rolling import Backtest, Rolled, backtest, roll, windows
from riftline.forecast.chances.verification import Verified, skill
from riftline.forecast.tkg import read_benchmark

TYPES = 10
LEARNED = Settings(members=2, cases=400_000, trees=200, rate=0.05)
FAMILIES = {  # what the names of their columns look like
    "rules (what follows what)": "after_|answer_",
    "the other side": "back_|answer_",
    "places and roles": "places|source_kind_there|here_|kind_there|roles_",
    "gaps": r".*_gap|.*_overdue",
    "windows covered": ".*_share",
    "volume of all reports": "(?!)",  # no column: all days count as equally reported on
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is forecast, and what is left out of it."""

    data: str
    level: Level
    days: int
    without: str = ""

    @property
    def name(self) -> str:
        """What tables call it."""
        return f"{self.data} {self.level}, {self.days} days"


SETTINGS = (
    Setting("ICEWS14", "relations", 7),
    Setting("ICEWS14", "roots", 30),
    Setting("ICEWS18", "relations", 7),
    Setting("ICEWS14", "roots", 7),
    Setting("ICEWS14", "relations", 30),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a setting gave and took."""

    found: Backtest
    said: float
    seconds: float
    gigabytes: float
    uncalibrated: float


def evidence_without(family: str) -> type[Evidence]:
    """Evidence with a family of columns left blank."""

    class Partial(Evidence):
        def __init__(self, panel: Panel, cells: Cells, days: int, least: int = 1, lead: int = 0) -> None:
            super().__init__(panel, cells, days, least, lead)
            if family == "volume of all reports":
                self.volume = np.ones_like(self.volume)

        def columns(self, first: int, last: int) -> tuple[Columns, list[str]]:
            columns, names = super().columns(first, last)
            columns[:, [bool(re.match(FAMILIES[family], name)) for name in names]] = 0
            return columns, names

    return Partial if family else Evidence


def run(shared: Path, setting: Setting, split: str) -> Run:
    """One setting, in a process of its own so that its memory is its own."""
    began = time.process_time()
    folder = shared / "data" / "tkg" / setting.data
    graph = read_benchmark(folder)
    panel = panel_of_graph(graph, folder, setting.level)
    first, last = graph.spans[split]
    rolled = roll(
        panel, every_kind=setting.level == "roots", settings=replace(LEARNED, days=setting.days), starts=[first],
        origins=windows(first, last, setting.days), evidence=evidence_without(setting.without),
    )  # fmt: skip
    assert rolled is not None  # noqa: S101 - these folders hold enough
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Run(backtest(panel, rolled, setting.days), said(rolled), time.process_time() - began, peak, bare(rolled))


def said(rolled: Rolled) -> float:
    """Events forecast over events seen."""
    return float(rolled.chance.sum() / rolled.happened.sum())


def bare(rolled: Rolled) -> float:
    """Skill over the base rate without calibration."""
    return skill(rolled.raw, rolled.base, rolled.happened)


def runs(shared: Path, settings: list[Setting], split: str) -> Iterator[tuple[Setting, Run]]:
    """The settings, one after the other."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for setting in settings:
            yield setting, pool.apply(run, (shared, setting, split))


def row(setting: Setting, one: Run) -> list[str]:
    """A line of the first table."""
    scores = one.found.all
    low, high = scores.interval["base rate"]
    return [
        setting.name, f"{scores.forecasts:,}", f"{scores.events:,}", f"{scores.brier:.6f}",
        f"{scores.skill['base rate']:+.4f} [{low:.4f}, {high:.4f}]", f"{scores.skill['type rate']:+.3f}",
        f"{scores.skill['persistence']:+.3f}", f"{scores.log_score:.5f}", f"{scores.calibration_error:.5f}",
        f"{scores.sharpness:.4f}", f"{one.said:.3f}", f"{one.seconds:.0f}", f"{one.gigabytes:.1f}",
    ]  # fmt: skip


HEAD = (
    "test", "forecasts", "events", "Brier", "skill over base rate [95 %]", "over type rate", "over persistence",
    "log score", "ECE", "sharpness", "said / seen", "CPU s", "peak GB",
)  # fmt: skip


def parts(head: str, found: dict[str, Verified]) -> None:
    """Skill by part."""
    rows = [
        (
            name,
            f"{one.forecasts:,}",
            f"{one.events:,}",
            f"{one.skill['base rate']:+.4f}",
            f"{one.calibration_error:.5f}",
        )
        for name, one in found.items()
    ]
    print()
    table((head, "forecasts", "events", "skill over base rate", "ECE"), rows)


def details(setting: Setting, found: Backtest) -> None:
    """By type, by history, and what was said and seen."""
    print(f"\n{setting.name}:")
    most = sorted(found.by_kind.items(), key=lambda one: -one[1].events)[:TYPES]
    parts("type", dict(most))
    parts("happened before", found.by_history)
    print()
    rows = [(f"{one.forecasts:,}", f"{one.said:.5f}", f"{one.seen:.5f}") for one in found.reliability]
    table(("forecasts", "said", "seen"), rows)


def ablations(shared: Path, whole: Run, setting: Setting, split: str) -> None:
    """What each family of columns adds to the first setting."""
    full = whole.found.all.skill["base rate"]
    rows = [("nothing", f"{full:+.4f}", "", f"{whole.found.all.calibration_error:.5f}")]
    rows.append(("calibration", f"{whole.uncalibrated:+.4f}", f"{full - whole.uncalibrated:+.4f}", ""))
    less = [Setting(setting.data, setting.level, setting.days, family) for family in FAMILIES]
    for one, got in runs(shared, less, split):
        scores = got.found.all
        own = scores.skill["base rate"]
        rows.append((one.without, f"{own:+.4f}", f"{full - own:+.4f}", f"{scores.calibration_error:.5f}"))
    print(f"\n{setting.name}:\n")
    table(("left out", "skill over base rate", "it adds", "ECE"), rows)


def main() -> None:
    """Run the settings and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the test data")
    parser.add_argument("--split", choices=("valid", "test"), default="test")
    parser.add_argument("--only", default="", help="only settings whose name begins so, such as 'ICEWS14 relations'")
    parser.add_argument("--ablations", action="store_true")
    chosen = parser.parse_args()
    wanted = [one for one in SETTINGS if one.name.startswith(chosen.only)]
    found = list(runs(chosen.shared, wanted, chosen.split))
    table(HEAD, [row(*one) for one in found])
    setting, first = found[0]
    details(setting, first.found)
    if chosen.ablations:
        ablations(chosen.shared, first, setting, chosen.split)


if __name__ == "__main__":
    main()
