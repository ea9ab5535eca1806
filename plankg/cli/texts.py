"""The commands for whoever brings a plan of their own: make its folder, check its text, read the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from plankg.schema.errors import UsageError
from plankg.schema.wording import words

from plankg.cli.plans import ENDINGS, AsJson, OutFolder, Where
from plankg.terminal import give_json, say, table, tell
from plankg.workplan import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plankg.graph.reading.understood import Passage
    from plankg.graph.rules.rulebook import RuleEntry, RuleUse
    from plankg.schema.document import Document
    from plankg.schema.issue import Issue

    from plankg.new_plan import Understanding

FIRST = 20
"""So many doubts are shown; all of them are in the JSON form."""
EXAMPLES = 2
FIRST_SENTENCES = 3
"""Of the sentences that hold a word, so many are explained on the screen; all of them in the JSON form."""
LONGEST_NAME = 80
"""A longer text is no file's name: systems take 255 bytes."""
SHORT = ("name", "place", "purpose")
REFERENCES = Path(__file__).resolve().parents[2] / "benchmarks" / "references"
"""Our own annotated plans, which a clone of the project has."""

File = Annotated[Path, typer.Argument(metavar="FILE", help=words("cli.new_file", endings=ENDINGS))]
Spread = Annotated[bool, typer.Option("--spread", help=words("cli.spread"))]
Plans = Annotated[Path | None, typer.Option("--plans", metavar="DIR", help=words("cli.spread_plans"))]
Perhaps = Annotated[str | None, typer.Argument(metavar="PLAN", help=words("cli.plan_argument", endings=ENDINGS))]


def new(file: File, output: OutFolder = None, as_json: AsJson = False) -> None:
    """Make a plan folder of a file and tell what was understood."""
    from plankg.new_plan import new_plan, understand  # noqa: PLC0415 - only here

    work = new_plan(file, output)
    read = understand(work)
    tell("written", path=work.folder)
    if as_json:
        give_json({"folder": str(work.folder), **read.as_json()})
    else:
        _understood(read, work.document, str(work.folder))


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli.read_file", endings=ENDINGS))],
    as_json: AsJson = False,
) -> None:
    """Show the text of a file as it is understood, and what of the file is not read."""
    from plankg.graph.checks.validation import omission_issues  # noqa: PLC0415 - only here
    from plankg.graph.reading import read as read_file  # noqa: PLC0415 - see above
    from plankg.graph.reading.understood import passages  # noqa: PLC0415 - see above

    document = read_file(file)
    rows = list(passages(document))
    if as_json:
        omissions = [omission.model_dump(mode="json") for omission in document.omissions]
        give_json({"name": document.name, "passages": [row._asdict() for row in rows], "omissions": omissions})
        return
    page = table = None
    for row in rows:
        if row.page != page:
            say(words("cli.read_page", page=row.page))
        if row.table is not None and row.table != table:
            say(words("cli.read_table", number=row.table + 1))
        page, table = row.page, row.table
        say(_shown(row))
    for issue in omission_issues(document):
        say(_told(document, issue))
    counts = {kind: sum(row.kind == kind for row in rows) for kind in ("paragraph", "row", "left-out")}
    say(
        words(
            "cli.was_read",
            name=document.name,
            paragraphs=counts["paragraph"],
            rows=counts["row"],
            left_out=counts["left-out"],
        )
    )


def _shown(passage: Passage) -> str:
    """A passage on a line: cells between strokes, what was left out behind a mark."""
    if passage.kind == "row":
        return "  │ " + " │ ".join(passage.cells) + " │"
    return f"  {words('cli.read_left_out')} {passage.words}" if passage.kind == "left-out" else passage.words


def lint(plan: Where, as_json: AsJson = False) -> None:
    """List the defects of a plan's source text."""
    work = load(plan, review=False)
    defects = work.lint()
    if as_json:
        give_json([{**issue.model_dump(mode="json"), "line": _line(work.document, issue)} for issue in defects])
        return
    for issue in defects:
        say(_told(work.document, issue))
    say(words("cli.linted", plan=work.plan.id, count=len(defects)))


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT|PLAN", help=words("cli.explain_text"))],
    what: Annotated[str | None, typer.Argument(metavar="WHAT", help=words("cli.explain_what"))] = None,
    as_json: AsJson = False,
) -> None:
    """How a sentence is read, step by step, or how the sentences of a plan were."""
    from plankg.graph.explaining import explain as explain_text  # noqa: PLC0415 - only here
    from plankg.graph.plans import plan_ids  # noqa: PLC0415 - see above

    if not text.strip():
        raise UsageError("argument_missing", name="TEXT|PLAN", command="plankg explain")
    if what is None and len(text) <= LONGEST_NAME and (text in plan_ids() or Path(text).exists()):
        raise UsageError("argument_missing", name="WHAT", command=f"plankg explain {text}")
    explanations = (explain_text(text),) if what is None else load(text).explain(what)
    if as_json:
        give_json([explanation.as_json() for explanation in explanations])
        return
    for explanation in explanations[:FIRST_SENTENCES]:
        say(f"{explanation}\n")
    if len(explanations) > FIRST_SENTENCES:
        say(words("cli.explain_more", count=len(explanations) - FIRST_SENTENCES))


