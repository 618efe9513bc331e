"""What a format reader found, before it is cleaned and checked."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from riftline.errors import InputError

OnProblem = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """One document as a format reader hands it over; `where` names it in messages ("news.jsonl, line 12")."""

    text: str
    where: str
    fallback_id: str
    id: str | None = None
    title: str | None = None
    date: str | dt.date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
