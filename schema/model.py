"""What every model of the package shares: frozen, strict about its fields, and labelled in both languages."""

from __future__ import annotations

from typing import Any

from plankg.schema.drawn import Drawn
from pydantic import BaseModel, ConfigDict, Field


class Model(Drawn, BaseModel):
    """A value: frozen, comparable, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def labelled(zh: str, en: str, iri: str | None = None, *, refers: str | None = None, **rules: Any) -> Any:
    """A field with its Chinese and English label and, where the field's own vocabulary has one, a term for it.

    `iri` is a prefixed name (`dcterms:title`); without it the field is `plankg:` + its name in camel case. `refers`
    names the model whose id the field holds (`Statement` where it may be an entity, a task or a target).
    """
    extra = {"zh": zh, "en": en, "iri": iri, "refers": refers}
    return Field(json_schema_extra={key: value for key, value in extra.items() if value}, **rules)
