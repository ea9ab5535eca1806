"""A plan as statements: sections, tasks, entities, assignments, targets, documents and relations, each with evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from plankg.schema.evidence import Evidence
from plankg.schema.model import Model, labelled
from plankg.schema.terms import (
    Basis,
    Comparator,
    DocumentRelation,
    EntityType,
    Predicate,
    Role,
    Standing,
    TargetKind,
    TaskKind,
)


class Statement(Model):
    """What the text says, a rule infers or a reviewer decided: with the characters it rests on.

    `rule` names the rule that read or inferred it; `decision` is set where a reviewer added or changed it;
    `source` is the outside source of a `cited` statement. `certainty` is how sure the reading is, from 0 to 1: of statements
    with 0.9 nine in ten are right; only what a reviewer decided has none.
    """

    evidence: Evidence = labelled("依据", "evidence", "oa:hasTarget")
    standing: Standing = labelled("来源", "standing", default=Standing.STATED)
    rule: str = labelled("规则", "rule", refers="Rule")
    decision: str | None = labelled("审定", "decision", "prov:wasInfluencedBy", refers="Decision", default=None)
    source: str | None = labelled("外部来源", "outside source", "dcterms:source", default=None)
    certainty: float | None = labelled("把握", "certainty", ge=0, le=1, default=None)


class Fact(Statement):
    """One datum of the document: its value as normalised (dates as ISO 8601)."""

    value: str = labelled("值", "value", "rdf:value")


class Member(Model):
    """A member of a counted set whose name the plan leaves open until a reviewer names it with a source."""

    position: int = labelled("序号", "position", "schema:position", ge=1)
    name: str | None = labelled("名称", "name", "rdfs:label", default=None)
    standing: Standing = labelled("来源", "standing", default=Standing.INFERRED)
    source: str | None = labelled("外部来源", "outside source", "dcterms:source", default=None)
    decision: str | None = labelled("审定", "decision", "prov:wasInfluencedBy", refers="Decision", default=None)


class DocumentData(Model):
    """What the head, the notice and the signature of the document say.

    Of bodies that issue it together, `issuer` is the first, whose number it bears, `co_issuers` are the others in their order.
    """

    title: Fact | None = labelled("标题", "title", "dcterms:title", default=None)
    issuer: Fact | None = labelled("发文单位", "issuer", default=None)
    number: Fact | None = labelled("文号", "document number", default=None)
    issued_date: Fact | None = labelled("成文日期", "date issued", "dcterms:issued", default=None)
    effective_period: Fact | None = labelled("期间", "period", default=None)
    attachment_title: Fact | None = labelled("附件标题", "title of the attachment", "dcterms:alternative", default=None)
    addressee: Fact | None = labelled("主送", "addressee", default=None)
    co_issuers: tuple[Fact, ...] = labelled("联合发文单位", "issued together with", "plankg:coIssuer", default=())

    def facts(self) -> Iterator[tuple[str, str, Fact]]:
        """Each datum that is there, with its key and its field: `co_issuers-1` is the first of `co_issuers`."""
        for field in type(self).model_fields:
            value = getattr(self, field)
            if isinstance(value, tuple):
                yield from ((f"{field}-{place}", field, fact) for place, fact in enumerate(value, start=1))
            elif value is not None:
                yield field, field, value

    @property
    def issuers(self) -> tuple[Fact, ...]:
        """All the bodies that issue the document, in the order in which they stand."""
        return (*((self.issuer,) if self.issuer else ()), *self.co_issuers)


NUMERALS = frozenset("零〇一二三四五六七八九十百")


class Section(Statement):
    """A heading of the plan as printed, with the body below it.

    `level` counts from 1 for the top (chapters); a directive is the lowest section with a body, and carries `no`,
    a number unique in the plan (the printed one where the plan numbers its directives through).
    """

    id: str = labelled("编号", "id", "dcterms:identifier")
    kind: Literal["chapter", "section", "directive"] = labelled("层级", "kind")
    level: int = labelled("级次", "level", ge=1)
    label: str = labelled("序号", "label as printed", "skos:notation")
    title: str = labelled("标题", "title", "dcterms:title")
    parent: str | None = labelled("上级", "parent section", "dcterms:isPartOf", refers="Section", default=None)
    chapter: str | None = labelled("章", "chapter", refers="Section", default=None)
    no: int | None = labelled("条", "number of the directive", default=None)
    body: Evidence | None = labelled("正文", "body", default=None)

    @property
    def heading(self) -> str:
        """Number and title with the mark that the kind of number takes, as plans print it: 一、总则; （二）总则; 3. 总则."""
        if not self.label or not self.title:
            return self.label or self.title
        if set(self.label) <= NUMERALS:
            return f"{self.label}、{self.title}"
        if self.label.endswith("）"):
            return self.label + self.title
        mark = ". " if self.label.isascii() and self.label.isdigit() else " "
        return f"{self.label}{mark}{self.title}"


class Sentence(Model):
    """A sentence of the plan, for the account of what it gave; `certainty` is the chance that all it says was read."""

    evidence: Evidence = labelled("原文", "evidence")
    section: str | None = labelled("所在", "section", "dcterms:isPartOf", refers="Section", default=None)
    certainty: float | None = labelled("把握", "certainty", ge=0, le=1, default=None)


class Task(Statement):
    """One commitment: verbatim text, action, objects, kind and time.

    `default_actor` is the entity id of the issuer (of several, of the first) where no unit that does it is named: inferred, and
    never an assignment.
    `due` is the last day on which the task is in time, `time` the words that say so, `time_evidence` where they stand.
    `restated` is where the plan says the same again, as a table of tasks does.
    """

    id: str = labelled("编号", "id", "dcterms:identifier")
    directive: str = labelled("条目", "directive", "dcterms:isPartOf", refers="Section")
    action: str = labelled("动作", "action", min_length=1)
    objects: tuple[str, ...] = labelled("对象", "object", "plankg:object", default=())
    kind: TaskKind = labelled("类型", "kind", "plankg:taskKind")
    time: str | None = labelled("时间", "time as written", default=None)
    recurrence: str | None = labelled("频次", "how often, as written", default=None)
    due: date | None = labelled("期限", "due date", "schema:endDate", default=None)
    time_evidence: Evidence | None = labelled("时间原文", "the words that say the time", default=None)
    restated: tuple[Evidence, ...] = labelled("又见", "said again", default=())
    default_actor: str | None = labelled("未指明（发文单位）", "default actor", refers="Entity", default=None)

    @property
    def text(self) -> str:
        """The task's words, verbatim."""
        return self.evidence.quote


