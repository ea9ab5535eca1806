"""The widget's Python by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plankg.graph.plans import load_plan
from plankg.schema.errors import UsageError
from plankg.schema.evidence import Evidence
from plankg.schema.loaded import Loaded
from plankg.viz.page.file import workbench_page
from plankg.viz.widget.addresses import VIEWS, Addressed
from plankg.viz.widget.workbench import Workbench

from plankg.workplan import WorkPlan

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "viz" / "workbench" / "src"


def test_the_views_are_those_of_the_page() -> None:
    assert re.findall(r'^ *(?:\{ )?id: "(\w+)"', (PAGE / "views/contract.ts").read_text("utf-8"), re.MULTILINE) == list(
        VIEWS
    )


def test_messages_have_one_version_in_python_the_script_and_the_page() -> None:
    script = (Path(__file__).parents[2] / "viz/widget/workbench.js").read_text("utf-8")
    page = (PAGE / "model/notebook.ts").read_text("utf-8")
    assert re.findall(r"VERSION = (\d+)", script + page) == ["1", "1"]


def test_everything_that_can_be_chosen_comes_back_as_itself(loaded: Loaded) -> None:
    plan, addressed = loaded.plan, Addressed(loaded)
    things = [
        *plan.sections, *plan.tasks, *plan.entities, *plan.assignments, *plan.targets, *plan.citations, *plan.relations
    ]  # fmt: skip
    assert len(things) > 500
    assert [thing for thing in things if addressed.at(addressed.choosing(thing)["select"]) is not thing] == []


def test_words_of_the_text_are_chosen_as_evidence(loaded: Loaded) -> None:
    evidence = loaded.plan.tasks[3].evidence
    chosen = Addressed(loaded).at(Addressed(loaded).choosing(evidence)["select"])
    assert chosen == evidence


@pytest.mark.parametrize("ref", ["text/5-2", "text/0-999999999", "task/99.9", "School/无此校"])
def test_what_leads_to_nothing_is_nothing(loaded: Loaded, ref: str) -> None:
    assert Addressed(loaded).at(ref) is None


def test_the_address_has_view_and_selection_and_keeps_them_apart(work: WorkPlan) -> None:
    widget = work.workbench("units", select="上海大学")
    widget.view = "matrix"
    assert getattr(widget.selection, "name", None) == "上海大学"
    widget.address = "#view=table&sorted=due"
    assert (widget.view, widget.selection) == ("table", None)
    widget.select(work.plan.tasks[0])
    assert "sorted=due" in widget.address
    widget.select(None)
    assert widget.address == "#view=table&sorted=due"


def test_words_that_the_page_chose_are_shown_as_evidence(work: WorkPlan) -> None:
    widget = work.workbench()
    widget.address = "#select=text/0-3"
    assert widget.selection == Evidence.model_validate(
        {"quote": work.document.text[:3], "pieces": [{"start": 0, "end": 3}]}
    )


def test_a_view_that_there_is_not_is_refused_with_those_there_are(work: WorkPlan) -> None:
    with pytest.raises(UsageError, match="units, matrix"):
        work.workbench("unit")
    with pytest.raises(UsageError, match="sparql"):  # known, but left out unless it is wanted
        work.workbench("sparql")
    assert work.workbench("sparql", sparql=True).view == "sparql"


def test_a_name_that_the_plan_does_not_have_is_refused_with_the_nearest(work: WorkPlan) -> None:
    with pytest.raises(UsageError, match="吉祥小学"):
        work.workbench(select="吉祥中小学")


def test_what_belongs_to_another_plan_is_refused(work: WorkPlan, loaded: Loaded) -> None:
    with pytest.raises(UsageError, match=work.plan.id):
        work.workbench().select(loaded.plan.tasks[0])


def test_of_several_plans_that_is_asked_which_is_shown(work: WorkPlan, loaded: Loaded) -> None:
    widget = Workbench([work, loaded])
    widget.address = f"#plan={loaded.plan.id}&select=task%2F5.6"
    assert widget.selection is next(task for task in loaded.plan.tasks if task.id == "5.6")
    widget.select("5.7")
    assert widget.plan is loaded


def test_the_page_is_no_part_of_the_widgets_state(work: WorkPlan) -> None:
    assert sum(len(str(value)) for value in work.workbench().get_state().values()) < 10_000


def test_whoever_has_no_widgets_gets_the_card(work: WorkPlan) -> None:
    data, _ = work.workbench()._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "text/plain", "text/html"} == set(data)
    assert work.title in data["text/html"]


def test_a_page_that_was_not_made_for_a_notebook_has_no_secret() -> None:
    hostile = load_plan(Path(__file__).parents[1] / "pages" / "hostile.txt")
    assert '"host":' not in workbench_page([hostile], sparql=False)
    assert '"host":"s"' in workbench_page([hostile], sparql=False, host="s")
