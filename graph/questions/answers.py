"""What a query gives, as Python values in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from plankg.graph.rdf import expand, label
from plankg.schema.table import Cell, Column, Kind, Table
from plankg.schema.wording import Language, language
from pyoxigraph import Literal, QuerySolutions

Value = Cell
KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, "truth"),
    (int, "integer"),
    (float, "number"),
    (datetime, "text"),
    (date, "date"),
    (tuple, "list"),
)
"""The kind of the cells of a Python type; of all others it is text."""


@dataclass(frozen=True, repr=False)
class Answer(Table):
    """A table that a query gave: its rows in the order that the query asks for.

    >>> Answer((Column("unit"), Column("tasks", "integer")), (("上海大学", 1),)).records()
    [{'unit': '上海大学', 'tasks': 1}]
    """

    def in_words(self, lang: Language | None = None) -> Answer:
        """The answer with the labels of roles, kinds, types and predicates in place of their IRIs."""
        rows = tuple(tuple(_in_words(value, lang) for value in row) for row in self.rows)
        return replace(self, rows=rows)

    def labelled(self, lang: Language | None = None) -> Answer:
        """The answer for people: labels in place of IRIs, and headings of the columns where the question has them."""
        return super(Answer, self.in_words(lang)).labelled(lang or language())


def _in_words(value: Value, lang: Language | None) -> Value:
    return (label(value, lang) or value) if isinstance(value, str) else value


def answer(solutions: QuerySolutions, known: Mapping[str, Column] | None = None) -> Answer:
    """The solutions of a SELECT as an Answer; what is not bound is None.

    A column that is known keeps its kind, empty or not; the kind of any other is that of its cells, text where there are none.
    """
    rows = tuple(tuple(value_of(term) for term in solution) for solution in solutions)
    names = [variable.value for variable in solutions.variables]
    cells = zip(*rows, strict=True) if rows else (() for _ in names)
    columns = known or {}
    fields = (columns.get(name) or Column(name, kind_of(values)) for name, values in zip(names, cells, strict=True))
    return Answer(tuple(fields), rows)


def kind_of(values: Iterable[Value]) -> Kind:
    """The kind of column that holds all those cells.

    >>> kind_of([1, None]), kind_of([1, 2.5]), kind_of([1, "4:3"]), kind_of([])
    ('integer', 'number', 'text', 'text')
    """
    kinds: set[Kind] = {_kind(value) for value in values if value is not None}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(value: Value) -> Kind:
    return next((kind for type_, kind in KINDS if isinstance(value, type_)), "text")


def value_of(term: Any) -> Value:
    """An RDF term as a Python value: IRIs and blank nodes as text, literals by their datatype.

    >>> value_of(Literal("75", datatype=__import__("pyoxigraph").NamedNode(expand("xsd:decimal"))))
    75
    """
    if term is None:
        return None
    if isinstance(term, Literal):
        return _READERS.get(term.datatype.value, str)(term.value)
    return str(term.value) if hasattr(term, "value") else str(term)


def _decimal(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


_READERS: dict[str, Callable[[str], Value]] = {
    expand("xsd:integer"): int,
    expand("xsd:decimal"): _decimal,
    expand("xsd:double"): float,
    expand("xsd:float"): float,
    expand("xsd:boolean"): lambda text: text in {"true", "1"},
    expand("xsd:date"): date.fromisoformat,
    expand("xsd:dateTime"): datetime.fromisoformat,
}
