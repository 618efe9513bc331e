"""Small dyads frames to measure."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

TYPES = {1: "CONSULT", 2: "AID", 3: "ACCUSE", 4: "FIGHT"}
GOLDSTEIN = {1: 1.0, 2: 7.0, 3: -2.0, 4: -10.0}


def frame_of(rows):
    """A dyads frame from (event, day, source, target, quad, *weight) rows."""
    return pa.table(
        {
            "event": [row[0] for row in rows],
            "date": [dt.date.fromisoformat(row[1]) for row in rows],
            "source": [row[2] for row in rows],
            "target": [row[3] for row in rows],
            "type": [TYPES.get(row[4], "OTHER") for row in rows],
            "quad": pa.array([row[4] for row in rows], pa.int64()),
            "goldstein": pa.array([GOLDSTEIN.get(row[4]) for row in rows], pa.float64()),
            "weight": [float(row[5]) if len(row) > 5 else 1.0 for row in rows],
        }
    )


def random_frame(seed, size=2000, codes=("USA", "GBR", "FRA", "DEU", "RUS", "CHN"), years=3):
    """A frame of every status and quad, some of them unknown."""
    random = np.random.default_rng(seed)
    quad = random.choice([1, 2, 3, 4, 0], size, p=[0.5, 0.15, 0.2, 0.1, 0.05])
    days = dt.date(2019, 1, 1).toordinal() + random.integers(0, 365 * years, size)
    contexts = [None, [], ["military"], ["trade", "military"]]
    return pa.table(
        {
            "event": [f"e{at}" for at in range(size)],
            "date": [dt.date.fromordinal(int(day)) for day in days],
            "source": random.choice(codes, size),
            "target": random.choice(codes, size),
            "type": [TYPES.get(int(one), "OTHER") for one in quad],
            "quad": pa.array([int(one) or None for one in quad], pa.int64()),
            "goldstein": pa.array([GOLDSTEIN.get(int(one)) for one in quad], pa.float64()),
            "status": random.choice(
                ["actual", "planned", "requested", "possible", "denied"], size, p=[0.8] + [0.05] * 4
            ),
            "weight": random.choice([1.0, 0.5, 0.25], size),
            "reports": random.integers(1, 20, size),
            "contexts": pa.array([contexts[at] for at in random.integers(0, 4, size)], pa.list_(pa.string())),
        }
    )


@pytest.fixture(scope="session")
def make():
    return frame_of


@pytest.fixture(scope="session")
def some():
    return random_frame
