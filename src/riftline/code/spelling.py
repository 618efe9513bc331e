"""Names in another transliteration: "Moamar Qadhafi", "Ahlu Sunnah Waljamaa"."""

from difflib import SequenceMatcher
from functools import cache

from riftline.facts import institutions, offices, organizations
from riftline.facts.names import normalize

_SHORTEST = 6  # consonants; shorter skeletons are shared by unrelated names
_ALIKE = 0.8  # of the letters in common; "Christian Michel" and "Kristen Michal" stay below
_VOWELS = "aeiou"
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
    single = "".join(letter for i, letter in enumerate(key) if letter != key[i - 1 : i])  # "Muammar" is "Muamar"
    return single.translate(_LETTERS).replace(" ", "")


def respelled(name: str) -> str | None:
    """The listed name of which this is another spelling, if there is exactly one; single words are never respelled."""
    key = skeleton(name)
    if " " not in name or len(key) < _SHORTEST:
        return None
    written = normalize(name)
    found = {listed for spelling, listed in _names().get(key, ()) if _alike(written, spelling)}
    return next(iter(found)) if len(found) == 1 else None


def _alike(written: str, listed: str) -> bool:
    """Whether two spellings with one skeleton begin their words alike and differ little."""
    pairs = zip(written.split(), listed.split(), strict=False)
    begin = all((a[0] in _VOWELS) == (b[0] in _VOWELS) for a, b in pairs)
    return begin and SequenceMatcher(None, written, listed).ratio() >= _ALIKE


@cache
def _names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Skeleton → (normalised spelling, main name) of the persons and bodies with it."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    listed: list[offices.Person | organizations.Organization | institutions.Institution] = [*offices.people()]
    for one in [*listed, *organizations.organizations(), *institutions.institutions()]:
        for spelling in (one.name, *one.aliases):
            if " " in spelling:
                key = skeleton(spelling)
                names[key] = (*names.get(key, ()), (normalize(spelling), one.name))
    return names
