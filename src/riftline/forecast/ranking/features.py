"""The evidence for every candidate, as columns of numbers; each column belongs to a family that can be left out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit

from riftline.forecast.ranking import candidates as candidates_
from riftline.forecast.ranking import counters
from riftline.forecast.ranking.candidates import Candidates
from riftline.forecast.ranking.counters import Counter, fading
from riftline.forecast.ranking.profiles import Profiles, agreement
from riftline.forecast.tkg import Array, Floats, Graph, Ints

Key = Callable[[Ints, Ints, Ints], Ints]  # source, relation, target → what is counted


@dataclass(frozen=True, slots=True)
class Space:
    """Numbers of entities, relations, countries and kinds, from which keys are made."""

    entities: int
    half: int
    kind: Ints
    place: Ints

    @property
    def told(self) -> int:
        """Relations and their inverses."""
        return 2 * self.half

    def keys(self) -> dict[str, Key]:
        """What is counted, by name."""
        n, told, place, kind = self.entities, self.told, self.place, self.kind
        places, kinds = int(place.max()) + 1, int(kind.max()) + 1

        def way(q: Ints) -> Ints:
            return (q < self.half).astype(np.int64)

        return {
            "triple": lambda s, q, o: (s * n + o) * told + q,
            "pair": lambda s, q, o: (s * n + o) * 2 + way(q),
            "target of relation": lambda _, q, o: q * n + o,
            "target": lambda _, q, o: o * 2 + way(q),
            "source of relation": lambda s, q, _: s * told + q,
            "country to target": lambda s, q, o: (place[s] * told + q) * n + o,
            "source to country": lambda s, q, o: (s * told + q) * places + place[o],
            "countries": lambda s, q, o: (place[s] * places + place[o]) * 2 + way(q),
            "countries by relation": lambda s, q, o: (place[s] * told + q) * places + place[o],
            "kinds by relation": lambda s, q, o: (kind[s] * told + q) * kinds + kind[o],
            "source to kind": lambda s, q, o: (s * kinds + kind[o]) * 2 + way(q),
            "actor type to kind": lambda s, q, o: ((place[s] * kinds + kind[s]) * told + q) * kinds + kind[o],
        }


FAMILIES = ("rules", "profiles", "names", "counters", "two hops", "weights", "comparisons")  # that can be left out
HOPS = 7  # columns of `candidates.COLUMNS` before those of two hops
MIRRORED = ("triple", "pair", "target", "target of relation", "countries")  # also read the other way round
SIMILAR = ("partners alike", "source among partners' like", "target among partners' like", "alike")


class Counts:
    """All counters, moved on step by step and read for candidates."""

    def __init__(self, graph: Graph, kind: Ints, place: Ints) -> None:
        self._graph = graph
        self._keys = Space(graph.entities, graph.relations, kind, place).keys()
        fade = fading(int(graph.step[-1]) + 2)
        self._counters = {name: Counter(fade) for name in self._keys}
        self.families = (*self._keys, *(f"{name}, mirrored" for name in MIRRORED))

    def record(self, step: int) -> None:
        """The facts of `step` have happened."""
        facts, graph = self._graph.at(step), self._graph
        for name, counter in self._counters.items():
            counter.add(self._keys[name](graph.source[facts], graph.relation[facts], graph.target[facts]), step)

    def read(self, source: Ints, relation: Ints, target: Ints, step: int) -> Floats:
        """(rows, families, `counters.COLUMNS`) as seen from `step`."""
        out = np.empty((len(self.families), len(source), len(counters.COLUMNS)), np.float32)
        inverse = self._graph.inverse(relation)
        for i, family in enumerate(self.families):
            name, told = family.removesuffix(", mirrored"), inverse if family.endswith(", mirrored") else relation
            self._counters[name].read(self._keys[name](source, told, target), step, out[i])
        return out.transpose(1, 0, 2)


def alike(profiles: Profiles, source: Ints, found: Candidates) -> Floats:
    """Cosines between source and candidate and between those they had to do with (`SIMILAR`)."""
    entity = np.unique(np.concatenate([source, found.entity]))
    own = _unit(profiles.known[entity])
    around = _unit(profiles.surroundings(entity))
    s, o = np.searchsorted(entity, source)[found.question], np.searchsorted(entity, found.entity)
    pairs = ((around, around), (own, around), (around, own), (own, own))
    return np.stack([agreement(a, b, s, o) for a, b in pairs], 1)


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6), np.float32)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about the candidates of a step's questions.

    Attributes:
        found: `candidates.COLUMNS`.
        counts: (rows, families, `counters.COLUMNS`).
        same: same country, same kind.
        alike: `SIMILAR`.
        profile: log-probability among the question's candidates by the profiles.
    """

    found: Floats
    counts: Floats
    same: Floats
    alike: Floats
    profile: Floats

    def of(self, rows: Ints) -> "Evidence":
        """Some rows."""
        found, counts, same, like = self.found[rows], self.counts[rows], self.same[rows], self.alike[rows]
        return Evidence(found, counts, same, like, self.profile[rows])

    def without(self, families: frozenset[str]) -> "Evidence":
        """The same with zeros for some families (`FAMILIES`)."""
        found, counts, like, profile = self.found.copy(), self.counts, self.alike, self.profile
        if "rules" in families:
            found[:, :HOPS] = 0
        if "two hops" in families:
            found[:, HOPS:] = 0
        if "counters" in families:
            counts = np.zeros_like(counts)
        if "profiles" in families:
            like, profile = np.zeros_like(like), np.zeros_like(profile)
        return Evidence(found, counts, self.same, like, profile)

    def linear(self) -> Floats:
        """Columns for the additive weights: logarithms of what is counted."""
        recent = np.log1p(5 * self.counts[:, :, 2:4]).reshape(len(self.counts), 2 * self.counts.shape[1])
        last = self.counts[:, [0, 1], 4] < 2  # noqa: PLR2004 - the step before
        rules = np.log(self.found[:, [2, 0]] + 1e-3)
        hops = np.log1p(10 * self.found[:, HOPS:])
        met = self.found[:, 6:7] > 0
        columns = (self.profile[:, None], rules, hops, met, last, self.same, self.alike, recent)
        return np.concatenate(columns, 1, dtype=np.float32)


