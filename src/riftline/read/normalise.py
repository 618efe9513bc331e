"""One spelling for line ends, spaces and accents, and one blank line between paragraphs."""

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r" {2,}")
_UNSEEN = dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x180E, 0xFEFF])
_UNSEEN |= dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)]
)
_TABLE: dict[int, str | None] = _UNSEEN | dict.fromkeys(
    [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)

# Hard-wrapped text: every line but the last is about a column wide, and lines go on in the middle of sentences.
_WRAP_MIN, _WRAP_MAX = 45, 110
_SMALL_STARTS = 0.4  # English prose wrapped at 70 columns starts three lines of four in lower case, lists one of ten
_TERMINAL = re.compile(r"[.!?…:][\"'”’)\]]*$")


def normalise(text: str) -> str:
    """Normalise characters: line ends to LF, all spaces to one space, no invisible characters, NFC.

    Lone surrogates, which cannot be written as UTF-8, become U+FFFD.
    """
    text = _BREAKS.sub("\n", writable(text)).translate(_TABLE)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def writable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, as JSON escapes and names of files may hold them."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def paragraphs(text: str) -> list[str]:
    """Split normalised text into paragraphs; hard-wrapped lines are joined, other lines stand alone."""
    found: list[str] = []
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if stripped := line.strip():
            block.append(stripped)
        elif block:
            found += _join_wrapped(block)
            block = []
    return found


def _join_wrapped(block: list[str]) -> list[str]:
    return [" ".join(block)] if _is_wrapped(block) else block


def _is_wrapped(block: list[str]) -> bool:
    body = block[:-1]
    if not body or not all(_WRAP_MIN <= len(line) <= _WRAP_MAX for line in body):
        return False
    small = sum(line[0].islower() for line in block[1:])
    open_ends = sum(not _TERMINAL.search(line) for line in body)
    return small >= _SMALL_STARTS * len(body) and open_ends >= len(body) / 2
