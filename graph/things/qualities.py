"""What words say beside the parts of a statement: how firm an aim is, a thing's level and stage of school, what a name stands for.

Read from the words when it is asked for, as edges that repeat a statement are: nothing of it is stored in a plan.
"""

from __future__ import annotations

import re

from plankg.graph.extraction.words.lexicon import any_of, word_pattern
from plankg.graph.patterns import named_pattern
from plankg.graph.things.full_names import DISTINCT, full_name
from plankg.schema.plan import Entity, Plan, Target, Task
from plankg.schema.terms import EntityType, Extent, Firmness, Level, Stage

# 到2025年，力争…: a time may stand before the word. 基本 is one only before what comes about: 基本设施 is a thing.
FIRM = named_pattern(
    "qualities.firm",
    r"^(?:(?:到|至|在)?[^，；。]{0,12}[年月日底末前内]，?)?\s*(?:"
    r"(?P<ensured>确保|务必|保证)|(?P<striven>力争|力求|争取(?=在|到|实现|完成|达|建成|年)|努力(?=实现|完成|达))"
    r"|(?P<largely>(?:总体|大体|基本)(?=实现|形成|建成|完成|达|建立|消除|满足|解决|覆盖|普及|具备|健全|成型)))",
    matches=["力争覆盖率达75%", "到2025年底，基本建成治理体系", "确保项目开工"],
    rejects=["基本设施开工", "争取优质资源", "完善机制，确保安全"],
)
CLAUSE = re.compile(r"[，；。、：]")
LEVEL = named_pattern(
    "qualities.level",
    r"(?P<national>国家)级|(?P<provincial>(?<![外])省)级|(?P<municipal>(?<![城])市)级|(?P<district>(?<![学社园校辖])区|县)级|(?P<school>校)级",
    matches=["市级项目区实验项目", "区级名师工作室"],
    rejects=["学区级差", "二级园"],
)
LEVELLED = frozenset(EntityType) - {
    EntityType.TARGET_GROUP,  # 校级干部: a rank
    EntityType.GOVERNMENT_BODY,
    EntityType.CONCEPT,
    EntityType.PLACE,
    EntityType.POLICY_DOCUMENT,
}
STAGES = {
    Stage.KINDERGARTEN: named_pattern(
        "qualities.kindergarten",
        r"幼儿园|幼稚园|托幼|学前|(?<![校公田家乐产业])园$",
        matches=["16所二级园", "城东幼儿园"],
        rejects=["平安校园", "产业园"],
    ),
    Stage.PRIMARY: named_pattern(
        "qualities.primary",
        r"小学|九年一贯|义务教育",
        matches=["中小学校", "城东小学"],
        rejects=["大学", "初中"],
    ),
    Stage.JUNIOR: named_pattern(
        "qualities.junior",
        r"初中|初、高中|初级中学|中小学|九年一贯|义务教育|完全中学",
        matches=["初、高中学校", "中小学"],
        rejects=["普通高中"],
    ),
    Stage.SENIOR: named_pattern(
        "qualities.senior",
        r"高中|高级中学|中小学|完全中学",
        matches=["普通高中", "初、高中学校"],
        rejects=["初中", "城东中学"],
    ),
    Stage.VOCATIONAL: named_pattern(
        "qualities.vocational",
        r"职校|中职|职业(?:技术)?学校|职业高中|技工学校",
        matches=["爱辉职校"],
        rejects=["职教集团"],
    ),
}
STAGED = {
    EntityType.SCHOOL,
    EntityType.SCHOOL_CATEGORY,
    EntityType.EDUCATION_GROUP,
    EntityType.ALLIANCE,
    EntityType.PROJECT,
    EntityType.TARGET_GROUP,
}
KINDS = {EntityType.SCHOOL_CATEGORY, EntityType.TARGET_GROUP}
"""Types of which no name is one thing's own."""
COMMON = {
    EntityType.EDUCATION_GROUP,
    EntityType.ALLIANCE,
    EntityType.CENTRE,
    EntityType.PARTNER_INSTITUTION,
    EntityType.FACILITY,
    EntityType.PLATFORM,
}
GENERIC = {*COMMON, EntityType.PROJECT}
"""Types of which many things bear names of nothing but usual words."""
DOINGS = {EntityType.EVENT, EntityType.PROJECT}
"""Types of which a number in the name counts what they are about: 五大学区成立大会 is one meeting."""


def firmness(task: Task, target: Target | None = None) -> Firmness | None:
    """How firm the aim of a task is, or of a figure in it, which has the task's where its own clause says nothing.

    None where the words don't say: a plain 完成 is no less firm than 确保完成, and nobody can tell how much.
    """
    own = _firm(_clause(task, target)) if target else None
    return own or _firm(task.text)


def _firm(words: str) -> Firmness | None:
    match = FIRM.match(words)
    return Firmness.of(next(name for name, text in match.groupdict().items() if text)) if match else None


def _clause(task: Task, target: Target) -> str:
    """The words of a figure from where their clause begins."""
    before = task.text[: max(0, target.evidence.start - task.evidence.start)]
    return CLAUSE.split(before)[-1] + target.evidence.quote


def level(entity: Entity) -> Level | None:
    """The level that the name of a project, a programme or a body says it has, None where it says none."""
    match = LEVEL.search(entity.name) if entity.type in LEVELLED else None
    return Level.of(next(name for name, text in match.groupdict().items() if text)) if match else None


def stages(entity: Entity) -> tuple[Stage, ...]:
    """The stages of school that a name says, in their order; none where it leaves them open (城东中学 may be either)."""
    return tuple(stage for stage, words in STAGES.items() if entity.type in STAGED and words.search(entity.name))


def extent(entity: Entity, plan: Plan) -> Extent:
    """Whether an entity's name is one thing's own, or stands for a kind of things, or for a counted number of them."""
    name = entity.expanded_name or entity.name
    if entity.members or (entity.type not in DOINGS and any_of("identities", "counted").search(name)):
        return Extent.SET
    if entity.type in KINDS or any_of("identities", "several").search(name):
        return Extent.KIND
    if full_name(entity, plan):
        return Extent.NAMED
    if entity.type is EntityType.GOVERNMENT_BODY:
        return Extent.KIND
    own = name
    for words, types in (("common", COMMON), ("generic", GENERIC)):
        own = word_pattern("identities", words).sub("", own) if entity.type in types else own
    return Extent.NAMED if len(own) >= DISTINCT else Extent.KIND
