import numpy as np
import pytest


def random_facts(seed, entities=40, relations=5, steps=40, daily=25):
    """Facts with habits: each source keeps to few targets, so that there is something to learn."""
    random = np.random.default_rng(seed)
    habits = random.integers(0, entities, (entities, 3))
    rows = []
    for step in range(steps):
        source = random.integers(0, entities, daily)
        target = np.where(
            random.random(daily) < 0.8,
            habits[source, random.integers(0, 3, daily)],
            random.integers(0, entities, daily),
        )
        relation = (source + random.integers(0, 2, daily)) % relations
        rows.append(np.stack([source, relation, target, np.full(daily, step)], 1))
    return np.unique(np.concatenate(rows), axis=0)


@pytest.fixture
def facts():
    return random_facts(0)


@pytest.fixture
def benchmark_folder(tmp_path, facts):
    for split, (low, high) in {"train": (0, 28), "valid": (28, 34), "test": (34, 40)}.items():
        part = facts[(facts[:, 3] >= low) & (facts[:, 3] < high)].copy()
        part[:, 3] *= 24  # hours: the unit is found
        np.savetxt(tmp_path / f"{split}.txt", part, fmt="%d", delimiter="\t")
    return tmp_path
