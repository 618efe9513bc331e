"""Rounds of pressure, as the challenge model tells them: a story of who could press whom, not a forecast."""

from dataclasses import dataclass, replace

from riftline.negotiate.models.challenge import ROUNDS, WHY, Challenge, Reading
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.models.median import weighted_median
from riftline.negotiate.scenario import Issue, Scenario
from riftline.negotiate.table import best_table

_STILL = 0.005  # of the scale: who moves less is not named


@dataclass(frozen=True, slots=True)
class Move:
    """An actor that moved in a round: towards whom, why, from where and to where."""

    actor: str
    towards: str
    why: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Pressure:
    """A round: its moves, the longest first, and where median and mean stand after it."""

    number: int
    moves: tuple[Move, ...]
    median: float
    mean: float


def rounds(
    scenario: Scenario, issue: Issue, *, reading: Reading = "paper", count: int = ROUNDS
) -> tuple[Pressure, ...]:
    """The rounds of the challenge model at the best guesses of the inputs.

    They do not settle: another round, or a slightly different input, may tell another story.
    """
    table = best_table(scenario, issue)
    told, before = [], table.position[0]
    for number, played in enumerate(Challenge(reading, count).play(table), start=1):
        after = played.position[0]
        moves = [
            Move(name, table.actors[played.towards[0, k]], WHY[played.why[0, k]], float(before[k]), float(after[k]))
            for k, name in enumerate(table.actors)
            if abs(after[k] - before[k]) > _STILL * issue.span
        ]
        moved = replace(table, position=played.position)
        moves.sort(key=lambda move: -abs(move.end - move.start))
        told.append(Pressure(number, tuple(moves), float(weighted_median(moved)[0]), float(weighted_mean(moved)[0])))
        before = after
    return tuple(told)