class Mention(Model):
    """A place where the plan names an entity."""

    evidence: Evidence = labelled("原文", "evidence", "oa:hasTarget")
    section: str | None = labelled("所在", "section", "dcterms:isPartOf", refers="Section", default=None)


class Naming(Statement):
    """That the plan has a thing: what an entity has of a statement, apart from the thing itself (in RDF, which parts them)."""


class Entity(Statement):
    """A thing the plan names. `id` is `Type/name`; the evidence is the first mention."""

    id: str = labelled("编号", "id", "dcterms:identifier")
    type: EntityType = labelled("类型", "type", "rdf:type")
    name: str = labelled("名称", "name", "skos:prefLabel", min_length=1)
    aliases: tuple[str, ...] = labelled("别名", "aliases", "skos:altLabel", default=())
    expanded_name: str | None = labelled("全称", "expanded name", "skos:hiddenLabel", default=None)
    mentions: tuple[Mention, ...] = labelled("出处", "mention", default=())
    members: tuple[Member, ...] = labelled("成员（名称未列）", "members left unnamed", "org:hasMember", default=())


class Assignment(Statement):
    """A unit's part in a task. Its evidence is the clause; `unit_evidence` and `cue` are the unit's and the role's words."""

    id: str = labelled("编号", "id", "dcterms:identifier")
    task: str = labelled("任务", "task", refers="Task")
    unit: str = labelled("单位", "unit", refers="Entity")
    name: str = labelled("写法", "unit as written", "rdfs:label")
    role: Role = labelled("角色", "role")
    basis: Basis = labelled("写明方式", "basis", default=Basis.TEXT)
    unit_evidence: Evidence = labelled("单位原文", "the unit's words")
    cue: Evidence | None = labelled("角色词", "the words that say the role", default=None)


