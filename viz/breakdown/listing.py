"""The table as it is written, whatever the kind of file: heads, columns, parts with their rows, and the notes below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.wording import Language, words
from plankg.viz.breakdown.columns import INFERRED, KEY, SETTLED, columns
from plankg.viz.breakdown.layouts import LAYOUTS, Part
from plankg.viz.breakdown.measures import Measure
from plankg.viz.workbook.columns import Column

DEFAULT = "directive"
MERGED = ("no", "key_task")
"""The columns whose cells are one for the rows of a block."""

CENTRED = frozenset({"no", "key_task", "lead", "support", "when", "part", "figure", "relation", "stage"})
"""The columns whose text stands in the middle."""
TITLE, HEADS, BODY = "方正小标宋简体", "黑体", "仿宋"
"""The fonts of title, headings and text, as official papers are set (GB/T 9704-2012); a machine that lacks them takes others."""


@dataclass(frozen=True)
class Listing:
    """The table of a plan: `head` has number and date as printed, `known` all columns that there are.

    The last of its own columns is hidden and has the ids of the tasks.
    """

    plan: str
    title: str
    head: tuple[str, str]
    known: tuple[Column[Measure], ...]
    columns: tuple[Column[Measure], ...]
    parts: tuple[Part, ...]
    lang: Language

    def heading(self, part: Part) -> str:
        """What stands above a part: the plan's title and what the part is called."""
        return f"{self.title}{part.name}" if len(self.parts) == 1 else f"{self.title}（{part.name}）"

    @property
    def subtitle(self) -> str:
        """Number and date side by side."""
        return "　".join(filter(None, self.head))

    def notes(self, part: Part) -> tuple[str, ...]:
        """What the marks mean that stand in a part."""
        cells = [str(column.cell(row) or "") for row in part.rows for column in self.shown]
        marks = {words("breakdown.open", self.lang): "open", INFERRED: "inferred", SETTLED: "decided"}
        used = (note for mark, note in marks.items() if any(mark in cell for cell in cells))
        return tuple(words(f"breakdown.note_{note}", self.lang) for note in used)

    @property
    def key(self) -> Column[Measure]:
        """The column of ids."""
        return self.columns[-1]

    @property
    def shown(self) -> tuple[Column[Measure], ...]:
        """The columns that people see."""
        return self.columns[:-1]


def listing(
    loaded: Loaded, *, by: str = DEFAULT, names: Sequence[str] = (), rows: Sequence[str] = (), lang: Language
) -> Listing:
    """The table of a plan in the layout of that name, with these columns and the rows that hold these words.

    `names` are keys or headings of columns; each of `rows` reads 列=词 (the column holds the word; 甲|乙 either; nothing, that
    it is empty). Raises UsageError where layout, column or condition is not known, or no row is left.
    """
    if by not in LAYOUTS:
        raise UsageError("breakdown_layout_unknown", name=by, known=" ".join(LAYOUTS))
    known = columns(loaded.plan, lang)
    layout = LAYOUTS[by]
    chosen = tuple(_column(name, known) for name in names or layout.columns)
    wanted = [_condition(row, known) for row in rows]
    parts = tuple(_kept(layout.parts(loaded.plan, lang), wanted))
    if not parts and rows:
        raise UsageError("breakdown_no_rows", rows=" ".join(rows))
    head = loaded.plan.document
    number, day = (fact.evidence.quote if fact else "" for fact in (head.number, head.issued_date))
    table = (*chosen, known[KEY])
    return Listing(loaded.plan.id, loaded.plan.title, (number, day), tuple(known.values()), table, parts, lang)


def _column(name: str, known: Mapping[str, Column[Measure]]) -> Column[Measure]:
    """The column of that key or heading."""
    column = known.get(name) or next((each for each in known.values() if each.heading == name), None)
    if column is None:
        raise UsageError(
            "breakdown_column_unknown", name=name, known="、".join(each.heading for each in known.values())
        )
    return column


def _condition(text: str, known: Mapping[str, Column[Measure]]) -> Callable[[Measure], bool]:
    """Whether a row's cell holds one of the words; without words, whether it is empty."""
    name, equals, said = text.partition("=")
    if not equals:
        raise UsageError("breakdown_rows_form", text=text)
    column = _column(name, known)

    def holds(row: Measure) -> bool:
        cell = str(column.cell(row) or "")
        return any(word in cell for word in said.split("|")) if said else not cell

    return holds


def _kept(parts: Iterable[Part], wanted: Sequence[Callable[[Measure], bool]]) -> Iterator[Part]:
    """The parts with the rows that meet all conditions; a part without rows only where nothing is asked."""
    for part in parts:
        rows = tuple(row for row in part.rows if all(holds(row) for holds in wanted))
        if rows or not wanted:
            yield replace(part, rows=rows)
