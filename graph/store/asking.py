"""Asking a graph in people's own words, or a question of the library by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plankg.graph.store.answers import Answer, answer
from plankg.graph.store.choices import Choice, choices
from plankg.graph.store.parameters import bind
from plankg.graph.store.plan_store import PlanStore
from plankg.graph.store.questions import Question, Wording, question, questions
from plankg.graph.store.slots import Slots
from plankg.graph.store.wordings import slot_kinds, understand
from plankg.schema.wording import Language
from pyoxigraph import QuerySolutions

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_name(text: str) -> bool:
    """Tell whether a text looks like the name of a question; people's own words look otherwise.

    >>> is_name("unit-tasks"), is_name("上海大学做什么")
    (True, False)
    """
    return NAME.fullmatch(text) is not None


@dataclass(frozen=True)
class Asked:
    """A question as it was asked of the graph: what it was told, the query that ran, and its answer.

    `wording` is the one that the text was nearest to; None where the question was asked by name.
    """

    question: Question
    told: dict[str, str]
    sparql: str
    answer: Answer
    wording: Wording | None = None

    @property
    def query(self) -> str:
        """The query without the comments that describe the question."""
        return "\n".join(line for line in self.sparql.splitlines() if line and not line.startswith("#"))

    def as_json(self, lang: Language | None = None) -> dict[str, Any]:
        """Give it for programs; rows are by column."""
        return {
            "question": self.question.name,
            "title": self.question.title(lang),
            "wording": self.wording.text if self.wording else None,
            "parameters": self.told,
            "sparql": self.sparql,
            "columns": list(self.answer.columns),
            "headings": list(self.question.headings(lang)),
            "rows": self.answer.records(),
        }


class Asking:
    """Asks one plan of a store, or all of them; the names are looked up once."""

    def __init__(self, store: PlanStore, *, plan: str | None = None) -> None:
        """Take the store, and the id of the plan where only that is asked."""
        self._store = store
        self._plan = plan

    def ask(self, text: str, told: Mapping[str, str] | None = None, *, lang: Language | None = None) -> Asked:
        """Answer a question in people's own words, or by its name with what it is told.

        Raises UsageError where the words mean no question of the library, where a name is not known or means several
        things, and where a question by name is told too little, too much or what is not known.
        """
        if told is not None or is_name(text):
            return self.answer(question(text), told or {}, lang=lang)
        understood = understand(text, questions(), self._slots)
        return self.answer(understood.question, understood.told, wording=understood.wording, lang=lang)

    def answer(
        self,
        asked: Question,
        told: Mapping[str, str],
        *,
        wording: Wording | None = None,
        lang: Language | None = None,
    ) -> Asked:
        """Answer a question of the library; what it was told is left out of the answer's columns."""
        bindings = bind(asked, told, self._store)
        sparql = asked.bound({variable.value: term for variable, term in bindings.items()})
        rows = self._query(sparql).without(set(told)).labelled(lang)
        return Asked(asked, dict(told), sparql, rows, wording)

    def choices(self, kind: str, lang: Language | None = None) -> tuple[Choice, ...]:
        """Give what a parameter of that kind can be told."""
        return choices(kind, self._query, lang)

    @cached_property
    def _slots(self) -> Slots:
        return Slots(self._query, slot_kinds(questions()))

    def _query(self, sparql: str) -> Answer:
        found = self._store.results(sparql, plan=self._plan)
        if not isinstance(found, QuerySolutions):
            raise TypeError("a question of the library is a SELECT")
        return answer(found)
