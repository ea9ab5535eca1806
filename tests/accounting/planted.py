"""Plans with one fault planted in each: read from a sentence or two, then changed as a wrong reading would have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, Plan
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Entity, Fact, Mention, Relation, Target, Task
from plankg.schema.terms import Basis, Comparator, EntityType, Predicate, Role, TargetKind, TaskKind

HEAD = "岚溪县林业局2025年工作要点\n\n一、重点工作\n\n1.林区管护。"
RULE = "planted"


@dataclass(frozen=True)
class Draft:
    """A plan as read, its document, and what makes statements at words of its text."""

    plan: Plan
    document: Document

    def at(self, words: str, *, behind: str = "林区管护。") -> Evidence:
        """Give the evidence for the first place of the words behind others, which is in the body."""
        text = self.document.normal
        start = text.index(words, text.index(behind) + len(behind))
        return self.document.evidence(start, start + len(words))

    def task(self, words: str, **fields: Any) -> Task:
        told = {"action": words[:2], "kind": TaskKind.OTHER, **fields}
        return Task(id="1.1", directive=self.directive, evidence=self.at(words), rule=RULE, **told)

    def entity(self, kind: EntityType, words: str, name: str | None = None, **place: str) -> Entity:
        evidence = self.at(words, **place)
        mention = Mention(evidence=evidence, section=self.directive)
        said = {"type": kind, "name": name or words, "evidence": evidence, "mentions": (mention,), "rule": RULE}
        return Entity(id=f"{kind.value}/{name or words}", **said)

    def assignment(self, unit: Entity, role: Role, clause: str) -> Assignment:
        return Assignment(
            id="a1", task="1.1", unit=unit.id, name=unit.name, role=role, rule=RULE,
            evidence=self.at(clause), unit_evidence=unit.evidence,
        )  # fmt: skip

    def target(self, words: str, indicator: str, **fields: Any) -> Target:
        return Target(
            id="q1", directive=self.directive, task="1.1", evidence=self.at(words), rule=RULE, indicator=indicator,
            comparator=Comparator.EQ, kind=TargetKind.TARGET, value=3.0, **fields,
        )  # fmt: skip

    @property
    def directive(self) -> str:
        return self.plan.directives[0].id

    def with_(self, **rows: Any) -> Plan:
        """Give the plan with these statements and none of its own in their place."""
        bare = {"tasks": (), "entities": (), "assignments": (), "targets": (), "citations": (), "relations": ()}
        return self.plan.model_copy(update=bare | rows)


def read(body: str) -> Draft:
    """Read a body of one directive."""
    document = document_from_text(HEAD + body, name="要点.txt")
    return Draft(extract(document, plan_id="shili"), document)


def _named(kind: EntityType, words: str, name: str | None = None) -> Callable[[Draft], Plan]:
    return lambda draft: draft.with_(tasks=draft.plan.tasks, entities=(draft.entity(kind, words, name),))


def _listed(words: str) -> Callable[[Draft], Plan]:
    def plan(draft: Draft) -> Plan:
        unit = draft.entity(EntityType.PARTNER_INSTITUTION, words).model_copy(update={"rule": "noted-unit"})
        return draft.with_(tasks=draft.plan.tasks, entities=(unit,))

    return plan


def _task(words: str, **fields: Any) -> Callable[[Draft], Plan]:
    return lambda draft: draft.with_(tasks=(draft.task(words, **fields),))


def _assigned(kind: EntityType, unit: str, role: Role, clause: str, note: str = "") -> Callable[[Draft], Plan]:
    def plan(draft: Draft) -> Plan:
        named = draft.entity(kind, unit)
        row = draft.assignment(named, role, note or clause)
        row = row.model_copy(update={"basis": Basis.ANNOTATED if note else Basis.TEXT})
        return draft.with_(tasks=(draft.task(clause),), entities=(named,), assignments=(row,))

    return plan


def _issuer(words: str) -> Callable[[Draft], Plan]:
    def plan(draft: Draft) -> Plan:
        issuer = Fact(value=words, evidence=draft.at(words), rule=RULE)
        return draft.plan.model_copy(update={"document": draft.plan.document.model_copy(update={"issuer": issuer})})

    return plan


def _leaked(draft: Draft) -> Plan:
    time = draft.at("9月底前")
    tasks = tuple(task.model_copy(update={"time": "9月底前", "time_evidence": time}) for task in draft.plan.tasks)
    return draft.plan.model_copy(update={"tasks": tasks})


def _two_names(draft: Draft) -> Plan:
    longer = draft.entity(EntityType.ALLIANCE, "“青山”护林联盟")
    shorter = draft.entity(EntityType.ALLIANCE, "护林联盟", behind="指导")
    return draft.with_(tasks=draft.plan.tasks, entities=(longer, shorter))


def _work(draft: Draft) -> Plan:
    station = draft.entity(EntityType.CENTRE, "林业站")
    works = Relation(
        id="r1", subject="1.1", predicate=Predicate.RENOVATES, object=station.id, rule=RULE,
        evidence=draft.at("加快林业站围墙改造"),
    )  # fmt: skip
    return draft.with_(tasks=draft.plan.tasks, entities=(station,), relations=(works,))


def _built(clause: str, name: str) -> Callable[[Draft], Plan]:
    def plan(draft: Draft) -> Plan:
        thing, task = draft.entity(EntityType.PROJECT, name), draft.task(clause)
        works = Relation(
            id="r1", subject=task.id, predicate=Predicate.BUILDS, object=thing.id, rule=RULE, evidence=draft.at(clause)
        )
        return draft.with_(tasks=(task,), entities=(thing,), relations=(works,))

    return plan


def _odd_time(draft: Draft) -> Plan:
    task = draft.task("复员2年内未就业军人可领取补贴", time="2年内", time_evidence=draft.at("2年内"))
    return draft.with_(tasks=(task,))


def _timed(draft: Draft) -> Plan:
    task = draft.task("9月底前完成巡查", time="9月底前", time_evidence=draft.at("9月底前"))
    return draft.with_(tasks=(task,))


def _aimed(draft: Draft) -> Plan:
    return draft.with_(
        tasks=(draft.task("确保成活率达到95%以上"),), targets=(draft.target("成活率达到95%以上", "成活率"),)
    )


def _half_read(draft: Draft) -> Plan:
    sentences = tuple(row.model_copy(update={"certainty": 0.05}) for row in draft.plan.sentences)
    return draft.plan.model_copy(update={"sentences": sentences})


BARE: Callable[[Draft], Plan] = Draft.with_
UNIT = EntityType.GOVERNMENT_BODY
PLANTED: dict[str, tuple[str, Callable[[Draft], Plan]]] = {
    "unread-responsibility": ("县水务局牵头开展巡查。", BARE),
    "unread-deadline": ("9月底前完成补植。", _task("9月底前完成补植")),
    "unread-figure": ("补植苗木300亩。", _task("补植苗木300亩")),
    "unread-imperative": ("严禁携带火种进山。", BARE),
    "unread-clause": ("修复受损防火道路。", BARE),
    "sentence-half-read": ("开展巡查。", _half_read),
    "number-run-broken": ("开展巡查。\n4.林区防火。清理可燃物。", lambda draft: draft.plan),
    "head-like-clause": ("主要任务是补植。", _issuer("主要任务是")),
    "issuers-together": ("开展巡查。\n岚溪县林业、水务局", _issuer("岚溪县林业、水务局")),
    "deadline-shared": (
        "9月底前完成补植，清理枯木，修复道路，加固堤坝。\n2.森林防火。开展巡查，清理可燃物，组织演练。",
        _leaked,
    ),
    "directive-empty": ("修复防火道路。", BARE),
    "unit-name-odd": ("针对学校林地制定方案。", _named(EntityType.SCHOOL, "针对学校")),
    "name-cut": ("提高学校绿化水平。", _named(EntityType.SCHOOL, "高学校")),
    "unit-name-supplied": ("会同县水务局、柳湾中学巡山。", _named(EntityType.SCHOOL, "柳湾中学", "县柳湾中学")),
    "unit-type-open": ("由湖滨基地补植苗木。", _listed("湖滨基地")),
    "number-in-text": ("2.2026年底前完成补植。", _task("2.2026年底前完成补植")),
    "line-repeated": (
        "修复道路。\n林业局文件。\n补植苗木。\n林业局文件。\n开展巡查。\n林业局文件。",
        _task("林业局文件"),
    ),
    "task-twofold": ("修复道路，由镇政府负责。", _task("修复道路，由镇政府负责", objects=("道路",))),
    "task-adverbial": ("依据林区监测报告，补植苗木。", _task("依据林区监测报告", action="监测")),
    "task-without-verb": ("林业局文件。", _task("林业局文件", action="林业局文件")),
    "unit-twofold": ("组建“青山”护林联盟，指导护林联盟巡山。", _two_names),
    "unit-role-odd": (
        "发挥护林联盟带动作用。",
        _assigned(EntityType.ALLIANCE, "护林联盟", Role.SITE, "发挥护林联盟带动作用"),
    ),
    "time-odd": ("复员2年内未就业军人可领取补贴。", _odd_time),
    "figure-in-name": (
        "落实“护林20条”细则。",
        lambda draft: draft.with_(tasks=draft.plan.tasks, targets=(draft.target("20条", "护林数"),)),
    ),
    "indicator-odd": (
        "每8个小组至少配备1名护林员。",
        lambda draft: draft.with_(tasks=draft.plan.tasks, targets=(draft.target("8个", "小组至少数"),)),
    ),
    "list-half-read": ("做好东坡水池、西坡苗圃等工程。", _named(EntityType.FACILITY, "西坡苗圃")),
    "quote-half-read": ("发挥“青山”工作室作用。", _named(EntityType.PROGRAMME, "青山")),
    "people-half-read": ("聘请行风监督员巡山。", _named(EntityType.TARGET_GROUP, "监督员")),
    "unit-without-role": ("做好乡镇政府护林工作考核。", _named(UNIT, "乡镇政府")),
    "subject-unread": ("每名护林员建立巡山台账。", _task("每名护林员建立巡山台账")),
    "object-unnamed": (
        "搭建上下贯通的森林防火体系。",
        _task("搭建上下贯通的森林防火体系", objects=("上下贯通的森林防火体系",)),
    ),
    "document-unnamed": (
        "制定校外护林员聘用制度。",
        _task("制定校外护林员聘用制度", kind=TaskKind.FORMULATE_DOCUMENT),
    ),
    "work-apart": ("加快林业站围墙改造。", _work),
}
READ_RIGHTLY: dict[str, Callable[[Draft], Plan]] = {
    "县水务局牵头开展巡查。": _assigned(UNIT, "县水务局", Role.LEAD, "县水务局牵头开展巡查"),
    "由县水务局牵头，开展巡查。": _assigned(UNIT, "县水务局", Role.LEAD, "由县水务局牵头，开展巡查"),
    "会同县水务局开展巡查。": _assigned(UNIT, "县水务局", Role.PARTNER, "会同县水务局开展巡查"),
    "开展巡查。\n责任单位：县水务局": _assigned(UNIT, "县水务局", Role.RESPONSIBLE, "开展巡查", "责任单位：县水务局"),
    "9月底前完成巡查。": _timed,
    "确保成活率达到95%以上。": _aimed,
    "每年11月底前开展巡查。": _task("每年11月底前开展巡查", recurrence="每年11月底前"),
    "上年已建成站点12处。完善巡查办法。": _task("完善巡查办法"),
}
# More kinds of faults for checks that have several: the check, the body, and how the wrong reading has it.
FURTHER: list[tuple[str, str, Callable[[Draft], Plan]]] = [
    ("name-cut", "帮扶未就业青年。", _named(EntityType.TARGET_GROUP, "就业青年")),
    ("name-cut", "每8个村民小组配备护林员。", _named(UNIT, "个村民小组")),
    ("name-cut", "组织岚溪市民巡山。", _named(EntityType.PLACE, "岚溪", "岚溪县")),
    ("name-cut", "编制森林防火、苗木补植方案。", _named(EntityType.POLICY_DOCUMENT, "森林防火")),
    ("unit-name-odd", "借力县农技站培训护林员。", _named(UNIT, "借力县农技站")),
    ("unit-name-odd", "组织党员医师帮扶学校。", _named(EntityType.SCHOOL_CATEGORY, "党员医师帮扶学校")),
    ("unit-name-odd", "开展巡查。由云顶茶厂提供食宿。", _named(UNIT, "云顶茶厂")),
    ("unit-name-odd", "开展巡查。由王强负责。", _named(UNIT, "王强")),
    ("unit-name-supplied", "由松涛水库管理站巡查。", _named(UNIT, "松涛水库管理站", "县松涛水库管理站")),
    ("people-half-read", "组织新入职教师巡山。", _named(EntityType.TARGET_GROUP, "教师")),
    ("list-half-read", "做好北环路、东坡苗圃等工程。", _named(EntityType.FACILITY, "北环路、东坡苗圃")),
    ("task-twofold", "补植苗木；开展巡查。", _task("补植苗木；开展巡查")),
    ("unread-clause", "平整闲置地块。", BARE),
    ("unread-clause", "补种绿植。", BARE),
    ("unread-deadline", "三季度末完成补植。", _task("三季度末完成补植")),
    ("unread-deadline", "3月上旬至4月底开展补植。", _task("3月上旬至4月底开展补植")),
    ("unread-figure", "过半数林场完成补植。", _task("过半数林场完成补植")),
    ("unread-figure", "失火率控制在万分之五以内。", _task("失火率控制在万分之五以内")),
    ("unread-responsibility", "物资由林场管理。", _task("物资由林场管理")),
    ("subject-unread", "各村要于月底前报送清单。", _task("各村要于月底前报送清单")),
    ("work-apart", "推进林场人员配备。", _built("推进林场人员配备", "林场人员")),
]
# What only looks like a fault: the base of a ratio, hours round the clock, the value of an earlier year.
NO_FAULT = {
    "每3个林场配备1名护林员。": ("1名", "3个"),
    "设立24小时自助服务区。": ("", "24小时"),
    "成活率达到95%（2024年：93%）。": ("95%", "93%"),
}
