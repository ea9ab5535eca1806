"""The command that measures a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from plankg.schema.wording import words

from plankg.cli.plans import AsJson, NoReview, Where
from plankg.terminal import give_json, say, table
from plankg.workplan import load

if TYPE_CHECKING:
    from plankg.graph.measures import Measure

Name = Annotated[str | None, typer.Argument(metavar="NAME", help=words("cli.measures_name"))]


def measures(plan: Where, name: Name = None, as_json: AsJson = False, no_review: NoReview = False) -> None:
    """Measure a plan: each measure in a sentence, or one with its table."""
    work = load(plan, review=not no_review)
    by_name = work.measures(*([name] if name else ()))
    if as_json:
        give_json([measure.as_json() for measure in by_name.values()])
    elif name:
        _whole(by_name[name])
    else:
        for key, measure in by_name.items():
            say(f"{measure.title()}  [{key}]\n  {measure.sentence()}")
        say(words("cli.measures_more", plan=plan))


def _whole(measure: Measure) -> None:
    say(str(measure))
    if measure.parts:
        say()
        table(measure.headings(), measure.cells())
