"""The ten things of docs/guide/workbench.md: each row's steps are done as written, and lead to what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_checks import Opener
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "workbench.md").read_text("utf-8")
ROWS = [
    tuple(cell.strip() for cell in row.split("|")[1:4]) for row in re.findall(r"^\| .*\|$", GUIDE, re.MULTILINE)[2:]
]
STEP = re.compile(r"(点|找)“([^”]+)”")
MOST_STEPS = 3


def do(page: Page, what: str, words: str) -> None:
    if what == "找":
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name=words).locator("visible=true").first.click()


def test_the_guide_tells_ten_things() -> None:
    assert len(ROWS) == 10


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_planner_wants_to_know_is_at_most_three_steps_away(
    workbench: str, open_page: Opener, row: tuple[str, str, str]
) -> None:
    _, told, wanted = row
    steps = STEP.findall(told)
    assert 1 <= len(steps) <= MOST_STEPS
    page = open_page(workbench)
    for step in steps:
        do(page, *step)
    expect(page.locator("#main, aside").get_by_text(wanted).locator("visible=true").first).to_be_in_viewport()
