"""The coder on riftline's own corpus: `python benchmarks/own_corpus.py [--part test]`.

Codes every article as a document and every other sentence as a document of its own, and compares the records with the
annotation.

type, relation    recall of annotated events for which a record of the sentence has the type; and the type with
                  somebody of each
                  side that is annotated (texts that overlap, or the same country)
triple            micro F1 over (source country, type, target country), unique in a sentence; organizations, NGOs and
                  movements stand by
                  their class, a side without a country is empty
status, speaker   accuracy over events found with their type: the status; whose word it is (nobody's, or an actor
                  whose text
                  overlaps or whose country or organization is the same)
place             precision, recall, F1 over the same events: text or name of the place overlap the annotated text
quantity          micro F1 over (value, unit) of the records of a sentence; durations in one unit, vague numbers by
                  their power of ten, things counted without unit
context           micro F1 over the contexts of annotated events that have some and were found with their type
questions, …      of the annotated notes, how many are read (recall), and of those read how many are annotated
                  (precision), when
                  some of the words are the same; the corpus annotates them in passing, so true ones count as wrong
hard negatives    share of the sentences without annotated event in which any event was written
ECE               expected calibration error, ten bins: confidence against the share of records that are right (type
                  and both sides)
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from riftline.code.coder import code_documents
from riftline.parse.model import Model
from riftline.parse.parser import parse_documents
from riftline.records import Actor, CodedDocument, Document, Event, Place, Quantity

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from common import table
from corpus import Item, read_corpus

CLASSES = {"IGO": "IGO", "NGO": "NGO", "ISM": "ISM", "MNC": "MNC"}
BINS = 10
MINUTES = {"seconds": 1 / 60, "minutes": 1, "hours": 60, "days": 1440, "weeks": 10080, "months": 43200, "years": 525600,
           "decades": 5256000, "centuries": 52560000}  # fmt: skip
ALIKE = {unit: ("minutes", float(factor)) for unit, factor in MINUTES.items()} | {
    "miles": ("kilometres", 1.609344), "metres": ("kilometres", 0.001), "kilograms": ("tonnes", 0.001),
    "tons": ("tonnes", 1.0), "items": (None, 1.0), "things": (None, 1.0), "": (None, 1.0), "ECU": ("XEU", 1.0),
}  # fmt: skip
VAGUE = 1.5  # a range whose ends differ by more is taken for a vague number
NOTES = ("questions", "commitments", "contrasts")


def documents(items: Iterable[Item]) -> Iterator[tuple[Document, list[tuple[int, Item]]]]:
    """Documents, each with where its sentences begin."""
    articles: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        articles[item.article or item.id].append(item)
    for name, members in articles.items():
        starts, text = [], ""
        for item in members:
            text += " " if text else ""
            starts.append((len(text), item))
            text += item.text
        yield Document(name, text, published=members[0].published), starts


def coded(items: list[Item], model: Model, notes: Counter[str] | None = None) -> dict[str, list[Event]]:
    """Sentence id → the records read from it; what was read beside the events is counted into `notes`."""
    pairs = list(documents(items))
    found: dict[str, list[Event]] = {i.id: [] for i in items}
    for (_, starts), result in zip(pairs, code_documents(parse_documents((d for d, _ in pairs), model)), strict=True):
        for event in result.events:
            at = result.sentences[event.sentence].start + event.start
            item = [i for start, i in starts if start <= at][-1]
            found[item.id].append(event)
        if notes is not None:
            _note(notes, starts, result)
    return found


def _note(notes: Counter[str], starts: list[tuple[int, Item]], result: CodedDocument) -> None:
    """Count the questions, commitments and contrasts that are annotated, read, and both (words in common)."""
    for name in NOTES:
        read = [
            (result.sentences[n.sentence].start + n.start, result.sentences[n.sentence].start + n.end)
            for n in getattr(result, name)
        ]
        gold = [
            (at + item.text.index(text), at + item.text.index(text) + len(text))
            for at, item in starts
            for text in getattr(item, name)
        ]
        notes[f"{name} gold"] += len(gold)
        notes[f"{name} said"] += len(read)
        notes[f"{name} found"] += sum(_overlaps(one, read) for one in gold)
        notes[f"{name} right"] += sum(_overlaps(one, gold) for one in read)


def _overlaps(one: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def note_scores(notes: Counter[str], name: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = (
        notes[f"{name} right"] / max(1, notes[f"{name} said"]),
        notes[f"{name} found"] / max(1, notes[f"{name} gold"]),
    )
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def key(actor: Actor) -> str | None:
    """What an actor counts as: its country, else the class of organization it is."""
    if actor.country or actor.sector in CLASSES:
        return actor.country or actor.sector
    if actor.organization is None:
        return None
    return "ISM" if actor.sector in {"REB", "UAF", "CRM"} else "IGO"


def same(one: Actor, other: Actor) -> bool:
    """Whether two mentions are of one actor: texts that overlap, the same country, or the same organization."""
    a, b = one.text.lower(), other.text.lower()
    if a in b or b in a:
        return True
    return key(one) == key(other) is not None and (key(one) not in CLASSES or one.organization == other.organization)


def same_place(gold: Place | None, found: Place | None) -> bool:
    """Whether two places overlap in their words, the place found also by its name."""
    if gold is None or found is None:
        return False
    there, names = gold.text.lower(), (found.text.lower(), (found.name or found.text).lower())
    return any(name in there or there in name for name in names)


def side_found(gold: tuple[Actor, ...], found: tuple[Actor, ...]) -> bool:
    """Whether anybody of an annotated side is found; an empty one asks for nothing."""
    return not gold or any(same(g, f) for g in gold for f in found)


def right(gold: Event, event: Event) -> bool:
    """Type and both sides; parties of mutual events may stand on either."""
    if gold.type != event.type:
        return False
    if len(gold.sources) > 1 and not gold.targets:
        parties = event.sources + event.targets
        return sum(any(same(g, p) for p in parties) for g in gold.sources) > 1
    if not event.targets and len(event.sources) > 1:
        return side_found(gold.sources, event.sources) and side_found(gold.targets, event.sources)
    return side_found(gold.sources, event.sources) and side_found(gold.targets, event.targets)


def triples(event: Event) -> set[tuple[str | None, str, str | None]]:
    """(source country, type, target country) of an event, every pair of mutual ones in both directions."""
    sources, targets = ({key(a) for a in side} - {None} for side in (event.sources, event.targets))
    if len(event.sources) > 1 and not event.targets:
        return {(a, event.type, b) for a in sources for b in sources if a != b} or {
            (a, event.type, None) for a in sources or {None}
        }
    return {(a, event.type, b) for a in sources or {None} for b in targets or {None}}


def partner(gold: Event, events: list[Event]) -> Event | None:
    """The record of the annotated event: same type, the same trigger words before others."""
    alike = [e for e in events if e.type == gold.type]
    return min(
        alike,
        key=lambda e: (e.trigger not in gold.trigger and gold.trigger not in e.trigger, abs(e.start - gold.start)),
        default=None,
    )


def f1(counts: Counter[str], name: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is counted under a name."""
    hit = counts[f"{name} hit"]
    precision, recall = hit / max(1, counts[f"{name} said"]), hit / max(1, counts[f"{name} gold"])
    return precision, recall, 2 * hit / max(1, counts[f"{name} said"] + counts[f"{name} gold"])


