"""What is to be expected between some pairs: for a brief, from the ledger before its first document."""

import datetime as dt
from collections.abc import Sequence

from riftline.forecast.answers import Forecast, Forecaster
from riftline.forecast.chances.model import Settings
from riftline.forecast.questions import Question, act_of
from riftline.ledger.store import Ledger

DAYS = 30
MOST = 3  # forecasts for a pair
LIGHT = Settings(days=DAYS, cases=200_000, trees=100, stride=10)  # a brief waits for it
_LEAST = 0.02  # a chance below this is not worth a line
_GAP = 0.01  # and so is one that hardly differs from its base rate


def outlook(
    ledger: Ledger,
    pairs: Sequence[tuple[str, str]],
    day: dt.date,
    *,
    acts: Sequence[tuple[str, str, str]] = (),
    settings: Settings = LIGHT,
) -> tuple[Forecast, ...]:
    """The forecasts of each pair, both ways, that differ most from their base rates, and those asked for.

    Args:
        ledger: what is known.
        pairs: codes of the two parties.
        day: nothing from this day on is looked at; the window begins with it.
        acts: (source, target, PLOVER type) that an open question of the brief names; always answered where there is a
            basis.
        settings: window and learning.

    Returns:
        Forecasts by a model alone, with base rate, reasons and record; nothing where there is no basis.
    """
    made = Forecaster(ledger, day, None, settings)
    if made.model is None:
        return ()
    named = [Question(source, target, act_of([kind]), settings.days, day) for source, target, kind in acts]
    wanted = [one for pair in pairs for one in _telling(made, pair)]
    found = [made.answer(question) for question in dict.fromkeys([*named, *wanted])]
    return tuple(one for one in found if one.basis == "model")


def _telling(made: Forecaster, pair: tuple[str, str]) -> list[Question]:
    """The questions about a pair, both ways, whose chances differ most from their base rates."""
    told = made.of_pair(*pair) + (made.of_pair(*reversed(pair)) if pair[0] != pair[1] else [])
    far = [one for one in told if one[1] >= _LEAST and abs(one[1] - one[2]) >= _GAP]
    return [question for question, _, _ in sorted(far, key=lambda one: -abs(one[1] - one[2]))[:MOST]]
