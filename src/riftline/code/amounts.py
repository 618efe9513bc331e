"""Numbers as they stand in a sentence, before their unit is known; names, times and ages are told apart."""

import re
from dataclasses import dataclass, replace

from riftline.code.numerals import NUMBER, SCALES, SMALL, alternatives, number_value, vague_numbers
from riftline.code.units import attached_units, symbols


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as found: its place, value, and the currency sign before it."""

    start: int
    end: int
    value: float | None
    value_max: float | None = None
    currency: str | None = None
    bound: str = "exact"
    phrase: str = ""


_SYMBOL = alternatives(symbols())
_SHORT_SCALES = alternatives(scale for scale in SCALES if len(scale) <= 3)  # noqa: PLR2004
_ATTACHED = alternatives(attached_units())
_END = rf"(?:(?<=\d)\s?(?:{_SHORT_SCALES})\b(?!-)|(?![\w])|(?=(?:{_ATTACHED})(?!\w)))"
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
              "ninth": 9, "tenth": 10}  # fmt: skip
_FRACTION = alternatives(_FRACTIONS)
_VAGUE = alternatives(set(vague_numbers()) - {"few"})
_VAGUE_SCALE = r"(?:\s(?:of\s)?(?P<vague_scale>dozen|hundred|thousand|million|billion)\b)?"
SCAN = re.compile(
    rf"(?<![\w$.,/:+#@-])(?:(?P<vague>{_VAGUE})\b{_VAGUE_SCALE}|"
    rf"(?:(?P<numerator>an?|one|two|three|four|five|seven|nine)[\s-](?P<denominator>{_FRACTION})s?|(?P<half>half))\b(?!-)(?!\s(?:of\s)?a\s(?:dozen|hundred|thousand|million|billion|trillion)\b)|"
    rf"(?:(?P<sign>{_SYMBOL})\s?)?(?P<low>{NUMBER})(?P<low_end>{_END})"
    rf"(?:(?P<join>\s?[-\u2013]\s?|\s(?:to|or|and)\s)(?:(?P<sign2>{_SYMBOL})\s?)?(?P<high>{NUMBER})(?P<high_end>{_END}))?)"
)


def read_amount(match: re.Match[str], low: str, text: str) -> Amount | None:
    """Read what `SCAN` found; None where it is part of a name, a time, an age or another expression."""
    if match["vague"]:
        return None if _is_other_vague(match, low) else _vague(match)
    if match["half"] or match["denominator"]:
        return _fraction(match, low)
    if not _is_number(match, low, text):
        return None
    value = _value(match["low"], match["low_end"])
    amount = Amount(match.start(), match.end("low_end"), value, currency=symbols().get(match["sign"] or ""),
                     phrase=match["low"] + match["low_end"])  # fmt: skip
    return _range(match, amount, low) if match["high"] and value is not None else amount


def _value(phrase: str, end: str) -> float | None:
    value = number_value(phrase)
    return None if value is None else round(value * SCALES.get(end.strip(), 1), 6)


def _is_other_vague(match: re.Match[str], low: str) -> bool:
    """`a score of 3-1`, `a pair` that is not of something, and the fortune in "the dictator's millions"."""
    if match["vague"] in {"a pair", "a score"}:
        return not low.startswith(" of ", match.end()) or _SCORED.match(low, match.end()) is not None
    return low[max(0, match.start() - 3) : match.start()].endswith(("'s ", "\u2019s ", "s' ", "s\u2019 "))


def _vague(match: re.Match[str]) -> Amount:
    first, last = vague_numbers()[match["vague"]]
    factor = SCALES[match["vague_scale"]] if match["vague_scale"] else 1
    return Amount(match.start(), match.end(), first * factor, last * factor, bound="vague", phrase=match[0])


_CLAUSE_GOES_ON = re.compile(
    r"$|[.,;:]|\s(?:in|on|at|and|or|if|since|last|this|to|from|after|because|thanks|over|as)\b"
)
_SCORED = re.compile(r"\sof\s\d")  # "a score of 3-1"
_HALF_AFTER = re.compile(r"\s(?:of|the|its|his|her|their|all|that|those|these|an?)\b")
_HALF_BEFORE = re.compile(
    r"\b(?:by|more than|less than|about|nearly|almost|over|roughly|around|some|least|under|least)\s$"
)


def _fraction(match: re.Match[str], low: str) -> Amount | None:
    """`two-thirds` is 66.67 percent; `half an hour` half a unit."""
    after, before = low[match.end() :][:16], low[max(0, match.start() - 12) : match.start()]
    if match["half"]:
        if re.search(r"(?:first|second|other|latter)\s$", before) or not (
            _HALF_AFTER.match(after) or _HALF_BEFORE.search(before)
        ):
            return None
        if article := re.match(r"\san?\b", after):
            return Amount(match.start(), match.end() + article.end(), 0.5, phrase="half a")
        return Amount(match.start(), match.end(), 50.0, phrase="fraction")
    spelled = low[match.start() : match.end()]
    single = "-" not in spelled and match["numerator"] in {"a", "an", "one"}
    if match["denominator"] == "half" or (
        single and not after.startswith(" of ") and not (before.endswith(" by ") and _CLAUSE_GOES_ON.match(after))
    ):
        return None
    numerator = SMALL.get(match["numerator"], 1)
    share = 100 * numerator / _FRACTIONS[match["denominator"]]
    return Amount(match.start(), match.end(), round(share, 2), phrase="fraction")


_SCALED = re.compile(rf"\d[a-z]|\b(?:{alternatives(SCALES)})s?\b")


def _range(match: re.Match[str], amount: Amount, low: str) -> Amount:
    """Take the second number in, when the two are a range."""
    join = match["join"].strip()
    if join == "and" and not low[max(0, match.start() - 8) : match.start()].endswith("between "):
        return amount
    high = _value(match["high"], match["high_end"])
    value = amount.value or 0.0
    if high is None:
        return amount
    bare = number_value(re.split(r"[\s-](?=[a-z])", match["high"])[0]) or 0.0
    if bare and bare < high and value <= bare and not _SCALED.search(amount.phrase):
        value *= high / bare  # "$5-7 billion": the scale word belongs to both
    if value >= high:  # a score, or two numbers
        return replace(amount, end=match.end("high_end"), value=None) if join in {"-", "\u2013"} else amount
    currency = amount.currency or symbols().get(match["sign2"] or "")
    return replace(amount, end=match.end("high_end"), value=value, value_max=high, currency=currency)


_DESIGNATOR = re.compile(
    r"\b(?:no\.?|nos\.?|number|numbers|article|articles|resolution|resolutions|section|chapter|phase|pages?|figure|table|"
    r"paragraph|clause|channel|flight|route|highway|level|world\swar|formula|air\sforce|title|rule|round|volume|protocol|"
    r"annex|gate|runway|room|floor|line|zone|district|grade|category|type|version|agenda|vision|day|week|aged|age|ages|ages\sof|"
    r"apollo|boeing|airbus|leopard|challenger|iphone|soyuz|patriot|pac|reactor|unit|block|track|basket|pillar|stage|tier|"
    r"order|directive|act|case|proposition|amendment|bus|train|interstate|studio|mark|stinger|war|part|step|plan|apt|suite|"
    r"building|box|psalm|verse|euro|expo|cop|windows|mp|dr|area|sector|point|decree|law|measure|question|lot|item|rank|"
    r"ranked|seeded|class|form|model|series|season|episode|camp|checkpoint|hill|exit|platform|terminal|studio)\s$"
)
_CLOCK = re.compile(
    r":\d|\.\d\d\s?(?:am|pm|a\.m|p\.m)|\s?(?:am|pm)\b|\s?(?:a\.m|p\.m)\b|\so['\u2019]clock|\s(?:gmt|utc|local\stime|hours\sgmt)\b"
)
_OTHER_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-(?:years?|months?|weeks?|days?)-olds?|\s(?:years?|months?|days?)[\s-]old|/\d|,\d|\.\d|(?:\s?[-\u2013]\s?\d+){2}|"
    r"\sof\s(?:the|its|his|her|their|our|those|these|them|us)\b(?<=\bone\sof)|['\u2019]s\b"
)
_ONE_AFTER = re.compile(
    r"\s(?:of|another|day|night|time|side|hand|way|thing|reason|more|point|such|can|could|should|must)\b"
)
_NAME_OPENS = re.compile(r"\w\($")  # NoName057(16)
_PHONE = re.compile(r"\+?\(?\d{2,4}\)?[\s-]\d{2,4}[\s-]\d{2,4}")


def _is_number(match: re.Match[str], low: str, text: str) -> bool:
    """Whether the digits or words are an amount, and not part of a name, a time or another expression."""
    start, end, phrase = match.start(), match.end("low_end"), match["low"]
    before, after = low[max(0, start - 16) : start], low[end : end + 24]
    if match["sign"]:
        return match["sign"] not in _CODES or text[start : match.end("sign")].isupper()
    if phrase[0].isdigit():
        return not _is_other_number(match, before, after, low)
    if phrase == "one" and (_ONE_AFTER.match(after) or before.endswith("no ")):
        return False
    titled = text[start].isupper() and text[start + 1 : start + 2].islower()
    named = titled and start > 0 and before.strip()[-1:].isalpha()  # Group of Seven, Five Eyes
    return not (named or _DESIGNATOR.search(before) or _OTHER_AFTER.match(after))


_CODES = {code for code in symbols() if code.isalpha()}


def _is_other_number(match: re.Match[str], before: str, after: str, low: str) -> bool:
    phrase = match["low"]
    if (phrase[0] == "0" and phrase[1:2].isdigit()) or _NAME_OPENS.search(before):
        return True
    if not match["low_end"].strip() and (_CLOCK.match(after) or _OTHER_AFTER.match(after)):
        return True
    if _DESIGNATOR.search(before) or _PHONE.match(low, match.start()):
        return True
    if re.match(r"[.)]\s", after) and match.start() < len(before) + 1 and not before.strip(" ("):
        return True  # a list number
    return before.endswith(", ") and re.match(r",\s", after) is not None and len(phrase) < 3  # noqa: PLR2004 - an age
