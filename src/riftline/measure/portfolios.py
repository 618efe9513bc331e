"""Where portfolios come from: riftline's table of alliances, a file of ATOP's form, or events.

Alliance portfolios are valued as in Häge (2011): 3 for a duty to defend or to join an attack, 2 for neutrality or
consultation, 1 for non-aggression, 0 for none, 3 with oneself. Alliances mismeasure friendship (there is none between
the USA and Israel), and wide consultation pacts dominate many portfolios: `defence_only` leaves 0 and 1 (defence).

Event portfolios hold how friendly the events between a state and each third state are, in both directions together:
(C − K) / (C + K + prior), where C and K are the weights of events of cooperation (quad 1, 2) and conflict (3, 4)
reported as actual. `prior` events of neither kind draw pairs with few events towards 0, which is also what a pair
without events has. S, κ and π take these values as they are; the nominal indices and τ_b take five levels of equal
width from −1 to 1. A pair is compared on its relations with third states alone.

Leeds, B. A., Ritter, J. M., Mitchell, S. M. & Long, A. G. (2002). Alliance Treaty Obligations and Provisions,
1815–1944. International Interactions 28(3), 237–260. doi 10.1080/03050620213653.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from riftline.errors import MeasureError
from riftline.facts.alliances import checked
from riftline.facts.countries import countries
from riftline.facts.cow_codes import iso3_of
from riftline.facts.obligations import Obligation, all_obligations
from riftline.measure.frames import dyads, like, scan, table
from riftline.measure.similarity import Matrix, Portfolios, compare

KIND_VALUES = {"defence": 3.0, "offence": 3.0, "neutrality": 2.0, "consultation": 2.0, "non-aggression": 1.0}
ALLIANCE_LEVELS = (0.0, 1.0, 2.0, 3.0)
DEFENCE_LEVELS = (0.0, 1.0)
EVENT_LEVELS = (-1.0, -0.5, 0.0, 0.5, 1.0)
ATOP_VALUES = {
    "atop_defense": 3.0, "atop_offense": 3.0, "atop_neutral": 2.0, "atop_consul": 2.0, "atop_nonagg": 1.0
}  # fmt: skip
PRIOR = 10.0  # events of neither kind, added to every pair; so that one meeting makes no friendship
LEAST = 100.0  # events that a party needs to have a profile
CONFLICT_FROM = 3  # quads 3 and 4 are conflict


def similarity(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    parties: Sequence[str] | None = None,
    weights: Mapping[str, float] | None = None,
    least: float = LEAST,
    prior: float = PRIOR,
) -> Any:  # noqa: ANN401 - the kind of `frame`
    """How alike the profiles of events of every two parties are: `party`, `other` and the indices, unit-free.

    S = 1 − 2·Σw|x_ik − x_jk| / (Δ·Σw); κ and π = 1 − D_observed / D_expected; τ_b. The formulas stand in
    `riftline.measure.similarity`, what x is in this module's docstring.

    Args:
        frame: a dyads frame (`riftline.measure.frames`) of any kind.
        start: first day that counts; all before without it.
        end: last day that counts.
        parties: only pairs of these; all with at least `least` events without it.
        weights: of third states, by code; those that are not named weigh nothing. All 1 without it.
        least: events that a party needs to count, as a party or as a third state.
        prior: events of neither kind added to every pair.

    Raises:
        MeasureError: the frame lacks a column, a party has too few events, or the weights do not fit.
    """
    found = event_portfolios(frame, start=start, end=end, least=least, prior=prior)
    chosen = found if parties is None else found.of(parties)
    return like(frame, compare(chosen, weights=weights_of(found, weights)))


def alliance_similarity(
    on: dt.date,
    *,
    parties: Sequence[str] | None = None,
    weights: Mapping[str, float] | None = None,
    among: Iterable[Obligation] | None = None,
    defence_only: bool = False,
) -> pa.Table:
    """How alike the alliances of every two states were on a day: `party`, `other` and the indices, unit-free.

    Args:
        on: the day.
        parties: only pairs of these; all states without it.
        weights: of the states of the system, by code; all 1 without it.
        among: other obligations than riftline's table, as `riftline.facts.atop.load_atop` gives them.
        defence_only: count duties to defend alone.

    Raises:
        MeasureError: a party was no state on that day, or the weights do not fit.
    """
    found = alliance_portfolios(on, among=among, defence_only=defence_only)
    chosen = found if parties is None else found.of(parties)
    return compare(chosen, weights=weights_of(found, weights))


def weights_of(portfolios: Portfolios, weights: Mapping[str, float] | None) -> list[float] | None:
    """Weights by code in the order of the states; a state that is not named weighs nothing."""
    return None if weights is None else [weights.get(other, 0.0) for other in portfolios.others]


def states_on(on: dt.date) -> tuple[str, ...]:
    """The states of the system on a day, in alphabetical order: those with a Correlates of War number."""
    return tuple(sorted(one.iso3 for one in countries() if one.cow and one.exists(on)))


def alliance_portfolios(
    on: dt.date, *, among: Iterable[Obligation] | None = None, defence_only: bool = False
) -> Portfolios:
    """The portfolios of all states on a day.

    Args:
        on: the day.
        among: other obligations than riftline's table, as `riftline.facts.atop.load_atop` gives them. What is owed
            one way counts both ways.
        defence_only: count duties to defend alone.

    Raises:
        UsageError: riftline's table does not reach back to that day.
    """
    ties: dict[tuple[str, str], float] = {}
    for owed in _ours(on) if among is None else among:
        if owed.holds(on):
            pair = (min(owed.bound, owed.toward), max(owed.bound, owed.toward))
            value = max((KIND_VALUES.get(kind, 0.0) for kind in owed.kinds), default=0.0)
            ties[pair] = max(value, ties.get(pair, 0.0))
    return _alliances(states_on(on), ties, defence_only=defence_only)


def _ours(on: dt.date) -> tuple[Obligation, ...]:
    checked(on)
    return all_obligations()


def atop_portfolios(frame: Any, year: int, *, defence_only: bool = False) -> Portfolios:  # noqa: ANN401 - any frame
    """The portfolios of all states in a year, from alliance dyad-years in ATOP's form.

    Args:
        frame: columns `ccode1`, `ccode2` (Correlates of War numbers), `year` and `atop_defense`, `atop_offense`,
            `atop_neutral`, `atop_nonagg`, `atop_consul` (0 or 1), in any kind of frame. A pair that stands once
            counts both ways. States that are in the system but in no row have no alliance.
        year: the year.
        defence_only: count duties to defend alone.

    Raises:
        MeasureError: a column is missing, or the frame has no row for the year.
    """
    lazy = scan(frame)
    names = ("ccode1", "ccode2", "year", *ATOP_VALUES)
    missing = [name for name in names if name not in lazy.collect_schema()]
    if missing:
        raise MeasureError(f"the frame has no column {missing[0]}", remedy="Give alliance dyad-years in ATOP's form")
    rows = table(lazy.filter(nw.col("year") == year).select(*names))
    if not rows.num_rows:
        raise MeasureError(f"the alliances have no rows for {year}", remedy="Choose a year that they cover")
    return _alliances(states_on(dt.date(year, 12, 31)), _atop_ties(rows), defence_only=defence_only)


def _atop_ties(rows: pa.Table) -> dict[tuple[str, str], float]:
    """Pair of codes → value; states that are not in riftline's table are left out."""
    ties: dict[tuple[str, str], float] = {}
    for row in rows.to_pylist():
        one, other = (iso3_of(int(row[name]), int(row["year"])) for name in ("ccode1", "ccode2"))
        value = max((worth for name, worth in ATOP_VALUES.items() if row[name]), default=0.0)
        ties[one, other] = value
    return ties


