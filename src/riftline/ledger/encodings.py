"""Files that are not UTF-8, brought to it.

DuckDB reads nothing else without an extension, and its own Latin-1 stops at the bytes that Windows puts quotation marks
and dashes on.
"""

import codecs
import gzip
import io
from collections.abc import Callable
from pathlib import Path

_CHUNK = 1 << 20  # bytes
# What Windows-1252 has where Latin-1 has control characters; five bytes stand for nothing.
_WINDOWS = {byte: text for byte in range(0x80, 0xA0) if (text := bytes([byte]).decode("cp1252", errors="ignore"))}


def as_utf8(path: Path, target: Callable[[], Path]) -> Path:
    """The file itself if it is UTF-8, else what was written to `target()`: the text of it, read as Windows-1252."""
    if _is_utf8(path):
        return path
    written = target()
    with _opened(path) as source, written.open("w", encoding="utf-8", newline="") as out:
        while chunk := source.read(_CHUNK):
            out.write(chunk.decode("latin-1").translate(_WINDOWS))
    return written


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with _opened(path) as source:
            while chunk := source.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _opened(path: Path) -> io.BufferedIOBase:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")
