"""What a page of several plans tells of each without unpacking it, and what is the same in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from plankg.graph.checks.validation import statements
from plankg.graph.rules.rulebook import rule_book
from plankg.graph.things.identity import Identity
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Entity
from plankg.schema.terms import Severity
from plankg.viz.page import contract
from plankg.viz.page.contract import labels

IDLE: contract.Load = {"does": 0, "concerns": 0}


class Brief(TypedDict):
    """Of a plan: what is told of it, its things by id, and the rules that something in it rests on."""

    head: contract.PlanHead
    things: dict[str, contract.SharedThing]
    rules: list[str]


def brief(loaded: Loaded, data: contract.PlanData) -> Brief:
    """What is told of a plan, from what the page knows of it."""
    plan, document = loaded.plan, loaded.plan.document
    return {
        "head": {
            "id": plan.id,
            "title": data["title"],
            "issuer": "、".join(fact.value for fact in (document.issuer, *document.co_issuers) if fact) or None,
            "issued": str(document.issued_date.value) if document.issued_date else None,
            "counts": data["counts"],
            "doubts": sum(each["severity"] != Severity.NOTE for each in data["doubts"]),
        },
        "things": {entity.id: _thing(entity, data["loads"].get(entity.id, IDLE)) for entity in plan.entities},
        "rules": sorted({statement.rule for _, statement in statements(plan)}),
    }


def _thing(entity: Entity, load: contract.Load) -> contract.SharedThing:
    return {"name": entity.name, **load, "mentions": len(entity.mentions)}


def tell_together(page: contract.Page, briefs: Sequence[Brief], same: Sequence[Identity]) -> None:
    """Put into the page what is told of all its plans: their heads, what is the same in them, what the rules say of themselves."""
    page["heads"] = [each["head"] for each in briefs]
    page["identities"] = [_identity(one) for one in same]
    page["rules"] = _rules({rule for each in briefs for rule in each["rules"]} | {one.rule for one in same})
    things = {each["head"]["id"]: each["things"] for each in briefs}
    shared: dict[str, dict[str, contract.SharedThing]] = {}
    for end in (end for one in same for end in (one.first, one.second)):
        shared.setdefault(end.plan, {})[end.entity] = things[end.plan][end.entity]
    page["shared"] = shared


def _rules(used: Iterable[str]) -> dict[str, contract.Labels]:
    """What each rule that something rests on says of itself; one that the book does not hold is left out."""
    book = {entry.name: entry for entry in reversed(rule_book())}
    return {name: labels(book[name].purpose) for name in sorted(book.keys() & set(used))}


def _identity(one: Identity) -> contract.SameThing:
    """Both ends by plan and entity, and why they are one thing."""
    return {
        "first": {"plan": one.first.plan, "entity": one.first.entity},
        "second": {"plan": one.second.plan, "entity": one.second.entity},
        "rule": one.rule,
        "standing": one.standing.value,
        "source": one.source,
    }