def _alliances(states: tuple[str, ...], ties: Mapping[tuple[str, str], float], *, defence_only: bool) -> Portfolios:
    """Ties both ways as a square of values, with oneself the highest."""
    place = {state: k for k, state in enumerate(states)}
    values = np.zeros((len(states), len(states)))
    for (one, other), value in ties.items():
        if one in place and other in place:
            i, j = place[one], place[other]
            values[i, j] = values[j, i] = max(value, values[i, j])
    np.fill_diagonal(values, ALLIANCE_LEVELS[-1])
    if defence_only:
        return Portfolios(states, states, (values >= ALLIANCE_LEVELS[-1]).astype(float), DEFENCE_LEVELS)
    return Portfolios(states, states, values, ALLIANCE_LEVELS)


def event_portfolios(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    least: float = LEAST,
    prior: float = PRIOR,
) -> Portfolios:
    """The profiles of all parties with enough events; see the module's docstring for what they hold.

    Raises:
        MeasureError: the frame lacks a column, or fewer than three parties have `least` events.
    """
    parties, friendly, hostile = event_counts(frame, start=start, end=end, least=least)
    return profiles(parties, friendly, hostile, prior=prior)


def profiles(parties: tuple[str, ...], friendly: Matrix, hostile: Matrix, *, prior: float = PRIOR) -> Portfolios:
    """Profiles from numbers of cooperative and conflictual events between every two parties, [parties, parties]."""
    if prior <= 0:
        raise MeasureError(f"a prior of {prior:g} events makes no profile", remedy="Give a number above 0")
    balance = (friendly - hostile) / (friendly + hostile + prior)
    np.fill_diagonal(balance, 0)
    step = EVENT_LEVELS[1] - EVENT_LEVELS[0]
    binned = np.round(balance / step) * step + 0.0  # + 0.0 makes −0 to 0
    return Portfolios(parties, parties, binned, EVENT_LEVELS, valued=balance, thirds=True)


