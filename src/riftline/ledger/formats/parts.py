"""Pieces of SQL that the formats with actors in words share.

Their SELECT joins the table `names`, which `riftline.ledger.names.name_table` makes of the file's own names, and the
tables of `riftline.ledger.formats.lookups`.
"""


def state_key(column: str) -> str:
    """A name of a state in the form that the table `states` has."""
    return f"strip_accents(lower(trim({column})))"


def join_state(alias: str, column: str) -> str:
    """The table `states` under an alias, by a column with a name or ISO3 code."""
    return f"LEFT JOIN states {alias} ON {alias}.given = {state_key(column)}"


def join_names(alias: str, text: str, stated: str, day: str) -> str:
    """The table `names` under an alias, by the name, the country that the data set states and the day."""
    return f"""LEFT JOIN names {alias} ON {alias}."text" = {text} AND {alias}.stated = coalesce({stated}, '')
        AND {day} BETWEEN {alias}."first" AND {alias}."last" """


def actor(
    text: str, names: str, *, country: str | None = None, sector: str | None = None, role: str | None = None
) -> str:
    """An actor, null where its text is.

    Args:
        text: SQL for the name as the data set writes it.
        names: alias of the table `names`, whose columns are used where nothing else is given.
        country: SQL that wins over the country of `names` where it is not null.
        sector: likewise for the sector.
        role: likewise for the role.
    """
    return f"""CASE WHEN {text} IS NOT NULL THEN struct_pack("text" := {text}, "start" := NULL::INTEGER,
        "end" := NULL::INTEGER, name := coalesce({names}.name, {text}),
        country := {_first(country, f"{names}.country")}, organization := {names}.organization,
        sector := {_first(sector, f"{names}.sector")}, role := {_first(role, f"{names}.role")}) END"""


def _first(given: str | None, otherwise: str) -> str:
    return f"coalesce({given}, {otherwise})" if given else otherwise


def listed(*actors: str) -> str:
    """A list of the actors that are there."""
    return f"[a FOR a IN [{', '.join(actors)}] IF a IS NOT NULL]"


def place(parts: str, country: str, latitude: str, longitude: str, geonames: str = "NULL") -> str:
    """Where something happened: `parts` is SQL for the names of the place and what it lies in."""
    known = f"[part FOR part IN [{parts}] IF part IS NOT NULL]"
    return f"""CASE WHEN len({known}) > 0 THEN struct_pack("text" := array_to_string({known}, ', '),
        name := {known}[1], country := {country}, latitude := TRY_CAST({latitude} AS DOUBLE),
        longitude := TRY_CAST({longitude} AS DOUBLE), geonames := TRY_CAST({geonames} AS BIGINT)) END"""


def skipped(*reasons: tuple[str, str]) -> str:
    """Why a row cannot be taken: the first of (reason, SQL that is true then), else null."""
    return "CASE " + " ".join(f"WHEN {when} THEN '{reason}'" for reason, when in reasons) + " END"


UNKNOWN_CAMEO = "SELECT 'CAMEO code' AS field, cameo AS code FROM staged WHERE cameo NOT IN (SELECT code FROM cameo)"
UNKNOWN_ACTORS = """
    SELECT 'actor' AS field, actor AS code FROM (SELECT unnest([a."text" FOR a IN sources || targets
        IF a.country IS NULL AND a.organization IS NULL AND a.sector IS NULL]) AS actor FROM staged)"""
UNKNOWN_PLACES = """
    SELECT 'country of place' AS field, split_part(place."text", ', ', -1) AS code FROM staged
    WHERE place IS NOT NULL AND place.country IS NULL"""
