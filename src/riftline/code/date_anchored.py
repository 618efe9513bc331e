"""Dates that lean on another date of the sentence: "two days earlier", "the night before", "the same day"."""

import datetime as dt
import re
from collections.abc import Sequence

from riftline.code import calendar_days as cal
from riftline.code.date_parts import COUNT, count_value, singular

_STEP = re.compile(
    rf"(?P<n>{COUNT})\s(?P<u>days?|nights?|weeks?)\s(?P<way>earlier|beforehand|before|later|afterwards?)|"
    r"the\s(?:day|night|evening|morning)\s(?P<next>before|after)|(?:the\ssame|that|that\ssame)\s(?:day|night|evening)"
)
_ENDS = re.compile(r"\s*(?:$|[,.;:)\u2014\u2013]|(?:and|or|in|on|at|by|but|to|from|with)\b)")
_BACK = {"earlier", "beforehand", "before"}


def anchored_day(
    low: str, start: int, end: int, days: Sequence[tuple[int, dt.date]], published: dt.date | None
) -> dt.date | None:
    """The day that such words stand for.

    Args:
        low: the lower-case sentence.
        start: where the words begin.
        end: where they end.
        days: the single days of the sentence, each with the offset at which it stands, in order. The last one named
            before the words counts, else the first of all, else the publication.
        published: when the sentence was published.

    Returns:
        The day; None for other words, for what a clause completes ("a day after he left"), and for "later" without a
        day that it is later than.
    """
    match = _STEP.fullmatch(low, start, end)
    if match is None or (match[0].endswith(("before", "after")) and not _ENDS.match(low, end)):
        return None
    earlier = [day for offset, day in days if offset < start]
    anchor = earlier[-1] if earlier else days[0][1] if days else published
    back = (match["way"] or match["next"]) in _BACK
    if anchor is None or not (back or earlier):
        return None
    if match["next"]:
        return cal.shift(anchor, -1 if back else 1, "day")
    if not match["n"]:
        return anchor
    unit = singular(match["u"]).replace("night", "day")
    return cal.shift(anchor, (count_value(match["n"]) or 0) * (-1 if back else 1), unit)
