"""What is wrong with values that a person wrote, in a sentence for that person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from plankg.schema.wording import catalogue, language, words

if TYPE_CHECKING:
    from plankg.schema.model import Model
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

CHOICE = re.compile("'([^']*)'")
LONGEST_VALUE = 40


def first_fault(error: ValidationError, model: type[Model], *, within: str = "") -> str:
    """The first fault that pydantic found in values for a model; `within` is the key they stand under.

    The kinds of faults are those of https://docs.pydantic.dev/latest/errors/validation_errors/; the sentence is that of the
    kind, or of the first word of its name, or of any other kind.
    """
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        return unknown_field(name, model.model_fields, within=within)
    return _said(first, _named(name, model, within))


def value_fault(error: ValidationError, field: str) -> str:
    """The first fault that pydantic found in a value; `field` is how the reader knows it."""
    return _said(error.errors(include_url=False)[0], field)


def _said(first: ErrorDetails, field: str) -> str:
    kind, context = first["type"], first.get("ctx", {})
    key = next(key for key in (kind, kind.split("_")[0], "other") if f"fault.{key}" in catalogue("zh"))
    limit = context.get("le", context.get("ge"))
    values = {
        "given": _shortened(first.get("input")),
        "choices": _choices(context),
        "limit": limit,
        "said": first["msg"],
    }
    return words(f"fault.{key}", field=field, **values)


def unknown_field(name: str, known: Iterable[str], *, within: str = "") -> str:
    """Say that there is no such field, and which there are."""
    return words("fault.unknown", field=_inside(name, within), choices=listed(sorted(known)))


def listed(choices: Iterable[str]) -> str:
    """Choices as one reads them."""
    return words("fault.comma").join(choices)


def missing_field(name: str, model: type[Model], *, within: str = "") -> str:
    """Say that a field is missing."""
    return words("fault.missing", field=_named(name, model, within))


def _named(name: str, model: type[Model], within: str) -> str:
    """A field as it is written, with its label, if the model has it and it says more."""
    field = model.model_fields.get(name)
    extra = field.json_schema_extra if field else None
    label = extra[language()] if isinstance(extra, dict) else name
    shown = _inside(name, within)
    return shown if label == name else words("fault.field", field=shown, label=label)


def _inside(name: str, within: str) -> str:
    return f"{within}: {name}" if within else name


def _choices(context: Mapping[str, Any]) -> str:
    return listed(CHOICE.findall(str(context.get("expected", ""))))


def _shortened(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"