def amounts(events: Iterable[Event]) -> set[tuple[object, str | None]]:
    """What is compared of all quantities of events."""
    return {amount(q) for e in events for q in e.quantities}


def amount(quantity: Quantity) -> tuple[object, str | None]:
    """Value and unit as they are compared.

    Durations in minutes, lengths in kilometres, weights in tonnes; "up to 80" is 80, and what is as vague as "dozens"
    or "tens of thousands" is its power of ten, since every writer draws its limits elsewhere.
    """
    unit, factor = ALIKE.get(quantity.unit or "", (quantity.unit or None, 1.0))
    low, high = (None if v is None else v * factor for v in (quantity.value, quantity.value_max))
    value = low or high
    if low and high and high > VAGUE * low:
        return f"10^{math.floor(math.log10(low))}", unit
    return (value and float(f"{value:.3g}"), unit) if factor != 1 else (value and round(value, 1), unit)


def measure(items: list[Item], found: dict[str, list[Event]]) -> tuple[Counter[str], list[tuple[float, bool]]]:
    """All counts, and every record's confidence with whether it is right."""
    c: Counter[str] = Counter()
    records: list[tuple[float, bool]] = []
    for item in items:
        events = found[item.id]
        c["events"] += len(events)
        if item.about:
            c["negatives"] += 1
            c["false"] += bool(events)
            c[f"false {'politics' if _political(item) else 'other'}"] += bool(events)
        for gold in item.events:
            c["relations"] += 1
            c["type hit"] += any(e.type == gold.type for e in events)
            c["relation hit"] += any(right(gold, e) for e in events)
            match = partner(gold, events)
            if match:
                c["matched"] += 1
                c["status hit"] += match.status == gold.status
                neither = gold.speaker is None and match.speaker is None
                both = gold.speaker and match.speaker
                c["speaker hit"] += bool(neither or (both and same(gold.speaker, match.speaker)))  # type: ignore[arg-type]
                c["spoken"] += gold.speaker is not None
                c["spoken hit"] += bool(both and same(gold.speaker, match.speaker))  # type: ignore[arg-type]
                c["mode hit"] += match.mode == gold.mode
                if gold.contexts:
                    c["context hit"] += len(set(gold.contexts) & set(match.contexts))
                    c["context said"] += len(match.contexts)
                    c["context gold"] += len(gold.contexts)
                c["place said"] += match.place is not None
                c["place gold"] += gold.place is not None
                c["place hit"] += same_place(gold.place, match.place)
        for name, ours, theirs in (
            ("triple", set().union(*map(triples, events)), set().union(*map(triples, item.events))),
            ("quantity", amounts(events), amounts(item.events)),
        ):
            c[f"{name} hit"] += len(ours & theirs)
            c[f"{name} said"] += len(ours)
            c[f"{name} gold"] += len(theirs)
        records += [(e.confidence, any(right(g, e) for g in item.events)) for e in events]
    return c, records


