"""Every measure gives the same rows whatever engine the events are in, as the kind of frame that was given."""

import datetime as dt
import importlib.util

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from riftline import measure
from riftline.measure import frames
from riftline.measure.ties import Rules
from riftline.records import STATUSES

CODES = ("USA", "GBR", "FRA", "DEU", "TUR", "RUS", "CHN", "NATO")
TYPES = {1: "CONSULT", 2: "AID", 3: "ACCUSE", 4: "ASSAULT"}
GOLDSTEIN = {1: 1.0, 2: 7.0, 3: -2.0, 4: -9.0}
OLD, NEW = (dt.date(2018, 1, 1), dt.date(2018, 12, 31)), (dt.date(2020, 1, 1), dt.date(2020, 12, 31))
RULES = Rules(rule="net", cut=0.3)
SPARK = importlib.util.find_spec("pyspark") is not None


@pytest.fixture(scope="module")
def events():
    """Three years of eight parties: every status and quad, unknown values, contexts, reciprocal events."""
    random, size = np.random.default_rng(8), 6000
    quad = random.choice([1, 2, 3, 4, 0], size, p=[0.5, 0.15, 0.2, 0.1, 0.05])
    day = dt.date(2018, 1, 1).toordinal() + random.integers(0, 3 * 365, size)
    contexts = [None, [], ["military"], ["trade", "military"]]
    rows = pa.table(
        {
            "event": [f"e{at:05}" for at in range(size)],
            "date": [dt.date.fromordinal(int(one)) for one in day],
            "source": random.choice(CODES, size),
            "target": random.choice(CODES, size),
            "type": [TYPES.get(int(one), "RETREAT") for one in quad],
            "quad": pa.array([int(one) or None for one in quad], pa.int64()),
            "goldstein": pa.array([GOLDSTEIN.get(int(one)) for one in quad], pa.float64()),
            "status": random.choice(STATUSES, size, p=[0.8, 0.05, 0.05, 0.05, 0.05]),
            "weight": random.choice([1.0, 0.5], size),
            "reports": random.integers(1, 20, size),
            "contexts": pa.array([contexts[at] for at in random.integers(0, 4, size)], pa.list_(pa.string())),
        }
    )
    back = rows.rename_columns({"source": "target", "target": "source"}).select(rows.column_names)
    return pa.concat_tables([rows, back.filter(pc.equal(back["weight"], 0.5)), war(rows.schema)])


def war(schema):
    """Two days of fighting in every three from July 2020 on, so that there is a break to find."""
    days = [dt.date(2020, 7, 1) + dt.timedelta(days=at) for at in range(180) if at % 3]
    row = {"source": "USA", "target": "RUS", "type": "ASSAULT", "quad": 4, "goldstein": -9.0, "status": "actual"}
    return pa.Table.from_pylist(
        [{"event": f"w{day}", "date": day, "weight": 1.0, "reports": 3, **row} for day in days], schema=schema
    )


ENGINES = {
    "polars": pl.from_arrow,
    "polars lazy": lambda rows: pl.from_arrow(rows).lazy(),
    "pandas": lambda rows: rows.to_pandas(),
    "duckdb": lambda rows: duckdb.connect().from_arrow(rows),
}
MEASURES = {
    "relations": lambda rows: measure.relations(rows, by="quarter", half_life=4),
    "relations filled": lambda rows: measure.relations(rows, parties=["USA", "RUS"], directed=False, fill=True),
    "relations by week": lambda rows: measure.relations(rows, by="week", parties=["USA"]),
    "cohesion": lambda rows: measure.cohesion(rows, ["USA", "GBR", "FRA", "DEU"], draws=200),
    "cohesion of an alliance": lambda rows: measure.cohesion(rows, "NATO", by="year", draws=200),
    "between": lambda rows: measure.between(rows, "NATO", OLD, NEW, draws=100).changes,
    "carriers": lambda rows: measure.carriers(rows, "NATO", OLD, NEW),
    "evidence": lambda rows: measure.evidence(rows, "NATO", OLD, NEW),
    "drift": lambda rows: measure.drift(rows, ["TUR", "DEU"], ("USA", "RUS"), draws=200),
    "trends": lambda rows: measure.trends(rows, ["TUR"], (["USA", "GBR"], "RUS"), by="quarter", draws=200),
    "moved": lambda rows: measure.moved(rows, OLD, NEW, ("USA", "RUS"), draws=200),
    "breaks": measure.breaks,
    "alerts": measure.alerts,
    "similarity": measure.similarity,
    "signed_ties": lambda rows: measure.signed_ties(rows, by="year"),
    "blocs": lambda rows: measure.blocs(rows, rules=RULES),
    "balance": lambda rows: measure.balance(rows, by="year", rules=RULES, shuffles=20),
    "fault_line": lambda rows: measure.fault_line(rows, rules=RULES, every=True),
}


@pytest.fixture(scope="module")
def expected(events):
    """The rows of every measure from an Arrow table, made when first asked for."""
    made = {}

    def rows_of(name):
        if name not in made:
            made[name] = MEASURES[name](events)
            assert isinstance(made[name], pa.Table)
        return made[name]

    return rows_of


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_rows_are_those_of_arrow(events, expected, engine, name):
    given = ENGINES[engine](events)
    found = MEASURES[name](given)
    assert type(found) is type(given)
    assert_same(frames.table(frames.scan(found)), expected(name))


@pytest.mark.skipif(not SPARK, reason="Spark is an extra")
@pytest.mark.filterwarnings("ignore")  # Spark's own
@pytest.mark.parametrize("name", MEASURES)
def test_the_rows_of_spark_are_those_of_arrow(events, expected, spark, name):
    found = MEASURES[name](spark.createDataFrame(events.to_pandas()))
    assert_same(frames.table(frames.scan(found)), expected(name))


@pytest.fixture(scope="module")
def spark():
    session = (
        importlib.import_module("pyspark.sql")
        .SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_no_measure_of_events_is_left_out():
    measures = {name for name in measure.__all__ if name[0].islower()} - {"alliance_similarity"}  # takes no frame
    assert measures == {name.split()[0] for name in MEASURES}


def assert_same(found, wanted):
    """The same columns and rows; numbers to nine digits, since engines add up in orders of their own."""
    assert found.column_names == wanted.column_names
    assert found.num_rows == wanted.num_rows > 0
    for name in wanted.column_names:
        one, other = found[name].to_pylist(), wanted[name].to_pylist()
        if pa.types.is_floating(wanted.schema.field(name).type):
            numbers = (np.array([np.nan if x is None else x for x in column], float) for column in (one, other))
            np.testing.assert_allclose(*numbers, rtol=1e-9, atol=1e-9, err_msg=name)
        elif pa.types.is_date(wanted.schema.field(name).type):
            assert [x.isoformat()[:10] for x in one] == [x.isoformat() for x in other]
        else:
            assert [None if isinstance(x, float) and np.isnan(x) else x for x in one] == other, name
