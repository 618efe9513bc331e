"""POLECAT (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, doi 10.7910/DVN/AJGVIT): events in PLOVER.

What is peculiar to POLECAT, and what is done about it:

* The string "None" is null, the files are ISO-8859-1 or UTF-8 (the content tells), some have tabs behind the last
  column or names of columns ("Headline") more than others, and "Intensity" is "Event Intensity" in some.
* Types and modes of older drafts of PLOVER get their present names; a mode that is no more is kept as it stood.
* The CAMEO code is the one that fits type and mode best, and `goldstein` is the value of that code: POLECAT's own
  intensity has another scale.
* An actor's country may be a name or an ISO3 code. Several actors in one field are separated by semicolons, and so are
  their countries and sectors.
* `given_quad` is POLECAT's own class. There is no text: `title` is the headline where there is one.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from riftline.ledger.formats import parts
from riftline.ledger.formats.base import Format

if TYPE_CHECKING:
    import pyarrow as pa

_SIDES = ("Actor", "Recipient")
COLUMNS = ("Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name", "Recipient Country")
OPTIONAL = (
    *("Event Mode", "Intensity", "Quad Code", "Contexts", "Primary Actor Sector", "Actor Title", "Actor Name Raw"),
    *("Primary Recipient Sector", "Recipient Title", "Recipient Name Raw", "Placename", "City", "District", "Province"),
    *("Country", "Latitude", "Longitude", "GeoNames ID", "Source", "Publication Date", "Headline"),
)
ALIASES = {
    "Event Intensity": "Intensity",
    "Mode": "Event Mode",
    "Quad": "Quad Code",
    "Context": "Contexts",
    "Event Contexts": "Contexts",
    "Geonames ID": "GeoNames ID",
    "GeoNames Id": "GeoNames ID",
    "Story Date": "Publication Date",
}

_CLEAN = ", ".join(f"nullif(nullif(trim(\"{name}\"), 'None'), '') AS \"{name}\"" for name in (*COLUMNS, *OPTIONAL))


def _day(column: str) -> str:
    layouts = "['%Y-%m-%d', '%m/%d/%Y', '%Y%m%d', '%Y-%m-%d %H:%M:%S']"
    return f'try_strptime("{column}", {layouts})::DATE'


def _side(side: str) -> str:
    """The actors of one side of every row, one row each, with their place in the list."""
    return f"""SELECT row, '{side}' AS side, day, generate_subscripts(names, 1) AS position, unnest(names) AS named,
        unnest(CASE WHEN len(lands) = len(names) THEN lands ELSE [lands[1] FOR name IN names] END) AS land,
        unnest(CASE WHEN len(kinds) = len(names) THEN kinds ELSE [kinds[1] FOR name IN names] END) AS kind,
        CASE WHEN len(names) = 1 THEN title END AS title
    FROM (SELECT row, day, "{side} Title" AS title,
            string_split(coalesce("{side} Name", "{side} Name Raw"), ';') AS names,
            string_split("{side} Country", ';') AS lands, string_split("Primary {side} Sector", ';') AS kinds
        FROM data)"""


_DATA = f"""SELECT *, row_number() OVER () AS row FROM (
    SELECT {_CLEAN}, {_day("Event Date")} AS day, {_day("Publication Date")} AS printed, import_id FROM raw)"""
_NAMED = f"""
    WITH data AS ({_DATA}) SELECT trim(named) AS "text", states.iso3 AS country, day
    FROM ({" UNION ALL ".join(map(_side, _SIDES))}) sides {parts.join_state("states", "land")}"""
_ACTOR = parts.actor("trim(named)", "who", country="states.iso3", sector="nullif(upper(trim(kind)), '')", role="title")
_ACTORS = f"""
    SELECT row, list(actor ORDER BY position) FILTER (side = 'Actor') AS sources,
        list(actor ORDER BY position) FILTER (side = 'Recipient') AS targets
    FROM (SELECT row, side, position, {_ACTOR} AS actor
        FROM ({" UNION ALL ".join(map(_side, _SIDES))}) sides {parts.join_state("states", "land")}
        {parts.join_names("who", "trim(named)", "states.iso3", "day")} WHERE trim(named) <> '')
    GROUP BY row"""

_QUAD = """CASE WHEN "Quad Code" ILIKE '%verbal%coop%' THEN 1 WHEN "Quad Code" ILIKE '%material%coop%' THEN 2
        WHEN "Quad Code" ILIKE '%verbal%conf%' THEN 3 WHEN "Quad Code" ILIKE '%material%conf%' THEN 4
        ELSE TRY_CAST(regexp_extract("Quad Code", '[1-4]') AS TINYINT) END"""
_CONTEXTS = """[lower(trim(context)) FOR context IN string_split_regex(coalesce(data."Contexts", ''), '[;,|]')
        IF trim(context) <> '']"""
_PLACE = parts.place(
    'coalesce("City", "Placename"), "District", "Province", data."Country"',
    "land.iso3",
    '"Latitude"',
    '"Longitude"',
    '"GeoNames ID"',
)
_SKIP = parts.skipped(
    ("no event id", '"Event ID" IS NULL'), ("impossible date", "day IS NULL"), ("no event type", '"Event Type" IS NULL')
)

_SELECT = f"""
    WITH data AS MATERIALIZED ({_DATA}), actors AS ({_ACTORS})
    SELECT concat('polecat:', "Event ID") AS id, 'polecat:' || "Event ID" AS document, NULL::VARCHAR AS url,
        "Headline" AS title, "Source" AS publisher, printed AS published, NULL::INTEGER AS sentence,
        NULL::VARCHAR AS "text", day AS date, day AS date_end, coalesce(kinds.type, "Event Type") AS type,
        coalesce(modes.mode, lower("Event Mode")) AS mode, {_CONTEXTS} AS contexts, cameo.code AS cameo, kinds.quad,
        cameo.goldstein, 'actual' AS status, coalesce(actors.sources, []) AS sources,
        coalesce(actors.targets, []) AS targets, {_PLACE} AS place, []::quantity[] AS quantities,
        NULL::DOUBLE AS confidence, 1 AS reports, NULL::BOOLEAN AS root, NULL::VARCHAR AS note,
        {_QUAD} AS given_quad, NULL::REAL AS tone, {_SKIP} AS skip, import_id AS import
    FROM data
    LEFT JOIN actors USING (row)
    LEFT JOIN plover_types kinds ON kinds.given = upper("Event Type")
    LEFT JOIN plover_modes modes ON modes.type = kinds.type AND modes.given = lower("Event Mode")
    LEFT JOIN cameo ON cameo.given = coalesce(modes.cameo, kinds.cameo)
    {parts.join_state("land", 'data."Country"')}"""

_UNKNOWN = f"""
    SELECT 'event type' AS field, type AS code FROM staged WHERE type NOT IN (SELECT type FROM plover_types)
    UNION ALL SELECT 'mode of ' || type, mode FROM staged
        WHERE type IN (SELECT type FROM plover_types) AND mode NOT IN (
            SELECT m.mode FROM plover_modes m WHERE m.type = staged.type)
    UNION ALL SELECT 'context', context FROM (SELECT unnest(contexts) AS context FROM staged)
        WHERE context NOT IN (SELECT context FROM plover_contexts)
    UNION ALL {parts.UNKNOWN_ACTORS} UNION ALL {parts.UNKNOWN_PLACES}"""


def _lookups() -> Mapping[str, "pa.Table"]:
    from riftline.facts.ontology import context_names  # noqa: PLC0415 - reads the tables
    from riftline.ledger.formats import lookups  # noqa: PLC0415 - as above

    return {
        "cameo": lookups.cameo(),
        "states": lookups.states(),
        "plover_types": lookups.plover_types(),
        "plover_modes": lookups.plover_modes(),
        "plover_contexts": lookups.strings(("context",), [(name,) for name in context_names()]),
    }


FORMAT = Format(
    name="polecat",
    title="POLECAT",
    delimiter="\t",
    columns=COLUMNS,
    optional=OPTIONAL,
    aliases=ALIASES,
    encoding="latin-1",
    select=_SELECT,
    lookups=_lookups,
    names=_NAMED,
    unknown=_UNKNOWN,
    padded=True,
    batched=True,
)
