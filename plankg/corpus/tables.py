"""The tables of a whole corpus as Parquet: of each kind of statement one dataset, its rows told apart by `plan`.

A dataset is a folder of at most sixteen files. A plan's rows are all in one of them, which follows from its id, so that a
plan that changed touches a sixteenth of the corpus, and a query opens a few files and not thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plankg.graph.formats.parquet import parquet_bytes
from plankg.graph.formats.tables import tables
from plankg.graph.writing import write_whole
from plankg.schema.extras import need
from plankg.schema.plan import Plan

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "tables"
SHARDS = 16
PLAN, CODES = "plan", "terms"
"""The column that names the plan; the table of codes, which is the same for all plans and stands once."""
SUFFIX = ".parquet"


def plan_tables(plan: Plan) -> dict[str, bytes]:
    """The tables of one plan as Parquet by name, each with the plan's id as its first column.

    Raises InstallationError without pyarrow.
    """
    need("parquet")
    return {table.name: parquet_bytes(table) for table in tables(plan)}


def shard_of(plan: str) -> str:
    """The name of the file that holds a plan's rows in each dataset."""
    return f"{sha256(plan.encode()).digest()[0] % SHARDS:02}{SUFFIX}"


def names_of(plans: Iterable[str], kinds: Iterable[str]) -> set[str]:
    """The paths of all files that the datasets of these plans and tables are made of."""
    shards = {shard_of(plan) for plan in plans}
    return {f"{FOLDER}/{kind}/{shard}" for kind in kinds for shard in (shards if kind != CODES else {CODES + SUFFIX})}


def write_shards(
    folder: Path, before: Path, plans: Sequence[str], new: Mapping[str, Mapping[str, bytes]], gone: Iterable[str]
) -> Iterator[str]:
    """Write the files that hold rows of new plans or held those of plans that are gone; the paths of all others.

    `before` is the folder of the last build, `plans` are all plans of this one, `new` the tables of those that were read anew. A
    path that is given stands in `before` as it is to be here.
    """
    kinds = list(next(iter(new.values()), {})) or sorted(path.name for path in (before / FOLDER).glob("*"))
    changed = {shard_of(plan) for plan in (*new, *gone)}
    for path in sorted(names_of(plans, kinds)):
        _, kind, shard = path.split("/")
        there = (before / path).is_file()
        if kind == CODES and new:
            write_whole(_laid(folder / path), next(iter(new.values()))[kind])
        elif there and shard not in changed:
            yield path
        else:
            here = {plan: rows[kind] for plan, rows in new.items() if shard_of(plan) == shard}
            write_whole(_laid(folder / path), _merged(before / path if there else None, {*plans} - {*here}, here))


def _laid(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _merged(before: Path | None, kept: set[str], new: Mapping[str, bytes]) -> bytes:
    """A file with the rows of kept plans as they were, and those of new ones, in the order of the plans' ids."""
    import pyarrow as pa  # noqa: PLC0415 - it comes with an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - see above
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    parts = [pq.read_table(BytesIO(content)) for content in new.values()]
    if before:
        old = pq.read_table(before)
        parts.insert(0, old.filter(pc.is_in(old[PLAN], pa.array(sorted(kept), pa.string()))))
    whole = _joined(parts)
    order = (
        pc.array_sort_indices(whole[PLAN]) if whole.num_rows else None
    )  # stable: the rows of a plan keep their order
    return _written(whole if order is None else whole.take(order))


def _joined(parts: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - it comes with an extra

    return pa.concat_tables(parts, promote_options="default").combine_chunks()


def _written(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq  # noqa: PLC0415 - it comes with an extra

    buffer: Any = BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return bytes(buffer.getvalue())
