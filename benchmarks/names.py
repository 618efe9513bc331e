"""Actor names of other data sets: how many event mentions get a country, and how many the right one.

Run: ``python benchmarks/names.py --shared ../shared`` (``--misses 50`` lists the names that fail most often). Weights
are mentions: a name counts as often as it stands as source or target of an event.

- ICEWS14 and ICEWS18 (graphs): names with a country in brackets are right if they get that country; of the others,
  which state none, the share that gets a country or an organization. "Unspecified Actor" and the like are left out.
- ICEWS sample file: states the country of every actor beside the name; the resolver is not told it. The stated country
  of officials of international bodies is their nationality, where the event record has the body and no country.
"""

import argparse
import csv
import datetime as dt
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from common import table
from riftline.ledger.names import Who, resolve_name, resolve_names, state_of

NOBODY = re.compile(r"Unspecified|Unidentified|\bInternational\)?$|Organizations\)?$")
IN_BRACKETS = re.compile(r"^.*?\((?:Govt\) \()?(?P<owner>[^()]+(?:\(.*\))?)\)$")


@dataclass
class Tally:
    """Mentions: all, right and missed by name."""

    mentions: int = 0
    right: int = 0
    missed: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, weight: int, right: bool, name: tuple[str, ...]) -> None:
        """Count a name's mentions."""
        self.mentions += weight
        if right:
            self.right += weight
        else:
            self.missed[name] += weight

    def share(self) -> str:
        """The right ones in percent."""
        return f"{100 * self.right / max(self.mentions, 1):.1f} %"


def graph(folder: Path) -> tuple[list[str], Counter[int], dt.date]:
    """Names by number, how often each stands in an event, and the middle day."""
    with (folder / "entity2id.txt").open(encoding="utf-8") as lines:
        pairs = [line.rstrip("\n").split("\t")[:2] for line in lines if "\t" in line]
    names = [name for name, _ in sorted(pairs, key=lambda pair: int(pair[1]))]
    weights: Counter[int] = Counter()
    for part in ("train", "valid", "test"):
        with (folder / f"{part}.txt").open(encoding="utf-8") as lines:
            for line in lines:
                subject, _, thing = line.split("\t")[:3]
                weights.update((int(subject), int(thing)))
    origin = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["origin"]
    first = dt.date.fromisoformat(re.findall(r"\d{4}-\d{2}-\d{2}", origin)[0])
    return names, weights, first + dt.timedelta(days=180)


def judge_graph(folder: Path) -> tuple[Tally, Tally, float, int]:
    """Names with a country in brackets, other names, seconds, number of names."""
    names, weights, day = graph(folder)
    stated, silent = Tally(), Tally()
    begun = time.process_time()
    spells = {spell.text: spell.who for spell in resolve_names((name, None, day) for name in names)}
    seconds = time.process_time() - begun
    for number, name in enumerate(names):
        who, owner = spells[name], _owner(name)
        if owner:
            stated.add(weights[number], who.country == owner, (name, str(who.country)))
        elif not NOBODY.search(name.replace("_", " ")):
            silent.add(weights[number], bool(who.country or who.organization), (name,))
    return stated, silent, seconds, len(names)


def _owner(name: str) -> str | None:
    found = IN_BRACKETS.match(name.replace("_", " "))
    return state_of(found["owner"]) if found else None


def judge_file(path: Path) -> tuple[Tally, Tally, Tally]:
    """Actors whose country the file states: all, all with bodies counted as right, and those without brackets."""
    both, known, plain = Tally(), Tally(), Tally()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for side in ("Source", "Target"):
                name, land = row[f"{side} Name"], row[f"{side} Country"]
                if land == "NA":
                    continue
                who = resolve_name(name, None, dt.date.fromisoformat(row["Event Date"]))
                key = (name, land, _shown(who))
                both.add(1, who.country == state_of(land), key)
                known.add(1, who.country == state_of(land) or bool(who.organization and not who.country), key)
                if not name.endswith(")"):
                    plain.add(1, who.country == state_of(land), key)
    return both, known, plain


def _shown(who: Who) -> str:
    return who.country or who.organization or "nobody"


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    rows: list[tuple[object, ...]] = []
    tallies: list[tuple[str, Tally]] = []
    for name in ("ICEWS14", "ICEWS18"):
        stated, silent, seconds, many = judge_graph(options.shared / "data" / "tkg" / name)
        speed = f"{many} names in {seconds:.1f} s of one core"
        rows.append((f"{name}, country in brackets", stated.mentions, f"{stated.share()} right country", speed))
        rows.append((f"{name}, other names", silent.mentions, f"{silent.share()} country or organization", ""))
        tallies += [(f"{name} stated", stated), (f"{name} other", silent)]
    both, known, plain = judge_file(options.shared / "data" / "formats" / "icews_2018.tab")
    rows.append(("ICEWS file, country stated", both.mentions, f"{both.share()} right country", ""))
    rows.append(("… or an international body", known.mentions, f"{known.share()} right country or body", ""))
    rows.append(("… of these without brackets", plain.mentions, f"{plain.share()} right country", ""))
    table(("data", "mentions", "result", "speed"), rows)
    for name, tally in [*tallies, ("file", both)] if options.misses else []:
        print(f"\n{name}: {tally.missed.most_common(options.misses)}")


if __name__ == "__main__":
    main()
