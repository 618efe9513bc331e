"""`riftline.facts.alliances` and `riftline.facts.obligations` in words and as rows, for the command line."""

import datetime as dt
from collections.abc import Iterable, Iterator

from riftline.errors import UsageError
from riftline.facts.alliances import AS_OF, Alliance, Membership, alliance, checked, is_alliance, memberships
from riftline.facts.countries import country
from riftline.facts.obligations import Obligation, obligations, portfolio, state

Rows = list[dict[str, object]]
BOTH = 2  # states of a pair


def answer(who: list[str], on: dt.date, among: tuple[Obligation, ...] | None = None) -> tuple[Iterator[str], Rows]:
    """Lines of text and rows of JSON for an alliance, a state or two states.

    Raises:
        UsageError: a name is unknown, a state did not exist, there are more than two names, or an alliance is asked
            for in an ATOP file, which has no names.
    """
    if len(who) > BOTH:
        raise UsageError(f"{len(who)} names", where=", ".join(who), remedy="Give an alliance, a state or two states")
    if len(who) == 1 and is_alliance(who[0]):
        if among is not None:
            raise UsageError("an ATOP file has no names of alliances", where=who[0], remedy="Give one or two states")
        return _alliance_lines(alliance(who[0]), checked(on)), _member_rows(alliance(who[0]), on)
    if len(who) == 1:
        found = portfolio(who[0], on, among=among)
        return _state_lines(_named(state(who[0], on).iso3), on, found), [owed.to_dict() for owed in found]
    found = obligations(who[0], who[1], on, among=among)
    names = " and ".join(_named(state(one, on).iso3) for one in who)
    return _pair_lines(names, on, found), [owed.to_dict() for owed in found]


def about(on: dt.date, *, today: bool, own: bool) -> Iterator[str]:
    """What the user should know of the day asked for."""
    if today:
        yield f"as of today, {on}; --on chooses another day"
    if on > AS_OF and own:
        yield f"the table of alliances ends with {AS_OF}; little of what changed later is in it"


def _pair_lines(names: str, on: dt.date, found: tuple[Obligation, ...]) -> Iterator[str]:
    yield f"{names} on {on}: {_count(len({o.alliance for o in found}))}"
    for group in _grouped(found):
        yield ""
        for owed, direction in _directions(group):
            yield f"{direction}: {', '.join(owed.kinds)}"
        yield from _terms(group[0])


def _directions(group: list[Obligation]) -> Iterator[tuple[Obligation, str]]:
    """One line where both owe the same, else one for each that is bound."""
    if len(group) == BOTH and group[0].kinds == group[1].kinds:
        yield group[0], f"{group[0].bound} and {group[0].toward} owe each other"
        return
    for owed in group:
        yield owed, f"{owed.bound} owes {owed.toward}"


def _terms(owed: Obligation) -> Iterator[str]:
    until = f", until {owed.until}" if owed.until else ""
    where = f"{owed.treaty}, article {owed.article}" if owed.article else owed.treaty
    yield f"  {owed.name} [{owed.alliance}], {owed.form}, since {owed.since}{until}{_doubt(owed.certainty)}"
    yield f"  {owed.obligation}"
    yield from (f"  {label}: {text}" for label, text in (("treaty", where), ("note", owed.note)) if text)
    yield f"  source: {owed.source}"


def _doubt(certainty: str) -> str:
    return {"approximate": " (dates approximate)", "signature": " (from signature)"}.get(certainty, "")


def _state_lines(name: str, on: dt.date, found: tuple[Obligation, ...]) -> Iterator[str]:
    yield f"{name} on {on}: {_count(len({o.alliance for o in found}))}"
    code = name.rpartition("(")[2].rstrip(")")
    for group in _grouped(found):
        yield ""
        yield f"{group[0].name} [{group[0].alliance}], {group[0].form}{_doubt(group[0].certainty)}"
        owes = dict(_sides([o for o in group if o.bound == code], code))
        owed = dict(_sides([o for o in group if o.toward == code], code))
        if owes == owed:
            yield from (f"  owes and is owed {kinds}: {others}" for kinds, others in owes.items())
        else:
            yield from (f"  owes {kinds}: {others}" for kinds, others in owes.items())
            yield from (f"  is owed {kinds}: {others}" for kinds, others in owed.items())
        yield f"  {group[0].obligation}"


def _sides(side: list[Obligation], code: str) -> Iterator[tuple[str, str]]:
    """Kinds → the others they run to or from."""
    for kinds in dict.fromkeys(o.kinds for o in side):
        others = sorted({o.toward if o.bound == code else o.bound for o in side if o.kinds == kinds})
        yield ", ".join(kinds), " ".join(others)


def _alliance_lines(one: Alliance, on: dt.date) -> Iterator[str]:
    bound = _bound(one, on)
    now = {m.member for m in bound}
    gone = [m for m in memberships(one.id) if m.exit and m.exit.free <= on and m.member not in now]
    ended = f", ended {one.ended}" if one.ended else ""
    yield f"{one.name} [{one.id}], {one.form}, since {one.begins}{ended}{_doubt(one.certainty)}"
    yield f"  {', '.join(one.kinds)}: {one.obligation}"
    yield f"  treaty: {one.treaty}{f', article {one.article}' if one.article else ''}"
    yield from (f"  {label}: {text}" for label, text in (("note", one.note), ("source", one.source)) if text)
    yield ""
    yield f"members on {on}: {len(bound)}"
    yield from map(_member_line, bound)
    if gone:
        yield f"no longer: {len(gone)}"
        yield from map(_member_line, gone)


def _member_line(one: Membership) -> str:
    role = "" if one.role == "party" else f", {one.role}"
    owes = f", owes {', '.join(one.owes)}" if one.owes else ""
    left = f" to {one.exit}" if one.exit else ""
    return f"  {_named(one.member)}: {one.entry}{left}{role}{owes}{f'; {one.note}' if one.note else ''}"


def _member_rows(one: Alliance, on: dt.date) -> Rows:
    return [
        {
            "alliance": one.id,
            "member": row.member,
            "entry": str(row.entry),
            "exit": str(row.exit) if row.exit else None,
            "role": row.role,
            "owes": list(row.owes or (() if row.role == "protected" else one.kinds)),
            "succeeds": row.succeeds,
            "not_with": list(row.not_with),
            "note": row.note or None,
        }
        for row in _bound(one, on)
    ]


def _bound(one: Alliance, on: dt.date) -> list[Membership]:
    return sorted((m for m in memberships(one.id) if m.holds(on)), key=lambda m: (m.entry.first, m.member))


def _grouped(found: Iterable[Obligation]) -> Iterator[list[Obligation]]:
    groups: dict[str, list[Obligation]] = {}
    for owed in found:
        groups.setdefault(owed.alliance, []).append(owed)
    yield from groups.values()


def _count(number: int) -> str:
    return {0: "nothing is owed", 1: "1 arrangement"}.get(number, f"{number} arrangements")


def _named(code: str) -> str:
    known = country(code)
    return f"{known.name} ({code})" if known else code
