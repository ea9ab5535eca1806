"""The closed lists of the model: each term once, with its labels; colours, IRIs and menus are derived from here.

Labels are the words of the trade: 牵头/配合 for who does a task, 受益/地点/对象 for whom or where it concerns.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from plankg.schema.wording import Language, said


class Term(StrEnum):
    """A value of a closed list, with its Chinese and English label.

    >>> Role.LEAD.zh, Role.LEAD.en, str(Role.LEAD)
    ('牵头', 'leads', 'lead')
    """

    zh: str
    en: str

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """Make the value, and hang its labels on it."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.zh, term.en = zh, en
        return term

    def said(self, lang: Language | None = None) -> str:
        """The term in that language, else in the one in force.

        >>> Role.LEAD.said("en")
        'leads'
        """
        return said(self, lang)

    @classmethod
    def of(cls, value: str) -> Self:
        """The term of a value as data files write it; raises ValueError for one that is not in the list.

        >>> TaskKind.of("build").zh
        '建设'
        """
        term = cls._value2member_map_.get(value)
        if not isinstance(term, cls):
            raise ValueError(f"{value} is no {cls.__name__}")  # noqa: TRY004 - it is the value that is wrong
        return term


class Standing(Term):
    """Where a statement comes from; never mixed up, exported everywhere."""

    STATED = "stated", "原文写明", "stated by the text"
    INFERRED = "inferred", "规则推断", "inferred by a named rule"
    DECIDED = "decided", "人工审定", "decided by a reviewer"
    CITED = "cited", "引自外部来源", "cited from an outside source"


class Role(Term):
    """How a unit stands to a task.

    >>> [role.value for role in Role if role.does]
    ['lead', 'responsible', 'participant', 'partner']
    """

    does: bool
    letter: str
    colour: str
    link: str

    def __new__(cls, value: str, zh: str, en: str, letter: str, does: bool, colour: str, link: str) -> Self:  # noqa: PLR0917 - a row of a table
        """Make the role; `does` tells who does it (True) from whom or where it concerns (False); the colour is sRGB hex.

        The link is the name of the property that RDF has for it between the unit and the task.
        """
        role = str.__new__(cls, value)
        role._value_ = value
        role.zh, role.en, role.letter, role.does, role.colour, role.link = zh, en, letter, does, colour, link
        return role

    @property
    def edge(self) -> Predicate:
        """The typed edge that it is among relations: its own where there is one, else that of all who do, or whom it concerns.

        >>> Role.LEAD.edge.value, Role.RESPONSIBLE.edge.value, Role.SITE.edge.value
        ('leads', 'carries', 'appliesTo')
        """
        above = Predicate.CARRIES if self.does else Predicate.APPLIES_TO
        return next((edge for edge in Predicate if edge.value == self.link), above)

    LEAD = "lead", "牵头", "leads", "牵", True, "#c62f4b", "leads"
    RESPONSIBLE = "responsible", "责任", "is responsible", "责", True, "#b86e00", "responsibleFor"
    PARTICIPANT = "participant", "参与", "takes part", "参", True, "#2a78b5", "takesPartIn"
    PARTNER = "partner", "配合", "partners", "配", True, "#7b5bb5", "partnersIn"
    BENEFICIARY = "beneficiary", "受益", "benefits", "益", False, "#2e8b57", "benefits"
    SITE = "site", "地点", "is the site", "地", False, "#8a6d3b", "takesPlaceAt"
    TARGET_GROUP = "target_group", "对象", "is the target group", "象", False, "#6b7785", "addresses"


