"""Tokens of Universal Dependencies English, with their offsets.

The parser is trained on the words of the English Web Treebank and GUM, so text is cut the way those treebanks cut it:
``don't`` is ``do`` + ``n't``, ``$50`` is ``$`` + ``50``, ``long-term`` is three tokens,
``anti-war`` and ``U.S.`` are one.
"""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

Token = tuple[str, int, int]
"""A token's text, and where it starts and ends in the text it was cut from."""

_CHUNK = re.compile(r"\S+")
# Longest run of non-space characters worth remembering: words come back, longer runs (addresses, data) do not.
_REMEMBERED_LENGTH = 40
# Quotes and brackets that may close a sentence after its full stop.
_CLOSERS_AT_MOST = 3

# Prefixes that stay on their word: UD English splits compounds at the hyphen, but not off a part that is no word.
_PREFIXES = (
    "anti arch bi co contra counter cross de e eco ex extra hyper infra inter intra macro mega meta micro mid mini mis "
    "mono multi neo non over pan para poly post pre pro proto pseudo psycho quasi re semi socio sub super supra sur "
    "tele trans tri ultra un under uni"
)
_SUFFIXES = "esque fold ish less wise"
_UNITS = (
    "a.m am AM p.m pm PM km km² mi mph kph kmh m cm mm ft sq kg g mg lb lbs oz ml l k K M mn bn b B tn hr hrs min mins "
    "sec secs hh Hz kHz MHz GHz kb mb KB MB GB TB kt MW GW kW kWh MWh GWh V W º ° x percent days minutes years"
)
_DOMAINS = (
    "doc docx gif htm html jpg pdf ppt txt xls xlsx zip com org net gov edu mil int info "
    "co.uk ac.uk gov.uk org.uk eu ru cn de fr tv ca"
)

_NUMBER = r"\d++(?:,\d{3}(?!\d)|[.:]\d++)*+"

# In order of precedence. Repeats that can fail late are possessive or bounded: time is linear.
_MASTER = r"""
    (?:https?|ftp)://[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]}}]
  | www\.[\w-]++[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]}}]
  | (?<![\w+.-])[\w+.-]{{1,64}}+@[\w-]{{1,64}}+(?:\.[\w-]{{1,64}}+){{0,5}}+                   # e-mail
  | (?<![\w-])[\w-]{{1,64}}+(?:\.[\w-]{{1,64}}){{0,4}}?\.(?:{domains})(?![\w@])(?:/[^\s<>"“”]*[\w/])?
  | [a-z]{{2,20}}+(?:\.[a-z]{{2,20}}+(?:-[a-z]{{2,20}}+)?){{2,5}}+(?!\w)                # a host
  | (?:b/c|w/out|w/o|w/|s/he)(?!\w)
  | @[^\W\d]\w* | \#[^\W\d]\w*                                                    # handle, tag
  | [:;=][-']?[)(DPp/|](?!\w) | <3(?!\w)                                          # emoticons
  | (?:[^\W\d_]\.){{2,}}(?:[A-Z](?=['’]s\b))? | Ph\.D\. | \.\.\.(?!\.)            # U.S., a.m., J.D.
  | (?:{abbreviations})\.(?!\.)(?!\w+\.)                                          # Gen., Inc.
  | [^\W\d_]\.(?=\W*\Z)(?!\.)                                                     # an initial
  | [A-Z]{{1,3}}+(?:&[A-Z]{{1,3}}+)++(?!\w)                                         # R&D
  | ['’]\d\d(?:s|['’]s)?(?!\w)                                                    # '90s
  | (?:\d{{3}}|\d{{5}})-\d{{4}}(?!\w) | (?:\d-)?\d{{3}}-\d{{3}}-\d{{4}}(?!\w)     # telephone, postal code
  | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/]) | \d{{4}}/\d\d/\d\d(?!\w)         # 16/02/2025, 9/11
  | \d{{1,2}}-\d{{1,2}}-\d{{2,4}}(?!\w) | \d{{4}}-\d\d-\d\d(?!\w)                 # 2025-02-16
  | {number}(?:st|nd|rd|th|s)(?!\w) | \d*0['’]s(?!\w)                            # 21st, 1990s
  | (?<![\w)])[+-]{number}(?!\w)                                                 # -3.5
  | {number}(?=(?:{units})(?!\w))                                                # 50 + km
  | {number}(?![^\W\d_]) | (?<!\w)\.\d++(?!\w)                                  # 1,000.5
  | (?i:{prefixes})-\w++                                                          # anti-war, co-founder
  | \w++-(?i:{suffixes})(?!\w)                                                    # crisis-wise
  | \w+?(?=n['’]t(?!\w)) | \w+?(?=N['’]T(?!\w)) | (?i:n['’]t)(?!\w)               # do + n't
  | ['’](?i:s|m|d|re|ve|ll|em|cause|til|n)(?!\w)                                  # 's, 'll, 'em
  | (?:US|HK|NZ|[ACRS])\$
  | \w++(?:['’](?!(?i:s|m|d|re|ve|ll)(?!\w))[^\W\d_]++)*+                         # word, O'Neill, Shi'ite
  | [-=*_~+<>|]{{4,}} | \${{2,}} | [.!?]{{2,}} | …\.* | -{{2,}} | \*{{2,}} | _{{2,}} | ={{2,}} | ~{{2,}} | \+{{2,}}
  | <<+ | >>+ | `` | '' | ‘’ | ’’
  | .
"""


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a sentence into tokens.

    Args:
        text: The document's text.
        start: Where the sentence starts in it.
        end: Where the sentence ends; the end of the text if left out. The full stop before it is a token of its own
            except after an abbreviation that keeps it ("Inc.", "U.S.").

    Returns:
        ``(token, start, end)`` in order, offsets into ``text``. Tokens never overlap and cover every character that is
        not white space.
    """
    tokens: list[Token] = []
    add = tokens.append
    for match in _CHUNK.finditer(text, start, len(text) if end is None else end):
        chunk = match[0]
        place = match.start()
        pieces = _remembered_pieces(chunk) if len(chunk) <= _REMEMBERED_LENGTH else _pieces(chunk)
        for piece in pieces:
            add((piece, place, place := place + len(piece)))
    _free_last_stop(tokens)
    return tokens


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations written with a full stop, without it, and their kind.

    Kinds: ``title`` (a name follows), ``number`` (a number follows), ``open`` (may end a sentence and keeps its stop
    there), ``word`` (the same letters may be a word, so a stop at a sentence's end is a token).
    """
    rows = {row["abbreviation"]: row["kind"] for row in _rows("abbreviations.csv")}
    capitals = {word.upper(): kind for word, kind in rows.items() if kind == "title" and len(word) > 1}
    return capitals | rows


