"""What stands in a Word package elsewhere than in its body, or is marked as not to be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from plankg.graph.reading import read
from plankg.graph.reading.limits import MAX_PART
from plankg.schema import Document, ReadingError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
Packed = Callable[..., Document]
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
MESSAGE = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(*content: str, properties: str = "") -> str:
    runs = "".join(words if words.startswith("<") else run(words) for words in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def related(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="r{kind}" Type="{KIND}/{kind}" Target="{target}"/>' for kind, target in targets)
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


@pytest.fixture
def packed(tmp_path: Path) -> Packed:
    def pack(
        body: str, *, main: str = "document.xml", parts: Mapping[str, str | bytes] = {}, kinds: str = ""
    ) -> Document:
        path = tmp_path / "计划.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("_rels/.rels", related(("officeDocument", f"word/{main}")))
            targets = [(kind, name) for kind, name in zip(kinds.split(), parts, strict=True)]
            package.writestr(f"word/_rels/{main}.rels", related(*targets))
            package.writestr(f"word/{main}", f"<w:document {W}><w:body>{body}</w:body></w:document>")
            for name, content in parts.items():
                package.writestr(f"word/{name}", content)
        return read(path)

    return pack


def unread(document: Document) -> dict[str, int]:
    return {omission.kind: omission.count for omission in document.omissions}


def test_the_body_is_the_part_that_the_package_names(packed: Packed) -> None:
    assert packed(paragraph("1.修建水渠。"), main="document7.xml").normal == "1.修建水渠。"


def test_numbering_is_found_by_its_relationship(packed: Packed) -> None:
    entry = paragraph("修建水渠。", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert packed(entry, parts={"lists9.xml": NUMBERING}, kinds="numbering").normal == "1.修建水渠。"


def test_an_embedded_page_stands_where_it_is_embedded(packed: Packed) -> None:
    page = "<html><meta charset=utf-8><p>1.修建水渠。</p><table><tr><td>甲<td>乙</table></html>"
    body = paragraph("一、供水") + '<w:altChunk r:id="raFChunk"/>' + paragraph("二、河道")
    document = packed(body, parts={"页.html": page}, kinds="aFChunk")
    assert document.normal.splitlines() == ["一、供水", "1.修建水渠。", "甲\t乙", "二、河道"]
    assert not document.omissions


def test_an_embedded_message_is_read_as_its_page(packed: Packed) -> None:
    message = f"{MESSAGE}<meta charset=utf-8><p>1.修建水渠。</p>"
    document = packed('<w:altChunk r:id="raFChunk"/>', parts={"页.mht": message.encode()}, kinds="aFChunk")
    assert document.normal == "1.修建水渠。"


def test_an_embedded_document_that_is_not_read_is_said(packed: Packed) -> None:
    body = paragraph("一、供水") + '<w:altChunk r:id="raFChunk"/>'
    assert unread(packed(body, parts={"件.bin": b"\x00\x01"}, kinds="aFChunk")) == {"chunk": 1}


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_that_names_who_and_when_stands_where_it_is_referred_to(packed: Packed, kind: str) -> None:
    notes = (
        f'<w:{kind}s {W}><w:{kind} w:id="2">{paragraph("责任单位：县水务局；完成时限：9月底前。")}</w:{kind}>'
        f'<w:{kind} w:id="3">{paragraph("指县城建成区。")}</w:{kind}></w:{kind}s>'
    )
    refer = [f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>' for number in (2, 3)]
    document = packed(
        paragraph("1.修建水渠", refer[0], "。通到全城", refer[1], "。"), parts={"n.xml": notes}, kinds=f"{kind}s"
    )
    assert document.normal == "1.修建水渠（责任单位：县水务局；完成时限：9月底前）。通到全城。"
    assert "指县城建成区。" in document.text
    assert unread(document) == {"note": 1}


@pytest.mark.parametrize("switch", ["vanish", "strike", "dstrike"])
def test_hidden_and_struck_out_words_are_no_text(packed: Packed, switch: str) -> None:
    hidden = f'<w:style w:styleId="b"><w:rPr><w:{switch}/></w:rPr></w:style>'
    style = f'<w:styles {W}>{hidden}<w:style w:styleId="h"><w:basedOn w:val="b"/></w:style></w:styles>'
    body = paragraph(
        "1.修建水渠，",
        run("6月", f"<w:{switch}/>"),
        run("7月", '<w:rStyle w:val="h"/>'),
        run("8月", f'<w:rStyle w:val="h"/><w:{switch} w:val="0"/>'),
        run("底前", f'<w:{switch} w:val="false"/>'),
        "完成。",
    )
    whole = paragraph("内部掌握", properties='<w:pStyle w:val="h"/>')
    assert packed(body + whole, parts={"s.xml": style}, kinds="styles").normal == "1.修建水渠，8月底前完成。"


def test_pinyin_above_a_name_is_no_text(packed: Packed) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('duō')}</w:rt><w:rubyBase>{run('㙍')}</w:rubyBase></w:ruby></w:r>"
    assert packed(paragraph("1.扩建", ruby, "阳水厂。")).normal == "1.扩建㙍阳水厂。"


def test_a_deleted_item_takes_no_number(packed: Packed) -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = paragraph(
        "<w:del><w:r><w:delText>停建水厂。</w:delText></w:r></w:del>", properties=f"{listed}<w:rPr><w:del/></w:rPr>"
    )
    body = paragraph("修建水渠。", properties=listed) + deleted + paragraph("疏浚东渠。", properties=listed)
    assert packed(body, parts={"l.xml": NUMBERING}, kinds="numbering").normal.splitlines() == [
        "1.修建水渠。",
        "2.疏浚东渠。",
    ]


def test_pictures_objects_and_comments_are_counted(packed: Packed) -> None:
    body = paragraph(
        "1.修建水渠。", "<w:drawing><blip/></w:drawing>", "<w:object><OLEObject/></w:object>", "<w:commentReference/>"
    )
    assert unread(packed(body)) == {"picture": 1, "object": 1, "comment": 1}


def test_a_package_that_unpacks_to_gigabytes_is_refused_by_what_it_says(tmp_path: Path) -> None:

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", related(("officeDocument", "word/document.xml")))
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(MAX_PART // 1_000_000 + 2):
                part.write(b" " * 1_000_000)
    path = tmp_path / "大.docx"
    path.write_bytes(target.getvalue())
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.key == "docx_too_big"
