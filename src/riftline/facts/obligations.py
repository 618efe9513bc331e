"""What states owe each other under `riftline.facts.alliances`: directed, dated, with treaty and article."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from riftline.errors import UsageError
from riftline.facts.alliances import (
    KINDS,
    Alliance,
    Kind,
    Membership,
    PartialDate,
    alliances,
    checked,
    is_alliance,
    memberships,
    suggestion,
)
from riftline.facts.countries import Country, countries, country, find_country


@dataclass(frozen=True, slots=True)
class Obligation:
    """`bound` owes `toward` what the kinds say, from `since` up to, not including, `until` (see `PartialDate.free`)."""

    bound: str
    toward: str
    kinds: tuple[Kind, ...]
    alliance: str
    name: str
    obligation: str
    form: str
    treaty: str
    article: str
    since: PartialDate
    until: PartialDate | None
    certainty: str
    source: str
    note: str

    def holds(self, on: dt.date) -> bool:
        """Whether it was owed on that day."""
        return self.since.first <= on and (self.until is None or on < self.until.free)

    def to_dict(self) -> dict[str, object]:
        """As it is written to JSON: dates as in the table, what is unknown as None."""
        return {
            "bound": self.bound,
            "toward": self.toward,
            "kinds": list(self.kinds),
            "alliance": self.alliance,
            "name": self.name,
            "obligation": self.obligation,
            "form": self.form,
            "treaty": self.treaty,
            "article": self.article or None,
            "since": str(self.since),
            "until": str(self.until) if self.until else None,
            "certainty": self.certainty,
            "source": self.source,
            "note": self.note or None,
        }


def obligations(
    one: str, other: str, on: dt.date, *, among: Iterable[Obligation] | None = None
) -> tuple[Obligation, ...]:
    """What two states owe each other on a day, in both directions, the strongest first.

    Args:
        one: ISO alpha-3 code or name of a state.
        other: likewise.
        on: the day; from 1945 on.
        among: other obligations than the table's, as `riftline.facts.atop.load_atop` gives them.

    Raises:
        UsageError: a state is unknown, did not exist then, or both are the same; or the day lies before 1945.
    """
    pair = (state(one, on).iso3, state(other, on).iso3)
    if pair[0] == pair[1]:
        raise UsageError("both are the same state", where=f"{one} and {other}", remedy="Give two, or one alone")
    found = [o for o in _listed(among, on) if {o.bound, o.toward} == set(pair) and o.holds(on)]
    return tuple(sorted(found, key=lambda o: (pair.index(o.bound), *_rank(o))))


def portfolio(one: str, on: dt.date, *, among: Iterable[Obligation] | None = None) -> tuple[Obligation, ...]:
    """All that a state owes and is owed on a day, the strongest first.

    Args:
        one: ISO alpha-3 code or name of the state.
        on: the day; from 1945 on.
        among: as in `obligations`.

    Raises:
        UsageError: the state is unknown or did not exist then, or the day lies before 1945.
    """
    code = state(one, on).iso3
    found = [o for o in _listed(among, on) if code in (o.bound, o.toward) and o.holds(on)]
    return tuple(sorted(found, key=lambda o: (*_rank(o), o.bound != code, o.bound, o.toward)))


@cache
def all_obligations() -> tuple[Obligation, ...]:
    """Every obligation of the table, past ones included."""
    rows: dict[str, list[Membership]] = {}
    for membership in memberships():
        rows.setdefault(membership.alliance, []).append(membership)
    return tuple(owed for alliance in alliances() for owed in _owed_under(alliance, rows.get(alliance.id, [])))


def state(name: str, on: dt.date) -> Country:
    """The state with that code or name, if it existed on that day.

    Raises:
        UsageError: it is unknown, or did not exist; the message says which state to ask for.
    """
    found = country(name.upper()) or _named(name, on)
    if found is None:
        raise UsageError(f'no state is called "{name}"', remedy=_unknown(name))
    if found.exists(on):
        return found
    others = [c for c in countries() if c.exists(on) and (_succeeds(found, c) or _succeeds(c, found))]
    remedy = f"Ask for {' or '.join(f'{c.iso3} ({c.name})' for c in others)}" if others else "Give another day"
    raise UsageError(f"{found.name} ({found.iso3}) did not exist", where=on.isoformat(), remedy=remedy)


def _named(name: str, on: dt.date) -> Country | None:
    """By its name in whatever case: what stands here is meant as one, unlike "turkey" in a text."""
    matches = (find_country(spelling, on) for spelling in (name, name.title(), name.upper()))
    return next((match.country for match in matches if match and match.kind == "name"), None)


def _unknown(name: str) -> str:
    if is_alliance(name):
        return "It is an alliance: ask for it alone"
    return f"Give its ISO alpha-3 code or its English name, or an alliance. {suggestion(name)}"


def _succeeds(late: Country, early: Country) -> bool:
    """Whether `late` took over from `early`, at once or by way of others."""
    return early.successor is not None and (
        early.successor == late.iso3 or any(_succeeds(late, c) for c in countries() if c.iso3 == early.successor)
    )


def _listed(among: Iterable[Obligation] | None, on: dt.date) -> Iterable[Obligation]:
    if among is not None:
        return among
    checked(on)
    return all_obligations()


def _rank(owed: Obligation) -> tuple[int, str, str]:
    return min(map(KINDS.index, owed.kinds)), owed.since.text, owed.alliance


def _owed_under(alliance: Alliance, rows: Iterable[Membership]) -> Iterator[Obligation]:
    for debtor, creditor in permutations(rows, 2):
        kinds = _kinds_owed(alliance, debtor, creditor)
        since = max(debtor.entry, creditor.entry, key=lambda date: date.first)
        ends = [date for date in (debtor.exit, creditor.exit) if date is not None]
        until = min(ends, key=lambda date: date.free, default=None)
        if kinds and (until is None or since.first < until.free):
            yield _obligation(alliance, debtor, creditor, kinds, since=since, until=until)


def _kinds_owed(alliance: Alliance, debtor: Membership, creditor: Membership) -> tuple[Kind, ...]:
    """What the roles leave of the treaty's obligations between two members."""
    apart = debtor.member in creditor.not_with or creditor.member in debtor.not_with
    if apart or debtor.member == creditor.member or debtor.role == creditor.role != "party":
        return ()
    return debtor.owes if debtor.role == "protected" else debtor.owes or alliance.kinds


def _obligation(
    alliance: Alliance,
    debtor: Membership,
    creditor: Membership,
    kinds: tuple[Kind, ...],
    *,
    since: PartialDate,
    until: PartialDate | None,
) -> Obligation:
    notes = (alliance.note, *(f"{one.member}: {one.note}" for one in (debtor, creditor) if one.note))
    return Obligation(
        bound=debtor.member,
        toward=creditor.member,
        kinds=kinds,
        alliance=alliance.id,
        name=alliance.name,
        obligation=alliance.obligation,
        form=alliance.form,
        treaty=alliance.treaty,
        article=alliance.article,
        since=since,
        until=until,
        certainty=alliance.certainty,
        source=alliance.source,
        note=" ".join(note for note in notes if note),
    )
