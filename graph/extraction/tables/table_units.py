"""Units in the cells of a table: each with the role that its column, or a word in the cell, gives it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plankg.graph.extraction.draft.spans import NotedUnit, Span
from plankg.graph.extraction.draft.table_records import CellUnit, Column
from plankg.graph.extraction.notes.units import listed_units, note_units, with_levels, with_role
from plankg.graph.extraction.words.lexicon import pattern
from plankg.schema.document import Document
from plankg.schema.terms import Role


def cell_units(document: Document, cell: Span, column: Column, *, first_leads: bool) -> tuple[CellUnit, ...]:
    """The units of a cell in order; none for one that says so (/, 无).

    Units are parted by 、， blanks or line ends, or by nothing where one ends and the next begins as units do. With
    `first_leads` the first leads and the others have the column's role.
    """
    text = document.normal
    if pattern("tables", "none").match(cell.of(text)):
        return ()
    listed = [noted for piece in _lines(document, cell) for noted in _noted(text, piece, column)]
    units = [unit for noted in _whole(text, listed) for unit in _parted(text, noted)]
    if first_leads and units and all(unit.role is not Role.LEAD for unit in units):
        units[0] = units[0]._replace(role=Role.LEAD)
    return tuple(_named(unit, cell, column) for unit in units if unit.span.width > 1)


def _noted(text: str, piece: Span, column: Column) -> tuple[NotedUnit, ...]:
    """The units of a piece by the roles that it names itself (牵头单位：…, …牵头), else by the column's."""
    own = () if pattern("annotations", "role_behind").search(piece.of(text)) else tuple(note_units(text, piece))
    return own or tuple(with_levels(text, listed_units(text, piece, column.role or Role.RESPONSIBLE, column.heading)))


def _lines(document: Document, cell: Span) -> Iterator[Span]:
    """The parts of a cell between the line ends and blanks of the source behind which a unit can begin.

    A name broken for want of room, or set with blanks between its characters, is one part.
    """
    text, offsets = document.normal, document.offsets
    begin = cell.start
    for place in range(cell.start + 1, cell.end):
        gap = document.text[offsets[place - 1] + 1 : offsets[place]] if offsets[place] > offsets[place - 1] + 1 else ""
        whole = text[begin:place]
        if gap and not gap.strip() and len(whole.strip()) > 1 and not _is_broken(whole):
            yield Span(begin, place)
            begin = place
    yield Span(begin, cell.end)


def _whole(text: str, units: list[NotedUnit]) -> list[NotedUnit]:
    """The units, a name that a line end or blank breaks (市人力资源社会 保障局) as one."""
    whole: list[NotedUnit] = []
    for unit in units:
        last = whole[-1] if whole else None
        if last and text[last.span.end : unit.span.start] == " " and _is_broken(last.name):
            span = Span(last.span.start, unit.span.end)
            whole[-1] = last._replace(span=span, name=last.name + unit.name, full=None)
        else:
            whole.append(unit)
    return whole


def _is_broken(name: str) -> bool:
    """Whether a name cannot end so."""
    bare = pattern("annotations", "role_behind").sub("", name)
    return bool(pattern("tables", "unfinished").search(bare)) or not pattern("annotations", "unit_end").search(bare)


def _parted(text: str, unit: NotedUnit) -> Iterator[NotedUnit]:
    """The units of a run without marks (市教育局市财政局, 疾控处医政处), each with the role that stands behind it."""
    words = unit.span.of(text)
    matches = list(pattern("tables", "joined").finditer(words)) or list(pattern("tables", "offices").finditer(words))
    cuts = [unit.span.start + cut.start() for cut in matches]
    if not cuts:
        yield with_role(text, unit)
    for start, end in pairwise([unit.span.start, *cuts, unit.span.end] if cuts else []):
        yield with_role(text, unit._replace(span=Span(start, end), name=text[start:end], full=None))


def _named(unit: NotedUnit, cell: Span, column: Column) -> CellUnit:
    """The unit under its full name: an office is one of the body that the heading names."""
    office = column.owner is not None and not unit.name.startswith(column.owner)
    return CellUnit(unit._replace(full=f"{column.owner}{unit.name}") if office else unit, cell, office)
