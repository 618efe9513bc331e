"""Noun phrases: the words that name somebody, and their offsets in the sentence."""

from riftline.code.clauses import case_of, children, conjuncts
from riftline.records import Sentence

LEFT_OUT = frozenset(
    {"acl", "acl:relcl", "cc", "conj", "parataxis", "punct", "case", "mark", "advcl", "cop", "appos", "cc:preconj"}
)
INCLUDING = frozenset({"including", "like", "such"})
INSIDE_NAME = frozenset({"of", "in", "for", "from"})  # "the government of France", "rebels in Syria"


def phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`, without clauses, appositions and coordinated parts."""
    first = last = head
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if token.deprel in LEFT_OUT or (child > head and _stands_off(sentence, child)):
            continue
        low, high = _extent(sentence, child)
        first = min(first, low) if child < head else first
        last = max(last, high) if child > head else last
    return _past_dateline(sentence, first, head), last


def _past_dateline(sentence: Sentence, first: int, head: int) -> int:
    """The first token behind a dash or colon that stands apart ("MANILA - President …", "Mexico: …")."""
    for index in range(head - 1, first - 1, -1):
        token = sentence.tokens[index]
        if token.text in {"-", "--", "–", "—", ":"} and sentence.text[token.end : token.end + 1].isspace():
            return index + 1
    return first


def _stands_off(sentence: Sentence, child: int) -> bool:
    """Whether a dependent after the head adds to the phrase rather than naming it ("talks with …")."""
    relation = sentence.tokens[child].deprel
    if relation.startswith("nmod") and relation != "nmod:poss":
        return case_of(sentence, child) not in INSIDE_NAME or any(children(sentence, child, "conj"))
    return not relation.startswith(("flat", "compound", "nummod", "fixed", "goeswith"))


def _extent(sentence: Sentence, index: int) -> tuple[int, int]:
    """First and last token of a dependent's subtree, clauses and appositions left out."""
    first = last = index
    for child in sentence.children[index]:
        if sentence.tokens[child].deprel in {"acl:relcl", "parataxis", "appos", "acl"}:
            continue
        if sentence.tokens[child].deprel == "punct" and child > index:
            continue
        low, high = _extent(sentence, child)
        first, last = min(first, low), max(last, high)
    return first, last


def offsets(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Character offsets of a stretch of tokens, leading articles left out."""
    tokens = sentence.tokens
    while (
        first < last
        and tokens[first].upos in {"PUNCT", "DET"}
        and tokens[first].text.lower() in {"the", "a", "an", "“", '"', "‘", "'"}
    ):
        first += 1
    return tokens[first].start, tokens[last].end


def head_of(sentence: Sentence, start: int, end: int) -> int | None:
    """The word that governs the words between two offsets in the sentence."""
    inside = [t for t in sentence.tokens if t.start < end and start < t.end]
    within = {t.index for t in inside}
    return next((t.index for t in inside if t.head not in within), None)


def phrase_text(sentence: Sentence, head: int) -> str:
    """The words of the noun phrase of `head`."""
    start, end = offsets(sentence, *phrase(sentence, head))
    return sentence.text[start:end]


def apposition(sentence: Sentence, head: int) -> str:
    """What an apposition says of the head ("Keith Kellogg, Trump's special envoy"); empty when there is none."""
    for child in children(sentence, head, "appos"):
        return phrase_text(sentence, child)
    return ""


def members(sentence: Sentence, head: int) -> list[int]:
    """Everybody a noun phrase names: coordinated heads, and those listed after "including" or "such as"."""
    out = []
    for part in conjuncts(sentence, head):
        out.append(part)
        for child in children(sentence, part, "nmod", "obl"):
            preposition = case_of(sentence, child)
            if preposition in INCLUDING:
                out += listed(sentence, child)
            elif preposition in {"from", "of"} and _is_list_of_names(sentence, child):
                out += conjuncts(sentence, child)
    return out


def _is_list_of_names(sentence: Sentence, index: int) -> bool:
    """Whether a phrase lists at least two names ("leaders from Germany, Britain and Italy")."""
    parts = conjuncts(sentence, index)
    return len(parts) > 1 and all(sentence.tokens[p].upos == "PROPN" for p in parts)


def listed(sentence: Sentence, child: int) -> list[int]:
    """The listed names; "those from Germany, Britain, …" names the countries."""
    out = []
    for part in conjuncts(sentence, child):
        inner = [c for c in children(sentence, part, "nmod") if case_of(sentence, c) in {"from", "of", "in"}]
        if sentence.tokens[part].upos == "PRON" and inner:
            out += [i for c in inner for i in conjuncts(sentence, c)]
        else:
            out.append(part)
    return out
