import datetime as dt
import gzip
import io
import json

import pytest

from riftline.errors import InputError
from riftline.exchange import write_csv, write_parquet
from riftline.measure.files import open_events
from riftline.records import Actor, Event

DAY = dt.date(2025, 2, 15)
COLUMNS = {"event", "date", "source", "target", "type", "quad", "goldstein", "status", "weight", "reports", "contexts"}


def actor(country=None, organization=None):
    return Actor(text="x", country=country, organization=organization)


def event(id, sources, targets=(), **fields):  # noqa: A002 - the field's name
    given = {"date": DAY, "contexts": ("military",), "type": "CONSULT"} | fields
    return Event(
        id=id, document="d", sentence=0, text="t", trigger="t", start=0, end=1, cameo="040", quad=1,
        goldstein=1.0, status="actual", sources=tuple(sources), targets=tuple(targets), **given,
    )  # fmt: skip


EVENTS = [
    event("one", [actor("USA")], [actor("DEU"), actor("FRA"), actor()]),
    event("talks", [actor("RUS"), actor("UKR"), actor(None, "NATO")]),
    event("undated", [actor("USA")], [actor("CHN")], date=None, published=dt.date(2025, 1, 1)),
    event("inside", [actor("USA")], [actor("USA")]),
    event("nobody", [actor("USA"), actor("CAN")], type="ACCUSE"),
]


def rows(path):
    relation = open_events(path)
    assert set(relation.columns) == COLUMNS
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.order("event, source, target").fetchall()]


@pytest.fixture(params=[".jsonl", ".jsonl.gz", ".csv", ".parquet"])
def records(request, tmp_path):
    from riftline.exchange import event_to_dict  # noqa: PLC0415 - one use

    path = tmp_path / f"events{request.param}"
    text = "".join(json.dumps(event_to_dict(one)) + "\n" for one in EVENTS)
    if request.param == ".parquet":
        write_parquet([EVENTS], path)
    elif request.param == ".csv":
        write_csv(EVENTS, table := io.StringIO())
        path.write_text(table.getvalue(), encoding="utf8")
    else:
        path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def test_event_records_become_a_row_for_each_ordered_pair(records):
    found = [(row["event"], row["source"], row["target"], row["weight"]) for row in rows(records)]
    assert found == [
        ("inside", "USA", "USA", 1.0),
        ("one", "USA", "DEU", 0.5),
        ("one", "USA", "FRA", 0.5),
        *[("talks", a, b, pytest.approx(1 / 6)) for a, b in (("NATO", "RUS"), ("NATO", "UKR"), ("RUS", "NATO"))],
        *[("talks", a, b, pytest.approx(1 / 6)) for a, b in (("RUS", "UKR"), ("UKR", "NATO"), ("UKR", "RUS"))],
        ("undated", "USA", "CHN", 1.0),
    ]
    first = rows(records)[1]
    assert (first["date"], first["type"], first["quad"], first["goldstein"], first["status"], first["contexts"]) == (
        DAY, "CONSULT", 1, 1.0, "actual", ["military"],
    )  # fmt: skip
    assert {row["date"] for row in rows(records) if row["event"] == "undated"} == {dt.date(2025, 1, 1)}


def test_a_dyads_frame_gets_what_it_lacks(tmp_path):
    path = tmp_path / "frame.tsv"
    path.write_text("date\tsource\ttarget\ttype\tgoldstein\n2020-01-01\tUSA\tDEU\tACCUSE\t-2\n", encoding="utf8")
    assert rows(path) == [
        {"event": "1", "date": dt.date(2020, 1, 1), "source": "USA", "target": "DEU", "type": "ACCUSE", "quad": None,
         "goldstein": -2.0, "status": "actual", "weight": 1.0, "reports": 1, "contexts": None}
    ]  # fmt: skip


def test_counts_by_quad_in_columns(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("year,source,target,verbCoop,matlCoop,verbConf,matlConf\n2004,USA,DEU,5,0,2,\n", encoding="utf8")
    assert [(row["date"], row["quad"], row["weight"], row["type"]) for row in rows(path)] == [
        (dt.date(2004, 1, 1), 1, 5.0, None),
        (dt.date(2004, 1, 1), 3, 2.0, None),
    ]


@pytest.mark.parametrize("month", ["201803", "2018-03"])
def test_counts_in_rows(tmp_path, month):
    path = tmp_path / "counts.csv"
    path.write_text(f"month,source,target,quad,count\n{month},USA,DEU,3,7\n{month},USA,DEU,1,0\n", encoding="utf8")
    assert [(row["date"], row["quad"], row["weight"]) for row in rows(path)] == [(dt.date(2018, 3, 1), 3, 7.0)]


def test_sums_over_periods_are_handed_on(tmp_path):
    path = tmp_path / "net.csv"
    path.write_text("month,source,target,net\n201803,USA,DEU,-7.5\n", encoding="utf8")
    assert open_events(path).fetchall() == [(dt.date(2018, 3, 1), "USA", "DEU", -7.5)]


def test_a_file_of_another_kind_is_named_with_what_it_has(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf8")
    with pytest.raises(InputError, match=r"other\.csv: has the columns a, b\. Needed are date, source"):
        open_events(path)


def test_a_missing_a_broken_and_an_unknown_file(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        open_events(tmp_path / "it's missing.csv")
    (tmp_path / "broken.parquet").write_text("no parquet", encoding="utf8")
    with pytest.raises(InputError, match="cannot be read as events"):
        open_events(tmp_path / "broken.parquet")
    with pytest.raises(InputError, match=r"Use \.parquet"):
        open_events(tmp_path / "events.xlsx")


def test_a_name_with_an_apostrophe(tmp_path):
    path = tmp_path / "it's.csv"
    path.write_text("date,source,target,type\n2020-01-01,USA,DEU,ACCUSE\n", encoding="utf8")
    assert len(rows(path)) == 1
