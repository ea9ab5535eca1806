"""Responsibility notes that cannot be read: words for a unit's part that the lexicon doesn't know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.lexicon import lexicon
from plankg.graph.linting.source import Found, Source

FIELD = re.compile(
    r"(?:^|(?<=[（〔【\n。；]))\s*(?P<label>[\u4e00-\u9fff]{1,6}(?:单位|部门|处室|科室|机构|主体))[：:](?=[^\n，。；]{2})",
    re.MULTILINE,
)


def unknown_roles(source: Source) -> Iterator[Found]:
    """Give the labels before units (督办单位：…) that stand for no role that is known."""
    known = re.compile(lexicon("annotations")["label"])
    aside = frozenset(lexicon("linting")["labels_without_role"])
    for found in FIELD.finditer(source.text):
        label = found["label"]
        if label not in aside and not known.fullmatch(f"{label}："):
            _, end = source.fragment(found.end())
            yield source.found(found.start("label"), max(found.end(), end), label=label)