def event_counts(
    frame: Any,  # noqa: ANN401 - any kind of frame
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    least: float = LEAST,
) -> tuple[tuple[str, ...], Matrix, Matrix]:
    """Parties with at least `least` events, and how many of cooperation and of conflict lie between every two.

    Raises:
        MeasureError: the frame lacks a column, or fewer than three parties have that many.
    """
    lazy = dyads(frame).filter(nw.col("status") == "actual", ~nw.col("quad").is_null())
    if start is not None:
        lazy = lazy.filter(nw.col("date") >= nw.lit(start))
    if end is not None:
        lazy = lazy.filter(nw.col("date") <= nw.lit(end))
    hostile = (nw.col("quad") >= CONFLICT_FROM).cast(nw.Int8)
    summed = lazy.with_columns(hostile=hostile).group_by("source", "target", "hostile").agg(nw.col("weight").sum())
    return _squares(table(summed), least)


def _squares(rows: pa.Table, least: float) -> tuple[tuple[str, ...], Matrix, Matrix]:
    source, target = ([str(party) for party in rows[name].to_pylist()] for name in ("source", "target"))
    names = sorted({*source, *target})
    place = {name: k for k, name in enumerate(names)}
    i, j = (np.array([place[name] for name in side], np.intp) for side in (source, target))
    counts = np.zeros((2, len(names), len(names)))
    np.add.at(counts, (rows["hostile"].to_numpy().astype(np.intp), i, j), rows["weight"].to_numpy())
    counts += counts.transpose(0, 2, 1)
    for square in counts:
        np.fill_diagonal(square, 0)
    kept = _active(counts.sum(axis=0), least)
    if len(kept) < 3:  # noqa: PLR2004 - two parties and a third state
        raise MeasureError(
            f"fewer than three parties have {least:g} events", remedy="Take a longer time or ask for fewer events"
        )
    friendly, hostile = counts[:, kept][:, :, kept]
    return tuple(names[k] for k in kept), friendly, hostile


def _active(events: Matrix, least: float) -> npt.NDArray[np.intp]:
    return np.flatnonzero(events.sum(axis=1) >= least)
