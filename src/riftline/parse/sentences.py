"""Sentences of a text, as character spans.

A blank line always ends a sentence. Inside a paragraph a sentence ends

1. at a line break that no wrapping explains: before a bullet, after a short line, between long lines;
2. at ``.``, ``!``, ``?`` or an ellipsis with its closing quotes and brackets, when what stands before it is no
   abbreviation or initial and what follows can begin a sentence;
3. at marks only mail and the web use: the header of a quoted message, a smiley, a signature.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from riftline.parse.tokens import abbreviations
from riftline.parse.unmarked import candidates, unmarked_ends

Span = tuple[int, int]
"""Where a stretch of text starts and ends."""

# How far the splitter looks left and right of a mark, in characters: the longest word that matters is shorter.
_REACH = 40
# Lines up to this long are headlines or list items when the next begins with a capital; wrapped text is longer.
_SHORT_LINE = 50
# Text with fewer informal signs is edited prose, where only what ends without a mark may hide a sentence end.
_CHARACTERS_PER_SIGN = 1000
# No editor or mail program wraps later than this: in a block with longer lines every line is a paragraph.
_LONGEST_WRAPPED_LINE = 110

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"(?:[-*•·‣◦–—>]+|\(?\d{1,3}[.)]|\(?[a-z][)])\s")
_STOP = re.compile(
    r"""(?<![.!?…])(?P<marks>[.!?…]++)(?P<closers>["'”’»)\]]*+)(?P<notes>(?:\ ?\[[\w ]{1,30}\])*+)(?=\s)"""
    r"""|(?<=[a-z]{3})(?P<tight>[.!?])(?=(?!Com|Net|Org)[A-Z][a-z]+(?:[\s,'’]|\Z))"""
)
# What mail and the web put between sentences in place of a full stop; each matches up to where the sentence ends.
_CLOCKED_DATE = r"\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d\d"
_WEB_SIGNS = (
    rf"{_CLOCKED_DATE}(?: [AP]M)?(?= (?![AP]M))",  # the date of a quoted message
    rf"(?<! on)(?<! at)(?<=\S)(?= {_CLOCKED_DATE})",
    r"(?<=[.!?] )[A-Z]\w+(?= [A-Z]\w+ (?:[A-Z]\.? )?[A-Z]\w+(?:@\S+)? \d\d?/\d\d?/)",  # a signature before its sender
    r"(?<=\S)(?= (?:From|To|Cc|CC|Subject|Date|Sent): )",  # its fields
    r"(?<=[.!?] )(?:Thanks|Thanks again|(?:Best )?[Rr]egards|Best|Cheers|Sincerely|Take care),(?= [A-Z][a-z])",
    r"(?<=[a-z\d])(?= Please )",
    r"(?<![^\s(<])(?:https?://|www\.)[^\s<>]++(?= (?:[A-Z]|http|www))",  # an address
    r"@[\w-]{1,64}+(?:\.[\w-]{1,64}+){1,4}+(?= [A-Z])",
    r"(?<=\s)[:;=][-']?[()DPp]+(?= [A-Z])",  # a smiley
    r">>(?= (?:[A-Z]|- ))",  # an attachment
    r"(?<![-_=*])[-_=*]{5,}+(?= )|(?<=[^\s\-_=*])(?= [-_=*]{5})",  # a rule
    r"(?<=[a-z)])[.!?]{2,}(?=[A-Z]\w*(?:[ '.]|\Z))",  # marks with no space after them
    r"(?<=[a-z])[!?](?=[a-z]{2,20} )|(?<=[a-z]{2}[.!?])(?=I['m ])",
    r"(?<=[A-Z]{3})(?= (?:The|This|It|We|You) [a-z])",  # a heading in capitals
    r":(?= 1[.)] [A-Z])",  # a list
    r"(?<=\S)(?= (?:Image|Photo|Photograph|Credit): )",  # a caption
    r"(?<=[a-z][.”\"])\d{1,2}(?= [A-Z])",  # the number of a note
    r"(?<=\S)(?= (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8} \d{1,2}, \d{4}\Z)",  # a headline's date
)
_WEB = re.compile("|".join(_WEB_SIGNS))
_INFORMAL = re.compile(
    r"@|://|www\.|[:;=]-?[()D]|\d:\d\d|[.!?]{2}|\bi\b|[a-z]\)? ?[.!?] +[a-z]|<|__|--|Thanks|[.”\"]\d\d? [A-Z]"
    r"|day, [A-Z][a-z]+ \d\d?, \d{4}\n|\b(?:Image|Photo|Photograph|Credit): "
)
_STOPPED = re.compile(r"""[.!?…:;]["'”’)\]]*\s*\Z""")
_FOLLOWING = re.compile(r"""\s*(?P<opener>[\["'“‘«(*-]*)(?P<word>\w[\w'’]*)?""")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D")
_SMILEY = re.compile(r"[:;=]['-]?[()DPp]|\^_")
_REFERENCE = re.compile(r"\[\d+\]|\[\w+ needed\]")

_ENUMERATED = re.compile(r"\d{1,3}|\w")
_GOES_ON = frozenset(",;:.)]}”’?!")
_CLOCK = frozenset({"a.m", "p.m", "A.M", "P.M"})
# Time zones and days: what may go on after "p.m." with a capital.
_AFTER_CLOCK = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|Eastern|Central|Pacific|Mountain|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\Z",
    re.IGNORECASE,
)
_NAMES_WITH_MARK = frozenset({"Yahoo", "Jeopardy"})
_LISTS = frozenset({"etc", "al"})


