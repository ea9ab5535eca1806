from __future__ import annotations

import pytest
from plankg.graph.things.qualities import extent, firmness, level, stages
from plankg.schema import Document, DocumentData, Entity, Evidence, Fact, Piece, Plan, Target, Task
from plankg.schema.terms import Comparator, EntityType, Extent, Firmness, Level, Stage, TargetKind, TaskKind


def words(text: str, start: int = 0) -> Evidence:
    return Evidence(quote=text, pieces=(Piece(start=start, end=start + len(text)),))


def task(text: str) -> Task:
    return Task(id="1.1", directive="1", action="完成", kind=TaskKind.COMPLETE, evidence=words(text), rule="main-verb")


def figure(text: str, of: Task) -> Target:
    place = of.text.index(text)
    kind, comparator = TargetKind.TARGET, Comparator.GE
    return Target(
        id="q1",
        directive="1",
        task=of.id,
        comparator=comparator,
        indicator="数",
        kind=kind,
        evidence=words(text, place),
        rule="r",
    )


def thing(id_: str) -> Entity:
    kind, _, name = id_.partition("/")
    return Entity(id=id_, type=EntityType.of(kind), name=name, evidence=words(name), rule="r")


PLAN = Plan(
    id="p", document=DocumentData(issuer=Fact(value="江北省海陵市教育局", evidence=words("海陵市教育局"), rule="r"))
)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("确保新校区9月投入使用", Firmness.ENSURED),
        ("务必完成隐患整改", Firmness.ENSURED),
        ("力争覆盖率达到80%", Firmness.STRIVEN),
        ("到2027年底，基本建成评价体系", Firmness.LARGELY),
        ("6月底前力争完成招标", Firmness.STRIVEN),
        ("争取年底前完成改造", Firmness.STRIVEN),
        ("争取完成改造", Firmness.STRIVEN),
        ("争取社会资源", None),
        ("基本公共服务覆盖城乡", None),
        ("完善制度，确保资金安全", None),
        ("完成改造", None),
    ],
)
def test_a_task_is_as_firm_as_its_first_words_say(text: str, firm: Firmness | None) -> None:
    assert firmness(task(text)) is firm


def test_a_figure_is_as_firm_as_its_own_clause_or_else_as_its_task() -> None:
    both = task("力争覆盖率达85%、新增站点12个")
    assert firmness(both, figure("新增站点12个", both)) is Firmness.STRIVEN
    apart = task("新建站点8个，力争建成12个")
    assert firmness(apart, figure("8个", apart)) is None
    assert firmness(apart, figure("12个", apart)) is Firmness.STRIVEN


@pytest.mark.parametrize(
    ("id_", "found"),
    [
        ("Project/市级课改实验项目", Level.MUNICIPAL),
        ("Project/区级重点课题", Level.DISTRICT),
        ("Brand/县级文明校园", Level.DISTRICT),
        ("Event/校级展示活动", Level.SCHOOL),
        ("Qualification/国家级示范校", Level.NATIONAL),
        ("TargetGroup/校级干部", None),
        ("Facility/社区级差图", None),
        ("SchoolCategory/二级园", None),
        ("Project/海陵市综合改革项目", None),
    ],
)
def test_a_level_is_one_that_the_name_says(id_: str, found: Level | None) -> None:
    assert level(thing(id_)) is found


@pytest.mark.parametrize(
    ("id_", "found"),
    [
        ("School/临江小学", [Stage.PRIMARY]),
        ("SchoolCategory/中小学校", [Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR]),
        ("SchoolCategory/初、高中学校", [Stage.JUNIOR, Stage.SENIOR]),
        ("SchoolCategory/12所示范园", [Stage.KINDERGARTEN]),
        ("SchoolCategory/中小校园", []),
        ("School/临江中学", []),
        ("School/江海大学", []),
        ("School/江海职校", [Stage.VOCATIONAL]),
        ("Concept/小学科学教育", []),
    ],
)
def test_a_stage_is_one_that_the_name_says(id_: str, found: list[Stage]) -> None:
    assert list(stages(thing(id_))) == found


@pytest.mark.parametrize(
    ("id_", "found"),
    [
        ("School/临江小学", Extent.NAMED),
        ("SchoolCategory/普通高中", Extent.KIND),
        ("SchoolCategory/9所试点校", Extent.SET),
        ("SchoolDistrict/六大学区", Extent.SET),
        ("Event/六大学区启动会", Extent.NAMED),
        ("GovernmentBody/各街镇", Extent.KIND),
        ("GovernmentBody/相关部门", Extent.KIND),
        ("GovernmentBody/市财政局", Extent.NAMED),
        ("EducationGroup/紧密型教育集团", Extent.KIND),
        ("EducationGroup/江海教育集团", Extent.NAMED),
        ("Facility/停车场", Extent.KIND),
        ("Facility/江海少年宫", Extent.NAMED),
        ("Platform/教学资源库", Extent.KIND),
        ("Alliance/20个科创联合体", Extent.SET),
        ("TargetGroup/班主任", Extent.KIND),
        ("Concept/三全育人", Extent.NAMED),
    ],
)
def test_a_name_is_one_things_own_a_kinds_or_a_counted_sets(id_: str, found: Extent) -> None:
    assert extent(thing(id_), PLAN) is found


def test_the_qualities_of_the_bundled_plan(plan: Plan, document: Document) -> None:
    assert document.text
    firm = {row.id: found.value for row in plan.tasks if (found := firmness(row))}
    assert firm["8.3"] == "striven"
    assert firm["20.3"] == "ensured"
    assert firm["4.7"] == "largely"
    assert "21.3" not in firm
