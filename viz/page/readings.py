"""How the tasks of the plans were read, as the page shows it where somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from plankg.graph.explaining import readings
from plankg.graph.rules.rulebook import rule_book
from plankg.schema.loaded import Loaded
from plankg.viz.page.contract import Labels, Readings, Steps, labels


def page_readings(plans: Sequence[Loaded]) -> dict[str, Readings]:
    """The readings by the plans' ids, and what each rule in them says of itself."""
    book = {entry.name: entry for entry in reversed(rule_book())}

    def purpose(name: str) -> Labels:
        return labels(lambda lang: book[name].purpose(lang) if name in book else "")

    by_plan = {}
    for loaded in plans:
        read = readings(loaded.document, loaded.plan)
        rows: Readings = {
            "phrases": [labels(phrase.__getitem__) for phrase in read.phrases],
            "rules": read.rules,
            "purposes": [purpose(name) for name in read.rules],
            "tasks": cast("dict[str, Steps]", read.tasks),
        }
        by_plan[loaded.plan.id] = rows
    return by_plan
