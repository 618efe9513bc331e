"""Events → pairs: every source with every target; without targets, the parties of a reciprocal event both ways.

The pairs of one event weigh 1 together, so that sums over pairs count events. A party is a country, else an
organization; a person or group of whom neither is known takes part in no pair, and the others share the weight.
Where all parties are of one country (a government and its rebels), the pair is that country with itself.
"""

import functools


@functools.cache
def insert_pairs() -> str:
    """SQL that writes the pairs of the events of the imports from `?` on."""
    reciprocal = ", ".join(f"'{name}'" for name in _reciprocal())
    return f"""
    INSERT INTO pairs
    SELECT id, date, pair.s.party, pair.t.party, pair.s.sector, pair.t.sector, type, quad, goldstein, status,
        1.0 / many, reports, contexts, root, origin, coalesce(note, repeated), import
    FROM (SELECT * EXCLUDE (pairs), len(pairs) AS many, unnest(pairs) AS pair FROM (
        SELECT *, len(list_distinct([x.party FOR x IN s])) = 1 AS within, CASE
            WHEN len(t) > 0 THEN flatten([[{{'s': x, 't': y}} FOR y IN t] FOR x IN s])
            WHEN type IN ({reciprocal}) THEN flatten([[{{'s': x, 't': y}} FOR y IN s
                IF CASE WHEN within THEN x <> y ELSE x.party <> y.party END] FOR x IN s])
            END AS pairs
        FROM (SELECT id, coalesce(date, published) AS date, type, quad, goldstein, status, reports, contexts, root,
                origin, note, CASE WHEN repeats.event IS NOT NULL THEN 'repeat' END AS repeated, events.import,
                {_parties("sources")} AS s, {_parties("targets")} AS t
            FROM events LEFT JOIN repeats ON repeats.event = events.id
            WHERE events.import >= ? AND coalesce(date, published) IS NOT NULL) WHERE len(s) > 0))
    """


def _parties(column: str) -> str:
    return f"""list_distinct([{{'party': coalesce(a.country, a.organization), 'sector': a.sector}} FOR a IN {column}
        IF coalesce(a.country, a.organization) IS NOT NULL])"""


def _reciprocal() -> tuple[str, ...]:
    from riftline.facts.ontology import TYPES, type_info  # noqa: PLC0415 - reads the tables

    return tuple(name for name in TYPES if type_info(name).reciprocal)
