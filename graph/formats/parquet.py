"""Tables as Parquet files (https://parquet.apache.org/docs/file-format/): typed columns, lists as lists.

The labels in both languages travel as metadata of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from plankg.graph.formats.tables import Column, Table
from plankg.schema.extras import need


def parquet_files(tables: Iterable[Table]) -> dict[str, bytes]:
    """A Parquet file for each table, by file name; the same table gives the same bytes.

    Raises InstallationError without pyarrow.
    """
    need("parquet")
    return {f"{table.name}.parquet": parquet_bytes(table) for table in tables}


def parquet_bytes(table: Table) -> bytes:
    """One table as Parquet."""
    import pyarrow as pa  # noqa: PLC0415 - it comes with an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    fields = [_field(column) for column in table.columns]
    schema = pa.schema(fields, metadata={"zh": table.zh, "en": table.en})
    cells = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)
    arrays = [pa.array(list(values), type=field.type) for field, values in zip(fields, cells, strict=True)]
    buffer = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _field(column: Column) -> Any:
    """The column's name, type and labels as pyarrow's field."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    return pa.field(column.name, kinds[column.kind], metadata={"zh": column.zh, "en": column.en})
