"""Whether a text is English."""

import math

from riftline.errors import InputError

_SAMPLE = 600  # characters looked at: enough for certainty, and what keeps 50,000 documents to a few seconds
_LETTERS = 20  # fewer do not tell a language
# Log-likelihood by which another language must beat English, per square root of a byte. On 1,961 English news sentences
# the largest lead of another language was 1.3 (names of people); short sentences of ten other languages led by 7.
_LEAD = 3.0
# Words that no other language writes often. Where they make a seventh of all words the model need not be asked, which
# takes four fifths of the time of reading; four of five English news sentences of 15 words or more pass so.
_FUNCTION_WORDS = frozenset(
    (
        *("the", "of", "and", "to", "that", "with", "by", "from", "said", "which", "has"),
        *("have", "had", "were", "their", "they", "this", "would", "been", "after", "who", "against"),
    )
)
_SHARE = 1 / 7
_WORDS = 15  # fewer give no share
_ENGLISH = {"en", "eng", "english"}


def check_language(text: str, given: str | None, where: str) -> str:
    """Return "en", or refuse a text in another language; a given language wins over a guess.

    Raises:
        InputError: naming the language.
    """
    language = given or guess_language(text)
    if language.lower().replace("_", "-").split("-")[0] in _ENGLISH:
        return "en"
    raise InputError(
        f'the text is not in English (language: "{language}")',
        where=where,
        remedy='Only English is read; if it is English, give "language": "en" with it',
    )


def guess_language(text: str) -> str:
    """ISO 639 code of the likeliest language; "en" for texts that are too short to tell."""
    sample = text[:_SAMPLE]
    if _plainly_english(sample):
        return "en"
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return "en"
    import py3langid  # noqa: PLC0415 - loads a model

    ranked = py3langid.rank(sample)
    best, score = ranked[0]
    lead = (score - dict(ranked)["en"]) / math.sqrt(len(sample.encode()))
    return str(best) if lead > _LEAD else "en"


def _plainly_english(sample: str) -> bool:
    words = sample.lower().split()
    return len(words) >= _WORDS and sum(map(_FUNCTION_WORDS.__contains__, words)) >= _SHARE * len(words)
