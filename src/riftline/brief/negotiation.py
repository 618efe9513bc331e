"""What is said of a negotiation in words, the same at the terminal and on the page."""

import math

from riftline.negotiate.estimate import Estimate
from riftline.negotiate.model_error import evidence
from riftline.negotiate.report import IssueReport
from riftline.negotiate.rounds import Move, Pressure
from riftline.negotiate.scenario import Issue, Scenario
from riftline.negotiate.sensitivity import ERROR, Need, Share
from riftline.negotiate.settlement import Anchor, Answer, Crossing
from riftline.negotiate.what_if import Departure

ILLUSTRATIVE = "The inputs are made up to show how it works. They are not what anybody said or knows."
UNSTABLE = (
    "Who could press whom, as the challenge model tells it at the best guesses. A story, not a forecast: the rounds do "
    "not settle, and a slightly different input may tell another."
)
PANEL = (
    "The same inputs in each model, without the model's own error. Where they differ, the answer hangs on how one "
    "thinks bargaining works; they are not averaged."
)
ABSENT = "The weighted mean and median at the best guesses, if somebody left the table or joined it."
_NEAR = 0.005  # a chance below it is said as "less than 1 %"
_MOST = 6  # lines of a list


def limits(scenario: Scenario) -> str:
    """What the bands rest on."""
    known = evidence()
    told = (
        f"The bands join what is not known of the inputs with the error that the weighted mean had on {known.issues} "
        f"issues of EU law-making: {known.mean_absolute_error:.0f} points of 100 on average. That was bargaining among "
        "partners; under coercion it is likely worse."
    )
    if scenario.model_error == 0:
        return (
            "The model's own error is left out (model_error = 0): the bands hold only what is not known of the inputs."
        )
    if scenario.model_error != 1:
        told += f" This scenario counts that error {scenario.model_error:g} times."
    return told


def amount(value: float, issue: Issue) -> str:
    """A value on the issue's scale, with its unit."""
    return f"{plain(value, issue)} {issue.unit}".strip()


def point(value: float, issue: Issue) -> str:
    """A point that was given, with its unit: no more decimals than it has."""
    return f"{value:g} {issue.unit}".replace("-", "−").strip()


def plain(value: float, issue: Issue) -> str:
    """A value on the issue's scale, to about a thousandth of it."""
    if math.isnan(value):
        return "none"
    decimals = max(0, math.ceil(2.5 - math.log10(issue.span)))
    return f"{value:.{decimals}f}".replace("-", "−")


def chance(value: float) -> str:
    """A probability in per cent."""
    if 0 < value < _NEAR:
        return "less than 1 %"
    return f"{100 * value:.0f} %"


def headline(report: IssueReport) -> str:
    """Where it settles and how sure that is, in a sentence or two."""
    issue, spread = report.settlement.issue, report.settlement.headline
    low, high = spread.band(0.5)
    wide = spread.band(0.8)
    return (
        f"About {amount(spread.mean, issue)}. As likely as not between {plain(low, issue)} and {amount(high, issue)}; "
        f"in 80 of 100 cases between {plain(wide[0], issue)} and {amount(wide[1], issue)}."
    )


def scale(issue: Issue) -> str:
    """What the ends of the scale mean, and the points on it."""
    told = f"{point(issue.low, issue)}: {issue.low_means}; {point(issue.high, issue)}: {issue.high_means}."
    if issue.status_quo is not None:
        told += f" Today: {point(issue.status_quo, issue)}."
    if issue.reference is not None:
        told += f" Without an agreement: {estimate(issue.reference)}."
    return told


def estimate(known: Estimate, issue: Issue | None = None) -> str:
    """An input as it was given: a best guess, and between what."""

    def show(value: float) -> str:
        return plain(value, issue) if issue else f"{value:g}"

    match known.kind:
        case "number":
            return show(known.best)
        case "normal":
            return f"{show(known.numbers[0])} ± {show(known.numbers[1])}"
        case "values":
            return " or ".join(show(value) for value in known.numbers)
        case "range":
            return f"{show(known.numbers[0])} to {show(known.numbers[1])}"
        case _:
            return f"{show(known.best)} ({show(known.numbers[0])} to {show(known.numbers[2])})"


def answer_note(answer: Answer) -> str:
    """What to know of a model's answer: that it has none in some draws."""
    if answer.spread.undefined == 1:
        return "no answer: nobody gains over no agreement, or not all do"
    return f"no answer in {chance(answer.spread.undefined)} of draws" if answer.spread.undefined else ""


def anchor(one: Anchor, issue: Issue) -> str:
    """How likely it is just such a point."""
    return f"just the {one.what} ({point(one.at, issue)}): {chance(one.chance)}"


def crossing(one: Crossing, issue: Issue) -> str:
    """A red line and how likely the outcome lies beyond it."""
    return f"{one.actor} asks for {one.side} {point(one.at, issue)}: not kept in {chance(one.chance)} of draws"


def need(one: Need, issue: Issue) -> str:
    """What an input would have to be; only where that is possible."""

    def show(value: float) -> str:
        return plain(value, issue) if one.which.field == "position" else f"{value:.3g}"

    if one.then is None:
        return f"{one.which.actor}: no {one.which.field} is enough"
    return f"{one.which.actor}: {one.which.field} {show(one.then)} instead of {show(one.now)}"


def easiest(needs: tuple[Need, ...], issue: Issue) -> list[Need]:
    """For each actor the change of one input that asks for least, the easiest first: as a share of what it may be."""
    best: dict[str, tuple[float, Need]] = {}
    for one in needs:
        if one.then is None:
            continue
        size = {"position": issue.span, "salience": 1.0}.get(one.which.field, max(one.now, one.then))
        asked = abs(one.then - one.now) / size
        if one.which.actor not in best or asked < best[one.which.actor][0]:
            best[one.which.actor] = (asked, one)
    return [one for _, one in sorted(best.values(), key=lambda pair: pair[0])][:_MOST]


def share(one: Share) -> str:
    """How much of the variance an input accounts for."""
    name = "the model's own error" if one.which == ERROR else f"{one.which}"
    return f"{name}: {chance(min(one.total, 1.0))}"


def departure(one: Departure) -> str:
    """Who left or joined."""
    return f"{'with' if one.joins else 'without'} {one.actor}"


def move(one: Move, issue: Issue) -> str:
    """A move in a round of pressure."""
    way = f"from {plain(one.start, issue)} to {plain(one.end, issue)}"
    told = {
        "compromise": f"{one.actor} meets {one.towards} part of the way",
        "gives in": f"{one.actor} gives in to {one.towards}",
    }
    return f"{told.get(one.why, f'{one.actor} loses to {one.towards}')}, {way}"


def round_of(one: Pressure, issue: Issue) -> str:
    """A round of pressure in a sentence."""
    moves = "; ".join(move(each, issue) for each in one.moves[:_MOST]) or "nobody moves"
    more = len(one.moves) - _MOST
    rest = f"; and {more} more" if more > 0 else ""
    return f"Round {one.number}: {moves}{rest}. The median is then {amount(one.median, issue)}."
