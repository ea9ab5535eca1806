"""A plan as a strategy document: StratML Part 1, ISO 17469-1, namespace `urn:ISO:std:iso:17469:tech:xsd:stratml_core`.

The elements and their order are those of the schema of the standard (StrategicPlanISOVersion20140401.xsd, published by
AIIM at https://stratml.us). A directive is a Goal, a task an Objective of it; units and those whom a task concerns are its
Stakeholders, by role. Vision, Mission and Values are left out: what a plan's text doesn't state as such is not made up.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plankg.graph.rdf.times import period
from plankg.graph.reading.characters import NO_XML
from plankg.schema.plan import Assignment, Entity, Fact, Plan, Section, Target, Task
from plankg.schema.terms import EntityType
from plankg.schema.wording import Language, language, words

STRATML = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
DATE_LENGTH = len("2023-08-18")


def stratml(plan: Plan, *, lang: Language | None = None) -> bytes:
    """The plan as StratML in UTF-8; the sentences that are ours (whose role, when) are in that language.

    A plan without directives has a single Goal of its own title, for the standard wants at least one.
    """
    writer = _Writer(plan, lang or language())
    root = writer.root()
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


class _Writer:
    """The elements of one plan, in one language."""

    def __init__(self, plan: Plan, lang: Language) -> None:
        data = plan.document
        self._plan, self._data, self._lang = plan, data, lang
        self._title = plan.title
        self._sections = {section.id: section for section in plan.sections}
        self._entities = {entity.id: entity for entity in plan.entities}
        self._assignments: dict[str, list[Assignment]] = {}
        for assignment in plan.assignments:
            self._assignments.setdefault(assignment.task, []).append(assignment)
        self._targets: dict[str | None, list[Target]] = {}
        for target in plan.targets:
            self._targets.setdefault(target.task, []).append(target)

    def root(self) -> Element:
        """The document's element."""
        root = Element("StrategicPlan", {"xmlns": STRATML})
        _add(root, "Name", self._title)
        _add(root, "Description", _said(self._data.title))
        _add(root, "OtherInformation", _said(self._data.number))
        core = SubElement(root, "StrategicPlanCore")
        for place, issuer in enumerate(self._data.issuers):
            organization = SubElement(core, "Organization")
            _add(organization, "Name", issuer.value)
            if self._data.addressee and not place:
                _stakeholder(organization, self._data.addressee.value, self._words("addressee"), "Generic_Group")
        for section in self._plan.directives:
            self._goal(core, section)
        if not self._plan.directives:
            goal = SubElement(core, "Goal")
            _add(goal, "Name", self._title)
            SubElement(goal, "Description")
        self._administrative(root)
        return root

    def _goal(self, core: Element, section: Section) -> None:
        goal = SubElement(core, "Goal")
        _add(goal, "Name", section.title)
        SubElement(goal, "Description").text = _clean(section.body.quote if section.body else section.title)
        _add(goal, "Identifier", _identifier(f"directive-{section.no}"))
        _add(goal, "SequenceIndicator", section.label)
        chapter = self._sections.get(section.chapter or "")
        _add(goal, "OtherInformation", chapter.heading if chapter else None)
        for task in self._plan.tasks:
            if task.directive == section.id:
                self._objective(goal, task)

    def _objective(self, goal: Element, task: Task) -> None:
        objective = SubElement(goal, "Objective")
        _add(objective, "Name", task.action + "、".join(task.objects))
        _add(objective, "Description", task.text)
        _add(objective, "Identifier", _identifier(f"task-{task.id}"))
        _add(objective, "SequenceIndicator", task.id)
        for assignment in self._assignments.get(task.id, ()):
            role = assignment.role.said(self._lang)
            quote = assignment.evidence.quote
            described = self._words("stakeholder", role=role, quote=quote)
            _stakeholder(objective, assignment.name, described, _kind(self._entities[assignment.unit]))
        _add(objective, "OtherInformation", "\n".join(self._more(task)) or None)

    def _more(self, task: Task) -> list[str]:
        """What the standard has no element for: when, how often, the figures, and who is not named."""
        lines = [self._words("time", time=task.time)] if task.time else []
        lines += [self._words("due", due=task.due)] if task.due else []
        lines += [self._words("recurrence", recurrence=task.recurrence)] if task.recurrence else []
        figures = self._targets.get(task.id, ())
        lines += [self._words("target", indicator=row.indicator, quote=row.evidence.quote) for row in figures]
        return lines + ([self._words("open")] if task.default_actor else [])

    def _administrative(self, root: Element) -> None:
        days = period(self._data.effective_period.value) if self._data.effective_period else None
        issued = _said(self._data.issued_date)
        dates = dict(zip(("StartDate", "EndDate"), days, strict=True)) if days else {}
        if dates or _is_day(issued):
            element = SubElement(root, "AdministrativeInformation")
            for name, day in dates.items():
                _add(element, name, day.isoformat())
            _add(element, "PublicationDate", issued if _is_day(issued) else None)

    def _words(self, key: str, **values: object) -> str:
        return words(f"stratml.{key}", self._lang, **values)


def _stakeholder(parent: Element, name: str, described: str, kind: str | None) -> None:
    stakeholder = SubElement(parent, "Stakeholder", {"StakeholderTypeType": kind} if kind else {})
    _add(stakeholder, "Name", name)
    _add(stakeholder, "Description", described)


def _kind(entity: Entity) -> str | None:
    """Name the standard's type of a stakeholder, none for what is neither an organization nor a group (a place)."""
    if entity.type in {EntityType.TARGET_GROUP, EntityType.SCHOOL_CATEGORY}:
        return "Generic_Group"
    return "Organization" if entity.type.unit else None


def _add(parent: Element, name: str, text: str | None) -> None:
    """Add an element with text; nothing where there is none to say."""
    if text is not None:
        SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return NO_XML.sub("", text)


def _said(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _is_day(text: str | None) -> bool:
    return text is not None and len(text) == DATE_LENGTH and text[4:8:3] == "--"


def _identifier(name: str) -> str:
    """A name as an xsd:ID (https://www.w3.org/TR/xml-names/#NT-NCName): what may not stand in one is spelt out.

    >>> _identifier("task-1.2"), _identifier("task-1/2")
    ('task-1.2', 'task-1_2f_2')
    """
    return "".join(char if (char.isascii() and char.isalnum()) or char in ".-" else f"_{ord(char):x}_" for char in name)
