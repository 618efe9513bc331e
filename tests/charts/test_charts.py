import datetime as dt
import re
import xml.etree.ElementTree as ET

import pyarrow as pa
import pytest

from riftline.charts.blocs import blocs_chart
from riftline.charts.breaks import break_marks, breaks_chart, times
from riftline.charts.carriers import carriers_chart
from riftline.charts.cohesion import cohesion_chart
from riftline.charts.drift import drift_chart
from riftline.charts.relations import relations_chart
from riftline.charts.render import html, png, svg
from riftline.charts.similarity import similarity_chart
from riftline.errors import MeasureError

SIMILARITY = pa.table({
    "party": ["USA", "USA", "DEU"], "other": ["DEU", "RUS", "RUS"], "kappa": [0.8, -0.4, None],
})  # fmt: skip


def texts(chart):
    """The words of the drawing, in their order."""
    drawn = ET.fromstring(svg(chart))  # noqa: S314 - our own
    return [" ".join(element.itertext()) for element in drawn.iter() if element.tag.endswith("text")]


@pytest.fixture
def every(relations, breaks, cohesion, drift, carriers, blocs):  # noqa: PLR0917
    return {
        "relations": relations_chart(relations, breaks=break_marks(breaks), source="from here"),
        "breaks": breaks_chart(relations, breaks, source="from here"),
        "cohesion": cohesion_chart(cohesion, group="NATO", source="from here"),
        "drift": drift_chart(drift, ("RUS", "USA"), source="from here"),
        "carriers": carriers_chart(carriers, source="from here"),
        "similarity": similarity_chart(SIMILARITY, source="from here"),
        "blocs": blocs_chart(*blocs(["USA", "GBR", "FRA"], ["RUS", "BLR"]), source="from here"),
    }