def split_sentences(text: str) -> list[Span]:
    """Find the sentences of a text.

    Args:
        text: A document's text; paragraphs are divided by blank lines.

    Returns:
        ``(start, end)`` of each sentence in order, without the white space around it. Every other character of the text
        is in exactly one sentence.
    """
    spans: list[Span] = []
    informal = is_informal(text)
    for start, end in _lines(text):
        position = start
        for cut in _cuts(text, start, end, informal=informal):
            _add(spans, text, position, cut)
            position = cut
        _add(spans, text, position, end)
    return spans


def is_informal(text: str) -> bool:
    """Tell text with the signs of mail, forums and transcripts from edited prose."""
    return len(_INFORMAL.findall(text)) * _CHARACTERS_PER_SIGN >= len(text)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.lstrip()
    if stripped:
        start = end - len(stripped)
        spans.append((start, start + len(stripped.rstrip())))


def _lines(text: str) -> Iterator[Span]:
    """Blocks of text that a sentence cannot leave: paragraphs, and lines where the break is meant."""
    for start, end in _between(_PARAGRAPH_BREAK, text, 0, len(text)):
        if text.find("\n", start, end) < 0:
            yield start, end
        else:
            yield from _meant_lines(text, start, end)


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for match in pattern.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _meant_lines(text: str, start: int, end: int) -> Iterator[Span]:
    lines = list(_between(re.compile("\n"), text, start, end))
    wrapped = max(b - a for a, b in lines) <= _LONGEST_WRAPPED_LINE
    for (a, b), (next_start, next_end) in pairwise(lines):
        line, following = (
            text[max(a, b - _LONGEST_WRAPPED_LINE) : b].strip(),
            text[next_start:next_end][:_REACH].strip(),
        )
        if _break_is_meant(line, following, wrapped=wrapped):
            yield start, b
            start = next_start
    yield start, end


def _break_is_meant(line: str, following: str, *, wrapped: bool) -> bool:
    """Tell a line break that ends something from one made by wrapping."""
    if not line or not following or _BULLET.match(following):
        return True
    if following[0].islower() or line[-1] in ",-–—&" or line.endswith((" the", " of", " and", " to", " in", " a")):
        return False
    return not wrapped or len(line) <= _SHORT_LINE


