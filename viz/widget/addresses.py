"""The address of what the page shows: a view, and what is chosen, by references that lead to the plan's own objects.

The page reads and writes the same in `viz/workbench/src/model/hash.ts`, and calls things so in `refs.ts`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from plankg.graph.counting import counted
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Fact, Plan, Statement
from plankg.viz.page.findings import references

VIEWS = ("start", "text", "units", "matrix", "network", "targets", "timeline", "table", "plans", "sparql")
"""The views of the page, in the order of its tabs; a test holds them to the list of the page."""
CHOSEN = ("select", "unit", "plan")
TEXT = re.compile(r"text/(\d+-\d+(?:\+\d+-\d+)*)")


def read(address: str) -> dict[str, str]:
    """What an address says, by key."""
    return dict(parse_qsl(address.removeprefix("#"), keep_blank_values=True))


def written(values: Mapping[str, str]) -> str:
    """The address that says these; empty ones are left out."""
    return f"#{urlencode({key: value for key, value in values.items() if value})}"


class Addressed:
    """What can be chosen on the page of a plan, by reference, and the reference of an object of the plan."""

    def __init__(self, loaded: Loaded) -> None:
        """Index the plan."""
        plan = loaded.plan
        self._text = loaded.document.text
        self._rows: dict[str, Statement] = dict(_rows(plan))
        self._refs = {id(row): ref for ref, row in self._rows.items()}
        self._parties = {row.id for row in counted(plan).parties}

    def at(self, ref: str) -> Statement | Evidence | None:
        """The object of a reference: a statement, words of the text as evidence, or None where it leads to nothing."""
        words = TEXT.fullmatch(ref)
        return self._words(words[1]) if words else self._rows.get(ref)

    def choosing(self, thing: Statement | Evidence) -> dict[str, str]:
        """What an address says that chooses something: a unit's page is open, too, where units are shown.

        Raises KeyError for what is not of this plan.
        """
        if isinstance(thing, Evidence):
            return {"select": "text/" + "+".join(f"{piece.start}-{piece.end}" for piece in thing.pieces)}
        ref = self._refs[id(thing)]
        return {"select": ref, "unit": ref} if ref in self._parties else {"select": ref}

    def _words(self, places: str) -> Evidence | None:
        pairs = [tuple(map(int, piece.split("-"))) for piece in places.split("+")]
        if any(not 0 <= start < end <= len(self._text) for start, end in pairs):
            return None
        quote = "".join(self._text[start:end] for start, end in pairs)
        return Evidence(quote=quote, pieces=tuple(Piece(start=start, end=end) for start, end in pairs))


def _rows(plan: Plan) -> list[tuple[str, Statement]]:
    """All that has a reference; documents cited have no ids and go by their number, data of the letter-head by their field."""
    named = references(plan)
    lists = (plan.sections, plan.tasks, plan.entities, plan.assignments, plan.targets, plan.relations)
    rows: list[tuple[str, Statement]] = [(named[row.id], row) for group in lists for row in group]
    rows += [(f"citation/{number}", row) for number, row in enumerate(plan.citations, 1)]
    data = ((field, getattr(plan.document, field)) for field in type(plan.document).model_fields)
    return [*rows, *((f"document/{field}", fact) for field, fact in data if isinstance(fact, Fact))]
