"""How the tasks of the plans were read, as the page shows it where somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from plankg.graph.explaining import readings
from plankg.graph.rules.rulebook import rule_book
from plankg.schema.loaded import Loaded
from plankg.schema.wording import languages


def page_readings(plans: Sequence[Loaded]) -> dict[str, dict[str, Any]]:
    """Give the readings by the plans' ids, and what each rule in them says of itself."""
    book = {entry.name: entry for entry in reversed(rule_book())}
    made = {}
    for loaded in plans:
        read = asdict(readings(loaded.document, loaded.plan))
        purposes = [
            {each: book[name].purpose(each) if name in book else "" for each in languages()} for name in read["rules"]
        ]
        made[loaded.plan.id] = {**read, "purposes": purposes}
    return made
