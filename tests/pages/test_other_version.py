"""Data of another version than the page was built for: one line in both languages, and nothing of the plan."""

from __future__ import annotations

import pytest
from page_checks import Opener
from plankg.schema.wording import languages, words
from plankg.viz.page import contract
from plankg.viz.page.file import query_page
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["workbench", "query"])
def test_data_of_another_version_are_refused_in_one_line(workbench: str, open_page: Opener, name: str) -> None:
    html = workbench if name == "workbench" else query_page(["白鹭小学"])
    mark = f'"version":"{contract.version()}"'
    assert html.count(mark) == 1
    page = open_page(html.replace(mark, '"version":"0"'))
    line = " ".join(words("page.other_version", lang) for lang in languages())
    expect(page.get_by_role("alert")).to_have_text(line)
    assert page.locator("body").inner_text().strip() == line


def test_data_of_its_own_version_leave_no_line(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    expect(page.locator("#main")).to_be_visible()
    expect(page.get_by_text(words("page.other_version", "zh"))).to_be_hidden()
