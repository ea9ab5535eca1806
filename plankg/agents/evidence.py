"""From a statement to the sentence that says it, and from a sentence to its statements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from plankg.graph.rdf import Iris
from plankg.schema.errors import UsageError
from plankg.schema.evidence import Evidence
from plankg.schema.places import Places
from plankg.schema.plan import Plan, Sentence, Statement

from plankg.workplan import WorkPlan

Told = dict[str, Any]
"""What is told to an assistant, ready for JSON."""

KINDS = ("sections", "tasks", "entities", "assignments", "targets", "relations")
"""The fields of a plan whose statements have ids."""


class Sentences:
    """The sentences of one plan, with what stands in them."""

    def __init__(self, work: WorkPlan) -> None:
        """Take the plan."""
        self.work = work
        self._at = Places(work.plan)

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.work.plan

    def of(self, evidence: Evidence) -> Told:
        """Where words stand: the quote, its place in code points, the sentence around it, the directive."""
        directive = self._at.directive(evidence.start)
        return {
            "plan": self.plan.id,
            "quote": evidence.quote,
            "start": evidence.start,
            "end": evidence.end,
            "sentence": self._at.sentence_words(evidence).quote,
            "directive": {"no": directive.no, "label": directive.label, "title": directive.title}
            if directive
            else None,
        }

    def row(self, start: object) -> Told | None:
        """The sentence at the position that a row of an answer gives; None for a row without one."""
        sentence = self._at.sentence(start) if isinstance(start, int) else None
        return self.of(sentence.evidence) if sentence else None

    def find(self, wanted: str) -> list[Told]:
        """The evidence of a statement (its id or IRI), or of words wherever the text has them.

        Raises UsageError where the plan has neither such a statement nor such words.
        """
        if statement := self.statements.get(wanted):
            return [{"statement": identifier(statement), **self.of(statement.evidence)}]
        places = [{"statement": None, **self.of(evidence)} for evidence in self._places(wanted)]
        if not places:
            raise UsageError("evidence_unknown", wanted=wanted, plan=self.plan.id)
        return places

    def said_by(self, sentence: Sentence) -> list[Told]:
        """The statements that rest on the characters of a sentence, in the order of the text."""
        span = sentence.evidence
        rows = [
            statement
            for statement in self.statements.values()
            if statement.evidence.start < span.end and span.start < statement.evidence.end
        ]
        unique = {id(statement): statement for statement in rows}
        ordered = sorted(unique.values(), key=lambda statement: (statement.evidence.start, identifier(statement)))
        return [self.record(statement) for statement in ordered]

    def record(self, statement: Statement) -> Told:
        """All fields of a statement, with its evidence told in full and the IRI that it has in the graph."""
        fields = statement.model_dump(mode="json", exclude={"evidence", "mentions", "body"}, exclude_none=True)
        iri = next((iri for iri, each in self._by_iri.items() if each is statement), None)
        return {"statement": type(statement).__name__, "iri": iri, **fields, "evidence": self.of(statement.evidence)}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """All statements that have an id, by id and by IRI."""
        by_id = {identifier(statement): statement for statement in self._listed()}
        return by_id | self._by_iri

    @cached_property
    def _by_iri(self) -> dict[str, Statement]:
        iris = Iris.of(self.plan)
        names = {"sections": iris.section, "tasks": iris.task, "entities": iris.entity}
        names |= {"assignments": iris.assignment, "targets": iris.target, "relations": iris.relation}
        by_iri = {names[kind](row.id): row for kind in KINDS for row in getattr(self.plan, kind)}
        cited = {iris.citation(row.relation.value, row.name, row.evidence): row for row in self.plan.citations}
        return by_iri | cited

    def _listed(self) -> Iterator[Statement]:
        """All statements; an id shared by two means the later kind's last: tasks go before sections of the same number."""
        for kind in KINDS:
            yield from getattr(self.plan, kind)

    def _places(self, words: str) -> Iterator[Evidence]:
        """Each place of words in the text, whatever line ends or blanks of the source stand between them."""
        document, at = self.work.document, -1
        wanted = words.strip()
        while wanted and (at := document.normal.find(wanted, at + 1)) >= 0:
            yield document.evidence(at, at + len(wanted))


def identifier(statement: Statement) -> str:
    """The id of a statement; a citation goes by its document."""
    return str(getattr(statement, "id", None) or getattr(statement, "name", ""))
