"""What a query gives, as Python values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from plankg.graph.rdf import expand, label
from plankg.schema.wording import Language
from pyoxigraph import Literal, QuerySolutions

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Answer:
    """A table: the names of its columns, and its rows in the order that the query asks for.

    >>> Answer(("unit", "tasks"), (("上海大学", 1),)).records()
    [{'unit': '上海大学', 'tasks': 1}]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """The rows by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def without(self, names: set[str]) -> Answer:
        """The answer without the columns of those names."""
        places = [place for place, name in enumerate(self.columns) if name not in names]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Answer(tuple(self.columns[place] for place in places), rows)

    def labelled(self, lang: Language | None = None) -> Answer:
        """The answer with the labels of roles, kinds, types and predicates in place of their IRIs."""
        rows = tuple(tuple(_labelled(value, lang) for value in row) for row in self.rows)
        return Answer(self.columns, rows)


def _labelled(value: Value, lang: Language | None) -> Value:
    return (label(value, lang) or value) if isinstance(value, str) else value


def answer(solutions: QuerySolutions) -> Answer:
    """The solutions of a SELECT as an Answer; what is not bound is None."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Answer(columns, tuple(tuple(value_of(term) for term in solution) for solution in solutions))


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
