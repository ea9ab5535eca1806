"""On paper: A4 and A3, nothing shrunk to fit, nothing cut off, no sheet empty, each sheet told, none of the page's own buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from page_checks import VIEWS, Opener
from PIL import ImageChops, ImageOps
from plankg.graph.plans import load_plan
from plankg.schema.loaded import Loaded
from plankg.schema.wording import words
from plankg.viz.page.file import workbench_page
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CUT = (Path(__file__).parent / "cut_texts.js").read_text("utf-8")
PAPERS = (("A4", False), ("A4", True), ("A3", False), ("A3", True))
TITLE_POINTS = 11
MARGIN_POINTS = 15 / 25.4 * 72
#: The width of what is printed on A4, upright and across, in the page's pixels.
A4_PIXELS = (680, 1009)
LEAST_LETTERS = 30
PRINTED = [view for view in VIEWS if view != "sparql"]


class Prints(NamedTuple):
    """A view as printed on each paper."""

    view: str
    documents: Mapping[tuple[str, bool], pypdfium2.PdfDocument]


def printed(page: Page, size: str, *, across: bool) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page.pdf(format=size, landscape=across))


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    """Give what stands on each sheet, without spaces and line ends."""
    return [re.sub(r"\s", "", sheet.get_textpage().get_text_bounded()) for sheet in document]


def ready(page: Page, view: str) -> None:
    page.wait_for_selector(f"#tab-{view}[aria-current=page]")
    if view == "sparql":
        page.wait_for_selector("main table tbody tr")


@pytest.fixture(scope="module", params=VIEWS)
def prints(request: pytest.FixtureRequest, every_view: str, open_once: Opener) -> Prints:
    """Each view, printed once for all that is asked of its sheets."""
    page = open_once(every_view, view=request.param)
    ready(page, request.param)
    documents = {(size, across): printed(page, size, across=across) for size, across in PAPERS}
    page.close()
    return Prints(request.param, documents)


@pytest.fixture(scope="module")
def network(workbench: str, open_once: Opener) -> Page:
    page = open_once(workbench, view="network")
    page.wait_for_selector("[data-nodes]")
    return page


def test_a_view_is_printed_at_its_own_size_and_within_the_margins(prints: Prints, bundled: Loaded) -> None:
    attachment = bundled.plan.document.attachment_title
    assert attachment is not None
    for (size, across), document in prints.documents.items():
        text = document[0].get_textpage()
        found = text.search(attachment.value[:6])
        sizes = []
        while place := found.get_next():
            left, _, right, _ = text.get_charbox(place[0], loose=True)
            sizes.append(right - left)
        assert any(each == pytest.approx(TITLE_POINTS, abs=0.5) for each in sizes), (size, across)
        for sheet in document:
            text = sheet.get_textpage()
            for number in range(text.count_rects()):
                left, _, right, _ = text.get_rect(number)
                assert left >= MARGIN_POINTS - 1, (size, across)
                assert right <= sheet.get_width() - MARGIN_POINTS + 1, (size, across)


def test_no_sheet_is_empty_and_each_says_what_it_is_of_and_which_of_how_many(prints: Prints, bundled: Loaded) -> None:
    view = prints.view
    attachment = bundled.plan.document.attachment_title
    assert attachment is not None
    title = words("page.plans_title", "zh") if view == "plans" else attachment.value
    day = datetime.now(UTC).astimezone().date().isoformat()
    foot = re.sub(r"\s", "", words("page.sheet", "zh", title=title, view=words(f"page.view_{view}", "zh"), day=day))
    for (size, across), document in prints.documents.items():
        sheets = texts(document)
        for number, sheet in enumerate(sheets, start=1):
            assert foot in sheet, (size, across, number)
            rest = sheet.replace(foot, "")
            assert f"{number}/{len(sheets)}" in rest, (size, across, number)
            assert len(rest) > LEAST_LETTERS, (size, across, number)


def test_what_is_for_paper_alone_is_not_on_the_screen(every_view: str, open_page: Opener) -> None:
    page = open_page(every_view)
    for view in PRINTED:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}")
        page.wait_for_selector(f"#tab-{view}[aria-current=page]", state="attached")
        ready(page, view)
        shown = "[...document.querySelectorAll('.on-paper')].filter(each => each.checkVisibility()).map(each => each.className)"
        assert page.evaluate(shown) == [], view


@pytest.mark.parametrize("width", A4_PIXELS)
def test_nothing_is_cut_off_on_paper(every_view: str, open_page: Opener, width: int) -> None:
    page = open_page(every_view)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print")
    for view in PRINTED:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}")
        page.wait_for_selector(f"#tab-{view}[aria-current=page]", state="attached")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        # the table stands on a sheet that lies across
        if view != "table" or width == max(A4_PIXELS):
            assert page.evaluate(CUT) == [], view
        page.evaluate("dispatchEvent(new Event('afterprint'))")


@pytest.mark.parametrize("prints", PRINTED, indirect=True)
def test_what_is_only_to_be_clicked_is_not_printed(prints: Prints) -> None:
    text = "".join(texts(prints.documents["A4", False]))
    assert not [word for word in ("English", "保存的视图", "再显示", "全部角色") if word in text]


def test_the_sheet_of_the_unit_that_is_open_first_holds_its_tasks(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="units")
    unit = page.locator(".unit h2").text_content()
    own = {row.task for row in bundled.plan.assignments if row.unit.endswith(f"/{unit}")}
    assert own
    text = "".join(texts(printed(page, "A4", across=False)))
    for task in bundled.plan.tasks:
        if task.id in own:
            assert re.sub(r"\s", "", task.evidence.quote) in text


def test_paper_keeps_the_columns_that_a_narrow_window_leaves_out(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    for view, heading in (("timeline", "由谁做"), ("targets", "所在条"), ("start", "未指明"), ("table", "文件")):
        page.evaluate("hash => { location.hash = hash }", f"#view={view}")
        page.wait_for_selector(f"#tab-{view}[aria-current=page]")
        assert heading in "".join(texts(printed(page, "A4", across=False))), view


def test_the_matrix_by_directives_names_a_unit_once_in_a_row_and_says_what_it_leaves_out(
    tmp_path: Path, open_page: Opener
) -> None:
    path = tmp_path / "柳河区.txt"
    body = "指导柳河小学开展节日活动。指导柳河小学建设阅览室。"
    path.write_text(
        f"柳河区教育局文件\n\n柳河区教育局2024年工作要点\n\n一、任务\n\n1.校园。{body}\n\n2.节约。降低能耗。\n", "utf-8"
    )
    page = open_page(workbench_page([load_plan(path)], sparql=False), view="matrix", level="directives")
    text = "".join(texts(printed(page, "A4", across=False)))
    assert text.count("柳河小学（") == 1
    assert words("page.matrix_left", "zh", n=1).replace(" ", "") in text
    assert words("page.matrix_tasks", "zh", n=2, bare=0).replace(" ", "") in text


@pytest.mark.parametrize(("size", "across"), PAPERS)
def test_the_network_is_one_sheet_with_its_key_and_fills_it(network: Page, size: str, *, across: bool) -> None:
    document = printed(network, size, across=across)
    assert len(document) == 1
    assert words("page.net_things", "zh") in texts(document)[0]
    # what stands between the head and the foot of the sheet
    picture = ImageOps.invert(document[0].render(scale=0.5).to_pil().convert("L"))
    room = picture.crop((0, int(picture.height * 0.08), picture.width, int(picture.height * 0.94)))
    box = ImageChops.add(room, room).getbbox()
    assert box is not None
    # a round network as wide as an upright sheet, with its key below, leaves a good third of A3 free
    assert box[2] - box[0] >= 0.85 * picture.width or box[3] - box[1] >= 0.8 * picture.height
    assert (box[2] - box[0]) * (box[3] - box[1]) >= 0.55 * picture.width * picture.height


def test_a_table_repeats_its_heads_and_says_how_it_was_filtered(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="table", only='{"kind":["建设"]}', grouped="chapter")
    document = printed(page, "A4", across=False)
    sheets = texts(document)
    assert len(sheets) > 1
    assert all("任务类型" in sheet for sheet in sheets)
    assert re.sub(r"\s", "", words("page.choice", "zh", what="任务类型", value="建设")) in sheets[0]
    assert all(sheet.get_width() > sheet.get_height() for sheet in document)
