"""More than a plan has is refused in one line, before it takes memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from plankg.graph.reading import limits
from plankg.graph.reading.html import read_html
from plankg.graph.reading.pdf import read_pdf
from plankg.graph.reading.streams import unpacks_to_too_much
from plankg.graph.reading.text import read_text
from plankg.schema import Document, ReadingError

pytestmark = pytest.mark.slow

Read = Callable[..., Document]
PAGE = "<!doctype html><meta charset=utf-8><p>一、供水</p>"


def pdf(streams: list[bytes], head: bytes = b"/Filter/FlateDecode") -> bytes:
    """A PDF file with a page for each stream, its contents."""
    pages = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(streams)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (pages, len(streams))]
    for number, stream in enumerate(streams):
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents %d 0 R>>" % (4 + 2 * number))
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), head, stream))
    parts, places = [b"%PDF-1.4\n"], []
    for number, content in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return b"".join(parts) + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, sum(map(len, parts))
    )  # fmt: skip


def bomb(layers: int = 1) -> bytes:
    packed = b"q Q " * (limits.MAX_PART // 4 + 1)
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    return packed


@pytest.mark.parametrize(
    ("reader", "data", "key"),
    [
        (read_text, "县水务局\t修水渠\n" * (limits.MAX_CELLS // 2 + 1), "too_many_parts"),
        (read_text, "一、供水\n" * (limits.MAX_LINES + 1), "too_many_parts"),
        (read_text, "供" * (limits.MAX_CHARACTERS + 1), "text_too_long"),
        (read_html, PAGE + "<table>" + "<tr><td rowspan=2000>甲<td>乙" * 2000 + "</table>", "too_many_parts"),
        (
            read_html,
            PAGE + "<table><tr>" + "<td colspan=99>甲" * (limits.MAX_PLACES // 99 + 1) + "</table>",
            "too_many_parts",
        ),
        (read_html, PAGE + "<ol>" + "<li>修建水渠。" * (limits.MAX_LINES + 1) + "</ol>", "too_many_parts"),
        (read_html, PAGE + "<p>" + " " * limits.MAX_PAGE_BYTES, "file_too_big"),
        (read_pdf, pdf([bomb()]), "pdf_too_big"),
        (read_pdf, pdf([bomb(2)], b"/Filter[/FlateDecode/FlateDecode]"), "pdf_too_big"),
        (read_pdf, pdf([zlib.compress(b"q Q")] * (limits.MAX_PAGES + 1)), "pdf_too_big"),
    ],
    ids=["cells", "lines", "characters", "rowspans", "colspans", "list", "page", "stream", "stream twice", "pages"],
)
def test_more_than_is_read_is_refused_in_one_line(reader: Read, data: str | bytes, key: str) -> None:
    with pytest.raises(ReadingError) as caught:
        reader(data.encode() if isinstance(data, str) else data, name="计划", sha256="")
    assert caught.value.key == key
    assert "\n" not in str(caught.value)


def test_pictures_in_a_pdf_file_are_not_counted() -> None:
    assert unpacks_to_too_much(pdf([bomb()]))
    assert not unpacks_to_too_much(pdf([bomb()], b"/Subtype/Image/Filter/FlateDecode"))


def test_pictures_inside_a_page_are_not_counted() -> None:
    picture = "<img src='data:image/png;base64," + "QUJD" * (limits.MAX_PAGE_BYTES // 4 + 1) + "'>"
    assert "供水" in read_html((PAGE + picture).encode(), name="计划", sha256="").text


def test_a_long_list_has_the_numbers_that_a_browser_prints() -> None:
    items = "<li>甲<ol start=5><li>子<li value=9>丑<li>寅</ol>" * 2 + "<ul><li>点</ul><li>末"
    text = read_html(f"{PAGE}<ol>{items}</ol>".encode(), name="x", sha256="").text
    assert [line.split(". ")[0] for line in text.split("\n") if ". " in line] == [
        "1",
        "5",
        "9",
        "10",
        "2",
        "5",
        "9",
        "10",
        "3",
    ]
