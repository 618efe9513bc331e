"""The corpus: every line can be read, the parts are what the data card says, and nothing is copied."""

import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from containment import LIMIT, known_grams, shares  # noqa: E402
from corpus import PARTS, CorpusError, counts, read_corpus, read_file, to_gold  # noqa: E402

EXAMPLE = """@ example
= 2018-07-11
s The United States will pull 2,000 troops out of Germany, Jim Mattis said on Wednesday.
a The United States = USA
a Germany = DEU
a Jim Mattis = USA GOV Jim Mattis, defense secretary
e RETREAT/withdraw | pull | The United States > Germany | planned | by=Jim Mattis ; q=2,000 troops:2000:persons:troops
s They met NATO on Friday.
a They = POL + EST
a NATO = IGO NATO
e CONSULT | met | They ; NATO > | actual | d=on Friday:2018-07-13
s Rovers beat United on Saturday.
n sports
"""


@pytest.fixture(scope="module")
def parts():
    return {part: read_corpus(part) for part in PARTS}


@pytest.fixture
def read(tmp_path):
    def write(text):
        path = tmp_path / "example.txt"
        path.write_text(text, encoding="utf8")
        return read_file(path)

    return write


def test_an_example_becomes_event_records(read):
    pull, met, sport = read(EXAMPLE)
    (event,) = pull.events
    assert (event.type, event.mode, event.status, event.trigger) == ("RETREAT", "withdraw", "planned", "pull")
    assert event.text[event.start : event.end] == "pull"
    assert (event.speaker.name, event.speaker.role) == ("Jim Mattis", "defense secretary")
    assert event.quantities[0].value == 2000
    assert [a.country or a.organization for a in met.events[0].sources] == ["POL", "EST", "NATO"]
    assert (sport.about, sport.events) == ("sports", [])
    assert to_gold(met)["events"][0]["reciprocal"] is True


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (
            "e RETREAT | pull | The United States > Germany | planned",
            "e RETREAT | push | The United States > | planned",
        ),
        ("e CONSULT | met |", "e CONVERSE | met |"),
        ("| actual | d=on Friday:2018-07-13", "| finished"),
        ("n sports", ""),
        ("a Germany = DEU", "a Germany DEU"),
    ],
)
def test_wrong_lines_are_named(read, line, wrong):
    broken = EXAMPLE.replace("RETREAT/withdraw", "RETREAT").replace(line, wrong)
    assert broken != EXAMPLE
    with pytest.raises(CorpusError, match=r"example\.txt"):
        read(broken)


def test_the_corpus_is_as_large_as_it_says(parts):
    every = [item for items in parts.values() for item in items]
    assert sum(bool(i.events) for i in every) >= 4000
    assert sum(i.about is not None for i in every) >= 1500
    assert len({i.article for i in every} - {None}) >= 60
    assert len(counts(every)["types"]) == 16
    assert len(counts(every)["statuses"]) == 5


def test_topics_stand_in_one_part_only(parts):
    topics = [{i.topic for i in items} for items in parts.values()]
    assert sum(map(len, topics)) == len(set().union(*topics))


def test_no_sentence_is_copied(parts, shared):
    files = [*(shared / "data" / "events").glob("*.jsonl"), *(shared / "data" / "articles").glob("*.txt")]
    known = known_grams(files)
    near = [item.text for items in parts.values() for share, item in shares(items, known) if share >= LIMIT]
    assert near == []
