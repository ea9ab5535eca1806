"""A graph as tables, a predicate each: what thousands of simple checks look things up in.

A query for each predicate that is looked at, its answer cut at the tabs, costs less than the queries that would check the
same in the store. Terms are as SPARQL's tab-separated values have them: IRIs and most literals like N-Triples, numbers bare
(https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from plankg.graph.rdf import expand
from pyoxigraph import QueryResultsFormat, QuerySolutions

TYPE = f"<{expand('rdf:type')}>"


class Table(NamedTuple):
    """What subjects have at the end of a path: one thing of each, and all of those that have several different ones."""

    one: dict[str, str]
    several: Mapping[str, AbstractSet[str]]

    def of(self, node: str) -> Collection[str]:
        """All that a node has."""
        return self.several.get(node) or ([self.one[node]] if node in self.one else [])

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each subject with each thing it has, some of them twice."""
        yield from self.one.items()
        yield from ((node, each) for node, ends in self.several.items() for each in ends)

    def then(self, ends: Table) -> Table:
        """The table of a path that goes on with another."""
        end_of = ends.one.get
        joined = {start: end for start, node in self.one.items() if (end := end_of(node)) is not None}
        forked = {start for start, node in self.one.items() if node in ends.several} if ends.several else set()
        several = {}
        for start in forked.union(self.several):
            if reached := frozenset(end for node in self.of(start) for end in ends.of(node)):
                joined[start] = min(reached)
                several[start] = reached
        return Table(joined, {start: reached for start, reached in several.items() if len(reached) > 1})


class Tables:
    """The triples of a graph by predicate, read when they are first looked at."""

    def __init__(self, ask: Callable[[str], QuerySolutions]) -> None:
        """Take what answers queries on the graph."""
        self._ask = ask
        self._tables: dict[tuple[str, ...], Table] = {}
        self._found: dict[object, frozenset[str]] = {}

    def along(self, path: tuple[str, ...]) -> Table:
        """What each subject has at the end of a path of predicates."""
        if path not in self._tables:
            *first, last = path
            self._tables[path] = self.along(tuple(first)).then(self.along((last,))) if first else self._read(last)
        return self._tables[path]

    def values(self, path: tuple[str, ...]) -> frozenset[str]:
        """All that stands at the end of a path."""
        one, several = self.along(path)
        return self.once(path, lambda: frozenset(one.values()).union(*several.values()))

    def once(self, key: object, find: Callable[[], frozenset[str]]) -> frozenset[str]:
        """What was found under a key, found out the first time."""
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]

    def instances(self, classes: Iterable[str]) -> frozenset[str]:
        """What is of one of the classes."""
        return frozenset().union(*(self._members.get(each, ()) for each in classes))

    def _read(self, predicate: str) -> Table:
        """Read the triples of a predicate; neither tabs nor line ends stand in terms unescaped."""
        answer = self._ask(f"SELECT ?subject ?object {{ ?subject {predicate} ?object }}")
        lines = answer.serialize(format=QueryResultsFormat.TSV) or b""
        terms = lines.decode().replace("\n", "\t").split("\t")
        subjects, objects = terms[2:-1:2], terms[3::2]
        one = dict(zip(subjects, objects, strict=True))
        several: dict[str, set[str]] = {}
        if len(one) < len(subjects):
            for subject, each in zip(subjects, objects, strict=True):
                if each != one[subject]:
                    several.setdefault(subject, {one[subject]}).add(each)
        return Table(one, several)

    @cached_property
    def _members(self) -> Mapping[str, set[str]]:
        members: defaultdict[str, set[str]] = defaultdict(set)
        for node, each in self.along((TYPE,)).pairs():
            members[each].add(node)
        return members