def open_gaps(text: str) -> Iterator[tuple[int, list[str]]]:
    """Places the rules leave open, each with its features: what the model of unmarked ends is trained on."""
    informal = is_informal(text)
    for start, end in _lines(text):
        if informal or not _STOPPED.search(text, max(start, end - 4), end):
            yield from candidates(text, start, end, _rule_cuts(text, start, end, informal=informal))


def _cuts(text: str, start: int, end: int, *, informal: bool) -> list[int]:
    cuts = _rule_cuts(text, start, end, informal=informal)
    if informal or not _STOPPED.search(text, max(start, end - 4), end):
        return sorted({*cuts, *unmarked_ends(text, start, end, cuts)})
    return cuts


def _rule_cuts(text: str, start: int, end: int, *, informal: bool) -> list[int]:
    """Where one sentence ends and another begins in a block of running text."""
    cuts: list[int] = []
    sentence = start
    for match in _STOP.finditer(text, start, end):
        cut = match.end()
        if cut < end and (match["tight"] or _ends_sentence(text, sentence, match, end)):
            cuts.append(cut)
            sentence = cut
    if informal:
        web = {match.end() for match in _WEB.finditer(text, start, end) if match.end() < end}
        return sorted(web.union(cuts))
    return cuts


def _ends_sentence(text: str, sentence: int, match: re.Match[str], end: int) -> bool:
    """Decide on a mark in the sentence that began at ``sentence``."""
    following = _FOLLOWING.match(text, match.end(), min(end, match.end() + _REACH))
    if following is None or _continues(text, match, following):
        return False
    word, opener, marks = following["word"] or "", following["opener"], match["marks"]
    before = text[max(sentence, match.start() - _REACH) : match.start()].split()
    if marks == ".":
        return _stop_ends(before, word, opener)
    if marks[0] in "!?":
        return not before or before[-1] not in _NAMES_WITH_MARK
    return bool(opener) or not word[:1].islower()


def _continues(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Tell that what follows a mark belongs to the same sentence, whatever the mark is."""
    word, opener = following["word"], following["opener"]
    place = following.start("opener")
    if text[match.start() - 1] in ",:" or _SMILEY.match(text, place) or _REFERENCE.match(text, place):
        return True
    if not opener:
        # “Go!” he said
        return text[place : place + 1] in _GOES_ON if not word else bool(match["closers"]) and word[0].islower()
    return False


def _stop_ends(before: list[str], word: str, opener: str) -> bool:
    """Decide on a full stop between the words before it and the word after it."""
    last = before[-1].lstrip("\"'“‘([*-") if before else ""
    if len(before) == 1 and _ENUMERATED.fullmatch(last):
        return False
    kind = _kind(last)
    if not kind:
        return True
    return kind != "title" and not word[:1].islower() and _abbreviation_ends(kind, before, word, opener)


def _abbreviation_ends(kind: str, before: list[str], word: str, opener: str) -> bool:
    """Decide on the stop of an abbreviation before something that is no lower-case word."""
    begins = word.lower() in _openers()
    if kind == "number":
        return not word[:1].isdigit()
    if kind == "initial":
        return begins and not (len(before) > 1 and before[-2][0].isupper())
    if kind == "clock":
        return word[:1].isupper() and not _AFTER_CLOCK.match(word)
    if kind == "list":
        return word[:1].isupper() or bool(opener)
    return begins


def _kind(word: str) -> str:
    """Say what kind of abbreviation a word before a full stop is; empty if it is none."""
    if word in _CLOCK:
        return "clock"
    if word in _LISTS:
        return "list"
    if _ACRONYM.fullmatch(word):
        return "title" if word.lower() in {"e.g", "i.e", "p.s"} else "acronym"
    if len(word) == 1 and word.isalpha():
        return "initial"
    return abbreviations().get(word, "")


@cache
def _openers() -> frozenset[str]:
    """Words that often begin a sentence and are rarely part of a name, in lower case."""
    return frozenset(files("riftline.parse").joinpath("openers.txt").read_text(encoding="utf-8").split())
