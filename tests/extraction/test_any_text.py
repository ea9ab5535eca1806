"""What holds for every text: evidence stands in it, tasks lie apart and inside their directive, ids are unique."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plankg.graph.checks.validation import coverage, statements, verify
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ExtractionError, Plan, ReadingError
from plankg.schema.terms import EntityType, Severity

pytestmark = pytest.mark.slow

VERBS = [
    "推进",
    "建设",
    "召开",
    "制定",
    "探索",
    "力争",
    "会同",
    "指导",
    "继续深化",
    "严格执行",
    "为",
    "并完善",
    "以",
    "让",
]
THINGS = [
    "基层医疗体系",
    "临江小学迁建项目",
    "《村庄规划（2024—2026年）》",
    "“一村一品”示范村20个以上",
    "五大学区优质园资源",
    "各镇及有关部门",
    "32家养老机构",
    "第三届艺术节",
    "覆盖率达到95%",
    "“健康小屋”“红色驿站”",
    "留守儿童和残疾人",
    "乡村教师秋季培训班",
    "and STEM+教育",
    "𠮷祥社区学习点",
]
TAILS = [
    "",
    "建设",
    "工作",
    "为抓手",
    "的发展",
    "开展督查",
    "完工启用",
    "，2024年底前完成",
    "（责任单位：县教育局、各乡镇）",
]
MARKS = ["，", "。", "；", "、", "\n", "\n\n", " ", "”", "（", "：", ".", "%"]
LABELS = ["一、", "二、", "（一）", "1.", "2. ", "12．", "（1）", "①", "第一章 ", "——", "责任单位：", "完成时限：", ""]

clauses = st.builds("{}{}{}{}".format, *map(st.sampled_from, (VERBS, THINGS, TAILS, MARKS)))
lines = st.builds(lambda label, parts: label + "".join(parts), st.sampled_from(LABELS), st.lists(clauses, max_size=5))
oddities = st.text(st.sampled_from("一、（）1.。，；“”《》达%年月\n 　\tａ０and𠮷"), max_size=12)
texts = st.lists(lines | oddities, min_size=1, max_size=8).map("\n".join)
HEAD = "青山县教育局2024年工作要点\n一、工作任务\n1.标题。推进改革，完善制度，"


def read(text: str) -> tuple[Document, Plan] | None:
    try:
        document = document_from_text(text, name="任意.txt")
        return document, extract(document, plan_id="renyi")
    except (ExtractionError, ReadingError):
        return None


@given(texts.map(lambda text: HEAD + text) | texts)
@settings(max_examples=150, deadline=None)
def test_every_plan_holds_against_its_text(text: str) -> None:
    found = read(text)
    if found is None:
        return
    document, plan = found
    assert [issue.message for issue in verify(plan, document) if issue.severity is Severity.ERROR] == []
    ids = Counter(name for name, _ in statements(plan))
    assert [name for name, times in ids.items() if times > 1] == []
    assert len(coverage(plan)) == len(plan.sentences)


@given(texts.map(lambda text: HEAD + text))
@settings(max_examples=100, deadline=None)
def test_tasks_lie_apart_and_inside_their_directive(text: str) -> None:
    found = read(text)
    if found is None:
        return
    _, plan = found
    bodies = {section.id: [section.evidence, *filter(None, [section.body])] for section in plan.directives}
    for task in plan.tasks:
        assert any(
            place.start <= task.evidence.start and task.evidence.end <= place.end for place in bodies[task.directive]
        )
    ordered = sorted((task.evidence.start, task.evidence.end) for task in plan.tasks)
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))


characters = st.sampled_from("东南西北江河湖海松柏梅兰福康宁泰安吉祥")
names = st.text(characters, min_size=2, max_size=2)


@given(before=texts, name=names, figure=st.integers(min_value=2, max_value=9999), percent=st.integers(1, 99))
@settings(max_examples=60, deadline=None)
def test_planted_names_and_figures_come_back_at_their_place(before: str, name: str, figure: int, percent: int) -> None:
    planted = f"扩建{name}中学，打造“{name}”品牌，新增{figure}个床位，力争普及率达{percent}%。"
    # A quote left open reaches into what follows, as it does for a reader.
    text = f"{HEAD}\n{re.sub('[“”]', '', before)}\n二、其他\n2.条目。{planted}"
    found = read(text)
    assert found is not None
    document, plan = found
    begin = document.text.rindex("扩建")
    places = {
        (mention.evidence.start, mention.evidence.quote, entity.type)
        for entity in plan.entities
        for mention in entity.mentions
    }
    assert (begin + 2, f"{name}中学", EntityType.SCHOOL) in places
    assert (begin + planted.index("“"), f"“{name}”品牌", EntityType.BRAND) in places
    figures = {row.evidence.start: row for row in plan.targets}
    bed = figures[begin + planted.index("新增")]
    share = figures[begin + planted.index("普及率")]
    assert (bed.value, bed.unit) == (figure, "个")
    assert (share.value, share.unit, share.evidence.quote) == (percent, "%", f"普及率达{percent}%")
