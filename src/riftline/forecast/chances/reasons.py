"""Why a forecast is what it is: the share of each kind of evidence, and the rules that carry it, in plain words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riftline.facts.countries import country
from riftline.forecast.chances.calibration import logit
from riftline.forecast.chances.evidence import START, Evidence
from riftline.forecast.chances.panel import Floats
from riftline.forecast.chances.related import Told

if TYPE_CHECKING:
    from riftline.forecast.chances.model import Boosters

RULES = 3  # told for a forecast
_CASES = 20  # that a rule must rest on to be told
_KINDS = (  # the longest opening of a column's name that fits says what kind of evidence it is
    ("cell", "same act"),
    ("dyad", "all acts"),
    ("class", "same class"),
    ("back_cell", "same act back"),
    ("back", "acts back"),
    ("source", "source elsewhere"),
    ("kind_target", "others to target"),
    ("class_target", "others to target"),
    ("target", "others to target"),
    ("here", "neighbours"),
    ("places", "neighbours"),
    ("source_kind_there", "neighbours"),
    ("kind_there", "neighbours"),
    ("roles", "how common"),
    ("type", "how common"),
    ("after", "what follows"),
    ("answer", "what answers"),
)
_WORDS = {
    "same act": "the same act between the two, lately and ever",
    "all acts": "all dealings of {source} with {target}",
    "same class": "acts of the same class by {source} towards {target}",
    "same act back": "the same act of {target} towards {source}",
    "acts back": "all dealings of {target} with {source}",
    "source elsewhere": "what {source} does to others",
    "others to target": "what others do to {target}",
    "neighbours": "the neighbours of the two",
    "how common": "how common the act is",
    "what follows": "what usually follows what {source} did to {target}",
    "what answers": "what usually answers what {target} did to {source}",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of evidence, in a few words and in full, and what it does to the odds: `times` 2 doubles them."""

    kind: str
    words: str
    times: float


@dataclass(frozen=True, slots=True)
class Rule:
    """After `act` of source towards target (or, `answer`, the other way) so long ago, the asked act came so often.

    `share` is how often it came within a window, `usual` how often it comes anyway, from `cases` past cases.
    """

    act: str
    answer: bool
    days_ago: int
    share: float
    usual: float
    cases: int


def reasons(booster: "Boosters", evidence: Evidence, cell: int) -> tuple[Reason, ...]:
    """The kinds of evidence, the strongest first; together they lead from the average chance to that of the cell.

    Contributions are Shapley values of the trees in log odds (Lundberg and others 2020,
    doi:10.1038/s42256-019-0138-9), summed over the columns of a kind; what they start from is the rate of the pair and
    type, of which what is common to the type counts as the type's.
    """
    columns, names = evidence.columns(cell, cell + 1)
    shares: Floats = booster.predict(columns, pred_contrib=True)[0, :-1]
    usual, start = names.index("type_rate"), names.index(START)
    overall, kind, pair = logit(np.array([evidence.rules["after"].overall(), *columns[0, [usual, start]]]))
    shares[usual] += booster.own * (kind - overall)
    shares[start] += booster.own * (pair - kind)
    who = {"source": _party(evidence, cell, "source"), "target": _party(evidence, cell, "target")}
    sums: dict[str, float] = {}
    for name, share in zip(names, shares.tolist(), strict=True):
        sums[_kind(name)] = sums.get(_kind(name), 0.0) + share
    ranked = sorted(sums.items(), key=lambda one: -abs(one[1]))
    return tuple(Reason(kind, _WORDS[kind].format(**who), float(np.exp(share))) for kind, share in ranked)


def _kind(name: str) -> str:
    """What kind of evidence a column is."""
    return max((len(opening), kind) for opening, kind in _KINDS if name.startswith(opening))[1]


def _party(evidence: Evidence, cell: int, side: str) -> str:
    number = evidence.cells.source if side == "source" else evidence.cells.target
    code = evidence.panel.parties[int(number[cell])]
    known = country(code)
    return known.name if known else code


def rules(evidence: Evidence, cell: int) -> tuple[Rule, ...]:
    """The rules that speak loudest for or against, other than the act's own recurrence."""
    state = evidence.lags()
    told = [(one, False) for one in evidence.rules["after"].told(cell, *state)]
    told += [(one, True) for one in evidence.rules["answer"].told(cell, *state)]
    told = [one for one in told if one[0].cases >= _CASES]
    told.sort(key=lambda one: -abs(np.log(one[0].share / one[0].usual)))
    return tuple(_rule(evidence, one, answer=answer) for one, answer in told[:RULES])


def _rule(evidence: Evidence, told: Told, *, answer: bool) -> Rule:
    act = evidence.panel.kinds[told.kind]
    return Rule(act, answer, told.gap + 1, told.share, told.usual, told.cases)
