"""The patterns of `riftline.code.contrasts`, for sentences in lower case."""

import re

from riftline.code.numerals import SCALES, SMALL, alternatives

_NUMBER = rf"(?:\d[\d,.]*|an?|{alternatives([*SMALL, *SCALES])}|several|many|some|dozens|a few)"
_LONG = r"(?:months?|years?|decades?|century|centuries|generations?)"  # units from which "ago" is another time
_YEARS = r"(?:years?|decades?|century|centuries|generations?)"
_ROUGHLY = r"(?:(?:about|almost|nearly|at least|more than|over|only|just|barely|some)\s)?"
_AGO = r"(?:\sand a half)?\s(?:ago|earlier|before)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_LAST = rf"last\s(?:year|month|week|night|spring|summer|autumn|fall|winter|time|{_MONTH})"
_LONG_AGO = rf"(?:(?:only|just)\s)?{_ROUGHLY}{_NUMBER}\s{_LONG}{_AGO}"
_LATELY = (
    rf"(?:only\s)?{_ROUGHLY}{_NUMBER}\s(?:hours?|days?|weeks?|nights?){_AGO}|{_LAST}|"
    r"only\sthe\s(?:night|day|week)\sbefore"
)
_DATED = rf"in\s(?:(?:early|late|mid)[-\s])?(?:(?:19|20)\d\d|{_MONTH})"
_REST = r"(?:[^,;.\u2014]|(?<=\d)[,.](?=\d))*"  # of a clause; a comma inside a number does not end it
_SAYING = (
    r"(?:sa(?:id|ying)|den(?:ied|ying)|insist(?:ed|ing)|vow(?:ed|ing)|promis(?:ed|ing)|prais(?:ed|ing)|"
    r"rul(?:ed|ing)\sout|refus(?:ed|ing))"
)
_ENDED = r"(?:lifted|waived|cut|closed|frozen|broken\soff|suspended|severed|denied|banned|abolished|scrapped)"
_NOW = r"(?:now|today|this year|these days|currently)"
_LASTING = r"(?:embargo|ban|feud|conflict|war|dispute|freeze|alliance|ceasefire|truce|blockade|boycott|rift)"
_SINCE = (
    rf"(?:since\s{_REST}|in\s(?:{_ROUGHLY}{_NUMBER}\s{_LONG}\b(?!-)|years|decades|centuries|generations|living\smemory|"
    r"(?:[\w'\u2019]+\s){0,4}history))"
)
_OF_YEARS = (
    rf"(?:(?:a|an|their|his|her|its|the)\s{_NUMBER}-year(?:-old|-long)?|"
    rf"(?:{_ROUGHLY}{_NUMBER}\s)?{_YEARS}\s(?:of|in\swhich|during\swhich))"
)
# Clauses that open with an earlier time, by how they open, and what else must stand in one.
OPENING = re.compile(
    r"(?:^[\"\u201c]?|;\s|:\s|\u2014\s?|(?P<joint>\b(?:whereas|while|although|though|yet|but)\s))"
    rf"(?P<then>(?P<long>{_LONG_AGO})|(?P<lately>{_LATELY})|(?P<dated>{_DATED}))\b"
)
_SAME = (
    r"\bthe same\b|\bstill\b|\bhimself\b|\bherself\b|\bused to\b|n['\u2019]t\b|\bonly\b|^[^,;]{0,60}\bit (?:was|had)\b"
)
NEEDED = {
    "long": re.compile(""),
    "lately": re.compile(rf"{_SAME}|\bhad\b.*\b(?:friend|himself|derided|praised|denied|refused|vowed|promised)\b"),
    "dated": re.compile(_SAME),
}
# Patterns, each behind the parts of words of which a sentence must hold one: to look for those first is fast.
AGO = (" ago", "earlier", "before", "last ", "the night", "the day")
DATED = (*AGO, "in 1", "in 2", "in early", "in late", "in mid", *(f"in {m}" for m in _MONTH[3:-1].split("|")))
PATTERNS = tuple(
    (needed, re.compile(rf"(?P<then>{pattern})"))
    for needed, pattern in (
        # which a month ago did not exist; six years after the prize; weeks after she had said that it would not
        (AGO, rf"\b(?:which|who|that|where)\s(?:{_LONG_AGO}|{_LATELY})\s{_REST}"),
        ((" after ",), rf"\b{_ROUGHLY}{_NUMBER}\s{_YEARS}(?:\sand a half)?\safter\s{_REST}"),
        (
            ("s after ",),
            rf"\b(?:\w+\s)?(?:hours|days|weeks|months)\safter\s(?:(?:he|she|they|it)\s(?:had\s)?)?{_SAYING}\b{_REST}",
        ),
        (
            ("the same ",),
            r"\bthe same\b[^;.]{0,80}\b(?:last year|last month|a year (?:ago|earlier)|in (?:19|20)\d\d)\b",
        ),
        # for the first time since 1945; the first visit in a decade; the first time the two have met
        (
            ("first ",),
            rf"\b(?:for\s)?(?:the|its|his|her|their)\s(?:very\s)?first\s(?:[^,;.\u2014]{{0,60}}?\s)?{_SINCE}",
        ),
        (("the first time ",), rf"(?<=,\s)the\sfirst\stime\s(?!since|in\b){_REST}"),
        # after three decades of skirmishes; ending 15 years of exile; after a 23-year freeze
        (
            ("year", "decade", "centur"),
            rf"\b(?:after|ending|ended|following|despite|buried)\s{_OF_YEARS}\s{_REST}",
        ),
        (("-year-old",), rf"\b{_NUMBER}-year-old\s(?:[a-z]+\s)?{_LASTING}\b"),
        # sanctions lifted a decade ago; a concession made only in May; no presence for decades
        ((" ago", "earlier", "before", "in 1", "in 2"), rf"\b{_ENDED}\s(?:{_LONG_AGO}|in\s(?:19|20)\d\d)\b"),
        ((" only ",), rf"\ba\s(?:\w+\s){{1,3}}only\s(?:in\s{_MONTH}|{_LATELY}|{_LONG_AGO})\b"),
        (
            ("years", "decades", "centuries", "generations"),
            rf"\bno\s{_REST}\sfor\s(?:{_NUMBER}\s)?(?:years|decades|centuries|generations)\b",
        ),
    )
)
# The clause that says what is so now, and the sentence that does.
NOW = re.compile(rf"(?:^|;\s|,\s(?:and\s|but\s)?|\bbut\s|\band\s)(?P<now>{_NOW}\b[^;.]*)")
NEXT = re.compile(r"(?:but\s|and\s)?(?:now|today|these days|this time)\b")
JOINT = re.compile(r"(?:^|,?\s)(?:whereas|while|although|though|yet|but|and)\s*$")
# Where clauses end, and where phrases do.
SIDES = re.compile(r";\s|:\s|\u2014|,\s(?=(?:but|and|while|whereas|though|although|so|yet|which|who|where)\b)")
STOP = re.compile(
    r"(?<!\d),\s|,\s(?!\d)|,?[\"\u201d](?=\s|$)|;\s|:\s|\u2014|\s-\s|\s(?=(?:but|whereas|while)\b)|[.!?][\"\u201d]?$"
)
PAST = re.compile(
    r"(?:19|20)\d\d|\bthen\b|\bbefore|\bearlier|\bprevious|\bpredecessor|\bformer|\bpast\b|\blast\s\w+|\bago\b|"
    r"\b(?:years|decades|centuries)\b|\btraditional"
)
PAST_AT_ONCE = re.compile(rf"\s(?:in\s|at\s|on\s|the\syear\s)?(?:{PAST.pattern})")
FIGURE = re.compile(
    r"\s?(?:(?:only|just|some|about|around|nearly|almost|fewer than|more than|less than|the|[$\u20ac\u00a3])\s?)*"
    rf"{_NUMBER}\b"
)
TO = re.compile(
    rf"\s[$\u20ac\u00a3]?{_NUMBER}(?:\s[\w%]+){{0,3}}?\s(?:to|down to|up to)\s(?:only\s|just\s|about\s)?"
    rf"[$\u20ac\u00a3]?{_NUMBER}\b"
)
CHANGED = re.compile(
    r"\b(?:cut|cuts|cutting|reduc\w+|rais\w+|lift\w+|lower\w+|trim\w+|doubl\w+|bring\w*|brought|grew|grown|rose|risen|"
    r"fell|fallen|dropped|shrank|shrunk|increas\w+|tripl\w+|down|up|went|gone|expand\w*|halv\w+|slash\w*)\b"
)
