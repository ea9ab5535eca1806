"""Plain triples of which a look at the tables tells that an assignment or a citation surely says each.

Which triples a constraint speaks of, and which roles back them, is read from its query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from plankg.graph.conformance.tables import Tables
from plankg.graph.rdf import expand

NAMES = ("plankg:unit", "plankg:task", "plankg:role", "dcterms:references")
UNIT, TASK, ROLE, DOCUMENT = ((f"<{expand(name)}>",) for name in NAMES)
CARRIES, CONCERNS = "CarriesIsBacked-value", "ConcernsIsBacked-value"
OF_UNIT, OF_TASK, OF_DOCUMENT = "RoleEdgeIsBacked-unit", "RoleEdgeIsBacked-task", "StatementEdgeIsBacked-document"
EDGE = re.compile(r"\?value (plankg:\w+) \?(?:unit|task|document)\b(?:.*BIND \((plankg:[\w-]+) AS \?role\))?")
"""A triple in the query of those that a row has to say, and the role that backs it where it is one."""
ROLES = re.compile(r"\?role IN \(([^)]*)\)")

Pairs = set[tuple[str, str]]


def surely_backed(tables: Tables, queries: Mapping[str, str]) -> Iterator[str]:
    """The names of the constraints on such triples that surely hold; the queries are by the constraint's name."""
    units, tasks, roles = (tables.along(path) for path in (UNIT, TASK, ROLE))
    rows = [
        (unit, task, role) for row, unit in units.pairs() for task in tasks.of(row) for role in roles.of(row) or [""]
    ]
    documents = tables.along(DOCUMENT)
    cited = {(task, name) for row, name in documents.pairs() for task in tasks.of(row)}

    def assigned(among: Collection[str]) -> Pairs:
        return {(unit, task) for unit, task, role in rows if role in among}

    def roles_of(name: str) -> set[str]:
        return {f"<{expand(role.strip())}>" for listed in ROLES.findall(queries[name]) for role in listed.split(",")}

    holds = {
        CARRIES: _edges(tables, queries[CARRIES]) <= assigned(roles_of(CARRIES)),
        CONCERNS: _turned(_edges(tables, queries[CONCERNS])) <= assigned(roles_of(CONCERNS)),
        OF_TASK: all(
            _turned(_pairs(tables, edge)) <= assigned({f"<{expand(role)}>"})
            for edge, role in EDGE.findall(queries[OF_TASK])
        ),
        OF_UNIT: all(
            _pairs(tables, edge) <= assigned({f"<{expand(role)}>"}) for edge, role in EDGE.findall(queries[OF_UNIT])
        ),
        OF_DOCUMENT: _edges(tables, queries[OF_DOCUMENT]) <= cited,
    }
    return (name for name, verdict in holds.items() if verdict and EDGE.search(queries[name]))


def _edges(tables: Tables, query: str) -> Pairs:
    """The ends of all triples that a query speaks of."""
    return set().union(*(_pairs(tables, edge) for edge, _ in EDGE.findall(query)))


def _pairs(tables: Tables, edge: str) -> Pairs:
    return set(tables.along((f"<{expand(edge)}>",)).pairs())


def _turned(pairs: Pairs) -> Pairs:
    return {(end, start) for start, end in pairs}
