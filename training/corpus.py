"""riftline's own corpus: annotated sentences in plain text files, read into event records.

`python training/corpus.py check FILE…` names every wrong line, `python training/corpus.py count` prints what there
is, `python training/corpus.py json FILE…` prints one sentence per line with its events in the fields of the event
record. The format is described in `corpus/README.md`.
"""

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from riftline.code.coder import event_id
from riftline.errors import RiftlineError
from riftline.exchange import event_to_dict
from riftline.facts.countries import country
from riftline.facts.ontology import cameo as cameo_code
from riftline.facts.ontology import context_names, default_cameo, goldstein, modes, quad, type_info
from riftline.records import STATUSES, Actor, Event, Place, Quantity

FOLDER = Path(__file__).parent / "corpus"
PARTS = ("train", "dev", "test")
SECTORS = frozenset(
    "GOV MIL LEG JUD PTY COP SPY REB UAF PRM OPP CVL BUS JRN MED EDU LAB AGR REL ELI".split()  # noqa: SIM905
    + "REF CRM SOC PRE IGO NGO ISM MNC UNK".split()  # noqa: SIM905
)
KEYS = frozenset({"by", "q", "d", "p", "cx", "cameo", "quote"})
NOTES = {"?": "questions", "!": "commitments", "~": "contrasts"}
ACTOR = re.compile(r"(?P<country>[A-Z]{3}(?=\s|,|$)|-)?\s*(?P<sector>[A-Z]{3}(?=\s|,|$))?\s*(?P<rest>.*)")


class CorpusError(ValueError):
    """A line that cannot be read; the message names it."""


@dataclass(slots=True)
class Item:
    """One annotated sentence."""

    id: str
    part: str
    topic: str
    text: str
    published: dt.date | None
    article: str | None  # id of the short article that the sentence belongs to
    about: str | None = None  # of a sentence without events: what it is about
    actors: dict[str, tuple[Actor, ...]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    commitments: list[str] = field(default_factory=list)
    contrasts: list[str] = field(default_factory=list)


def read_corpus(part: str, folder: Path = FOLDER) -> list[Item]:
    """Every sentence of a part; the first wrong line raises `CorpusError`."""
    return [item for path in sorted((folder / part).glob("*.txt")) for item in read_file(path)]


def read_file(path: Path) -> list[Item]:
    """Every sentence of a file; raises `CorpusError` with all wrong lines."""
    items, wrong = _read(path)
    if wrong:
        raise CorpusError("\n".join(wrong))
    return items


def _read(path: Path) -> tuple[list[Item], list[str]]:
    """The sentences of a file and what is wrong in it."""
    topic, article, published = path.stem, None, None
    items: list[Item] = []
    waiting: list[tuple[int, str, str]] = []
    wrong: list[str] = []
    for number, line in enumerate([*path.read_text(encoding="utf8").splitlines(), "= "], 1):
        mark, _, rest = line.rstrip().partition(" ")
        rest = rest.strip()
        if mark in {"@", "#", "=", "s"}:
            wrong += _finish(path, items[-1], waiting) if items else []
            waiting = []
        try:
            if mark == "@":
                topic = rest
            elif mark == "#":
                published = _date(rest.partition("|")[0].strip())
                article = f"{path.stem}-a{number}"
            elif mark == "=":
                published, article = _date(rest), None
            elif mark == "s":
                items.append(Item(f"{path.stem}-{number}", path.parent.name, topic, rest, published, article))
            elif mark in {"a", "e", "n", *NOTES}:
                waiting.append((number, mark, rest))
            elif mark:
                raise CorpusError(f"a line begins with {mark!r}")
        except (ValueError, RiftlineError) as error:
            wrong.append(f"{path.name}:{number}: {error}")
    return items, wrong


def _finish(path: Path, item: Item, waiting: Iterable[tuple[int, str, str]]) -> list[str]:
    """Write the annotation lines into the sentence; actors first, since events name them."""
    wrong = []
    rows = sorted(waiting, key=lambda row: row[1] != "a")
    for number, mark, rest in rows:
        try:
            if mark == "a":
                _add_actor(item, rest)
            elif mark == "e":
                item.events.append(_event(item, rest))
            elif mark == "n":
                item.about = rest or "other"
            else:
                getattr(item, NOTES[mark]).append(item.text[slice(*find(item.text, rest))])
        except (ValueError, RiftlineError) as error:
            wrong.append(f"{path.name}:{number}: {error}")
    if bool(item.events) == (item.about is not None) and not wrong:
        wrong.append(f"{path.name}: {item.id}: a sentence has either events or an n line: {item.text[:60]}")
    return wrong


def find(text: str, words: str) -> tuple[int, int]:
    """Where the words (`WORDS#2`: their second occurrence) stand in a text."""
    bare, _, count = words.rpartition("#")
    if not (bare and count.isdigit()):
        bare, count = words, "1"
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text)]
    if not bare or len(places) < int(count):
        raise CorpusError(f"{words!r} does not stand in the sentence {text[:70]!r}")
    return places[int(count) - 1], places[int(count) - 1] + len(bare)


