"""Responsibility notes that cannot be read: words for a unit's part that the lexicon doesn't know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.extraction.words.lexicon import lexicon, pattern, rules
from plankg.graph.patterns import named_pattern

FIELD = named_pattern(
    "linting-notes.field",
    r"(?:^|(?<=[（〔【\n。；]))\s*(?P<label>[\u4e00-\u9fff]{1,6}(?:单位|部门|处室|科室|机构|主体))[：:](?=[^\n，。；]{2})",
    flags=re.MULTILINE,
    matches=["牵头单位：食品科"],
    rejects=["牵头单位"],
)

BRACKET = named_pattern(
    "linting-notes.bracket",
    r"[（〔【](?P<inner>[^（）〔〕【】\n]*(?:局|委|厅|部|办|办公室|政府|街道|中心|学校)[^（）〔〕【】\n]*)[）〕】]。?(?=\n|$)",
    matches=["（市商务局负责）"],
    rejects=["（负责）"],
)
BEHIND_BODY = named_pattern(
    "linting-notes.behind-body",
    r"(?:局|委|厅|部|办公室|政府|街道|中心|学校)(?P<label>[\u4e00-\u9fff]{2,4}?)"
    r"(?<![局委厅部室处科会院府站所人者员心道镇])(?<![^督主承协交]办)(?=[，；。]|$)",
    matches=["县教育局督办"],
    rejects=["督办县教育局"],
)
CLOSED = re.compile("[）〕】]")


def unknown_roles(source: Source) -> Iterator[Found]:
    """The labels before units (督办单位：…) and the words behind them (…局督办) that stand for no role that is known.

    Words behind units are looked for in the brackets that end a paragraph, where responsibility notes stand.
    """
    yield from _labels(source)
    verb = pattern("annotations", "verb")
    for bracket in BRACKET.finditer(source.text):
        for part in re.finditer("[^，；。]+", bracket["inner"]):
            match = BEHIND_BODY.search(part[0])
            if match and not verb.search(part[0]):
                base = bracket.start("inner") + part.start()
                yield source.found(base, base + len(part[0]), label=match["label"])


def _labels(source: Source) -> Iterator[Found]:
    """The unknown labels before units."""
    known = [rule.pattern for rule in rules("annotations", "labels")]
    aside = frozenset(lexicon("linting")["labels_without_role"])
    for match in FIELD.finditer(source.text):
        label = match["label"]
        if label not in aside and not any(role.search(label) for role in known):
            _, end = source.fragment(match.end())
            closed = CLOSED.search(source.text, match.end(), end)
            yield source.found(match.start("label"), closed.start() if closed else max(match.end(), end), label=label)
