"""The commands: each reads its plan, has the work done, and prints what came of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from plankg.graph.formats.registry import FORMATS
from plankg.graph.plan_folders import is_folder_of_plans, plans_at
from plankg.graph.reading.files import SUFFIXES
from plankg.schema.errors import GraphError, UsageError
from plankg.schema.wording import words

from plankg.terminal import give, give_json, issues, say, shown, tell
from plankg.terminal import table as print_table
from plankg.workplan import WorkPlan, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plankg.graph.store import PlanStore

OUT = Path("out")
PORT = 8765
ENDINGS = " ".join(SUFFIXES)
TABLE, JSON, CSV = "table", "json", "csv"

Where = Annotated[str, typer.Argument(metavar="PLAN", help=words("cli.plan_argument", endings=ENDINGS))]
Wheres = Annotated[list[str], typer.Argument(metavar="PLAN…", help=words("cli.plans_argument"))]
StoreAt = Annotated[str, typer.Option("--store", metavar="DIR|URL", help=words("cli.store"))]
StoreOrNot = Annotated[str | None, typer.Option("--store", metavar="DIR|URL", help=words("cli.store_or_not"))]
NoReview = Annotated[bool, typer.Option("--no-review", help=words("cli.no_review"))]
AsJson = Annotated[bool, typer.Option("--json", help=words("cli.json"))]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help=words("cli.port"))]
Host = Annotated[str, typer.Option("--host", metavar="HOST", help=words("cli.host"))]
OutFolder = Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help=words("cli.output_folder"))]
OutFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=words("cli.output_file"))]
PageFile = Annotated[Path, typer.Option("-o", "--output", metavar="X.html", help=words("cli.output_page"))]
Around = Annotated[str | None, typer.Option("--around", metavar="NAME", help=words("cli.around"))]
Steps = Annotated[int, typer.Option("--steps", metavar="N", min=1, help=words("cli.steps"))]
TableFile = Annotated[Path, typer.Option("-o", "--output", metavar="X.xlsx|X.docx", help=words("cli.output_table"))]
WorkbookFile = Annotated[Path, typer.Option("-o", "--output", metavar="X.xlsx", help=words("cli.output_workbook"))]


def build(
    plan: Wheres,
    output: OutFolder = None,
    no_review: NoReview = False,
    on: Annotated[str | None, typer.Option("--on", metavar="URL", help=words("cli.on"))] = None,
    store: Annotated[str | None, typer.Option("--store", metavar="DIR|URL", help=words("cli.build_store"))] = None,
) -> int | None:
    """Write all files of a plan into a folder; of several plans also one page of them all; of a folder of plans a corpus."""
    if any(is_folder_of_plans(each) for each in plan):
        from plankg.cli.corpora import build_all  # noqa: PLC0415 - only here

        return build_all(plan, output, review=not no_review, on=on, store=store)
    if on or store:
        raise UsageError("option_of_folders", option="--on" if on else "--store")
    works = load_all(plan, review=not no_review)
    if len(works) == 1:
        _build(works[0], output)
    else:
        _build_together(works, output)
    return None


def verify(plan: Where, no_review: NoReview = False, as_json: AsJson = False) -> int:
    """Hold a plan against its text and its shapes; exit status 1 where an error is found."""
    return _verify(load(plan, review=not no_review), as_json=as_json)


def export(
    plan: Where,
    syntax: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=words("cli.export_format", formats=" ".join(FORMATS)))
    ] = "json",
    no_review: NoReview = False,
    output: OutFile = None,
) -> None:
    """Write a plan in a format for programs."""
    if syntax not in FORMATS:
        raise UsageError("export_format_unknown", format=syntax, known=", ".join(FORMATS))
    content = load(plan, review=not no_review).export(syntax)
    if output is None:
        give(content)
        return
    from plankg.graph.writing import write_whole  # noqa: PLC0415 - only here

    write_whole(output, content)
    tell("written", path=output)


def network(
    plan: Where, output: PageFile, around: Around = None, steps: Steps = 1, no_review: NoReview = False
) -> None:
    """Write one picture of a plan's network, whole or around one thing."""
    page = load(plan, review=not no_review).network_page(around=around, steps=steps)
    from plankg.graph.writing import write_whole  # noqa: PLC0415 - only here

    write_whole(output, page.encode())
    tell("written", path=output)


