from __future__ import annotations

from typing import Any

import pytest
import yaml
from plankg.graph.checks.doubts import KINDS, Doubt, doubts
from plankg.graph.checks.validation import statements
from plankg.graph.extraction import extract
from plankg.graph.plans import load_plan
from plankg.graph.reading.text import document_from_text
from plankg.graph.review import apply_review
from plankg.schema.decision import Decision, Review
from plankg.schema.loaded import Loaded
from plankg.schema.terms import EntityType
from plankg.schema.wording import catalogue, languages

pytestmark = pytest.mark.slow

HEAD = "某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校工作。推进改革。完善制度。"
BODIES = {
    "conflict": "确保公办幼儿园覆盖率达80%，力争公办幼儿园覆盖率达90%。",
    "name-twofold": "擦亮“天天问”。",
    "task-without-verb": "全县河道的清淤与养护，",
    "members-unnamed": "统筹三大学区资源。",
    "type-uncertain": "推进“天天问”布局。",
    "merge-candidate": "组建“未来学习”学校联盟，指导学校联盟开展研究。",
    "merged-names": "组建紧密型教育集团，推进紧密型集团建设。",
    "figure-without-indicator": "力争达到80%。",
    "statement-unsure": "开展提升教师等队伍和与教育链、人才链及创新链融合发展的相关工作与事项，推动形成合力。",
    "sentence-silent": "推进改革。\n二、保障\n某某某某。\n1.加强管理。落实责任。",
}

TWINS = {"name-twofold": EntityType.EVENT}


def raised(body: str, *, twin: EntityType | None = None) -> list[Doubt]:
    """Give the doubts of a plan; `twin` is the type under which its last name stands a second time."""
    document = document_from_text(HEAD + body, name="要点.txt")
    plan = extract(document, plan_id="example")
    if twin:
        last = plan.entities[-1]
        other = last.model_copy(update={"type": twin, "id": f"{twin}/{last.name}"})
        plan = plan.model_copy(update={"entities": (*plan.entities, other)})
    return list(doubts(plan, document))


@pytest.mark.parametrize("kind", KINDS)
def test_a_doubt_of_each_kind_is_raised(kind: str) -> None:
    assert kind in {doubt.issue.check for doubt in raised(BODIES[kind], twin=TWINS.get(kind))}


def test_what_only_opens_the_next_sentence_is_no_doubt() -> None:
    body = "推进改革。\n二、保障\n某某某某：\n1.加强管理。落实责任。"
    assert "sentence-silent" not in {doubt.issue.check for doubt in raised(body)}


def test_a_name_read_as_two_things_is_told_with_their_types_and_places() -> None:
    (doubt,) = (
        doubt for doubt in raised(BODIES["name-twofold"], twin=EntityType.EVENT) if doubt.issue.check == "name-twofold"
    )
    assert doubt.issue.message == "“天天问”读成了两个事物：“天天问”处的品牌，“天天问”处的活动。是两个，还是同一个？"


def test_a_plain_plan_raises_no_doubt() -> None:
    assert raised("召开年度教育工作大会。") == []


def test_a_school_and_the_project_that_builds_it_are_no_contradiction() -> None:
    assert "name-twofold" not in {doubt.issue.check for doubt in raised("推进白鹭小学、白鹭幼儿园等项目顺利开工。")}


def test_the_least_sure_comes_first_then_kinds_in_their_order_and_each_in_the_order_of_the_text(loaded: Loaded) -> None:
    order = list(KINDS)
    keys = [
        (doubt.issue.certainty, order.index(doubt.issue.check), doubt.issue.evidence.start)
        for doubt in doubts(loaded.plan, loaded.document)
        if doubt.issue.evidence and doubt.issue.certainty is not None
    ]
    assert keys == sorted(keys)
    assert keys


def test_an_unsure_statement_is_told_with_its_share_of_errors_its_reason_and_its_sentence(loaded: Loaded) -> None:
    first, *others = loaded.plan.tasks
    plan = loaded.plan.model_copy(update={"tasks": (first.model_copy(update={"certainty": 0.45}), *others)})
    (doubt,) = (doubt for doubt in doubts(plan, loaded.document) if doubt.issue.statement == first.id)
    assert doubt.issue.message.startswith(f"疑：任务“{first.text}”，十有五六是错的：任务从哪里起、到哪里止看不准")
    assert "（" in doubt.issue.message


def test_what_a_reviewer_accepts_is_sure_and_no_doubt_any_more(loaded: Loaded) -> None:
    unsure = next(doubt for doubt in doubts(loaded.plan, loaded.document) if doubt.issue.check == "statement-unsure")
    decision = Decision(**(unsure.decision or {}), id="sure", reason="核对过", by="某人", date="2023-09-01")  # type: ignore[arg-type]
    plan, _ = apply_review(loaded.plan, loaded.document, Review(decisions=(decision,)))
    told = {doubt.issue.statement for doubt in doubts(plan, loaded.document)}
    assert unsure.issue.statement not in told
    assert dict(statements(plan))[unsure.issue.statement or ""].certainty is None


def test_the_bundled_plan_asks_for_the_five_districts_and_the_alliance() -> None:
    raw = load_plan("baoshan-2023h2", review=False)
    found = doubts(raw.plan, raw.document)
    said = [doubt.issue.message for doubt in found]
    assert any("五大学区" in message and "5" in message for message in said)
    assert any("“学校联盟”" in message for message in said)


def test_what_a_reviewer_decided_is_no_doubt_any_more(loaded: Loaded) -> None:
    raw = load_plan("baoshan-2023h2", review=False)
    before = doubts(raw.plan, raw.document)
    assert len(doubts(loaded.plan, loaded.document)) < len(before)


def test_the_decision_that_a_doubt_proposes_can_be_carried_out() -> None:
    raw = load_plan("baoshan-2023h2", review=False)
    for doubt in doubts(raw.plan, raw.document):
        if doubt.decision and doubt.decision["action"] in {"accept", "merge"}:
            written: dict[str, Any] = yaml.safe_load(yaml.safe_dump(doubt.decision, allow_unicode=True))
            decision = Decision(**written, id="d1", reason="核对过", by="某人", date="2023-09-01")  # type: ignore[arg-type]
            _, issues = apply_review(raw.plan, raw.document, Review(decisions=(decision,)))
            assert issues == (), decision


@pytest.mark.parametrize("lang", languages())
def test_every_kind_of_doubt_has_its_sentence(lang: str) -> None:
    assert [kind for kind in KINDS if f"doubt.{kind}" not in catalogue(lang)] == []  # type: ignore[arg-type]
