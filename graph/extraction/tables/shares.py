"""What a row of a task table has to do with the tasks: which clauses it says, or says again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plankg.graph.extraction.clauses.clauses import directive_clauses
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, Heading, Span
from plankg.graph.extraction.draft.table_records import Entry, Row, Share
from plankg.graph.extraction.tables.entries import around
from plankg.graph.extraction.tables.rows import items
from plankg.graph.extraction.words.matching import Grams, grams, plain, share_of

# Two clauses that share so much of their words, the longer of the shorter one's, are the same commitment.
SAME = 0.6
# So much of a clause stands in another, or in the directive as a whole, that it adds no commitment to it.
CONTAINED = 0.8
# What a goal commits to takes more than a word: 报告, 方案 are what comes of it.
SHORTEST_GOAL = 4


class _Prose(NamedTuple):
    """A clause of the prose with its words for comparison."""

    clause: Clause
    plain: str
    grams: Grams


def find_shares(draft: Draft) -> tuple[Share, ...]:
    """Each row of the task tables with the clauses that its units and time hold for, in the order of the text.

    A row with a directive of its own says the clauses of its contents. A row that repeats one of the prose is matched clause
    by clause; where it is the only row of one directive it holds for all its tasks. What only the table says is added.
    """
    if not draft.entries:
        return ()
    inside: dict[str, list[Clause]] = {}
    for clause in draft.clauses:
        inside.setdefault(clause.section, []).append(clause)
    return tuple(
        share
        for entry in draft.entries
        for share in _shares(draft, entry, [clause for name in entry.sections for clause in inside.get(name, ())])
    )


def with_shared_clauses(draft: Draft) -> tuple[Clause, ...]:
    """The clauses with those that only tables say, in the order of the text.

    The title of a section that holds nothing but a table is none, unless a row of another says it; nor is that of an
    indicator table.
    """
    if not draft.tables:
        return draft.clauses
    silent = {heading.id for table in draft.tables if (heading := around(draft, table)) and not heading.body}
    silent |= {entry.sections[0] for entry in draft.entries if entry.table.kind == "indicators"}
    added = {share.added.span: share.added for share in draft.shares if share.added}
    said = {share.clause for share in draft.shares}
    clauses = [clause for clause in draft.clauses if clause.section not in silent or clause.span in said]
    return tuple(sorted((*clauses, *added.values()), key=lambda clause: clause.span))


def _shares(draft: Draft, entry: Entry, clauses: list[Clause]) -> Iterator[Share]:
    prose = [_Prose(clause, plain(words), grams(words)) for clause in clauses if (words := clause.span.of(draft.text))]
    for row in entry.rows:
        if entry.repeats:
            yield from _repeated(draft, entry, row, prose)
        else:
            said = [clause for clause in clauses if row.contents is None or row.contents.covers(clause.span)]
            yield from (Share(row, clause.span) for clause in said or clauses)
        for cell, when in row.stages:
            for clause in _clauses(draft, cell, entry.sections[0]):
                yield Share(row._replace(time=when), clause.span, added=clause)
        for goal in row.goals:
            for clause in _clauses(draft, goal, entry.sections[0]):
                if clause.verbs and clause.span.width >= SHORTEST_GOAL:
                    yield Share(row, clause.span, added=clause)


def _clauses(draft: Draft, cell: Span, section: str) -> list[Clause]:
    """The clauses of a cell as of a directive's body."""
    return directive_clauses(draft, Heading(section, "", 1, cell, cell, None, body=tuple(items(draft.text, cell))), [])


def _repeated(draft: Draft, entry: Entry, row: Row, prose: list[_Prose]) -> Iterator[Share]:
    """The shares of a row that repeats directives of the prose."""
    whole: Grams = sum((one.grams for one in prose), start=grams(""))
    said: set[Span] = set()
    for clause in _clauses(draft, row.contents, entry.sections[0]) if row.contents else ():
        words = clause.span.of(draft.text)
        same = _same(plain(words), grams(words), prose, whole)
        if same:
            said.add(same.span)
            yield Share(row, same.span, again=clause.span)
        else:
            yield Share(row, clause.span, added=clause)
    if entry.by_title and len(entry.rows) == 1 and len(entry.sections) == 1:
        yield from (Share(row, one.clause.span, again=row.named) for one in prose if one.clause.span not in said)


def _same(words: str, pairs: Grams, prose: list[_Prose], whole: Grams) -> Clause | None:
    """The clause of the prose that says the same: word for word, else the likest, if it is like enough."""
    for one in prose:
        if one.plain == words:
            return one.clause
    if not prose:
        return None
    best = max(prose, key=lambda one: _likeness(pairs, one.grams))
    alike = _likeness(pairs, best.grams) >= SAME or share_of(pairs, best.grams) >= CONTAINED
    return best.clause if alike or share_of(pairs, whole) >= CONTAINED else None


def _likeness(one: Grams, other: Grams) -> float:
    """Dice's coefficient of two stretches of text."""
    size = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / size if size else 0.0
