"""Stand-off annotations: handwritten references of texts that are not kept with the program.

The form is that of `handwritten`, but words of the text are told by where they stand: `@120-131` is what the text holds from
character 120 to 131 (as in Web Annotation's text positions, https://www.w3.org/TR/annotation-model/#text-position-selector).
So an annotation holds nothing of the text, and whoever has the text can learn from it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import LOADER
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.handwritten import Rows, rows_of
from plankg.graph.training.references import Folded, Reference, quoted
from plankg.schema.document import Document

POINTER = re.compile(r"@(\d+)-(\d+)")
JOINTS = re.compile(r"([|、])")
KEPT = {
    "directives": ("no", "label", "title", "chapter", "tasks", "entities", "targets", "documents", "relations"),
    "tasks": ("kind", "alt_kinds", "action", "who"),
    "targets": ("task", "text", "value", "value_max", "unit", "comparator", "kind"),
}
"""What of each list an annotation keeps: what is learnt from or measured, and can be told without the text."""
KEYS = {key for keys in KEPT.values() for key in keys}


class UnknownTextError(ValueError):
    """The text of an annotation is missing, or is not the one that was annotated."""


def read_standoff(path: Path, *folders: Path) -> Reference:
    """An annotation with its text, `PLAN.txt` in one of the folders.

    Raises UnknownTextError where the text is not there or is another one.
    """
    book = yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506 (safe loader)
    sources = [folder / f"{book['plan']}.txt" for folder in folders]
    texts = {digest(text): text for source in sources if source.exists() for text in [source.read_text("utf-8")]}
    if (text := texts.get(book["sha256"])) is None:
        raise UnknownTextError(f"{' '.join(map(str, sources))}: not the text that {path.name} annotates")
    document = document_from_text(text, name=f"{book['plan']}.txt")
    return Reference(path.stem, text, rows_of(resolved(book, document)))


def digest(text: str) -> str:
    """The SHA-256 of a text, by which an annotation knows its own."""
    return hashlib.sha256(text.encode()).hexdigest()


def resolved(value: Any, document: Document) -> Any:
    """A value with each pointer in it replaced by the words that it points to, as reading gives them.

    >>> resolved({"@0-2": ["@3-5、@5-6", 7]}, document_from_text("石桥小学扩建", name="a.txt"))
    {'石桥': ['学扩、建', 7]}
    """
    if isinstance(value, str):
        return POINTER.sub(lambda match: _words(document, *map(int, match.groups())), value)
    if isinstance(value, Mapping):
        return {resolved(key, document): resolved(part, document) for key, part in value.items()}
    return [resolved(part, document) for part in value] if isinstance(value, list) else value


def _words(document: Document, start: int, end: int) -> str:
    return document.normal[document.place(start) : document.place(end)]


class Pointing:
    """Words of a text as pointers into it."""

    def __init__(self, document: Document) -> None:
        """Take the text as reading gives it: pointers tell characters of the source, which stay where they are."""
        self._document = document
        self._folded = Folded(document.normal)

    def annotation(self, book: Mapping[str, Any], extents: Mapping[Any, Span]) -> Rows:
        """A handwritten annotation with pointers for its words; each directive's stand in its extent.

        Raises ValueError where the words of a task do not stand there.
        """
        directives = [self._directive(row, extents[row["no"]]) for row in book["directives"] if row.get("tasks")]
        return {"plan": book["plan"], "sha256": digest(self._document.text), "directives": directives}

    def _directive(self, directive: Mapping[str, Any], extent: Span) -> Rows:
        row = {key: directive[key] for key in KEPT["directives"] if directive.get(key)}
        written, tasks = row.pop("tasks"), []
        places = self._folded.in_order((task["text"] for task in written), extent)
        for task, place in zip(written, places, strict=True):
            if place is None:
                raise ValueError(f"{directive['no']}: {task['text']}")
            tasks.append({"text": self._pointer(place), **self._each(_kept(task, "tasks"), place, extent)})
        targets = [self._each(_kept(target, "targets"), extent) for target in row.pop("targets", ())]
        head = {"no": row.pop("no"), "label": row.pop("label", None), **self._each(row, extent)}
        return head | {"tasks": tasks} | ({"targets": targets} if targets else {})

    def _each(self, value: Any, *extents: Span) -> Any:
        """A value with a pointer for each text in it but its keys."""
        if isinstance(value, str):
            return self._pointers(value, *extents)
        if isinstance(value, Mapping):
            keys = {key: key if key in KEYS else self._pointers(str(key), *extents) for key in value}
            return {keys[key]: self._each(part, *extents) for key, part in value.items()}
        return [self._each(part, *extents) for part in value] if isinstance(value, list) else value

    def _pointers(self, words: str, *extents: Span) -> str:
        """Words as pointers into the first extent that holds them; a list is pointed to whole, or else part by part."""
        for extent in extents:
            if place := next(self._folded.places(words, extent), None):
                return self._pointer(quoted(words, place, self._document.normal))
        if len(parts := JOINTS.split(words)) == 1:
            return words
        return "".join(part if JOINTS.match(part) else self._pointers(part, *extents) for part in parts)

    def _pointer(self, span: Span) -> str:
        evidence = self._document.evidence(*span)
        return f"@{evidence.start}-{evidence.end}"


def _kept(row: Mapping[str, Any], name: str) -> Rows:
    return {key: row[key] for key in KEPT[name] if row.get(key) is not None}
