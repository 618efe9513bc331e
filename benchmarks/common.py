"""What the benchmarks share: documents to run on, and one way to print a table."""

import json
from collections.abc import Sequence
from pathlib import Path

from riftline.records import Document


def news_documents(shared: Path) -> list[Document]:
    """The unlabelled news sentences of the data folder, twenty to a document, as running text."""
    texts = []
    for name in ("dev_plv_train", "dev_conflibert_news"):
        with (shared / "data" / "events" / "input" / f"{name}.jsonl").open(encoding="utf8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    groups = [texts[i : i + 20] for i in range(0, len(texts), 20)]
    return [Document(f"news-{i}", "\n\n".join(group)) for i, group in enumerate(groups)]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
