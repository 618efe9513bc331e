"""The coder on human labels, beside the peers: `python benchmarks/coder.py --shared ../shared`.

Runs `riftline code` and `riftline actors` as a user would and scores their output with the evaluation scripts of the
data folder. The peers' rows are the measured ones of its reference page on peers.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from common import table

PEERS = [
    ["UniversalPetrarch, PETRARCH-2 verbs", ".492", ".359", "1.22", ".180"],
    ["UniversalPetrarch, PETRARCH-1 verbs", ".540", ".373", "1.59", ".102"],
    ["PETRARCH2", ".365", ".295", "0.82", ".407"],
    ["one fixed type + first two country names", ".134", ".028", "1.00", "0"],
]
PLV = ("type_recall", "relation_recall", "events_per_sentence", "silent_share")


def riftline(*arguments: str) -> str:
    """Run the command line of this environment."""
    command = [sys.executable, "-c", "from riftline.cli import main; main()", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def score(script: Path, gold: Path, found: Path, out: Path) -> dict[str, dict[str, float]]:
    """The scores of an evaluation script."""
    subprocess.run(
        [sys.executable, str(script), str(gold), str(found), "--json", str(out)], check=True, capture_output=True
    )
    (result,) = json.loads(out.read_text(encoding="utf8")).values()
    return result["scores"]


def with_interval(value: dict[str, float]) -> str:
    """A score with its 95 % interval."""
    return f"{value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}]"


def main() -> None:
    """Print one table per data set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    events, tools = options.shared / "data" / "events", options.shared / "tools"
    found = {}
    for name in ("dev_plv_train", "dev_conflibert_news"):
        path = options.out / f"{name}.jsonl"
        riftline("code", str(events / "input" / f"{name}.jsonl"), "-o", str(path))
        found[name] = score(tools / "evaluate_coder.py", events / f"{name}.jsonl", path, options.out / "scores.json")
    plv = found["dev_plv_train"]
    table(
        [
            "PLV train (1,044 sentences)",
            "type recall",
            "relation recall",
            "events per sentence",
            "sentences without event",
        ],
        [["riftline", *(with_interval(plv[k]) for k in PLV)], *PEERS],
    )
    news = found["dev_conflibert_news"]
    print()
    table(
        ["ConfliBERT news", "value"],
        [[k, with_interval(news[k])] for k in ("quad_recall", "neutral_coded", "events_per_sentence")],
    )
    path = options.out / "actors.jsonl"
    path.write_text(riftline("actors", "--jsonl", str(events / "dev_actor_cases.jsonl"), "--json"), encoding="utf8")
    actors = score(tools / "evaluate_actors.py", events / "dev_actor_cases.jsonl", path, options.out / "scores.json")
    print()
    table(
        ["actor phrases (175)", "country", "sector", "both"],
        [
            ["riftline", *(with_interval(actors[k]) for k in ("country", "sector", "both"))],
            ["PETRARCH2 + Phoenix dictionaries", ".618", ".474", ".386"],
        ],
    )


if __name__ == "__main__":
    main()