class EntityType(Term):
    """What a named thing is. `unit` marks what can carry or receive a task, `soft` the types that readers see less alike.

    >>> [t.value for t in EntityType if t.unit][:3]
    ['School', 'EducationGroup', 'SchoolDistrict']
    """

    unit: bool
    soft: bool
    colour: str

    def __new__(cls, value: str, zh: str, en: str, colour: str, unit: bool = False, soft: bool = False) -> Self:
        """Make the type; the colour (sRGB hex) is the only one it has anywhere."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.zh, kind.en, kind.colour, kind.unit, kind.soft = zh, en, colour, unit, soft
        return kind

    SCHOOL = "School", "学校", "School", "#0072b2", True
    PROJECT = "Project", "项目", "Project", "#d55e00"
    EDUCATION_GROUP = "EducationGroup", "教育集团", "Education group", "#56b4e9", True
    SCHOOL_DISTRICT = "SchoolDistrict", "学区", "School district", "#009e73", True
    ALLIANCE = "Alliance", "联盟", "Alliance", "#117733", True
    PARTNER_INSTITUTION = "PartnerInstitution", "合作机构", "Partner institution", "#cc79a7", True
    GOVERNMENT_BODY = "GovernmentBody", "政府部门", "Government body", "#882255", True
    CENTRE = "Centre", "中心", "Centre", "#44aa99", True
    SCHOOL_CATEGORY = "SchoolCategory", "学校统称", "School category", "#332288", True
    PROGRAMME = "Programme", "计划与行动", "Programme", "#e69f00"
    BRAND = "Brand", "品牌", "Brand", "#b8860b"
    PLATFORM = "Platform", "平台", "Platform", "#6a3d9a"
    EVENT = "Event", "活动", "Event", "#aa4499"
    POLICY_DOCUMENT = "PolicyDocument", "文件制度", "Policy document", "#8c564b"
    TARGET_GROUP = "TargetGroup", "人群", "Group of people", "#999933", False, True
    QUALIFICATION = "Qualification", "资质称号", "Qualification", "#7f7f7f", False, True
    CONCEPT = "Concept", "政策概念", "Policy concept", "#5f7a8c", False, True
    FACILITY = "Facility", "场地设施", "Facility", "#a6761d", False, True
    PLACE = "Place", "地方", "Place", "#666666", False, True


class TaskKind(Term):
    """What a task's main verb does."""

    BUILD = "build", "建设", "build"
    LAUNCH = "launch", "启动", "launch"
    CONTINUE = "continue", "推进", "continue"
    COMPLETE = "complete", "完成", "complete"
    IMPROVE = "improve", "提升", "improve"
    REGULATE = "regulate", "规范", "regulate"
    SUPERVISE = "supervise", "督查", "supervise"
    HOLD_EVENT = "hold_event", "举办", "hold an event"
    FORMULATE_DOCUMENT = "formulate_document", "制订文件", "formulate a document"
    PILOT = "pilot", "试点", "pilot"
    OTHER = "other", "其他", "other"


class Comparator(Term):
    """How a figure is to be held against what was reached."""

    EQ = "eq", "等于", "exactly"
    GE = "ge", "不低于", "at least"
    LE = "le", "不超过", "at most"
    GT = "gt", "高于", "more than"
    LT = "lt", "低于", "less than"
    APPROX = "approx", "约", "about"
    ORDINAL = "ordinal", "第", "ordinal"


class TargetKind(Term):
    """What a figure is: aimed at, capped, counted, or part of a name. `measures` marks those that count as targets (指标).

    >>> [kind.value for kind in TargetKind if not kind.measures]
    ['set', 'ordinal', 'code']
    """

    measures: bool

    def __new__(cls, value: str, zh: str, en: str, measures: bool = True) -> Self:
        """Make the kind; what measures nothing is a name's: which batch, the name of a set, a number in a title."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.zh, kind.en, kind.measures = zh, en, measures
        return kind

    SHARE = "share", "比例", "share"
    LIMIT = "limit", "上限", "limit"
    TARGET = "target", "目标量", "target amount"
    COUNT = "count", "数量", "size of the set acted on"
    SET = "set", "统称中的数", "number in the name of a set", False
    ORDINAL = "ordinal", "序次", "ordinal", False
    CODE = "code", "名称中的数", "number inside a name", False


class Firmness(Term):
    """How firm an aim is, where its words say so."""

    ENSURED = "ensured", "确保", "ensured"
    STRIVEN = "striven", "力争", "striven for"
    LARGELY = "largely", "基本", "largely"


class Extent(Term):
    """Whether a name is one thing's own, or stands for a kind of things or a counted number of them."""

    NAMED = "named", "专名", "one by name"
    KIND = "kind", "一类", "a kind"
    SET = "set", "有数的一组", "a counted set"


class Level(Term):
    """At which level of government a thing is run or was awarded, where its name says so."""

    NATIONAL = "national", "国家级", "national"
    PROVINCIAL = "provincial", "省级", "provincial"
    MUNICIPAL = "municipal", "市级", "municipal"
    DISTRICT = "district", "区县级", "district or county"
    SCHOOL = "school", "校级", "school"


