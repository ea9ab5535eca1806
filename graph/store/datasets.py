"""The RDF dataset that a request names beside its query or update, in place of what the text itself names.

SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/, sections 2.1.4 and 2.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence

from plankg.graph.store.tokens import keywords, lexed
from plankg.schema.errors import GraphError


def names_dataset(query: str) -> bool:
    """Say whether a query names its own dataset with FROM.

    >>> names_dataset("SELECT * FROM <http://a/> { ?s ?p 'FROM' }"), names_dataset("SELECT * { ?s ?p 'FROM' }")
    (True, False)
    """
    return any(token.depth == 0 for token in keywords(query, "FROM"))


def using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Give an update whose DELETE/INSERT operations match patterns in these graphs, by USING and USING NAMED.

    Raises GraphError where the update names graphs itself (USING, WITH), which must be an error (section 2.2.3).

    >>> using("DELETE WHERE { ?s ?p ?o }", ["http://a/"], [])
    'DELETE { ?s ?p ?o } USING <http://a/> WHERE { ?s ?p ?o }'
    """
    if any(token.depth == 0 for token in keywords(update, "USING", "WITH")):
        raise GraphError("update_dataset_conflict")
    clause = " ".join([*(f"USING <{iri}>" for iri in default), *(f"USING NAMED <{iri}>" for iri in named)])
    found = list(lexed(update))
    parts, begin = [], 0
    for place, token in enumerate(found):
        if token.kind != "word" or token.depth or not token.text.upper().endswith("WHERE"):
            continue
        start = token.start + len(token.text) - len("WHERE")
        before = token.text[: -len("WHERE")] or (found[place - 1].text if place else "")
        parts.append(update[begin:start])
        if before.upper() == "DELETE":
            # the short form repeats its pattern as what is deleted, and has no USING of its own
            end = next(
                (later.start for later in found[place + 1 :] if later.text == "}" and not later.depth), len(update)
            )
            parts.append(update[token.start + len(token.text) : end + 1].strip() + " ")
        parts.append(f"{clause} ")
        begin = start
    return "".join([*parts, update[begin:]])


def clearing_silently(update: str) -> str:
    """Give an update in which CLEAR GRAPH takes a graph that is not there for one that is empty.

    https://www.w3.org/TR/sparql11-update/#clear has both, depending on whether a store records empty graphs.

    >>> clearing_silently("CLEAR GRAPH <http://a/> ; DROP GRAPH <http://b/>")
    'CLEAR SILENT GRAPH <http://a/> ; DROP GRAPH <http://b/>'
    """
    places = [
        token.start + len(token.text) for token in keywords(update, "CLEAR") if token.text.upper().endswith("CLEAR")
    ]
    starts = [0, *places]
    return " SILENT".join(update[start:end] for start, end in zip(starts, [*places, len(update)], strict=True))