def query(  # noqa: PLR0917 - typer calls by name
    plan: Annotated[str | None, typer.Argument(metavar="PLAN", help=words("cli.query_plan"))] = None,
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help=words("cli.sparql"))] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help=words("cli.sparql_file"))] = None,
    syntax: Annotated[str, typer.Option("--format", metavar="FORMAT", help=words("cli.query_format"))] = TABLE,
    as_json: AsJson = False,
    no_review: NoReview = False,
    store: StoreOrNot = None,
) -> None:
    """Answer a SPARQL query on a plan, or on all plans of a store."""
    from plankg.query_results import result_bytes  # noqa: PLC0415 - only here

    wanted = JSON if as_json else syntax
    if wanted not in (TABLE, JSON, CSV):
        raise UsageError("query_format_unknown", format=wanted, known=f"{TABLE}, {JSON}, {CSV}")
    if store is not None and file is None and sparql is None:
        plan, sparql = None, plan
    text = _sparql(sparql, file)
    source = _kept(store, plan, review=not no_review)
    only = plan if store is not None else None
    if wanted != TABLE:
        give(result_bytes(source.results(text, plan=only), wanted))
        return
    answer = source.query(text, plan=only)
    if isinstance(answer, bool):
        say(words(f"cli.{'yes' if answer else 'no'}"))
    elif isinstance(answer, tuple):
        give(result_bytes(source.results(text, plan=only), "turtle"))
    else:
        print_table(answer.columns, answer.rows)


def show(
    plan: Where,
    subject: Annotated[str | None, typer.Argument(metavar="WHAT", help=words("cli.subject"))] = None,
    as_json: AsJson = False,
    no_review: NoReview = False,
) -> None:
    """Print what a plan says of a unit, a task or a directive, with sentence and place."""
    entry = load(plan, review=not no_review).show(subject)
    if as_json:
        give_json(entry.as_json())
    else:
        shown(entry)


def table(  # noqa: PLR0917 - typer calls by name
    plan: Where,
    output: TableFile,
    by: Annotated[str, typer.Option("--by", metavar="LAYOUT", help=words("cli.table_by"))] = "directive",
    columns: Annotated[str, typer.Option("--columns", metavar="A,B", help=words("cli.table_columns"))] = "",
    rows: Annotated[list[str] | None, typer.Option("--rows", metavar="A=X", help=words("cli.table_rows"))] = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help=words("cli.table_form"))] = None,
    no_review: NoReview = False,
) -> None:
    """Write the table of tasks that an office sends round, for Excel, WPS or Word."""
    chosen = [name.strip() for name in re.split("[,，、]", columns) if name.strip()]
    work = load(plan, review=not no_review)
    work.table(output, by=by, columns=chosen, rows=rows or (), template=template)
    tell("written", path=output)


def workbook(plan: Where, output: WorkbookFile, no_review: NoReview = False) -> None:
    """Write all that was read as sheets for Excel or WPS: tasks, units, targets, what was not read."""
    load(plan, review=not no_review).workbook(output)
    tell("written", path=output)


def serve(  # noqa: PLR0917 - typer calls by name
    plan: Annotated[list[str] | None, typer.Argument(metavar="PLAN…", help=words("cli.plans_argument"))] = None,
    port: Port = PORT,
    host: Host = "127.0.0.1",
    no_review: NoReview = False,
    store: Annotated[Path | None, typer.Option("--store", metavar="DIR", help=words("cli.serve_store"))] = None,
    reload: Annotated[bool, typer.Option("--reload", help=words("cli.reload"))] = False,
    allow_update: Annotated[bool, typer.Option("--allow-update", help=words("cli.allow_update"))] = False,
    cors: Annotated[list[str] | None, typer.Option("--cors", metavar="ORIGIN", help=words("cli.cors"))] = None,
    timeout: Annotated[float, typer.Option("--timeout", metavar="S", min=0.1, help=words("cli.timeout"))] = 30,
    allow_service: Annotated[
        list[str] | None, typer.Option("--allow-service", metavar="HOST", help=words("cli.allow_service"))
    ] = None,
) -> None:
    """Build plans and serve their pages, files and SPARQL."""
    from plankg.server.program import listen, serve_until_stopped, settings  # noqa: PLC0415 - only here

    if not plan and store is None:
        raise UsageError("argument_missing", name="PLAN…", command="plankg serve")
    chosen = settings(timeout=timeout, allow_update=allow_update, cors=cors or (), services=allow_service or ())
    with listen(host, port) as socket:
        works = load_all(plan or [], review=not no_review)
        folders = [_build(work, None) for work in works]
        serve_until_stopped(socket, host, works, folders, settings=chosen, store=store, reload=reload)


