from dataclasses import replace

import numpy as np
import pytest

from riftline.errors import UsageError
from riftline.negotiate.inputs import Input, find_input, set_input
from riftline.negotiate.models.mean import weighted_mean
from riftline.negotiate.sensitivity import ERROR, effects, needed, slopes, variance_shares
from riftline.negotiate.sweep import sweep
from riftline.negotiate.table import best_table
from riftline.negotiate.what_if import change, departures, join, leave, link, what_if


@pytest.fixture
def share(scenario):
    return scenario.issue("share")


def mean_of(scenario, issue):
    return float(weighted_mean(best_table(scenario, issue))[0])


def test_slopes_are_the_derivatives(scenario, share):
    table, step = best_table(scenario, share), 1e-6
    for field, found in slopes(table).items():
        for k in range(3):
            values = getattr(table, field).copy()
            values[0, k] += step
            moved = weighted_mean(replace(table, **{field: values})) - weighted_mean(table)
            assert moved[0] / step == pytest.approx(found[k], rel=1e-5)


def test_effects_are_what_the_mean_does_between_the_ends(scenario, share):
    found = effects(scenario, share)
    assert [one.swing for one in found] == sorted((one.swing for one in found), reverse=True)
    for one in found:
        for end, outcome in ((one.low, one.at_low), (one.high, one.at_high)):
            assert mean_of(set_input(scenario, one.which, end), share) == pytest.approx(outcome)
    assumed = {(one.which.actor, one.which.field) for one in found if one.assumed}
    assert assumed == {("South", "salience"), ("South", "capability"), ("Province", "salience")}


@pytest.mark.parametrize("distance", [5, -5, 0.5])
def test_what_is_needed_moves_the_mean_by_just_that(scenario, share, distance):
    before, moved = mean_of(scenario, share), 0
    for one in needed(scenario, share, distance):
        if one.then is not None:
            assert mean_of(set_input(scenario, one.which, one.then), share) == pytest.approx(before + distance)
            moved += 1
    assert moved >= 3


def test_what_no_input_can_do_is_said_to_be_impossible(scenario, share):
    assert {one.then for one in needed(scenario, share, 60)} == {None}


def test_shares_of_variance_of_a_sum_are_those_of_its_parts(scenario, share):
    """With positions alone unsure the mean is a weighted sum: its indices are known."""
    found = scenario
    for actor, _ in scenario.parties("share"):
        for field in ("salience", "capability"):
            which = Input(actor.name, "share", field)
            found = set_input(found, which, which.of(scenario).best)
    shares = variance_shares(found, share, error=False, draws=20_000)
    table = best_table(found, share)
    weight = dict(zip(table.actors, (table.weight / table.weight.sum())[0], strict=True))
    variance = {"North": 400 / 24, "South": 400 / 12, "Province": 100 * 3 / 16}
    parts = {name: weight[name] ** 2 * variance[name] for name in variance}
    for one in shares:
        expected = parts[one.which.actor] / sum(parts.values())
        assert one.alone == pytest.approx(expected, abs=0.03)
        assert one.total == pytest.approx(expected, abs=0.03)


def test_the_error_of_the_model_is_among_the_shares(scenario, share):
    shares = variance_shares(scenario, share)
    assert shares[0].which == ERROR
    assert shares[0].total > 0.8
    assert variance_shares(scenario, scenario.issue("toll"), error=False)  # capability alone
    certain = replace(scenario, model_error=0)
    assert ERROR not in {one.which for one in variance_shares(certain, share)}


# What if


def test_those_whose_weight_decides_who_holds_the_median_are_pivotal(scenario, share):
    found = {one.actor: one for one in departures(scenario, share)}
    assert found["Province"].mean == pytest.approx(mean_of(leave(scenario, "Province"), share))
    assert found["Ferry"].joins
    assert found["Ferry"].mean == pytest.approx(mean_of(join(scenario, "Ferry"), share))
    # weights 25, 27 and 18 at 30, 70 and 50: the province holds the median, which is 50
    assert {name: (found[name].median, found[name].pivotal) for name in ("North", "South", "Province")} == {
        "North": (70, True),
        "South": (30, True),
        "Province": (70, True),
    }


def test_changes_are_made_one_after_the_other(scenario):
    found = what_if(
        scenario, joining=["ferry"], leaving=["Province"], setting=["South/share/position=61"], linking=["share,toll"]
    )
    assert [actor.name for actor, _ in found.parties("share")] == ["North", "South", "Ferry"]
    assert found.actor("South").stake("share").position.best == 61
    assert found.links == (("share", "toll"),)


@pytest.mark.parametrize(
    ("step", "text", "problem"),
    [
        (leave, "East", "there is no actor 'East'"),
        (leave, "Ferry", "not at the table"),
        (leave, "nor", "issue 'toll' has fewer than two parties"),
        (join, "North", "at the table already"),
        (change, "North/share/position=200", "cannot be 200"),
        (change, "North/share/position", "sets no input"),
        (change, "North/position=3", "does not say on which issue"),
        (change, "North/share/clout=3", "names no input"),
        (change, "Province/toll/position=3", "has no stake"),
        (change, "North/share/position=much", "sets no input"),
        (link, "share", "fewer than two issues"),
        (link, "share,tax", "there is no issue 'tax'"),
    ],
)
def test_changes_that_make_no_sense_are_refused(scenario, step, text, problem):
    with pytest.raises(UsageError, match=problem):
        step(scenario, text)


def test_links_that_touch_become_one(scenario):
    issues = (*scenario.issues, replace(scenario.issues[1], id="tax"))
    found = link(link(replace(scenario, issues=issues), "share,toll"), "toll,tax")
    assert found.links == (("share", "toll", "tax"),)


def test_a_sweep_is_the_mean_at_each_point_of_its_grid(scenario, share):
    first, second = (find_input(scenario, text) for text in ("North/share/position", "South/share/capability"))
    found = sweep(scenario, first, second, steps=5)
    assert found.across[[0, -1]].tolist() == [0, 100]
    assert found.upwards[[0, -1]] == pytest.approx([10, 90])
    there = set_input(set_input(scenario, first, found.across[3]), second, found.upwards[1])
    assert found.mean[1, 3] == pytest.approx(mean_of(there, share))


def test_a_sweep_over_all_salience_has_a_hole_where_nobody_cares(scenario):
    two = leave(scenario, "Province")
    found = sweep(two, *(find_input(two, f"{name}/share/salience") for name in ("North", "South")), steps=3)
    assert np.isnan(found.mean).sum() == 1


@pytest.mark.parametrize("other", ["North/share/position", "North/toll/position", "Ferry/share/position"])
def test_a_sweep_takes_two_inputs_of_one_issue(scenario, other):
    with pytest.raises(UsageError):
        sweep(scenario, find_input(scenario, "North/share/position"), find_input(scenario, other))
