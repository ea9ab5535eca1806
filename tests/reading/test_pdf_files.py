from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.reading import read
from plankg.schema import ReadingError
from reading_files import PdfMaker, lines

BODY = [
    "　　七、推进学习研究",
    "　　1.推进学习研究与发展。建立健全学习研究与发展中心工作体",
    "系和运行机制，申报设立创新实践工作室。启动第一批小学段学",
    "校联盟建设，组建专家团队，认真总结经验，并指导各区各学校",
]
REST = ["联盟开展专项研究。", "　　2.完成本年度抽查。"]


def test_a_paragraph_runs_on_over_lines_and_pages(tmp_path: Path, pdf: PdfMaker) -> None:
    path = tmp_path / "计划.pdf"
    path.write_bytes(pdf([[*lines(*BODY), (0.5, 0.05, "- 1 -")], [*lines(*REST), (0.5, 0.05, "2")]]))
    document = read(path)
    assert document.normal.splitlines() == [
        "七、推进学习研究",
        "".join([*BODY[1:], REST[0]]).strip("　"),
        "2.完成本年度抽查。",
    ]
    assert "- 1 -" in document.text


@pytest.mark.parametrize("form", ["· {} ·", "{}", "Page {} of 3", "{}/3页", "第 {} 页 共 3 页", "{} / 3"])
def test_page_numbers_and_running_heads_are_no_text(tmp_path: Path, pdf: PdfMaker, form: str) -> None:
    path = tmp_path / "计划.pdf"
    bodies = ([*BODY], REST, ["　　3.疏浚东渠。"])
    sheets = [
        [(0.1, 0.95, f"云河县教育局文件 {number}"), *lines(*body), (0.45, 0.05, form.format(number))]
        for number, body in enumerate(bodies, start=1)
    ]
    path.write_bytes(pdf(sheets))
    document = read(path)
    assert document.normal.splitlines() == [
        "七、推进学习研究",
        "".join([*BODY[1:], REST[0]]).strip("　"),
        "2.完成本年度抽查。",
        "3.疏浚东渠。",
    ]
    assert document.text.count("云河县教育局文件") == len(sheets)


def test_numbered_items_at_the_top_of_pages_are_no_running_heads(tmp_path: Path, pdf: PdfMaker) -> None:
    path = tmp_path / "计划.pdf"
    path.write_bytes(pdf([[(0.1, 0.95, f"{number}.完成抽查。")] for number in (1, 2, 3)]))
    assert read(path).normal.splitlines() == ["1.完成抽查。", "2.完成抽查。", "3.完成抽查。"]


def test_a_text_layer_without_chinese_is_refused_in_one_line(tmp_path: Path, pdf: PdfMaker) -> None:
    path = tmp_path / "计划.pdf"
    path.write_bytes(pdf([lines(*["wkdlq sdfe 1. qpwoe mznxb"] * 4)]))
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.key == "pdf_garbled"


def test_blocks_know_their_page(tmp_path: Path, pdf: PdfMaker) -> None:
    path = tmp_path / "计划.pdf"
    path.write_bytes(pdf([lines("第一页。"), [], lines("第三页。")]))
    document = read(path)
    assert [(document.text[block.start : block.end], block.page) for block in document.blocks] == [
        ("第一页。", 1),
        ("第三页。", 3),
    ]


def test_a_quote_over_a_page_end_has_a_piece_on_each_page(tmp_path: Path, pdf: PdfMaker) -> None:
    path = tmp_path / "计划.pdf"
    path.write_bytes(pdf([[*lines(*BODY), (0.5, 0.05, "— 1 —")], lines(*REST)]))
    document = read(path)
    quote = "指导各区各学校联盟开展专项研究。"
    start = document.normal.index(quote)
    evidence = document.evidence(start, start + len(quote))
    assert evidence.quote == quote
    assert len(evidence.pieces) == 2


@pytest.mark.parametrize("key", ["pdf_no_text", "pdf_broken", "pdf_encrypted"])
def test_a_pdf_that_cannot_be_read_is_said_in_one_line(tmp_path: Path, pdf: PdfMaker, key: str) -> None:
    whole = pdf([[]])
    path = tmp_path / "扫描.pdf"
    data = {
        "pdf_no_text": whole,
        "pdf_broken": b"%PDF-1.7\nbroken",
        "pdf_encrypted": whole.replace(
            b"trailer\n<<",
            b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
            b" /O <" + b"00" * 32 + b"> /U <" + b"00" * 32 + b"> >> /ID [<00> <00>]",
        ),
    }[key]
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.key == key
    assert "\n" not in str(caught.value)
