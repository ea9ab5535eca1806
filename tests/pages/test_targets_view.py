from __future__ import annotations

import pytest
from page_checks import Opener
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Comparator, TargetKind
from plankg.viz.figures import figure
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NAMING = {kind for kind in TargetKind if not kind.measures}


def test_every_figure_that_measures_something_has_a_row_with_its_words(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="targets")
    wanted = [target for target in bundled.plan.targets if target.kind not in NAMING]
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(len(wanted))
    told = "\n".join(rows.all_text_contents())
    assert all(figure(target, "zh") in told and target.indicator in told for target in wanted)


def test_shares_stand_on_one_scale_at_their_value(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="targets")
    shares = page.locator("table").first
    expect(shares.locator("caption")).to_have_text("计量单位：%")
    least = [target for target in bundled.plan.targets if target.unit == "%" and target.comparator is Comparator.GE]
    assert least
    for target in least:
        row = shares.get_by_role("row").filter(has_text=target.indicator).filter(has_text=figure(target, "zh"))
        widths = row.first.locator(".track").evaluate(
            "track => [...track.children].map((each) => each.getBoundingClientRect().width / track.clientWidth)"
        )
        assert widths[0] == pytest.approx(float(target.value or 0) / 100, abs=0.01)
        assert widths[0] + widths[1] == pytest.approx(1, abs=0.01)


def test_units_of_measure_never_share_a_scale(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="targets")
    for table in page.locator("table").filter(has=page.locator(".track")).all():
        unit = (table.locator("caption").text_content() or "").removeprefix("计量单位：")
        figures = table.locator("tbody td.figure").all_text_contents()
        assert all(unit in each for each in figures), (unit, figures)


def test_a_click_on_a_figure_shows_its_sentence(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    target = next(target for target in bundled.plan.targets if target.kind is TargetKind.SHARE)
    page = open_page(workbench, view="targets")
    page.get_by_role("link", name=target.indicator, exact=True).click()
    expect(page.get_by_role("complementary").locator("mark.target")).to_have_text(target.evidence.quote)


def test_figures_are_grouped_by_chapter_and_by_kind(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="targets", by="chapter")
    headings = page.locator("#main h2").all_text_contents()
    titles = [f"{chapter.label}、{chapter.title}" for chapter in bundled.plan.chapters]
    assert headings == [title for title in titles if title in headings]
    page.get_by_role("combobox", name="显示").select_option("all")
    page.get_by_role("combobox", name="分组").select_option("kind")
    kinds = {target.kind for target in bundled.plan.targets}
    assert page.locator("#main h2").all_text_contents() == [kind.zh for kind in TargetKind if kind in kinds]
    expect(page.locator("tbody tr")).to_have_count(len(bundled.plan.targets))


def test_a_figure_that_is_chosen_elsewhere_is_brought_into_the_window(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    target = [target for target in bundled.plan.targets if target.kind not in NAMING][-1]
    page = open_page(workbench, view="targets", size="phone", select=f"target/{target.id}")
    expect(page.locator("tr.chosen").get_by_role("link", name=target.indicator)).to_be_in_viewport()
