"""The rows of the lexicon, each with its place and its patterns as the extraction compiles them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from plankg.graph.extraction.chunks.openings import with_openers
from plankg.graph.extraction.names.names import family_pattern
from plankg.graph.extraction.words.lexicon import expand, lexicon

FILES = sorted(
    entry.name.removesuffix(".yaml")
    for entry in (files("plankg.data") / "lexicon").iterdir()
    if entry.name.endswith(".yaml")
)
PATTERN_KEYS = ("pattern", "before", "after", "inside")
# The parts whose patterns hold the placeholders of names.
NAMES = {("names", "families"), ("concepts", "patterns")}


@dataclass(frozen=True)
class Row:
    """One row of a part of a lexicon file: its name or number, what it says, and its compiled patterns."""

    file: str
    part: str
    name: str
    says: dict[str, Any]
    patterns: tuple[re.Pattern[str], ...]

    @property
    def place(self) -> str:
        return f"{self.file}.{self.part}.{self.name}"


def rows() -> list[Row]:
    """Give every row of every file, in order."""
    return [row for file in FILES for part in lexicon(file) for row in _rows(file, part)]


def _rows(file: str, part: str) -> Iterator[Row]:
    listed = lexicon(file)[part]
    if not isinstance(listed, list) or not all(isinstance(says, dict) for says in listed):
        return
    for number, says in enumerate(listed, start=1):
        name = says.get("name", str(number))
        if (file, part) in NAMES:
            compiled = (family_pattern(says["pattern"], says["heads"]),)
        else:
            compiled = tuple(
                re.compile(expand(with_openers(says[key]), lexicon(file))) for key in PATTERN_KEYS if key in says
            )
        yield Row(file, part, name, says, compiled)


def word_lists() -> Iterator[tuple[str, list[str]]]:
    """Give every list of words of the lexicon with its place."""
    for file in FILES:
        yield from _lists(file, lexicon(file))


def _lists(place: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(f"{place}.{key}", inner)
    elif isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        yield place, value
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _lists(f"{place}.{number}", inner)
