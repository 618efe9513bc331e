"""A part of a scenario file that is being read: takes its keys one by one and knows on which line each stands."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from riftline.errors import ScenarioError
from riftline.negotiate.toml_lines import Path, line_of


@dataclass(frozen=True, slots=True)
class Source:
    """The file that is read: its name, and the lines of its values."""

    name: str
    lines: dict[Path, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A table of the file."""

    values: dict[str, Any]
    path: Path
    source: Source

    def error(self, problem: str, remedy: str, key: str | None = None) -> ScenarioError:
        """An error that names file and line of the table or of one of its keys."""
        line = line_of(self.source.lines, self.path if key is None else (*self.path, key))
        where = self.source.name if line is None else f"{self.source.name}, line {line}"
        return ScenarioError(problem, where=where, remedy=remedy)

    def check_keys(self, known: Sequence[str]) -> None:
        """Refuse keys that mean nothing.

        Raises:
            ScenarioError: there is one; a near one is given.
        """
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                remedy = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}"
                raise self.error(f"`{key}` is not known", remedy, key)

    def text(self, key: str, *, needed: bool = False) -> str | None:
        """A text, without blanks around it; none where it is absent and not needed."""
        value = self._value(key, str, "a text in quotes", needed=needed)
        if needed and not str(value).strip():
            raise self.error(f"`{key}` is empty", "Write a name", key)
        return None if value is None else " ".join(str(value).split())

    def name(self, key: str) -> str:
        """A text that must be there."""
        return str(self.text(key, needed=True))

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._value(key, bool, "true or false")
        return default if value is None else bool(value)

    def day(self, key: str) -> dt.date | None:
        """A date."""
        value = self._value(key, (dt.date, str), "a date such as 2025-02-16")
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            raise self.error(f"`{key}` is {value!r}", "Write a date such as 2025-02-16", key) from None

    def number(self, key: str, *, low: float = -math.inf, high: float = math.inf) -> float | None:
        """A number within bounds."""
        value = self._value(key, (int, float), "a number")
        return None if value is None else self.checked(value, key, low=low, high=high)

    def checked(self, value: object, key: str, *, low: float = -math.inf, high: float = math.inf) -> float:
        """A number that was found somewhere under `key`.

        Raises:
            ScenarioError: it is none, not finite, or out of bounds.
        """
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"`{key}` has {value!r} where a number belongs", "Write a number", key)
        if not math.isfinite(value):
            raise self.error(f"`{key}` is {value}", "Write a finite number", key)
        if not low <= value <= high:
            raise self.error(f"`{key}` is {value:g}, outside of {low:g} to {high:g}", _within(low, high), key)
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is absent."""
        values = self._value(key, list, "a list of texts") or []
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"`{key}` holds something else than texts", 'Write a list such as ["a", "b"]', key)
        return tuple(values)

    def child(self, key: str) -> "Node | None":
        """A table in this one."""
        value = self._value(key, dict, f"a table such as [{'.'.join([*self._names(), key])}]")
        return None if value is None else Node(value, (*self.path, key), self.source)

    def children(self, key: str) -> list["Node"]:
        """The tables of an array of tables."""
        values = self._value(key, list, f"tables such as [[{key}]]") or []
        if not all(isinstance(value, dict) for value in values):
            raise self.error(f"`{key}` is a list of something else than tables", f"Begin each with [[{key}]]", key)
        return [Node(value, (*self.path, key, number), self.source) for number, value in enumerate(values)]

    def _names(self) -> list[str]:
        return [str(part) for part in self.path if isinstance(part, str)]

    def _value(self, key: str, kinds: Any, form: str, *, needed: bool = False) -> Any:  # noqa: ANN401 - any of TOML's
        value = self.values.get(key)
        if value is None and needed:
            raise self.error(f"`{key}` is missing", f"Add {key} = …: {form}")
        if value is None or (isinstance(value, kinds) and not (isinstance(value, bool) and kinds is not bool)):
            return value
        raise self.error(f"`{key}` is {value!r}", f"Write {form}", key)


def _within(low: float, high: float) -> str:
    if low == 0 and high == 1:
        return "It is a share: write 0.8 for 80 %"
    if math.isinf(high):
        return f"Write a number of {low:g} or more"
    return "Write a number on the scale, or widen the scale"
