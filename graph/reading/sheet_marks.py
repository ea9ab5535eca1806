"""What the part of a sheet says of it besides values: merged areas, hidden rows and columns, formulas that were never computed.

With the account of what of a workbook was not read, for whoever has the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from plankg.graph.reading.limits import MAX_SPAN
from plankg.schema import Omission

if TYPE_CHECKING:
    from lxml.etree import _Element
    from openpyxl.reader.excel import ExcelReader

MOST_PLACES: Final = 12
"""So many places are named; the number of all is said, too."""

PARTS: Final = {"xl/media/": "picture", "xl/charts/chart": "object", "xl/embeddings/": "object"}
_ON: Final = ("1", "true")


class Merged(NamedTuple):
    """A cell that runs over several rows and columns, both counted from 1 and inclusive."""

    left: int
    top: int
    right: int
    bottom: int


class SheetMarks(NamedTuple):
    """What a sheet says of its cells; rows and columns are counted from 1, a place is row and column."""

    merged: list[Merged]
    hidden_rows: set[int]
    hidden_columns: set[int]
    valueless: set[tuple[int, int]]


class Account:
    """What of a workbook was not read, each kind with its places. `sheet` stands before the places of several sheets."""

    def __init__(self) -> None:
        """Begin with nothing left out."""
        self.sheet = ""
        self._places: dict[str, dict[str, None]] = {}
        self._counts: Counter[str] = Counter()

    def note(self, kind: str, place: str) -> None:
        """Note something that is not read, once for a place."""
        self._places.setdefault(kind, {})[self.sheet + place] = None

    def take_parts(self, parts: Iterable[str]) -> None:
        """Count the parts of a package that are not read."""
        self._counts.update(kind for part in parts for beginning, kind in PARTS.items() if part.startswith(beginning))

    def omissions(self) -> tuple[Omission, ...]:
        """All that was noted, by kind."""
        placed = [
            Omission(kind=kind, count=len(places), places=tuple(places)[:MOST_PLACES])
            for kind, places in self._places.items()
        ]
        counted = [Omission(kind=kind, count=count) for kind, count in self._counts.items()]
        return tuple(sorted(placed + counted, key=lambda omission: omission.kind))


def marks_of(book: ExcelReader, path: str) -> SheetMarks:
    """The marks of the sheet that lies at a path of the workbook's package."""
    from lxml import etree  # noqa: PLC0415 - imported only where used, as the rest of the reader is
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - as above

    marks = SheetMarks([], set(), set(), set())
    with book.archive.open(path) as stream:
        tags = ("{*}mergeCell", "{*}row", "{*}col")
        for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True):
            kind = element.tag.rpartition("}")[2]
            if kind == "mergeCell":
                marks.merged.append(Merged(*range_boundaries(element.get("ref", ""))))
            elif kind == "row":
                _take_row(element, marks)
                element.clear()
            elif element.get("hidden") in _ON:
                last = min(int(element.get("max", "0")), MAX_SPAN)
                marks.hidden_columns.update(range(int(element.get("min", "1")), last + 1))
    return marks


def _take_row(row: _Element, marks: SheetMarks) -> None:
    """Take whether a row is hidden, and its cells that hold a formula and no value."""
    from openpyxl.utils.cell import coordinate_to_tuple  # noqa: PLC0415 - as above

    if row.get("hidden") in _ON and row.get("r"):
        marks.hidden_rows.add(int(row.get("r", "0")))
    for cell in row:
        if len(cell) and cell.get("r") and cell.find("{*}f") is not None:
            value = cell.find("{*}v")
            if value is None or not value.text:
                marks.valueless.add(coordinate_to_tuple(cell.get("r", "")))


def letters(column: int) -> str:
    """The name of a column: A for 1, AA for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
