"""The tables of a corpus in DuckDB (https://duckdb.org): SQL over Parquet files, or over plans as they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plankg.graph.questions.answers import Answer, kind_of
from plankg.schema.errors import UsageError
from plankg.schema.extras import need
from plankg.schema.plan import Plan
from plankg.schema.table import Column

from plankg.corpus.tables import CODES, FOLDER, plan_tables

if TYPE_CHECKING:
    import duckdb


def database_of_build(folder: Path) -> duckdb.DuckDBPyConnection:
    """The tables of a build, taken into memory when they are first asked for.

    Raises InstallationError without DuckDB.
    """
    connection = _database()
    for path in sorted((folder / FOLDER).iterdir()):
        files = str(path / "*.parquet").replace("'", "''")
        connection.execute(f"CREATE TABLE \"{path.name}\" AS SELECT * FROM read_parquet('{files}')")  # noqa: S608 - names of our own
    return connection


def database_of_plans(plans: Iterable[Plan]) -> duckdb.DuckDBPyConnection:
    """The tables of plans that are not built: each is read, and only its rows are kept, in memory."""
    need("corpus")
    import pyarrow as pa  # noqa: PLC0415 - it comes with an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    connection = _database()
    rows: dict[str, list[Any]] = {}
    for plan in plans:
        for name, content in plan_tables(plan).items():
            if name != CODES or name not in rows:
                rows.setdefault(name, []).append(pq.read_table(BytesIO(content)))
    for name, parts in rows.items():
        connection.register(f"_{name}", pa.concat_tables(parts, promote_options="default"))
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM "_{name}"')  # noqa: S608 - names of our own
        connection.unregister(f"_{name}")
    return connection


def answered(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object]) -> Answer:
    """What a query gives; `values` fill its `$names`. Raises UsageError, with what DuckDB says, for one that fails."""
    import duckdb  # noqa: PLC0415 - it comes with an extra

    try:
        result = connection.cursor().execute(sql, dict(values) or None)
        names = [str(each[0]) for each in result.description or ()]
        rows = tuple(map(tuple, result.fetchall()))
        return Answer(tuple(Column(name, kind_of(row[at] for row in rows)) for at, name in enumerate(names)), rows)
    except duckdb.Error as error:
        raise UsageError("sql_failed", problem=" ".join(str(error).split())) from error


def _database() -> duckdb.DuckDBPyConnection:
    need("corpus")
    import duckdb  # noqa: PLC0415 - it comes with an extra

    return duckdb.connect()
