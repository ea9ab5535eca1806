"""The same lines and tables written as text, Word, web page and workbook, to be read back."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document as WordDocument
from openpyxl import Workbook
from plankg.graph.extraction import extract
from plankg.graph.reading import read
from plankg.schema import Document, Plan

Rows = Sequence[Sequence[str]]
"""A table's rows; an empty cell under a filled one in the leading columns is merged with it where the format can."""

MERGED_COLUMNS = 2


def as_text(path: Path, lines: Sequence[str], rows: Rows) -> Path:
    path = path.with_suffix(".txt")
    path.write_text("\n".join([*lines, *("\t".join(row) for row in rows)]) + "\n", "utf-8")
    return path


def as_word(path: Path, lines: Sequence[str], rows: Rows) -> Path:
    path, document = path.with_suffix(".docx"), WordDocument()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    for top, bottom, column in merges(rows):
        table.cell(top, column).merge(table.cell(bottom, column)).text = rows[top][column]
    document.save(str(path))
    return path


def as_page(path: Path, lines: Sequence[str], rows: Rows) -> Path:
    path = path.with_suffix(".html")
    spans = {(top, column): bottom - top + 1 for top, bottom, column in merges(rows)}
    covered = {(row, column) for top, bottom, column in merges(rows) for row in range(top + 1, bottom + 1)}
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    cells = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={spans.get((number, column), 1)}>{html.escape(words)}</td>"
            for column, words in enumerate(row)
            if (number, column) not in covered
        )
        + "</tr>"
        for number, row in enumerate(rows)
    )
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{body}<table>{cells}</table>", "utf-8")
    return path


def as_workbook(path: Path, lines: Sequence[str], rows: Rows) -> Path:
    path, book = path.with_suffix(".xlsx"), Workbook()
    sheet = book.worksheets[0]
    for line in [*([line] for line in lines), *rows]:
        sheet.append(list(line))
    for top, bottom, column in merges(rows):
        sheet.merge_cells(
            start_row=len(lines) + top + 1,
            end_row=len(lines) + bottom + 1,
            start_column=column + 1,
            end_column=column + 1,
        )
    book.save(path)
    return path


FORMATS: tuple[Callable[[Path, Sequence[str], Rows], Path], ...] = (as_text, as_word, as_page, as_workbook)


def merges(rows: Rows) -> list[tuple[int, int, int]]:
    """Give first row, last row and column of the cells that run over empty ones below them."""
    found = []
    for column in range(MERGED_COLUMNS):
        top = 0
        for number in range(1, len(rows) + 1):
            if number == len(rows) or rows[number][column]:
                if number - 1 > top:
                    found.append((top, number - 1, column))
                top = number
    return found


def plan_of(path: Path) -> tuple[Plan, Document]:
    document = read(path)
    return extract(document, plan_id="fengong"), document


def units(plan: Plan) -> dict[str, set[str]]:
    """Give the annotated units of each task, by its text, as 市教育局:lead."""
    found: dict[str, set[str]] = {task.text: set() for task in plan.tasks}
    texts = {task.id: task.text for task in plan.tasks}
    for row in plan.assignments:
        if row.basis == "annotated":
            found[texts[row.task]].add(f"{row.name}:{row.role}")
    return found
