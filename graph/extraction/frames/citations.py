"""Citations: the documents a task drafts, revises, implements or merely names, and those named outside all tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_MARKS
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, ClauseNames, Name, Span
from plankg.graph.extraction.names.mentions import names_from
from plankg.graph.extraction.names.titled import NUMBERED_RULE
from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Citation
from plankg.schema.terms import DocumentRelation, EntityType

PAPERS = {EntityType.POLICY_DOCUMENT, EntityType.PROGRAMME}
ACCORDING = named_pattern(
    "citations.according",
    r"(?:按照|根据|依据|严格按照|紧扣|遵照|对照)$",
    matches=["严格按照"],
    rejects=["按照计划开展"],
)
ACT_BEHIND = named_pattern(
    "citations.act-behind",
    r"^[”》]?(?:（[^）]*）)?的?(?:(?P<drafts>制[定订]|编制|起草)|修[订改])",
    matches=["》的修订"],
    rejects=["》的落实"],
)
OPENS_ACCORDING = named_pattern(
    "citations.opens-according",
    r"^(?:严格)?(?:按照|根据|依据|遵照|参照|对照)",
    matches=["按照《办法》"],
    rejects=["执行《办法》"],
)
BEHIND = named_pattern(
    "citations.behind",
    r"^[”》]?(?:（[^）]*）)?(?:及|和|、|等|$|[，；。]|的?(?:制[定订]|编制|起草|修[订改])|(?:等)?多种方式|开工率|的?各项"
    r"|(?:的)?(?:有关|相关|各项)?(?:精神|要求|规定|任务|部署))",
    matches=["》精神"],
    rejects=["》中的"],
)
BRACKETED = re.compile("（[^（）]*）")
PARTS_END = re.compile(f"[{SENTENCE_MARKS}；]")
REACH = 300
"""So many characters around a document say what is done with it."""
SHORT_CUE = 4
# A short name where the text gives it: the document itself stands right before.
GIVES_SHORT = named_pattern(
    "citations.gives-short", "[简统]称(?:为|作|：)?《$", matches=["以下简称《"], rejects=["称赞《"]
)


def make_citations(draft: Draft) -> tuple[Citation, ...]:
    """The documents that the plan cites, in the order of the text, their names as printed.

    The relation is that of the verb whose object the document is, or of the act named behind it (章程修订);
    one named in passing is cited.
    """
    cited = list(_of_tasks(draft))
    return tuple(sorted((*cited, *_outside(draft, cited)), key=lambda row: row.evidence.start))


def _of_tasks(draft: Draft) -> Iterator[Citation]:
    for clause in draft.contents:
        for name in clause.names:
            if not _is_document(draft.text, clause, name):
                continue
            span = _as_printed(draft.text, name.span)
            yield Citation(
                name=span.of(draft.text) if draft.text[span.start] in "《“" else name.name,
                directive=clause.clause.section,
                task=clause.task,
                entity=draft.identities[name],
                relation=_relation(draft.text, clause.clause, span),
                evidence=draft.document.evidence(span.start, span.end),
                rule="document-named",
            )


def _outside(draft: Draft, cited: Sequence[Citation]) -> Iterator[Citation]:
    """The documents in 《》, and those that only a number tells, that stand in no task: each once a section.

    Letter-head, preamble, headings, notes and closing name them; where no section holds one, it has no directive. One that a
    task of the section cites is told with the task.
    """
    text = draft.text
    known = {(row.directive, row.entity) for row in cited}
    in_tasks = {name.span for clause in draft.contents for name in clause.names}
    plan_begins = draft.headings[0].line.start if draft.headings else len(text)
    for name in draft.names:
        printed = (
            text[name.span.start - 1 : name.span.start] == "《" and text[name.span.end : name.span.end + 1] == "》"
        )
        if name.type is not EntityType.POLICY_DOCUMENT or name.span in in_tasks:
            continue
        if not (printed or name.rule == NUMBERED_RULE) or GIVES_SHORT.search(
            text[max(0, name.span.start - SHORT_CUE) : name.span.start]
        ):
            continue
        if (name.section, draft.identities[name]) in known:
            continue
        known.add((name.section, draft.identities[name]))
        span = Span(name.span.start - printed, name.span.end + printed)
        yield Citation(
            name=span.of(text).replace("\n", ""),
            directive=name.section,
            entity=draft.identities[name],
            relation=_outside_relation(text, span, in_head=span.end <= plan_begins),
            evidence=draft.document.evidence(span.start, span.end),
            rule="document-outside-tasks",
        )


def _outside_relation(text: str, span: Span, *, in_head: bool) -> DocumentRelation:
    """What the sentence does with a document that no task cites; only a letter-head issues one."""
    before = BRACKETED.sub("", PARTS_END.split(text[max(0, span.start - REACH) : span.start])[-1])
    behind = BRACKETED.sub("", text[span.end : span.end + REACH].partition("\n")[0])
    for rule in rules("documents", "outside"):
        if rule["behind"] and not (in_head and re.search(rule["behind"], behind)):
            continue
        if rule.pattern.search(before):
            return DocumentRelation.of(rule["relation"])
    return DocumentRelation.CITES


def _is_document(text: str, contents: ClauseNames, name: Name) -> bool:
    """Whether a name is a document: by its type, or as a plan that the clause itself drafts or mends."""
    if name.type not in PAPERS:
        return False
    alike = (
        other for other in names_from(contents.names, name.span.start) if other.span == name.span and other != name
    )
    if any(other.type is EntityType.POLICY_DOCUMENT for other in (*contents.inside(name), *alike)):
        return False
    clause = contents.clause
    if name.type is EntityType.POLICY_DOCUMENT:
        return True
    written = (
        name.type is EntityType.PROGRAMME
        and name.name.endswith("计划")
        and text[name.span.end : name.span.end + 1] in "，。；、"
    )
    return written and _relation(text, clause, name.span) in {DocumentRelation.DRAFTS, DocumentRelation.REVISES}


def _as_printed(text: str, span: Span) -> Span:
    """The span with the 《》 or “”, and a 政策 behind, that stand round the name."""
    start, end = span.start, span.end
    if text[start - 1] in "《“" and text[end : end + 1] in {"》", "”"}:
        start, end = start - 1, end + 1
        if text.startswith("政策", end):
            end += 2
    return Span(start, end)


def _relation(text: str, clause: Clause, span: Span) -> DocumentRelation:
    """What the clause does with the document: the verb before it in its own fragment, or the phrase that opens it."""
    fragment = clause.part(span)
    between = text[fragment.start : span.start]
    verbs = [verb for verb in clause.verbs if fragment.covers(verb.span) and verb.span.start < span.start]
    word = verbs[-1].word if verbs else between
    if ACCORDING.search(between) or OPENS_ACCORDING.match(between):
        return DocumentRelation.IMPLEMENTS
    if not BEHIND.match(text[span.end : fragment.end + 1]):
        return DocumentRelation.CITES
    if act := ACT_BEHIND.match(text[span.end : fragment.end]):
        return DocumentRelation.DRAFTS if act["drafts"] else DocumentRelation.REVISES
    for rule in rules("documents", "relations"):
        if rule.pattern.search(word):
            return DocumentRelation.of(rule["relation"])
    return DocumentRelation.CITES
