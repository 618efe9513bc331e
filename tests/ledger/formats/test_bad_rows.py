"""Whatever stands in a row, the import goes on, and every row is taken, known already, or skipped for a reason."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riftline.ledger import Ledger
from riftline.ledger.formats import acled, icews, polecat, ucdp
from riftline.ledger.importing import import_files

GOOD = {
    "icews": {"Event ID": "1", "Event Date": "2018-06-01", "CAMEO Code": "040", "Source Name": "Kenya"},
    "polecat": {"Event ID": "1", "Event Date": "2018-06-01", "Event Type": "CONSULT", "Actor Name": "Kenya"},
    "acled": {"event_id_cnty": "1", "event_date": "2018-06-01", "event_type": "Protests", "actor1": "Kenya"},
    "ucdp": {"id": "1", "type_of_violence": "1", "date_start": "2018-06-01", "side_a": "Government of Kenya"},
}
FORMATS = {module.FORMAT.name: module.FORMAT for module in (acled, icews, polecat, ucdp)}
FIELD = st.one_of(
    st.text(st.characters(exclude_characters='\t\r\n",', exclude_categories=("Cs",), max_codepoint=0xFF), max_size=12),
    st.sampled_from(
        ["", "NA", "None", "0", "-1", "1e400", "2018-02-30", "Citizen (Nigeria)", "()", ";;", "| |", "040"]
    ),
)
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def line(fields, delimiter):
    return delimiter.join(fields)


def imported(name, rows):
    """Counts of a file with the good row first, and the ids that were taken in."""
    layout = FORMATS[name]
    columns = (*layout.columns, *layout.optional)
    good = [GOOD[name].get(column, "") for column in columns]
    lines = [line(fields, layout.delimiter) for fields in (columns, good, *rows)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.txt")
        path.write_text("\n".join(lines) + "\n", encoding=layout.encoding, errors="replace")
        with Ledger.open(Path(folder, "test.ledger")) as ledger:
            problems = []
            (done,) = import_files(ledger, [path], format=name, on_problem=problems.append)
            assert problems == []
            return done.counts, {row[0] for row in ledger.rows("SELECT id FROM events")}


@pytest.mark.parametrize("name", FORMATS)
@SLOW
@given(data=st.data())
def test_no_row_stops_an_import_or_is_lost(name, data):
    width = len(FORMATS[name].columns) + len(FORMATS[name].optional)
    row = st.lists(FIELD, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    counts, ids = imported(name, rows)
    assert any(one.startswith(f"{name}:1") for one in ids)
    assert counts.events + counts.known + counts.skipped == len(rows) + 1


@pytest.mark.parametrize("name", ["icews", "acled", "ucdp"])
@pytest.mark.parametrize("change", [-2, 2])
def test_a_row_of_another_length_is_skipped_and_counted(name, change):
    width = len(FORMATS[name].columns) + len(FORMATS[name].optional)
    counts, _ = imported(name, [["x"] * (width + change)])
    assert (counts.events, counts.skipped) == (1, 1)
