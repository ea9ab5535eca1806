"""The command line: the commands in their order of use, and how a run ends."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

import typer
from plankg.schema.errors import PlankgError, UsageError
from plankg.schema.faults import value_fault
from plankg.schema.wording import words
from pydantic import ValidationError

from plankg.cli import comparing, measuring, plans, questions, shapes, stores, texts
from plankg.cli.help import Command, Group
from plankg.terminal import complain, prepare, say
from plankg.version import VERSION

INTERRUPTED, READER_GONE, BAD_INPUT = 130, 141, 2

TOO_MANY = re.compile(r"unexpected extra argument\S* \((.*)\)")

COMMANDS = (
    plans.start, plans.build, plans.verify, plans.serve, plans.show, questions.ask, questions.questions,
    plans.query, plans.table, plans.workbook, comparing.diff, measuring.measures, plans.network, plans.export,
    shapes.validate, plans.plans, stores.add, stores.remove, texts.new, texts.read, texts.lint, texts.explain,
    texts.rules, questions.mcp,
)  # fmt: skip
"""Every command, the most wanted first; its name is the function's."""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and give the exit status: 0 done, 1 the checks found an error, 2 bad input."""
    prepare()
    try:
        status = application(arguments)(list(arguments) or ["--help"], prog_name="plankg", standalone_mode=False)
        sys.stdout.flush()
    except PlankgError as error:
        complain(error)
        return BAD_INPUT
    except typer.TyperException as error:
        complain(_usage_error(error))
        return BAD_INPUT
    except BrokenPipeError:
        # What is still in the buffer has no reader; Python would say so once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """The application, its words in the language in force, with the command that the arguments begin with, else with all.

    Typer looks into each command that it is given, which for all takes as long as many a command itself.
    """
    names = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(cls=Group, add_completion=False, pretty_exceptions_enable=False, context_settings=names)
    app.callback()(_options)
    for command in [each for each in COMMANDS if [each.__name__] == [*arguments[:1]]] or COMMANDS:
        app.command(command.__name__, cls=Command, help=words(f"cli.{command.__name__}"))(command)
    return app


def _options(*, version: bool = typer.Option(False, "--version", help=words("cli.version"), is_eager=True)) -> None:
    """Take the options that stand before a command."""
    if version:
        say(VERSION)
        raise typer.Exit


def _usage_error(error: typer.TyperException) -> UsageError:
    """Say in our words what typer found wrong with a command line; it keeps the classes of its errors to itself."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "MissingParameter" and param is not None:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "plankg"
        option = param.opts[:1] if param.param_type_name == "option" else []
        return UsageError("argument_missing", name=" ".join([*option, param.metavar or param.name]), command=command)
    if kind == "NoSuchOption":
        return UsageError("option_unknown", name=getattr(error, "option_name", ""))
    if kind == "BadOptionUsage":
        return UsageError("option_bare", name=getattr(error, "option_name", ""))
    if param is not None and isinstance(error.__cause__, ValidationError):
        return UsageError("option_wrong", fault=value_fault(error.__cause__, param.opts[0]))
    if match := TOO_MANY.search(error.format_message()):
        return UsageError("arguments_too_many", words=match[1])
    return UsageError("command_line", problem=error.format_message().rstrip("."))