class Target(Statement):
    """A figure: value (up to `value_max` for a range), unit, comparator, and what it measures.

    `value` is None for a goal without a number (全覆盖), a number, or a ratio as text (4:3:2:1).
    """

    id: str = labelled("编号", "id", "dcterms:identifier")
    directive: str = labelled("条目", "directive", "dcterms:isPartOf", refers="Section")
    task: str | None = labelled("任务", "task", refers="Task", default=None)
    entity: str | None = labelled("所量", "entity", "schema:about", refers="Entity", default=None)
    value: float | str | None = labelled("数值", "value", "schema:value", default=None)
    value_max: float | None = labelled("上界", "upper value of a range", "schema:maxValue", default=None)
    unit: str | None = labelled("单位", "unit of measure", "schema:unitText", default=None)
    comparator: Comparator = labelled("比较", "comparator")
    indicator: str = labelled("指标", "indicator", "schema:name")
    deadline: str | None = labelled("期限", "deadline as written", default=None)
    kind: TargetKind = labelled("类别", "kind", "plankg:targetKind")


class Citation(Statement):
    """A document that a task issues, implements, drafts, revises or cites; `name` keeps its quotes as printed."""

    name: str = labelled("文件", "document as printed", "dcterms:title")
    directive: str | None = labelled("条目", "directive", "dcterms:isPartOf", refers="Section", default=None)
    task: str | None = labelled("任务", "task", refers="Task", default=None)
    entity: str | None = labelled("文件实体", "entity", "dcterms:references", refers="Entity", default=None)
    relation: DocumentRelation = labelled("关系", "relation")


class Relation(Statement):
    """A typed edge. Subject and object are ids of entities, tasks or targets."""

    id: str = labelled("编号", "id", "dcterms:identifier")
    subject: str = labelled("主", "subject", "rdf:subject", refers="Statement")
    predicate: Predicate = labelled("关系", "predicate", "rdf:predicate")
    object: str = labelled("宾", "object", "rdf:object", refers="Statement")
    directive: str | None = labelled("条目", "directive", "dcterms:isPartOf", refers="Section", default=None)


class Plan(Model):
    """Everything read out of one plan, in the order of the text."""

    id: str = labelled("编号", "id", "dcterms:identifier")
    document: DocumentData = labelled("文件信息", "document data")
    sections: tuple[Section, ...] = labelled("章节", "sections", default=())
    sentences: tuple[Sentence, ...] = labelled("句子", "sentences", default=())
    tasks: tuple[Task, ...] = labelled("任务", "tasks", default=())
    entities: tuple[Entity, ...] = labelled("实体", "entities", default=())
    assignments: tuple[Assignment, ...] = labelled("分工", "assignments", default=())
    targets: tuple[Target, ...] = labelled("指标", "targets", default=())
    citations: tuple[Citation, ...] = labelled("引用文件", "documents cited", default=())
    relations: tuple[Relation, ...] = labelled("关系", "relations", default=())

    def __repr__(self) -> str:
        """The plan by its id, and how much it holds: all of it would be half a million characters."""
        lists = ", ".join(f"{len(rows)} {name}" for name, rows in self if isinstance(rows, tuple))
        return f"Plan({self.id!r}: {lists})"

    __str__ = __repr__

    @property
    def title(self) -> str:
        """The title as printed: that of the attachment where the plan is one, else the document's; its id where it has none."""
        title = self.document.attachment_title or self.document.title
        return title.value if title else self.id

    @property
    def chapters(self) -> tuple[Section, ...]:
        """The top sections, in order."""
        return tuple(section for section in self.sections if section.level == 1)

    @property
    def directives(self) -> tuple[Section, ...]:
        """The sections that have a body of their own, in order."""
        return tuple(section for section in self.sections if section.no is not None)
