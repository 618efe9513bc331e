"""Roles that a text states and the table of office holders contradicts.

Two kinds are told, both only of people whom the table has, and only of offices that one person holds at a time:

- the office is somebody else's on that day ("German Chancellor Emmanuel Macron");
- it had ended, or was to begin, more than a year from that day ("President Barack Obama" in 2021).
"""

import datetime as dt

from riftline.code.resolution import Resolution
from riftline.facts.countries import country
from riftline.facts.offices import Office, Person, holders

SINGLE = frozenset(
    {
        *("president", "prime minister", "chancellor", "foreign minister", "defense minister", "finance minister"),
        *("interior minister", "secretary of state", "defense secretary", "treasury secretary", "foreign secretary"),
        *("home secretary", "vice president", "premier", "taoiseach", "attorney general", "national security adviser"),
        *("NATO secretary general", "UN secretary general", "president of the European Commission"),
    }
)  # roles that one person holds at a time
SLACK = dt.timedelta(days=365)  # the table is sure of the year; and a title is kept for a while
UP_TO_DATE = dt.date(2026, 1, 1)  # the day to which the table knows who took over from whom
_WORDS = frozenset({"elect", "designate", "incoming", "nominee", "candidate", "hopeful", "acting", "deputy", "former"})


def contradiction(person: Person, said: Resolution, on: dt.date | None) -> str | None:
    """What the table says against it that `person` has the role `said` on a day, or None where nothing does."""
    role = said.role
    if on is None or role not in SINGLE or said.sector == "ELI":
        return None
    own = [office for office in person.offices if office.role == role and _same(office, said)]
    if any(office.since - SLACK <= on and (office.until is None or on < office.until + SLACK) for office in own):
        return None
    if own:
        return _told(own)
    here = person.office(on)
    state = said.country or (here.country if here else None)
    others = [] if on > UP_TO_DATE else [o for o in holders(state, None, role, on) if o.person != person.name]
    return _told([*others[-1:], *([here] if here else [])]) if others else None


def is_of_today(stated: str, sentence: str, on: dt.date | None) -> bool:
    """Whether a sentence speaks of its own time: it names no earlier year, and the role has no word such as "elect"."""
    words = sentence.replace(",", " ").replace(".", " ").split()
    years = [int(word[:4]) for word in words if word[:4].isdigit() and len(word) in {4, 5}]
    parts = set(stated.lower().replace("-", " ").split())
    told = {"then", "ago", "late", "under", "era"} & {word.lower() for word in words}
    return not (parts & _WORDS) and not told and (on is None or all(year >= on.year for year in years))


def _same(office: Office, said: Resolution) -> bool:
    return said.country is None or office.country is None or office.country == said.country


def _told(offices: list[Office]) -> str:
    """`Angela Merkel, chancellor of Germany 2005-2021`."""
    return "; ".join(f"{o.person}, {o.role}{_of(o)} {o.years()}" for o in offices)


def _of(office: Office) -> str:
    state = country(office.country) if office.country else None
    return f" of {state.name}" if state else ""