KEPT = {  # columns of the counters that the trees see; the others repeat them
    "triple": (0, 1, 2, 3, 4), "pair": (0, 1, 2, 3, 4), "pair, mirrored": (1, 2, 3, 4),
    "triple, mirrored": (1, 2, 3, 4), "source of relation": (0, 1, 2, 3), "target of relation": (0, 1, 2, 3, 4),
    "target": (0, 1, 2, 3),
}  # fmt: skip
OTHERS = (2, 3, 4)
RELATIVE = (  # columns that are also told as rank and share among the question's candidates
    "rules: mass", "rules: best", "rules: two hops", "triple: long", "pair: long", "target of relation: long",
    "country to target: long", "countries by relation: long", "kinds by relation: long", "profiles: probability",
    "weights: score",
)  # fmt: skip
LOGARITHMS = ("profiles: probability", "weights: score")  # of which shares are taken after exp


def names(families: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the columns of `table`, `family: column`."""
    plain = _plain_names(families)
    return (*plain, *(f"{name}, {how}" for name in RELATIVE for how in ("rank", "share")))


def _plain_names(families: tuple[str, ...]) -> list[str]:
    found = [f"rules: {column}" for column in candidates_.COLUMNS]
    counted = [f"{f}: {counters.COLUMNS[c]}" for f in families for c in KEPT.get(f, OTHERS)]
    similar = [f"profiles: {column}" for column in (*SIMILAR, "probability")]
    return [*found, *counted, "names: same country", "names: same kind", *similar, "weights: score"]


def table(evidence: Evidence, families: tuple[str, ...], score: Floats, sizes: Ints) -> Floats:
    """All columns for the trees."""
    counts = [evidence.counts[:, i, KEPT.get(f, OTHERS)] for i, f in enumerate(families)]
    columns = [evidence.found, *counts, evidence.same, evidence.alike, evidence.profile[:, None], score[:, None]]
    plain, named = np.concatenate(columns, 1, dtype=np.float32), _plain_names(families)
    chosen = np.array([named.index(name) for name in RELATIVE])
    beside = np.zeros((len(plain), 2 * len(chosen)), np.float32)
    _relative(plain, sizes, chosen, np.array([name in LOGARITHMS for name in RELATIVE]), beside)
    return np.concatenate([plain, beside], 1)


def masked(table: Floats, names: tuple[str, ...], families: frozenset[str]) -> Floats:
    """The table with zeros where the additive weights, or the comparisons within a question, are left out."""
    for i, name in enumerate(names):
        compared = name.endswith((", rank", ", share"))
        if ("comparisons" in families and compared) or ("weights" in families and name.startswith("weights: ")):
            table[:, i] = 0
    return table


@njit(cache=True)
def _relative(plain: Array, sizes: Array, chosen: Array, logarithmic: Array, out: Array) -> None:
    """Rank (how many are larger) and share of the sum, by question."""
    first = 0
    for size in sizes:
        last = first + size
        for j in range(len(chosen)):
            values = plain[first:last, chosen[j]].copy()
            if logarithmic[j] and size:
                values = np.exp(values - values.max())
            ordered, total = np.sort(values), max(values.sum(), np.float32(1e-30))
            for i in range(size):
                out[first + i, 2 * j] = size - np.searchsorted(ordered, values[i], side="right")
                out[first + i, 2 * j + 1] = values[i] / total
        first = last
