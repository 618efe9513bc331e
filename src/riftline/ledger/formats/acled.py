"""ACLED's curated files (Raleigh et al. 2010, doi 10.1177/0022343310378914), old and new layouts.

What is peculiar to ACLED, and what is done about it:

* The sub-event type decides about the PLOVER type and mode (`facts/datasets/acled_types.csv`); names from before 2019
  are known as well. What is no event between parties ("Change to group/activity") has no type.
* Battles and agreements have no direction: both actors are sources. Of the rest `actor1` is the source.
* Associated actors take no part: of most it is not known what they did.
* `inter1` and `inter2` say what an actor is, in numbers or, since 2024, in words. Local actors of which riftline knows
  neither country nor organization ("Protesters", militias) are put down to the country of the event.
* The sources are listed with semicolons: their number is `reports`.
* Rows that ACLED corrected later carry the id they had: the first one imported stays.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from riftline.ledger.formats import parts
from riftline.ledger.formats.base import Format

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country")
OPTIONAL = (
    *("inter1", "inter2", "admin1", "admin2", "admin3", "location", "latitude", "longitude"),
    *("source", "notes", "fatalities"),
)

_DATES = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y", "%d-%b-%y")
_DAY = f"try_strptime(trim(event_date), [{', '.join(repr(layout) for layout in _DATES)}])::DATE"
_NAMES = " UNION ALL ".join(
    f"SELECT nullif(trim({side}), '') AS \"text\", NULL AS country, {_DAY} AS day FROM raw"
    for side in ("actor1", "actor2")
)


def _actor(number: int) -> str:
    names, kind = f"n{number}", f"k{number}"
    local = f"{kind}.local AND {names}.country IS NULL AND {names}.organization IS NULL"
    return parts.actor(
        f"nullif(trim(actor{number}), '')",
        names,
        country=f"CASE WHEN {local} THEN home.iso3 ELSE {names}.country END",
        sector=f"CASE WHEN {kind}.local THEN {kind}.sector ELSE coalesce({names}.sector, {kind}.sector) END",
    )


def _joins(number: int) -> str:
    name = f"nullif(trim(actor{number}), '')"
    return f"""{parts.join_names(f"n{number}", name, "NULL", "day")}
    LEFT JOIN acled_sectors k{number} ON k{number}.inter = lower(trim(inter{number}))"""


_TYPES = """
    LEFT JOIN acled_types sub ON sub.event_type = lower(trim(data.event_type))
        AND sub.sub_event_type = lower(trim(data.sub_event_type))
    LEFT JOIN acled_types base ON base.event_type = lower(trim(data.event_type)) AND base.sub_event_type IS NULL"""
_DEAD = """CASE WHEN TRY_CAST(fatalities AS DOUBLE) > 0 THEN struct_pack("text" := fatalities,
        "value" := TRY_CAST(fatalities AS DOUBLE), value_max := NULL::DOUBLE, unit := 'persons',
        "of" := 'deaths') END"""
_PLACE = parts.place("location, admin3, admin2, admin1, data.country", "home.iso3", "latitude", "longitude")
_SKIP = parts.skipped(
    ("no event id", "event_id_cnty IS NULL"),
    ("impossible date", "day IS NULL"),
    ("no event type", "event_type IS NULL"),
)
_GIVEN = "concat_ws(': ', data.event_type, data.sub_event_type)"

_SELECT = f"""
    SELECT concat('acled:', event_id_cnty) AS id, 'acled:' || event_id_cnty AS document, NULL::VARCHAR AS url,
        NULL::VARCHAR AS title, source AS publisher, NULL::DATE AS published, NULL::INTEGER AS sentence,
        notes AS "text", day AS date, day AS date_end, kinds.type,
        CASE WHEN kinds.known THEN kinds.mode ELSE data.given END AS mode,
        coalesce(string_split(kinds.contexts, '|'), []) AS contexts, cameo.code AS cameo, cameo.quad, cameo.goldstein,
        'actual' AS status,
        CASE WHEN kinds.reciprocal THEN {parts.listed(_actor(1), _actor(2))} ELSE {parts.listed(_actor(1))}
            END AS sources,
        CASE WHEN kinds.reciprocal THEN [] ELSE {parts.listed(_actor(2))} END AS targets, {_PLACE} AS place,
        {parts.listed(_DEAD)} AS quantities, NULL::DOUBLE AS confidence,
        coalesce(len(string_split(source, ';')), 1)::INTEGER AS reports, NULL::BOOLEAN AS root,
        NULL::VARCHAR AS note, NULL::TINYINT AS given_quad, NULL::REAL AS tone, {_SKIP} AS skip, import_id AS import
    FROM (SELECT data.*, {_GIVEN} AS given, CASE WHEN sub.event_type IS NULL THEN base ELSE sub END AS kinds
        FROM (SELECT *, {_DAY} AS day FROM raw) data {_TYPES}) data
    LEFT JOIN cameo ON cameo.given = kinds.cameo {parts.join_state("home", "data.country")} {_joins(1)} {_joins(2)}"""

_UNKNOWN = f"""
    SELECT 'event type' AS field, mode AS code FROM staged WHERE mode NOT IN (
        SELECT mode FROM acled_types WHERE mode IS NOT NULL)
    UNION ALL {parts.UNKNOWN_ACTORS} UNION ALL {parts.UNKNOWN_PLACES}"""


def _lookups() -> Mapping[str, "pa.Table"]:
    from riftline.ledger.formats import lookups  # noqa: PLC0415 - reads the tables

    return {
        "cameo": lookups.cameo(),
        "states": lookups.states(),
        "acled_types": lookups.acled_types(),
        "acled_sectors": lookups.acled_sectors(),
    }


FORMAT = Format(
    name="acled",
    title="ACLED",
    delimiter=",",
    quote='"',
    encoding="latin-1",
    columns=COLUMNS,
    optional=OPTIONAL,
    select=_SELECT,
    lookups=_lookups,
    names=_NAMES,
    unknown=_UNKNOWN,
    batched=True,
)
