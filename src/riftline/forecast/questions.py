"""Named questions with their rules of resolution: who, what, to whom, in which days, how many events.

A file of questions is TOML:

    [[question]]
    name = "us-leaves"            # how it is called in the record
    source = "USA"                # a country or organization, by name or code
    target = "DEU"
    types = ["RETREAT", "REJECT"] # PLOVER types, any of which counts; or
    # quads = [4]                 # classes: 1, 2 verbal and material cooperation, 3, 4 verbal and material conflict
    within = "90d"                # from the day after the ledger ends; or
    # from = 2026-01-01
    # to = 2026-03-31             # the last day that counts
    events = 1                    # how many it takes

It comes true when the ledger holds at least `events` events of these types from source to target, status actual, dated
in the window. It is resolved when the ledger reaches beyond the last day.
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riftline.errors import InputError, UsageError
from riftline.facts.ontology import TYPES, current_type

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
LONGEST = 365  # days of a window, and of the way to it
_FIELDS = {"name", "source", "target", "types", "quads", "within", "from", "to", "events"}
_UNITS = {"d": 1, "w": 7, "m": 30}
_TEMPLATE = "A [[question]] has name, source, target, types or quads, and within or from and to; events is optional"


@dataclass(frozen=True, slots=True)
class Act:
    """What is asked for: any of some PLOVER types, or of some classes; exactly one of both is given."""

    types: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """Such as "RETREAT or REJECT", "material conflict"."""
        return " or ".join(self.types or (QUADS[quad] for quad in self.quads))


@dataclass(frozen=True, slots=True)
class Question:
    """Will there be at least `events` acts from source to target in `days` days from `start`?

    `start` None is the day after the ledger ends.
    """

    source: str
    target: str
    act: Act
    days: int
    start: dt.date | None = None
    events: int = 1
    name: str | None = None


def act_of(types: Sequence[str] = (), quads: Sequence[int] = ()) -> Act:
    """Types or classes, checked; older names of types become the current ones.

    Raises:
        UsageError: a name is unknown, a class is not 1 to 4, or both or neither are given.
    """
    if bool(types) == bool(quads):
        raise UsageError("a question needs types or quads", remedy="Give one of both, such as RETREAT or 4")
    found = [(name, current_type(name)) for name in types]
    if wrong := [name for name, now in found if now is None]:
        raise UsageError(f"no event type '{wrong[0]}'", remedy="The types are " + ", ".join(TYPES))
    if wrong_quads := [quad for quad in quads if quad not in QUADS]:
        raise UsageError(f"no class of events {wrong_quads[0]}", remedy="The classes (quads) are 1, 2, 3 and 4")
    return Act(tuple(dict.fromkeys(str(now) for _, now in found)), tuple(dict.fromkeys(quads)))


def days_of(text: str) -> int:
    """The days of "90d", "12w", "3m" (of 30 days) or "90".

    Raises:
        UsageError: it is none of these, or more than a year.
    """
    number, unit = (text[:-1], text[-1:]) if text[-1:].isalpha() else (text, "d")
    days = int(number) * _UNITS.get(unit.lower(), 0) if number.isdigit() else 0
    if not 0 < days <= LONGEST:
        raise UsageError("is no window", where=f"within {text!r}", remedy="Write 7d, 4w or 3m, at most 365 days")
    return days


def read_questions(path: Path, party: Callable[[str], str]) -> list[Question]:
    """The questions of a TOML file.

    Args:
        path: the file.
        party: the code of a party from its name; raises UsageError for an unknown one.

    Raises:
        InputError: the file is missing, no TOML, holds no question, or one that is incomplete.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf8")).get("question", [])
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="Check name and rights"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is no TOML ({error})", where=str(path), remedy=_TEMPLATE) from error
    if not isinstance(entries, list) or not entries:
        raise InputError("holds no question", where=str(path), remedy=_TEMPLATE)
    return [_checked(entry, f"{path}, question {number}", party) for number, entry in enumerate(entries, 1)]


def _checked(entry: Any, where: str, party: Callable[[str], str]) -> Question:
    try:
        return _question(entry, party)
    except UsageError as error:
        problem = f"{error.problem} ({error.where})" if error.where else error.problem
        raise InputError(problem, where=where, remedy=error.remedy) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"is incomplete or mistyped ({error})", where=where, remedy=_TEMPLATE) from error


def _question(entry: dict[str, Any], party: Callable[[str], str]) -> Question:
    if unknown := set(entry) - _FIELDS:
        raise UsageError(f"has a field '{min(unknown)}' that means nothing", remedy=_TEMPLATE)
    start, days = _window(entry)
    events = entry.get("events", 1)
    if not isinstance(events, int) or events < 1:
        raise UsageError(f"needs {events!r} events", remedy="Give a whole number from 1")
    act = act_of(entry.get("types", ()), entry.get("quads", ()))
    return Question(party(entry["source"]), party(entry["target"]), act, days, start, events, entry.get("name"))


def _window(entry: dict[str, Any]) -> tuple[dt.date | None, int]:
    if any(type(entry[name]) is not dt.date for name in ("from", "to") if name in entry):
        raise UsageError("has a day that is none", remedy="Write from and to as 2026-01-31, without quotation marks")
    if ("within" in entry) == ("to" in entry):
        raise UsageError("has no window, or two", remedy="Give within, or from and to")
    if "within" in entry:
        return entry.get("from"), days_of(str(entry["within"]))
    days = (entry["to"] - entry["from"]).days + 1
    if not 0 < days <= LONGEST:
        raise UsageError("ends before it begins, or after more than a year", remedy="Check from and to")
    return entry["from"], days
