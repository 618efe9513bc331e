"""Files of actors and agents in the form of PETRARCH and TABARI → `Dictionary`.

    AFGHANISTAN_ [AFG]                      a name with its code; blanks and underscores separate words
    +AFGHAN_                                a synonym of the name above
    JANE_DOE_ ; a comment
        [AFGGOV 20010101-20051231]          its codes with the days on which they hold: first-last, <last, >first;
        [AFGELI >060101]                    two-digit years up to 30 are 20YY
    MILITIAMAN {MILITIAMEN} [~UAF]          a role noun with its irregular plural
    !PERSON! = MAN, WOMAN                   words that stand for `!PERSON!` in the lines below
    CONGRESS!PERSON! [~LEG]

`#`, `;` and `<!-- … -->` begin comments. A line that cannot be read is named with its number and skipped.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from riftline.errors import InputError, UsageError
from riftline.facts.dictionary import Code, Dictionary, Entry, Period, code_of, listed, sectors_of

_REMEDY = "Give a file with lines such as AFGHANISTAN_ [AFG] or POLICEMAN {POLICEMEN} [~COP]"
_SKIPPED = "The line is skipped"
_CODES = re.compile(r"\[([^\]\[]*)\]")
_COMMENT = re.compile(r"(\[[^\]]*\])|[#;].*")  # a code may hold number signs: "[### <890101]"
_REMARK = re.compile(r"<!.*?-->", re.DOTALL)
_MARKER = re.compile(r"!(\w+)!")
_PLURAL = re.compile(r"\{([^}]*)\}")
_RANGE = re.compile(r"(?P<sign>[<>])?\s*(?P<first>\d+)\s*(?:-\s*(?P<last>\d+))?[.>]?")
_NAME = re.compile(r"[^\W_].*|'[^\W_].*")  # begins with a letter or digit
_YEAR_DIGITS = 8  # of a date with the full year
_THIS_CENTURY = 30  # two-digit years up to this one are 20YY
_STOP = "---STOP---"


class _BadLineError(ValueError):
    """What is wrong with a line."""


@dataclass(slots=True)
class _Block:
    """A name with its synonyms and codes while they are read; `line` is where it began."""

    line: int
    names: list[str]
    periods: list[Period] = field(default_factory=list)


def read_dictionaries(paths: Iterable[Path]) -> tuple[Dictionary, list[InputError]]:
    """The actors and agents of files, and what could not be read in them; of two entries for a name the first counts.

    Raises:
        UsageError: a file cannot be read, or holds neither actors nor agents.
    """
    actors: list[tuple[str, Entry]] = []
    agents: dict[str, Code] = {}
    problems: list[InputError] = []
    for path in paths:
        reader = _Reader(path)
        reader.read(_text(path))
        if not reader.actors and not reader.agents:
            raise UsageError("holds neither actors nor agents", where=str(path), remedy=_REMEDY)
        actors += reader.actors
        agents = reader.agents | agents
        problems += reader.problems
    return Dictionary(actors, agents.items()), problems


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", where=str(path), remedy=_REMEDY) from error
    if b"\0" in data:
        raise UsageError("is no text file", where=str(path), remedy=_REMEDY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


class _Reader:
    """Reads one file line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.actors: list[tuple[str, Entry]] = []
        self.agents: dict[str, Code] = {}
        self.problems: list[InputError] = []
        self._block: _Block | None = None
        self._words: dict[str, list[str]] = {}  # marker → what it stands for

    def read(self, text: str) -> None:
        """Take in a whole file."""
        for number, line in _lines(text):
            if line.startswith(_STOP):
                break
            try:
                self._line(number, line)
            except _BadLineError as error:
                self._problem(number, str(error))
        self._finish()

    def _line(self, number: int, line: str) -> None:
        if line.startswith("!") and "=" in line and "[" not in line:
            marker, _, words = line.partition("=")
            self._words[marker.strip().strip("!")] = [word.strip() for word in words.split(",") if word.strip()]
        elif line.startswith("["):
            self._codes(line)
        elif line.startswith("+"):
            self._open().names += self._spelt(_name(line[1:]))
        elif "~" in line:
            self._agent(line)
        else:
            self._finish()
            self._block = _Block(number, self._spelt(_name(line)))
            if "[" in line:
                self._codes(line)

    def _open(self) -> _Block:
        if self._block is None:
            raise _BadLineError("there is no name above it")
        return self._block

    def _codes(self, line: str) -> None:
        found = _CODES.findall(line)
        if not found:
            raise _BadLineError("the code has no closing bracket")
        self._open().periods += [_period(text) for text in found]

    def _agent(self, line: str) -> None:
        self._finish()
        codes = _CODES.findall(line)
        code = sectors_of(codes[0].replace("~", "").strip()) if codes else None
        if code is None:
            raise _BadLineError("there is no code of a known sector in brackets")
        plural = _PLURAL.search(line)
        singular = _name(_PLURAL.sub("", line))
        for noun in (singular, *(plural[1].split(",") if plural else ())):
            for spelt in self._spelt(" ".join(noun.replace("_", " ").split())):
                self.agents.setdefault(spelt.lower(), code)

    def _spelt(self, name: str) -> list[str]:
        """The name with every marker replaced by each of its words."""
        marker = _MARKER.search(name)
        if marker is None:
            return [name] if name else []
        if marker[1] not in self._words:
            raise _BadLineError(f"{marker[0]} is not defined above")
        return [s for word in self._words[marker[1]] for s in self._spelt(name.replace(marker[0], word, 1))]

    def _finish(self) -> None:
        """File the name that has been read."""
        block, self._block = self._block, None
        if block is None:
            return
        if not block.periods:
            self._problem(block.line, f"{block.names[0] if block.names else 'the name'} has no code that can be used")
            return
        entry = Entry(listed(block.names[0]), self.path.name, tuple(block.periods))
        self.actors += [(name, entry) for name in block.names]

    def _problem(self, number: int, what: str) -> None:
        self.problems.append(InputError(what, where=f"{self.path}, line {number}", remedy=_SKIPPED))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with anything in them, by number; comments are taken off, and those over several lines count."""
    without = _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(without.splitlines(), 1):
        bare = _COMMENT.sub(lambda found: found[1] or "", line).strip()
        if bare and not bare.startswith("<!"):
            yield number, bare


def _name(text: str) -> str:
    """The words before the code."""
    name = " ".join(text.partition("[")[0].replace("_", " ").split())
    if not _NAME.fullmatch(name.replace("!", "")):
        raise _BadLineError("this is no name")
    return name


def _period(text: str) -> Period:
    """`AFGGOV 900101-950101`, `AFGELI >950102` or `AFG`."""
    word, _, days = text.strip().partition(" ")
    code = code_of(word) if word else None
    if code is None:
        raise _BadLineError(f"[{text}] begins with no known country or kind of actor")
    if not days.strip():
        return Period(code)
    found = _RANGE.fullmatch(days.strip())
    if found is None or (found["sign"] is None) == (found["last"] is None):
        raise _BadLineError(f"[{text}] has no dates such as 900101-951231, <951231 or >900101")
    first, last = _day(found["first"]), _day(found["last"] or found["first"])
    if found["sign"] is None and last < first:
        raise _BadLineError(f"[{text}] ends before it begins")
    return Period(code, None if found["sign"] == "<" else first, None if found["sign"] == ">" else last)


def _day(text: str) -> dt.date:
    """A day from YYYYMMDD or YYMMDD."""
    if len(text) < _YEAR_DIGITS:
        century = "20" if text[:2].isdigit() and int(text[:2]) <= _THIS_CENTURY else "19"
        text = century + text
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise _BadLineError(f"{text} is no date") from None
