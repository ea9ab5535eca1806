from __future__ import annotations

from html import escape
from pathlib import Path

import docx
import pytest
from plankg.graph.reading import read
from reading_files import PLAN, PdfMaker, broken, lines, pages

pytestmark = pytest.mark.slow

NORMAL = read(PLAN).normal


def source_lines() -> list[str]:
    return [line for line in PLAN.read_text("utf-8").splitlines() if line.strip()]


def test_the_plan_reads_the_same_from_word(tmp_path: Path) -> None:
    word = docx.Document()
    for line in source_lines():
        word.add_paragraph(line)
    word.save(str(tmp_path / "计划.docx"))
    assert read(tmp_path / "计划.docx").normal == NORMAL


def test_the_plan_reads_the_same_from_a_web_page(tmp_path: Path) -> None:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in source_lines())
    (tmp_path / "计划.html").write_bytes(f"<html><meta charset=gb18030><body>{body}".encode("gb18030"))
    assert read(tmp_path / "计划.html").normal == NORMAL


def test_the_plan_reads_the_same_from_text_broken_into_lines_and_pages(tmp_path: Path) -> None:
    laid = pages(broken(NORMAL.splitlines()))
    words = "".join("\r\n".join(page) + f"\r\n\r\n— {number} —\r\n" for number, page in enumerate(laid, 1))
    (tmp_path / "计划.txt").write_bytes(words.encode("utf-16"))
    assert read(tmp_path / "计划.txt").normal == NORMAL


def test_the_plan_reads_the_same_from_pdf(tmp_path: Path, pdf: PdfMaker) -> None:
    laid = pages(broken(NORMAL.splitlines()))
    (tmp_path / "计划.pdf").write_bytes(
        pdf([[*lines(*page), (0.5, 0.04, f"- {number} -")] for number, page in enumerate(laid, 1)])
    )
    assert read(tmp_path / "计划.pdf").normal == NORMAL
