"""Figures cost what their number is: a clause with twice as many takes no more than about twice as long."""

from __future__ import annotations

from time import process_time

from plankg.graph.extraction import extract
from plankg.graph.extraction.chunks.times import PlanYear, find_time
from plankg.graph.extraction.draft.spans import Clause, Span, Verb
from plankg.graph.extraction.figures.surroundings import Surroundings
from plankg.graph.extraction.figures.targets import figures_of
from plankg.graph.reading.text import document_from_text
from plankg.schema.terms import TaskKind

SHAPES = {
    "a list": "{}个示范村、",
    "no comma": "产业园区{}个",
    "shares": "普及率达到{}%、",
    "conditions": "对年产值{}万元以上的企业，",
    "occasions": "每村开展{}次走访",
}
MANY = 500
# Twice the figures: twice the time, and some room for a busy machine.
FACTOR = 3.0


def _clause(shape: str, count: int) -> tuple[str, Clause]:
    text = "建设" + "".join(shape.format(number + 2) for number in range(count))
    span = Span(0, len(text))
    verb = Verb(Span(0, 2), "建设", TaskKind.BUILD)
    return text, Clause(span, "s1", (verb,), (Span(2, len(text)),), (), "main-verb", (span,))


def _seconds(shape: str, count: int) -> float:
    text, clause = _clause(shape, count)
    taken = []
    for _ in range(3):
        begin = process_time()
        figures_of(Surroundings(text, clause, ()))
        find_time(text, clause.span, PlanYear(2025))
        taken.append(process_time() - begin)
    return min(taken)


def test_every_figure_of_a_long_clause_is_read() -> None:
    text, clause = _clause(SHAPES["a list"], MANY)
    figures = figures_of(Surroundings(text, clause, ()))
    assert [figure.value for figure in figures] == [number + 2 for number in range(MANY)]


def test_no_indicator_begins_or_ends_inside_a_quote() -> None:
    text = "一、工作任务\n1.品牌。培育“小巨人”企业20家，做强“1+3”产业链5条，“四上”企业占比达到60%，推广“智慧农场”不少于8个。"
    plan = extract(document_from_text(text, name="示例.txt"), plan_id="shili")
    counted = [target.indicator for target in plan.targets]
    assert all(indicator.count("“") == indicator.count("”") for indicator in counted)
    assert len([target for target in plan.targets if target.kind.value in {"target", "share", "count"}]) == len(
        "四个数量"
    )
