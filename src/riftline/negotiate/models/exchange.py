"""The exchange model: over several issues, actors give way where they care less and get their way where they care more.

Stokman & Van Oosten 1994, "The exchange of voting positions", in Bueno de Mesquita & Stokman (eds), *European
Community Decision Making*; van Assen, Stokman & van Oosten 2003, doi:10.1177/1043463103015001072. Written from the
equations, with equal gains for both sides of a trade and the largest gain first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from riftline.negotiate.estimate import BoolArray, FloatArray
from riftline.negotiate.models.base import Model
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.table import Table

_LEAST = 1e-6  # gain below which nobody trades; a gain is salience × share of the scale
_MOST = 200  # trades in one draw; 15 actors on 3 issues make about 40
_CELLS = 200_000  # numbers in an array of actors × actors × draws that are worked on at once


@dataclass(frozen=True, slots=True)
class Trade:
    """One exchange: `winner` gets its way on `issue`, `giver` on `other`; both gain alike.

    Args:
        winner: column of the actor that gets its way on the first issue.
        giver: column of the one that gets its way on the second.
        issue: number of the first issue.
        other: number of the second.
        gain: of each, in salience × share of the scale.
    """

    winner: int
    giver: int
    issue: int
    other: int
    gain: float


def exchange(tables: Sequence[Table]) -> list[FloatArray]:
    """The weighted mean of each issue after all trades that gain both sides, in each issue's unit.

    Alone, an issue has its weighted mean.
    """
    if len(tables) < 2:  # noqa: PLR2004 - a trade takes two
        return [weighted_mean(table) for table in tables]
    names = tuple(dict.fromkeys(name for table in tables for name in table.actors))
    step = max(1, _CELLS // len(names) ** 2)
    parts = []
    for start in range(0, len(tables[0].position), step):
        market = _Market.opened([table.rows(slice(start, start + step)) for table in tables], names)
        for _ in market.trade():
            pass
        parts.append(market.outcome())
    shares = np.concatenate(parts, axis=1)
    return [table.low + share * (table.high - table.low) for table, share in zip(tables, shares, strict=True)]


def trades(tables: Sequence[Table]) -> tuple[tuple[str, ...], list[Trade]]:
    """The actors and their trades in the first draw, in the order in which they are made."""
    names = tuple(dict.fromkeys(name for table in tables for name in table.actors))
    market = _Market.opened([table.rows(slice(0, 1)) for table in tables], names)
    return names, list(market.trade())


@dataclass(slots=True)
class _Market:
    """Votes that are traded; arrays are issues × actors × draws, positions shares of the scale.

    Args:
        wish: what each wants.
        vote: what each votes for, so far.
        salience: 0 where an actor has no part in an issue.
        weight: likewise.
        gave: who has given way on an issue; it gets nothing there any more.
    """

    wish: FloatArray
    vote: FloatArray
    salience: FloatArray
    weight: FloatArray
    gave: BoolArray

    @classmethod
    def opened(cls, tables: Sequence[Table], names: tuple[str, ...]) -> "_Market":
        wish, salience, weight = (np.zeros((len(tables), len(names), len(tables[0].position))) for _ in range(3))
        for p, table in enumerate(tables):
            columns = [names.index(name) for name in table.actors]
            wish[p, columns] = ((table.position - table.low) / (table.high - table.low)).T
            salience[p, columns] = table.salience.T
            weight[p, columns] = table.weight.T
        return cls(wish, wish.copy(), salience, weight, np.zeros(wish.shape, bool))

    def outcome(self) -> FloatArray:
        """Issues × draws."""
        return np.asarray((self.weight * self.vote).sum(axis=1) / self.weight.sum(axis=1))

    def trade(self) -> Iterator[Trade]:
        """Make the best trade of every draw, over and over, until none is left; those of the first draw are told."""
        pairs = list(combinations(range(len(self.wish)), 2))
        for _ in range(_MOST):
            offers = [self._offers(p, q) for p, q in pairs]
            gains = np.stack([offer.gain for offer in offers])  # pairs × winners × givers × draws
            flat = gains.reshape(-1, gains.shape[-1])
            best = flat.argmax(axis=0)
            made = flat[best, np.arange(flat.shape[1])] > _LEAST
            if not made.any():
                return
            pair, winner, giver = np.unravel_index(best, gains.shape[:-1])
            if made[0]:
                p, q = pairs[pair[0]]
                yield Trade(int(winner[0]), int(giver[0]), p, q, float(flat[best[0], 0]))
            self._make(pairs, offers, (pair, winner, giver, made))

    def _offers(self, p: int, q: int) -> "_Offers":
        """What each pair gains if the first gets its way on p and the second on q."""
        total = self.weight.sum(axis=1)
        settled = self.outcome()
        below = self.wish < settled[:, None]
        across = [below[k][:, None] != below[k][None] for k in (p, q)]
        s_p, s_q = self.salience[p], self.salience[q]
        room_p = self._room(p, settled, total)  # of the giver's vote on p towards the winner
        room_q = np.swapaxes(self._room(q, settled, total), 0, 1)
        rate = (s_p[:, None] + s_p[None]) / np.maximum(s_q[:, None] + s_q[None], 1e-12)  # equal gains
        moved = np.minimum(room_p, room_q / np.maximum(rate, 1e-12))
        gain = s_p[:, None] * moved - s_q[:, None] * moved * rate
        open_ = across[0] & across[1] & ~self.gave[p][:, None] & ~self.gave[q][None]
        return _Offers(np.where(open_, gain, 0.0), moved, moved * rate)

    def _room(self, p: int, settled: FloatArray, total: FloatArray) -> FloatArray:
        """How far j's vote can move the outcome on p until it is where i wants it: winners i × givers j × draws."""
        way = np.abs(self.vote[p][None] - self.wish[p][:, None]) * self.weight[p][None] / total[p]
        return np.asarray(np.minimum(way, np.abs(self.wish[p] - settled[p])[:, None]))

    def _make(self, pairs: list[tuple[int, int]], offers: "list[_Offers]", chosen: tuple[np.ndarray, ...]) -> None:
        pair, winner, giver, made = chosen
        for k, (p, q) in enumerate(pairs):
            draws = np.flatnonzero(made & (pair == k))
            i, j = winner[draws], giver[draws]
            self._shift(p, i, j, draws, offers[k].on_first[i, j, draws])
            self._shift(q, j, i, draws, offers[k].on_second[i, j, draws])

    def _shift(self, p: int, winner: np.ndarray, giver: np.ndarray, draws: np.ndarray, moved: FloatArray) -> None:
        """Move the givers' votes on p until the outcome has moved as agreed."""
        total = self.weight[p][:, draws].sum(axis=0)
        way = np.sign(self.wish[p, winner, draws] - self.vote[p, giver, draws])
        self.vote[p, giver, draws] += way * moved * total / self.weight[p, giver, draws]
        self.gave[p, giver, draws] = True


@dataclass(frozen=True, slots=True)
class _Offers:
    """Winners × givers × draws: what both gain, and how far the outcomes of the two issues move."""

    gain: FloatArray
    on_first: FloatArray
    on_second: FloatArray


MODEL = Model(
    "exchange",
    "exchange model",
    exchange,
    "Over linked issues, actors give way where they care less for getting their way where they care more.",
    "Stokman & Van Oosten 1994; van Assen, Stokman & van Oosten 2003, doi:10.1177/1043463103015001072",
)
