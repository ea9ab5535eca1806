"""A table whose columns have fixed names and kinds, empty or not: pandas, polars, DuckDB and Arrow take it as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, overload

from plankg.schema.drawn import Drawn
from plankg.schema.errors import InstallationError
from plankg.schema.extras import is_installed, need
from plankg.schema.terms import Term
from plankg.schema.wording import Language, said, words

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd
    import polars as pl

Cell = str | int | float | date | tuple[str, ...] | None
Kind = Literal["text", "integer", "number", "truth", "date", "list"]
Rows = TypeVar("Rows", bound="Table")
PLAN = "plan"
"""The column that says the plan of each row, by its id."""
LONGEST, SHOWN, WIDE = 24, 5, 8
"""How many characters of a cell, how many rows, and how many columns the short text shows."""


@dataclass(frozen=True)
class Column:
    """A column: what its cells are, its labels, the codes there may be, and the table whose ids it holds."""

    name: str
    kind: Kind = "text"
    zh: str = ""
    en: str = ""
    codes: tuple[str, ...] = ()
    refers: str | None = None
    required: bool = False

    def heading(self, lang: Language) -> str:
        """The label in that language, the name where it has none."""
        return said(self, lang) or self.name


@dataclass(frozen=True, repr=False)
class Table(Drawn):
    """Columns, and rows in their order; `key` names the columns that tell the rows apart.

    Iterating gives each row as a dict, a number a row, a slice a table, a name the cells of that column.

    >>> table = Table((Column("unit"), Column("tasks", "integer")), (("上海大学", 1), ("白鹭小学", 2)))
    >>> len(table), table[0], table["tasks"]
    (2, {'unit': '上海大学', 'tasks': 1}, (1, 2))
    """

    fields: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    zh: str = ""
    en: str = ""
    key: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.fields)

    def records(self) -> list[dict[str, Cell]]:
        """The rows by the names of their columns."""
        return list(self)

    def cells(self) -> dict[str, tuple[Cell, ...]]:
        """The cells by column, from the first row to the last."""
        by_column = zip(*self.rows, strict=True) if self.rows else (() for _ in self.fields)
        return dict(zip(self.columns, by_column, strict=True))

    def _typed(self) -> dict[str, list[Any]]:
        """The cells by column, each of its column's kind."""
        cells = zip(self.fields, self.cells().values(), strict=True)
        return {field.name: [_typed(cell, field.kind) for cell in column] for field, column in cells}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Each row by the names of its columns."""
        names = self.columns
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    @overload
    def __getitem__(self, which: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, which: slice) -> Self: ...
    @overload
    def __getitem__(self, which: str) -> tuple[Cell, ...]: ...
    def __getitem__(self, which: int | slice | str) -> dict[str, Cell] | Self | tuple[Cell, ...]:
        """A row by its number, some rows as a table, or the cells of the column of that name."""
        if isinstance(which, str):
            return self.cells()[which]
        if isinstance(which, slice):
            return replace(self, rows=self.rows[which])
        return dict(zip(self.columns, self.rows[which], strict=True))

    def __repr__(self) -> str:
        """The head of the table in a few short lines."""
        more = ["…"] * (len(self.fields) > WIDE)
        lines = [" | ".join([*self.columns[:WIDE], *more])]
        lines += (" | ".join([*map(_short, row[:WIDE]), *more]) for row in self.rows[:SHOWN])
        lines += ["…"] * (len(self) > SHOWN)
        title = " ".join(filter(None, (type(self).__name__, self.name)))
        return "\n".join((f"{title}: {len(self)} × {len(self.fields)}", *lines))

    def without(self, names: set[str]) -> Self:
        """The table without the columns of those names."""
        places = [place for place, column in enumerate(self.fields) if column.name not in names]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return replace(self, fields=tuple(self.fields[place] for place in places), rows=rows)

    def led_by(self, column: Column, value: Cell) -> Self:
        """The table with a column before the others that holds the same in every row."""
        return replace(self, fields=(column, *self.fields), rows=tuple((value, *row) for row in self.rows))

    def labelled(self, lang: Language) -> Self:
        """The table for people: headings instead of the names of columns, labels instead of codes.

        >>> from plankg.schema.terms import Role
        >>> Table((Column("role", zh="角色", en="role", codes=tuple(Role)),), (("lead",),)).labelled("zh")[0]
        {'角色': '牵头'}
        """
        said_by: list[dict[str, str]] = [
            {value: value.said(lang) for value in field.codes if isinstance(value, Term)} for field in self.fields
        ]
        rows = tuple(
            tuple(
                labels.get(cell, cell) if isinstance(cell, str) else cell
                for labels, cell in zip(said_by, row, strict=True)
            )
            for row in self.rows
        )
        fields = tuple(replace(field, name=field.heading(lang), codes=()) for field in self.fields)
        return replace(self, fields=fields, rows=rows)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame: text as `str`, whole numbers as `Int64`, days as `datetime64[s]`, lists as tuples.

        Raises InstallationError without pandas.
        """
        need("notebooks", "pandas")
        import pandas as pd  # noqa: PLC0415 - it comes with an extra

        types = {
            "text": "str",
            "integer": "Int64",
            "number": "float64",
            "truth": "boolean",
            "date": "datetime64[s]",
            "list": "object",
        }
        kinds = {field.name: types[field.kind] for field in self.fields}
        return pd.DataFrame({name: pd.Series(cells, dtype=kinds[name]) for name, cells in self._typed().items()})

    def to_polars(self) -> pl.DataFrame:
        """A polars frame, with a schema by the kinds of its columns. Raises InstallationError without polars."""
        if not is_installed("polars"):
            raise InstallationError("polars_missing")
        import polars as pl  # noqa: PLC0415 - it comes with an extra

        types = {
            "text": pl.String(),
            "integer": pl.Int64(),
            "number": pl.Float64(),
            "truth": pl.Boolean(),
            "date": pl.Date(),
            "list": pl.List(pl.String()),
        }
        return pl.DataFrame(self._typed(), schema={field.name: types[field.kind] for field in self.fields})

    def frame(self) -> nw.DataFrame[Any]:
        """A frame of narwhals over that of the library that is there, of pandas where both are.

        Raises InstallationError, with what to install, where none is.
        """
        need("notebooks", "narwhals")
        import narwhals as nw  # noqa: PLC0415 - it comes with an extra

        polars_alone = is_installed("polars") and not is_installed("pandas")
        return nw.from_native(self.to_polars() if polars_alone else self.to_pandas())

    def to_arrow(self) -> Any:
        """A table of pyarrow, with labels in both languages as metadata. Raises InstallationError without pyarrow."""
        need("parquet")
        import pyarrow as pa  # noqa: PLC0415 - it comes with an extra

        types = {
            "text": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "truth": pa.bool_(),
            "date": pa.date32(),
            "list": pa.list_(pa.string()),
        }
        fields = [
            pa.field(field.name, types[field.kind], metadata={"zh": field.zh, "en": field.en}) for field in self.fields
        ]
        arrays = [pa.array(cells, type=field.type) for field, cells in zip(fields, self._typed().values(), strict=True)]
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"zh": self.zh, "en": self.en}))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The Arrow PyCapsule interface (https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html)."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def joined(tables: Sequence[Rows]) -> Rows:
    """Tables with the same columns as one, in their order. Raises ValueError where there is none or columns differ."""
    if len({table.columns for table in tables}) != 1:
        raise ValueError("tables with different columns, or none at all")
    return replace(tables[0], rows=tuple(row for table in tables for row in table.rows))


def plan_column() -> Column:
    """The column that says the plan of each row, by its id."""
    return Column(PLAN, "text", words("format.plan", "zh"), words("format.plan", "en"), required=True)


def _typed(cell: Cell, kind: Kind) -> Any:
    """A cell in a column of that kind: what is no number (a ratio, 4:3) has no place among numbers."""
    if cell is None:
        return None
    if kind == "text":
        return str(cell)
    if kind == "number":
        return float(cell) if isinstance(cell, int | float) else None
    return list(cell) if isinstance(cell, tuple) else cell


def _short(cell: Cell) -> str:
    text = "" if cell is None else "、".join(cell) if isinstance(cell, tuple) else str(cell)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
