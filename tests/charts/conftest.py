import datetime as dt

import numpy as np
import pyarrow as pa
import pytest


def first_days(count, start=2018):
    return [dt.date(start + k // 12, k % 12 + 1, 1) for k in range(count)]


@pytest.fixture
def relations():
    """GBR and RUS by month: conflict trebles and cooperation falls in February 2022."""
    random = np.random.default_rng(1)
    rows = []
    for k, month in enumerate(first_days(84)):
        late = k >= 49
        means = {
            "verbal_cooperation": 60 - 35 * late,
            "material_cooperation": 14 - 10 * late,
            "verbal_conflict": 25 + 45 * late,
            "material_conflict": 8 + 30 * late,
        }
        counts = {name: float(random.poisson(mean)) for name, mean in means.items()}
        rows.append({"period": month, "source": "GBR", "target": "RUS", **counts})
    return pa.Table.from_pylist(rows)


@pytest.fixture
def breaks():
    """What `riftline.measure.breaks` says of it."""

    def row(side, before, after):
        return {
            "source": "GBR", "target": "RUS", "side": side, "kind": "shift", "period": dt.date(2022, 2, 1),
            "earliest": dt.date(2022, 1, 1), "latest": dt.date(2022, 3, 1), "until": dt.date(2024, 12, 1),
            "before": before, "before_lower": 0.9 * before, "before_upper": 1.1 * before,
            "after": after, "after_lower": 0.9 * after, "after_upper": 1.1 * after, "ratio": after / before,
            "evidence": 100.0, "p": 0.0, "level": 0.95, "coverage": "none",
        }  # fmt: skip

    return pa.Table.from_pylist([row("conflict", 33.0, 108.0), row("cooperation", 74.0, 29.0)])


@pytest.fixture
def cohesion():
    months = first_days(24)
    value = [0.6 - 0.01 * k for k in range(24)]
    return pa.table({
        "period": months, "cohesion": value, "lower": [v - 0.05 for v in value], "upper": [v + 0.05 for v in value],
        "outside": [0.4] * 24,
    })  # fmt: skip


@pytest.fixture
def drift():
    rows = [
        {"period": day, "party": party, "position": start + step * k, "lower": start + step * k - 0.1,
         "upper": start + step * k + 0.1}
        for party, start, step in (("HUN", 0.6, -0.04), ("POL", 0.6, 0.01), ("SRB", -0.2, 0.0))
        for k, day in enumerate(first_days(20))
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


@pytest.fixture
def carriers():
    rows = [
        {"kind": "pairs", "source": "USA", "target": other, "part": None, "contribution": value, "lower": value - 0.01,
         "upper": value + 0.01}
        for other, value in zip(("DEU", "TUR", "FRA", "CAN"), (-0.2, -0.1, 0.05, 0.01), strict=True)
    ]  # fmt: skip
    issue = {"kind": "issues", "source": None, "target": None, "part": "military", "contribution": -0.1}
    return pa.Table.from_pylist([*rows, issue | {"lower": None, "upper": None}])


@pytest.fixture
def blocs():
    """Two blocs of friends who are enemies across; USA and RUS are friends nevertheless."""

    def make(left, right):
        codes = [*left, *right]
        side = dict.fromkeys(left, 0) | dict.fromkeys(right, 1)
        ties = [
            {"source": a, "target": b, "sign": 1 if side[a] == side[b] or {a, b} == {left[0], right[0]} else -1}
            for k, a in enumerate(codes) for b in codes[:k]
        ]  # fmt: skip
        parties = pa.table({"party": codes, "bloc": [side[c] for c in codes], "swing": [c == left[0] for c in codes]})
        return parties, pa.Table.from_pylist(ties)

    return make
