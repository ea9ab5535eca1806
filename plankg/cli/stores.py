"""The commands for a store that stays: put plans in, take them out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from plankg.schema.wording import words

from plankg.cli.plans import NoReview, StoreAt, Wheres, load_all
from plankg.terminal import complain, say

Ids = Annotated[list[str], typer.Argument(metavar="PLAN…", help=words("cli.stored_ids"))]


def add(plan: Wheres, store: StoreAt, no_review: NoReview = False) -> None:
    """Put plans into a store, each in place of what it held of it, with what is the same in them."""
    from plankg.graph.review import same_things  # noqa: PLC0415 - only here
    from plankg.graph.store import is_new, open_store  # noqa: PLC0415 - see above

    works = load_all(plan, review=not no_review)
    same, idle = same_things(works)
    if is_new(store):
        complain(words("cli.store_new", path=Path(store).resolve()))
    target = open_store(store, create=True)
    target.load_all(works)
    if len(works) > 1:
        target.identify(same, among=[work.plan.id for work in works])
    for issue in idle:
        complain(issue.message)
    for work in works:
        say(words("cli.added", plan=work.plan.id, title=work.title))


def remove(plan: Ids, store: StoreAt) -> None:
    """Take plans out of a store, with what was the same in them and in others."""
    from plankg.graph.store import open_store  # noqa: PLC0415 - see above

    target = open_store(store)
    for each in plan:
        target.remove(each)
        say(words("cli.removed", plan=each))
