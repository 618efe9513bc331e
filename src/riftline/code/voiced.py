"""Events that are only words: what somebody says must or will not be done is itself a deed of the speaker.

In PLOVER a demand is REQUEST and a refusal to cooperate REJECT, whatever the verb would be if it happened. The table is
`facts/lexicon/futures.csv`. Announced acts keep their type here and are "planned".
"""

from riftline.code.clauses import mark_of
from riftline.code.status import modality, negated
from riftline.code.triggers import Trigger
from riftline.facts.predicates import Outcome, becomes
from riftline.records import Sentence, Status


def refusal(sentence: Sentence, trigger: Trigger, status: Status) -> Outcome | None:
    """What a cooperative act is that its own subject does not do ("will not release", "did not agree")."""
    if status != "denied" or not negated(sentence, trigger.index):
        return None
    return becomes("denied", trigger.row.type)


def demand(sentence: Sentence, trigger: Trigger) -> Outcome | None:
    """What it is when somebody says that another one must do it: REQUEST, as the table says for the type."""
    if modality(sentence, trigger.index) != "requested" or mark_of(sentence, trigger.index) in {"if", "whether"}:
        return None
    return becomes("requested", trigger.row.type) or Outcome("REQUEST", None, "100")
