"""The commands that ask: in people's own words, or a question of the library by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from plankg.schema.errors import UsageError
from plankg.schema.wording import language, words

from plankg.cli.plans import AsJson, NoReview, StoreOrNot, load_all
from plankg.terminal import give_json, say, table
from plankg.workplan import WorkPlan, together

if TYPE_CHECKING:
    from plankg.graph.asking.asking import Asked
    from plankg.graph.questions import Question

Place = Annotated[str, typer.Argument(metavar="PLAN", help=words("cli.ask_plan"))]
Asking = Annotated[str | None, typer.Argument(metavar="QUESTION", help=words("cli.ask_question"))]
Told = Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE", help=words("cli.question_told"))]
WithSparql = Annotated[bool, typer.Option("--sparql", help=words("cli.ask_with_sparql"))]


def ask(  # noqa: PLR0917 - typer calls by name
    plan: Place,
    question: Asking = None,
    told: Told = None,
    as_json: AsJson = False,
    with_sparql: WithSparql = False,
    no_review: NoReview = False,
    store: StoreOrNot = None,
) -> None:
    """Answer a question in people's own words or by its name; without a plan, on all that come with the program, or the store's."""
    if store is not None:
        reply = _ask_store(store, [plan, *filter(None, [question]), *(told or [])])
        if as_json:
            give_json(reply.as_json())
        else:
            _print(reply, with_sparql)
        return
    places, text, pairs = _addressed(plan, question, told or [])
    works = load_all(places, review=not no_review)
    replies = _ask_all(works, text, _told(text, pairs))
    if as_json:
        rows = [{"plan": work.plan.id, **reply.as_json()} for work, reply in replies]
        give_json(rows[0] if len(rows) == 1 else rows)
        return
    for number, (work, reply) in enumerate(replies):
        if len(replies) > 1:
            say(f"{'' if number == 0 else chr(10)}{work.title}  [{work.plan.id}]")
        _print(reply, with_sparql)


def mcp(
    plan: Annotated[list[str] | None, typer.Argument(metavar="PLAN…", help=words("cli.mcp_plans"))] = None,
    timeout: Annotated[float, typer.Option("--timeout", metavar="S", min=0.1, help=words("cli.mcp_timeout"))] = 30,
    rows: Annotated[int, typer.Option("--rows", metavar="N", min=1, help=words("cli.mcp_rows"))] = 1000,
    no_review: NoReview = False,
) -> None:
    """Serve plans to local assistants over the Model Context Protocol."""
    from plankg.graph.plans import plan_ids  # noqa: PLC0415 - see above
    from plankg.schema.extras import need  # noqa: PLC0415 - only here

    need("mcp")
    from plankg.agents.server import serve  # noqa: PLC0415 - the protocol loads slower than all the rest

    serve(load_all(plan or plan_ids(), review=not no_review), seconds=timeout, rows=rows)


def questions(as_json: AsJson = False) -> None:
    """List the questions of the library with how one can ask them."""
    from plankg.graph.questions.library import questions as known  # noqa: PLC0415 - only here

    if as_json:
        give_json([each.model_dump(exclude={"sparql"}) for each in known()])
        return
    rows = [
        (each.name, each.title(), " ".join(f"{one.name}=…" for one in each.parameters), _worded(each))
        for each in known()
    ]
    headings = ("question", "question_title", "question_parameters", "question_wordings")
    table([words(f"cli.{heading}") for heading in headings], rows)


def _worded(question: Question) -> str:
    return " / ".join(wording.text for wording in question.wordings if wording.lang == language())


def _addressed(first: str, second: str | None, pairs: list[str]) -> tuple[list[str], str, list[str]]:
    """The plans that are asked, the question, and what it is told: the plan may be left out, then it is all of them."""
    from plankg.graph.plans import plan_ids  # noqa: PLC0415 - only here
    from plankg.graph.questions.library import questions as known  # noqa: PLC0415 - only here

    bundled = plan_ids()
    if (
        first in bundled
        or Path(first).exists()
        or not (second is None or ("=" in second and _is_question(first, known())))
    ):
        if second is None:
            raise UsageError("argument_missing", name="QUESTION", command="plankg ask")
        return [first], second, pairs
    return bundled, first, [*([] if second is None else [second]), *pairs]


def _is_question(text: str, known: tuple[Question, ...]) -> bool:
    return any(text == each.name for each in known)


def _ask_all(works: list[WorkPlan], text: str, settings: dict[str, str] | None) -> list[tuple[WorkPlan, Asked]]:
    """Each plan's answer; what the question means is read once, with the names of all of them."""
    if len(works) == 1:
        return [(works[0], works[0].asked(text, settings))]
    from plankg.graph.asking.asking import Asking  # noqa: PLC0415 - only here

    store, _ = together(works)
    first = Asking(store).ask(text, settings)
    return [
        (
            work,
            Asking(store, plan=work.plan.id).answer(first.question, first.told, wording=first.wording, left=first.left),
        )
        for work in works
    ]


def _ask_store(where: str, said: list[str]) -> Asked:
    """Ask the plans of a store together, or only the one whose id stands before the question."""
    from plankg.graph.asking.asking import Asking  # noqa: PLC0415 - see above
    from plankg.graph.store import open_store  # noqa: PLC0415 - only here

    store = open_store(where)
    only = said.pop(0) if said[0] in store.plans() else None
    if not said:
        raise UsageError("argument_missing", name="QUESTION", command="plankg ask")
    text, *pairs = said
    return Asking(store, plan=only).ask(text, _told(text, pairs))


def _print(reply: Asked, with_sparql: bool) -> None:
    """Print the answer under the question's title, what it is not, how the words were read, and the query if wanted."""
    if reply.left:
        say(reply.note() or "")
    say(reply.question.title())
    if reply.answer.rows:
        table([column.heading(language()) for column in reply.answer.fields], reply.answer.rows)
        say(words("cli.ask_count", count=len(reply.answer.rows)))
    elif note := reply.note():
        say(note)
    if reply.wording is not None:
        values = " ".join(f"{name}={value}" for name, value in reply.told.items())
        say(words("cli.ask_taken", question=" ".join(filter(None, (reply.question.name, values)))))
    if with_sparql:
        say(words("cli.ask_sparql"))
        say("\n".join(f"  {line}" for line in reply.query.splitlines()))


def _told(text: str, pairs: list[str]) -> dict[str, Any] | None:
    """`name=value` arguments by name, only those of the question: another name could be a setting of the call."""
    from plankg.graph.asking.asking import is_name  # noqa: PLC0415 - only here
    from plankg.graph.questions.library import question  # noqa: PLC0415 - see above

    if not is_name(text):
        if pairs:
            raise UsageError("wording_told", pair=pairs[0])
        return None
    known = [parameter.name for parameter in question(text).parameters]
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError("parameter_form", pair=pair)
        if name not in known:
            raise UsageError("parameter_unknown", question=text, name=name, known=", ".join(known) or "—")
        values[name] = value
    return values
