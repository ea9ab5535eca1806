"""What an assistant can call: a tool for each question of the library, and those for words, SPARQL, evidence and tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plankg.graph.questions.choices import closed_list
from plankg.graph.questions.library import Parameter, Question, questions
from plankg.schema.errors import UsageError
from plankg.schema.wording import words

from plankg.agents.evidence import Told
from plankg.agents.plans import Plans

Schema = dict[str, Any]
"""A JSON Schema, https://json-schema.org/draft/2020-12."""

PYTHON = {"string": str, "integer": int}
"""The types of JSON that arguments have."""


@dataclass(frozen=True)
class Tool:
    """Something to call: its name, what it is for in both languages, its arguments as JSON Schema, and what carries it out."""

    name: str
    title: str
    description: str
    properties: dict[str, Schema]
    required: tuple[str, ...]
    call: Callable[..., Told]

    @property
    def schema(self) -> Schema:
        """The schema of the arguments together."""
        return {
            "type": "object",
            "properties": self.properties,
            "required": list(self.required),
            "additionalProperties": False,
        }

    def carry_out(self, arguments: dict[str, Any]) -> Told:
        """Call it. Raises UsageError for an argument that is missing, unknown, or not of its type."""
        for name in arguments:
            if name not in self.properties:
                known = ", ".join(self.properties) or "—"
                raise UsageError("parameter_unknown", question=self.name, name=name, known=known)
        for name in self.required:
            if name not in arguments:
                label = self.properties[name]["description"]
                raise UsageError("parameter_missing", question=self.name, name=name, label=label)
        for name, value in arguments.items():
            wanted = self.properties[name]["type"]
            if not isinstance(value, PYTHON[wanted]) or isinstance(value, bool):
                raise UsageError("argument_type", tool=self.name, name=name, type=wanted)
            if isinstance(value, int):
                self._refuse_beyond(name, value)
        return self.call(**arguments)

    def _refuse_beyond(self, name: str, value: int) -> None:
        least: int = self.properties[name].get("minimum", 0)
        most: int | None = self.properties[name].get("maximum")
        if most is not None and not least <= value <= most:
            raise UsageError("argument_range", tool=self.name, name=name, least=least, most=most, value=value)
        if value < least:
            raise UsageError("argument_least", tool=self.name, name=name, least=least, value=value)


def tools(plans: Plans) -> tuple[Tool, ...]:
    """All tools on those plans, the general ones first."""
    one: dict[str, Schema] = {"plan": {"type": "string", "enum": plans.ids, "description": _both("agents.plan")}}
    bounds: dict[str, Schema] = {
        "rows": {"type": "integer", "minimum": 1, "maximum": plans.rows, "description": _both("agents.rows")},
        "offset": {"type": "integer", "minimum": 0, "description": _both("agents.offset")},
    }
    one |= bounds
    general: tuple[tuple[str, Callable[..., Told], dict[str, Schema]], ...] = (
        ("ask", plans.ask, {"text": _text("ask_text"), **one}),
        ("sparql", plans.sparql, {"query": _text("sparql_query"), **one}),
        ("evidence", plans.evidence, {"wanted": _text("evidence_wanted"), **one}),
        ("statements", plans.statements, {"sentence": _text("statements_sentence"), **one}),
        ("task", plans.task, {"task": _text("task_id"), **one}),
        ("plans", plans.listed, bounds),
    )
    general_tools = [
        Tool(
            name,
            words(f"agents.{name}"),
            _both(f"agents.{name}"),
            properties,
            tuple(each for each in properties if each not in one),
            call,
        )
        for name, call, properties in general
    ]
    return (*general_tools, *(_of_question(each, plans, one) for each in questions()))


def _text(key: str) -> Schema:
    return {"type": "string", "minLength": 1, "description": _both(f"agents.{key}")}


def _both(key: str) -> str:
    """A sentence in both languages: an assistant reads either."""
    return f"{words(key, 'zh')} / {words(key, 'en')}"


def _of_question(question: Question, plans: Plans, one: dict[str, Schema]) -> Tool:
    wordings = "；".join(wording.text for wording in question.wordings)
    properties = {parameter.name: _parameter(parameter) for parameter in question.parameters}

    def call(plan: str | None = None, rows: int | None = None, offset: int = 0, **settings: str) -> Told:
        return plans.answer(question, settings, plan=plan, rows=rows, offset=offset)

    return Tool(
        question.name,
        question.title(),
        f"{question.zh} / {question.en}. {wordings}",
        {**properties, **one},
        tuple(properties),
        call,
    )


def _parameter(parameter: Parameter) -> Schema:
    """The schema of a parameter: the terms of a closed list, a date, or text."""
    schema: Schema = {"type": "string", "minLength": 1, "description": f"{parameter.zh} / {parameter.en}"}
    if terms := closed_list(parameter.kind):
        listed = ", ".join(f"{term.value} {term.zh}" for term in terms)
        return {**schema, "enum": [term.value for term in terms], "description": f"{schema['description']}: {listed}"}
    return (
        {**schema, "format": "date", "examples": [date(2023, 12, 31).isoformat()]}
        if parameter.kind == "date"
        else schema
    )
