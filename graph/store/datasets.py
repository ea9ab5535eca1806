"""The RDF dataset that a request names beside its query or update, in place of what the text itself names.

SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/, sections 2.1.4 and 2.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plankg.graph.store.tokens import Token, keywords, lexed
from plankg.schema.errors import GraphError

OPERATIONS = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
INTO = {"GRAPH", "TO", "INTO", "WITH"}
"""What stands before the name of a graph that an operation may make."""


def names_dataset(query: str) -> bool:
    """Say whether a query names its own dataset with FROM.

    >>> names_dataset("SELECT * FROM <http://a/> { ?s ?p 'FROM' }"), names_dataset("SELECT * { ?s ?p 'FROM' }")
    (True, False)
    """
    return any(token.depth == 0 for token in keywords(query, "FROM"))


def using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """An update whose DELETE/INSERT operations match patterns in these graphs, by USING and USING NAMED.

    Raises GraphError where the update names graphs itself (USING, WITH), which must be an error (section 2.2.3).

    >>> using("DELETE WHERE { ?s ?p ?o }", ["http://a/"], [])
    'DELETE { ?s ?p ?o } USING <http://a/> WHERE { ?s ?p ?o }'
    """
    if any(token.depth == 0 for token in keywords(update, "USING", "WITH")):
        raise GraphError("update_dataset_conflict")
    return _using(update, [f"<{iri}>" for iri in default], [f"<{iri}>" for iri in named])


def _using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The same for graphs as they are written in the update."""
    clause = " ".join([*(f"USING {graph}" for graph in default), *(f"USING NAMED {graph}" for graph in named)])
    tokens = list(lexed(update))
    parts, begin = [], 0
    for place, token in enumerate(tokens):
        if token.kind != "word" or token.depth or not token.text.upper().endswith("WHERE"):
            continue
        start = token.start + len(token.text) - len("WHERE")
        before = token.text[: -len("WHERE")] or (tokens[place - 1].text if place else "")
        parts.append(update[begin:start])
        if before.upper() == "DELETE":
            # the short form repeats its pattern as what is deleted, and has no USING of its own
            end = next(
                (later.start for later in tokens[place + 1 :] if later.text == "}" and not later.depth), len(update)
            )
            parts.append(update[token.start + len(token.text) : end + 1].strip() + " ")
        parts.append(f"{clause} ")
        begin = start
    return "".join([*parts, update[begin:]])


def clearing_silently(update: str) -> str:
    """An update in which CLEAR GRAPH takes a graph that is not there for one that is empty.

    https://www.w3.org/TR/sparql11-update/#clear has both, depending on whether a store records empty graphs.

    >>> clearing_silently("CLEAR GRAPH <http://a/> ; DROP GRAPH <http://b/>")
    'CLEAR SILENT GRAPH <http://a/> ; DROP GRAPH <http://b/>'
    """
    places = [
        token.start + len(token.text) for token in keywords(update, "CLEAR") if token.text.upper().endswith("CLEAR")
    ]
    starts = [0, *places]
    return " SILENT".join(update[start:end] for start, end in zip(starts, [*places, len(update)], strict=True))


def matching_all(update: str, graphs: Sequence[str], spare: str) -> str:
    """An update whose patterns are matched in the union of all graphs, as those of queries are.

    `graphs` are the IRIs of the named graphs there are. An operation that names its own graphs (WITH, USING) stays as it is. The
    default graph has no name that USING could take, so it is copied into a graph that nobody uses, `spare`, for that moment.

    >>> print(matching_all("INSERT { ?s a <t:> } WHERE { ?s ?p ?o }", ["g:"], "s:"))
    COPY SILENT DEFAULT TO <s:> ; INSERT { ?s a <t:> } USING <s:> USING <g:> USING NAMED <g:> WHERE { ?s ?p ?o }
    ; DROP SILENT GRAPH <s:>
    >>> matching_all("INSERT DATA { <a:> <b:> 1 }", ["g:"], "s:")
    'INSERT DATA { <a:> <b:> 1 }'
    """
    parts, terms = [], [f"<{graph}>" for graph in graphs]
    for operation in operations(update):
        begin, end = operation[0].start, operation[-1].start + len(operation[-1].text)
        text = update[begin:end]
        if _matches(operation):
            text = f"COPY SILENT DEFAULT TO <{spare}> ; {_using(text, [f'<{spare}>', *terms], terms)}"
        parts.append((begin, end, text))
        terms += [graph for graph in _named(operation) if graph not in terms]
    if not any(text.startswith("COPY SILENT DEFAULT TO <" + spare) for *_, text in parts):
        return update
    written, place = [], 0
    for begin, stop, text in parts:
        written += [update[place:begin], text]
        place = stop
    rest = update[place:]
    ended = any(token.text == ";" for token in lexed(rest))
    return "".join([*written, rest, "\n" if ended else "\n; ", f"DROP SILENT GRAPH <{spare}>"])


def operations(update: str) -> Iterator[list[Token]]:
    """The tokens of each operation of an update, without the prologue and the semicolons between them."""
    operation: list[Token] = []
    for token in lexed(update):
        if token.text == ";" and not token.depth:
            if operation:
                yield operation
            operation = []
        elif operation or (token.kind == "word" and token.text.upper().startswith(OPERATIONS)):
            operation.append(token)
    if operation:
        yield operation


def deletes_in_default(update: str) -> bool:
    """Whether an update begins with an operation that can delete from the default graph alone.

    >>> deletes_in_default("DELETE WHERE { ?s ?p ?o }"), deletes_in_default("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }")
    (True, False)
    """
    first = next(operations(update), [])
    if not _matches(first) or not first[0].text.upper().startswith("DELETE"):
        return False
    opened = next((place for place, token in enumerate(first) if token.text == "{"), len(first))
    inside = first[opened + 1 : opened + 2]
    return bool(inside) and inside[0].text.upper() != "GRAPH" and inside[0].text != "}"


def _matches(operation: Sequence[Token]) -> bool:
    """Whether an operation matches patterns, and names no graphs for that itself."""
    outside = [token.text.upper() for token in operation if token.kind == "word" and not token.depth]
    return any(word.endswith("WHERE") for word in outside) and not any(
        keyword in word for word in outside for keyword in ("USING", "WITH")
    )


def _named(operation: Sequence[Token]) -> Iterator[str]:
    for before, token in pairwise(operation):
        if before.text.upper() in INTO and token.kind in {"iri", "name"}:
            yield token.text
