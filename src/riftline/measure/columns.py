"""Sums over the rows of a dyads frame, written once: weights under a condition, and who stands in a row."""

from collections.abc import Sequence

import narwhals as nw

CONFLICT = (3, 4)
COOPERATION = (1, 2)
VERBAL = (1, 3)
MATERIAL = (2, 4)


def weight_where(condition: nw.Expr, value: nw.Expr | None = None) -> nw.Expr:
    """The weight of the row, or `value`, where the condition holds; else 0 (also where it is unknown)."""
    return nw.when(condition).then(nw.col("weight") if value is None else value).otherwise(nw.lit(0.0))


def is_actual() -> nw.Expr:
    """The report stands behind it: planned, requested, possible and denied events are no deeds."""
    return nw.col("status") == "actual"


def between_two() -> nw.Expr:
    """Source and target are not the same party."""
    return nw.col("source") != nw.col("target")


def among(codes: Sequence[str]) -> nw.Expr:
    """Both parties are among `codes`; of one code, either party is it."""
    listed = list(codes)
    source, target = nw.col("source").is_in(listed), nw.col("target").is_in(listed)
    return source | target if len(set(listed)) == 1 else source & target


def unordered() -> list[nw.Expr]:
    """Source and target in alphabetical order, so that both directions are one dyad."""
    source, target = nw.col("source"), nw.col("target")
    forward = source <= target
    return [
        nw.when(forward).then(source).otherwise(target).alias("source"),
        nw.when(forward).then(target).otherwise(source).alias("target"),
    ]
