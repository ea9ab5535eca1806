"""The table that an office sends round: each task once, in the words of the plan, nothing guessed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Standing
from plankg.viz.breakdown.layouts import LAYOUTS
from plankg.viz.breakdown.listing import Listing, listing
from plankg.viz.breakdown.measures import measures, single_measures


def cells(table: Listing, *keys: str) -> list[tuple[str, ...]]:
    columns = {column.key: column for column in table.known}
    return [tuple(str(columns[key].cell(row) or "") for key in keys) for part in table.parts for row in part.rows]


@pytest.mark.parametrize("rows", [measures, single_measures], ids=["measures", "tasks"])
def test_each_task_stands_there_once_and_in_order_in_its_own_words(bundled: Loaded, rows: Callable) -> None:
    listed = rows(bundled.plan)
    assert list(chain.from_iterable(row.ids for row in listed)) == [task.id for task in bundled.plan.tasks]
    for row in listed:
        assert all(context.task.text in row.text for context in row.tasks)


def test_the_words_of_a_row_stand_in_the_text(bundled: Loaded) -> None:
    joined = "".join(bundled.document.text.split())
    together = [row for row in measures(bundled.plan) if len(row.tasks) > 1]
    assert together
    assert all("".join(row.text.split()) in joined for row in together)


def test_tasks_of_one_sentence_with_other_doers_are_rows_apart(noted: Loaded) -> None:
    rows = [row.text for row in measures(noted.plan)]
    assert any(row.endswith("制作节目") for row in rows)
    assert "举办讲座" in rows


def test_units_stand_under_lead_and_support_with_the_labels_of_the_text(noted: Loaded) -> None:
    rows = cells(listing(noted, lang="zh"), "lead", "support", "when")
    assert ("规划科", "财务科、云溪镇政府", "2025年6月底") in rows
    assert any(lead == "疾控科（责任单位）" for lead, _, _ in rows)


def test_what_the_text_leaves_open_is_told_as_open_and_what_people_fill_in_is_empty(noted: Loaded) -> None:
    table = listing(noted, lang="zh")
    last = cells(table, "lead", "when", "office", "progress")[-1]
    assert last == ("待明确", "待明确", "", "")
    assert any(note.startswith("待明确：") for note in table.notes(table.parts[0]))


def test_an_inferred_and_a_decided_unit_are_marked_and_the_marks_explained(bundled: Loaded) -> None:
    first, *others = (row for row in bundled.plan.assignments if row.role.does)
    decided = first.model_copy(update={"standing": Standing.DECIDED})
    plan = bundled.plan.model_copy(update={"assignments": (decided, *others)})
    table = listing(Loaded(plan, bundled.document), lang="zh")
    told = ["".join(row) for row in cells(table, "lead", "support")]
    assert any("上海市宝山区教育局＊" in row for row in told)
    assert any("※" in row for row in told)
    assert [note[0] for note in table.notes(table.parts[0])] == ["待", "＊", "※"]


def test_figures_stand_with_their_measures(noted: Loaded) -> None:
    rows = dict(cells(listing(noted, lang="zh"), "measure", "figures"))
    assert any("3" in figures and "栋" in figures for text, figures in rows.items() if "门诊楼" in text)


def test_every_unit_has_a_part_of_its_own_and_the_last_is_of_nobody(bundled: Loaded) -> None:
    table = listing(bundled, by="unit", lang="zh")
    names = {entity.id: entity.name for entity in bundled.plan.entities}
    parts = {part.name: part for part in table.parts}
    for row in bundled.plan.assignments:
        part = parts.get(names[row.unit])
        assert part is None or any(row.task in measure.ids for measure in part.rows)
    unnamed = {id_ for row in table.parts[-1].rows for id_ in row.ids}
    assert table.parts[-1].name == "待明确"
    assert unnamed == {task.id for task in bundled.plan.tasks} - {
        row.task for row in bundled.plan.assignments if row.role.does
    }


def test_deadlines_come_in_the_order_of_days_and_what_has_none_comes_last(noted: Loaded) -> None:
    part = listing(noted, by="deadline", lang="zh").parts[0]
    bands = list(dict.fromkeys(row.band for row in part.rows))
    assert bands[0] == "2025年6月底"
    assert bands[-1] == "待明确"


@pytest.mark.parametrize("by", LAYOUTS)
def test_a_layout_lists_a_plan_that_says_nothing_of_it(by: str) -> None:
    document = document_from_text("某局工作要点\n\n一、概述\n\n今年形势良好。\n", name="空.txt")
    table = listing(Loaded(extract(document, plan_id="empty"), document), by=by, lang="zh")
    assert sum(len(part.rows) for part in table.parts) <= 1


def test_conditions_must_all_hold_and_an_empty_one_asks_for_an_empty_cell(noted: Loaded) -> None:
    table = listing(noted, rows=["配合单位=", "牵头单位=待明确"], lang="zh")
    assert all(row == ("待明确", "") for row in cells(table, "lead", "support"))


def test_a_column_that_is_not_known_is_refused_with_those_that_are(noted: Loaded) -> None:
    with pytest.raises(UsageError) as caught:
        listing(noted, names=["分数"], lang="zh")
    assert "牵头单位" in str(caught.value)


def test_a_table_in_english_has_english_headings(noted: Loaded) -> None:
    table = listing(noted, lang="en")
    assert [column.heading for column in table.shown][:3] == ["No.", "Key task", "Measures"]
