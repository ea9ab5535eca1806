"""A graph as tables, a predicate each, of terms as N-Triples writes them: what thousands of simple checks look things up in.

One pass over the text costs less than the hundreds of queries that ask the same of the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from plankg.graph.rdf import expand

Table = Mapping[str, tuple[str, ...]]
"""The objects of each subject."""

TYPE = f"<{expand('rdf:type')}>"


class Tables:
    """The triples of a graph by predicate; a triple that stands twice is there twice."""

    def __init__(self, triples: str) -> None:
        """Read lines of N-Triples."""
        tables: dict[str, dict[str, tuple[str, ...]]] = {}
        for line in triples.split("\n"):
            if line:
                subject, predicate, rest = line.split(" ", 2)
                table = tables.setdefault(predicate, {})
                # tuples of texts, not lists: the garbage collector leaves them alone
                table[subject] = (*table[subject], rest[:-2]) if subject in table else (rest[:-2],)
        self._tables: dict[tuple[str, ...], Table] = {(predicate,): table for predicate, table in tables.items()}
        self._several: dict[tuple[str, ...], Mapping[str, int]] = {}
        self._values: dict[tuple[str, ...], frozenset[str]] = {}
        self._found: dict[object, frozenset[str]] = {}

    def along(self, path: tuple[str, ...]) -> Table:
        """Give what each subject has at the end of a path of predicates."""
        if path not in self._tables:
            *first, last = path
            ends = self._tables.get((last,), {})
            before = self.along(tuple(first)) if first else {}
            joined = {
                start: ends.get(nodes[0], ()) if len(nodes) == 1 else _all(nodes, ends)
                for start, nodes in before.items()
            }
            self._tables[path] = {start: values for start, values in joined.items() if values}
        return self._tables[path]

    def values(self, path: tuple[str, ...]) -> frozenset[str]:
        """Give all that stands at the end of a path."""
        if path not in self._values:
            self._values[path] = frozenset(value for values in self.along(path).values() for value in values)
        return self._values[path]

    def several(self, path: tuple[str, ...]) -> Mapping[str, int]:
        """Give how many different values the subjects have that have more than one."""
        if path not in self._several:
            counts = {start: len(set(values)) for start, values in self.along(path).items() if len(values) > 1}
            self._several[path] = {start: count for start, count in counts.items() if count > 1}
        return self._several[path]

    def once(self, key: object, find: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Give what was found under a key, found out the first time."""
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]

    def instances(self, classes: Iterable[str]) -> frozenset[str]:
        """Give what is of one of the classes."""
        return frozenset().union(*(self._members.get(each, ()) for each in classes))

    @cached_property
    def _members(self) -> Mapping[str, set[str]]:
        members: defaultdict[str, set[str]] = defaultdict(set)
        for node, classes in self.along((TYPE,)).items():
            for each in classes:
                members[each].add(node)
        return members


def _all(nodes: Iterable[str], ends: Table) -> tuple[str, ...]:
    return tuple(value for node in nodes for value in ends.get(node, ()))
