"""Which events of a sentence a detail belongs to.

A detail belongs to the event whose trigger is the nearest word above it in the tree; events that only speak of that
one (a refusal, a demand, an accusation) share it. A sentence with one event gives it what hangs nowhere else.
"""

from collections.abc import Mapping

from riftline.code.clauses import ancestors
from riftline.code.status import embedded
from riftline.records import Sentence

VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "SUPPORT"})


def owners(sentence: Sentence, start: int, triggers: Mapping[int, str]) -> list[int]:
    """Token indices of the triggers (index → event type) that a detail at character `start` belongs to."""
    token = next((t.index for t in sentence.tokens if t.start <= start < t.end), None)
    if token is None:
        return []
    path = [i for i in (token, *ancestors(sentence, token)) if i in triggers]
    if not path:
        return [i for i in triggers if _leads(sentence, i)] if len(triggers) == 1 else []
    out, below = [path[0]], path[0]
    for index in ancestors(sentence, path[0]):
        if not embedded(sentence, below):
            break
        if index in triggers and triggers[index] in VERBAL:
            out.append(index)
        below = index
    return out


def _leads(sentence: Sentence, index: int) -> bool:
    """Whether a word is what the sentence is about: its root, or next to it as subject, object or complement."""
    token = sentence.tokens[index]
    if token.head < 0:
        return True
    relation = token.deprel.partition(":")[0]
    return sentence.tokens[token.head].head < 0 and relation in {"nsubj", "obj", "xcomp", "ccomp", "conj", "parataxis"}
