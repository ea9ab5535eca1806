"""The plans that an assistant can ask: each question's answer with the sentences that say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plankg.graph.asking.asking import Asked, Asking
from plankg.graph.counting import counts
from plankg.graph.questions.library import Question
from plankg.schema.errors import UsageError
from plankg.schema.plan import Task

from plankg.agents.evidence import Sentences, Told, identifier
from plankg.agents.limits import LimitedQueries
from plankg.agents.replies import bounded
from plankg.workplan import WorkPlan, together

MOST_SENTENCES = 100
"""No reply has room for more with all that they say."""


class Plans:
    """Plans in one store; everything told of one names it and gives its evidence."""

    def __init__(self, works: Sequence[WorkPlan], *, seconds: float, rows: int) -> None:
        """Take the plans, and how long a query may run and how many rows it may give."""
        self._sentences = {work.plan.id: Sentences(work) for work in works}
        self.store, _ = together(works)
        self._asking = {plan: Asking(self.store, plan=plan) for plan in self._sentences}
        self._asking_all = Asking(self.store)
        self._rows = rows
        self.queries = LimitedQueries(self.store, seconds=seconds, rows=rows)

    @property
    def ids(self) -> list[str]:
        """The ids of the plans."""
        return list(self._sentences)

    @property
    def rows(self) -> int:
        """How many rows a reply has at most."""
        return self._rows

    def listed(self, *, rows: int | None = None, offset: int = 0) -> Told:
        """What is known of each plan: title, document number, issuer, date, and how much it holds."""
        return self._bounded("plans", [_about(sentences) for sentences in self._sentences.values()], rows, offset)

    def _bounded(self, name: str, records: Sequence[Told], rows: int | None, offset: int) -> Told:
        """What was found from the offset on, as much as is wanted and there is room for."""
        last = offset + (rows or self._rows)
        at_hand = list(records[offset:last])
        return bounded(lambda count: {name: at_hand[:count]}, len(at_hand), offset=offset, more=last < len(records))

    def ask(self, text: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0) -> Told:
        """Answer a question in people's own words."""
        first = self._asking_all.ask(text) if plan is None else self._asking[self.store.known(plan)].ask(text)
        return self.answer(first.question, first.told, plan=plan, left=first.left, rows=rows, offset=offset)

    def answer(
        self,
        question: Question,
        settings: dict[str, str],
        *,
        plan: str | None = None,
        left: tuple[str, ...] = (),
        rows: int | None = None,
        offset: int = 0,
    ) -> Told:
        """Answer a question of the library, plan by plan: rows by column, each with the sentence that says it.

        `left` are words that were not understood: then the rows are only the sentences that hold the others. Rows and offset
        count in each plan.
        """
        wanted = self.ids if plan is None else [self.store.known(plan)]
        answers = {each: self._asking[each].answer(question, settings, left=left) for each in wanted}
        first = next(iter(answers.values()))
        head = {
            "question": question.name,
            "title": question.title(),
            "parameters": settings,
            "sparql": first.query,
            "headings": dict(zip(first.answer.columns, question.headings(), strict=True)),
        }
        most = max(len(one.answer.rows) for one in answers.values())
        at_hand = max(0, min(rows or self._rows, most - offset))

        def tell(count: int) -> Told:
            shown = [self._answer(each, one, offset, count) for each, one in answers.items()]
            return {**head, "answers": shown}

        return bounded(tell, at_hand, offset=offset, more=offset + at_hand < most)

    def _answer(self, plan: str, reply: Asked, offset: int, count: int) -> Told:
        sentences, rows = self._sentences[plan], reply.answer.records()
        records = [{**row, "evidence": sentences.row(row.get("start"))} for row in rows[offset : offset + count]]
        return {"plan": plan, "note": reply.note(), "rows": records, "complete": offset + count >= len(rows)}

    def sparql(self, query: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0) -> Told:
        """Answer a query, with the evidence of each statement that the answer names by its IRI."""
        answer = self.queries.answer(query, plan=plan and self.store.known(plan), rows=rows, offset=offset)
        if "rows" not in answer:
            return {**answer, "evidence": {}}

        def tell(count: int) -> Told:
            shown = answer["rows"][:count]
            named = {value for row in shown for value in row if isinstance(value, str)}
            evidence = {iri: record for iri in sorted(named) if (record := self._of_iri(iri))}
            return {"columns": answer["columns"], "rows": shown, "evidence": evidence}

        return bounded(tell, len(answer["rows"]), offset=offset, more=not answer["complete"])

    def evidence(self, wanted: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0) -> Told:
        """Where a statement (id or IRI) or words stand in the plans. Raises UsageError where none has them."""
        searched = self.ids if plan is None else [self.store.known(plan)]
        records: list[Told] = []
        for each in searched:
            try:
                records += self._sentences[each].find(wanted)
            except UsageError:
                continue
        if not records:
            raise UsageError("evidence_unknown", wanted=wanted, plan="、".join(searched))
        return self._bounded("evidence", records, rows, offset)

    def statements(self, sentence: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0) -> Told:
        """What the sentences that hold some words say: each statement in full."""
        searched = self.ids if plan is None else [self.store.known(plan)]
        holding = [
            (self._sentences[each], row)
            for each in searched
            for row in self._sentences[each].plan.sentences
            if sentence in row.evidence.quote
        ]
        if not holding:
            raise UsageError("evidence_unknown", wanted=sentence, plan="、".join(searched))
        last = offset + (rows or self._rows)
        records = [
            {"evidence": sentences.of(row.evidence), "statements": sentences.said_by(row)}
            for sentences, row in holding[offset : min(last, offset + MOST_SENTENCES)]
        ]
        more = offset + len(records) < len(holding)
        return bounded(lambda count: {"sentences": records[:count]}, len(records), offset=offset, more=more)

    def task(self, task: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0) -> Told:
        """All that is known of a task: its fields, who has which part, figures, documents, relations, each with evidence."""
        searched = self.ids if plan is None else [self.store.known(plan)]
        tasks = [(self._sentences[each], row) for each in searched for row in self._tasks(each) if row.id == task]
        if not tasks:
            raise UsageError("task_unknown", name=task, plan="、".join(searched))
        return self._bounded("tasks", [_record(sentences, row) for sentences, row in tasks], rows, offset)

    def text(self, plan: str) -> str:
        """The source text of a plan."""
        return self._sentences[self.store.known(plan)].work.document.text

    def _tasks(self, plan: str) -> tuple[Task, ...]:
        return self._sentences[plan].plan.tasks

    def _of_iri(self, iri: str) -> Told | None:
        for sentences in self._sentences.values():
            if statement := sentences.statements.get(iri):
                return {"statement": identifier(statement), **sentences.of(statement.evidence)}
        return None


def _about(sentences: Sentences) -> Told:
    plan, data = sentences.plan, sentences.plan.document
    facts = {key: sentences.record(fact) for key, _, fact in data.facts()}
    return {"id": plan.id, "title": sentences.work.title, "counts": counts(plan), "document": facts}


def _record(sentences: Sentences, task: Task) -> dict[str, Any]:
    """A task with every statement that is about it."""
    plan = sentences.plan
    units = {entity.id: entity.name for entity in plan.entities}
    parts = [(row, units[row.unit]) for row in plan.assignments if row.task == task.id]
    return {
        "plan": plan.id,
        "text": task.text,
        **sentences.record(task),
        "assignments": [{"name_of_unit": name, **sentences.record(row)} for row, name in parts],
        "targets": [sentences.record(row) for row in plan.targets if row.task == task.id],
        "citations": [sentences.record(row) for row in plan.citations if row.task == task.id],
        "relations": [sentences.record(row) for row in plan.relations if task.id in {row.subject, row.object}],
    }
