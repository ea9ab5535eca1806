"""The sections of the specification by example as references: what they list is learnt from, so that they hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plankg.graph.training.references import Reference
from plankg.schema.terms import EntityType, Role, TaskKind, Term

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "spec"))

from specification import FRAME, NUMBERED, Section, sections

DIRECTIVE = 1


def specification() -> list[Reference]:
    """The sections of one directive, each with the lists that it tells whole."""
    references = (_reference(section) for section in sections() if not NUMBERED.search(section.text))
    return [reference for reference in references if reference.rows["annotated"]]


def _reference(section: Section) -> Reference:
    rows = {column: list(_rows(section, column)) for column in ("任务", "名称", "单位")}
    tasks = _tasks(rows["任务"] or [row for row in rows["单位"] if "任务" in row])
    types = {row["名称"]: row["类型"] for row in rows["名称"] if "类型" in row}
    annotated = {"clauses"} if rows["任务"] else set()
    annotated |= {"kinds"} if any("类型" in row for row in rows["任务"]) else set()
    annotated |= {"names"} if types else set()
    for row in rows["单位"]:
        task = tasks.get(row.get("任务", next(iter(tasks), "")))
        name = row["单位"].split("（")[0]
        if task is None or name not in types:
            continue
        annotated.add("roles")
        task["carriers"].append({"name": name, "role": _value(Role, row["角色"]), "basis": "text"})
    entities = [
        {
            "name": row["名称"],
            "aliases": [name for name in row.get("别名", "").split("；") if name],
            "type": _value(EntityType, row["类型"]),
            "directives": [DIRECTIVE],
        }
        for row in rows["名称"]
        if "类型" in row
    ]
    book: dict[str, Any] = {
        "directives": [{"no": DIRECTIVE, "title": "标题"}],
        "tasks": list(tasks.values()),
        "entities": entities,
        "relations": [],
        "annotated": sorted(annotated),
    }
    return Reference(section.name, FRAME + section.text, book)


def _tasks(rows: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    return {
        row["任务"]: {
            "id": f"{DIRECTIVE}.{place}",
            "directive": DIRECTIVE,
            "text": row["任务"],
            "kind": _value(TaskKind, row["类型"]) if row.get("类型") else "other",
            "action": row.get("动作"),
            "carriers": [],
        }
        for place, row in enumerate(rows, start=1)
    }


def _rows(section: Section, column: str) -> Iterator[dict[str, str]]:
    for table in section.tables:
        if table.columns[0] == column:
            yield from (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _value(terms: type[Term], label: str) -> str:
    return next(str(term.value) for term in terms if term.zh == label)
