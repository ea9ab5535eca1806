"""The card of whatever a notebook shows: one list says which function draws which kind of thing."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
from plankg.graph.things.subjects import subjects
from plankg.schema.document import Document
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded, living
from plankg.schema.plan import Assignment, Citation, Entity, Plan, Relation, Section, Statement, Target, Task
from plankg.schema.table import Table
from plankg.schema.wording import Language, language, said
from plankg.viz.cards.html import Card
from plankg.viz.cards.plans import plan_card
from plankg.viz.cards.statements import (
    assignment_card,
    bare_card,
    citation_card,
    relation_card,
    section_card,
    statement_card,
    target_card,
    task_card,
)
from plankg.viz.cards.tables import network_card, table_card
from plankg.viz.cards.texts import marked_text
from plankg.viz.cards.things import entity_card

LISTS: dict[type[Statement], tuple[str, Callable[..., Card]]] = {
    Task: ("tasks", task_card),
    Entity: ("entities", entity_card),
    Assignment: ("assignments", assignment_card),
    Target: ("targets", target_card),
    Relation: ("relations", relation_card),
    Citation: ("citations", citation_card),
    Section: ("sections", section_card),
}
"""Statements by the list of the plan that holds them, and what draws them."""


def card(thing: object, loaded: Loaded | None = None, *, lang: Language | None = None) -> Card:
    """The card of a plan, a statement, an answer, a network or a document; with its plan also of a name, an id or a number.

    A statement tells its plan by being one of it; `loaded` says it where there is a doubt. Raises UsageError for what no
    card is drawn of, and for a name that the plan doesn't have.
    """
    chosen = lang or language()
    match thing:
        case Loaded():
            return plan_card(thing, chosen)
        case Table():
            table = thing.labelled(chosen)
            return table_card(table.columns, table.rows, chosen, title=said(thing, chosen))
        case nx.MultiDiGraph():
            return network_card(thing, chosen)
        case Statement():
            return _statement(thing, loaded or home(thing), chosen)
        case str() | int() if loaded:
            return Card("".join(_statement(each, loaded, chosen) for each in subjects(loaded.plan, thing)))
        case Plan() | Document() if whole := loaded or home(thing):
            return plan_card(whole, chosen) if isinstance(thing, Plan) else marked_text(whole, lang=chosen)
    raise UsageError("card_unknown", kind=type(thing).__name__)


def _statement(thing: Statement, loaded: Loaded | None, lang: Language) -> Card:
    if loaded is None:
        return bare_card(thing, lang)
    _, drawing = LISTS.get(type(thing), ("", statement_card))
    return drawing(thing, loaded, lang)


def html_of(thing: object) -> str | None:
    """What a notebook shows of a value: its card, or nothing for what has none."""
    try:
        return str(card(thing))
    except UsageError:
        return None


def home(thing: object) -> Loaded | None:
    """The loaded plan in use that a statement, a plan or a document belongs to: the very thing, and not one that is equal."""
    field, _ = LISTS.get(type(thing), ("", None)) if isinstance(thing, Statement) else ("", None)
    for loaded in living():
        if thing is loaded.plan or thing is loaded.document:
            return loaded
        if field and any(row is thing for row in getattr(loaded.plan, field)):
            return loaded
    return None
