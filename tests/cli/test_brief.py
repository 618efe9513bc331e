"""`riftline brief`: printed and written."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("model_folder")

TEXT = """Poland on Friday accused Germany of blocking the delivery of tanks to Ukraine. \
The German government rejected the Polish proposal to send 120 tanks."""


def test_the_brief_is_printed_and_written(riftline, tmp_path):
    (tmp_path / "tanks.txt").write_text(TEXT, encoding="utf8")
    done = riftline("brief", "tanks.txt", "-o", "out/brief.html")
    page = (tmp_path / "out" / "brief.html").read_text(encoding="utf8")
    assert done.returncode == 0
    assert "Poland" in done.stdout
    assert "Germany" in page
    assert "http://" not in page.replace("http://www.w3.org/", "")


def test_the_json_form_is_json(riftline, tmp_path):
    done = riftline("brief", "-", "-o", "brief.json", "--title", "Tanks", stdin=TEXT)
    assert done.returncode == 0
    assert "Tanks" in json.dumps(json.loads((tmp_path / "brief.json").read_text(encoding="utf8")))


def test_nothing_that_can_be_read_is_status_1(riftline, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = riftline("brief", "empty.txt")
    assert done.returncode == 1
    assert "empty" in done.stderr
    assert "Traceback" not in done.stderr