def rules(plan: Perhaps = None, spread: Spread = False, plans: Plans = None, as_json: AsJson = False) -> None:
    """List the rules with what they are for, and how a plan used them or in how many plans each fires."""
    from plankg.graph.plans import load_plan  # noqa: PLC0415 - only here
    from plankg.graph.rules.rulebook import rule_book, rule_use  # noqa: PLC0415 - see above

    book = rule_book()
    if spread or plans:
        _spread(book, plans or REFERENCES, as_json=as_json)
        return
    use: dict[str, RuleUse] = {}
    if plan is not None:
        raw, reviewed = load_plan(plan, review=False), load_plan(plan)
        use = rule_use(raw.plan, raw.document, reviewed.review)
    if as_json:
        give_json([{**rule.as_json(), **(use[rule.name].as_json() if rule.name in use else {})} for rule in book])
        return
    headings = [words(f"cli.rule_{column}") for column in ("name", "place", "purpose", "matches", "rejects")]
    rows = [
        [rule.name, rule.place, rule.purpose(), "、".join(rule.matches[:EXAMPLES]), "、".join(rule.rejects[:EXAMPLES])]
        for rule in book
    ]
    if plan is not None:
        headings[2:2] = [words("cli.rule_fired"), words("cli.rule_overruled")]
        for row in rows:
            used = use.get(row[0])
            row[2:2] = [str(used.fired), str(used.overruled)] if used else ["", ""]
    table(headings, rows)


def _spread(book: Sequence[RuleEntry], folder: Path, *, as_json: bool) -> None:
    """Print in how many of the plans of a folder each rule fires, the rarest first."""
    from plankg.graph.rules.spread import plans_in, spread  # noqa: PLC0415 - only here

    plans = plans_in(folder)
    counts = spread(plans)
    rare = sorted(book, key=lambda rule: rule.plans(counts))
    if as_json:
        give_json([{**rule.as_json(), "plans": rule.plans(counts)} for rule in rare])
        return
    headings = [words("cli.rule_plans", count=len(plans)), *(words(f"cli.rule_{column}") for column in SHORT)]
    table(headings, [[str(rule.plans(counts)), rule.name, rule.place, rule.purpose()] for rule in rare])


def _understood(read: Understanding, document: Document, folder: str) -> None:
    """Print what was understood, and last, where the eye rests, what should be decided first."""
    say(f"{read.title}  [{read.id}]")
    for label, value in read.facts:
        say(f"  {label}  {value}")
    chapter = None
    say()
    for title, label, directive, count in read.directives:
        if title not in (chapter, directive):
            say(f"\n{title}")
        chapter = title
        say(f"  {label} {directive}  ({words('cli.new_tasks', count=count)})")
    say(
        f"\n{words('cli.new_with_unit', tasks=read.tasks, named=read.tasks_with_unit, open=read.tasks - read.tasks_with_unit)}"
    )
    for heading, rows in (
        ("units", read.units), ("people", read.people), ("targets", read.targets), ("deadlines", read.deadlines),
        ("documents", read.documents),
    ):  # fmt: skip
        say(f"\n{words(f'cli.new_{heading}', count=len(rows))}")
        for row in rows:
            say("  " + "  ".join(filter(None, row)))
    say(f"\n{words('cli.new_doubts', count=len(read.doubts))}")
    for doubt in read.doubts[:FIRST]:
        say(f"  {_told(document, doubt.issue)}")
    if len(read.doubts) > FIRST:
        say(f"  {words('cli.new_more', count=len(read.doubts) - FIRST)}")
    serious = [issue for issue in read.defects if issue.severity == "warning"]
    say(f"\n{words('cli.new_defects', count=len(read.defects), serious=len(serious), folder=folder)}")
    for issue in serious:
        say(f"  {_told(document, issue)}")
    say(f"\n{words('cli.new_next', folder=folder)}")


def _told(document: Document, issue: Issue) -> str:
    """A finding as one line: how much it matters, where, what."""
    severity = issue.severity.said()
    place = ""
    if issue.evidence:
        place = words("cli.line_place", line=_line(document, issue), start=issue.evidence.start, end=issue.evidence.end)
    return f"{severity}  {place}  {' '.join(issue.message.split())}"


def _line(document: Document, issue: Issue) -> int | None:
    """The line of the source text on which a finding begins, from 1."""
    return document.text.count("\n", 0, issue.evidence.start) + 1 if issue.evidence else None
