"""Who moves toward whom between two poles."""

import datetime as dt
import math

import numpy as np
import pytest

from riftline.errors import MeasureError
from riftline.measure import drift, moved, trends

POLES = ("USA", "RUS")
WINDOWS = (dt.date(2015, 1, 1), dt.date(2015, 12, 31)), (dt.date(2019, 1, 1), dt.date(2019, 12, 31))


def year(year, pole, cooperation, conflict, party="HUN"):
    """Events of a party with a pole, spread over a year; every second one comes from the pole."""
    quads = [1] * cooperation + [3] * conflict
    order = np.random.default_rng(year + conflict).permutation(len(quads))
    first, rows = dt.date(year, 1, 1), []
    for at, place in enumerate(order):
        pair = (party, pole) if at % 2 else (pole, party)
        day = first + dt.timedelta(days=364 * at // max(len(quads), 1))
        rows.append((f"{party}{pole}{year}{at}", day.isoformat(), *pair, quads[place]))
    return rows


def shift(party="HUN", years=range(2015, 2020), step=8):
    """A party that turns from the first pole to the second."""
    rows = []
    for at, one in enumerate(years):
        rows += year(one, "USA", 60 - step * at, 20 + step * at, party) + year(
            one, "RUS", 40 + step * at, 40 - step * at, party
        )
    return rows


def test_the_position_is_the_one_of_yule(make):
    rows = make(year(2020, "USA", 20, 20) + year(2020, "RUS", 40, 10))
    (found,) = drift(rows, ["HUN"], POLES).to_pylist()
    odds = math.log(40.5 * 20.5 / (10.5 * 20.5))
    assert found["log_odds"] == pytest.approx(odds)
    assert found["position"] == pytest.approx(math.tanh(odds / 4))
    assert -1 < found["lower"] < found["position"] < found["upper"] < 1
    assert (found["balance_first"], found["balance_second"]) == pytest.approx((0, 0.6))
    assert found["share_second"] == pytest.approx(2 / 3)
    assert (found["events"], found["basis"]) == (90, "enough")


def test_more_coverage_of_one_pole_does_not_move_the_position(make):
    few = drift(make(year(2020, "USA", 20, 10) + year(2020, "RUS", 20, 10)), ["HUN"], POLES).to_pylist()[0]
    many = drift(make(year(2020, "USA", 400, 200) + year(2020, "RUS", 20, 10)), ["HUN"], POLES).to_pylist()[0]
    assert few["position"] == pytest.approx(0)
    assert many["position"] == pytest.approx(0, abs=0.01)
    assert many["share_second"] < 0.1 < few["share_second"]


def test_swapped_poles_swap_the_sign(make):
    rows = make(shift())
    there, back = drift(rows, ["HUN"], POLES), drift(rows, ["HUN"], POLES[::-1])
    assert there["position"].to_pylist() == pytest.approx([-value for value in back["position"].to_pylist()])


def test_poles_may_be_groups(make):
    rows = make(year(2020, "USA", 20, 5) + year(2020, "GBR", 20, 15) + year(2020, "RUS", 30, 10))
    (found,) = drift(rows, ["HUN"], (["USA", "GBR"], ["RUS"])).to_pylist()
    assert found["balance_first"] == pytest.approx(20 / 60)


def test_a_pole_without_events_gives_no_position(make):
    (found,) = drift(make(year(2020, "USA", 20, 5)), ["HUN"], POLES).to_pylist()
    assert (found["position"], found["lower"], found["basis"]) == (None, None, "none")
    (silent,) = drift(make(year(2020, "USA", 20, 5)), ["FRA"], POLES).to_pylist()
    assert (silent["events"], silent["basis"]) == (0, "none")


def test_few_events_give_a_wide_interval(make):
    def width(times):
        rows = make(year(2020, "USA", 4 * times, 2 * times) + year(2020, "RUS", 4 * times, 2 * times))
        (found,) = drift(rows, ["HUN"], POLES).to_pylist()
        return found["upper"] - found["lower"]

    assert width(1) > 2 * width(20)


def test_a_trend_toward_the_second_pole(make):
    (found,) = trends(make(shift()), ["HUN"], POLES).to_pylist()
    assert found["periods"] == 5
    assert 0 < found["lower"] < found["trend"] < found["upper"]
    assert found["toward"] == "RUS"
    assert found["first"] < 0 < found["last"]


def test_no_trend_is_no_trend(make):
    (found,) = trends(make(shift(step=0)), ["HUN"], POLES).to_pylist()
    assert found["lower"] < 0 < found["upper"]
    assert found["toward"] is None


def test_a_trend_needs_four_periods(make):
    (found,) = trends(make(shift(years=range(2015, 2018))), ["HUN"], POLES).to_pylist()
    assert (found["periods"], found["trend"]) == (3, None)


def test_years_that_scatter_widen_the_trend(make):
    calm, wild = [60, 60, 60, 60, 60, 60], [70, 35, 72, 33, 74, 40]

    def found(numbers):
        rows = []
        for at, number in enumerate(numbers):
            rows += year(2014 + at, "USA", 80 - number, number) + year(2014 + at, "RUS", number, 80 - number)
        return trends(make(rows), ["HUN"], POLES).to_pylist()[0]

    assert found(calm)["scatter"] == 0
    assert found(wild)["scatter"] > 0.1
    assert found(wild)["upper"] - found(wild)["lower"] > 2 * (found(calm)["upper"] - found(calm)["lower"])


def test_trends_cover_nothing_at_about_the_level(make):
    random, alarms = np.random.default_rng(2), 0
    for _ in range(40):
        rows = []
        for one in range(2012, 2020):
            numbers = random.binomial(60, random.beta(12, 8, 2))
            rows += year(one, "USA", numbers[0], 60 - numbers[0]) + year(one, "RUS", numbers[1], 60 - numbers[1])
        alarms += trends(make(rows), ["HUN"], POLES, draws=200).to_pylist()[0]["toward"] is not None
    assert alarms <= 6  # of 40 at the level .95


def test_who_moved_most_comes_first(make):
    still = [row for one in (2015, 2019) for pole in POLES for row in year(one, pole, 40, 40, "FRA")]
    rows = make(shift() + still + year(2015, "USA", 5, 5, "DEU"))
    found = moved(rows, *WINDOWS, POLES).to_pylist()
    assert [(row["party"], row["toward"]) for row in found] == [("HUN", "RUS"), ("FRA", None)]
    assert found[0]["difference"] == pytest.approx(found[0]["after"] - found[0]["before"])
    asked = moved(rows, *WINDOWS, POLES, states=["DEU", "HUN"]).to_pylist()
    assert [(row["party"], row["basis"]) for row in asked] == [("HUN", "enough"), ("DEU", "none")]


def test_poles_and_windows_are_checked(make):
    rows = make(shift())
    with pytest.raises(MeasureError, match="are no two poles"):
        drift(rows, ["HUN"], ("USA", ["USA", "GBR"]))
    with pytest.raises(MeasureError, match="overlap"):
        moved(rows, WINDOWS[0], WINDOWS[0])


def test_the_same_seed_gives_the_same_rows(make):
    rows = make(shift())
    shuffled = rows.take(np.random.default_rng(0).permutation(rows.num_rows))
    assert drift(rows, ["HUN"], POLES, seed=3).equals(drift(shuffled, ["HUN"], POLES, seed=3))
