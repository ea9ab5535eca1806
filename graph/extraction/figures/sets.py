"""Sets: what a share is of (七成以上卫生院, 四分之三的学校): the share is a figure, the set is what it counts."""

from __future__ import annotations

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.figures.amounts import amounts

# No share is written longer, with the words that compare it.
LONGEST = 16
OF = "的"


def without_shares(draft: Draft) -> tuple[Name, ...]:
    """The names, each that opens with a share cut down to the set: 七成以上卫生院 names 卫生院."""
    return tuple(sorted((_cut(draft.text, name) for name in draft.names), key=lambda name: name.span.start))


def of_share(text: str, name: Name) -> bool:
    """Whether a share stands right before a name: it is then a set of which the clause counts a part."""
    end = name.span.start - text.startswith(OF, name.span.start - 1)
    around = amounts(text, Span(max(0, end - LONGEST), end))
    return bool(around) and around[-1].share and around[-1].span.end == end


def _cut(text: str, name: Name) -> Name:
    shares = amounts(text, name.span)
    if not shares or not shares[0].share or shares[0].span.start != name.span.start or name.name != name.span.of(text):
        return name
    start = shares[0].span.end
    start += text.startswith(OF, start)
    if name.span.end - start < 2:  # noqa: PLR2004 (no name has one character)
        return name
    span = Span(start, name.span.end)
    return name._replace(span=span, name=span.of(text))
