"""The CAMEO root of a relation's name, as benchmark folders spell it: `Make_a_visit` → 04.

The names of CAMEO's codes open with the verb that tells the root ("Express intent to …" is 03, "Demand …" is 10), so
the longest opening of `facts/cameo_openings.csv` that a name starts with decides. Openings are of this project, after
the codebook: Schrodt, CAMEO Conflict and Mediation Event Observations codebook, version 1.1b3 (2012), chapter 2.
"""

import csv
import functools
import importlib.resources
import re
from collections.abc import Mapping

from riftline.facts.ontology import cameo_codes

ROOTS = tuple(f"{number:02d}" for number in range(1, 21))


def root_of(name: str) -> str | None:
    """The root ("01" to "20") of a relation's name; None where nothing tells it."""
    words = _words(name)
    openings = _openings()
    found = (openings.get(words[:n]) for n in range(len(words), 0, -1))
    return next((root for root in found if root), _by_code().get(words))


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", name.lower()))


@functools.cache
def _openings() -> Mapping[tuple[str, ...], str]:
    file = importlib.resources.files("riftline.facts") / "cameo_openings.csv"
    rows = csv.DictReader(file.read_text(encoding="utf8").splitlines())
    return {_words(row["opening"]): row["root"] for row in rows}


@functools.cache
def _by_code() -> Mapping[tuple[str, ...], str]:
    """Names as riftline's own table has them, which relations of a riftline ledger carry."""
    return {_words(code.name): code.root for code in cameo_codes().values()}
