import re
import tomllib
from pathlib import Path

import pytest

import riftline.measure
from riftline.errors import UsageError
from riftline.measure.references import Source, bibtex, citation, described, reference, references

FOLDER = Path(riftline.measure.__file__).parent
PUBLIC = {
    "relations",
    "state",
    "cohesion",
    "carriers",
    "similarity",
    "blocs",
    "frustration",
    "breaks",
    "drift",
    "goldstein",
}


def test_every_public_measure_has_an_entry():
    exported = {name for name in getattr(riftline.measure, "__all__", ()) if name.islower()}
    assert set(references()) >= PUBLIC
    assert {name for name in exported if name not in references()} == set()


@pytest.mark.parametrize("name", references())
def test_every_entry_is_complete(name):
    found = reference(name)
    assert all((found.title, found.formula, found.unit, found.sources))
    for source in found.sources:
        assert source.journal or source.publisher
        assert 1900 < source.year < 2100
        assert all(re.fullmatch(r"[^,]+, \S.*|The riftline developers", author) for author in source.authors)
        assert source.doi is None or re.fullmatch(r"10\.\d{4,}/\S+", source.doi)


def test_every_source_of_the_table_is_cited_somewhere():
    table = tomllib.loads((FOLDER / "references.toml").read_text(encoding="utf8"))
    assert set(table["source"]) == {source.key for one in references().values() for source in one.sources}
    assert bibtex(reference("riftline").sources[0]).startswith("@software{riftline,")


def test_every_work_that_a_measure_names_is_in_the_table():
    known = {source.doi for one in references().values() for source in one.sources}
    named = {
        doi.rstrip(".,;)")
        for file in FOLDER.glob("*.py")
        for doi in re.findall(r"\bdoi[: ](10\.\d{4,}/[^\s;]+)", file.read_text(encoding="utf8"))
    }
    assert len(named) > 10
    assert named - known == set()


def test_a_citation_in_words():
    source = next(one for one in reference("similarity").sources if one.key == "signorino1999")
    assert citation(source) == (
        "Signorino, C. S. & Ritter, J. M. (1999). Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy "
        "Positions. International Studies Quarterly, 43(1), 115–144. https://doi.org/10.1111/0020-8833.00113"
    )


def test_a_citation_in_bibtex():
    source = Source(
        "a1", ("One, A. B.", "The body"), 2001, "A Title", journal="J", volume="3", pages="1–2", doi="10.1/x"
    )
    assert bibtex(source).splitlines() == [
        "@article{a1,",
        "  author = {One, A. B. and {The body}},",
        "  year = {2001},",
        "  title = {{A Title}},",
        "  journal = {J},",
        "  volume = {3},",
        "  pages = {1--2},",
        "  doi = {10.1/x},",
        "}",
    ]


def test_the_entry_for_reading():
    lines = described(reference("frustration")).splitlines()
    assert lines[0] == "frustration: Frustration index (line index of balance)"
    assert sum("https://doi.org/" in line for line in lines) == 3


def test_riftline_is_cited_with_its_version():
    assert re.search(r"version \d+\.\d+", described(reference("riftline")))


def test_an_unknown_measure_is_told_with_near_names():
    with pytest.raises(UsageError, match=r"no measure is called 'simlarity'.*similarity"):
        reference("simlarity")
