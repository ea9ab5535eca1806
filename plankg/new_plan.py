"""A plan folder made from a file: what was understood, what is doubtful, and where people's decisions go."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from plankg.graph.counting import counted, counts
from plankg.graph.extraction import extract
from plankg.graph.plans import SETTINGS, PlanSettings, plan_id
from plankg.graph.reading import read
from plankg.graph.unfinished import on_disk
from plankg.graph.writing import folder_beside, write_whole
from plankg.schema.errors import UsageError
from plankg.schema.plan import DocumentData, Entity, Plan
from plankg.schema.terms import Role
from plankg.schema.wording import Language, language, words
from plankg.viz.figures import figure

from plankg.workplan import WorkPlan

if TYPE_CHECKING:
    from plankg.graph.checks.doubts import Doubt
    from plankg.schema.issue import Issue

PLANS = Path("plans")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Understanding:
    """What was read out of a plan: plain rows, in the order of the text, and what a person should decide, most urgent first."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    directives: tuple[tuple[str, str, str, int], ...]
    tasks: int
    tasks_with_unit: int
    units: tuple[tuple[str, str, str], ...]
    people: tuple[tuple[str, str, str], ...]
    targets: tuple[tuple[str, str, str], ...]
    deadlines: tuple[tuple[str, str, str, str], ...]
    documents: tuple[tuple[str, str], ...]
    doubts: tuple[Doubt, ...]
    defects: tuple[Issue, ...]

    def as_json(self) -> dict[str, object]:
        """All of it as JSON-ready values."""
        plain = asdict(self)
        plain["facts"] = dict(self.facts)
        plain["doubts"] = [{**doubt.issue.model_dump(mode="json"), "decision": doubt.decision} for doubt in self.doubts]
        plain["defects"] = [issue.model_dump(mode="json") for issue in self.defects]
        return plain


def new_plan(path: Path, folder: Path | None = None) -> WorkPlan:
    """Make a plan folder of a file, whole or not at all, and give its plan.

    The folder bears the plan's id and lies in `plans/` where there is one, else beside the file, unless it is told. Raises
    ReadingError or ExtractionError where the file is no plan, UsageError where the folder exists, GraphError where it cannot
    be written.
    """
    document = read(path)
    plan = extract(document, plan_id=plan_id(path))
    folder = folder or (PLANS if PLANS.is_dir() else path.parent) / plan.id
    if folder.exists():
        raise UsageError("plan_folder_exists", path=folder)
    work = WorkPlan(plan, document, folder=folder)
    with folder_beside(folder) as part:
        source = f"source{path.suffix.lower() or '.txt'}"
        write_whole(part / source, path.read_bytes())
        write_whole(part / SETTINGS, _settings(plan, source).encode())
        write_whole(part / PlanSettings(id=plan.id).review, _review(work).encode())
        part.rename(folder)
        on_disk(folder.parent)
    return work


def understand(work: WorkPlan, *, lang: Language | None = None) -> Understanding:
    """What was read out of a plan, with its doubts and the defects of its text; labels in that language."""
    plan, lang = work.plan, lang or language()
    contents = counted(plan)
    titles = {section.id: section for section in plan.sections}
    per_directive = Counter(task.directive for task in plan.tasks)
    roles: dict[str, Counter[Role]] = {}
    for row in plan.assignments:
        roles.setdefault(row.unit, Counter())[row.role] += 1

    def parties(rows: Iterable[Entity]) -> tuple[tuple[str, str, str], ...]:
        return tuple((row.name, row.type.said(lang), _told(roles.get(row.id, Counter()), lang)) for row in rows)

    return Understanding(
        id=plan.id,
        title=work.title,
        facts=tuple(_facts(plan.document, lang)),
        directives=tuple(
            (titles[each.chapter].title if each.chapter else "", each.label, each.title, per_directive[each.id])
            for each in plan.directives
        ),
        tasks=len(contents.tasks),
        tasks_with_unit=len(contents.tasks) - len(contents.unnamed),
        units=parties(contents.units),
        people=parties(contents.people),
        targets=tuple((each.indicator, figure(each, lang), each.deadline or "") for each in contents.targets),
        deadlines=tuple(
            (task.id, task.time or task.recurrence or "", task.due.isoformat() if task.due else "", task.text)
            for task in plan.tasks
            if task.time or task.recurrence
        ),
        documents=tuple((each.name, each.relation.said(lang)) for each in plan.citations),
        doubts=work.doubts(),
        defects=work.lint(),
    )


def _facts(data: DocumentData, lang: Language) -> list[tuple[str, str]]:
    fields = type(data).model_fields
    labels = {name: str(dict(field.json_schema_extra)[lang]) for name, field in fields.items()}  # type: ignore[arg-type]
    return [(labels[field], fact.value) for _, field, fact in data.facts()]


def _told(roles: Counter[Role], lang: Language) -> str:
    return "、".join(f"{role.said(lang)} {roles[role]}" for role in Role if roles[role])


def _settings(plan: Plan, source: str) -> str:
    """The text of plan.toml. A JSON string is a TOML basic string, https://toml.io/en/v1.0.0#string."""
    data = plan.document
    about = words(
        "new.about",
        title=plan.title,
        chapters=counts(plan)["chapters"],
        directives=counts(plan)["directives"],
    )
    origin = [fact.value for fact in (*data.issuers, data.number, data.issued_date) if fact]
    lines = {
        "id": plan.id,
        "source": source,
        "review": PlanSettings(id=plan.id).review,
        "about": about,
        "origin": "，".join(origin),
    }
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())


def _review(work: WorkPlan) -> str:
    """The text of review.yaml: nothing decided, and a decision on this plan as an example to be uncommented."""
    decided = next((doubt.decision for doubt in work.doubts() if doubt.decision), None)
    decision = {**(decided or _example(work.plan)), "reason": words("new.review_reason")}
    line = yaml.safe_dump(decision, allow_unicode=True, default_flow_style=True, sort_keys=False, width=100_000).strip()
    issued = work.plan.document.issued_date
    date = issued.value if issued and ISO_DATE.fullmatch(issued.value) else "2026-01-01"
    return words("new.review", example=line, date=date)


def _example(plan: Plan) -> dict[str, object]:
    """A decision that accepts the first task, or, in a plan without any, adds one where its first directive stands."""
    task = next(iter(plan.tasks), None)
    if task is None:
        first = plan.directives[0]
        return {"action": "add", "statement": "task", "directive": first.no, "quote": first.title}
    number = next(section.no for section in plan.directives if section.id == task.directive)
    return {"action": "accept", "statement": "task", "directive": number, "quote": task.text}