def _political(item: Item) -> bool:
    return bool(item.about and "statement" in item.about)


def reliability(records: list[tuple[float, bool]]) -> tuple[float, list[list[object]]]:
    """Expected calibration error, and one row per filled bin: range, records, mean confidence, share right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, ok in records:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, ok))
    rows, error = [], 0.0
    for index, members in sorted(bins.items()):
        mean = sum(p for p, _ in members) / len(members)
        share = sum(ok for _, ok in members) / len(members)
        error += len(members) / len(records) * abs(mean - share)
        rows.append([f"{index / BINS:.1f}–{(index + 1) / BINS:.1f}", len(members), f"{mean:.3f}", f"{share:.3f}"])
    return error, rows


def report(items: list[Item], found: dict[str, list[Event]], notes: Counter[str] | None = None) -> None:
    """Print the table of scores and the reliability table."""
    c, records = measure(items, found)
    error, rows = reliability(records)
    n = len(items)
    table(
        ["measure", "value"],
        [
            ["sentences, annotated events", f"{n}, {c['relations']}"],
            ["events written per sentence", f"{c['events'] / n:.2f}"],
            ["type recall", f"{c['type hit'] / c['relations']:.3f}"],
            ["relation recall", f"{c['relation hit'] / c['relations']:.3f}"],
            ["relation precision", f"{sum(ok for _, ok in records) / max(1, len(records)):.3f}"],
            ["triple precision, recall, F1", ", ".join(f"{v:.3f}" for v in f1(c, "triple"))],
            ["status accuracy", f"{c['status hit'] / c['matched']:.3f}"],
            ["mode accuracy", f"{c['mode hit'] / c['matched']:.3f}"],
            [
                "speaker accuracy",
                f"{c['speaker hit'] / c['matched']:.3f} ({c['spoken hit'] / c['spoken']:.3f} of those with one)",
            ],
            ["place precision, recall, F1", ", ".join(f"{v:.3f}" for v in f1(c, "place"))],
            ["context precision, recall, F1", ", ".join(f"{v:.3f}" for v in f1(c, "context"))],
            ["quantity precision, recall, F1", ", ".join(f"{v:.3f}" for v in f1(c, "quantity"))],
            *(
                [f"{name} precision, recall, F1", ", ".join(f"{v:.3f}" for v in note_scores(notes, name))]
                for name in (NOTES if notes else ())
            ),
            ["hard negatives with any event", f"{c['false'] / max(1, c['negatives']):.3f} of {c['negatives']}"],
            ["expected calibration error", f"{error:.3f}"],
        ],
    )
    print()
    table(["confidence", "records", "mean confidence", "share right"], rows)


def main() -> None:
    """Print the scores of one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--shared", type=Path, help="not needed: the corpus is part of the project")
    options = parser.parse_args()
    items = read_corpus(options.part)
    notes: Counter[str] = Counter()
    report(items, coded(items, Model(), notes), notes)


if __name__ == "__main__":
    main()
