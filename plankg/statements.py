"""What a plan states of one kind, as a sequence that is a table, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, overload

from plankg.schema.model import Model
from plankg.schema.plan import Plan
from plankg.schema.table import Table
from plankg.schema.wording import Language

Stated_co = TypeVar("Stated_co", bound=Model, covariant=True)
LISTS = {"units": "entities", "documents": "citations"}
"""The list of the plan that holds what is counted under another word."""
FOR_PROGRAMS = frozenset(["plan", "iri", "rule"])
POSITIONS = ("_start", "_end", "pieces")
"""How the names of columns end that say a place in numbers."""


@dataclass(frozen=True, repr=False)
class Statements(Sequence[Stated_co], Generic[Stated_co]):
    """The statements of one kind, in the order of the text: objects by number, a table by `table()`."""

    plan: Plan
    name: str
    rows: tuple[Stated_co, ...]

    @overload
    def __getitem__(self, which: int) -> Stated_co: ...
    @overload
    def __getitem__(self, which: slice) -> Statements[Stated_co]: ...
    def __getitem__(self, which: int | slice) -> Stated_co | Statements[Stated_co]:
        """A statement by its number, or some of them."""
        return Statements(self.plan, self.name, self.rows[which]) if isinstance(which, slice) else self.rows[which]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def __repr__(self) -> str:
        """How many there are, and the first few, shortly."""
        return f"<{self.name} of {self.plan.id}: {len(self)}>"

    def _repr_html_(self) -> str | None:
        """The table without what is for programs alone: positions, IRIs, rules, and what is empty all the way down."""
        table = self.table()
        empty = {name for name, cells in table.cells().items() if not any(cells)}
        positions = {name for name in table.columns if name.endswith(POSITIONS)}
        return table.without(empty | positions | FOR_PROGRAMS)._repr_html_()

    def table(self, *, labels: Language | None = None) -> Table:
        """The statements as a table with fixed columns; with `labels`, for people: headings and labels of that language.

        >>> import plankg
        >>> plankg.load("baoshan-2023h2").units.table(labels="zh")["名称"][:1]
        ('上海市宝山区教育局',)
        """
        from plankg.graph.formats.tables import listed  # noqa: PLC0415 - who only reads statements needs no vocabulary

        table = replace(listed(self.plan, LISTS.get(self.name, self.name), self.rows), name=self.name)
        return table.labelled(labels) if labels else table
