"""What the comparison of two windows says, in plain words."""

from dataclasses import dataclass

from riftline.measure.cohesion import FEW

_PLACEBOS = 6  # pairs of other windows: fewer tell nothing of what is usual


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verdict rests on; signs are −1 and 1 where an interval lies on one side of 0, else 0.

    `events` in both windows; `change` of cohesion, `attention` the same with each pair at its mean share, `tone` less
    the change of what is reported `beside` (elsewhere or outside; None without such events); of `pairs` of other
    windows `as_far` differ as much.
    """

    events: tuple[float, float]
    basis: str
    change: int
    attention: int
    tone: int | None
    beside: str
    pairs: int
    as_far: int


def verdict(found: Finding) -> str:
    """One sentence, and a second on whether such a change is unusual for the group."""
    if found.basis != "enough":
        low, high = (f"{events:.0f}" for events in found.events)
        return f"no basis: {low} and {high} events within the group, and {FEW} in each window are needed"
    return "; ".join(part for part in (_change(found), _usual(found)) if part)


def _change(found: Finding) -> str:
    if not found.change:
        return "no clear change"
    way = "more conflictual" if found.change < 0 else "more cooperative"
    if found.attention != found.change:
        return f"{way}, but the pairs themselves did not clearly change: that the news turned to others may explain it"
    if found.tone is None:
        return f"{way} than chance explains; without events of others, coverage cannot be ruled out"
    if found.tone != found.change:
        whom = "events without a member" if found.beside == "elsewhere" else "members' relations with others"
        return f"{way}, but not clearly more so than {whom}: the tone of the coverage may explain it"
    return f"{way} than chance and coverage explain"


def _usual(found: Finding) -> str:
    if found.pairs < _PLACEBOS:
        return ""
    return f"of {found.pairs} other pairs of windows as long, {found.as_far or 'none'} differ as much"
