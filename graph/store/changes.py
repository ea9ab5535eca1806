"""Changes to a store as SPARQL updates: one request each, which a server carries out whole or not at all.

https://www.w3.org/TR/sparql11-update/#updateLanguage: a request "SHOULD be treated atomically". The lines of N-Triples are
SPARQL's own triples, too, so statements go into a request as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from string import Template

from pyoxigraph import Literal, NamedNode

BLOCK = 2000
"""So many triples stand in one INSERT DATA: the parser of Virtuoso 7 takes no more than about five thousand in a row."""

Triples = Mapping[str, Sequence[str]]
"""Lines of N-Triples by graph; the graph is written as a term."""


def by_graph(nquads: bytes) -> dict[str, list[str]]:
    """Lines of N-Quads as lines of N-Triples by graph, in their order.

    >>> by_graph(b'<a:s> <a:p> "x y" <a:g> .')
    {'<a:g>': ['<a:s> <a:p> "x y" .']}
    """
    graphs: dict[str, list[str]] = {}
    for line in nquads.decode().split("\n"):
        if line:
            triple, graph, end = line.rsplit(" ", 2)
            graphs.setdefault(graph, []).append(f"{triple} {end}")
    return graphs


def change(known: Triples, wanted: Triples) -> str:
    """The update from the triples that are there to those that shall be, graph by graph; text that differs may mean the same.

    What goes is named before what comes, so a triple that is only written in another way stays. A graph of which nothing is
    wanted is dropped.
    """
    gone = {graph: sorted(set(lines).difference(wanted[graph])) for graph, lines in known.items() if graph in wanted}
    new = {graph: sorted(set(lines).difference(known.get(graph, ()))) for graph, lines in wanted.items()}
    dropped = [graph for graph in known if graph not in wanted]
    return " ;\n".join([*_drops(dropped), *_data("DELETE", gone), *_data("INSERT", new)])


def replacement(graphs: Iterable[str], wanted: Triples) -> str:
    """The update that puts those triples in the place of whatever the graphs hold."""
    return " ;\n".join([*_drops(graphs), *_data("INSERT", wanted)])


def statement(name: str, ends: str = "", **graphs: str) -> str:
    """A query or update of `sparql/` with its graphs filled in as terms, and the texts that IRIs begin with."""
    return _text(name).safe_substitute({key: str(NamedNode(iri)) for key, iri in graphs.items()}, ends=ends)


def texts(values: Iterable[str]) -> str:
    """Texts as terms, one after the other, as VALUES takes them."""
    return " ".join(str(Literal(value)) for value in values)


@cache
def _text(name: str) -> Template:
    return Template((files("plankg.graph.store") / "sparql" / name).read_text("utf-8"))


def _drops(graphs: Iterable[str]) -> Iterator[str]:
    return (f"DROP SILENT GRAPH {graph}" for graph in graphs)


def _data(verb: str, triples: Triples) -> Iterator[str]:
    for graph, lines in triples.items():
        rest = iter(lines)
        while block := list(islice(rest, BLOCK)):
            yield f"{verb} DATA {{ GRAPH {graph} {{\n" + "\n".join(block) + "\n} }"
