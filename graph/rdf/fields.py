"""What the fields of a model are in RDF: read from the models, used by the dataset, the shapes and the ontology."""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from plankg.graph.rdf.vocabulary import NAMESPACE, camel, expand
from plankg.schema import plan as plan_models
from plankg.schema.decision import Decision
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.model import Model

UNWRITTEN = {
    (Document, "normal"),
    (Document, "offsets"),
    (plan_models.Sentence, "evidence"),
    (plan_models.Mention, "section"),
    (plan_models.Entity, "mentions"),
    *((plan_models.Entity, name) for name in plan_models.Statement.model_fields),
}
"""Fields without a property: reading makes the first two from the text; a sentence is itself a run of characters; a
mention's characters tell their section; a thing's mentions point at it, and what its plan states of it is one of them.
"""

NODES = (Evidence, plan_models.Fact, plan_models.Mention, plan_models.Member)
"""Models that a field may hold: runs of characters, data of the head, members of a set."""


class FieldTerm(NamedTuple):
    """One field of a model: its property, labels, the Python types of its values, and how many there may be.

    `values` are those of a Literal, `least`, `most` and `shortest` the bounds of a number and of a text.
    """

    name: str
    iri: str
    zh: str
    en: str
    types: tuple[type, ...]
    values: tuple[str, ...]
    refers: str | None
    required: bool
    many: bool
    least: float | None
    most: float | None
    shortest: int | None

    @property
    def type(self) -> type:
        """The type of a field that has one."""
        return self.types[0]


@cache
def fields(model: type[Model]) -> tuple[FieldTerm, ...]:
    """A model's fields that become properties, in order; those shared with its base come first.

    Lists of other statements (a plan's tasks) don't: each statement is described on its own.

    >>> [field.iri for field in fields(plan_models.Member)][:2]
    ['https://schema.org/position', 'http://www.w3.org/2000/01/rdf-schema#label']
    """
    rows = (_field(name, info) for name, info in model.model_fields.items() if (model, name) not in UNWRITTEN)
    return tuple(field for field in rows if not issubclass(field.type, Model) or field.type in NODES)


def _field(name: str, info: Any) -> FieldTerm:
    extra = info.json_schema_extra
    kinds, values, many = _unfold(info.annotation)
    iri = expand(extra["iri"]) if "iri" in extra else NAMESPACE + camel(name)
    required = info.is_required() or (not many and info.default is not None)
    least = next((float(rule.ge) for rule in info.metadata if hasattr(rule, "ge")), None)
    most = next((float(rule.le) for rule in info.metadata if hasattr(rule, "le")), None)
    shortest = next((int(rule.min_length) for rule in info.metadata if hasattr(rule, "min_length")), None)
    return FieldTerm(
        name, iri, extra["zh"], extra["en"], kinds, values, extra.get("refers"), required, many, least, most, shortest
    )


def _unfold(annotation: Any) -> tuple[tuple[type, ...], tuple[str, ...], bool]:
    """The value types, the values of a Literal, and whether the field is a tuple."""
    origin = get_origin(annotation)
    if origin is Literal:
        return (str,), get_args(annotation), False
    if origin is dict:
        return (dict,), (), False
    if origin is tuple:
        return *_unfold(get_args(annotation)[0])[:2], True
    if origin in {Union, types.UnionType}:
        return tuple(kind for kind in get_args(annotation) if kind is not type(None)), (), False
    return (annotation,), (), False


def models() -> tuple[type[Model], ...]:
    """The models that become classes: the document, all of the plan in the order of their module, and decisions.

    Not among them: a document's data, which become facts, and evidence, which becomes annotation targets.
    """
    kinds = (kind for kind in vars(plan_models).values() if isinstance(kind, type) and issubclass(kind, Model))
    others = {Model, Evidence, plan_models.DocumentData}
    return (Document, *(kind for kind in kinds if kind not in others), Decision)
