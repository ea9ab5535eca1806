from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from plankg.graph.reading import read
from plankg.graph.reading.limits import MAX_BYTES, MAX_CHARACTERS
from plankg.graph.reading.text import document_from_text
from plankg.schema import ReadingError
from plankg.schema.wording import catalogue
from reading_files import PLAN

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "空.txt": (b"", "file_empty"),
    "空白.txt": (" \n\t　\r\n".encode(), "file_empty"),
    "乱码.bin": (bytes(range(256)) * 8, "file_not_text"),
    "图.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(400), "file_not_text"),
    "计划.doc": (OLE + bytes(600), "format_old"),
    "计划.wps": (OLE + bytes(600), "format_old"),
    "计划.xls": (OLE + bytes(600), "format_old"),
    "计划.rtf": (b"{\\rtf1 a}", "format_old"),
    "表.ods": (b"PK\x03\x04" + bytes(60), "format_not_read"),
    "版式.ofd": (b"PK\x03\x04" + bytes(60), "format_not_read"),
    "假.pdf": ("不是PDF".encode(), "pdf_broken"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_said_in_one_line_with_what_to_do(tmp_path: Path, name: str) -> None:
    data, key = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read(tmp_path / name)
    assert caught.value.key == key
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "没有.txt", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(ReadingError) as caught:
            read(path)
        assert caught.value.key == key


def test_an_oversized_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.key == "file_too_big"


def test_a_text_too_long_for_a_plan_is_refused() -> None:
    with pytest.raises(ReadingError) as caught:
        document_from_text("长" * (MAX_CHARACTERS + 1), name="小说.txt")
    assert caught.value.key == "text_too_long"


@pytest.mark.parametrize("name", ["计划", "计划.dat", "计划.TXT", "计划.log"])
def test_any_other_name_is_read_as_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("一、总体要求", "utf-8")
    document = read(tmp_path / name)
    assert (document.normal, document.media_type) == ("一、总体要求", "text/plain")


def test_the_first_bytes_count_more_than_the_name(tmp_path: Path) -> None:
    path = tmp_path / "网页.txt"
    path.write_text("<!DOCTYPE html><p>一、总体要求</p>", "utf-8")
    assert read(path).media_type == "text/html"


def test_a_document_knows_its_file() -> None:
    document = read(PLAN)
    assert document.name == "source.txt"
    assert document.sha256 == hashlib.sha256(PLAN.read_bytes()).hexdigest()
    assert document.text.encode() == PLAN.read_bytes()


def test_line_ends_of_the_source_stay_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes("一、目标\r\n各校要落实。\r\n".encode())
    document = read(path)
    assert document.text == "一、目标\r\n各校要落实。\r\n"
    assert document.normal == "一、目标\n各校要落实。"


def test_rows_of_a_text_are_tables_with_cells() -> None:
    document = document_from_text("序号\t任务\n1\t 课程 \n\t教学\n文。\n甲\t乙", name="x")
    assert [(b.table, b.row, b.column, document.text[b.start : b.end]) for b in document.blocks] == [
        (0, 0, 0, "序号"),
        (0, 0, 1, "任务"),
        (0, 1, 0, "1"),
        (0, 1, 1, "课程"),
        (0, 2, 1, "教学"),
        (None, None, None, "文。"),
        (1, 0, 0, "甲"),
        (1, 0, 1, "乙"),
    ]


def test_both_languages_have_the_same_words_for_what_reading_says() -> None:
    keys = [
        key for key in catalogue("zh") if key.startswith(("error.file_", "error.docx_", "error.pdf_", "error.format_"))
    ]
    assert keys
    assert all(catalogue("en")[key] for key in keys)


def test_reading_a_text_imports_no_library_of_the_other_formats() -> None:
    code = (
        "import json, sys; from plankg.graph.reading import read; read(sys.argv[1]);"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(PLAN)], capture_output=True, check=True)
    assert not {"lxml", "docx", "pypdfium2", "rdflib", "networkx"} & set(json.loads(done.stdout))
