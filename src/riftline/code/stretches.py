"""Stretches of time of one unit: "an hour-long meeting", "for a week", "a year of talks", "an hour and a half"."""

import re

from riftline.code.counted import any_noun
from riftline.code.quantity_spans import QuantitySpan

_LONG = re.compile(r"(?<![\w-])(?P<unit>hour|day|week|month|year|decade)-?long\b")
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade|century)"
_NO_RATE = r"(?!\s(?:ago|earlier|later|before|after|from\snow|on\syear|in\sadvance)\b)"
_ONE = re.compile(
    rf"(?<![\w-])(?P<article>an?|another)\s{_UNIT}\b(?P<half>\sand\sa\shalf\b)?{_NO_RATE}"
    r"(?P<of>['\u2019]s(?=\s)|\sof(?=\s)|\sto(?=\s))?"
)
_BEFORE = re.compile(
    r"\b(?:for|within|barely|almost|nearly|about|over|than|lasting|lasted|takes?|took|by|prolonged)\s$"
)
_RATE = re.compile(r"(?:\b(?:once|twice|times|dollars|euros|pounds|illion|barrels|tonnes|tons|percent|half)|\d\w*)\s$")
_NTHS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
         "twelfth")  # fmt: skip
_ORDINALS = {word: float(number) for number, word in enumerate(_NTHS, start=2)}
_NTH = re.compile(
    r"\b(?:for|enters?|entered|entering|into|to|on|ended|began)\s(?:(?:an?|the|its|his|her|their)\s)?"
    rf"(?P<nth>{'|'.join(_NTHS)}|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))\s"
    r"(?:straight\s|consecutive\s|successive\s)?(?P<unit>day|night|week|month)\b"
)
_REACH = 12  # characters before the article
_PLURALS = {"century": "centuries"}


def find_stretches(text: str, low: str) -> list[QuantitySpan]:
    """The stretches of a sentence, in order; `low` is its lower-case text."""
    spans = _long_spans(text, low) if "long" in low else []
    return spans + _single_spans(text, low) + _counted_days(text, low)


def _long_spans(text: str, low: str) -> list[QuantitySpan]:
    """`an hour-long meeting`, `the weeklong siege`: one unit."""
    spans = []
    for match in _LONG.finditer(low):
        noun = any_noun(low, match.end())
        end = noun[1] if noun else match.end()
        of = text[noun[0] : noun[1]] if noun else None
        spans.append(QuantitySpan(text[match.start() : end], match.start(), end, 1.0, None, match["unit"] + "s", of))
    return spans


def _single_spans(text: str, low: str) -> list[QuantitySpan]:
    """`for an hour`, `a week of drills`, `another year`: the article counts where the words around say so."""
    spans = []
    for match in _ONE.finditer(low):
        half, of, before = match["half"], match["of"], low[max(0, match.start() - _REACH) : match.start()]
        if _RATE.search(before) or not (half or of or match["article"] == "another" or _BEFORE.search(before)):
            continue
        noun = any_noun(low, match.end()) if of and "to" not in of and not before.endswith("within ") else None
        end = noun[1] if noun else match.end("half") if half else match.end("unit")
        unit = _PLURALS.get(match["unit"], match["unit"] + "s")
        of = text[noun[0] : noun[1]] if noun else None
        spans.append(QuantitySpan(text[match.start() : end], match.start(), end, 1.5 if half else 1.0, None, unit, of))
    return spans


def _counted_days(text: str, low: str) -> list[QuantitySpan]:
    """`for a third day`, `entered its fifth week`: how long it has lasted."""
    spans = []
    for match in _NTH.finditer(low) if "day" in low or "week" in low or "night" in low or "month" in low else ():
        value = float(match["digits"] or _ORDINALS[match["nth"]])
        unit = "days" if match["unit"] == "night" else match["unit"] + "s"
        start = match.start("nth")
        spans.append(QuantitySpan(text[start : match.end()], start, match.end(), value, None, unit, None))
    return spans
