"""What the engine says of a text that is no SPARQL, as a sentence for people."""

from __future__ import annotations

import re

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


def syntax_error(message: str) -> GraphError:
    """Say where a query is wrong in one line, and what could have stood there: a few choices."""
    found = ERROR.match(message)
    line, column, listed = found.groups() if found else ("1", "1", "")
    choices = [said[1] or said[2].strip() for said in LISTED.finditer(_list(listed)) if said[1] or said[2]]
    told = [words(SENTENCES[choice]) for choice in choices if choice in SENTENCES]
    expected = told or choices or [words("query.otherwise")]
    return GraphError(
        "query_syntax",
        line=line,
        column=column,
        expected=", ".join(expected[:FEW]) + ("…" if len(expected) > FEW else ""),
    )


def _list(listed: str) -> str:
    return listed.removeprefix("expected ").removeprefix("one of ")
