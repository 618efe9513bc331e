"""What tests share: the model, and the data folder beside the project. Tests that need an absent one skip."""

import datetime as dt
import os
import random
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BUNDLED = ROOT / "src" / "riftline" / "parse" / "model"


@pytest.fixture(scope="session")
def model_folder():
    """The model that RIFTLINE_MODEL names, else the bundled one."""
    folder = Path(os.environ.get("RIFTLINE_MODEL") or BUNDLED)
    if not (folder / "parser.onnx").is_file():
        pytest.skip(f"no model in {folder}")
    return folder


@pytest.fixture(scope="session")
def model(model_folder):
    """The model, loaded once for all tests."""
    from riftline.parse.model import Model  # noqa: PLC0415 - tests that need no model should not load the run time

    return Model(model_folder)


@pytest.fixture(scope="session")
def shared():
    """The folder with the treebanks, articles and gold events."""
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}")
    return SHARED


STATES = ("DEU", "POL", "FRA", "ITA", "ESP", "PRT", "GRC", "TUR")
CODES = {"CONSULT": ("040", 1, 1.0), "ACCUSE": ("112", 3, -2.0), "THREATEN": ("130", 3, -4.4)}


def _event(number, day, source, target, kind):
    from riftline.records import Actor, Event  # noqa: PLC0415 - as above

    cameo, quad, goldstein = CODES[kind]
    return Event(
        *(f"e{number}", f"d{number}", 0, f"{source} and {target}.", "and", 0, 4, kind, cameo, quad, goldstein),
        "actual",
        date=day,
        date_end=day,
        sources=(Actor(source, country=source),),
        targets=(Actor(target, country=target),),
    )


def _quarrel():
    """Each pair has its own rate; Poland accuses Germany every fourth day, from May 2024 on every day."""
    chance = random.Random(0)  # noqa: S311 - a made-up history
    rates = {(one, other): chance.random() ** 3 for one in STATES for other in STATES if one != other}
    first, rows = dt.date(2023, 1, 1), []
    for number in range((dt.date(2024, 6, 29) - first).days + 1):
        day = first + dt.timedelta(number)
        for (one, other), rate in rates.items():
            rows += [(day, one, other, kind) for kind in CODES if chance.random() < rate / 12]
        if number % 4 == 0 or day >= dt.date(2024, 5, 1):
            rows.append((day, "POL", "DEU", "ACCUSE"))
    return [_event(number, *row) for number, row in enumerate(rows)]


@pytest.fixture(scope="session")
def quarrel(tmp_path_factory):
    """A ledger from 2023-01-01 to 2024-06-29 of eight states; see `_quarrel`."""
    from riftline.ledger import Ledger  # noqa: PLC0415 - as above
    from riftline.ledger.adding import Run, add_events  # noqa: PLC0415

    found = tmp_path_factory.mktemp("quarrel") / "quarrel.ledger"
    with Ledger.open(found) as ledger:
        add_events(ledger, _quarrel(), Run("test"))
    return found
