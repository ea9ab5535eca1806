from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from plankg.graph.reading import read
from plankg.schema import Document, ReadingError

Reading = Callable[[str], Document]


@pytest.fixture
def read_body(tmp_path: Path) -> Reading:
    def write(body: str) -> Document:
        path = tmp_path / "通知.html"
        path.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>网站</title><body>{body}", "utf-8")
        return read(path)

    return write


def test_blocks_become_lines_and_what_shows_nothing_is_dropped(read_body: Reading) -> None:
    document = read_body(
        "<div><h1>某区教育局\n工作要点</h1><script>alert(1)</script><style>p{}</style>"
        "<p>　　一、加强<b>党的</b>建设</p><p style='display: none'>隐藏</p><p>各校要<br>抓好落实。</div>"
    )
    assert document.normal.splitlines() == ["某区教育局工作要点", "一、加强党的建设", "各校要", "抓好落实。"]
    assert document.media_type == "text/html"


def test_lists_are_numbered_as_browsers_print_them(read_body: Reading) -> None:
    document = read_body("<ol><li>甲<li value=5>乙<li>丙</ol><ol type=a start=2><li>丁</ol><ul><li>戊</ul>")
    assert document.normal.splitlines() == ["1.甲", "5.乙", "6.丙", "b.丁", "•戊"]


def test_a_table_is_rows_with_cells_over_several_rows(read_body: Reading) -> None:
    document = read_body(
        "<table><tr><th>单位<th>任务<tr><td rowspan=2>教研室<td><p>课程</p><p>教学</p><tr><td>评价</table><p>尾</p>"
    )
    assert document.normal.splitlines() == ["单位\t任务", "教研室\t课程 教学", "\t评价", "尾"]
    last = [block for block in document.blocks if block.row == 2]
    assert [(block.column, document.text[block.start : block.end]) for block in last] == [(0, "教研室"), (1, "评价")]


def test_a_table_for_layout_is_text(read_body: Reading) -> None:
    document = read_body("<table><tr><td><p>一、目标</p><table><tr><td>甲<td>乙</table></td><td>侧栏</td></table>")
    assert document.normal.splitlines() == ["一、目标", "甲\t乙", "侧栏"]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", "utf-16"])
def test_the_declared_encoding_is_followed(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "通知.htm"
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>推进课程建设。</p></html>'
    path.write_bytes(page.encode(declared))
    assert read(path).normal == "推进课程建设。"


def test_a_wrong_declaration_yields_to_what_the_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "通知.html"
    path.write_bytes("<html><meta charset=utf-8><p>推进课程建设。</p></html>".encode("gbk"))
    assert read(path).normal == "推进课程建设。"


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    for body in ("<html><script>x</script></html>", "<html></html>", "<!-- -->"):
        path = tmp_path / "空.html"
        path.write_text(body, "utf-8")
        with pytest.raises(ReadingError) as caught:
            read(path)
        assert caught.value.key == "file_empty"


def test_deeply_nested_elements_are_read(read_body: Reading) -> None:
    assert "底" in read_body("<div>" * 200 + "底").text
