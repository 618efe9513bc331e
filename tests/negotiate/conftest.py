import csv
import json
from pathlib import Path

import pytest

from riftline.negotiate import read_scenario
from riftline.negotiate.table import table_of

BRIDGE = Path(__file__).with_name("bridge.toml")


@pytest.fixture
def scenario():
    return read_scenario(BRIDGE)


@pytest.fixture(scope="session")
def fixtures(shared):
    return json.loads((shared / "data" / "fixtures.json").read_text(encoding="utf8"))


@pytest.fixture(scope="session")
def cars(shared):
    """The EC's car emissions: position, salience and capability of ten member states."""
    with (shared / "data" / "negotiation" / "ec_car_emissions_bdm1994.csv").open(encoding="utf8") as file:
        rows = list(csv.DictReader(file))
    return table_of(*([float(row[name]) for row in rows] for name in ("Position", "Salience", "Capability")))


@pytest.fixture(scope="session")
def china(shared):
    """KTAB's table of thirteen actors on two issues: positions and salience as shares, capability."""
    text = (shared / "data" / "negotiation" / "ktab_SOE-Pol-Comp.csv").read_text(encoding="utf8")
    rows = [[cell.strip() for cell in line.split(",")] for line in text.splitlines()[2:]]
    numbers = [[float(cell) for cell in row[2:7]] for row in rows]
    return (
        [[row[1] / 100, row[3] / 100] for row in numbers],
        [[row[2] / 100, row[4] / 100] for row in numbers],
        [row[0] for row in numbers],
    )
