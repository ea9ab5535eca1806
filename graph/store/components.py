"""The core constraints of SHACL that the shapes use, held against tables: which nodes break them, with which value.

https://www.w3.org/TR/shacl/#core-components. Terms are texts as N-Triples writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from plankg.graph.rdf import expand
from plankg.graph.store.tables import Tables

Parameters = Mapping[str, tuple[str, ...]]
Test = Callable[[Tables, tuple[str, ...]], Callable[[str], bool]]
LITERAL = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL)
STRING, LANGUAGE, DATES, STRUCTURE = map(expand, ("xsd:string", "rdf:langString", "xsd:date", "rdf:JSON"))
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?")
FORMS = {
    expand("xsd:integer"): re.compile(r"[+-]?\d+"),
    expand("xsd:decimal"): re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    expand("xsd:duration"): re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
}
INTEGER_END = f'"^^<{expand("xsd:integer")}>'
NUMBERS = {expand(f"xsd:{name}") for name in ("integer", "decimal", "double", "float")}


class Term(NamedTuple):
    """A literal's text and datatype; of an IRI the text is itself and the datatype None."""

    text: str
    datatype: str | None


def term(written: str) -> Term:
    r"""Read a term.

    >>> term('"一\\n"')
    Term(text='一\n', datatype='http://www.w3.org/2001/XMLSchema#string')
    """
    if written[-1] == '"' and "\\" not in written:
        return Term(written[1:-1], STRING)
    found = LITERAL.fullmatch(written)
    if found is None:
        return Term(written.strip("<>"), None)
    text = found["text"]
    plain = json.loads(f'"{text}"', strict=False) if "\\" in text else text
    return Term(plain, LANGUAGE if found["language"] else found["datatype"] or STRING)


def number(written: str) -> Decimal | int | None:
    """Give the number that a term is, None where it is none."""
    if written.endswith(INTEGER_END) and (digits := written[1 : -len(INTEGER_END)]).isdecimal():
        return int(digits)
    text, datatype = term(written)
    try:
        return Decimal(text) if datatype in NUMBERS else None
    except InvalidOperation:
        return None


def well_formed(text: str, datatype: str) -> bool:
    """Tell whether a text is one of a datatype that has no pattern; a date that no calendar has is none."""
    if datatype == DATES:
        found = DATE.fullmatch(text)
        return found is not None and _parses(date.fromisoformat, found[1])
    if datatype == STRUCTURE:
        return _parses(json.loads, text)
    return True


def _parses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _class(tables: Tables, wanted: tuple[str, ...]) -> Callable[[str], bool]:
    return tables.instances(wanted).__contains__


def _datatype(_: Tables, wanted: tuple[str, ...]) -> Callable[[str], bool]:
    if wanted == (f"<{STRING}>",):
        return lambda written: written[0] == written[-1] == '"'
    datatype, end = wanted[0].strip("<>"), f'"^^{wanted[0]}'
    if datatype in FORMS:
        whole = re.compile(f'"{FORMS[datatype].pattern}{re.escape(end)}')
        return lambda written: whole.fullmatch(written) is not None
    return lambda written: written.endswith(end) and well_formed(term(written).text, datatype)


def _in(_: Tables, wanted: tuple[str, ...]) -> Callable[[str], bool]:
    return frozenset(wanted).__contains__


def _min_inclusive(_: Tables, wanted: tuple[str, ...]) -> Callable[[str], bool]:
    least = number(wanted[0])
    return lambda written: least is not None and (found := number(written)) is not None and found >= least


def _min_length(_: Tables, wanted: tuple[str, ...]) -> Callable[[str], bool]:
    least = number(wanted[0])
    return lambda written: not written.startswith("_:") and least is not None and len(term(written).text) >= least


def _node_kind(_: Tables, wanted: tuple[str, ...]) -> Callable[[str], bool]:
    # Of the kinds only IRIs are in use; any other finds every value, so that it cannot go unnoticed.
    return lambda written: written.startswith("<") and wanted == (f"<{expand('sh:IRI')}>",)


TESTS: dict[str, Test] = {
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "nodeKind": _node_kind,
}
"""What each value has to be, by the constraint's property."""
BOUNDS = ("minCount", "maxCount")


def breaking(
    tables: Tables, focus: frozenset[str], path: tuple[str, ...], parameters: Parameters
) -> Iterator[tuple[str, str | None]]:
    """Give the nodes that break one of the constraints, with the value that does where it is one; an empty path is the node."""
    if path:
        yield from ((node, None) for node in _out_of_bounds(tables, focus, path, parameters))
    for name, wanted in parameters.items():
        if name in BOUNDS:
            continue
        if not path:
            holds = TESTS[name](tables, wanted)
            yield from ((node, node) for node in focus if not holds(node))
        elif bad := _failing(tables, path, name, wanted):
            at = tables.along(path)
            yield from ((node, value) for node in focus & at.keys() for value in at[node] if value in bad)


def _failing(tables: Tables, path: tuple[str, ...], name: str, wanted: tuple[str, ...]) -> frozenset[str]:
    """Give the values at the end of a path that fail a test; shapes that share both share the answer."""

    def found() -> frozenset[str]:
        holds = TESTS[name](tables, wanted)
        return frozenset(value for value in tables.values(path) if not holds(value))

    return tables.once((path, name, wanted), found)


def _out_of_bounds(
    tables: Tables, focus: frozenset[str], path: tuple[str, ...], parameters: Parameters
) -> Iterator[str]:
    least, most = (int(term(parameters[name][0]).text) if name in parameters else None for name in BOUNDS)
    at, several = tables.along(path), tables.several(path)
    if least:
        yield from focus - at.keys()
        if least > 1:
            yield from (node for node in focus & at.keys() if several.get(node, 1) < least)
    if most is not None:
        yield from (node for node in focus & several.keys() if several[node] > most)
        if most == 0:
            yield from focus & (at.keys() - several.keys())
