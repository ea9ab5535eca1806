"""The files in which the table is written, by the ending of their names."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path

from plankg.graph.formats.comma_separated import FORMULA
from plankg.graph.writing import is_stream, write_whole
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Plan
from plankg.schema.wording import Language, words
from plankg.viz.breakdown.listing import DEFAULT, Listing, listing

Writer = Callable[[Listing], bytes]
WRITERS = {
    ".xlsx": ("xlsx", "xlsx_bytes"), ".docx": ("docx", "docx_bytes"), ".csv": ("files", "csv_bytes"),
    ".ics": ("calendar", "ics_bytes"),
}  # fmt: skip
"""The module and function that write each kind of file; a library is loaded where its kind is wanted."""
BUILT = (".xlsx", ".docx")
"""The kinds that a build writes and a page brings along."""


def write_breakdown(
    loaded: Loaded,
    path: Path,
    *,
    by: str = DEFAULT,
    columns: Sequence[str] = (),
    rows: Sequence[str] = (),
    template: Path | None = None,
    lang: Language = "zh",
) -> None:
    """Write the table to `path`, whole or not at all, in the kind of file that its ending says.

    With a template, a workbook or document of one's own with a row of headings, its form is filled. Raises UsageError where
    ending, layout, column, condition or template cannot be taken, GraphError where the file cannot be written.
    """
    suffix = path.suffix.lower() or (template.suffix.lower() if template else "")
    if is_stream(path) and suffix not in WRITERS:
        suffix = ".xlsx"
    if suffix not in WRITERS:
        raise UsageError("breakdown_suffix", path=path, known=" ".join(WRITERS))
    table = listing(loaded, by=by, names=columns, rows=rows, lang=lang)
    if template is None:
        write_whole(path, written(table, suffix))
    else:
        from plankg.viz.breakdown.forms import filled  # noqa: PLC0415 - openpyxl and python-docx are slow to load

        write_whole(path, filled(template, table, suffix))


def file_name(plan: Plan, suffix: str, lang: Language) -> str:
    """What the table's file is called where nobody says otherwise."""
    return f"{plan.id}-{words('breakdown.file', lang)}{suffix}"


def written(table: Listing, suffix: str) -> bytes:
    """The table as a file of that kind."""
    module, name = WRITERS[suffix]
    writer: Writer = getattr(import_module(f"plankg.viz.breakdown.{module}"), name)
    return writer(table)


def csv_bytes(table: Listing) -> bytes:
    """The table as CSV for systems that take it in, with the ids of the tasks: a row a measure, nothing merged, no formulas."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(column.heading for column in table.columns)
    for part in table.parts:
        for row in part.rows:
            cells = (column.cell(row) for column in table.columns)
            writer.writerow(f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell for cell in cells)
    return buffer.getvalue().encode("utf-8-sig")
