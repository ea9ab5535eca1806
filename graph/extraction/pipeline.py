"""Extraction in order: each step takes the draft, and says what it needs and what it gives."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from plankg.graph.extraction.certainty.weighing import weighed
from plankg.graph.extraction.chunks.sentences import find_sentences
from plankg.graph.extraction.clauses.clauses import find_clauses
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.figures.clause_times import clause_times
from plankg.graph.extraction.figures.sets import without_shares
from plankg.graph.extraction.figures.targets import make_targets
from plankg.graph.extraction.frames.assignments import make_assignments
from plankg.graph.extraction.frames.citations import make_citations
from plankg.graph.extraction.frames.issuer import default_actors, unsaid_leads
from plankg.graph.extraction.frames.relations import make_relations
from plankg.graph.extraction.frames.subjects import carried_on, make_frames
from plankg.graph.extraction.names.labelled import find_names, label_words
from plankg.graph.extraction.names.mentions import clause_names
from plankg.graph.extraction.names.names import rule_names
from plankg.graph.extraction.notes.noted import noted_assignments, with_noted_times
from plankg.graph.extraction.notes.notes import find_notes
from plankg.graph.extraction.statements.entities import group_mentions, identify, make_entities
from plankg.graph.extraction.statements.sound import sound_citations, sound_sentences, sound_targets
from plankg.graph.extraction.statements.tasks import make_tasks
from plankg.graph.extraction.structure.heads import read_head
from plankg.graph.extraction.structure.sections import find_headings, sections
from plankg.graph.extraction.tables.entries import find_entries, with_table_headings
from plankg.graph.extraction.tables.grids import find_tables
from plankg.graph.extraction.tables.shares import find_shares, with_shared_clauses
from plankg.graph.extraction.tables.table_statements import (
    table_assignments,
    with_table_names,
    with_table_sections,
    with_table_times,
)
from plankg.graph.extraction.tables.table_targets import with_table_targets
from plankg.graph.extraction.words.lexicon import with_words
from plankg.schema.document import Document
from plankg.schema.plan import Plan


@dataclass(frozen=True)
class Step:
    """One step: what it gives, the parts of the draft it reads, and the function."""

    gives: str
    needs: tuple[str, ...]
    function: Callable[[Draft], Any]


STEPS = (
    Step("tables", (), find_tables),
    Step("headings", ("tables",), find_headings),
    Step("entries", ("tables", "headings"), find_entries),
    Step("headings", ("tables", "headings", "entries"), with_table_headings),
    Step("data", ("headings",), read_head),
    Step("sentences", ("headings",), find_sentences),
    Step("sentences", ("entries", "sentences"), with_table_sections),
    Step("notes", ("headings",), find_notes),
    Step("clauses", ("headings", "notes"), find_clauses),
    Step("shares", ("entries", "clauses"), find_shares),
    Step("clauses", ("tables", "clauses", "shares"), with_shared_clauses),
    Step("marks", ("data", "headings", "clauses"), rule_names),
    Step("labels", ("marks",), label_words),
    Step("names", ("headings", "notes", "marks", "labels"), find_names),
    Step("names", ("names",), without_shares),
    Step("names", ("entries", "names"), with_table_names),
    Step("groups", ("names",), group_mentions),
    Step("identities", ("groups",), identify),
    Step("entities", ("data", "groups"), make_entities),
    Step("times", ("data", "clauses"), clause_times),
    Step("tasks", ("headings", "clauses", "names", "times"), make_tasks),
    Step("contents", ("clauses", "names", "tasks"), clause_names),
    Step("frames", ("contents",), make_frames),
    Step("assignments", ("frames", "identities"), make_assignments),
    Step("assignments", ("contents", "frames", "assignments"), carried_on),
    Step("assignments", ("notes", "tasks", "clauses", "identities", "assignments"), noted_assignments),
    Step("assignments", ("shares", "tasks", "clauses", "identities", "assignments"), table_assignments),
    Step("tasks", ("notes", "tasks", "clauses", "data"), with_noted_times),
    Step("tasks", ("shares", "tasks", "clauses", "data"), with_table_times),
    Step("assignments", ("data", "entities", "clauses", "tasks", "assignments"), unsaid_leads),
    Step("tasks", ("data", "entities", "tasks", "assignments"), default_actors),
    Step("targets", ("contents", "times", "identities"), make_targets),
    Step("targets", ("tables", "headings", "shares", "clauses", "tasks", "targets"), with_table_targets),
    Step("citations", ("contents", "identities"), make_citations),
    Step("relations", ("entries", "names", "contents", "frames", "identities", "targets"), make_relations),
    Step("targets", ("targets",), sound_targets),
    Step("citations", ("citations",), sound_citations),
    Step("sentences", ("sentences",), sound_sentences),
)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: thousands of values are made that all stay, and it would walk them again and again.

    At the end they join the oldest generation unwalked; values that the program itself keeps out of the collector's
    sight would join it too, so then they are left to be walked.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def extract(document: Document, *, plan_id: str, own: Mapping[str, Any] | None = None) -> Plan:
    """The plan that a document states; `own` are words of its own, by file and part of the lexicon.

    The same document gives the same plan. Raises ExtractionError for a text without a numbered part.
    """
    with _collector_paused(), with_words(own or {}):
        return plan_of(draft_of(document, plan_id=plan_id))


def draft_of(document: Document, *, plan_id: str) -> Draft:
    """What every step read in a document; raises as `extract` does."""
    draft = Draft(document, plan_id)
    for step in STEPS:
        setattr(draft, step.gives, step.function(draft))
    return draft


def plan_of(draft: Draft) -> Plan:
    """The plan that was read, each statement with its certainty."""
    return weighed(unweighed(draft), draft)


def unweighed(draft: Draft) -> Plan:
    """The plan that was read, its certainties as the models alone have them."""
    return Plan(
        id=draft.plan_id,
        document=draft.data,
        sections=sections(draft),
        sentences=draft.sentences,
        tasks=draft.tasks,
        entities=draft.entities,
        assignments=draft.assignments,
        targets=draft.targets,
        citations=draft.citations,
        relations=draft.relations,
    )
