"""Readings in brief: how each task of a plan was read, as numbers and a list of phrases, for a page that opens from disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plankg.graph.explaining.clauses import clause_rows
from plankg.graph.explaining.features import label
from plankg.graph.explaining.frames import frame_rows
from plankg.graph.explaining.names import name_rows
from plankg.graph.explaining.rows import Row, Tell
from plankg.graph.explaining.statements import task_rows
from plankg.graph.explaining.telling import TOLD, most_doubtful, reasons_of
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import Span
from plankg.schema.document import Document
from plankg.schema.plan import Plan, Task
from plankg.schema.wording import Language, languages

Brief = tuple[int, ...]
"""A row: where it starts and ends in the source text, what was read, its share in a hundred, what came second, its share,
the rule, a remark, the reasons. What is told is the place of a phrase or a rule in its list, 0 for none; the share is -1 where
no model was asked."""


class Phrases:
    """What rows say, each once, in all languages, and the names of rules; the first of both says nothing."""

    def __init__(self) -> None:
        """Begin with the phrase that says nothing, and no rule."""
        self._places: dict[tuple[str, ...], int] = {("",) * len(languages()): 0}
        self._rules = {"": 0}

    def rule(self, name: str) -> int:
        """The place of a rule's name."""
        return self._rules.setdefault(name, len(self._rules))

    @property
    def rules(self) -> list[str]:
        """The names of rules in order."""
        return list(self._rules)

    def place(self, said: Sequence[str]) -> int:
        """The place of a phrase, told in the languages in their order."""
        return self._places.setdefault(tuple(said), len(self._places))

    def told(self) -> list[dict[Language, str]]:
        """The phrases in order."""
        return [dict(zip(languages(), said, strict=True)) for said in self._places]


@dataclass(frozen=True)
class Readings:
    """How the tasks of a plan were read: what rows point at, and by the tasks' ids the rows of each step."""

    phrases: list[dict[Language, str]]
    rules: list[str]
    tasks: dict[str, dict[str, list[Brief]]]


def readings(document: Document, plan: Plan) -> Readings:
    """How the tasks were read, from the step of clauses on; the document is read once more for it.

    A task that a person added has the rows of the words that it stands in.
    """
    reader, phrases = _Reader(Trace.of(document, plan_id=plan.id)), Phrases()
    tasks = {
        task.id: {name: [_brief(versions, phrases) for versions in rows] for name, rows in reader.steps(task)}
        for task in plan.tasks
    }
    return Readings(phrases.told(), phrases.rules, tasks)


Told = tuple[Row, ...]
"""A row as told in each language."""
Versions = tuple[Told, bool]
"""The same, and whether its step wavered most there."""


class _Reader:
    """The steps of one document, told in all languages."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._told: dict[tuple[str, Span], list[Told]] = {}

    def steps(self, task: Task) -> Iterator[tuple[str, list[Versions]]]:
        """The rows of each step that concern a task; the border behind it is a part of how it was cut."""
        span = self._trace.normal(task.evidence)
        sentence = self._trace.sentences(span)
        start, end = task.evidence.start, task.evidence.end
        cut = self._rows("clauses", clause_rows, sentence)
        behind = next((place for place, (row, *_) in enumerate(cut) if row.start >= end), len(cut))
        named = self._rows("names", name_rows, sentence)
        kinds = self._rows("statements", task_rows, span)
        yield "clauses", _marked([rows for rows in cut[: behind + 1] if rows[0].start >= start])
        yield "names", _marked([rows for rows in named if start <= rows[0].start and rows[0].end <= end])
        yield "frames", _marked(self._rows("frames", frame_rows, span))
        yield "statements", _marked([tuple(map(_kind, rows, languages())) for rows in kinds])

    def _rows(self, name: str, step: Tell, span: Span) -> list[Told]:
        """The rows of a step, told once: a sentence holds several tasks."""
        if (name, span) not in self._told:
            versions = (step(self._trace, span, lang) for lang in languages())
            self._told[name, span] = list(zip(*versions, strict=True))
        return self._told[name, span]


def _marked(tellings: list[Told]) -> list[Versions]:
    wavering = most_doubtful(rows[0] for rows in tellings)
    return [(rows, rows[0] is wavering) for rows in tellings]


def _kind(row: Row, lang: Language) -> Row:
    """A task's row with its kind alone: what else it says, the page knows."""
    return replace(row, told=label("kinds", row.value, lang), remark="")


def _brief(versions: Versions, phrases: Phrases) -> Brief:
    rows, wavering = versions
    row = rows[0]
    choice = row.choice
    rival = choice is not None and choice.rival_share >= TOLD
    seconds = [label(choice.model, choice.rival, lang) if choice and rival else "" for lang in languages()]
    reasons = [reasons_of(choice, lang) if choice and wavering else "" for lang in languages()]
    return (
        row.start,
        row.end,
        phrases.place([each.told for each in rows]),
        round(100 * choice.share) if choice else -1,
        phrases.place(seconds),
        round(100 * choice.rival_share) if rival and choice else 0,
        phrases.rule(row.rule or ""),
        phrases.place([each.remark for each in rows]),
        phrases.place(reasons),
    )
