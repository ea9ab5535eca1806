"""Tables as Parquet files (https://parquet.apache.org/docs/file-format/): typed columns, lists as lists.

The labels in both languages travel as metadata of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
from plankg.graph.formats.tables import Cell, Column, Table

TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def parquet_files(tables: Iterable[Table]) -> dict[str, bytes]:
    """Give a Parquet file for each table, by file name; the same table gives the same bytes."""
    return {f"{table.name}.parquet": parquet_bytes(table) for table in tables}


def parquet_bytes(table: Table) -> bytes:
    """Give one table as Parquet."""
    fields = [
        pa.field(column.name, TYPES[column.kind], metadata={"zh": column.zh, "en": column.en})
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"zh": table.zh, "en": table.en})
    cells = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)
    arrays = [_array(column, list(values)) for column, values in zip(table.columns, cells, strict=True)]
    buffer = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _array(column: Column, values: list[Cell]) -> pa.Array:
    return pa.array(values, type=TYPES[column.kind])
