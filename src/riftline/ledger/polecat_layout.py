"""POLECAT's 40 columns as SQL over `events`, the other way round than `formats.polecat` reads them.

Several actors stand in one field with semicolons between them, and so do their countries and sectors. What riftline has
no value for (its own intensity scale, Wikipedia, CoW numbers, the story's people) is "None", as POLECAT writes unknown.
"""

from importlib.metadata import version

FITS = "status = 'actual' AND type IS NOT NULL AND coalesce(date, published) IS NOT NULL"  # what POLECAT can hold
NONE = "None"


def _one(sql: str) -> str:
    """A value on one line, "None" where it is unknown."""
    return f"coalesce(nullif(regexp_replace(({sql})::VARCHAR, '[\\t\\r\\n]+', ' ', 'g'), ''), '{NONE}')"


def _all(side: str, part: str) -> str:
    """A part of all actors of a side; places without one are empty, so that parts stay beside each other."""
    parts = f"[replace(coalesce({part}, ''), ';', ',') FOR a IN {side}]"
    return f"CASE WHEN len(list_filter({parts}, lambda one: one <> '')) > 0 THEN array_to_string({parts}, ';') END"


def _side(side: str, word: str) -> dict[str, str]:
    return {
        f"{word} Name": _all(side, 'coalesce(a.name, a."text")'),
        f"{word} Country": _all(side, "a.country"),
        f"{word} COW": "NULL",
        f"Primary {word} Sector": _all(side, "a.sector"),
        f"{word} Sectors": _all(side, "a.sector"),
        f"{word} Title": _all(side, "a.role"),
        f"{word} Name Raw": _all(side, 'a."text"'),
        f"Wikipedia {word} ID": "NULL",
    }


_COLUMNS = {
    "Event ID": "id",
    "Event Date": "coalesce(date, published)",
    "Event Type": "type",
    "Event Mode": "mode",
    "Intensity": "NULL",
    "Quad Code": "'Q' || quad",
    "Contexts": "array_to_string(contexts, ';')",
    **_side("sources", "Actor"),
    **_side("targets", "Recipient"),
    "Placename": 'coalesce(place.name, place."text")',
    "City": "NULL",
    "District": "NULL",
    "Province": "NULL",
    "Country": "place.country",
    "Latitude": "place.latitude",
    "Longitude": "place.longitude",
    "GeoNames ID": "place.geonames",
    "Raw Placename": 'place."text"',
    "Feature Type": "NULL",
    "Source": "publisher",
    "Publication Date": "published",
    "Story People": "NULL",
    "Story Organizations": "NULL",
    "Story Locations": "NULL",
    "Language": "NULL",
    "Version": f"'riftline {version('riftline')}'",
}

HEADER = "\t".join(_COLUMNS)
LINE = f"concat_ws(chr(9), {', '.join(map(_one, _COLUMNS.values()))})"
