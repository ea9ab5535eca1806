"""A comparison as a file, by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from plankg.graph.comparison import Comparison
from plankg.graph.writing import write_whole
from plankg.schema.errors import UsageError
from plankg.schema.wording import Language, language

MAKERS = {".html": "page", ".xlsx": "workbook", ".docx": "letter", ".ttl": "graph"}
"""The module that makes the file of each suffix, imported when it is wanted: each has a library of its own."""


def check_suffix(path: Path) -> None:
    """Raise UsageError where a comparison cannot be written under that name."""
    if path.suffix.lower() not in MAKERS:
        raise UsageError("diff_suffix", path=path, known=" ".join(MAKERS))


def write_comparison(comparison: Comparison, path: Path, *, lang: Language | None = None) -> None:
    """Write the file, whole or not at all.

    Raises UsageError where its suffix is none of ours, GraphError where it cannot be written.
    """
    check_suffix(path)
    write_whole(path, comparison_bytes(comparison, path.suffix.lower(), lang=lang))


def comparison_bytes(comparison: Comparison, suffix: str, *, lang: Language | None = None) -> bytes:
    """The comparison as the bytes of a file; the same comparison gives the same bytes."""
    make: Callable[[Comparison, Language], bytes] = import_module(f"plankg.viz.comparison.{MAKERS[suffix]}").content
    return make(comparison, lang or language())
