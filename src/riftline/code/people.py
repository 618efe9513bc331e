"""Persons: what office they hold on a day, and what a document itself says about them."""

import datetime as dt
from typing import TYPE_CHECKING

from riftline.facts.agents import word_class
from riftline.facts.countries import country
from riftline.facts.names import normalize
from riftline.facts.offices import Office, Person

if TYPE_CHECKING:
    from riftline.code.actors import Resolution

_ELITE_AFTER = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP", "PTY", "IGO"})


def after_office(sector: str | None) -> str | None:
    """The sector of somebody who no longer holds an office of that sector: a former official is ELI."""
    return "ELI" if sector in _ELITE_AFTER else sector


def is_former(modifiers: list[str]) -> bool:
    """Whether small-letter modifiers say that the office is over."""
    return any(word in word_class("former") for word in modifiers)


def office_of(person: Person, on: dt.date | None) -> tuple[Office, bool]:
    """The office that counts on a day, and whether it is over by then.

    Before the first office the first one is given as over: the person is known, but not yet in it.
    """
    office = person.office(on)
    if office is not None:
        return office, False
    assert on is not None  # noqa: S101 - without a day there is always a last office
    return person.former(on) or person.offices[0], True


def started(office: Office, on: dt.date | None) -> bool:
    """Whether the office had begun by that day."""
    return on is None or office.since <= on


def reason(office: Office, on: dt.date | None) -> str:
    """`offices.csv: Heiko Maas, foreign minister of DEU 2018-2021`; with `former` or `later` if not held."""
    state = country(office.country) if office.country else None
    of = office.organization if state is None else state.iso3
    when = "" if on is None or office.held(on) else "former " if started(office, on) else "later "
    held = f"{when}{office.role or office.sector}{f' of {of}' if of else ''} {office.years()}".rstrip()
    return f"{office.table}: {office.person}, {held}"


class Names:
    """What one document says about the people in it ("U.S. Treasury Secretary Scott Bessent"); wins over the tables.

    Mutable on purpose: one is made per document and filled sentence by sentence, so that "Bessent" is understood later.
    A last name that two different persons of the document share is not understood.
    """

    __slots__ = ("_full", "_last")

    def __init__(self) -> None:
        """Know nobody yet."""
        self._full: dict[str, Resolution] = {}
        self._last: dict[str, set[str]] = {}

    def learn(self, phrase: str, resolution: "Resolution") -> None:
        """Remember the person that a resolved phrase introduces; phrases without a personal name are ignored.

        A role that the text states wins over one from the table. Of two introductions of one name that are alike in
        this the one that says more stays, and the first if they say the same amount.
        """
        name = resolution.person
        if (
            name is None
            or name not in phrase
            or not (resolution.sector or resolution.country or resolution.organization)
        ):
            return
        key = normalize(name)
        known = self._full.get(key)
        if known is None or (resolution.stated, _says(resolution)) > (known.stated, _says(known)):
            self._full[key] = resolution
        self._last.setdefault(last_name(key), set()).add(key)

    def lookup(self, name: str) -> "Resolution | None":
        """Who a full name, or a last name that is unambiguous in the document, stands for."""
        key = normalize(name)
        found = self._full.get(key)
        if found is None and len(bearers := self._last.get(key, set())) == 1:
            found = self._full[next(iter(bearers))]
        return found


def last_name(key: str) -> str:
    """The last name in a normalised full name, with its particle: "ursula von der leyen" has "von der leyen"."""
    parts = key.split()
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in word_class("name particle"):
        start -= 1
    return " ".join(parts[start:])


def _says(resolution: "Resolution") -> int:
    return sum(
        value is not None for value in (resolution.country, resolution.organization, resolution.sector, resolution.role)
    )
