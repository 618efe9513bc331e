"""Public statements that are no event: CAMEO's root 01, which PLOVER drops.

To decline comment, to deny an accusation, to claim responsibility, to hope or to send condolences is to say
something, not to do something to somebody. `facts/lexicon/statements.csv` lists such verbs with their objects; what
they speak of may still be an event of its own ("denied that it had shelled the town").
"""

from riftline.code.clauses import children, complements, patients
from riftline.facts.predicates import statements
from riftline.records import Sentence


def is_statement(sentence: Sentence, index: int) -> bool:
    """Whether a verb, or the object of such a verb, is only a statement."""
    token = sentence.tokens[index]
    return _states(sentence, index) or (
        token.deprel in {"obj", "obl", "xcomp"} and token.head >= 0 and _states(sentence, token.head, index)
    )


def _states(sentence: Sentence, verb: int, only: int | None = None) -> bool:
    objects = statements().get(sentence.tokens[verb].lemma.lower())
    if not objects:
        return False
    heads = [*patients(sentence, verb), *complements(sentence, verb), *children(sentence, verb, "obl")]
    named = [h for h in heads if sentence.tokens[h].lemma.lower() in objects]
    return bool(named) and (only is None or only in named)
