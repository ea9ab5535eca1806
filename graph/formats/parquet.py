"""Tables as Parquet files (https://parquet.apache.org/docs/file-format/): typed columns, lists as lists.

The labels in both languages travel as metadata of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from plankg.schema.extras import need
from plankg.schema.table import Table


def parquet_files(tables: Iterable[Table]) -> dict[str, bytes]:
    """A Parquet file for each table, by file name; the same table gives the same bytes.

    Raises InstallationError without pyarrow.
    """
    need("parquet")
    return {f"{table.name}.parquet": parquet_bytes(table) for table in tables}


def parquet_bytes(table: Table) -> bytes:
    """One table as Parquet."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - it comes with an extra

    buffer = BytesIO()
    pq.write_table(table.to_arrow(), buffer)
    return buffer.getvalue()
