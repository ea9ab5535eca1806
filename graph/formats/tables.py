"""A plan as tables that refer to each other by ids: one for each kind of statement, made from the models.

The first column is the plan, so that tables of several plans can stand below each other; `iri` is the name that a row has
in RDF and in the network, too. Where a statement stands in the text are four columns: `quote`, `text_start`, `text_end`, and
`pieces` (`559-566+570-580` where a page end breaks the quote); other words that it points at have the same with the field's
name before (`unit_quote`, `unit_start`). No column has a name that SQL keeps for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from plankg.graph.rdf import Iris
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
    Naming,
    Plan,
    Relation,
    Section,
    Sentence,
    Target,
    Task,
)
from plankg.schema.table import Cell, Column, Kind, Table, plan_column
from plankg.schema.terms import EntityType, Predicate, Term
from plankg.schema.wording import words


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

IRIS: dict[type[Model], Callable[[Iris, Any], str]] = {
    Section: lambda iris, row: iris.section(row.id),
    Task: lambda iris, row: iris.task(row.id),
    Entity: lambda iris, row: iris.entity(row.id),
    Assignment: lambda iris, row: iris.assignment(row.id),
    Target: lambda iris, row: iris.target(row.id),
    Citation: lambda iris, row: iris.citation(row.relation.value, row.name, row.evidence),
    Relation: lambda iris, row: iris.relation(row.id),
}
"""How a row of each model is named in RDF."""

REFERRED = {model.__name__: name for model, name in NAMES.items() if "id" in model.model_fields}


def tables(plan: Plan) -> tuple[Table, ...]:
    """The tables of a plan: the document's data, each list of statements, what hangs on entities, the codes.

    >>> [table.name for table in tables(Plan(id="p", document={}))][:4]
    ['document', 'sections', 'sentences', 'tasks']
    """
    lists = (listed(plan, name) for name in NAMES.values())
    return (_document(plan), *lists, _mentions(plan), _members(plan), _terms())


def listed(plan: Plan, name: str, rows: Sequence[Model] | None = None) -> Table:
    """The table of one list of a plan's statements, by the name of the list: of all of them or of some rows.

    >>> listed(Plan(id="p", document={}), "tasks").columns[:3]
    ('plan', 'id', 'directive')
    """
    model = next(model for model, each in NAMES.items() if each == name)
    parts = [*_parts(model)]
    if model in IRIS:
        name_of, iris = IRIS[model], Iris.of(plan)
        own = next(place for place, part in enumerate(parts) if part.column.name.endswith("quote"))
        parts.insert(own, _Part(Column("iri", "text", *_said("iri"), required=True), lambda row: name_of(iris, row)))
    key = ("id",) if "id" in model.model_fields else ()
    return _table(plan, name, _labels(model), tuple(parts), tuple(getattr(plan, name) if rows is None else rows), key)


def _table(
    plan: Plan,
    name: str,
    labels: tuple[str, str],
    parts: tuple[_Part, ...],
    rows: tuple[Any, ...],
    key: tuple[str, ...],
) -> Table:
    cells = tuple(tuple(part.cell(row) for part in parts) for row in rows)
    return Table(tuple(part.column for part in parts), cells, name, *labels, key).led_by(plan_column(), plan.id)


def _labels(model: type[Model]) -> tuple[str, str]:
    iri = NAMESPACE + model.__name__
    return label(iri, "zh") or model.__name__, label(iri, "en") or model.__name__


def _parts(model: type[Model]) -> Iterator[_Part]:
    """The columns of a model: its own fields, then where it stands, then where it comes from."""
    own = [field for field in fields(model) if field.name in model.__annotations__ and field.type is not Member]
    # A thing's evidence and standing are those of its first mention, which RDF keeps apart from it.
    stated = Naming if model is Entity else model
    shared = [field for field in fields(stated) if field.name not in model.__annotations__]
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
    codes = tuple(field.type) if issubclass(field.type, Term) else field.values
    refers = REFERRED.get(field.refers or "")
    required = field.required and not field.many and kind_of(field) != "number"
    return _Part(Column(field.name, kind, field.zh, field.en, codes, refers, required), cell)


def _plain(row: Any, name: str) -> Cell:
    value: Any = getattr(row, name)
    return value.value if isinstance(value, Term) else value


def _place(prefix: str, evidence: Callable[[Any], Evidence | None], field: FieldTerm | None = None) -> Iterator[_Part]:
    """The four columns of where something stands."""
    readers: dict[str, tuple[Kind, Callable[[Evidence], Cell]]] = {
        "quote": ("text", lambda place: place.quote),
        f"{'' if prefix else 'text_'}start": ("integer", lambda place: place.start),
        f"{'' if prefix else 'text_'}end": ("integer", lambda place: place.end),
        "pieces": ("text", _pieces),
    }

    def reading(read: Callable[[Evidence], Cell]) -> Callable[[Any], Cell]:
        return lambda row: read(place) if (place := evidence(row)) else None

    for name, (kind, read) in readers.items():
        zh, en = _said(name.removeprefix("text_"))
        of = (f"{field.zh}：{zh}", f"{field.en}: {en}") if prefix and field else (zh, en)
        required = field is None or field.required
        yield _Part(Column(f"{prefix}{name}", kind, *of, required=required), reading(read))


def _pieces(evidence: Evidence) -> str:
    return "+".join(f"{piece.start}-{piece.end}" for piece in evidence.pieces)


def _document(plan: Plan) -> Table:
    """The data of the document's head, a row for each."""
    facts = [(field, fact) for _, field, fact in plan.document.facts()]
    column = Column("field", "text", *_said("field"), tuple(type(plan.document).model_fields), required=True)
    parts = (_Part(column, lambda row: row[0]), *(_of(part, lambda row: row[1]) for part in _parts(Fact)))
    return _table(plan, "document", _labels(Fact), parts, tuple(facts), ("field", "value"))


def _mentions(plan: Plan) -> Table:
    rows = tuple((entity.id, mention) for entity in plan.entities for mention in entity.mentions)
    column = _entity_column()
    parts = [_Part(column, lambda row: row[0])]
    parts += [_of(part, lambda row: row[1]) for part in _place("", lambda row: row.evidence)]
    parts += [_of(part, lambda row: row[1]) for f in fields(Mention) if f.name == "section" for part in _columns(f)]
    return _table(plan, "mentions", _said("mentions"), tuple(parts), rows, ())


def _members(plan: Plan) -> Table:
    rows = tuple((entity.id, member) for entity in plan.entities for member in entity.members)
    parts = (_Part(_entity_column(), lambda row: row[0]), *(_of(part, lambda row: row[1]) for part in _parts(Member)))
    return _table(plan, "members", _labels(Member), parts, rows, ("entity", "position"))


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
    return Table(columns, rows, "terms", *_said("terms"), ("list", "value"))


def _said(key: str) -> tuple[str, str]:
    return words(f"format.{key}", "zh"), words(f"format.{key}", "en")
