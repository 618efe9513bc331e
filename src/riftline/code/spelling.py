"""Names in another transliteration: "Moamar Qadhafi", "Ahlu Sunnah Waljamaa"."""

from functools import cache

from riftline.facts import institutions, offices, organizations
from riftline.facts.names import normalize

_SHORTEST = 6  # consonants; shorter skeletons are shared by unrelated names
_SAME = (
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ts", "z"),
    ("tz", "z"),
    ("zh", "j"),
    ("ch", "c"),
    ("ck", "k"),
)
_LETTERS = str.maketrans({"q": "k", "c": "k", "g": "k", "w": "v", "x": "k", "z": "s"} | dict.fromkeys("aeiouyhj", ""))


def skeleton(name: str) -> str:
    """The consonants of a name, those that transliterations confuse made equal: "Gaddafi" and "Qadhafi" have one."""
    key = normalize(name)
    for before, after in _SAME:
        key = key.replace(before, after)
    letters = key.translate(_LETTERS).replace(" ", "")
    return "".join(letter for i, letter in enumerate(letters) if letter != letters[i - 1 : i])


def respelled(name: str) -> str | None:
    """The listed name of which this is another spelling, if there is exactly one; single words are never respelled."""
    key = skeleton(name)
    if " " not in name or len(key) < _SHORTEST:
        return None
    found = _names().get(key, frozenset())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _names() -> dict[str, frozenset[str]]:
    """Skeleton → main names of the persons and bodies with it."""
    names: dict[str, frozenset[str]] = {}
    listed: list[offices.Person | organizations.Organization | institutions.Institution] = [*offices.people()]
    for one in [*listed, *organizations.organizations(), *institutions.institutions()]:
        for spelling in (one.name, *one.aliases):
            if " " in spelling:
                key = skeleton(spelling)
                names[key] = names.get(key, frozenset()) | {one.name}
    return names
