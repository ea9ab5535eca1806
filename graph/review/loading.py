"""The review file of a plan: YAML with a reviewer, a date and the decisions."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten
from typing import Any

import yaml
from plankg.schema.decision import Decision, Review
from plankg.schema.errors import ReviewError
from plankg.schema.faults import first_fault, unknown_field
from pydantic import ValidationError

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KEYS = ("by", "date", "decisions")


def load_review(path: Path) -> Review:
    """The decisions of a review file, numbered d1, d2 … in its order; none where the file does not exist.

    `by` and `date` at the top of the file hold for every decision without its own. Raises ReviewError, with the line or the
    number of the decision, where the file is no YAML or a decision lacks something.
    """
    if not path.exists():
        return Review()
    try:
        text = path.read_text("utf-8")
        book = yaml.load(text, Loader=LOADER) or {}  # noqa: S506 (safe loader)
    except OSError as error:
        raise ReviewError("file_unreadable", path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        raise ReviewError("review_not_utf8", path=path) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "YAML"
        raise ReviewError("review_broken", path=path, line=mark.line + 1 if mark else 1, problem=problem) from None
    if not isinstance(book, dict) or not isinstance(book.get("decisions") or [], list):
        raise ReviewError("review_no_list", path=path)
    if unknown := [key for key in book if key not in KEYS]:
        line = next(
            (number for number, words in enumerate(text.split("\n"), 1) if words.startswith(str(unknown[0]))), 1
        )
        raise ReviewError("review_key", path=path, line=line, fault=unknown_field(str(unknown[0]), KEYS))
    shared = {key: book[key] for key in ("by", "date") if key in book}
    return Review(
        decisions=tuple(
            _decision(path, number, row, shared) for number, row in enumerate(book.get("decisions") or [], start=1)
        )
    )


def _decision(path: Path, number: int, row: object, shared: dict[str, Any]) -> Decision:
    if not isinstance(row, dict):
        raise ReviewError("decision_no_mapping", path=path, number=number, given=shorten(str(row), 40, placeholder="…"))
    try:
        return Decision.model_validate({"id": f"d{number}", **shared, **row})
    except ValidationError as error:
        raise ReviewError("decision_broken", path=path, number=number, fault=first_fault(error, Decision)) from None
