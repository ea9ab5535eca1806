"""The command that compares two plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from plankg.schema.errors import UsageError
from plankg.schema.wording import language, words

from plankg.cli.plans import AsJson, NoReview
from plankg.terminal import complain, give_json, mark, say, tell
from plankg.workplan import load

if TYPE_CHECKING:
    from plankg.graph.comparison import Comparison, Run

Before = Annotated[str, typer.Argument(metavar="PLAN", help=words("cli.diff_before"))]
After = Annotated[str, typer.Argument(metavar="PLAN", help=words("cli.diff_after"))]
OutFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=words("cli.diff_output"))]
As = Annotated[str | None, typer.Option("--as", metavar="HOW", help=words("cli.diff_as"))]


def diff(
    before: Before,
    after: After,
    output: OutFile = None,
    how: As = None,
    as_json: AsJson = False,
    no_review: NoReview = False,
) -> None:
    """Compare two plans task by task."""
    from plankg.graph.comparison.changes import RELATIONS  # noqa: PLC0415 - only here
    from plankg.viz.comparison.files import check_suffix, write_comparison  # noqa: PLC0415 - see above

    relation = next((each for each in RELATIONS if each == how), None)
    if how is not None and relation is None:
        raise UsageError("diff_as_unknown", given=how, known=", ".join(RELATIONS))
    if output is not None:
        check_suffix(output)
    works = [load(place, review=not no_review) for place in (before, after)]
    comparison = works[0].diff(works[1], relation=relation)
    for issue in comparison.issues:
        complain(issue.message)
    if output is not None:
        write_comparison(comparison, output)
        tell("written", path=output)
    elif as_json:
        give_json(comparison.as_json())
    else:
        _print(comparison)


def _print(comparison: Comparison) -> None:
    """Print the counts, then each change that is one, with its quotes below each other."""
    from plankg.viz.comparison.rows import counts, rows, summary  # noqa: PLC0415 - only here

    lang = language()
    continued = comparison.said(next(kind for kind in comparison.counts() if kind.value == "continued"), lang)
    say(words("diff.title", before=comparison.before.plan.title, after=comparison.after.plan.title))
    say(summary(comparison, lang))
    say("  ".join(f"{name} {count}" for _, name, count in counts(comparison, lang)))
    for row in rows(comparison, lang):
        if row.kinds == (continued,):
            continue
        say()
        say("  ".join(filter(None, ("、".join(row.kinds), row.score, *row.differences))))
        for sign, place, quotes in (("-", row.before_place, row.before), ("+", row.after_place, row.after)):
            for quote in quotes:
                say(f"  {sign} {_marked(quote)}  ({' / '.join(place.splitlines())})")


def _marked(quote: tuple[Run, ...]) -> str:
    """A quote with its changed words in brackets, which every terminal shows; nothing to mark where all of it is new."""
    if all(run.changed for run in quote):
        return "".join(run.text for run in quote)
    return "".join(mark(run.text) if run.changed else run.text for run in quote)
