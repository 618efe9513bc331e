"""What a chart calls a party: the country's usual name, an organization by its code."""

import pyarrow as pa

from riftline.facts.countries import country

_LONGEST = 22  # letters of a name beside a line


def name(code: str) -> str:
    """The name of a country, or the code where it is none or its name is too long for a label."""
    found = country(code)
    return found.name if found and len(found.name) <= _LONGEST else code


def pair(one: str, other: str) -> str:
    """Such as "Russia – Ukraine"."""
    return f"{name(one)} – {name(other)}"


def who(table: pa.Table) -> str | None:
    """The pair that a table is about, whichever is the source; None where it is about several or does not say."""
    if not {"source", "target"} <= set(table.column_names):
        return None
    ends = [[str(code) for code in table[column].to_pylist()] for column in ("source", "target")]
    pairs = {(min(both), max(both)) for both in zip(*ends, strict=True)}
    return pair(*pairs.pop()) if len(pairs) == 1 else None