class Stage(Term):
    """A stage of school, where a name says so."""

    KINDERGARTEN = "kindergarten", "幼儿园", "kindergarten"
    PRIMARY = "primary", "小学", "primary school"
    JUNIOR = "junior", "初中", "junior high school"
    SENIOR = "senior", "高中", "senior high school"
    VOCATIONAL = "vocational", "中职", "vocational school"


class Basis(Term):
    """Whether a sentence names the unit, or an annotation beside it does."""

    TEXT = "text", "句中写明", "in the sentence"
    ANNOTATED = "annotated", "责任标注", "in a responsibility note"


class DocumentRelation(Term):
    """What a task does with a document."""

    ISSUES = "issues", "印发", "issues"
    IMPLEMENTS = "implements", "执行", "implements"
    DRAFTS = "drafts", "制订", "drafts"
    REVISES = "revises", "修订", "revises"
    CITES = "cites", "提及", "cites"


class Predicate(Term):
    """The typed edges between entities, tasks and targets."""

    CARRIES = "carries", "承担", "carries"
    LEADS = "leads", "牵头", "leads"
    PARTNERS_IN = "partnersIn", "参与合作", "partners in"
    PART_OF = "partOf", "属于", "part of"
    MEMBER_OF = "memberOf", "成员属于", "member of"
    HAS_PART = "hasPart", "包含", "has part"
    BUILDS = "builds", "建设", "builds"
    STARTS_CONSTRUCTION = "startsConstruction", "开工", "starts construction of"
    COMPLETES = "completes", "完工启用", "completes"
    RENOVATES = "renovates", "改造", "renovates"
    REINFORCES = "reinforces", "加固", "reinforces"
    RELOCATES = "relocates", "迁建", "relocates"
    PILOTS = "pilots", "试点", "pilots"
    IMPLEMENTS_DOCUMENT = "implementsDocument", "执行文件", "implements document"
    DRAFTS_DOCUMENT = "draftsDocument", "制订文件", "drafts document"
    HOLDS_EVENT = "holdsEvent", "举办活动", "holds event"
    QUANTIFIED_BY = "quantifiedBy", "有指标", "quantified by"
    APPLIES_TO = "appliesTo", "涉及", "applies to"
    LOCATED_IN = "locatedIn", "位于", "located in"
    SAME_THEME_AS = "sameThemeAs", "主题相同", "same theme as"
    REQUIRES_COORDINATION_WITH = "requiresCoordinationWith", "需协同", "requires coordination with"
    SUPERVISED_BY = "supervisedBy", "受督于", "supervised by"
    MENTIONS = "mentions", "提到", "mentions"
    ACTS_ON = "actsOn", "动作对象", "acts on"


WORKS = frozenset(
    {
        Predicate.BUILDS,
        Predicate.STARTS_CONSTRUCTION,
        Predicate.COMPLETES,
        Predicate.RENOVATES,
        Predicate.REINFORCES,
        Predicate.RELOCATES,
        Predicate.PILOTS,
        Predicate.HOLDS_EVENT,
    }
)
"""What a task does with a thing that it builds, changes or holds."""


class Severity(Term):
    """How much an issue matters: an error breaks the promise of the graph, a warning is a doubt, a note informs."""

    ERROR = "error", "错误", "error"
    WARNING = "warning", "存疑", "doubt"
    NOTE = "note", "提示", "note"


class Action(Term):
    """What a reviewer may decide about a statement."""

    ACCEPT = "accept", "认可", "accept"
    REJECT = "reject", "否定", "reject"
    ADD = "add", "补充", "add"
    CHANGE = "change", "更正", "change"
    MERGE = "merge", "合并", "merge"


class ChangeKind(Term):
    """What became of a task in another plan: between two drafts, two years, or an office and the one above it.

    >>> [kind.value for kind in ChangeKind if kind.inside]
    ['reworded', 'number', 'deadline', 'unit']
    """

    inside: bool

    def __new__(cls, value: str, zh: str, en: str, inside: bool = False) -> Self:
        """Make the kind; `inside` marks what differs within a task that both plans have."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.zh, kind.en, kind.inside = zh, en, inside
        return kind

    CONTINUED = "continued", "延续", "continued"
    REWORDED = "reworded", "改写", "re-worded", True
    NUMBER = "number", "数字改变", "number changed", True
    DEADLINE = "deadline", "期限改变", "deadline changed", True
    UNIT = "unit", "单位改变", "unit changed", True
    NEW = "new", "新增", "new"
    DROPPED = "dropped", "不再提", "dropped"
