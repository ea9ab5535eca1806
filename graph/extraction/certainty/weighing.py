"""Weighing: a statement's signs become the share of such statements that are right, by weights learnt from annotated plans.

The weights (`data/models/certainty.json`) are a logistic regression for each kind of statement, written by `make train`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from plankg.graph.extraction.certainty.signs import Signed, Signs, signs_of
from plankg.graph.extraction.draft.draft import Draft
from plankg.schema.plan import DocumentData, Plan

FILE = "certainty.json"
ALWAYS = "always"
"""The sign that every statement of a kind has."""
DIGITS = 2
SUREST = 0.99

Weights = Mapping[str, Mapping[str, float]]


@cache
def learnt_weights() -> Weights:
    """The weights that are shipped, read once."""
    weights: Weights = json.loads((files("plankg.data") / "models" / FILE).read_text("utf-8"))
    return weights


def chance(weights: Mapping[str, float], signs: Signs) -> float:
    """The chance that a statement with these signs is right.

    >>> chance({"always": 0.0, "borders": 1.0}, {"borders": 0.0})
    0.5
    """
    total = weights[ALWAYS] + sum(weights[sign] * value for sign, value in signs.items() if sign in weights)
    return 1 / (1 + exp(-total))


def certainty(signed: Signed, weights: Weights) -> float:
    """How sure a statement is, with two digits; nothing read is surer than 0.99.

    >>> certainty(Signed("task", {"borders": 9.0}), {"task": {"always": 1.0, "borders": 1.0}})
    0.99
    """
    return min(SUREST, round(chance(weights[signed.kind], signed.signs), DIGITS))


def weighed(plan: Plan, draft: Draft) -> Plan:
    """The plan just read from a draft with the certainty of each of its statements and sentences."""
    weights = learnt_weights()
    signed = signs_of(plan, draft)
    lists = {
        name: tuple(
            row.model_copy(update={"certainty": certainty(signs, weights)})
            for row, signs in zip(getattr(plan, name), rows, strict=True)
        )
        for name, rows in signed.items()
    }
    return plan.model_copy(update={**lists, "document": _facts(plan.document, weights)})


def _facts(data: DocumentData, weights: Weights) -> DocumentData:
    sure = {"certainty": certainty(Signed("fact", {}), weights)}
    rows = {field: fact.model_copy(update=sure) for _, field, fact in data.facts() if field != "co_issuers"}
    others = tuple(fact.model_copy(update=sure) for fact in data.co_issuers)
    return data.model_copy(update={**rows, "co_issuers": others})
