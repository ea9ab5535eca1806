"""What the planners' page knows of its plans, as values that JSON can hold.

Offsets are code points of the source text, as everywhere; the page turns them into its own units once. Whatever the
plan names goes by the end of its IRI (`task/8.1`), an entity by its id (`School/白鹭小学`), as in the network below the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import cast

from plankg.graph.checks.accounting import account_in, words_left
from plankg.graph.checks.validation import coverage, statements
from plankg.graph.counting import Share, chapter_shares, counted, counts, loads
from plankg.graph.network import Network, Nodes, bipartite_layout, hierarchy_layout, layout, network
from plankg.graph.rdf import Iris
from plankg.graph.rdf.times import duration, period
from plankg.graph.rules.rulebook import rule_book
from plankg.graph.things.identity import Identity
from plankg.graph.things.namesakes import namesakes
from plankg.schema import Entity, Plan, Section, Target, Task
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Predicate
from plankg.schema.view import SavedView
from plankg.schema.wording import Language, languages
from plankg.viz.figures import figure
from plankg.viz.page import contract
from plankg.viz.page.contract import labels
from plankg.viz.page.findings import page_doubts, page_findings, page_unread, references
from plankg.viz.page.frame import frame_data
from plankg.viz.page.sounds import sounds
from plankg.viz.page.task_table import page_table


def page_data(
    plans: Sequence[Loaded], same: Sequence[Identity], *, lang: Language, views: Mapping[str, Sequence[SavedView]]
) -> contract.Page:
    """All that the page knows: words and terms in both languages, vocabulary, questions, the plans in order.

    `same` is what is the same thing in several of them, `views` what people saved, by the plans' ids.
    """
    page = frame_data(lang)
    page["plans"] = [plan_data(loaded) for loaded in plans]
    page["identities"] = [_identity(one) for one in same]
    page["rules"] = _rules(plans, same)
    page["saved"] = {plan_id: [view.model_dump(mode="json") for view in saved] for plan_id, saved in views.items()}
    return page


def plan_data(loaded: Loaded) -> contract.PlanData:
    """One plan: its text, statements, network and layouts, how its names sound, and what is unread, doubtful or at fault."""
    plan, document = loaded.plan, loaded.document
    graph = network(plan, document)
    named = references(plan)
    account = list(account_in(plan, document, languages()))
    return {
        "iri": Iris(plan.id).plan,
        "namesakes": namesakes(plan),
        "title": plan.title,
        "source": document.name,
        "text": document.text,
        "plan": plan.model_dump(mode="json"),
        "headings": {section.id: section.heading for section in plan.sections},
        "counts": counts(plan),
        "held": _held(plan),
        "loads": {
            unit: {"does": load.does, "concerns": load.concerns} for unit, load in loads(plan.assignments).items()
        },
        "chapters": [_share(share) for share in chapter_shares(plan)],
        "table": page_table(plan),
        "figures": {target.id: _figure(target) for target in plan.targets},
        "layouts": layouts(graph),
        "edges": list(_edges(graph)),
        "periods": {ref: (first.isoformat(), last.isoformat()) for ref, (first, last) in _periods(plan, named)},
        "frequencies": dict(_frequencies(plan, named)),
        "sounds": dict(_sounds(plan, named)),
        "silent": [place for place, account in enumerate(coverage(plan)) if not account.statements],
        "unread": list(page_unread(account, named)),
        "left": {
            named[task]: _left(kinds)
            for task, kinds in words_left(plan, document, [issue for issue, *_ in account]).items()
        },
        "doubts": list(page_doubts(loaded, named)),
        "findings": list(page_findings(loaded, named)),
    }


def _held(plan: Plan) -> contract.Held:
    held = counted(plan)
    drafts = {id(row) for row in held.drafts}

    def ids(rows: Iterable[Section | Task | Entity | Target]) -> list[str]:
        return [row.id for row in rows]

    return {
        "directives": ids(held.directives),
        "unnamed": ids(held.unnamed),
        "units": ids(held.units),
        "people": ids(held.people),
        "sites": ids(held.sites),
        "targets": ids(held.targets),
        "naming": ids(held.naming),
        # documents cited have no ids: they go by their number
        "drafts": [f"citation/{number}" for number, row in enumerate(plan.citations, 1) if id(row) in drafts],
    }


def _share(share: Share) -> contract.Share:
    section, directives, tasks, unnamed = share
    return {"section": section, "directives": directives, "tasks": tasks, "unnamed": unnamed}


def _figure(target: Target) -> contract.Labels:
    return labels(lambda lang: figure(target, lang))


def _left(kinds: Mapping[str, Sequence[str]]) -> contract.Left:
    """The words that speak of what was not read, by what that is."""
    return cast("contract.Left", {kind: list(said) for kind, said in kinds.items()})


def _rules(plans: Sequence[Loaded], same: Sequence[Identity]) -> dict[str, contract.Labels]:
    """What each rule that something rests on says of itself; one that the book does not hold is left out."""
    used = {statement.rule for loaded in plans for _, statement in statements(loaded.plan)} | {one.rule for one in same}
    book = {entry.name: entry for entry in reversed(rule_book())}
    return {name: labels(book[name].purpose) for name in sorted(used & book.keys())}


def _identity(one: Identity) -> contract.SameThing:
    """Both ends by plan and entity, and why they are one thing."""
    return {
        "first": {"plan": one.first.plan, "entity": one.first.entity},
        "second": {"plan": one.second.plan, "entity": one.second.entity},
        "rule": one.rule,
        "standing": one.standing.value,
        "source": one.source,
    }


def layouts(graph: Network) -> contract.Layouts:
    """The places of the nodes in each arrangement; y grows upwards, an edge is about one unit long.

    The issuer is not drawn to all the tasks that name nobody: it would pull them into one heap.
    """
    near = graph.copy()
    near.remove_edges_from(
        [(*ends, key) for *ends, key, edge in graph.edges(keys=True, data=True) if edge["layer"] == "default"]
    )
    whole = {node: (x, round(-y, 3)) for node, (x, y) in layout(near).items()}
    local = Nodes(graph.name).local
    return {
        "whole": {local(node): place for node, place in whole.items()},
        "bipartite": {local(node): place for node, place in bipartite_layout(graph).items()},
        "hierarchy": {local(node): place for node, place in hierarchy_layout(graph).items()},
    }


def _edges(graph: Network) -> Iterator[contract.Edge]:
    """The edges with what tells them apart; labels follow from the terms, quotes from the text.

    Two that a role or a relation ties need no edge that says that the words of one name the other.
    """
    local = Nodes(graph.name).local
    tied = {frozenset(ends) for *ends, edge in graph.edges(data=True) if edge["layer"] != "mention"}
    acted = {frozenset(ends) for *ends, edge in graph.edges(data=True) if edge["predicate"] == Predicate.ACTS_ON}
    for source, target, edge in graph.edges(data=True):
        ends = frozenset((source, target))
        if edge["layer"] == "mention" and (ends in tied or (edge["predicate"] == Predicate.MENTIONS and ends in acted)):
            continue
        yield {
            "source": local(source),
            "target": local(target),
            "predicate": edge["predicate"],
            "layer": edge["layer"],
            "standing": edge["standing"],
            "start": edge["start"],
            "end": edge["end"],
        }


def _periods(plan: Plan, named: Mapping[str, str]) -> Iterator[tuple[str, tuple[date, date]]]:
    """The first and the last day of the plan's own period and of tasks, where words name whole months or years."""
    stated = plan.document.effective_period
    if stated and (days := period(stated.value)):
        yield "document/effective_period", days
    for task in plan.tasks:
        if task.due and (days := period(task.time or "", task.due.year)):
            yield named[task.id], days


def _frequencies(plan: Plan, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """How long it is from one time to the next for tasks that say so, as ISO 8601 durations."""
    for task in plan.tasks:
        if every := duration(task.recurrence or ""):
            yield named[task.id], every


def _sounds(plan: Plan, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """How names, headings, indicators and tasks sound, aliases with their names."""
    for entity in plan.entities:
        yield named[entity.id], _together((entity.name, *entity.aliases))
    for section in plan.sections:
        yield named[section.id], sounds(section.title)
    for target in plan.targets:
        yield named[target.id], sounds(target.indicator)
    for task in plan.tasks:
        yield named[task.id], sounds(task.text)


def _together(names: Iterable[str]) -> str:
    """The sounds of several names, each way to type them once."""
    return " ".join(dict.fromkeys(chain.from_iterable(sounds(name).split() for name in names)))
