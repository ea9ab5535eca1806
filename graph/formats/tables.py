"""A plan as tables that refer to each other by ids: one for each kind of statement, made from the models.

Where a statement stands in the text are four columns: `quote`, `start`, `end`, and `pieces` (`559-566+570-580` where a
page end breaks the quote); other words that it points at have the same with the field's name before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from plankg.graph.rdf.fields import FieldTerm, fields
from plankg.graph.rdf.patterns import kind_of
from plankg.graph.rdf.vocabulary import NAMESPACE, closed_lists, label
from plankg.schema.evidence import Evidence
from plankg.schema.model import Model
from plankg.schema.plan import (
    Assignment,
    Citation,
    Entity,
    Fact,
    Member,
    Mention,
    Plan,
    Relation,
    Section,
    Sentence,
    Target,
    Task,
)
from plankg.schema.terms import EntityType, Predicate, Term
from plankg.schema.wording import words

Cell = str | int | float | date | tuple[str, ...] | None
Kind = Literal["text", "integer", "number", "date", "list"]


class Column(NamedTuple):
    """A column: what its cells are, its labels, the values there may be, and the table whose ids it holds."""

    name: str
    kind: Kind
    zh: str
    en: str
    values: tuple[str, ...] = ()
    refers: str | None = None
    required: bool = False


class Table(NamedTuple):
    """A table: columns and rows in the order of the text; `key` names the columns that tell its rows apart."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ()


class _Part(NamedTuple):
    """A column, and what its cell is in a row of the model."""

    column: Column
    cell: Callable[[Any], Cell]


NAMES: dict[type[Model], str] = {
    Section: "sections",
    Sentence: "sentences",
    Task: "tasks",
    Entity: "entities",
    Assignment: "assignments",
    Target: "targets",
    Citation: "citations",
    Relation: "relations",
}
"""The table of each model that a plan lists."""

REFERRED = {model.__name__: name for model, name in NAMES.items() if "id" in model.model_fields}


def tables(plan: Plan) -> tuple[Table, ...]:
    """The tables of a plan: the document's data, each list of statements, what hangs on entities, the codes.

    >>> [table.name for table in tables(Plan(id="p", document={}))][:4]
    ['document', 'sections', 'sentences', 'tasks']
    """
    lists = (_listed(model, getattr(plan, name)) for model, name in NAMES.items())
    return (_document(plan), *lists, _mentions(plan), _members(plan), _terms())


def _listed(model: type[Model], rows: tuple[Any, ...]) -> Table:
    parts = tuple(_parts(model))
    key = ("id",) if "id" in model.model_fields else ()
    return _table(NAMES[model], _labels(model), parts, rows, key)


def _table(
    name: str, labels: tuple[str, str], parts: tuple[_Part, ...], rows: tuple[Any, ...], key: tuple[str, ...]
) -> Table:
    cells = tuple(tuple(part.cell(row) for part in parts) for row in rows)
    return Table(name, *labels, tuple(part.column for part in parts), cells, key)


def _labels(model: type[Model]) -> tuple[str, str]:
    iri = NAMESPACE + model.__name__
    return label(iri, "zh") or model.__name__, label(iri, "en") or model.__name__


def _parts(model: type[Model]) -> Iterator[_Part]:
    """The columns of a model: its own fields, then where it stands, then where it comes from."""
    own = [field for field in fields(model) if field.name in model.__annotations__ and field.type is not Member]
    shared = [field for field in fields(model) if field.name not in model.__annotations__]
    if model is Sentence:
        yield from _place("", lambda row: row.evidence)
    for field in (*own, *shared):
        yield from _columns(field)


def _columns(field: FieldTerm) -> Iterator[_Part]:
    kind = kind_of(field)
    if kind == "mention":
        return
    if kind == "span" and not field.many:
        prefix = "" if field.name == "evidence" else f"{field.name.removesuffix('_evidence')}_"
        yield from _place(prefix, lambda row: getattr(row, field.name), field)
    elif kind == "span":
        yield _part(field, "list", lambda row: tuple(map(_pieces, getattr(row, field.name))))
    elif kind == "number" and str in field.types:
        yield _part(field, "number", lambda row: None if isinstance(row.value, str) else row.value)
        column = Column(f"{field.name}_text", "text", words("format.ratio", "zh"), words("format.ratio", "en"))
        yield _Part(column, lambda row: row.value if isinstance(row.value, str) else None)
    else:
        kinds: dict[str, Kind] = {"integer": "integer", "number": "number", "date": "date"}
        yield _part(field, "list" if field.many else kinds.get(kind, "text"), lambda row: _plain(row, field.name))


