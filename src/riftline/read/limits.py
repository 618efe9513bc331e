"""How much of an input is taken into memory at once."""

from riftline.errors import InputError

MAX_TEXT = 5_000_000  # characters of one document: a thousand times a long report
MAX_PAGE = 20_000_000  # bytes of one HTML or JSON file: markup weighs several times its text
MAX_LINE = 10_000_000  # characters of one JSONL or CSV line: JSON escapes can double a text
PEEK = 65_536  # bytes looked at to tell format and encoding


def check_length(text: str, where: str) -> None:
    """Refuse a text that is too long to be one document.

    Raises:
        InputError: if it has more than `MAX_TEXT` characters.
    """
    if len(text) > MAX_TEXT:
        raise too_long(f"{len(text):,} characters", where)


def too_long(size: str, where: str) -> InputError:
    """The error for an oversized document or line."""
    return InputError(
        f"one document of {size} is too long (the limit is {MAX_TEXT:,} characters of text)",
        where=where,
        remedy="Split it into articles, one per file or per JSONL line",
    )