@cache
def _contractions() -> dict[str, tuple[int, ...]]:
    """Words written without a break that are several tokens: word → where each part ends."""
    return {row["word"]: tuple(accumulate(map(len, row["parts"].split()))) for row in _rows("contractions.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    source = files("riftline.parse").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))


@cache
def _master_pattern() -> re.Pattern[str]:
    pattern = _MASTER.format(
        abbreviations=_alternatives(abbreviations()),
        domains=_alternatives(_DOMAINS.split()),
        number=_NUMBER,
        prefixes=_alternatives(_PREFIXES.split()),
        suffixes=_alternatives(_SUFFIXES.split()),
        units=_alternatives(_UNITS.split()),
    )
    return re.compile(pattern, re.VERBOSE | re.DOTALL)


def _alternatives(words: list[str] | dict[str, str]) -> str:
    """Write the words as a pattern that prefers the longest."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _pieces(chunk: str) -> tuple[str, ...]:
    """Cut a run of non-space characters into tokens."""
    found = (chunk,) if chunk.isalpha() else _master_pattern().findall(chunk)
    pieces: list[str] = []
    for piece in found:
        pieces.extend(_parts(piece))
    return tuple(pieces)


_remembered_pieces = lru_cache(maxsize=1 << 16)(_pieces)


def _parts(word: str) -> list[str]:
    ends = _contractions().get(word.lower())
    if not ends:
        return [word]
    return [word[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _free_last_stop(tokens: list[Token]) -> None:
    """Part the last full stop from a word that only looks like an abbreviation ("He said no.")."""
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _CLOSERS_AT_MOST), -1):
        word, start, end = tokens[index]
        stem = word[:-1]
        if word[-1] == "." and stem.isalpha() and (len(stem) == 1 or stem in abbreviations()):
            tokens[index : index + 1] = [(stem, start, end - 1), (".", end - 1, end)]
        if word[0].isalnum():
            return
