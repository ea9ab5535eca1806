from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from plankg.graph.reading import read
from plankg.graph.reading.limits import MAX_PART
from plankg.graph.reading.word_package import BODY
from plankg.schema import Document, ReadingError

Level = tuple[str, str]


def numbered(word: Word, levels: list[Level], *, restart: bool = False) -> int:
    """Add a list to the numbering of a document, a level for each format and pattern, and give its id."""
    root = word.part.numbering_part.element
    number = 100 + len(root)
    entries = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for place, (form, pattern) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{entries}</w:abstractNum>')
    root.insert(0, abstract)
    return instance(word, number, restart=restart)


def instance(word: Word, abstract: int, *, restart: bool = False) -> int:
    """Add one more instance of a list; it starts anew or counts on."""
    root = word.part.numbering_part.element
    number = 500 + len(root)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{anew}</w:num>')
    )
    return number


def entry(word: Word, words: str, number: int, level: int = 0) -> None:
    """Add a numbered paragraph."""
    properties = word.add_paragraph(words)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


@pytest.fixture
def read_back(tmp_path: Path) -> Callable[[Word], Document]:
    def save(word: Word) -> Document:
        path = tmp_path / "计划.docx"
        word.save(str(path))
        return read(path)

    return save


def cells(document: Document) -> dict[tuple[int | None, int | None, int | None], str]:
    return {(block.table, block.row, block.column): document.text[block.start : block.end] for block in document.blocks}


def test_paragraphs_become_lines_with_blocks(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    word.add_paragraph("某区教育局 2024 年工作要点")
    word.add_paragraph("　　一、加强党的建设")
    document = read_back(word)
    assert document.normal == "某区教育局2024年工作要点\n一、加强党的建设"
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "某区教育局 2024 年工作要点",
        "一、加强党的建设",
    ]
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.name == "计划.docx"
    assert len(document.sha256) == 64


def test_automatic_numbering_is_printed_as_word_prints_it(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    number = numbered(word, [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for words, level in [
        ("总体要求", 0),
        ("目标", 1),
        ("甲", 2),
        ("乙", 2),
        ("原则", 1),
        ("丙", 2),
        ("任务", 0),
        ("丁", 1),
    ]:
        entry(word, words, number, level)
    assert read_back(word).normal.splitlines() == [
        "一、总体要求", "（一）目标", "1.甲", "2.乙", "（二）原则", "1.丙", "二、任务", "（一）丁",
    ]  # fmt: skip


def test_levels_inside_a_pattern_are_printed_with_their_own_format(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    number = numbered(word, [("upperRoman", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%1.%2%3)")])
    for words, level in [("Aims", 0), ("Schools", 1), ("first", 2), ("second", 2)]:
        entry(word, words, number, level)
    assert read_back(word).normal.splitlines() == ["I. Aims", "I.1 Schools", "I.1a) first", "I.1b) second"]


def test_a_second_instance_counts_on_or_starts_anew(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    first = numbered(word, [("decimal", "%1.")])
    abstract = int(
        word.part.numbering_part.element[0].get(f"{{{word.part.numbering_part.element.nsmap['w']}}}abstractNumId")
    )
    for words, number in [
        ("甲", first), ("乙", first), ("丙", instance(word, abstract)), ("丁", instance(word, abstract, restart=True)),
    ]:  # fmt: skip
        entry(word, words, number)
    assert read_back(word).normal.splitlines() == ["1.甲", "2.乙", "3.丙", "1.丁"]


def test_numbering_of_a_style_counts_like_that_of_paragraphs(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    word.add_paragraph("落实立德树人", style="List Number")
    word.add_paragraph("正文。")
    word.add_paragraph("促进五育融合", style="List Number")
    assert read_back(word).normal.splitlines() == ["1.落实立德树人", "正文。", "2.促进五育融合"]


def test_a_table_is_rows_with_tabs_and_a_block_a_cell(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=3)
    for row, words in enumerate([("序号", "任务", "单位"), ("1", "推进课程 建设", "教研室\n装备中心")]):
        for column, cell in enumerate(words):
            table.cell(row, column).text = cell
    document = read_back(word)
    assert document.normal.splitlines() == ["序号\t任务\t单位", "1\t推进课程建设\t教研室 装备中心"]
    assert cells(document)[0, 1, 1] == "推进课程 建设"
    assert cells(document)[0, 1, 2].split("\u2028") == ["教研室", "装备中心"]


def test_a_merged_cell_is_printed_once_and_stands_in_each_of_its_rows(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"格{row}{column}"
    table.cell(1, 2).text = table.cell(2, 2).text = ""
    table.cell(1, 2).merge(table.cell(2, 2)).text = "教育局"
    table.cell(0, 1).text = ""
    table.cell(0, 0).merge(table.cell(0, 1))
    document = read_back(word)
    assert document.text.splitlines() == ["格00\t\t格02", "格10\t格11\t教育局", "格20\t格21\t"]
    found = cells(document)
    assert found[0, 1, 2] == found[0, 2, 2] == "教育局"
    assert found[0, 0, 2] == "格02"
    assert (0, 0, 1) not in found


def test_a_frame_of_one_cell_is_text(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "一、总体要求"
    cell.add_paragraph("各校要抓好落实。")
    assert read_back(word).normal.splitlines() == ["一、总体要求", "各校要抓好落实。"]


def test_a_tab_after_a_typed_number_is_a_blank_and_tabs_elsewhere_are_a_row(
    read_back: Callable[[Word], Document],
) -> None:
    word = docx.Document()
    for words in ("\t一、\t总体要求", "序号\t任务", "1\t推进课程建设"):
        word.add_paragraph(words)
    assert read_back(word).normal.splitlines() == ["一、总体要求", "序号\t任务", "1\t推进课程建设"]


def test_deleted_and_hidden_words_are_no_text_but_inserted_ones_are(read_back: Callable[[Word], Document]) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("推进")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>新</w:t></w:r></w:ins>"))
    paragraph.add_run("隐藏").font.hidden = True
    paragraph.add_run("课程")
    assert read_back(word).normal == "推进新课程"


def test_contents_are_kept_in_the_source_and_left_out_of_the_normalised_text(
    read_back: Callable[[Word], Document],
) -> None:
    word = docx.Document()
    style = word.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("一、总体要求\t1", style=style)
    word.add_paragraph("一、总体要求")
    document = read_back(word)
    assert document.normal == "一、总体要求"
    assert document.text.count("总体要求") == 2


def test_an_entity_that_names_a_file_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", "utf-8")
    body = f"""<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
    <w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>公开&x;</w:t></w:r></w:p></w:body></w:document>"""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(BODY, body)
    assert "机密" not in read(path).text


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"no zip at all", "docx_broken"),
        (packed({BODY: b"<a/>"})[:-30], "docx_broken"),
        (packed({"other.xml": b"<a/>"}), "docx_broken"),
        (packed({BODY: b"<w:document"}), "docx_broken"),
        (packed({BODY: b"<document/>"}), "docx_broken"),
        (packed({BODY: f"<d {nsdecls('w')}>".encode() + b" " * (MAX_PART + 1)}), "docx_too_big"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "docx_encrypted"),
    ],
    ids=["text", "truncated", "no body part", "broken part", "no body", "bomb", "password"],
)
def test_a_broken_word_file_is_said_in_one_line(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "计划.docx"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.key == key
    assert "计划.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_word_file_says_so(read_back: Callable[[Word], Document]) -> None:
    with pytest.raises(ReadingError) as caught:
        read_back(docx.Document())
    assert caught.value.key == "file_empty"
