"""Words that lexicon or model know as carrying events and that were not followed up, with the reason."""

from collections.abc import Iterator, Sequence
from typing import cast

from riftline.code import triggers as steps
from riftline.code.evidence import Passed
from riftline.code.grounds import row_of
from riftline.code.triggers import POS, Trigger
from riftline.facts.predicates import Pos, Predicate, predicates
from riftline.records import Sentence

WORTH_TELLING = 0.1  # chance of an event by the model, from which a word without a row is told
MOST_ROWS = 2  # that are told where none fits


def passed_over(sentence: Sentence, looked: Sequence[Trigger]) -> Iterator[Passed]:
    """The words that were not looked at as triggers although a row has them or the model half sees an event in them."""
    seen = {t.index for t in looked}
    for token in sentence.tokens:
        rows = _rows(sentence, token.index)
        chance = None if sentence.reading is None else 1 - float(sentence.reading.kinds[token.index, 0])
        if token.index not in seen and (rows or (chance or 0.0) >= WORTH_TELLING):
            reason = why_no_row(sentence, token.index, looked)
            yield Passed(token.text, token.start, token.end, tuple(row_of(r) for r in rows), chance, reason)


def why_no_row(sentence: Sentence, index: int, looked: Sequence[Trigger]) -> str:
    """Why no row of the lexicon makes a trigger of a word; `looked` are the triggers of the sentence."""
    tokens, rows = sentence.tokens, _rows(sentence, index)
    below = next((tokens[t.index].text for t in looked if t.governor == index), None)
    if below:
        return f"the event is “{below}” below it"
    if not rows:
        return "no row has the word"
    if POS.get(tokens[index].upos) == "noun" and steps._in_a_name(sentence, index):  # noqa: SLF001
        return "it stands within a name"
    if index not in steps._words_to_try(sentence):  # noqa: SLF001
        return f"the model is sure that it carries no event (over {steps.NOTHING})"
    if steps._trigger(sentence, index) is None:  # noqa: SLF001
        wanted = [f"{row.type} asks for {row_of(row).frame}" for row in rows]
        more = [f"{len(wanted) - MOST_ROWS} more"] if len(wanted) > MOST_ROWS else []
        return f"no row fits: {', '.join([*wanted[:MOST_ROWS], *more])}"
    return _given_way(sentence, index, looked)


def _rows(sentence: Sentence, index: int) -> tuple[Predicate, ...]:
    """The rows that have the word, whatever its object; those of several words only where the others stand too."""
    token = sentence.tokens[index]
    pos = None if token.upos == "AUX" else POS.get(token.upos)
    rows = predicates(cast("Pos", pos)).get(token.lemma.lower(), ()) if pos else ()
    return tuple(r for r in rows if not r.particle or steps._words_stand(sentence, index, r))  # noqa: SLF001


def _given_way(sentence: Sentence, index: int, looked: Sequence[Trigger]) -> str:
    """Which other word took the event over, for a word with a row that fits."""
    other = next((t.index for t in looked if t.object == index), None)
    if other is None:
        other = steps.governing(sentence, index)[0]
    return f"its row gives way to “{sentence.tokens[other].text}”" if other is not None else "its row gives way"
