"""The specification by example: sections of Markdown with a short plan text and tables of the facts that it states.

A section is a `##` heading, a quote with the text (a sentence or two, or a whole plan with numbered headings) and tables.
The first column of a table says of what kind its facts are; a table lists all facts of that kind. A line that begins with
待改： gives the reason why the section is known to fail. README.md of this folder is for planners.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.things.derived import derived_relations
from plankg.graph.things.mentions import thing_ties
from plankg.schema import Plan

FOLDER = Path(__file__).parent
FRAME = "一、工作任务\n1.标题。"
TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
NUMBERED = re.compile("^[一二三]、|^第[一二三]|^1[.．]", re.MULTILINE)


@dataclass(frozen=True)
class Table:
    """The facts of one kind as a section lists them: the columns' names, and a row of cells a fact."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def holds(self, plan: Plan) -> bool:
        """Tell whether the plan states these facts and no other ones of their kind; their order is free."""
        return sorted(facts(plan, self.columns)) == sorted(self.rows)


@dataclass(frozen=True)
class Section:
    """One example: file, heading, the text, the tables, and the reason why it is known to fail (or nothing)."""

    file: str
    heading: str
    text: str
    tables: tuple[Table, ...]
    known_failure: str

    @property
    def name(self) -> str:
        """The file's stem and the heading: what names the section in a list of all."""
        return f"{self.file.removesuffix('.md')}：{self.heading}"

    def plan(self) -> Plan:
        """Extract the section's text; a text without headings stands in a plan with one directive."""
        text = self.text if NUMBERED.search(self.text) else FRAME + self.text
        return extract(document_from_text(text, name="示例.txt"), plan_id="shili")


def sections() -> list[Section]:
    """Give the sections of all files, in order."""
    return [
        section for path in sorted(FOLDER.glob("*.md")) if path.name != "README.md" for section in sections_of(path)
    ]


def rewritten(text: str, section: Section) -> str:
    """Give a file's text with the section's tables that fail as they are read now; all else stays as it is."""
    plan = section.plan()
    head, *parts = re.split("(?=^## )", text, flags=re.MULTILINE)
    place = next(n for n, part in enumerate(parts) if part.split("\n", 1)[0] == f"## {section.heading}")
    tables = iter(section.tables)
    parts[place] = TABLE.sub(lambda found: _written(next(tables), plan) or found[0], parts[place])
    return "".join([head, *parts])


def _written(table: Table, plan: Plan) -> str:
    """Nothing for a table that holds."""
    if table.holds(plan):
        return ""
    rows = [table.columns, ("---",) * len(table.columns), *facts(plan, table.columns)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def sections_of(path: Path) -> list[Section]:
    """Give the sections of one file, in order."""
    made = []
    for part in re.split("^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading, *lines = part.split("\n")
        text = "\n".join(line[2:] for line in lines if line.startswith("> "))
        failure = next((line.removeprefix("待改：") for line in lines if line.startswith("待改：")), "")
        blocks = [block.strip().split("\n") for block in "\n".join(lines).split("\n\n")]
        tables = tuple(_table(block) for block in blocks if block[0].startswith("|"))
        made.append(Section(path.name, heading, text, tables, failure))
    return made


def _table(lines: list[str]) -> Table:
    head, _, *rows = [tuple(cell.strip() for cell in line.strip()[1:-1].split("|")) for line in lines]
    return Table(head, tuple(rows))


def facts(plan: Plan, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the plan's facts of the kind that the first column names, a cell a column."""
    kind = KINDS[columns[0]]
    view = _Names(plan)
    return [tuple(_cell(COLUMNS[kind][column](view, row)) for column in columns) for row in _rows(plan, kind)]


def _rows(plan: Plan, kind: str) -> Any:
    if kind == "document":
        fields = type(plan.document).model_fields
        values = {name: getattr(plan.document, name) for name in fields}
        several = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items() if value}
        return [(fields[name], fact) for name, facts in several.items() for fact in facts]
    if kind == "relations":
        return (*plan.relations, *derived_relations(plan))
    if kind == "ties":
        return thing_ties(plan)
    return getattr(plan, kind)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else str(int(value))
    if isinstance(value, tuple):
        return "；".join(value)
    return "" if value is None else str(value)


class _Names:
    """How ids are shown in a table: entities by name (with the type where two share it), figures by words, tasks by number."""

    def __init__(self, plan: Plan) -> None:
        called = Counter(row.name for row in plan.entities)
        self.shown = {
            row.id: row.name if called[row.name] == 1 else f"{row.name}（{row.type.zh}）" for row in plan.entities
        }
        self.shown |= {row.id: row.evidence.quote for row in plan.targets}
        self.tasks = {row.id: row.text for row in plan.tasks}

    def __getitem__(self, key: str | None) -> str | None:
        return self.shown.get(key, key) if key else None


KINDS = {
    "任务": "tasks",
    "名称": "entities",
    "单位": "assignments",
    "数值": "targets",
    "文件": "citations",
    "主": "relations",
    "提到者": "ties",
    "序号": "sections",
    "项目": "document",
}
Reader = Callable[[_Names, Any], object]
COLUMNS: dict[str, dict[str, Reader]] = {
    "tasks": {
        "任务": lambda _, row: row.text,
        "动作": lambda _, row: row.action,
        "对象": lambda _, row: row.objects,
        "类型": lambda _, row: row.kind.zh,
        "时间": lambda _, row: row.time,
        "频次": lambda _, row: row.recurrence,
        "期限": lambda _, row: row.due,
        "未指明": lambda names, row: names[row.default_actor],
        "来源": lambda _, row: row.standing.zh,
    },
    "entities": {
        "名称": lambda _, row: row.name,
        "类型": lambda _, row: row.type.zh,
        "别名": lambda _, row: row.aliases,
        "全称": lambda _, row: row.expanded_name,
        "成员数": lambda _, row: len(row.members) or None,
    },
    "assignments": {
        "单位": lambda names, row: names[row.unit],
        "角色": lambda _, row: row.role.zh,
        "角色词": lambda _, row: row.cue.quote if row.cue else None,
        "任务": lambda names, row: names.tasks[row.task],
        "写明方式": lambda _, row: row.basis.zh,
        "来源": lambda _, row: row.standing.zh,
    },
    "targets": {
        "数值": lambda _, row: row.value,
        "上界": lambda _, row: row.value_max,
        "单位": lambda _, row: row.unit,
        "比较": lambda _, row: row.comparator.zh,
        "指标": lambda _, row: row.indicator,
        "期限": lambda _, row: row.deadline,
        "类别": lambda _, row: row.kind.zh,
    },
    "citations": {"文件": lambda _, row: row.name, "关系": lambda _, row: row.relation.zh},
    "relations": {
        "主": lambda names, row: names[row.subject],
        "关系": lambda _, row: row.predicate.zh,
        "宾": lambda names, row: names[row.object],
        "来源": lambda _, row: row.standing.zh,
    },
    "ties": {
        "提到者": lambda _, row: row.task or row.section or "计划",
        "关系": lambda _, row: row.predicate.zh,
        "事物": lambda names, row: names[row.entity],
    },
    "sections": {
        "序号": lambda _, row: row.label,
        "标题": lambda _, row: row.title,
        "级次": lambda _, row: row.level,
        "条": lambda _, row: row.no,
    },
    "document": {
        "项目": lambda _, row: row[0].json_schema_extra["zh"],
        "值": lambda _, row: row[1].value,
    },
}
