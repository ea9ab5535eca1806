"""A plan's own words: the `lexicon.yaml` beside its review, read for that plan alone, in the form of `data/lexicon`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from plankg.graph.extraction.words.lexicon import LOADER, expand, lexicon
from plankg.schema.errors import ReviewError
from plankg.schema.faults import unknown_field

WORDS = "lexicon.yaml"
Line = tuple[Any, int]


def load_words(path: Path) -> Mapping[str, Any]:
    """A plan's own words by file and part of the lexicon; nothing where the file does not exist.

    Raises ReviewError, with the line, where the file is no YAML, names a file or part that the lexicon has not, holds another
    kind of value than the lexicon there, or a pattern that is none or fails its own examples.
    """
    if not path.is_file():
        return {}
    try:
        text = path.read_text("utf-8")
        root = yaml.compose(text, Loader=LOADER)
        book = yaml.load(text, Loader=LOADER) or {}  # noqa: S506 (safe loader)
    except UnicodeDecodeError:
        raise ReviewError("review_not_utf8", path=path) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "YAML"
        raise ReviewError("words_broken", path=path, line=mark.line + 1 if mark else 1, problem=problem) from None
    for line, fault in _faults(root, book):
        raise ReviewError("words_wrong", path=path, line=line, fault=fault)
    return book


def _faults(root: Any, book: Any) -> Iterator[tuple[int, str]]:
    known = [entry.name.removesuffix(".yaml") for entry in (files("plankg.data") / "lexicon").iterdir()]
    if book and not isinstance(book, dict):
        yield 1, unknown_field("-", sorted(known))
        return
    for name, place, parts in _rows(root):
        if name not in known:
            yield place, unknown_field(name, sorted(known))
            continue
        shared = lexicon(name)
        for part, line, value in _rows(parts):
            if part not in shared:
                yield line, unknown_field(part, sorted(shared))
            elif type(book[name][part]) is not type(shared[part]):
                yield line, f"{part}: {type(shared[part]).__name__}"
            elif isinstance(value, yaml.SequenceNode):
                yield from _row_faults(value, book[name][part], shared)


def _row_faults(node: Any, rows: list[Any], shared: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for place, row in zip(node.value, rows, strict=True):
        written = row.get("pattern") if isinstance(row, dict) else None
        if written is None or "{heads}" in written:
            continue
        try:
            pattern = re.compile(expand(written, dict(shared)))
        except (re.error, KeyError) as error:
            yield place.start_mark.line + 1, f"{row.get('name', '')}: {error}"
            continue
        wrong = [word for word in row.get("matches", ()) if not pattern.search(str(word))]
        wrong += [word for word in row.get("rejects", ()) if pattern.search(str(word))]
        if wrong:
            yield place.start_mark.line + 1, f"{row.get('name', '')}: {wrong[0]}"


def _rows(node: Any) -> Iterator[tuple[str, int, Any]]:
    """The keys of a mapping with their lines, from 1, and values."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield key.value, key.start_mark.line + 1, value