def start(plan: Wheres, port: Port = PORT, host: Host = "127.0.0.1") -> None:
    """Build plans, verify them, and serve them."""
    from plankg.server.program import listen, serve_until_stopped  # noqa: PLC0415 - only here
    from plankg.server.sparql import Settings  # noqa: PLC0415 - only here

    with listen(host, port) as socket:
        works, folders = load_all(plan, review=True), []
        for work in works:
            folders.append(_build(work, None))
            _verify(work, as_json=False)
        serve_until_stopped(socket, host, works, folders, settings=Settings())


def plans(as_json: AsJson = False, store: StoreOrNot = None) -> None:
    """List the plans that come with the program, or those in a store."""
    from plankg.graph.plans import locate, plan_ids  # noqa: PLC0415 - only here

    if store is not None:
        stored = _kept(store, None, review=False).plans()
        if as_json:
            give_json([{"id": each} for each in stored])
        else:
            print_table([words("cli.plan_id")], [(each,) for each in stored])
        return
    known = [locate(each)[1] for each in plan_ids()]
    if as_json:
        give_json([{"id": each.id, "about": each.about, "origin": each.origin} for each in known])
    else:
        print_table([words("cli.plan_id"), words("cli.plan_about")], [(each.id, each.about) for each in known])


def _kept(store: str | None, plan: str | None, *, review: bool) -> PlanStore:
    """The store of that name; without one, the store of the plan alone."""
    from plankg.graph.store import open_store  # noqa: PLC0415 - only here

    if store is not None:
        return open_store(store)
    if plan is None:
        raise UsageError("argument_missing", name="PLAN", command="plankg query")
    return load(plan, review=review).store()


def load_all(places: list[str], *, review: bool) -> list[WorkPlan]:
    """Load several plans, of a folder of plans all of them.

    Raises UsageError where two go by the same id: one would take the other's place.
    """
    works: dict[str, tuple[str, WorkPlan]] = {}
    for place in plans_at(places):
        work = load(place, review=review)
        if work.plan.id in works:
            raise UsageError("plans_same_id", first=works[work.plan.id][0], second=place, id=work.plan.id)
        works[work.plan.id] = place, work
    return [work for _, work in works.values()]


def _build(work: WorkPlan, output: Path | None) -> Path:
    from plankg.build import build as write_files  # noqa: PLC0415 - only here

    folder = output or OUT / work.plan.id
    tell("building", plan=work.plan.id, tasks=len(work.plan.tasks), entities=len(work.plan.entities))
    write_files(work, folder, tell=lambda name: tell("writing", name=name))
    tell("built", path=folder.resolve())
    return folder.resolve()


def _build_together(works: Sequence[WorkPlan], output: Path | None) -> None:
    from plankg.build import build_together  # noqa: PLC0415 - only here

    for work in works:
        tell("building", plan=work.plan.id, tasks=len(work.plan.tasks), entities=len(work.plan.entities))
    folder = output or OUT / "+".join(work.plan.id for work in works)
    build_together(works, folder, tell=lambda name: tell("writing", name=name))
    tell("built", path=folder.resolve())


def _verify(work: WorkPlan, *, as_json: bool) -> int:
    tell("verifying", plan=work.plan.id)
    problems = work.verify()
    counts = {level: sum(issue.severity == level for issue in problems) for level in ("error", "warning", "note")}
    if as_json:
        accounts = work.coverage()
        silent = sum(issue.check == "sentence-silent" for issue in problems)
        rows = [issue.model_dump(mode="json") for issue in problems]
        give_json({"plan": work.plan.id, **counts, "sentences": len(accounts), "silent": silent, "issues": rows})
    else:
        issues(problems)
        say(words("cli.verified", plan=work.plan.id, sentences=len(work.plan.sentences), **counts))
    return 1 if counts["error"] else 0


def _sparql(sparql: str | None, file: Path | None) -> str:
    """The query from the command line, a file, or the standard input (`-`)."""
    if (sparql is None) == (file is None):
        raise UsageError("query_missing")
    try:
        if file is not None:
            return file.read_text("utf-8-sig")
        return sys.stdin.buffer.read().decode("utf-8-sig") if sparql == "-" else str(sparql)
    except FileNotFoundError:
        raise UsageError("query_file_missing", path=file) from None
    except OSError as error:
        raise GraphError("file_unreadable", path=file, reason=error.strerror or error) from None
    except UnicodeDecodeError:
        raise UsageError("query_encoding", path=file or "-") from None
