"""On paper: A4 and A3, nothing shrunk to fit, nothing cut off, none of the page's own buttons."""

from __future__ import annotations

import pypdfium2
import pytest
from page_checks import VIEWS, Opener

pytestmark = pytest.mark.browser

PAPERS = (("A4", False), ("A4", True), ("A3", False), ("A3", True))
TITLE_POINTS = 11
MARGIN_POINTS = 15 / 25.4 * 72
PRINTED = [view for view in VIEWS if view not in {"network", "sparql"}]


@pytest.mark.parametrize("view", PRINTED)
def test_a_view_is_printed_at_its_own_size_and_within_the_margins(
    every_view: str, open_page: Opener, view: str
) -> None:
    page = open_page(every_view, view=view)
    page.wait_for_selector(f"#tab-{view}[aria-current=page]")
    for size, across in PAPERS:
        printed = pypdfium2.PdfDocument(page.pdf(format=size, landscape=across))
        left, _, right, _ = printed[0].get_textpage().get_charbox(0, loose=True)
        assert right - left == pytest.approx(TITLE_POINTS, abs=0.5), (size, across)
        for sheet in printed:
            text = sheet.get_textpage()
            for number in range(text.count_rects()):
                left, _, right, _ = text.get_rect(number)
                assert left >= MARGIN_POINTS - 1, (size, across)
                assert right <= sheet.get_width() - MARGIN_POINTS + 1, (size, across)


def test_what_is_only_to_be_clicked_is_not_printed(every_view: str, open_page: Opener) -> None:
    page = open_page(every_view)
    for view in PRINTED:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}")
        page.wait_for_selector(f"#tab-{view}[aria-current=page]")
        printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in printed)
        assert not [word for word in ("English", "保存的视图", "再显示", "全部角色") if word in text], view
