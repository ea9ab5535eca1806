"""What the engine says of a text that is no SPARQL, as a sentence for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plankg.schema.errors import GraphError
from plankg.schema.wording import words

ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
LISTED = re.compile(r"""("(?:[^"\\]|\\.)*")|\[(?:'[^']*'|[^\]'])*\]|([^,"\[\]\s][^,"\[\]]*)""")
"""What stands between commas in the engine's list; in brackets are sets of characters, which tell a reader nothing."""
SENTENCES = {
    "Prefix not found": "page.query_prefix_unknown",
    "The SELECT contains a variable that is unbound": "page.query_variable_unbound",
    "IRI parsing failed": "query.iri",
}
"""What the engine says in sentences, and the words for it: they tell more than all that could stand there beside."""
FEW = 6


class QuerySyntaxError(GraphError):
    """A query or an update is no SPARQL.

    `line` and `column` count from 1, the column in characters; `expected` is all that could have stood there.
    """

    def __init__(self, line: int, column: int, expected: Sequence[str]) -> None:
        """Say it in one line, with a few of the choices."""
        few = ", ".join(expected[:FEW]) + ("…" if len(expected) > FEW else "")
        super().__init__("query_syntax", line=line, column=column, expected=few)
        self.line = line
        self.column = column
        self.expected = tuple(expected)


def syntax_error(message: str) -> QuerySyntaxError:
    """What the engine said, as an error with its place."""
    place = ERROR.match(message)
    line, column, listed = place.groups() if place else ("1", "1", "")
    choices = [said[1] or said[2].strip() for said in LISTED.finditer(_list(listed)) if said[1] or said[2]]
    sentences = [words(SENTENCES[choice]) for choice in choices if choice in SENTENCES]
    return QuerySyntaxError(
        int(line), int(column), sentences or list(dict.fromkeys(choices)) or [words("query.otherwise")]
    )


def _list(listed: str) -> str:
    return listed.removeprefix("expected ").removeprefix("one of ")
