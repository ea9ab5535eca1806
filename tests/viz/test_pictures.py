from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from plankg.graph.measures import measures
from plankg.schema import Plan, UsageError
from plankg.viz.pictures import FORMATS, Picture, bars, cooperation_picture, measure_bars

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def picture(plan: Plan) -> Picture:
    return measure_bars(measures(plan, ["load"])["load"], "does", "concerns", top=4, lang="zh")


def labels(picture: Picture) -> list[str]:
    return [label.get_text() for label in picture.figure.axes[0].get_yticklabels()]


def test_bars_are_the_first_rows_of_the_measure_with_their_numbers(plan: Plan, picture: Picture) -> None:
    parts = measures(plan, ["load"])["load"].parts[:4]
    assert labels(picture) == [part.values[0] for part in parts]
    widths = [bar.get_width() for bar in picture.figure.axes[0].patches]
    assert widths == [*(part.values[2] for part in parts), *(part.values[-1] for part in parts)]


@pytest.mark.parametrize("syntax", FORMATS)
def test_a_picture_is_written_as_its_ending_says_and_the_same_each_time(
    syntax: str, picture: Picture, tmp_path: Path
) -> None:
    first, second = (picture.save(tmp_path / f"{name}.{syntax}").read_bytes() for name in ("一", "二"))
    assert first == second
    assert first[:8].lstrip().startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[syntax])


def test_a_pdf_has_one_page_and_an_svg_holds_its_letters_as_outlines(picture: Picture, tmp_path: Path) -> None:
    assert len(pypdfium2.PdfDocument(picture.save(tmp_path / "图.pdf"))) == 1
    tree = etree.parse(picture.save(tmp_path / "图.svg"))
    assert [each for each in tree.iter() if str(each.tag).endswith("}text")] == []


def test_another_ending_is_refused_and_nothing_is_written(picture: Picture, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg"):
        picture.save(tmp_path / "图.bmp")
    assert list(tmp_path.iterdir()) == []


def test_of_nothing_the_picture_says_so(plan: Plan) -> None:
    empty = plan.model_copy(update={"assignments": ()})
    for drawn in (
        measure_bars(measures(empty, ["load"])["load"], "does"),
        cooperation_picture(empty),
        bars([], {}, title=""),
    ):
        (sentence,) = drawn.figure.axes[0].texts
        assert sentence.get_text().endswith("。")
        assert drawn._repr_png_()


def test_who_works_together_stands_in_the_picture_once(plan: Plan) -> None:
    names = [label.get_text() for label in cooperation_picture(plan).figure.axes[0].texts]
    assert len(names) == len(set(names)) == measures(plan, ["groups"])["groups"].figures["joined"]
