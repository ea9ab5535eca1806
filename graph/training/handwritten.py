"""References written by hand: one YAML file a plan, with the text and, directive by directive, what a careful reader finds in it.

`data/references/README.md` describes the form. Here it becomes the rows of the interchange form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from plankg.graph.extraction.words.lexicon import LOADER
from plankg.schema.terms import EntityType, Predicate, Role, TaskKind

ANNOTATED = "~"
OPTIONAL = "?"
Rows = dict[str, Any]


def read_handwritten(path: Path) -> tuple[str, Rows]:
    """The text of a handwritten reference, and its rows in the interchange form.

    Raises KeyError or ValueError where the form is not kept: `faults` says what is wrong.
    """
    book = yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506 (safe loader)
    return book["text"], rows_of(book)


def rows_of(book: Mapping[str, Any]) -> Rows:
    """The rows of a handwritten annotation in the interchange form. Raises as `read_handwritten` does."""
    rows: Rows = {"document": book.get("document", {}), "directives": [], "tasks": [], "entities": [], "targets": []}
    rows |= {"documents_cited": [], "relations": []}
    rows["chapters"] = [{"no": label, "title": title} for label, title in book.get("chapters", ())]
    entities: dict[tuple[str, str], Rows] = {}
    for directive in book["directives"]:
        number = directive["no"]
        rows["directives"].append({key: directive.get(key) for key in ("no", "label", "title", "chapter")})
        tasks = directive.get("tasks") or ()
        ids = [f"{number}.{place}" for place in range(1, len(tasks) + 1)]
        rows["tasks"] += [_task(task, name, number) for task, name in zip(tasks, ids, strict=True)]
        for names, kind in (directive.get("entities") or {}).items():
            row = _entity(str(names), str(kind))
            entities.setdefault((row["name"], row["type"]), row)["directives"].append(number)
        for target in directive.get("targets") or ():
            rows["targets"].append({**target, "directive": number, "task": ids[target["task"] - 1]})
        for name, relation in directive.get("documents") or ():
            rows["documents_cited"].append({"name": name, "directive": number, "relation": relation})
        for subject, predicate, thing in directive.get("relations") or ():
            start = ids[subject - 1] if isinstance(subject, int) else subject
            rows["relations"].append({"subject": start, "predicate": predicate, "object": thing, "directive": number})
    rows["entities"] = list(entities.values())
    return rows


def _task(task: Mapping[str, Any], name: str, directive: int) -> Rows:
    carriers = [
        {
            "name": unit,
            "role": role.replace(ANNOTATED, "").strip(),
            "basis": "annotated" if ANNOTATED in role else "text",
        }
        for unit, role in (task.get("who") or {}).items()
    ]
    fields = {key: task.get(key) for key in ("text", "kind", "action")}
    return {"id": name, "directive": directive, **fields, "carriers": carriers}


def _entity(names: str, kind: str) -> Rows:
    name, *aliases = names.split("|")
    types = [part.strip() for part in kind.replace(OPTIONAL, "").split("/")]
    row: Rows = {"name": name, "aliases": aliases, "type": types[0], "directives": []}
    if len(types) > 1:
        row["alt_types"] = types[1:]
    if OPTIONAL in kind:
        row["optional"] = True
    return row


def faults(path: Path) -> Iterator[str]:
    """What is wrong with a handwritten reference: words that the text does not hold, terms that there are not."""
    text, rows = read_handwritten(path)
    plain = _plain(text)
    for task in rows["tasks"]:
        where = f"{path.name} {task['id']}"
        if _plain(task["text"]) not in plain:
            yield f"{where}: {task['text']}"
        if task["kind"] not in {kind.value for kind in TaskKind}:
            yield f"{where}: {task['kind']}"
        yield from (f"{where}: {row['role']}" for row in task["carriers"] if row["role"] not in _values(Role))
    for row in rows["entities"]:
        if not any(_plain(name) in plain for name in (row["name"], *row["aliases"])):
            yield f"{path.name}: {row['name']}"
        yield from (f"{path.name}: {row['name']}: {kind}" for kind in _types(row) if kind not in _values(EntityType))
    for row in rows["relations"]:
        if row["predicate"] not in _values(Predicate):
            yield f"{path.name} {row['directive']}: {row['predicate']}"


def _types(row: Rows) -> list[str]:
    return [row["type"], *row.get("alt_types", ())]


def _values(terms: Any) -> set[str]:
    return {term.value for term in terms}


def _plain(words: str) -> str:
    return re.sub(r"[\s“”\"'《》〈〉‘’]", "", words)
