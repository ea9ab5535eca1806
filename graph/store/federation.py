"""Queries that would call other servers: refused, because a plan's graph answers from what it holds.

SPARQL 1.1 Federated Query, https://www.w3.org/TR/sparql11-federated-query/: the keyword SERVICE.
"""

from __future__ import annotations

import re

from plankg.schema.errors import GraphError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\''''
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*|[?$]\w+|[\w.-]*:[\w.:%-]*|\w+|.""",
    re.DOTALL,
)


def refuse_service(sparql: str) -> None:
    r"""Raise GraphError where a query uses the keyword SERVICE; in strings, IRIs, names and comments it may stand.

    Code point escapes (`\u0053`) may stand anywhere in a query and are undone before the keywords are read
    (https://www.w3.org/TR/sparql11-query/#codepointEscape).
    """
    plain = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), sparql)
    if any(token[0].upper() == "SERVICE" for query in {sparql, plain} for token in _TOKEN.finditer(query)):
        raise GraphError("query_service")