def _add_actor(item: Item, line: str) -> None:
    words, equals, what = line.partition(" = ")
    if not equals:
        raise CorpusError(f"an actor needs ' = ': {line!r}")
    start, end = find(item.text, words.strip())
    every = tuple(_actor(item.text[start:end], start, end, w.strip()) for w in what.split(" + "))
    item.actors[words.strip()] = every


def _actor(words: str, start: int, end: int, what: str) -> Actor:
    found = ACTOR.fullmatch(what)
    assert found
    code, sector, rest = found["country"], found["sector"], found["rest"].strip()
    if code in SECTORS and sector is None and not _is_country(code):
        code, sector = None, code
    if code and code != "-" and not _is_country(code):  # an organization of three letters
        code, rest = None, " ".join(filter(None, [code, rest]))
    if sector and sector not in SECTORS:
        sector, rest = None, " ".join(filter(None, [found["sector"], rest]))
    organization, name, role = _rest(rest)
    return Actor(words, start, end, name, None if code == "-" else code, organization, sector, role)


def _rest(rest: str) -> tuple[str | None, str | None, str | None]:
    """Organization, name and role: `NATO`, `"Human Rights Watch" Ken Roth, director`."""
    name, _, role = (p.strip() or None for p in rest.partition(","))
    if not name:
        return None, None, role
    quoted = re.match(r'"([^"]+)"\s*(.*)', name)
    if quoted:
        return quoted[1], quoted[2] or None, role
    first, _, others = name.partition(" ")
    if first.isupper() or not others or first[1:] != first[1:].lower():
        return first, others or None, role
    return None, name, role


def _is_country(code: str) -> bool:
    return country(code) is not None


def _event(item: Item, line: str) -> Event:
    cells = [c.strip() for c in line.split(" | ")]
    if cells and cells[-1].endswith(" |"):
        cells[-1] = cells[-1].removesuffix(" |")
    if len(cells) not in {4, 5}:
        raise CorpusError(f"an event has 4 or 5 cells, not {len(cells)}: {line!r}")
    kind, trigger, parties, status = cells[:4]
    event_type, _, mode = (p.strip() for p in kind.partition("/"))
    type_info(event_type)
    if mode and mode not in {m.name for m in modes(event_type)}:
        raise CorpusError(f"{event_type} has no mode {mode!r}")
    if status not in STATUSES:
        raise CorpusError(f"no such status: {status!r}")
    sources, arrow, targets = f" {parties} ".partition(">")
    if not arrow:
        raise CorpusError(f"sources and targets need '>': {parties!r}")
    start, end = find(item.text, trigger)
    values = _values(cells[4] if len(cells) > 4 else "")
    code = values.get("cameo") or default_cameo(event_type, mode or None)
    if cameo_code(code) is None:
        raise CorpusError(f"no CAMEO code {code!r}")
    event = Event(
        id=event_id(item.article or item.id, 0, start, end, event_type),
        document=item.article or item.id,
        sentence=0,
        text=item.text,
        trigger=item.text[start:end],
        start=start,
        end=end,
        type=event_type,
        cameo=code,
        quad=quad(event_type),
        goldstein=goldstein(code),
        status=status,  # type: ignore[arg-type]
        published=item.published,
        mode=mode or None,
        sources=_parties(item, sources),
        targets=_parties(item, targets),
        confidence=1.0,
    )
    return _with_values(item, event, values)


def _with_values(item: Item, event: Event, values: dict[str, str]) -> Event:
    """The event with speaker, quantities, dates, place and contexts."""
    first = last = words = None
    if "d" in values:
        words, _, span = values["d"].partition(":")
        first, last = (_date(d) for d in (*span.split(".."), span)[:2]) if ".." in span else (_date(span), _date(span))
        find(item.text, words.strip())
    contexts = tuple(c.strip() for c in values.get("cx", "").split(",") if c.strip())
    for context in contexts:
        if context not in context_names():
            raise CorpusError(f"no context {context!r}")
    if "p" in values:
        find(item.text, values["p"])
    speaker = _parties(item, values["by"]) if "by" in values else ()
    return replace(
        event,
        speaker=speaker[0] if speaker else None,
        quantities=tuple(_quantity(item, q) for q in values["q"].split(",,")) if "q" in values else (),
        date=first,
        date_end=last,
        date_text=words.strip() if words else None,
        place=Place(values["p"].partition("#")[0]) if "p" in values else None,
        contexts=contexts,
    )


