"""The graphs of a corpus in a store: plan by plan, so that none waits in memory for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plankg.graph.plan_folders import RECORD
from plankg.graph.review.identifying import naming_only, same_things
from plankg.graph.store import PlanStore, open_store
from plankg.graph.store.addresses import is_address
from plankg.graph.writing import write_whole
from plankg.schema.errors import PlankgError
from plankg.schema.loaded import Loaded

from plankg.corpus.shelves import Built

LOGIN = re.compile(r"//[^/@]*@")


def load_corpus(store: PlanStore, works: Iterable[Loaded]) -> None:
    """Put plans into a store as they come, and say what is the same in them: policy terms from plan to plan."""
    named: list[Loaded] = []

    def passing() -> Iterator[Loaded]:
        for work in works:
            named.append(naming_only(work))
            yield work

    store.load_all(passing())
    if len(named) > 1:
        store.identify(same_things(named, chained=True)[0], among=[work.plan.id for work in named])


def store_build(folder: Path, where: str) -> list[tuple[str, str]]:
    """Put the plans of a build into a store (its folder, or a server's address); what failed, with why.

    What the store has of a plan as it is now is left alone, so that a second call goes on where the first had to stop. Once the
    store itself fails, for want of a server or of room, the rest is not tried. Raises GraphError where it cannot be opened.
    """
    shelf, name = Built(folder), _name(where)
    store = open_store(where, create=True)
    marks = dict(shelf.record.stored.get(name, {}))
    wanted = {entry.id: entry.fingerprint for entry in shelf.record.entries if entry.head}
    try:
        there = set(store.plans())
        waiting = [plan for plan, mark in wanted.items() if plan not in there or marks.get(plan) != mark]
        for plan in waiting:
            work = shelf.work(plan)
            store.load(work.plan, work.document, review=work.review)
            marks[plan] = wanted[plan]
        for plan in marks.keys() - wanted.keys():
            if plan in there:
                store.remove(plan)
            del marks[plan]
        if waiting and len(wanted) > 1:
            same, _ = same_things([shelf.naming(plan) for plan in wanted], chained=True)
            store.identify(same, among=wanted)
    except PlankgError as error:
        return [(name, str(error))]
    finally:
        record = shelf.record.model_copy(update={"stored": {**shelf.record.stored, name: marks}})
        write_whole(folder / RECORD, record.written())
    return []


def _name(where: str) -> str:
    """What a store is called in the record: without a login, and wherever one stands the same."""
    return LOGIN.sub("//", where) if is_address(where) else str(Path(where).resolve())
