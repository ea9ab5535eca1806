"""Labels of responsibility notes (牵头单位：, 【完成时限】, 分管领导：), each with what stands behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from plankg.graph.extraction.draft import Span
from plankg.graph.extraction.structure.numbering import numbering
from plankg.graph.extraction.structure.signatures import signs
from plankg.graph.extraction.words.lexicon import expand, lexicon, pattern

LONGEST_LABEL = 14

Kind = Literal["person", "time", "units"]


class Field(NamedTuple):
    """A label, without brackets and colon, and what stands behind it up to the next label or 。; `begin` is where it is opened."""

    kind: Kind
    begin: int
    label: Span
    content: Span


@cache
def _pattern() -> re.Pattern[str]:
    """Give the pattern of any label: in square brackets, before a colon, or before 为 (牵头部门为…)."""
    book = lexicon("annotations")
    kinds = "|".join(f"(?P<{kind}>{expand(book[f'{name}_label'], book)})" for kind, name in KINDS.items())
    return re.compile(rf"(?P<open>[【\[〔])?(?:{kinds})(?(open)[】\]〕][：:]?|(?:[：:]|{book['named_by']}))")


KINDS: dict[Kind, str] = {"person": "person", "time": "time", "units": "unit"}


def opening_field(text: str, start: int, end: int) -> Field | None:
    """Give the field with which a stretch begins, running to its end; nothing where it begins with other words.

    A schedule of several steps (进度安排：一季度完成…，二季度…) says what is to be done: it is no field of a note.
    """
    found = _pattern().match(text, start, end)
    if not found or found.end() - start > LONGEST_LABEL or pattern("annotations", "steps").match(text, start, end):
        return None
    return _field(found, end)


def fields(text: str, span: Span) -> tuple[Field, ...]:
    """Give all fields of a stretch, in order, each to the end of its sentence; what stands before the first label is none."""
    found = list(_pattern().finditer(text, span.start, span.end))
    edges = [*(label.start() for label in found), span.end]
    stops = (text.find("。", label.end(), end) for label, end in zip(found, edges[1:], strict=True))
    return tuple(
        _field(label, end if stop < 0 else stop) for label, end, stop in zip(found, edges[1:], stops, strict=True)
    )


def _field(found: re.Match[str], end: int) -> Field:
    kind = next(name for name in KINDS if found[name])
    begin = found.end()
    while begin < end and found.string[begin].isspace():
        begin += 1
    return Field(kind, found.start(), Span(*found.span(kind)), Span(begin, end))


def with_values(text: str, lines: list[Span]) -> list[Span]:
    """Give the lines, a label that stands alone on one (责任单位：) together with the value on the next.

    Units may fill several lines; a deadline and a person's name fill one.
    """
    made: list[Span] = []
    label: Field | None = None
    for line in lines:
        opened = opening_field(text, *line)
        if label and opened is None and numbering(line.of(text)) is None and _is_value(text, line, label):
            made[-1] = Span(made[-1].start, line.end)
            label = label._replace(content=line) if label.kind == "units" else None
        else:
            made.append(line)
            label = opened if opened and not opened.content.width else None
    return made


def _is_value(text: str, line: Span, label: Field) -> bool:
    """Tell whether a line is the value of the label above it; behind other lines of units only one that lists units is."""
    words = line.of(text).rstrip("。")
    if not label.content.width and label.kind != "units":
        return True
    if not label.content.width:
        return "。" not in words
    unit = pattern("annotations", "bare_unit")
    return not signs(text, line) and all(unit.search(part) for part in re.split("[、，；,; /]", words) if part)
