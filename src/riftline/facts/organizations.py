"""Organizations that act in the news: international bodies, armed groups, services, parties, agencies, companies.

`sector` is the PLOVER sector. Conventions: Hezbollah and Hamas are parties (PTY) of LBN and PSE, Hamas's armed
wing is REB; breakaway entities are PRE under the nominal sovereign; groups that act across borders are ISM; the
Taliban are REB until 2021-08-15 and GOV since.

Names shared by several organizations belong to the one most often in the news: `ADF` (the Allied Democratic
Forces, not the Australian forces), `RSF` (Rapid Support Forces, not Reporters sans frontières), `SDF` (Syria,
not Japan), `PTI` (the party, not the agency), `AFP` (the agency, not a police force or army), `PDF` and `NLD`
(Myanmar), `FLN` (Algeria), `Labour` and `Conservatives` (GBR), `Labor Party` (AUS), `Democratic Party` and
`Republicans` (USA), `Workers' Party` (BRA). A caller that knows the country of the text may overrule them.
Collisions with country phrases are listed in `riftline.facts.countries`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riftline.facts.names import NameIndex, first_that, in_force, parse_day, read_table, split_cell

MAX_WORDS = 12  # words of the longest phrase in the gazetteer; a test compares it with the table


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization that existed from `start` up to, not including, `end`; `country` is its home (ISO3), if any."""

    id: str
    name: str
    aliases: tuple[str, ...]
    sector: str
    country: str | None
    start: dt.date | None
    end: dt.date | None
    parent: str | None
    note: str | None
    table: str = "organizations.csv"  # where it is listed

    def exists(self, on: dt.date) -> bool:
        """Whether it existed on that day."""
        return in_force(self.start, self.end, on)


@cache
def organizations() -> tuple[Organization, ...]:
    """All organizations in the order of the table."""
    return tuple(_organization(row) for row in read_table("organizations.csv"))


def organization(id: str) -> Organization | None:  # noqa: A002 - the field is called id in the table and the records
    """The organization with that short id ("NATO"), or None."""
    return _by_id().get(id)


def find_organization(name: str, on: dt.date | None = None) -> Organization | None:
    """The organization a name or acronym stands for, or None.

    Args:
        name: the phrase as it stands in the text; acronyms match only in capitals ("WHO", not "who").
        on: the day the text is about; of several with that name the one that existed then is chosen, else the newest.
    """
    found = _index().find(name)
    if not found:
        return None
    current = None if on is None else first_that(found, lambda one: one.exists(on))
    return current or found[0]


def gazetteer() -> Mapping[str, Organization]:
    """Normalised phrase (`riftline.facts.names.normalize`) → its newest organization, for longest-match search."""
    return _gazetteer()


@cache
def _gazetteer() -> Mapping[str, Organization]:
    return _index().preferred()


@cache
def _by_id() -> dict[str, Organization]:
    return {one.id: one for one in organizations()}


@cache
def _index() -> NameIndex[Organization]:
    """Existing organizations before former ones, the newer before the older."""
    newest_first = sorted(organizations(), key=lambda one: one.end or dt.date.max, reverse=True)
    return NameIndex((phrase, one) for one in newest_first for phrase in (one.name, *one.aliases))


def _organization(row: dict[str, str]) -> Organization:
    return Organization(
        id=row["id"],
        name=row["name"],
        aliases=split_cell(row["aliases"]),
        sector=row["sector"],
        country=row["country"] or None,
        start=parse_day(row["start"]),
        end=parse_day(row["end"]),
        parent=row["parent"] or None,
        note=row["note"] or None,
    )
