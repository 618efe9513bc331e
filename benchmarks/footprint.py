"""Speed end to end, memory over a long corpus, start-up times: `python benchmarks/footprint.py --shared ../shared`.

Memory is the peak resident set of the whole process as the operating system counts it; a long corpus is made of the
news sentences with a number added to each, one sentence to a document.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from common import news_documents, table

MAIN = "from riftline.cli import main; main()"


def timed(*command: str) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of one run."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1000


def median_seconds(*command: str, runs: int = 7) -> float:
    """Median wall seconds after one warm-up."""
    timed(*command)
    return statistics.median(timed(*command)[0] for _ in range(runs))


def corpus(shared: Path, path: Path, documents: int) -> int:
    """Write a JSONL corpus and return its number of words."""
    sentences = [line for d in news_documents(shared) for line in d.text.split("\n\n")]
    words = 0
    with path.open("w", encoding="utf8") as file:
        for i in range(documents):
            text = f"Report {i}. {sentences[i % len(sentences)]}"
            words += len(text.split())
            file.write(json.dumps({"id": f"d{i}", "text": text, "date": "2024-05-01"}) + "\n")
    return words


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    parser.add_argument("--documents", type=int, default=50_000)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows: list[list[object]] = [
        ["import riftline", f"{median_seconds('-c', 'import riftline'):.2f} s"],
        ["python alone", f"{median_seconds('-c', 'pass'):.2f} s"],
        ["riftline --help", f"{median_seconds('-c', MAIN, '--help'):.2f} s"],
    ]
    article = options.shared / "data" / "articles" / "alliance-in-crisis.txt"
    if article.exists():
        rows.append(
            ["riftline brief, one article, cold", f"{median_seconds('-c', MAIN, 'brief', str(article), runs=3):.2f} s"]
        )
    for count in (options.documents // 10, options.documents):
        path = options.out / "corpus.jsonl"
        words = corpus(options.shared, path, count)
        seconds, memory = timed("-c", MAIN, "code", str(path), "-o", str(options.out / "corpus.parquet"))
        rows.append(
            [
                f"riftline code, {count:,} documents, {words:,} words",
                f"{words / seconds:,.0f} words/s, {memory:,.0f} MB",
            ]
        )
        path.unlink()
    table(["what (one core)", "measured"], rows)


if __name__ == "__main__":
    main()
