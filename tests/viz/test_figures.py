from __future__ import annotations

import pytest
from plankg.schema import Evidence, Piece, Target
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Comparator, TargetKind
from plankg.viz.contexts import contexts
from plankg.viz.figures import figure

READ: dict[str, tuple[tuple[float | str | None, float | None, str | None, Comparator], str, str]] = {
    "75%以上": ((75.0, None, "%", Comparator.GE), "不低于 75%", "at least 75%"),
    "2.5万": ((2.5, None, "万", Comparator.EQ), "2.5万", "2.5万"),
    "3至5所": ((3.0, 5.0, "所", Comparator.EQ), "3–5所", "3–5所"),
    "第五批": ((5.0, None, "批", Comparator.ORDINAL), "第5批", "no. 5批"),
    "4:3:2:1": (("4:3:2:1", None, None, Comparator.EQ), "4:3:2:1", "4:3:2:1"),
    "全覆盖": ((None, None, None, Comparator.EQ), "全覆盖", "全覆盖"),
}


@pytest.mark.parametrize("quote", READ)
def test_a_figure_is_read_as_one_would_say_it(quote: str) -> None:
    (value, value_max, unit, comparator), zh, en = READ[quote]
    target = Target(
        id="q1", directive="d1", value=value, value_max=value_max, unit=unit, comparator=comparator,
        indicator="比例", kind=TargetKind.SHARE, rule="figure",
        evidence=Evidence(quote=quote, pieces=(Piece(start=0, end=len(quote)),)),
    )  # fmt: skip
    assert figure(target, "zh") == zh
    assert figure(target, "en") == en


def test_each_task_has_the_sentence_that_holds_it(bundled: Loaded) -> None:
    for context in contexts(bundled.plan):
        task = context.task.evidence
        assert context.sentence.start <= task.start
        assert task.end <= context.sentence.end
        assert context.directive is not None
        assert context.chapter in bundled.plan.chapters


def test_a_task_outside_all_sentences_is_its_own_context(bundled: Loaded) -> None:
    plan = bundled.plan.model_copy(update={"sentences": ()})
    assert all(context.sentence == context.task.evidence for context in contexts(plan))
