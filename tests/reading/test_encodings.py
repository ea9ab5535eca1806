from __future__ import annotations

import codecs
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from plankg.graph.checks.linting import lint
from plankg.graph.extraction import extract
from plankg.graph.reading import read
from plankg.graph.reading.encoding import UNREADABLE, declared_codec, decode
from plankg.graph.reading.html import read_html
from plankg.graph.reading.text import read_text
from plankg.schema import ReadingError

TEXT = "某区教育局2024年工作要点\r\n一、坚持“五育融合”，推进〔2023〕3号文件——落实到位。\n"
GERMAN = "Die Schulen der Stadt prüfen die Pläne und berichten darüber.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("text", [TEXT, "教育局"])
def test_chinese_text_is_decoded_as_written(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_german_text_is_decoded_as_written(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding), name="x") == GERMAN


def test_characters_beyond_gbk_are_decoded_from_gb18030() -> None:
    text = f"{TEXT}𠮷田中学校"
    assert decode(text.encode("gb18030"), name="x") == text


def test_bundled_plan_is_the_same_from_every_encoding(plan_text: str) -> None:
    encodings = ("utf-8-sig", "utf-16-le", "utf-16-be", "gb18030")
    assert {decode(plan_text.encode(encoding), name="x") for encoding in encodings} == {plan_text}


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode("cp1252"),
        "臺灣教育局工作計畫，推動學校發展".encode("big5"),
        re.sub("[，。“”、育〔]", "\0", TEXT).encode().replace(b"\0", b"\xff"),
        b"".join(b"\xff" + sign.encode() for sign in TEXT),
    ],
    ids=["western", "big5", "broken utf-8", "bytes between all characters"],
)
def test_unknown_encoding_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        decode(data, name="计划.txt")
    assert caught.value.key == "encoding_unknown"
    assert "UTF-8" in str(caught.value)


def test_bytes_with_controls_are_no_text() -> None:
    for data in (bytes(range(256)) * 4, codecs.BOM_UTF8 + b"ab\x00\x01\x02", b"\x7fELF\x02\x01\x01\x00\x00\x00 text"):
        with pytest.raises(ReadingError) as caught:
            decode(data, name="x")
        assert caught.value.key == "file_not_text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("bad", [b"\xff", b"\xe6", b"\x80\x80"])
def test_a_bad_byte_costs_one_character(encoding: str, bad: bytes) -> None:
    before, after = TEXT.encode(encoding), TEXT.encode(encoding.removesuffix("-sig"))
    text = decode(before + bad + b"\n" + after, name="x")
    assert text == f"{TEXT}{UNREADABLE}\n{TEXT}"


def test_a_byte_changed_within_a_character_costs_that_character() -> None:
    data = bytearray(TEXT.encode())
    place = data.index("育".encode()) + 1
    data[place] = 0xFF
    assert decode(bytes(data), name="x") == TEXT.replace("育", UNREADABLE, 1)


def test_a_text_cut_within_its_last_character_is_read() -> None:
    assert decode(TEXT.encode() + "校".encode()[:2], name="x") == TEXT + UNREADABLE
    assert decode(TEXT.encode("utf-16")[:-1], name="x") == TEXT[:-1] + UNREADABLE


def test_the_place_of_an_unreadable_character_is_told() -> None:
    source = "云河县2024年工作要点\n一、教育\n1.学校。新建学校3所，改造书吧2个。\n"
    data = source.encode().replace("书".encode(), b"\xe4\xb9\xff")
    document = read_text(data, name="x.txt", sha256="")
    (issue,) = [row for row in lint(extract(document, plan_id="x"), document) if row.check == "character-unreadable"]
    assert issue.evidence
    assert issue.evidence.quote == UNREADABLE
    assert issue.evidence.start == source.index("书")


def test_every_label_of_the_web_is_a_codec_of_this_python() -> None:
    book = json.loads((files("plankg.graph") / "reading" / "encodings.json").read_text("utf-8"))
    labels = [label for row in book["encodings"] for label in row["labels"]]
    assert len(labels) == len(set(labels)) == 228
    for label in labels:
        codec = declared_codec(label.upper())
        assert codec is None or "学".encode().decode(codec, "replace")


@pytest.mark.parametrize(
    "charset",
    [
        "undefined",
        "zlib",
        "bz2",
        "uu",
        "rot13",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "hex",
        "utf-7",
        "hz",
    ],
)
def test_a_page_that_names_no_charset_of_the_web_is_read_as_text_is(charset: str) -> None:
    page = f"<!doctype html><meta charset={charset}><p>一、教育</p><p>1.学校。新建学校3所。</p>"
    for encoding in ("utf-8", "gb18030"):
        assert "新建学校3所" in read_html(page.encode(encoding), name="x.html", sha256="").text


@pytest.mark.parametrize(("charset", "codec"), [("big5", "big5"), ("Shift_JIS", "cp932"), ("latin1", "cp1252")])
def test_a_page_in_another_charset_of_the_web_is_read_as_it_declares(charset: str, codec: str) -> None:
    words = {"big5": "臺灣教育計畫", "cp932": "学校計画", "cp1252": "Pläne für Schulen"}[codec]
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>{words}</p>'
    assert words in read_html(page.encode(codec), name="x.html", sha256="").text
