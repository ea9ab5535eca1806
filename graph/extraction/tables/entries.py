"""Entries of task tables: each a directive of the prose said again, or one that the table adds to the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_END
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Heading, Span
from plankg.graph.extraction.draft.table_records import Entry, Table
from plankg.graph.extraction.tables.rows import Titled, grouped_rows, indicator_rows, items, printed_title
from plankg.graph.extraction.words.matching import Grams, grams, plain, share_of
from plankg.schema.errors import ExtractionError

ARABIC = re.compile(r"\d+")
# So much of a row's words stand in the directive that it repeats under another title.
REPEATED = 0.8
# Contents of fewer pairs of characters are alike by chance.
TELLING = 12


def find_entries(draft: Draft) -> tuple[Entry, ...]:
    """What the tables list, in the order of the text, each under the directive of the prose or one of its own.

    A row is the prose's directive by its title, else by the words of its contents. Any other is a directive of its own: in
    the chapter that the table's title makes, or else in the one around the table. An indicator table is a directive itself.
    """
    if not draft.tables:
        return ()
    prose = _Prose(draft)
    return tuple(
        entry
        for table in draft.tables
        for entry in (prose.entries(table) if table.kind == "tasks" else [prose.indicators(table)])
    )


def around(draft: Draft, table: Table) -> Heading | None:
    """The heading of the prose after which a table stands, if there is any."""
    before = [heading for heading in draft.headings if heading.line.start < table.span.start]
    return next((heading for heading in reversed(before) if heading.rule == "numbered-heading"), None)


def with_table_headings(draft: Draft) -> tuple[Heading, ...]:
    """The headings with those that tables add, in the order of the text, numbered behind the prose's.

    Raises ExtractionError where there is neither a numbered line nor a table of tasks or indicators.
    """
    added = [heading for entry in draft.entries for heading in entry.headings]
    if not draft.headings and not added:
        raise ExtractionError("no_numbered_part", name=draft.document.name)
    if not added:
        return draft.headings
    parents = {heading.parent for heading in added}
    said = {name for entry in draft.entries if entry.repeats for name in entry.sections}
    prose = [_parent(heading) if heading.id in parents - said else heading for heading in draft.headings]
    leaves = [heading for heading in added if heading.id not in parents or (heading.body and heading.kind == "section")]
    numbers = _numbers([heading.no for heading in prose if heading.no], leaves)
    added = [replace(heading, no=numbers.get(heading.id)) for heading in added]
    return tuple(sorted((*prose, *added), key=lambda heading: (heading.line.start, heading.level)))


def _parent(heading: Heading) -> Heading:
    """A heading of the prose with rows under it: no directive itself, unless it has a body of its own."""
    if heading.body:
        return heading
    return replace(heading, no=None, kind="chapter" if heading.level == 1 else "section")


def _numbers(used: list[int], leaves: list[Heading]) -> dict[str, int]:
    """The directives' numbers: as printed where the plan is nothing but the table, else running on."""
    printed = [int(leaf.label) for leaf in leaves if ARABIC.fullmatch(leaf.label)]
    if not used and len(set(printed)) == len(leaves):
        return {leaf.id: number for leaf, number in zip(leaves, printed, strict=True)}
    return {leaf.id: number for number, leaf in enumerate(leaves, start=max(used, default=0) + 1)}


def _label(text: str, table: Table) -> str:
    return table.label.of(text).rstrip("：: ") if table.label else ""


