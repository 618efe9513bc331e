"""riftline's tables of codes as Arrow tables, for the SELECTs of the formats to join."""

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_CODE = 3  # digits of a CAMEO code that is no root, at least


@functools.cache
def cameo() -> "pa.Table":
    """CAMEO codes: `given` as a file may have it, `code`, and what riftline makes of it."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    rows = list(_cameo_rows())
    types = {"contexts": pa.list_(pa.string()), "quad": pa.int8(), "goldstein": pa.float64()}
    names = ("given", "code", "type", "mode", "contexts", "quad", "goldstein")
    return pa.table(
        {name: pa.array([row[index] for row in rows], types.get(name, pa.string())) for index, name in enumerate(names)}
    )


def _cameo_rows() -> Iterator[tuple[Any, ...]]:
    from riftline.facts.ontology import cameo_codes, quad  # noqa: PLC0415 - reads the tables

    codes = cameo_codes()
    for code, known in codes.items():
        # Root 01, comments, has no PLOVER type; CAMEO itself counts it as verbal cooperation.
        row = (
            code,
            known.type,
            known.mode,
            list(known.contexts),
            quad(known.type) if known.type else 1,
            known.goldstein,
        )
        yield code, *row
        bare = code.removeprefix("0")  # as a spreadsheet leaves it
        if bare != code and bare not in codes:
            yield bare, *row


def strings(names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> "pa.Table":
    """A table of text columns."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return pa.table(
        {name: pa.array([row[index] or None for row in rows], pa.string()) for index, name in enumerate(names)}
    )


@functools.cache
def cameo_actors() -> "pa.Table":
    """CAMEO's codes of countries, regions and known groups."""
    from riftline.facts import datasets  # noqa: PLC0415 - reads the tables

    rows = [(code, country, organization, sector) for code, _, country, organization, sector in datasets.cameo_actors()]
    return strings(("code", "country", "organization", "sector"), rows)


@functools.cache
def cameo_sectors() -> "pa.Table":
    """CAMEO's codes of types of actors."""
    from riftline.facts import datasets  # noqa: PLC0415 - as above

    return strings(("code", "sector"), [row[:2] for row in datasets.cameo_sectors()])


@functools.cache
def fips() -> "pa.Table":
    """FIPS 10-4 codes of countries and territories, as GDELT gives places."""
    from riftline.facts import datasets  # noqa: PLC0415 - as above

    return strings(("code", "country"), datasets.fips_countries())


@functools.cache
def states() -> "pa.Table":
    """Names and ISO3 codes of states as data sets write them; `given` is in small letters without accents."""
    from riftline.ledger.names import state_names  # noqa: PLC0415 - as above

    return strings(("given", "iso3"), tuple(state_names().items()))


@functools.cache
def icews_sectors() -> "pa.Table":
    """ICEWS sectors: of those of one actor the one with the smallest `rank` counts; some say nothing of a sector."""
    from riftline.facts import datasets  # noqa: PLC0415 - as above

    return strings(
        ("name", "sector", "rank"),
        [(name, sector, f"{int(rank or 0):02}") for name, sector, rank in datasets.rows("icews_sectors")],
    )


@functools.cache
def gw() -> "pa.Table":
    """Gleditsch and Ward numbers with the country they stand for from `first` up to, not including, `last`."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from riftline.facts import datasets  # noqa: PLC0415 - as above

    number, iso3, first, last = zip(*datasets.gw_countries(), strict=True)
    return pa.table({"number": number, "iso3": iso3, "first": first, "last": last})


@functools.cache
def ucdp_types() -> "pa.Table":
    """UCDP's types of violence with PLOVER type and mode, CAMEO code and contexts."""
    from riftline.facts import datasets  # noqa: PLC0415 - as above

    return strings(("type_of_violence", "type", "mode", "cameo", "contexts"), datasets.rows("ucdp_types"))


@functools.cache
def acled_types() -> "pa.Table":
    """ACLED's event types and sub-types, in small letters, with PLOVER type and mode; `known` is true throughout."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from riftline.facts import datasets  # noqa: PLC0415 - as above

    rows = [(*(key and key.lower() for key in row[:2]), *row[2:]) for row in datasets.rows("acled_types")]
    table = strings(("event_type", "sub_event_type", "type", "mode", "cameo", "contexts"), rows)
    reciprocal = pa.array([row[6] == "yes" for row in rows])
    return table.append_column("reciprocal", reciprocal).append_column("known", pa.array([True] * len(rows)))


@functools.cache
def acled_sectors() -> "pa.Table":
    """What ACLED's `inter` says, in small letters; `local` actors are of the country of the event."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from riftline.facts import datasets  # noqa: PLC0415 - as above

    rows = [((inter or "").lower(), sector, local) for inter, sector, local in datasets.rows("acled_sectors")]
    unique = list({row[0]: row for row in rows}.values())
    local = pa.array([row[2] == "yes" for row in unique])
    return strings(("inter", "sector"), unique).append_column("local", local)


@functools.cache
def plover_types() -> "pa.Table":
    """PLOVER types under the names they have or had, with their class."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    from riftline.facts.ontology import TYPES, type_info  # noqa: PLC0415 - as above

    known = [(given, one) for one in map(type_info, TYPES) for given in (one.name, *one.formerly)]
    table = strings(("given", "type", "cameo"), [(given, one.name, one.cameo) for given, one in known])
    return table.append_column("quad", pa.array([one.quad for _, one in known], pa.int8()))


@functools.cache
def plover_modes() -> "pa.Table":
    """PLOVER modes of each type under the names they have or had, with the CAMEO code that fits best."""
    from riftline.facts.ontology import TYPES, modes  # noqa: PLC0415 - as above

    rows = [
        (mode.type, given, mode.name, mode.cameo)
        for kind in TYPES
        for mode in modes(kind)
        for given in (mode.name, *mode.formerly)
    ]
    return strings(("type", "given", "mode", "cameo"), rows)