def _part(field: FieldTerm, kind: Kind, cell: Callable[[Any], Cell]) -> _Part:
    values = tuple(term.value for term in field.type) if issubclass(field.type, Term) else field.values
    refers = REFERRED.get(field.refers or "")
    required = field.required and not field.many and kind_of(field) != "number"
    return _Part(Column(field.name, kind, field.zh, field.en, values, refers, required), cell)


def _plain(row: Any, name: str) -> Cell:
    value: Any = getattr(row, name)
    return value.value if isinstance(value, Term) else value


def _place(prefix: str, evidence: Callable[[Any], Evidence | None], field: FieldTerm | None = None) -> Iterator[_Part]:
    """The four columns of where something stands."""
    readers: dict[str, tuple[Kind, Callable[[Evidence], Cell]]] = {
        "quote": ("text", lambda place: place.quote),
        "start": ("integer", lambda place: place.start),
        "end": ("integer", lambda place: place.end),
        "pieces": ("text", _pieces),
    }

    def reading(read: Callable[[Evidence], Cell]) -> Callable[[Any], Cell]:
        return lambda row: read(place) if (place := evidence(row)) else None

    for name, (kind, read) in readers.items():
        zh, en = words(f"format.{name}", "zh"), words(f"format.{name}", "en")
        of = (f"{field.zh}：{zh}", f"{field.en}: {en}") if prefix and field else (zh, en)
        required = field is None or field.required
        yield _Part(Column(f"{prefix}{name}", kind, *of, required=required), reading(read))


def _pieces(evidence: Evidence) -> str:
    return "+".join(f"{piece.start}-{piece.end}" for piece in evidence.pieces)


def _document(plan: Plan) -> Table:
    """The data of the document's head, a row for each."""
    facts = [(name, fact) for name, fact in plan.document if fact is not None]
    field = Column("field", "text", *_said("field"), tuple(type(plan.document).model_fields), required=True)
    parts = (_Part(field, lambda row: row[0]), *(_of(part, lambda row: row[1]) for part in _parts(Fact)))
    return _table("document", _labels(Fact), parts, tuple(facts), ("field",))


def _mentions(plan: Plan) -> Table:
    rows = tuple((entity.id, mention) for entity in plan.entities for mention in entity.mentions)
    column = _entity_column()
    parts = [_Part(column, lambda row: row[0])]
    parts += [_of(part, lambda row: row[1]) for part in _place("", lambda row: row.evidence)]
    parts += [_of(part, lambda row: row[1]) for f in fields(Mention) if f.name == "section" for part in _columns(f)]
    return _table("mentions", _said("mentions"), tuple(parts), rows, ())


def _members(plan: Plan) -> Table:
    rows = tuple((entity.id, member) for entity in plan.entities for member in entity.members)
    parts = (_Part(_entity_column(), lambda row: row[0]), *(_of(part, lambda row: row[1]) for part in _parts(Member)))
    return _table("members", _labels(Member), parts, rows, ("entity", "position"))


def _entity_column() -> Column:
    return Column("entity", "text", *_said("entity"), refers=NAMES[Entity], required=True)


def _of(part: _Part, row_of: Callable[[Any], Any]) -> _Part:
    return _Part(part.column, lambda row: part.cell(row_of(row)))


def _terms() -> Table:
    """The codes that the other tables use, with their labels."""
    kinds: tuple[type[Term], ...] = (*closed_lists(), EntityType, Predicate)
    rows = tuple((kind.__name__, term.value, term.zh, term.en) for kind in kinds for term in kind)
    names = ("list", "value", "zh", "en")
    columns = tuple(Column(name, "text", *_said(f"term_{name}"), required=True) for name in names)
    return Table("terms", *_said("terms"), columns, rows, ("list", "value"))


def _said(key: str) -> tuple[str, str]:
    return words(f"format.{key}", "zh"), words(f"format.{key}", "en")
