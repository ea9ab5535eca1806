"""Labels of responsibility notes (牵头单位：, 【完成时限】, 分管领导：), each with what stands behind it."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.numbering import numbering
from plankg.graph.extraction.structure.signatures import signs
from plankg.graph.extraction.words.lexicon import any_of, expand, from_lexicon, lexicon, pattern

LONGEST_LABEL = 14
# What can stand before a label that opens a line: ——责任部门：…
DASHES = re.compile(r"[—–\-－·•●○◆■★*\s]*")

Kind = Literal["person", "time", "units"]


class Field(NamedTuple):
    """A label, without brackets and colon, and what stands behind it up to the next label or 。; `begin` is where it is opened."""

    kind: Kind
    begin: int
    label: Span
    content: Span


@from_lexicon
def _pattern() -> re.Pattern[str]:
    """The pattern of any label: in square brackets, before a colon or 为 (牵头部门为…), or alone on its line."""
    book = lexicon("annotations")
    kinds = "|".join(f"(?P<{kind}>{expand(book[f'{name}_label'], book)})" for kind, name in KINDS.items())
    closed = rf"(?(open)[】\]〕][：:]?|(?:[：:]|{book['named_by']}))"
    return re.compile(rf"(?P<open>[【\[〔])?(?:{kinds}){closed}|(?<![^\n]){_alone()}(?=\n|\Z)")


def _alone() -> str:
    """The labels that stand on a line of their own without a colon: only such as are no heading of a part."""
    book = lexicon("annotations")
    return (
        "(?:"
        + "|".join(f"(?P<alone_{kind}>{expand(book[f'{name}_alone'], book)})" for kind, name in KINDS.items())
        + ")"
    )


KINDS: dict[Kind, str] = {"person": "person", "time": "time", "units": "unit"}


def opening_field(text: str, start: int, end: int) -> Field | None:
    """The field with which a stretch begins, running to its end; nothing where it begins with other words.

    A schedule of several steps (进度安排：一季度完成…，二季度…) says what is to be done: it is no field of a note.
    """
    dashes = DASHES.match(text, start, end)
    begin = dashes.end() if dashes else start
    match = _pattern().match(text, begin, end)
    if not match or match.end() - begin > LONGEST_LABEL or pattern("annotations", "steps").match(text, begin, end):
        return None
    return _field(match, end)


def fields(text: str, span: Span) -> tuple[Field, ...]:
    """All fields of a stretch, in order, each to the end of its sentence; what stands before the first label is none."""
    labels = list(_pattern().finditer(text, span.start, span.end))
    edges = [*(label.start() for label in labels), span.end]
    stops = (text.find("。", label.end(), end) for label, end in zip(labels, edges[1:], strict=True))
    return tuple(
        _field(label, end if stop < 0 else stop) for label, end, stop in zip(labels, edges[1:], stops, strict=True)
    )


def _field(match: re.Match[str], end: int) -> Field:
    kind = next(name for name in KINDS if match[name] or match[f"alone_{name}"])
    begin = match.end()
    while begin < end and match.string[begin].isspace():
        begin += 1
    label = kind if match[kind] else f"alone_{kind}"
    return Field(kind, match.start(), Span(*match.span(label)), Span(begin, end))


def with_values(text: str, lines: list[Span]) -> list[Span]:
    """The lines, a label that stands alone on one (责任单位：) together with the value on the next.

    Units may fill several lines; a deadline and a person's name fill one. A label may do without its colon where its value
    follows.
    """
    joined: list[Span] = []
    label: Field | None = None
    for line in lines:
        opened = opening_field(text, *line)
        if label and opened is None and numbering(line.of(text)) is None and _is_value(text, line, label):
            joined[-1] = Span(joined[-1].start, line.end)
            label = label._replace(content=line) if label.kind == "units" else None
        else:
            joined.append(line)
            label = opened if opened and not opened.content.width else None
    return joined


def _is_value(text: str, line: Span, label: Field) -> bool:
    """Whether a line is the value of the label above it; behind other lines of units only one that lists units is."""
    words = line.of(text).rstrip("。")
    if not label.content.width and label.label.end == label.content.end:
        return _is_plain_value(text, line, label)
    if not label.content.width and label.kind != "units":
        return True
    if not label.content.width:
        return "。" not in words
    return not signs(text, line) and _lists_units(words)


def _is_plain_value(text: str, line: Span, label: Field) -> bool:
    """Whether a line is the value of a label without a colon: it can hold nothing else."""
    words = line.of(text).rstrip("。")
    if label.kind == "units":
        return _lists_units(words)
    if label.kind == "time":
        return pattern("annotations", "time_piece").fullmatch(words) is not None
    return len(words) < LONGEST_LABEL and "。" not in words


def _lists_units(words: str) -> bool:
    """Whether words list units and nothing else."""
    names = [part for part in re.split("[、，；,; /]", words) if part]
    unit = pattern("annotations", "bare_unit")
    return all(unit.search(name) or any_of("annotations", "types").search(name) for name in names)
