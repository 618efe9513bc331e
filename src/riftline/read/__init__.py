"""Files → Documents: text, HTML, JSONL, CSV and Parquet, cleaned of what is not article text."""

from riftline.read.formats import read_documents, read_text
from riftline.read.repeats import mark_repeats
from riftline.rooms import make_callable

__all__ = ["mark_repeats", "read_documents", "read_text"]

make_callable(__name__)
