"""Bytes → text: byte-order marks, UTF-16 without one, UTF-8, else the likeliest one-byte encoding."""

import codecs
import re

from riftline.errors import InputError
from riftline.read.limits import PEEK

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_NUL_SHARE = 0.3  # of every other byte: plain English in UTF-16 has more than 0.9, binary files far less
_CONTROL_SHARE = 0.02  # a text may hold a stray control character, not one in fifty
_WESTERN_SHARE = 0.1  # English with typographic quotes and accents stays below; above it is another script


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte-order mark or the pattern of NUL bytes gives away, else None."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if len(head) < 4:  # noqa: PLR2004 - two characters are no pattern
        return None
    even, odd = head[:4096:2], head[1:4096:2]
    if odd.count(0) > _NUL_SHARE * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > _NUL_SHARE * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def refuse_binary(head: bytes, where: str) -> None:
    """Raise InputError if the first bytes of a file are not text."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise _not_text(f"this is {kind}, not text", where)
    if marked_encoding(head) is None and len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head):
        raise _not_text("this is binary data, not text", where)


def decode(data: bytes, where: str) -> str:
    """Decode the bytes of a whole text.

    1. a byte-order mark, or UTF-16 told by its NUL bytes; 2. UTF-8; 3. UTF-8 with a few broken bytes; 4. Windows-1252
    or Latin-1 where most bytes are ASCII; 5. what charset-normalizer finds.

    Raises:
        InputError: if it is binary, or none of these fits.
    """
    refuse_binary(data[:PEEK], where)
    if encoding := marked_encoding(data):
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_unmarked(data, where)


def _decode_unmarked(data: bytes, where: str) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    kept = sum(not character.isascii() for character in text) - broken
    if broken * 4 < kept:
        return text
    if len(_HIGH.findall(data[:PEEK])) < _WESTERN_SHARE * len(data[:PEEK]):
        return _decode_western(data)
    return _decode_guessed(data, where)


def _decode_western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _decode_guessed(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms, rarely needed

    best = from_bytes(data[:PEEK]).best()
    if best is None:
        raise _not_text("the character encoding is not recognised", where)
    return data.decode(best.encoding, errors="replace")


def _not_text(problem: str, where: str) -> InputError:
    return InputError(problem, where=where, remedy="Save it as plain text (UTF-8), HTML, JSONL, CSV or Parquet")
