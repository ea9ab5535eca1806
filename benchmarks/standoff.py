"""Turn handwritten annotations of a text that is not kept here into stand-off ones, or show one with its words.

    python benchmarks/standoff.py pointers WORDS.yaml … --texts DIR    writes benchmarks/annotations/PLAN.yaml
    python benchmarks/standoff.py words ANNOTATION.yaml … --texts DIR  prints it with the words it points to

Several files of one plan become one annotation.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.references import Laid, Reference
from plankg.graph.training.standoff import Pointing, resolved
from plankg.schema.document import Document

FOLDER = Path(__file__).resolve().parent / "annotations"
LAST = "notes"
WIDTH = 150


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pointers", "words"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--texts", type=Path, required=True, help="folder that holds PLAN.txt")
    options = parser.parse_args()
    books = [yaml.safe_load(path.read_text("utf-8")) for path in options.files]
    if options.what == "words":
        print(*(_yaml(resolved(book, _document(options.texts, book["plan"]))) for book in books), sep="---\n")
    else:
        write(books, options.texts)


def write(books: list[dict[str, Any]], texts: Path) -> None:
    """Write the annotations of the plans that the books are of."""
    by_plan: dict[str, list[Any]] = defaultdict(list)
    for book in books:
        by_plan[book["plan"]] += [row for row in book["directives"] if row.get("tasks")]
    for plan, rows in sorted(by_plan.items()):
        directives = sorted(rows, key=lambda row: int(row["no"]))
        laid = Laid(
            Reference(plan, _text(texts, plan), {"directives": directives, "tasks": [], "entities": []}), until=LAST
        )
        extents = {number: laid.extent(heading) for number, heading in laid.headings.items()}
        annotation = Pointing(laid.draft.document).annotation({"plan": plan, "directives": directives}, extents)
        (FOLDER / f"{plan}.yaml").write_text(_yaml(annotation), "utf-8")


def _text(texts: Path, plan: str) -> str:
    return (texts / f"{plan}.txt").read_text("utf-8")


def _document(texts: Path, plan: str) -> Document:
    return document_from_text(_text(texts, plan), name=f"{plan}.txt")


def _yaml(book: Any) -> str:
    return yaml.safe_dump(book, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None)


if __name__ == "__main__":
    main()
