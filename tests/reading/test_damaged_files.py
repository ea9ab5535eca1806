"""Files that a transfer cut off or overwrote are said in one line, whatever is left of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from plankg.graph.reading import read
from plankg.schema import PlankgError

ROWS = (("序号", "重点任务", "责任单位"), ("1", "新建小学3所", "市教育局"), ("2", "改造厕所120座", "市住建局"))


@cache
def word() -> bytes:
    document = WordDocument()
    document.add_paragraph("一、重点任务")
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for number, row in enumerate(ROWS):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@cache
def workbook() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def page() -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in ROWS)
    return f"<!DOCTYPE html><meta charset=utf-8><p>一、重点任务</p><table>{cells}</table>".encode()


@pytest.mark.parametrize(("suffix", "make"), [(".docx", word), (".xlsx", workbook), (".html", page)])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_read_or_said_in_one_line(
    tmp_path: Path, suffix: str, make: Callable[[], bytes], data: st.DataObject
) -> None:
    whole = make()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 400)) | st.just(len(whole)))
    path = tmp_path / f"损坏{suffix}"
    path.write_bytes(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])
    said = ""
    try:
        read(path)
    except PlankgError as error:
        said = str(error)
    assert "\n" not in said
