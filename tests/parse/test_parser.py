import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riftline.parse.model import MAX_PIECES
from riftline.parse.parser import CHUNK, parse_document, parse_documents, parse_sentences, repair, segment
from riftline.records import Document

TEXT = (
    "European leaders met in Paris on Monday. “We can't wait,” said Mrs. Kallas – Estonia's former premier.\n\n"
    "Trump refused to answer."
)


def check(document, sentences):
    """What every parse promises."""
    for number, sentence in enumerate(sentences):
        assert (sentence.document, sentence.index) == (document.id, number)
        assert document.text[sentence.start : sentence.end] == sentence.text
        tokens = sentence.tokens
        assert [t.index for t in tokens] == list(range(len(tokens)))
        assert all(sentence.text[t.start : t.end] == t.text for t in tokens)
        assert [t.deprel for t in tokens if t.head < 0] == ["root"]
        assert all(-1 <= t.head < len(tokens) and t.head != t.index for t in tokens)
        assert all(t.lemma and t.upos and t.deprel for t in tokens)
        assert [t.index for t in tokens if t.deprel == "root"] == [t.index for t in tokens if t.head < 0]
        assert sentence.children == tuple(tuple(c.index for c in tokens if c.head == t.index) for t in tokens)
        assert all(0 <= e.first <= e.last < len(tokens) for e in sentence.entities)
        assert reaches_the_root(tokens)


def reaches_the_root(tokens):
    for token in tokens:
        steps, head = 0, token.head
        while head >= 0:
            head, steps = tokens[head].head, steps + 1
            if steps > len(tokens):
                return False
    return True


def test_a_document(model):
    document = Document("d", TEXT)
    sentences = parse_document(document, model)
    check(document, sentences)
    assert len(sentences) == 3
    first = {t.text: t for t in sentences[0].tokens}
    assert (first["met"].lemma, first["met"].upos, first["met"].head) == ("meet", "VERB", -1)
    assert first["leaders"].deprel == "nsubj"


@pytest.mark.parametrize("text", ["", " \n\n\t", " "])
def test_an_empty_document_has_no_sentences(model, text):
    assert parse_document(Document("d", text), model) == ()


@pytest.mark.parametrize(
    "text", ["?", "🙂", "a" * 5000, "1. 2. 3.", "\u200fمرحبا", "\x00", "((((((", "Hm\u00a0.\u2028Yes"]
)
def test_odd_documents(model, text):
    document = Document("d", text)
    check(document, parse_document(document, model))


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=150))
def test_any_text(model, text):
    document = Document("d", text)
    check(document, parse_document(document, model))


def test_a_sentence_of_3000_words_is_one_tree(model):
    document = Document("d", " and ".join(["the envoys met the ministers"] * 500) + ".")
    sentences = parse_document(document, model)
    check(document, sentences)
    assert len(sentences) == 1
    assert len(sentences[0].tokens) == 3000
    pieces = [len(model.table.pieces(t.text)) for t in sentences[0].tokens]
    assert sum(pieces) > 2 * MAX_PIECES


def test_a_parse_does_not_depend_on_the_sentences_beside_it(model):
    """Holds exactly: the model's activations have fixed ranges, so that a batch changes nothing."""
    (alone,) = segment(Document("d", "Hungary blocked a joint statement of the ministers, officials in Brussels said."))
    others = [
        segment(Document(str(n), f"Envoy number {n} of the {'very ' * (n % 23)}small delegation left."))[0]
        for n in range(200)
    ]
    (expected,) = parse_sentences([alone], model)
    assert parse_sentences([*others[:77], alone, *others[77:]], model)[77] == expected


def test_documents_come_in_order_and_do_not_mix(model):
    documents = [Document(str(n), f"Minister {n} resigned. " * (n % 3)) for n in range(7)]
    together = list(parse_documents(documents, model))
    assert [d for d, _ in together] == documents
    assert [s for _, s in together] == [parse_document(d, model) for d in documents]


def test_documents_are_read_as_they_are_needed(model):
    read = []

    def documents():
        for n in range(4):
            read.append(n)
            yield Document(str(n), "Talks failed. " * (CHUNK // 14 // 3 + 1))

    next(parse_documents(documents(), model))
    assert read == [0, 1, 2]


def test_names_are_marked(model):
    (sentence,) = parse_document(Document("d", "Chancellor Angela Merkel met President Obama in Berlin."), model)
    found = {t.text: e.kind for e in sentence.entities for t in sentence.tokens[e.first : e.last + 1]}
    assert (found["Merkel"], found["Obama"], found["Berlin"]) == ("person", "person", "place")
    assert "met" not in found


def test_segmenting_keeps_offsets_and_leaves_blanks_out():
    sentences = segment(Document("d", f"  {TEXT}\n"))
    assert [s.index for s in sentences] == [0, 1, 2]
    assert all(f"  {TEXT}\n"[s.start : s.end] == s.text == s.text.strip() for s in sentences)
    assert [t.text for t in sentences[1].tokens][:4] == ["“", "We", "ca", "n't"]


#       officials  who  met      with  Merkel left
HEADS = [6, 3, 1, 5, 1, 0]
LABELS = ["nsubj", "nsubj", "acl:relcl", "case", "nmod", "root"]
TAGS = ["NOUN", "PRON", "VERB", "ADP", "PROPN", "VERB"]


def test_a_phrase_right_behind_a_relative_clauses_verb_hangs_on_that_verb():
    heads, labels = HEADS[:], LABELS[:]
    repair(heads, labels, TAGS)
    assert heads == [6, 3, 1, 5, 3, 0]
    assert labels == ["nsubj", "nsubj", "acl:relcl", "case", "obl", "root"]


@pytest.mark.parametrize(
    ("position", "head", "label"),
    [
        pytest.param(2, 1, "acl", id="no relative clause"),
        pytest.param(4, 3, "obl", id="right already"),
        pytest.param(4, 6, "nmod", id="hangs elsewhere"),
    ],
)
def test_other_phrases_stay(position, head, label):
    heads, labels = HEADS[:], LABELS[:]
    heads[position], labels[position] = head, label
    before = heads[:], labels[:]
    repair(heads, labels, TAGS)
    assert (heads, labels) == before


def test_repairing_an_empty_tree_does_nothing():
    heads, labels = [], []
    repair(heads, labels, [])
    assert (heads, labels) == ([], [])


@pytest.mark.parametrize(
    ("tags", "heads", "labels"),
    [
        pytest.param(["PROPN", "PROPN", "VERB"], [3, 1, 0], ["nsubj", "flat", "root"], id="New Zealand said"),
        pytest.param(["NOUN", "PROPN", "VERB"], [2, 3, 0], ["nmod:desc", "nsubj", "root"], id="lawmaker Röttgen said"),
        pytest.param(["PRON", "PROPN", "VERB"], [3, 3, 0], ["nsubj", "nsubj", "root"], id="other words stay"),
    ],
)
def test_a_verb_has_one_subject(tags, heads, labels):
    found, names = [3, 3, 0], ["nsubj", "nsubj", "root"]
    repair(found, names, tags)
    assert (found, names) == (heads, labels)