def _values(cell: str) -> dict[str, str]:
    values = {}
    for part in cell.split(" ; ") if cell else ():
        key, equals, value = part.strip().strip(";").strip().partition("=")
        if not equals or key not in KEYS:
            raise CorpusError(f"expected key=value with a key of {', '.join(sorted(KEYS))}: {part!r}")
        values[key] = value.strip()
    return values


def _parties(item: Item, cell: str) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for words in (w.strip() for w in cell.split(";")):
        if words and words not in item.actors:
            raise CorpusError(f"{words!r} has no a line")
        found += item.actors.get(words, ())
    return tuple(found)


def _quantity(item: Item, cell: str) -> Quantity:
    parts = [p.strip() for p in cell.strip().rsplit(":", 3)]
    if len(parts) != 4:
        raise CorpusError(f"a quantity is TEXT:VALUE[-MAX]:UNIT:OF, not {cell!r}")
    text, number, unit, of = parts
    start, end = find(item.text, text)
    low, _, high = number.partition("-")
    value = float(low.replace(",", "")) if low else None
    return Quantity(
        item.text[start:end], value, float(high.replace(",", "")) if high else value, unit or None, of or None
    )


def _date(words: str) -> dt.date | None:
    return dt.date.fromisoformat(words.strip()) if words.strip() else None


def to_gold(item: Item) -> dict[str, object]:
    """A sentence in the form that event coders are scored on: texts, offsets, countries and sectors of the actors."""

    def side(actors: Iterable[Actor]) -> list[dict[str, object]]:
        return [
            {"text": a.text, "start": a.start, "end": a.end, "country": a.country or _class(a), "sector": a.sector}
            for a in actors
        ]

    events = [
        {
            "source": side(e.sources),
            "target": side(e.targets),
            "plover": e.type,
            "cameo": e.cameo,
            "quad": e.quad,
            "reciprocal": len(e.sources) > 1 and not e.targets,
        }
        for e in item.events
    ]
    return {"id": item.id, "text": item.text, "date": item.published and item.published.isoformat(), "events": events}


def _class(actor: Actor) -> str | None:
    """What stands for the country of an actor that has none."""
    if actor.sector in {"IGO", "NGO", "ISM", "MNC"}:
        return actor.sector
    if actor.organization is None:
        return None
    return "ISM" if actor.sector in {"REB", "UAF", "CRM"} else "IGO"


def to_json(item: Item) -> dict[str, object]:
    """A sentence with its events in the fields of the event record."""
    return {
        "id": item.id,
        "part": item.part,
        "topic": item.topic,
        "article": item.article,
        "text": item.text,
        "about": item.about,
        "events": [event_to_dict(e) for e in item.events],
        "questions": item.questions,
        "commitments": item.commitments,
        "contrasts": item.contrasts,
    }


def counts(items: Iterable[Item]) -> dict[str, Counter[str]]:
    """What there is of everything."""
    out: dict[str, Counter[str]] = {n: Counter() for n in ("all", "types", "modes", "statuses", "contexts", "about")}
    for item in items:
        out["all"]["sentences"] += 1
        out["all"]["negatives" if item.about else "with events"] += 1
        out["all"]["events"] += len(item.events)
        out["all"]["with speaker"] += sum(e.speaker is not None for e in item.events)
        out["all"]["quantities"] += sum(len(e.quantities) for e in item.events)
        for note in NOTES.values():
            out["all"][note] += len(getattr(item, note))
        for event in item.events:
            out["types"][event.type] += 1
            out["statuses"][event.status] += 1
            out["modes"][f"{event.type}/{event.mode}"] += event.mode is not None
            out["contexts"].update(event.contexts)
        if item.about:
            out["about"][item.about] += 1
    return out


def _print_counts() -> None:
    for part in PARTS:
        items = read_corpus(part)
        print(f"{part}: {len({i.article for i in items} - {None})} articles, {len({i.topic for i in items})} topics")
        for name, counter in counts(items).items():
            print(f"  {name}:", ", ".join(f"{k} {v}" for k, v in counter.most_common(80)))


def _check(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        items, wrong = _read(path)
        yield from wrong
        about = counts(items)
        print(f"{path.name}:", ", ".join(f"{k} {v}" for k, v in about["all"].items()), file=sys.stderr)
        print("  types:", ", ".join(f"{k} {v}" for k, v in about["types"].most_common()), file=sys.stderr)
        print("  statuses:", ", ".join(f"{k} {v}" for k, v in about["statuses"].most_common()), file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("check", "count", "json"))
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    files = given.files or sorted(FOLDER.glob("*/*.txt"))
    if given.action == "check":
        wrong = list(_check(files))
        print(*wrong, sep="\n")
        return 1 if wrong else 0
    if given.action == "count":
        _print_counts()
    else:
        for path in files:
            for item in read_file(path):
                print(json.dumps(to_json(item), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
