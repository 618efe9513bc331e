"""Documents → parsed sentences: split, tokenize, guess, write."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from riftline.parse.datelines import dateline_end
from riftline.parse.model import MAX_PIECES, Guess, Model
from riftline.parse.reading import joined
from riftline.parse.sentences import split_sentences
from riftline.parse.tokens import tokenize
from riftline.parse.trees import best_tree
from riftline.records import Document, Sentence, Span, Token

CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})  # relations a verb has once
CHUNK = 60_000  # characters of text parsed together: enough to fill batches, little enough to keep memory flat


def parse_documents(documents: Iterable[Document], model: Model) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Every document with its parsed sentences, in order; about `CHUNK` characters are parsed together."""
    for chunk in _chunks(documents):
        split = [segment(d) for d in chunk]
        parsed = iter(parse_sentences([s for sentences in split for s in sentences], model))
        for document, sentences in zip(chunk, split, strict=True):
            yield document, tuple(next(parsed) for _ in sentences)


def parse_document(document: Document, model: Model) -> tuple[Sentence, ...]:
    """The parsed sentences of one document."""
    return next(parse_documents([document], model))[1]


def segment(document: Document) -> list[Sentence]:
    """The document's sentences with their tokens, not yet parsed."""
    found: list[Sentence] = []
    for start, end in _without_dateline(document.text):
        text = document.text[start:end]
        tokens = tuple(Token(i, form, a, b) for i, (form, a, b) in enumerate(tokenize(text)))
        if tokens:
            found.append(Sentence(document.id, len(found), start, end, text, tokens))
    return found


def _without_dateline(text: str) -> Iterator[tuple[int, int]]:
    """Sentence spans, a dateline at the head of the text as a span of its own."""
    head = dateline_end(text)
    if head:
        yield 0, len(text[:head].rstrip())
    for start, end in split_sentences(text[head:]):
        yield start + head, end + head


def parse_sentences(sentences: Sequence[Sentence], model: Model) -> list[Sentence]:
    """The same sentences with tags, lemmas, heads, labels and names."""
    pieces = [_parts([t.text for t in s.tokens], model) for s in sentences]
    guesses = iter(model.guess([part for parts in pieces for part in parts]))
    return [write(s, [next(guesses) for _ in parts], model) for s, parts in zip(sentences, pieces, strict=True)]


def write(sentence: Sentence, guesses: Sequence[Guess], model: Model) -> Sentence:
    """`sentence` with the guesses of its parts written into its tokens."""
    tokens: list[Token] = []
    root = -1
    for guess in guesses:
        part = sentence.tokens[len(tokens) : len(tokens) + len(guess.upos)]
        tokens += _tokens(part, guess, model, offset=len(tokens), first_root=root)
        if root < 0:
            root = next(t.index for t in tokens if t.head < 0)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    names = [i for guess in guesses for i in guess.names.tolist()]
    return replace(
        sentence,
        tokens=tuple(tokens),
        children=tuple(map(tuple, children)),
        entities=tuple(_spans([model.labels.names[i] for i in names])),
        reading=joined([guess.reading for guess in guesses if guess.reading]),
    )


def _tokens(part: Sequence[Token], guess: Guess, model: Model, *, offset: int, first_root: int) -> list[Token]:
    """Tokens of one part. Later parts of a very long sentence hang on the first part's root as parataxis."""
    labels, lemmatize = model.labels, model.lemmatizer
    heads = best_tree(guess.arcs)
    relations = _relations(heads, guess, labels.deprels)
    repair(heads, relations, [labels.upos[i] for i in guess.upos.tolist()])
    rows = zip(
        part,
        guess.upos.tolist(),
        guess.xpos.tolist(),
        guess.feats.tolist(),
        guess.lemmas.tolist(),
        heads,
        relations,
        strict=True,
    )
    out = []
    for token, upos, xpos, feats, lemma, head, relation in rows:
        top = head == 0 and first_root >= 0
        out.append(
            Token(
                token.index,
                token.text,
                token.start,
                token.end,
                lemmatize(token.text, labels.upos[upos], labels.lemmas[lemma]),
                labels.upos[upos],
                labels.xpos[xpos],
                labels.feats[feats],
                first_root if top else head - 1 + offset if head else -1,
                "parataxis" if top else relation,
            )
        )
    return out


def repair(heads: list[int], relations: list[str], upos: Sequence[str]) -> None:
    """Mend two things that the arc scores, word by word, get wrong now and then; works in place.

    1. A phrase that follows a relative clause's verb at once hangs on that verb ("officials who met with …").
    2. Two neighbours cannot both be the subject (or the object) of one verb: they are one name ("New Zealand") or a
       title with its name ("lawmaker Norbert Röttgen").
    """
    for case, relation in enumerate(relations):
        noun = heads[case] - 1
        if relation == "case" and noun > case > 0 and relations[noun] == "nmod":
            verb = case - 1
            if relations[verb] == "acl:relcl" and heads[verb] == heads[noun]:
                heads[noun], relations[noun] = verb + 1, "obl"
    for left in range(len(heads) - 1):
        right = left + 1
        if upos[right] != "PROPN" or relations[left] not in CORE or relations[left] != relations[right]:
            continue
        if heads[left] == heads[right] and upos[left] == "PROPN":
            heads[right], relations[right] = left + 1, "flat"
        elif heads[left] == heads[right] and upos[left] == "NOUN":
            heads[left], relations[left] = right + 1, "nmod:desc"


def _relations(heads: list[int], guess: Guess, deprels: Sequence[str]) -> list[str]:
    """The label of each word for the head it has in the tree ("dep" where the model had not thought of that head)."""
    out = []
    for head, options, ids in zip(heads, guess.heads.tolist(), guess.labels.tolist(), strict=True):
        if head == 0:
            out.append("root")
            continue
        label = deprels[ids[options.index(head)]] if head in options else "dep"
        out.append("dep" if label == "root" else label)
    return out


def _spans(tags: Sequence[str]) -> Iterator[Span]:
    """Spans of a BIO sequence; an I without its B opens a span."""
    starts = [i for i, tag in enumerate(tags) if tag != "O" and (tag[0] == "B" or i == 0 or tags[i - 1][2:] != tag[2:])]
    for start, limit in pairwise([*starts, len(tags)]):
        end = start
        while end + 1 < limit and tags[end + 1][:1] == "I":
            end += 1
        yield Span(start, end, tags[start][2:])


def _parts(words: list[str], model: Model) -> list[list[str]]:
    """A sentence as one part, or as several when it has more pieces than the model reads at once."""
    parts: list[list[str]] = [[]]
    size = 2
    for word in words:
        count = len(model.table.pieces(word))
        if parts[-1] and size + count > MAX_PIECES:
            parts.append([])
            size = 2
        parts[-1].append(word)
        size += count
    return parts


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
