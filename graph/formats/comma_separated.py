"""Tables as CSV files with the description that Frictionless tools read.

CSV as RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), in UTF-8 with a byte order mark, without which Excel and WPS take
it for GBK. The description is a Data Package (https://specs.frictionlessdata.io/data-package/ and /table-schema/): types,
labels, allowed values, keys.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import StringIO
from typing import Any

from plankg.graph.formats.media_types import CSV
from plankg.schema.document import Document
from plankg.schema.plan import Plan
from plankg.schema.table import Cell, Column, Table

DESCRIPTION = "datapackage.json"
NAME = re.compile(r"[a-z0-9._-]+")
"""What the name of a package may be; ids of plans may be Chinese."""

FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins with which spreadsheets would reckon (https://owasp.org/www-community/attacks/CSV_Injection)."""

SEPARATOR = "|"
"""What parts the words of a list: unlike a comma or 、, no plan has it inside a name."""

TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "list": "string",
    "truth": "boolean",
}


def csv_files(tables: Iterable[Table], plan: Plan, document: Document, *, folder: str = "") -> dict[str, bytes]:
    """A CSV file for each table, and the description that names them all, by path; `folder` ends with a slash."""
    tables = tuple(tables)
    files = {f"{folder}{table.name}.csv": csv_bytes(table) for table in tables}
    return {DESCRIPTION: datapackage(tables, files, plan, document), **files}


def csv_bytes(table: Table) -> bytes:
    """One table as CSV; the words of a list are parted by `|`, and before words that begin like a formula stands a `'`."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | int | float | None:
    if isinstance(cell, tuple):
        cell = SEPARATOR.join(cell)
    if isinstance(cell, str):
        return f"'{cell}" if FORMULA.match(cell) else cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, int | float) or cell is None else cell.isoformat()


def datapackage(tables: Iterable[Table], files: Mapping[str, bytes], plan: Plan, document: Document) -> bytes:
    """The description of the files, a table each in that order, as JSON."""
    description: dict[str, Any] = {
        **({"name": plan.id} if NAME.fullmatch(plan.id) else {}),
        "id": plan.id,
        "title": plan.title,
        "profile": "tabular-data-package",
        "sources": [{"title": document.name}],
        "resources": [_resource(table, *file) for table, file in zip(tables, files.items(), strict=True)],
    }
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, path: str, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    referring = [column for column in table.fields if column.refers]
    if referring:
        schema["foreignKeys"] = [
            {
                "fields": [column.name],
                "reference": {"resource": "" if column.refers == table.name else column.refers, "fields": ["id"]},
            }
            for column in referring
        ]
    return {
        "name": table.name,
        "path": path,
        "title": f"{table.zh} · {table.en}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": CSV,
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "title": column.zh,
        "description": column.en,
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = list(column.codes)
    return {**field, "constraints": constraints} if constraints else field
