"""ICEWS coded event data, as Dataverse has it (Boschee et al. 2015, doi 10.7910/DVN/28075).

What is peculiar to ICEWS, and what is done about it:

* An event id is not unique: with the day it is.
* ICEWS writes what both sides take part in (CAMEO roots 03 to 06) twice, once from each side: nearly all meetings,
  talks and signed agreements, and every visit as "visit" and "host". The first of the two rows is taken with both as
  sources (the visit with its direction), the other is noted `other side` and stands aside from `dyads`, so that nothing
  counts twice.
* An actor lists all its sectors and those above them; where riftline itself knows none, or no more than that somebody
  is no longer in office, `facts/datasets/icews_sectors.csv` tells which of them counts.
* The day is that of the report: it is both `date` and `published`.
* `NA` is null. Leading zeros of codes are put back where a spreadsheet took them off.
* Sentences are counted from 1; `sentence` counts from 0. The text of the event is its name, not the sentence.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from riftline.ledger.formats import parts
from riftline.ledger.formats.base import Format

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)

_CLEAN = ", ".join(f"nullif(nullif(trim(\"{name}\"), 'NA'), '') AS \"{name}\"" for name in COLUMNS)
_DAY = "coalesce(try_strptime(\"Event Date\", '%Y-%m-%d'), try_strptime(\"Event Date\", '%m/%d/%Y'))::DATE"
_SHORTEST = 3  # digits of ICEWS's codes; shorter ones have lost their zero

_NAMES = " UNION ALL ".join(
    f"""SELECT nullif(trim("{side} Name"), 'NA') AS "text", s.iso3 AS country, {_DAY} AS day
    FROM raw {parts.join_state("s", f'raw."{side} Country"')}"""
    for side in ("Source", "Target")
)

_DATA = f"""
    SELECT *, repeat('0', {_SHORTEST} - len("CAMEO Code")) || "CAMEO Code" AS code
    FROM (SELECT {_CLEAN}, {_DAY} AS day, import_id FROM raw)"""

_SIDED = """
    SELECT *, shared AND min(way) OVER sides <> max(way) OVER sides AS mirrored,
        first_value("Event ID") OVER (sides ORDER BY code, "Event ID") AS first_id
    FROM (SELECT *, code[:2] IN ('03', '04', '05', '06') AS shared, code IN ('042', '043') AS visit,
            CASE code WHEN '043' THEN concat_ws('|', "Target Name", "Source Name", 1)
                ELSE concat_ws('|', "Source Name", "Target Name", visit::INTEGER) END AS led,
            CASE WHEN visit THEN code ELSE concat_ws('|', "Source Name", "Target Name") END AS way,
            CASE WHEN visit THEN led ELSE concat_ws('|', code, least("Source Name", "Target Name"),
                greatest("Source Name", "Target Name")) END AS meeting
        FROM data)
    WINDOW sides AS (PARTITION BY import_id, day, "Story ID", "Sentence Number", meeting)"""

_SECTORS = """
    SELECT phrase, arg_min(sector, rank) AS sector
    FROM (SELECT phrase, trim(unnest(string_split(phrase, ','))) AS name FROM (
        SELECT "Source Sectors" AS phrase FROM data UNION SELECT "Target Sectors" FROM data))
    JOIN icews_sectors USING (name) WHERE sector IS NOT NULL GROUP BY phrase"""


def _sector(number: int) -> str:
    """The sector that riftline knows, so that an actor has the same one in all data sets; else that of ICEWS."""
    return f"coalesce(nullif(n{number}.sector, 'ELI'), e{number}.sector)"


_SOURCE = parts.actor('"Source Name"', "n1", country="s1.iso3", sector=_sector(1))
_TARGET = parts.actor('"Target Name"', "n2", country="s2.iso3", sector=_sector(2))
_RECIPROCAL = 'mirrored AND NOT visit AND "Event ID" = first_id'
_PLACE = parts.place('"City", "District", "Province", sided."Country"', "p.iso3", '"Latitude"', '"Longitude"')
_SKIP = parts.skipped(
    ("no event id", '"Event ID" IS NULL'), ("impossible date", "day IS NULL"), ("no event code", "sided.code IS NULL")
)

_SELECT = f"""
    WITH data AS MATERIALIZED ({_DATA}), sided AS ({_SIDED}), sectors AS ({_SECTORS})
    SELECT concat('icews:', "Event ID", ':', "Event Date") AS id, 'icews:' || "Story ID" AS document,
        NULL::VARCHAR AS url, NULL::VARCHAR AS title, "Publisher" AS publisher, day AS published,
        TRY_CAST("Sentence Number" AS INTEGER) - 1 AS sentence, "Event Text" AS "text", day AS date, day AS date_end,
        cameo.type, cameo.mode, coalesce(cameo.contexts, []) AS contexts, coalesce(cameo.code, sided.code) AS cameo,
        cameo.quad, coalesce(TRY_CAST("Intensity" AS DOUBLE), cameo.goldstein) AS goldstein, 'actual' AS status,
        CASE WHEN {_RECIPROCAL} THEN {parts.listed(_SOURCE, _TARGET)} ELSE {parts.listed(_SOURCE)} END AS sources,
        CASE WHEN {_RECIPROCAL} THEN [] ELSE {parts.listed(_TARGET)} END AS targets, {_PLACE} AS place,
        []::quantity[] AS quantities, NULL::DOUBLE AS confidence, 1 AS reports, NULL::BOOLEAN AS root,
        CASE WHEN mirrored AND "Event ID" <> first_id THEN 'other side' END AS note,
        NULL::TINYINT AS given_quad, NULL::REAL AS tone, {_SKIP} AS skip, import_id AS import
    FROM sided
    LEFT JOIN cameo ON cameo.given = sided.code
    LEFT JOIN sectors e1 ON e1.phrase = "Source Sectors" LEFT JOIN sectors e2 ON e2.phrase = "Target Sectors"
    {parts.join_state("s1", '"Source Country"')} {parts.join_state("s2", '"Target Country"')}
    {parts.join_state("p", 'sided."Country"')}
    {parts.join_names("n1", '"Source Name"', "s1.iso3", "day")}
    {parts.join_names("n2", '"Target Name"', "s2.iso3", "day")}"""


def _lookups() -> Mapping[str, "pa.Table"]:
    from riftline.ledger.formats import lookups  # noqa: PLC0415 - reads the tables

    return {"cameo": lookups.cameo(), "states": lookups.states(), "icews_sectors": lookups.icews_sectors()}


FORMAT = Format(
    name="icews",
    title="ICEWS coded event data",
    delimiter="\t",
    encoding="latin-1",
    columns=COLUMNS,
    select=_SELECT,
    lookups=_lookups,
    names=_NAMES,
    unknown=f"{parts.UNKNOWN_CAMEO} UNION ALL {parts.UNKNOWN_ACTORS} UNION ALL {parts.UNKNOWN_PLACES}",
    batched=True,
)
