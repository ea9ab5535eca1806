"""Wholes told elsewhere: what a name is part of, where the whole stands in another clause of the sentence or directive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_OR_LINE_END
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import ClauseNames, Name, Span
from plankg.graph.extraction.frames.links import Link
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType, Predicate, Standing

SIDE_BY_SIDE = named_pattern("wholes.side-by-side", "”[、和]?“", matches=["”、“"], rejects=["”的“"])
NAMED_AFTER = {EntityType.PROJECT, EntityType.PROGRAMME, EntityType.EVENT, EntityType.BRAND}
MODULES = named_pattern(
    "wholes.modules", "(?:场景|模块|板块|功能|系统)$", matches=["四大功能场景"], rejects=["场景设计"]
)
ESPECIALLY = named_pattern(
    "wholes.especially", "(?:尤其是|特别是)", matches=["尤其是青年干部"], rejects=["其中青年干部"]
)
GROUPS = {EntityType.TARGET_GROUP, EntityType.SCHOOL_CATEGORY}
SHORTEST = 3
SEVERAL = 2


def whole_edges(draft: Draft) -> Iterator[tuple[str, Link]]:
    """The parts of wholes that stand in the clause before, or that a name is called after, each with its section."""
    for before, clause in pairwise(draft.contents):
        if before.clause.section != clause.clause.section or SENTENCE_OR_LINE_END.search(
            draft.text, before.clause.span.end, clause.clause.span.start
        ):
            continue
        for link in (*_quoted_after(draft.text, before, clause), *_modules(before, clause)):
            yield clause.clause.section, link
    for clause in draft.contents:
        for link in _especially(draft.text, clause):
            yield clause.clause.section, link
    yield from _named_after(draft)


def _quoted_after(text: str, before: ClauseNames, clause: ClauseNames) -> Iterator[Link]:
    """拓展校外活动圈，以“甲圈”“乙圈”为抓手…: quotes side by side that end as the whole before them does."""
    quoted = [name for name in clause.names if name.rule.startswith("quoted")]
    if len(quoted) < SEVERAL:
        return
    beside = (pair for pair in pairwise(quoted) if SIDE_BY_SIDE.fullmatch(text[pair[0].span.end : pair[1].span.start]))
    run = list(dict.fromkeys(chain.from_iterable(beside)))
    ends = {name.name[-1] for name in run}
    if len(ends) != 1:
        return
    wholes = [name for name in before.names if name.type is run[0].type and name.name.endswith(tuple(ends))]
    if len(wholes) == 1 and wholes[0].span.end <= run[0].span.start:
        span = Span(wholes[0].span.start, run[-1].span.end)
        for part in run:
            yield Link(wholes[0], Predicate.HAS_PART, part, span, "listed-behind-whole")


def _modules(before: ClauseNames, clause: ClauseNames) -> Iterator[Link]:
    """建设教师教育平台，实现“…”四大功能场景: the modules belong to the one platform that the sentence builds."""
    wholes = [name for name in before.names if name.type is EntityType.PLATFORM]
    parts = [name for name in clause.names if name.rule == "counted-whole" and MODULES.search(name.name)]
    if len(wholes) == len(parts) == 1:
        span = Span(wholes[0].span.start, parts[0].span.end)
        yield Link(wholes[0], Predicate.HAS_PART, parts[0], span, "modules-of-platform")


def _especially(text: str, clause: ClauseNames) -> Iterator[Link]:
    """年轻干部，尤其是校级干部: the second are some of the first."""
    for ahead, fragment in pairwise(clause.clause.parts):
        if not ESPECIALLY.match(text, fragment.start):
            continue
        wholes = [name for name in clause.names if ahead.covers(name.span) and name.type in GROUPS]
        parts = [name for name in clause.names if fragment.covers(name.span) and name.type in GROUPS]
        if wholes and parts and parts[0].type is wholes[0].type:
            span = Span(ahead.start, fragment.end)
            yield Link(parts[0], Predicate.MEMBER_OF, wholes[0], span, "some-of-these")


def _named_after(draft: Draft) -> Iterator[tuple[str, Link]]:
    """“三全育人实践”项目 beside “三全育人”改革 in one directive: what is named after a quoted thing is part of it."""
    quoted = [name for name in draft.names if name.rule.startswith("quoted") and len(name.name) >= SHORTEST]
    if not quoted:
        return
    sections: dict[str | None, list[Name]] = {}
    for name in draft.names:
        if name.type in NAMED_AFTER:
            sections.setdefault(name.section, []).append(name)
    for name in quoted:
        for other in sections.get(name.section, []):
            words = other.name.lstrip("“")
            if name.section and len(words) > len(name.name) and words.startswith(name.name):
                yield name.section, Link(other, Predicate.PART_OF, name, other.span, "named-after", Standing.INFERRED)
