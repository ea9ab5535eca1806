from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest
from any_plans import plans
from hypothesis import HealthCheck, given, settings
from plankg.graph.formats.comma_separated import csv_files
from plankg.graph.formats.parquet import parquet_files
from plankg.graph.formats.tables import tables
from plankg.schema import Document, Evidence, Piece, Plan
from plankg.schema.table import Table

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(plan: Plan) -> dict[str, Table]:
    return {table.name: table for table in tables(plan)}


@pytest.fixture(scope="module")
def files(plan: Plan, document: Document) -> dict[str, bytes]:
    return csv_files(tables(plan), plan, document)


def records(table: Table) -> Iterator[dict[str, Any]]:
    names = [column.name for column in table.fields]
    return (dict(zip(names, row, strict=True)) for row in table.rows)


def test_each_list_of_the_plan_is_a_table_with_a_row_for_each_statement(plan: Plan, made: dict[str, Table]) -> None:
    lists = {name: rows for name, rows in plan if isinstance(rows, tuple)}
    assert {name: len(made[name].rows) for name in lists} == {name: len(rows) for name, rows in lists.items()}


def test_a_row_says_what_its_statement_says(plan: Plan, made: dict[str, Table]) -> None:
    row = next(row for row in plan.assignments if row.name == "上海大学")
    (record,) = (found for found in records(made["assignments"]) if found["id"] == row.id)
    assert (record["unit"], record["task"], record["role"]) == (row.unit, "5.6", "partner")
    assert (record["quote"], record["text_start"], record["text_end"]) == (
        row.evidence.quote,
        *row.evidence.pieces[0].model_dump().values(),
    )
    assert (record["unit_quote"], record["cue_quote"], record["standing"]) == ("上海大学", "合作", "stated")


def test_a_broken_quote_lists_its_pieces(plan: Plan, made: dict[str, Table]) -> None:
    task = next(task for task in plan.tasks if task.id == "20.3")
    (record,) = (found for found in records(made["tasks"]) if found["id"] == "20.3")
    assert record["pieces"] == "+".join(f"{piece.start}-{piece.end}" for piece in task.evidence.pieces)
    assert "+" in record["pieces"]


def test_a_ratio_stands_in_a_column_of_its_own(plan: Plan) -> None:
    ratio = plan.targets[0].model_copy(update={"value": "4:3:2:1"})
    (target,) = records(next(t for t in tables(plan.model_copy(update={"targets": (ratio,)})) if t.name == "targets"))
    assert (target["value"], target["value_text"]) == (None, "4:3:2:1")


def test_every_column_has_a_label_in_both_languages(made: dict[str, Table]) -> None:
    for table in made.values():
        assert all(column.zh and column.en for column in table.fields)
        assert len({column.name for column in table.fields}) == len(table.columns)


@pytest.mark.parametrize("begin", ["=1+1", "+86", "-推进", "@某校", "\t甲", "\r乙"])
def test_text_never_begins_like_a_formula(plan: Plan, document: Document, begin: str) -> None:
    task = plan.tasks[0].model_copy(update={"action": begin, "objects": (begin, "课程")})
    target = plan.targets[0].model_copy(update={"value": -5.0})
    changed = plan.model_copy(update={"tasks": (task,), "targets": (target,)})
    files = csv_files(tables(changed), changed, document)
    (row,) = read(files["tasks.csv"])
    assert (row["action"], row["objects"]) == (f"'{begin}", f"'{begin}|课程")
    (number,) = read(files["targets.csv"])
    assert number["value"] == "-5"
    cells = [
        cell
        for name, content in files.items()
        if name.endswith(".csv")
        for each in read(content)
        for cell in each.values()
    ]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "@", "\t", "\r"}]


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_frictionless_finds_the_package_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    report = validated(files, tmp_path)
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) == len(files) - 1


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("assignments.csv", ",5.6,PartnerInstitution/上海大学,", ",99.9,PartnerInstitution/上海大学,", "foreign-key"),
        ("assignments.csv", ",上海大学,partner,", ",上海大学,boss,", "constraint-error"),
        ("sections.csv", "一/1,directive,2,", "一/1,directive,二,", "type-error"),
    ],
)
def test_frictionless_finds_what_is_broken(
    name: str, old: str, new: str, error: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    text = files[name].decode()
    assert old in text
    report = validated({**files, name: text.replace(old, new, 1).encode()}, tmp_path)
    assert error in {found for (found,) in report.flatten(["type"])}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def validated(files: dict[str, bytes], folder: Path) -> frictionless.Report:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return frictionless.validate(str(folder / "datapackage.json"))


def test_excel_is_told_that_the_files_are_utf8(files: dict[str, bytes]) -> None:
    assert all(content.startswith(b"\xef\xbb\xbf") for name, content in files.items() if name.endswith(".csv"))


def test_a_package_of_a_chinese_name_leaves_the_name_out(plan: Plan, document: Document) -> None:
    other = plan.model_copy(update={"id": "要点"})
    described = json.loads(csv_files(tables(other), other, document)["datapackage.json"])
    assert (described["id"], "name" in described) == ("要点", False)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan=plans())
def test_csv_and_parquet_keep_every_cell(plan: Plan) -> None:
    made = tables(plan)
    document = Document(name="n", media_type="text/plain", sha256="", text="", normal="", offsets=(0,))
    written, packed = csv_files(made, plan, document), parquet_files(made)
    for table in made:
        head, *rows = csv.reader(io.StringIO(written[f"{table.name}.csv"].decode("utf-8-sig"), newline=""))
        assert head == [column.name for column in table.fields]
        assert rows == [[as_csv(cell) for cell in row] for row in table.rows]
        assert pq.read_table(io.BytesIO(packed[f"{table.name}.parquet"])).to_pylist() == [
            {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in record.items()}
            for record in records(table)
        ]


def as_csv(cell: Any) -> str:
    if isinstance(cell, tuple):
        cell = "|".join(cell)
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def test_parquet_columns_carry_their_labels(plan: Plan) -> None:
    schema = pq.read_schema(io.BytesIO(parquet_files(tables(plan))["tasks.parquet"]))
    assert schema.field("due").metadata == {b"zh": "期限".encode(), b"en": b"due date"}
    assert str(schema.field("objects").type) == "list<element: string>"


def test_a_sentence_is_where_it_stands(plan: Plan, made: dict[str, Table]) -> None:
    first = next(records(made["sentences"]))
    evidence = Evidence(quote=first["quote"], pieces=(Piece(start=first["text_start"], end=first["text_end"]),))
    assert evidence == plan.sentences[0].evidence
