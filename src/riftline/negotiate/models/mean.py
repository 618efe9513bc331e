"""The compromise: the mean position, weighted by capability × salience. The headline."""

from typing import cast

from riftline.negotiate.estimate import FloatArray
from riftline.negotiate.models.base import Model, each_issue
from riftline.negotiate.table import Table


def weighted_mean(table: Table) -> FloatArray:
    """μ = Σ c·s·x / Σ c·s, in the issue's unit.

    Sources: Van den Bos 1991, *Dutch EC Policy Making*; Achen 2006, in Thomson et al. (eds), *The European Union
    Decides*, ch. 4 (it approximates the Nash bargaining solution where no agreement is bad for all); Leinaweaver &
    Thomson 2014, European Union Politics 15(1):43–58 (it predicts better than procedural models).
    """
    weight = table.weight
    return cast("FloatArray", (weight * table.position).sum(axis=1) / weight.sum(axis=1))


MODEL = Model(
    "mean",
    "weighted mean",
    each_issue(weighted_mean),
    "Everybody gives way until the position is the mean, weighted by capability × salience.",
    "Van den Bos 1991; Achen 2006, in Thomson et al. (eds), The European Union Decides",
)