@dataclass
class _Prose:
    """The directives of the prose with their words, and the ids that headings have."""

    draft: Draft
    ids: set[str] = field(default_factory=set)
    words: dict[str, Grams] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take up the prose's headings."""
        text = self.draft.text
        self.ids = {heading.id for heading in self.draft.headings}
        self.words = {
            heading.id: grams("".join(span.of(text) for span in (heading.title, *heading.body)))
            for heading in self.draft.headings
            if heading.no is not None
        }

    def entries(self, table: Table) -> Iterator[Entry]:
        """The entries of a table; its chapter and groups are headings of the first entry that needs them."""
        holding = self._holding(table)
        chapter: Heading | None = None
        group: Heading | None = None
        for number, titled in enumerate(grouped_rows(self.draft, table), start=1):
            rows = tuple(one.row for one in titled)
            sections, by_title = self._repeated(titled, around(self.draft, table))
            if sections:
                yield Entry(table, rows, sections, repeats=True, by_title=by_title)
                continue
            new: list[Heading] = []
            if table.title and chapter is None:
                chapter = self._chapter(table, table.title)
                new.append(chapter)
            over = titled[0].group
            if over is None:
                group = None
            elif group is None or not self._is(group, over):
                group = self._group(over, chapter or holding, titled[0])
                new.append(group)
            heading = self._directive(titled, group or chapter or holding, number)
            yield Entry(table, rows, (heading.id,), (*new, heading))

    def indicators(self, table: Table) -> Entry:
        """The entry of an indicator table: the empty directive it stands in, or one under its own title."""
        holder = around(self.draft, table)
        measured = tuple(indicator_rows(self.draft, table))
        if holder and holder.no is not None and not holder.body:
            return Entry(table, (), (holder.id,), repeats=True, measured=measured)
        heading = self._chapter(table, table.title or table.columns[table.of("indicator")[-1]].heading)
        return Entry(table, (), (heading.id,), (heading,), measured=measured)

    def _holding(self, table: Table) -> Heading | None:
        """The heading that holds a table: the one right above it, or the chapter of one that has text of its own."""
        known = {heading.id: heading for heading in self.draft.headings}
        holder = around(self.draft, table)
        while holder and holder.body and holder.parent:
            holder = known[holder.parent]
        return holder

    def _repeated(self, titled: tuple[Titled, ...], over: Heading | None) -> tuple[tuple[str, ...], bool]:
        """The directives of the prose that say the same, and whether their title is the same.

        The heading right over the table says nothing of its own if it has no body: its rows say what it is about.
        """
        text = self.draft.text
        contents = grams("".join(one.row.contents.of(text) for one in titled if one.row.contents))
        title = plain(titled[0].title.of(text))
        saying = (heading for heading in self.draft.headings if heading.body or heading != over)
        same = [heading for heading in saying if plain(heading.title.of(text)) == title]
        if same:
            return self._leaves(max(same, key=lambda heading: self._likeness(contents, heading))), True
        names = [
            heading.id
            for heading in self.draft.headings
            if heading.id in self.words and (heading.body or heading != over)
        ]
        if contents.total() >= TELLING and names:
            best = max(names, key=lambda name: share_of(contents, self.words[name]))
            if share_of(contents, self.words[best]) >= REPEATED:
                return (best,), False
        return (), False

    def _likeness(self, contents: Grams, heading: Heading) -> float:
        return max((share_of(contents, self.words[name]) for name in self._leaves(heading)), default=0.0)

    def _leaves(self, heading: Heading) -> tuple[str, ...]:
        """The directive itself, or those below a section."""
        if heading.no is not None:
            return (heading.id,)
        return tuple(name for name in self.words if name.startswith(f"{heading.id}/"))

    def _chapter(self, table: Table, title: Span) -> Heading:
        label = _label(self.draft.text, table)
        begin = table.label.start if table.label else title.start
        name = self._name(label or title.of(self.draft.text))
        line = Span(begin, title.end)
        return Heading(name, label, 1, title, line, None, kind="chapter", rule="table-title")

    def _is(self, group: Heading, over: Span) -> bool:
        """Whether a cell names the group that is open: the same cell, or one with the same words."""
        title, _ = printed_title(self.draft.text, over)
        return over.covers(group.title) or title.of(self.draft.text) == group.title.of(self.draft.text)

    def _group(self, over: Span, parent: Heading | None, first: Titled) -> Heading:
        """The heading of a group, with what its first row says of it as a whole.

        It begins no later than that row, in which it may stand behind the number.
        """
        title, label = printed_title(self.draft.text, over)
        heading = self._below(parent, label or title.of(self.draft.text), label, title, kind="section")
        body = tuple(items(self.draft.text, first.about)) if first.about else ()
        return replace(heading, body=body, line=Span(min(title.start, first.row.line.start), title.end))

    def _directive(self, titled: tuple[Titled, ...], parent: Heading | None, number: int) -> Heading:
        """The heading of rows: its body is what they say to be done, item by item."""
        text, first = self.draft.text, titled[0]
        contents = dict.fromkeys(one.row.contents for one in titled if one.row.contents)
        if not contents and SENTENCE_END.search(text, first.title.end, first.row.named.end - 1):
            contents = {first.row.named: None}
        body = tuple(item for cell in contents if cell != first.title for item in items(text, cell))
        label = first.label or str(number)
        heading = self._below(parent, label, first.label, first.title, kind="directive")
        return replace(heading, body=body, line=Span(first.row.line.start, titled[-1].row.line.end))

    def _below(self, parent: Heading | None, name: str, label: str, title: Span, *, kind: str) -> Heading:
        """A heading under another; one under none is a chapter."""
        if parent is None:
            return Heading(self._name(name), label, 1, title, title, None, kind="chapter", rule="table-row")
        name = self._name(f"{parent.id}/{name}")
        return Heading(name, label, parent.level + 1, title, title, parent.id, kind=kind, rule="table-row")

    def _name(self, wanted: str) -> str:
        """An id that no other heading has."""
        name, again = wanted, 1
        while name in self.ids:
            again += 1
            name = f"{wanted}~{again}"
        self.ids.add(name)
        return name
