"""A table keeps its columns and their kinds, with rows or without, whatever takes it."""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest
from plankg.graph.formats.tables import tables
from plankg.graph.plans import load_plan
from plankg.graph.questions.library import questions
from plankg.graph.store import Store
from plankg.schema import Plan
from plankg.schema.table import Column, Table, joined

pytestmark = pytest.mark.slow

TABLE = Table(
    (
        Column("word"),
        Column("tasks", "integer"),
        Column("share", "number"),
        Column("due", "date"),
        Column("of", "list"),
    ),
    (("甲校", 1, 0.5, date(2023, 9, 1), ("甲", "乙")), (None, None, None, None, ())),
)


def test_a_frame_without_rows_has_the_types_of_one_with_rows(plan: Plan) -> None:
    for table in (TABLE, *tables(plan)):
        empty = table[:0]
        assert empty.to_pandas().dtypes.equals(table.to_pandas().dtypes)
        assert empty.to_polars().schema == pl.DataFrame(table).schema == table.to_polars().schema
        assert empty.frame().columns == list(table.columns)


def test_every_table_of_a_plan_can_be_asked_in_sql_by_its_columns(plan: Plan) -> None:
    for table in tables(plan):
        with duckdb.connect() as connection:
            connection.register("asked", table.to_arrow())
            rows = connection.sql(f"SELECT {', '.join(table.columns)} FROM asked").fetchall()  # noqa: S608 - our own names
        assert len(rows) == len(table)


def test_headings_for_people_tell_all_columns_apart(plan: Plan) -> None:
    for table in tables(plan):
        for labelled in (table.labelled("zh"), table.labelled("en")):
            assert len(set(labelled.columns)) == len(table.columns)


def test_tables_with_other_columns_are_not_joined() -> None:
    assert len(joined([TABLE, TABLE])) == 4
    with pytest.raises(ValueError, match="different columns"):
        joined([TABLE, TABLE.without({"due"})])


def test_answers_of_several_plans_say_the_plan_of_each_row_and_keep_their_kinds() -> None:
    store, work = Store(), load_plan("baoshan-2023h2")
    other = work.plan.model_copy(update={"id": "other", "tasks": (), "assignments": (), "targets": (), "relations": ()})
    store.load(work.plan, work.document)
    alone = store.ask("busiest-units")
    store.load(other, work.document)
    both = store.ask("busiest-units")
    assert (alone.columns, both.columns) == (("unit", "type", "carries", "concerns"), ("plan", *alone.columns))
    assert set(both["plan"]) == {work.plan.id}
    assert store.ask("busiest-units", plan="other").fields == alone.fields


def test_a_column_of_a_question_has_its_kind_written_where_it_is_no_text() -> None:
    kinds = {(column.name, column.kind) for question in questions() for column in question.columns}
    assert {("start", "integer"), ("due", "date"), ("value", "number")} <= kinds
    assert {kind for name, kind in kinds if name == "start"} == {"integer"}
