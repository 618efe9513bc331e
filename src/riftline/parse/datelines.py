"""Datelines: "BRUSSELS, June 12 (Reuters) - " at the head of a report, which is no part of its first sentence."""

import re

LONGEST = 90  # characters; no dateline is longer
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""
    (?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z.'’-]+){{0,4}})      # BRUSSELS, ABU DHABI, MOSCOW/KYIV
    (?:,\ [A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){{0,2}})?     # , Belgium
    (?:,?\ {_MONTH}\ \d{{1,2}}|,?\ \d{{1,2}}\ {_MONTH})?(?:,?\ \d{{4}})?
    (?:\ \([^()]{{2,40}}\))?                              # (Reuters)
    (?:\ ?(?:--|[–—])\ ?|\ -\ |:\ )                      # the dash
    """,
    re.VERBOSE,
)


def dateline_end(text: str) -> int:
    """Where the text proper begins, 0 when there is no dateline.

    >>> dateline_end("BRUSSELS, June 12 (Reuters) - Poland accused Germany.")
    30
    >>> dateline_end("NATO - the alliance - agreed.")
    0
    """
    match = _match(text)
    return match.end() if match else 0


def dateline_place(text: str) -> str | None:
    """The place that the dateline of a text names, the first of several; None when there is no dateline.

    >>> dateline_place("MOSCOW/KYIV, June 12 (Reuters) - Poland accused Germany.")
    'MOSCOW'
    """
    match = _match(text)
    return match["place"].partition("/")[0] if match else None


def _match(text: str) -> re.Match[str] | None:
    match = _DATELINE.match(text, 0, LONGEST)
    return None if match is None or match["place"] in _NOT_PLACES else match


_NOT_PLACES = frozenset(
    {"NATO", "EU", "UN", "U.N.", "US", "U.S.", "UK", "UPDATE", "CORRECTED", "EXCLUSIVE", "ANALYSIS"}
)
