import subprocess
import sys

import pytest

from riftline.facts.countries import countries
from riftline.facts.places import KINDS, country_place, find_place, find_places


@pytest.mark.parametrize(
    ("name", "country", "geonames"),
    [
        ("Goma", "COD", 216281),
        ("Kiev", "UKR", 703448),
        ("Bogota", "COL", 3688689),
        ("New York", "USA", 5128581),
        ("Bethlehem", "PSE", 284315),
        ("Iraq", "IRQ", 99237),
    ],
)
def test_a_name_means_the_best_known_place(name, country, geonames):
    found = find_place(name)
    assert (found.country, found.geonames) == (country, geonames)


@pytest.mark.parametrize(
    ("name", "near", "within", "province"),
    [
        pytest.param("Paris", (), (), "Ile-de-France", id="the largest"),
        pytest.param("Paris", ("USA",), (), "Ile-de-France", id="a namesake that is too small"),
        pytest.param("Paris", (), ("Texas",), "Texas", id="as the text says"),
        pytest.param("Cordoba", (), (), "Cordoba", id="the larger"),
        pytest.param("Cordoba", ("ESP",), (), "Andalusia", id="in the country at hand"),
        pytest.param("Georgia", (), (), None, id="the country"),
        pytest.param("Georgia", (), ("USA",), "Georgia", id="the state"),
    ],
)
def test_namesakes(name, near, within, province):
    assert find_place(name, near, within).province == province


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Florida", "province"), ("Kandahar", "town"), ("Black Sea", "area"), ("Darfur", "area"), ("Poland", "country")],
)
def test_kinds(name, kind):
    assert find_place(name).kind == kind


@pytest.mark.parametrize("name", ["March", "Monday", "Zzyzxq", "", "!", "zzzzzz", "\t", "000"])
def test_what_is_no_place(name):
    assert find_place(name) is None
    assert find_places(name) == ()


def test_coordinates_are_where_the_place_is():
    goma, hormuz = find_place("Goma"), find_place("Strait of Hormuz")
    assert (goma.latitude, goma.longitude) == pytest.approx((-1.68, 29.22), abs=0.1)
    assert (hormuz.latitude, hormuz.longitude) == pytest.approx((26.6, 56.3), abs=0.2)


def test_a_country_that_lies_on_both_sides_of_the_date_line_has_its_middle_there():
    assert abs(country_place("FJI").longitude) > 175


def test_every_state_of_today_with_people_is_on_the_map():
    uninhabited = {"UMI", "IOT", "BVT", "HMD", "ATA"}
    assert {c.iso3 for c in countries() if c.end is None and country_place(c.iso3) is None} == uninhabited
    assert country_place("SUN") is None
    assert country_place("???") is None


def test_the_first_and_the_last_line_are_found():
    from riftline.facts.places import _table  # noqa: PLC0415

    lines = _table().decode().splitlines()
    assert lines == sorted(lines, key=lambda line: line.split("\t")[0].encode())
    for line in (lines[0], lines[-1], *lines[::5000]):
        key, kind, name, *_ = line.split("\t")
        assert kind in KINDS
        assert name in {p.name for p in find_places(key)}


def test_the_table_is_not_read_before_it_is_needed():
    program = "import riftline, riftline.facts.places as p; print(p._table.cache_info().currsize)"
    shown = subprocess.check_output([sys.executable, "-c", program], text=True)  # noqa: S603 - our own words
    assert shown.strip() == "0"
