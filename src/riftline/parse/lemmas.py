"""Lemmas: the model's edit scripts, checked against forms the treebanks know and against the vocabulary.

1. A form the treebanks agree on has its lemma from there ("began" → "begin").
2. Otherwise the model's edit script is applied ("expelled" → "expel").
3. A regular inflection whose result is no common word gets the stem that is one ("expell" → "expel").
"""

from collections.abc import Iterator, Mapping

CACHE = 50_000
INFLECTED = {"VERB": ("ing", "ed", "es", "s"), "NOUN": ("es", "s")}


def apply_script(form: str, script: str) -> str:
    """The lemma of `form` under an edit script of the model.

    A script is `case|n|ending` (take n characters off, add the ending; case `l` lowers the word first, `k` keeps it)
    or `=lemma`.

    >>> apply_script("Leaders", "l|1|"), apply_script("was", "=be"), apply_script("Talks", "k|0|")
    ('leader', 'be', 'Talks')
    """
    if script.startswith("="):
        return script[1:]
    case, count, ending = script.split("|", 2)
    base = form if case == "k" else form.lower()
    cut = int(count)
    if cut >= len(base):
        return ending or base
    return base[: len(base) - cut] + ending


def stems(form: str, upos: str) -> Iterator[str]:
    """What a regularly inflected form may come from, most telling ending first.

    >>> list(stems("expelled", "VERB"))
    ['expelle', 'expel', 'expell']
    """
    for ending in INFLECTED.get(upos, ()):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            if ending in {"ing", "ed"}:
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
            yield stem
            return


class Lemmatizer:
    """Looks lemmas up, remembering what it has seen.

    Args:
        forms: "form UPOS" → lemma.
        vocabulary: common words, lower-case.
    """

    def __init__(self, forms: Mapping[str, str], vocabulary: frozenset[str]) -> None:
        self._forms, self._vocabulary = forms, vocabulary
        self._known: dict[tuple[str, str, str], str] = {}

    def __call__(self, form: str, upos: str, script: str) -> str:
        """The lemma of a form with a tag, given the model's edit script."""
        key = (form, upos, script)
        lemma = self._known.get(key)
        if lemma is None:
            lemma = self._lemma(form, upos, script)
            if len(self._known) < CACHE:
                self._known[key] = lemma
        return lemma

    def _lemma(self, form: str, upos: str, script: str) -> str:
        low = form.lower()
        known = self._forms.get(f"{low} {upos}")
        if known:
            return known
        lemma = apply_script(form, script)
        if upos not in INFLECTED or lemma in self._vocabulary or lemma == low:
            return lemma
        return next((s for s in stems(low, upos) if s in self._vocabulary), lemma)
