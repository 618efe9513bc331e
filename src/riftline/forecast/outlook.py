"""What is to be expected between some pairs: for a brief, from the ledger before its first document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from riftline.forecast.answers import QUICK, Forecast, Forecaster, end_of
from riftline.forecast.chances.model import Settings
from riftline.forecast.questions import Question, act_of
from riftline.ledger.store import Ledger

DAYS = 30
MOST = 2  # forecasts for a pair
OLD = 45  # days between the end of the ledger and the window, beyond which nothing is told
_LEAST = 0.02  # a chance below this is not worth a line
_GAP = 0.01  # and so is one that hardly differs from its base rate


def outlook(
    ledger: Ledger,
    pairs: Sequence[tuple[str, str]],
    day: dt.date | None,
    *,
    acts: Sequence[tuple[str, str, str]] = (),
    settings: Settings = QUICK,
) -> tuple[Forecast, ...]:
    """The forecasts asked for, and those of each pair, both ways, that differ most from their base rates.

    Args:
        ledger: what is known.
        pairs: codes of the two parties.
        day: the window begins with it, and nothing from it on is looked at; None takes the day after the ledger ends.
        acts: (source, target, PLOVER type) that the brief leaves open; always answered where there is a basis.
        settings: how to learn.

    Returns:
        Forecasts by a model alone, with base rate, reasons and record; nothing where there is no basis, as where the
        ledger ends long before the window.
    """
    end = end_of(ledger)
    if end is None:
        return ()
    start = day or end
    lead = max((start - end).days, 0)
    if lead > OLD:
        return ()
    made = Forecaster(ledger, min(start, end), None, replace(settings, days=DAYS, lead=lead))
    if made.model is None:
        return ()
    named = [Question(source, target, act_of([kind]), DAYS, start) for source, target, kind in acts]
    wanted = [one for pair in pairs for one in _telling(made, pair)]
    found = [made.answer(question) for question in dict.fromkeys([*named, *wanted])]
    return tuple(one for one in found if one.basis == "model")


def _telling(made: Forecaster, pair: tuple[str, str]) -> list[Question]:
    """The questions about a pair, both ways, whose chances differ most from their base rates."""
    told = made.of_pair(*pair) + (made.of_pair(*reversed(pair)) if pair[0] != pair[1] else [])
    far = [one for one in told if one[1] >= _LEAST and abs(one[1] - one[2]) >= _GAP]
    return [question for question, _, _ in sorted(far, key=lambda one: -abs(one[1] - one[2]))[:MOST]]