CHARTS = ["relations", "breaks", "cohesion", "drift", "carriers", "similarity", "blocs"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_where_it_comes_from_is_the_same_twice_and_needs_no_network(every, name):
    drawn = svg(every[name])
    assert "from here" in drawn
    assert drawn == svg(every[name])
    assert not re.search(r"@import|@font-face|<image|href=", drawn)
    assert set(re.findall(r'https?://[^"\s<]+', drawn)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_about_as_wide_as_a_column_of_text(every, name):
    width = float(re.search(r'<svg[^>]* width="([\d.]+)"', svg(every[name]))[1])
    assert 280 < width < 860


# What each says


def test_relations_name_both_sides_and_date_the_breaks(every):
    found = texts(every["relations"])
    assert {"cooperation", "conflict", "deeds", "words", "2018", "2024"} <= set(found)
    assert {"Feb 2022 conflict ×3.3", "Feb 2022 cooperation ÷2.6"} <= set(found)
    assert any(text.startswith("United Kingdom – Russia: ") and "% conflict since Feb 2022" in text for text in found)


def test_relations_in_goldstein_points(relations):
    table = relations.append_column("cooperation", relations["verbal_cooperation"])
    table = table.append_column("conflict", relations["verbal_conflict"])
    found = texts(relations_chart(table, points=True))
    assert "Goldstein points per period" in found
    assert "deeds" not in found


def test_relations_of_one_period(relations):
    assert "United Kingdom – Russia, Jan 2018" in texts(relations_chart(relations.slice(0, 1)))


def test_both_directions_of_a_pair_are_added_up(relations):
    names = [
        "target" if name == "source" else "source" if name == "target" else name for name in relations.column_names
    ]
    both = pa.concat_tables([relations, relations.rename_columns(names).select(relations.column_names)])
    found = texts(relations_chart(both))
    assert any(text.startswith("United Kingdom – Russia: ") for text in found)


def test_breaks_show_the_rate_of_the_regime(every):
    found = texts(every["breaks"])
    assert {"Feb 2022 ×3.3", "Feb 2022 ÷2.6", "now 108 (97.2–119)", "now 29 (26.1–31.9)"} <= set(found)
    assert any(text.endswith("conflict ×3.3 and cooperation ÷2.6 from Feb 2022") for text in found)


def test_where_nothing_broke_the_title_says_so(relations, breaks):
    assert "United Kingdom – Russia: no break beyond noise" in texts(breaks_chart(relations, breaks.slice(0, 0)))


def test_events_are_drawn_at_mean_coverage_where_the_rates_are(relations, breaks):
    whole = [1000.0 if k % 2 else 3000.0 for k in range(relations.num_rows)]
    events = [sum(row[quad] for quad in row if "_" in quad) for row in relations.to_pylist()]
    table = relations.append_column("events", pa.array(events))
    table = table.append_column("coverage_share", pa.array([e / w for e, w in zip(events, whole, strict=True)]))
    relative = breaks.set_column(breaks.column_names.index("coverage"), "coverage", pa.array(["all", "all"]))
    assert any("at usual coverage" in text for text in texts(breaks_chart(table, relative)))
    assert not any("at usual coverage" in text for text in texts(breaks_chart(table, breaks)))


def test_marks_of_yearly_breaks_name_the_year_and_an_outburst_is_called_one(breaks):
    rows = breaks.to_pylist()
    yearly = [row | {"period": dt.date(2011, 1, 1), "kind": "spike"} for row in rows]
    assert [mark.text for mark in break_marks(pa.Table.from_pylist(yearly), "conflict")] == [
        "2011 conflict outburst ×3.3"
    ]
    assert [times(ratio) for ratio in (2.04, 0.5, 25.0, None, -1.0)] == ["×2.0", "÷2.0", "×25", "", ""]


def test_breaks_of_quads_have_a_panel_each(relations, breaks):
    rows = [row | {"side": f"verbal_{row['side']}"} for row in breaks.to_pylist()]
    found = texts(breaks_chart(relations, pa.Table.from_pylist(rows)))
    assert {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"} <= set(found)
    assert found.count("Feb 2022 ×3.3") == 1


def test_net_sums_have_one_panel_with_both_signs(relations, breaks):
    row = breaks.to_pylist()[0] | {"side": "net", "before": 20.0, "after": -90.0, "ratio": None}
    row |= {"before_lower": 18.0, "before_upper": 22.0, "after_lower": -95.0, "after_upper": -85.0}
    net = pa.table({"period": relations["period"], "net": [20.0] * 49 + [-90.0] * 35})
    found = texts(breaks_chart(net, pa.Table.from_pylist([row]), unit="net Goldstein points"))
    assert {"net", "now −90 (−95 to −85)", "Feb 2022", "These events: net down from Feb 2022"} <= set(found)


def test_cohesion_compares_the_ends(every, cohesion):
    found = texts(every["cohesion"])
    assert {"NATO 0.37", "with others 0.40"} <= set(found)
    assert "NATO: less cohesive in Dec 2019 (0.37) than in Jan 2018 (0.60)" in found
    wide = cohesion.set_column(2, "lower", pa.array([-1.0] * 24)).set_column(3, "upper", pa.array([1.0] * 24))
    assert any("not surely more or less cohesive" in text for text in texts(cohesion_chart(wide)))


def test_cohesion_of_one_period_and_with_gaps(cohesion):
    assert "The group: cohesion 0.60 in Jan 2018" in texts(cohesion_chart(cohesion.slice(0, 1)))
    gaps = cohesion.set_column(1, "cohesion", pa.array([None if k % 3 == 1 else 0.5 for k in range(24)]))
    assert "The group 0.50" in texts(cohesion_chart(gaps))


def test_drift_names_lines_and_poles(every):
    found = texts(every["drift"])
    assert {"↑ United States", "↓ Russia", "Hungary −0.16", "Poland 0.79", "Serbia −0.20"} <= set(found)
    assert "Hungary moved towards Russia since Jan 2018 (−0.76)" in found


def test_more_lines_than_can_be_told_apart_stay_grey():
    rows = [
        {"period": dt.date(2018, month, 1), "party": f"P{k:02}", "position": 0.01 * k * month}
        for k in range(30) for month in (1, 2, 3)
    ]  # fmt: skip
    found = texts(drift_chart(pa.Table.from_pylist(rows), ("RUS", "USA")))
    assert sum(bool(re.fullmatch(r"P\d\d [−.\d]+", text)) for text in found) == 8
    assert any("22 others in grey" in text for text in found)


def test_carriers_come_largest_first_with_their_values(every):
    found = texts(every["carriers"])
    names = [text for text in found if text.startswith("United States – ") and "moved" not in text]
    assert names == [f"United States – {other}" for other in ("Germany", "Turkey", "France", "Canada")]
    assert {"−0.20", "+0.05", "military", "issues"} <= set(found)
    assert "United States – Germany moved most: towards conflict (−0.20)" in found


def test_carriers_as_the_measure_gives_them():
    rows = [("dyad", "DEU–USA", -0.1), ("dyad", "BIH–COD", 0.1), ("party", "TUR", 0.05), ("context", "none", 0.0)]
    found = texts(
        carriers_chart(pa.table(dict(zip(("kind", "part", "contribution"), zip(*rows, strict=True), strict=True))))
    )
    assert {"pairs", "Germany – United States", "Bosnia and Herzegovina – COD", "parties", "Turkey", "issues"} <= set(
        found
    )


def test_many_carriers_are_added_up(carriers):
    rows = [row | {"kind": "pairs"} for row in carriers.to_pylist()] * 5
    found = texts(carriers_chart(pa.Table.from_pylist(rows), most=4))
    assert "21 others together" in found


def test_similarity_writes_the_values_and_says_who_is_alike(every):
    found = texts(every["similarity"])
    assert {"0.80", "−0.40", "United States", "DEU"} <= set(found)
    assert any("Germany and United States have the most alike" in text for text in found)


def test_200_states_fit_without_names():
    codes = [f"S{k:03}" for k in range(200)]
    pairs = [(a, b) for k, a in enumerate(codes) for b in codes[:k]]
    table = pa.table({"party": [a for a, _ in pairs], "other": [b for _, b in pairs], "kappa": [0.1] * len(pairs)})
    found = texts(similarity_chart(table))
    assert any("names are left out" in text for text in found)
    assert "S100" not in found


def test_blocs_count_what_does_not_fit(every):
    found = texts(every["blocs"])
    assert {"United States", "Belarus"} <= set(found)
    assert "2 blocs of 3 and 2 parties; 1 of 10 ties do not fit them" in found


def test_many_parties_make_a_matrix(blocs):
    codes = [f"S{k:03}" for k in range(90)]
    found = texts(blocs_chart(*blocs(codes[:60], codes[60:])))
    assert {"bloc 1: 60", "bloc 2: 30"} <= set(found)
    assert "S010" not in found


def test_who_could_stand_elsewhere_is_ringed(blocs):
    parties, ties = blocs(["USA", "GBR"], ["RUS"])
    ringed = "Ringed and bold: could stand on either side."
    assert any(ringed in text for text in texts(blocs_chart(parties, ties)))
    assert not any(ringed in text for text in texts(blocs_chart(parties.drop_columns(["swing"]), ties)))


def test_blocs_of_several_periods_are_refused(blocs):
    parties, ties = blocs(["USA", "GBR"], ["RUS"])
    days = pa.array([dt.date(2020, month, 1) for month in (1, 1, 2)])
    with pytest.raises(MeasureError, match="2 periods"):
        blocs_chart(parties.append_column("period", days), ties)


def test_one_bloc(blocs):
    parties, ties = blocs(["USA", "GBR"], ["RUS"])
    alone = parties.set_column(1, "bloc", pa.array([1, 1, 1]))
    assert any(text.startswith("3 parties in one bloc") for text in texts(blocs_chart(alone, ties)))


# Bad input


def test_empty_tables_are_told(relations, breaks, cohesion, drift, carriers, blocs):  # noqa: PLR0917
    parties, ties = blocs(["USA"], ["RUS"])
    for draw in (
        lambda: relations_chart(relations.slice(0, 0)),
        lambda: breaks_chart(relations.slice(0, 0), breaks),
        lambda: cohesion_chart(cohesion.slice(0, 0)),
        lambda: drift_chart(drift.slice(0, 0), ("RUS", "USA")),
        lambda: carriers_chart(carriers.slice(0, 0)),
        lambda: similarity_chart(SIMILARITY.slice(2)),
        lambda: blocs_chart(parties.slice(0, 0), ties),
    ):
        with pytest.raises(MeasureError, match=r"there (is|are) no"):
            draw()


def test_a_period_in_which_nothing_happened(relations):
    nought = pa.Table.from_pylist([
        {name: 0.0 if "_" in name else value for name, value in row.items()} for row in relations.to_pylist()
    ])  # fmt: skip
    assert "cooperation" in texts(relations_chart(nought))


def test_a_ready_title_and_the_other_formats(every, cohesion):
    assert "My words" in texts(cohesion_chart(cohesion, title="My words"))
    assert png(every["carriers"], scale=1).startswith(b"\x89PNG")
    page = html(every["carriers"])
    assert "<script src" not in page
