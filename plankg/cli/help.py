"""The help of the commands, in the user's language: how to call it, what goes in, examples."""

from __future__ import annotations

import sys
from typing import Any

from plankg.schema.errors import UsageError
from plankg.schema.wording import words
from typer.core import TyperCommand, TyperGroup

# Typer gives its contexts and formatters types that it keeps to itself, so they are Any here.


class Command(TyperCommand):
    """A command whose help comes from the word files."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the name and form that typer calls
        """Print title, usage, arguments, options and an example."""
        arguments = [_row(param, ctx) for param in self.get_params(ctx) if param.param_type_name == "argument"]
        options = [_row(param, ctx) for param in self.get_params(ctx) if param.param_type_name == "option"]
        usage = [ctx.command_path, *(name for name, _ in arguments), words("cli.usage_options")]
        _print(
            str(self.help),
            f"{words('cli.usage')}  {' '.join(usage)}",
            [(words("cli.arguments"), arguments), (words("cli.options"), options)],
            words(f"cli.{self.name}_example"),
        )


class Group(TyperGroup):
    """All commands, in the order in which they are wanted."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the form that typer calls
        """The names of the commands in their order of use."""
        return list(self.commands)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - see above
        """Print what the program does and its commands."""
        commands = [(name, str(command.help).splitlines()[0]) for name, command in self.commands.items()]
        options = [_row(param, ctx) for param in self.get_params(ctx)]
        _print(
            words("cli.about"),
            f"{words('cli.usage')}  {words('cli.usage_line')}",
            [(words("cli.commands"), commands), (words("cli.options"), options)],
            words("cli.about_example"),
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command. Raises UsageError with the commands there are."""
        if args and args[0] not in self.commands and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise UsageError("command_unknown", name=args[0], known="、".join(self.commands))
        return super().resolve_command(ctx, args)


def _row(param: Any, ctx: Any) -> tuple[str, str]:
    """A parameter as one calls it, and what it means."""
    if param.param_type_name == "argument":
        name = str(param.metavar or param.name)
        return (name if param.required else f"[{name}]"), str(param.help or "")
    if "--help" in param.opts:
        return ", ".join(sorted(param.opts, key=len)), words("cli.help_option")
    value = "" if param.is_flag else f" {param.metavar or str(param.name).upper()}"
    default = param.get_default(ctx)
    shown = words("cli.default", value=default) if default and not param.is_flag else ""
    return ", ".join(sorted(param.opts, key=len)) + value, f"{param.help}{shown}"


def _print(title: str, usage: str, blocks: list[tuple[str, list[tuple[str, str]]]], example: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - only help needs it
    from rich.table import Table  # noqa: PLC0415 - see above

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.print(f"{title}\n\n{usage}", soft_wrap=True)
    for heading, rows in blocks:
        if rows:
            grid = Table.grid(padding=(0, 3, 0, 0))
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            for name, meaning in rows:
                grid.add_row(f"  {name}", meaning)
            console.print(f"\n{heading}")
            console.print(grid)
    console.print(f"\n{words('cli.example')}\n{example}", soft_wrap=True)
