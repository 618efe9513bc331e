import gzip

import pytest

from riftline.ledger.encodings import as_utf8


@pytest.fixture
def target(tmp_path):
    return lambda: tmp_path / "written"


def test_utf8_stays_where_it_is(tmp_path, target):
    path = tmp_path / "rows.txt"
    path.write_text("Brasília “so”\n" * 200_000, encoding="utf-8")  # longer than one chunk
    assert as_utf8(path, target) == path


@pytest.mark.parametrize("name", ["rows.txt", "rows.txt.gz"])
def test_windows_text_is_written_as_utf8(tmp_path, target, name):
    path = tmp_path / name
    raw = "Brasília, “so” – 5 €\r\n".encode("cp1252") + b"\x81\n"  # 0x81 is nothing in Windows-1252
    path.write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    written = as_utf8(path, target)
    assert written != path
    assert written.read_bytes().decode() == "Brasília, “so” – 5 €\r\n\x81\n"


def test_a_character_cut_at_the_end_is_not_utf8(tmp_path, target):
    path = tmp_path / "rows.txt"
    path.write_bytes("é".encode()[:1])
    assert as_utf8(path, target) != path
