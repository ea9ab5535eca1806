"""The core constraints of SHACL that the shapes use, held against tables: which nodes break them, with which value.

https://www.w3.org/TR/shacl/#core-components. Terms are texts as the tables have them, or as N-Triples writes them in shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from plankg.graph.conformance.tables import Tables
from plankg.graph.rdf import expand

Parameters = Mapping[str, tuple[str, ...]]
Values = AbstractSet[str]
Test = Callable[[Tables, tuple[str, ...], Values], Values]
"""What gives the values that fail, told what is wanted of them."""
STRING, LANGUAGE, DATES, STRUCTURE = map(expand, ("xsd:string", "rdf:langString", "xsd:date", "rdf:JSON"))
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?")
INTEGER, DECIMAL, DOUBLE, BOOLEAN, DURATION = (
    expand(f"xsd:{name}") for name in ("integer", "decimal", "double", "boolean", "duration")
)
FORMS = {
    INTEGER: re.compile(r"[+-]?\d+"),
    DECIMAL: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    DURATION: re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
}
NUMBERS = {INTEGER, DECIMAL, DOUBLE, expand("xsd:float")}


class Term(NamedTuple):
    """A literal's text and datatype; of an IRI the text is itself and the datatype None."""

    text: str
    datatype: str | None


def term(written: str) -> Term:
    r"""Read a term.

    >>> term('"一\\n"'), term("7")[0]
    (Term(text='一\n', datatype='http://www.w3.org/2001/XMLSchema#string'), '7')
    """
    if written.isdecimal():
        return Term(written, INTEGER)
    if written[0] != '"':
        return Term(written.strip("<>"), None if written[0] in "<_" else _bare(written))
    datatype = (
        STRING if written[-1] == '"' else LANGUAGE if written[-1] != ">" else written[written.rindex("<") + 1 : -1]
    )
    return Term(plain(written), datatype)


def plain(written: str) -> str:
    """The text of a literal in quotes."""
    text = written[1 : written.rindex('"')]
    return json.loads(f'"{text}"', strict=False) if "\\" in text else text


def _bare(written: str) -> str:
    """The datatype of what is written without quotes; the form tells it."""
    if written in {"true", "false"}:
        return BOOLEAN
    return next((kind for kind in (INTEGER, DECIMAL) if FORMS[kind].fullmatch(written)), DOUBLE)


def number(written: str) -> Decimal | int | None:
    """The number that a term is, None where it is none."""
    if written.isdecimal():
        return int(written)
    text, datatype = term(written)
    try:
        return Decimal(text) if datatype in NUMBERS else None
    except InvalidOperation:
        return None


def well_formed(text: str, datatype: str) -> bool:
    """Whether a text is one of a datatype; a date that no calendar has is none."""
    if datatype in FORMS:
        return FORMS[datatype].fullmatch(text) is not None
    if datatype == DATES:
        match = DATE.fullmatch(text)
        return match is not None and _parses(date.fromisoformat, match[1])
    if datatype == STRUCTURE:
        return _parses(json.loads, text)
    return True


def _parses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _class(tables: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    return values - tables.instances(wanted)


def _datatype(_: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    if wanted == (f"<{STRING}>",):
        return {value for value in values if not value[0] == value[-1] == '"'}
    datatype = wanted[0].strip("<>")
    rest = {value for value in values if not value.isdecimal()} if datatype == INTEGER else values
    return {value for value in rest if not _is(term(value), datatype)}


def _is(literal: Term, datatype: str) -> bool:
    return literal.datatype == datatype and well_formed(literal.text, datatype)


def _in(_: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    return values - frozenset(wanted)


def _min_inclusive(_: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    least = Decimal(term(wanted[0]).text)
    return {value for value in values if (figure := number(value)) is None or figure < least}


def _max_inclusive(_: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    most = Decimal(term(wanted[0]).text)
    return {value for value in values if (figure := number(value)) is None or figure > most}


def _min_length(_: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    least = int(term(wanted[0]).text)
    return {value for value in values if value.startswith("_:") or len(term(value).text) < least}


def _node_kind(_: Tables, wanted: tuple[str, ...], values: Values) -> Values:
    # Of the kinds only IRIs are in use; any other finds every value, so that it cannot go unnoticed.
    return {value for value in values if value[0] != "<"} if wanted == (f"<{expand('sh:IRI')}>",) else values


TESTS: dict[str, Test] = {
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "minLength": _min_length,
    "nodeKind": _node_kind,
}
"""What each value has to be, by the constraint's property."""
BOUNDS = ("minCount", "maxCount")
QUALIFIED, QUALIFIED_BOUNDS = "qualifiedValueShape", ("qualifiedMinCount", "qualifiedMaxCount")
"""How many values have to pass a test; the parameter of the test is its name and what is wanted."""


def breaking(
    tables: Tables, focus: frozenset[str], path: tuple[str, ...], parameters: Parameters
) -> Iterator[tuple[str, str | None]]:
    """The nodes that break one of the constraints, with the value that does where it is one; an empty path is the node."""
    if path:
        yield from ((node, None) for node in _out_of_bounds(tables, focus, path, parameters))
    if QUALIFIED in parameters:
        yield from ((node, None) for node in _out_of_qualified_bounds(tables, focus, path, parameters))
    for name in TESTS.keys() & parameters.keys():
        wanted = parameters[name]
        if not path:
            yield from ((node, node) for node in TESTS[name](tables, wanted, focus))
        elif bad := _failing(tables, path, name, wanted):
            at = tables.along(path)
            yield from ((node, value) for node in focus for value in at.of(node) if value in bad)


def _failing(tables: Tables, path: tuple[str, ...], name: str, wanted: tuple[str, ...]) -> frozenset[str]:
    """The values at the end of a path that fail a test; shapes that share both share the answer."""
    return tables.once((path, name, wanted), lambda: frozenset(TESTS[name](tables, wanted, tables.values(path))))


def _out_of_bounds(
    tables: Tables, focus: frozenset[str], path: tuple[str, ...], parameters: Parameters
) -> Iterator[str]:
    least, most = _bounds(parameters, BOUNDS)
    one, several = tables.along(path)
    if least:
        yield from focus.difference(one)
        if least > 1:
            yield from (node for node in focus.intersection(one) if len(several.get(node, (one[node],))) < least)
    if most is not None:
        yield from (node for node in focus.intersection(several) if len(several[node]) > most)
        if most == 0:
            yield from focus.intersection(one).difference(several)


def _out_of_qualified_bounds(
    tables: Tables, focus: frozenset[str], path: tuple[str, ...], parameters: Parameters
) -> Iterator[str]:
    least, most = _bounds(parameters, QUALIFIED_BOUNDS)
    test, *wanted = parameters[QUALIFIED]
    passing = tables.values(path) - _failing(tables, path, test, tuple(wanted))
    at = tables.along(path)
    for node in focus:
        count = len(passing.intersection(at.of(node)))
        if (least is not None and count < least) or (most is not None and count > most):
            yield node


def _bounds(parameters: Parameters, names: tuple[str, str]) -> tuple[int | None, int | None]:
    least, most = (int(term(parameters[name][0]).text) if name in parameters else None for name in names)
    return least, most
