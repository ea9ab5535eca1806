"""The widget end to end: its Python, its script and the built page, each as it is, in Chromium."""

from __future__ import annotations

import pytest
from plankg.schema.plan import Entity
from playwright.sync_api import Page
from wire import Notebook

from plankg.workplan import WorkPlan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook(work: WorkPlan, page: Page) -> Notebook:
    """One for all tests: each begins with the units, and nothing chosen."""
    return Notebook(page, work.workbench())


@pytest.fixture(autouse=True)
def begun(notebook: Notebook) -> None:
    notebook.widget.address = "#view=units"
    notebook.until(lambda: notebook.shows("#tab-units[aria-current=page]"))


def test_what_is_chosen_on_the_page_is_an_object_in_python(notebook: Notebook, work: WorkPlan) -> None:
    chosen: list[object] = []
    notebook.widget.observe(lambda change: chosen.append(change["new"]), "selection")
    notebook.frame.get_by_role("link", name="上海大学").first.click()
    notebook.until(lambda: bool(chosen))
    assert chosen == [next(entity for entity in work.plan.entities if entity.name == "上海大学")]


def test_python_chooses_what_the_page_shows(notebook: Notebook, work: WorkPlan) -> None:
    notebook.widget.select("吉祥小学")
    notebook.until(lambda: notebook.frame.locator("main h2", has_text="吉祥小学").count() > 0)
    assert isinstance(notebook.widget.selection, Entity)
    task = work.plan.tasks[0]
    notebook.widget.select(task, view="text")
    notebook.until(lambda: notebook.shows("#tab-text[aria-current=page]"))
    assert notebook.frame.locator("mark.on-task").count() > 0
    assert notebook.widget.selection is task


def test_a_view_that_is_opened_on_the_page_is_known_in_python(notebook: Notebook) -> None:
    notebook.frame.locator("#tab-table").click()
    notebook.until(lambda: notebook.widget.view == "table")


def test_the_page_wears_what_the_notebook_wears(notebook: Notebook) -> None:
    notebook.until(lambda: notebook.shows("html[data-theme=light]"))
    notebook.page.evaluate("document.body.style.background = '#111'")
    notebook.until(lambda: notebook.shows("html[data-theme=dark]"))


def test_nobody_who_lacks_the_secret_is_told_anything(notebook: Notebook) -> None:
    said = notebook.page.evaluate("""async () => {
      const frame = document.querySelector("iframe").cloneNode();
      frame.srcdoc = document.querySelector("iframe").srcdoc;
      document.body.append(frame);
      await new Promise((done) => frame.addEventListener("load", done));
      const channel = new MessageChannel();
      let said = 0;
      channel.port1.onmessage = () => said++;
      frame.contentWindow.postMessage({ plankg: 1, secret: "guessed" }, "*", [channel.port2]);
      await new Promise((done) => setTimeout(done, 300));
      frame.remove();
      return said;
    }""")
    assert said == 0


def test_the_page_has_no_way_into_the_notebook(notebook: Notebook) -> None:
    assert notebook.frame.evaluate("window.origin") == "null"
    assert (
        notebook.frame.evaluate("() => { try { return parent.document.title } catch { return 'refused' } }")
        == "refused"
    )


def test_what_was_chosen_before_is_shown_when_the_page_comes_and_never_lost(notebook: Notebook, work: WorkPlan) -> None:
    widget, lost = notebook.widget, []
    widget.select(work.plan.tasks[0], view="text")
    widget.observe(lambda change: lost.append(change["new"]), "selection")
    notebook.page.evaluate("end()")
    notebook.begin()
    notebook.until(lambda: notebook.shows("#tab-text[aria-current=page]"))
    notebook.carry()
    assert lost == []
    widget.unobserve_all("selection")


def test_what_is_closed_listens_no_more(notebook: Notebook) -> None:
    notebook.page.evaluate("end()")
    assert notebook.page.evaluate("[...listeners.values()].reduce((count, each) => count + each.size, 0)") == 0
    notebook.begin()
