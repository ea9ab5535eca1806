"""Abbreviations: the short name that a plan gives a thing once (…服务组织（以下简称社会化服务组织）) and uses from there on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.patterns import named_pattern

CUE = "(?:以下|下)?(?:简称|统称|称)(?:为|作|：)?"
GIVEN = named_pattern(
    "abbreviations.given",
    rf"[”》]?(?:（{CUE}[“《]?(?P<bracketed>[^（）“”《》，；。\n]{{2,20}})[”》]?(?:，[^（）\n]{{1,20}})?）|，{CUE}[“《](?P<said>[^（）“”《》，；。\n]{{2,20}})[”》])"
    r"|（(?P<bare>[\u4e00-\u9fff]{2,8})）",
    matches=["（以下简称《目录》）", "（以下简称《目录》，见附件2）"],
    rejects=["简称目录"],
)


def with_abbreviations(text: str, names: Sequence[Name]) -> list[Name]:
    """The names with every later use of a short name that the text gives to one of them.

    The short name belongs to the longest name that ends at its bracket; a bracket behind no name gives nothing. Its uses after
    the bracket are mentions of the same thing, of the same type, except inside longer names. The order is that of the text.

    >>> from plankg.schema.terms import EntityType
    >>> text = "推进《服务事项通用目录》（以下简称《通用目录》）。公布《通用目录》。"
    >>> full = Name(Span(3, 11), EntityType.POLICY_DOCUMENT, "服务事项通用目录", (), "title-marks")
    >>> [(name.name, name.aliases) for name in with_abbreviations(text, [full])][1:]
    [('通用目录', ('服务事项通用目录',)), ('通用目录', ('服务事项通用目录',))]
    """
    renamed = list(names)
    given_names = list(GIVEN.finditer(text))
    ends = {name.span.end: name for name in sorted(names, key=lambda name: name.span.width)} if given_names else {}
    for definition in given_names:
        full, group = ends.get(definition.start()), definition.lastgroup or ""
        short = definition[group]
        if full is not None and full.name != short and (group != "bare" or _shortens(short, full.name)):
            renamed = _renamed(text, renamed, full, Span(*definition.span(group)))
    return sorted(renamed, key=lambda name: (name.span, name.type))


def _shortens(short: str, name: str) -> bool:
    """Whether a word in brackets is the name before it, cut short: its characters in their order, to the same end."""
    rest = iter(name)
    return len(short) + 1 < len(name) and short[-1] == name[-1] and all(sign in rest for sign in short)


def _renamed(text: str, names: list[Name], full: Name, definition: Span) -> list[Name]:
    """The names with the short name among the aliases of its thing, and its uses as mentions of that."""
    short = definition.of(text)
    uses = [Span(*match.span()) for match in re.finditer(re.escape(short), text) if match.start() >= definition.start]
    uses = [use for use in uses if not any(name.span.covers(use) and name.span != use for name in names)]
    others = [name for name in names if name.span not in uses]
    aliases = tuple(sorted({*full.aliases, short}))
    others = [name._replace(aliases=aliases) if name == full else name for name in others]
    sections = {name.span: name.section for name in names}
    return others + [
        Name(use, full.type, short, (full.name,), "abbreviation", sections.get(use, full.section)) for use in uses
    ]
