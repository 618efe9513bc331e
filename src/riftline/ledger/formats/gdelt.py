"""GDELT 1.0 and 2.0 event files and the mentions of 2.0 (codebooks: GDELT Event Codebook 1.03 and 2.0).

What is peculiar to GDELT, and what is done about it:

* `QuadClass` puts appeals (CAMEO root 02) with cooperation; PLOVER's REQUEST is verbal conflict. `quad` follows
  PLOVER, GDELT's own class is kept in `given_quad`.
* "Last year" and "ten years ago" are resolved to the day of the article a year or ten before, so that anniversaries
  look like events. Such rows are kept and noted `re-dated`; they stand aside from `dyads`.
* The same event can be extracted twice from one article, with ids of their own: the later ones are noted `repeat`.
* Rows of 1979–2013 carry the day of the bulk load in DATEADDED: their `published` is null.
* `IsRootEvent` (the event stands in the lead of the article) is kept in `root`.
* `reports` is NumArticles: the articles of the first 15 minutes (2.0) or of the day (1.0), not all that followed. Those
  are in the mentions files, which can be imported after the events.
* The id of a document is its address; `documents` gives the publisher from it.
* Leading zeros of codes are put back where a spreadsheet took them off.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from riftline.ledger.formats.base import Format

if TYPE_CHECKING:
    import pyarrow as pa

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _names(*, adm2: bool) -> tuple[str, ...]:
    geo = _GEO if adm2 else tuple(name for name in _GEO if name != "ADM2Code")
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{which}Geo_{part}" for which in ("Actor1", "Actor2", "Action") for part in geo),
        *("DATEADDED", "SOURCEURL"),
    )


GDELT2_COLUMNS = _names(adm2=True)
GDELT1_COLUMNS = _names(adm2=False)  # rows of the back files end before SOURCEURL
MENTIONS_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)

_DAY = 8  # digits of YYYYMMDD
_SECOND = 14  # digits of YYYYMMDDHHMMSS


def _actor(number: int) -> str:
    """SQL for the list of at most one actor of a side; `c`, `g` and `t1`–`t3` are the tables joined below."""
    raw, c, g = f"raw.Actor{number}", f"c{number}", f"g{number}"
    return f"""CASE WHEN nullif(trim({raw}Code), '') IS NULL AND {raw}Name IS NULL THEN [] ELSE [struct_pack(
        "text" := coalesce(nullif(trim({raw}Code), ''), {raw}Name),
        "start" := NULL::INTEGER, "end" := NULL::INTEGER, name := {raw}Name,
        country := {c}.country, organization := coalesce({g}.organization, {c}.organization),
        sector := coalesce({g}.sector, t{number}1.sector, t{number}2.sector, t{number}3.sector, {c}.sector),
        role := NULL::VARCHAR)] END"""


def _actor_joins(number: int) -> str:
    raw = f"raw.Actor{number}"
    return f"""
    LEFT JOIN cameo_actors c{number} ON c{number}.code = {raw}CountryCode
    LEFT JOIN cameo_actors g{number} ON g{number}.code = {raw}KnownGroupCode
    LEFT JOIN cameo_sectors t{number}1 ON t{number}1.code = {raw}Type1Code
    LEFT JOIN cameo_sectors t{number}2 ON t{number}2.code = {raw}Type2Code
    LEFT JOIN cameo_sectors t{number}3 ON t{number}3.code = {raw}Type3Code"""


def _select(origin: str) -> str:
    return f"""
    SELECT raw.import_id AS import, '{origin}:' || raw.GLOBALEVENTID AS id,
        raw.SOURCEURL AS document, NULL::VARCHAR AS url, NULL::VARCHAR AS title,
        NULL::VARCHAR AS publisher, added AS published, NULL::INTEGER AS sentence, NULL::VARCHAR AS "text",
        day AS date, day AS date_end,
        cameo.type, cameo.mode, coalesce(cameo.contexts, []) AS contexts, coalesce(cameo.code, raw.EventCode) AS cameo,
        coalesce(cameo.quad, TRY_CAST(raw.QuadClass AS TINYINT)) AS quad,
        coalesce(cameo.goldstein, TRY_CAST(raw.GoldsteinScale AS DOUBLE)) AS goldstein, 'actual' AS status,
        {_actor(1)} AS sources, {_actor(2)} AS targets,
        CASE WHEN raw.ActionGeo_FullName IS NOT NULL THEN struct_pack("text" := NULL::VARCHAR,
            name := raw.ActionGeo_FullName, country := fips.country,
            latitude := TRY_CAST(raw.ActionGeo_Lat AS DOUBLE), longitude := TRY_CAST(raw.ActionGeo_Long AS DOUBLE),
            geonames := NULL::BIGINT) END AS place,
        []::quantity[] AS quantities, NULL::DOUBLE AS confidence,
        greatest(coalesce(TRY_CAST(raw.NumArticles AS INTEGER), 1), 1) AS reports, raw.IsRootEvent = '1' AS root,
        CASE WHEN added IN (day + INTERVAL 1 YEAR, day + INTERVAL 10 YEAR) THEN 're-dated' END AS note,
        TRY_CAST(raw.QuadClass AS TINYINT) AS given_quad, TRY_CAST(raw.AvgTone AS REAL) AS tone,
        CASE WHEN raw.GLOBALEVENTID IS NULL OR TRY_CAST(raw.GLOBALEVENTID AS BIGINT) IS NULL THEN 'no event id'
            WHEN raw.DATEADDED IS NULL THEN 'too few fields'
            WHEN day IS NULL THEN 'impossible date' WHEN raw.EventCode IS NULL THEN 'no event code' END AS skip
    FROM (SELECT *, try_strptime(SQLDATE, '%Y%m%d')::DATE AS day,
            CASE WHEN DATEADDED >= '20130401' THEN try_strptime(DATEADDED[:8], '%Y%m%d')::DATE END AS added
        FROM raw) raw
    LEFT JOIN cameo ON cameo.given = raw.EventCode
    LEFT JOIN fips ON fips.code = raw.ActionGeo_CountryCode {_actor_joins(1)} {_actor_joins(2)}"""


_MENTIONS = """
    SELECT raw.import_id AS import, 'gdelt2:' || GLOBALEVENTID AS event, MentionIdentifier AS document,
        try_strptime(MentionTimeDate[:8], '%Y%m%d')::DATE AS published,
        TRY_CAST(Confidence AS REAL) / 100 AS confidence,
        CASE WHEN NOT regexp_full_match(GLOBALEVENTID, '[0-9]+') THEN 'no event id'
            WHEN try_strptime(MentionTimeDate[:8], '%Y%m%d') IS NULL THEN 'impossible date' END AS skip
    FROM raw"""

_UNKNOWN = """
    SELECT 'CAMEO code' AS field, cameo AS code FROM staged WHERE cameo NOT IN (SELECT code FROM cameo)
    UNION ALL SELECT 'actor', actor FROM (SELECT unnest([a."text" FOR a IN sources || targets
        IF coalesce(a.country, a.organization, a.sector) IS NULL]) AS actor FROM staged)
    WHERE actor[:3] NOT IN (SELECT code FROM cameo_actors)
    UNION ALL SELECT 'country of place', place.name FROM staged WHERE place IS NOT NULL AND place.country IS NULL"""


def _lookups() -> Mapping[str, "pa.Table"]:
    from riftline.ledger.formats import lookups  # noqa: PLC0415 - reads the tables

    return {
        "cameo": lookups.cameo(),
        "cameo_actors": lookups.cameo_actors(),
        "cameo_sectors": lookups.cameo_sectors(),
        "fips": lookups.fips(),
    }


def _is_event_row(fields: Sequence[str], counts: Sequence[int]) -> bool:
    return len(fields) in counts and fields[0].isdigit() and fields[1].isdigit() and len(fields[1]) == _DAY


def _is_mention_row(fields: Sequence[str]) -> bool:
    times = fields[1:3]
    return len(fields) == len(MENTIONS_COLUMNS) and all(time.isdigit() and len(time) == _SECOND for time in times)


def _events(name: str, title: str, columns: Sequence[str], *, shortest: int) -> Format:
    return Format(
        name=name,
        title=title,
        delimiter="\t",
        header=False,
        columns=columns,
        select=_select(name),
        lookups=_lookups,
        unknown=_UNKNOWN,
        recognise=lambda fields: _is_event_row(fields, range(shortest, len(columns) + 1)),
        padded=shortest < len(columns),
        batched=True,
    )


GDELT2 = _events("gdelt2", "GDELT 2.0 events", GDELT2_COLUMNS, shortest=len(GDELT2_COLUMNS))
GDELT1 = _events("gdelt1", "GDELT 1.0 events", GDELT1_COLUMNS, shortest=len(GDELT1_COLUMNS) - 1)
MENTIONS = Format(
    name="gdelt2-mentions",
    title="GDELT 2.0 mentions",
    delimiter="\t",
    header=False,
    columns=MENTIONS_COLUMNS,
    select=_MENTIONS,
    into="reports",
    recognise=_is_mention_row,
    batched=True,
)
