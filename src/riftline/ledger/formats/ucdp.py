"""UCDP Georeferenced Event Dataset (Sundberg and Melander 2013, doi 10.1177/0022343313484347).

What is peculiar to UCDP GED, and what is done about it:

* Every event is organized violence with at least one death: type ASSAULT. Fighting has no direction, so both sides are
  sources and nobody is the target; one-sided violence has the civilians of the country as its target.
* A side without a state against one that is a state is a rebel, whatever it is besides.
* A side that is a state has a Gleditsch and Ward number (`gwnoa`, `gwnob`) and is the military of that state; of the
  states that one number stands for, the day decides. A side that is no state and of which riftline knows neither
  country nor organization is put down to the country of the event.
* The dead are `quantities`: the best estimate, the range from low to high where there is one, then those of each side.
* `date_start` and `date_end` are kept as they are, also where UCDP knows no more than the month.
* There is no text: `text` is the reference to the sources, the only evidence that UCDP gives.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from riftline.ledger.formats import parts
from riftline.ledger.formats.base import Format

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("id", "type_of_violence", "side_a", "side_b", "country", "country_id", "date_start", "date_end", "best")
OPTIONAL = (
    *("gwnoa", "gwnob", "high", "low", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("where_coordinates", "adm_1", "adm_2", "latitude", "longitude"),
)

_DAY = "TRY_CAST(date_start[:10] AS DATE)"
_NAMES = f"""
    SELECT side_a AS "text", NULL AS country, {_DAY} AS day FROM raw
    UNION ALL SELECT side_b, NULL, {_DAY} FROM raw"""


def _gw(alias: str, number: str) -> str:
    return f"""LEFT JOIN gw {alias} ON {alias}.number = TRY_CAST({number} AS INTEGER)
        AND day >= {alias}."first" AND day < {alias}."last" """


def _side(side: str, names: str, state: str) -> str:
    """A side: the military of a state, or what the name says and else the country of the event."""
    home = (
        f"coalesce({state}.iso3, CASE WHEN {names}.organization IS NULL THEN coalesce({names}.country, home.iso3) END)"
    )
    sector = f"""CASE WHEN {state}.iso3 IS NOT NULL THEN 'MIL' WHEN of_state THEN 'REB'
        ELSE coalesce({names}.sector, 'UAF') END"""
    return parts.actor(side, names, country=home, sector=sector)


def _dead(column: str, of: str) -> str:
    number = f"TRY_CAST({column} AS DOUBLE)"
    return f"""CASE WHEN {number} > 0 THEN struct_pack("text" := {column}, "value" := {number},
        value_max := NULL::DOUBLE, unit := 'persons', "of" := {of}) END"""


_RANGE = """CASE WHEN TRY_CAST(low AS DOUBLE) < TRY_CAST(high AS DOUBLE) THEN struct_pack(
        "text" := low || '-' || high, "value" := TRY_CAST(low AS DOUBLE), value_max := TRY_CAST(high AS DOUBLE),
        unit := 'persons', "of" := 'deaths, low to high estimate') END"""
_QUANTITIES = parts.listed(
    _dead("best", "'deaths, best estimate'"),
    _RANGE,
    _dead("deaths_a", "'deaths of ' || side_a"),
    _dead("deaths_b", "'deaths of ' || side_b"),
    _dead("deaths_civilians", "'deaths of civilians'"),
    _dead("deaths_unknown", "'deaths of unknown people'"),
)
_A, _B = _side("side_a", "n1", "g1"), _side("side_b", "n2", "g2")
_CIVILIANS = parts.actor("side_b", "n2", country="home.iso3", sector="'CVL'")
_PLACE = parts.place("where_coordinates, adm_2, adm_1, data.country", "home.iso3", "latitude", "longitude")
_SKIP = parts.skipped(("no event id", "id IS NULL"), ("impossible date", "day IS NULL OR last_day < day"))

_SELECT = f"""
    SELECT concat('ucdp:', id) AS id, 'ucdp:' || id AS document, NULL::VARCHAR AS url, source_headline AS title,
        source_office AS publisher, TRY_CAST(source_date[:10] AS DATE) AS published, NULL::INTEGER AS sentence,
        source_article AS "text", day AS date, last_day AS date_end, kinds.type, kinds.mode,
        coalesce(string_split(kinds.contexts, '|'), []) AS contexts, cameo.code AS cameo, cameo.quad, cameo.goldstein,
        'actual' AS status, CASE WHEN one_sided THEN {parts.listed(_A)} ELSE {parts.listed(_A, _B)} END AS sources,
        CASE WHEN one_sided THEN {parts.listed(_CIVILIANS)} ELSE [] END AS targets, {_PLACE} AS place,
        {_QUANTITIES} AS quantities, NULL::DOUBLE AS confidence,
        greatest(coalesce(TRY_CAST(number_of_sources AS INTEGER), 1), 1) AS reports, NULL::BOOLEAN AS root,
        NULL::VARCHAR AS note, NULL::TINYINT AS given_quad, NULL::REAL AS tone, {_SKIP} AS skip, import_id AS import
    FROM (SELECT *, {_DAY} AS day, coalesce(TRY_CAST(date_end[:10] AS DATE), {_DAY}) AS last_day,
            coalesce(type_of_violence = '1', false) AS of_state, coalesce(type_of_violence = '3', false) AS one_sided
        FROM raw) data
    LEFT JOIN ucdp_types kinds ON kinds.type_of_violence = data.type_of_violence
    LEFT JOIN cameo ON cameo.given = kinds.cameo
    {_gw("g1", "gwnoa")} {_gw("g2", "gwnob")} {_gw("home", "country_id")}
    {parts.join_names("n1", "side_a", "NULL", "day")} {parts.join_names("n2", "side_b", "NULL", "day")}"""

_UNKNOWN = f"""
    SELECT 'type of violence' AS field, coalesce(type, 'not 1, 2 or 3') AS code FROM staged WHERE type IS NULL
    UNION ALL {parts.UNKNOWN_ACTORS} UNION ALL {parts.UNKNOWN_PLACES}"""


def _lookups() -> Mapping[str, "pa.Table"]:
    from riftline.ledger.formats import lookups  # noqa: PLC0415 - reads the tables

    return {"cameo": lookups.cameo(), "gw": lookups.gw(), "ucdp_types": lookups.ucdp_types()}


FORMAT = Format(
    name="ucdp",
    title="UCDP Georeferenced Event Dataset",
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
