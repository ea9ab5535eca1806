"""The page shows each count as every other face does, and its table is the workbook's, cell by cell."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from page_checks import Opener
from plankg.graph.counting import counts
from plankg.schema.loaded import Loaded
from plankg.schema.terms import EntityType
from plankg.schema.wording import Language, words
from plankg.viz.workbook.columns import task_columns
from plankg.viz.workbook.xlsx import workbook_bytes
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SIZES = r"(\d+) 行 × (\d+) 个单位、(\d+) 个人群、(\d+) 处场所（有分工的），(\d+) 项分工"


@pytest.fixture(scope="module")
def known(bundled: Loaded) -> dict[str, int]:
    return counts(bundled.plan)


def headed_number(page: Page, word: str) -> int:
    heading = page.get_by_role("heading", name=re.compile(rf"^{words(f'page.{word}', 'zh')}\s*\d+"))
    return int(re.sub(r"\D", "", heading.inner_text()))


def test_the_start_tells_the_counts(workbench: str, open_page: Opener, known: dict[str, int]) -> None:
    page = open_page(workbench)
    told = {
        item.locator("span").inner_text(): int(item.locator("b").inner_text())
        for item in page.locator("ul.figures > li").all()
    }
    keys = {"directives": "directives", "tasks": "tasks", "unnamed_tasks": "unnamed"}
    keys |= {word: word for word in ("units", "people", "targets")}
    assert {key: told[words(f"page.{key}", "zh")] for key in keys} == {key: known[word] for key, word in keys.items()}
    assert headed_number(page, "drafts") == known["drafts"]
    sums = [
        sum(int(text) for text in page.locator(f".chapters tbody td:nth-child({n})").all_inner_texts())
        for n in (2, 3, 4)
    ]
    assert sums == [known["directives"], known["tasks"], known["unnamed"]]


def test_units_people_and_places_are_listed_apart(workbench: str, open_page: Opener, known: dict[str, int]) -> None:
    page = open_page(workbench, view="units")
    for word in ("units", "people", "sites"):
        name = words(f"page.{word}", "zh")
        expect(page.locator(f"#group-{word}")).to_have_text(f"{name} {known[word]}")
        expect(page.get_by_role("list", name=f"{name} {known[word]}").get_by_role("listitem")).to_have_count(
            known[word]
        )
    types = page.locator("ul[aria-labelledby=group-units] .row").evaluate_all("all => all.map((row) => row.href)")
    assert not [address for address in types if EntityType.TARGET_GROUP.value in address]


def test_the_matrix_counts_units_people_and_places_apart(
    workbench: str, open_page: Opener, bundled: Loaded, known: dict[str, int]
) -> None:
    page = open_page(workbench, view="matrix")
    told = re.search(SIZES, page.get_by_role("status").inner_text())
    assert told
    busy = {row.unit for row in bundled.plan.assignments}
    kinds = [
        sum(row.id in busy and row.type.unit for row in bundled.plan.entities),
        sum(row.id in busy and row.type is EntityType.TARGET_GROUP for row in bundled.plan.entities),
        known["sites"],
    ]
    assert [int(number) for number in told.groups()[1:]] == [*kinds, known["assignments"]]


def test_targets_texts_and_times_count_the_same(workbench: str, open_page: Opener, known: dict[str, int]) -> None:
    page = open_page(workbench, view="targets")
    expect(page.get_by_role("status")).to_have_text(f"{known['targets']} 项")
    page = open_page(workbench, view="targets", what="all")
    expect(page.get_by_role("status")).to_have_text(f"{known['targets'] + known['naming']} 项")
    page = open_page(workbench, view="table")
    expect(page.get_by_role("status")).to_have_text(f"{known['tasks']} / {known['tasks']} 项任务")
    page = open_page(workbench, view="timeline")
    expect(page.get_by_role("button", name=re.compile(rf"\s{known['drafts']}$"))).to_have_count(1)
    page = open_page(workbench, view="text")
    layers = {"task": "tasks", "target": "targets", "naming": "naming"}
    for layer, word in layers.items():
        row = page.locator("details label").filter(has=page.locator(f"mark.on-{layer}"))
        expect(row.locator(".number")).to_have_text(str(known[word]))


def test_the_network_counts_as_the_rest_does(workbench: str, open_page: Opener, known: dict[str, int]) -> None:
    page = open_page(workbench, view="network")
    for word, kind in {"tasks": "task", "targets": "target", "naming": "naming"}.items():
        name = words(f"page.kind_{kind}", "zh")
        row = page.locator("fieldset label").filter(has=page.locator(".name", has_text=re.compile(f"^{name}$")))
        expect(row.locator(".number")).to_have_text(str(known[word]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_csv_of_the_page_is_the_workbook_column_by_column_and_cell_by_cell(
    workbench: str, open_page: Opener, bundled: Loaded, lang: Language
) -> None:
    columns = task_columns(bundled.plan, lang)
    page = open_page(workbench, view="table", lang=lang, shown=",".join(column.key for column in columns))
    with page.expect_download() as downloading:
        page.get_by_role("button", name="CSV").click()
    text = downloading.value.path().read_text("utf-8-sig")
    of_page = list(csv.reader(StringIO(text, newline="")))
    workbook = load_workbook(BytesIO(workbook_bytes(bundled.plan, bundled.document, lang=lang)))
    of_book = [[as_csv(cell) for cell in row] for row in workbook.worksheets[0].iter_rows(values_only=True)]
    assert of_page[0] == of_book[0] == [column.heading for column in columns]
    assert len(of_page) == len(of_book) == len(bundled.plan.tasks) + 1
    for number, (mine, theirs) in enumerate(zip(of_page, of_book, strict=True)):
        assert (number, mine) == (number, theirs)


def as_csv(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)
