from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from plankg.graph.reading import read
from plankg.graph.reading.encoding import decode
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
    [GERMAN.encode("cp1252"), "臺灣教育局工作計畫，推動學校發展".encode("big5"), TEXT.encode()[:-2] + b"\xff\n"],
    ids=["western", "big5", "broken utf-8"],
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
