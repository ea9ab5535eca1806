"""Citations: the documents a task drafts, revises, implements or merely names."""

from __future__ import annotations

from plankg.graph.extraction.draft import Draft
from plankg.graph.extraction.names.mentions import names_from
from plankg.graph.extraction.spans import Clause, ClauseNames, Name, Span
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


def make_citations(draft: Draft) -> tuple[Citation, ...]:
    """Give the documents that the tasks cite, in the order of the text, their names as printed.

    The relation is that of the verb whose object the document is, or of the act named behind it (章程修订);
    one named in passing is cited.
    """
    made = []
    for clause in draft.contents:
        for name in clause.names:
            if not _is_document(draft.text, clause, name):
                continue
            span = _as_printed(draft.text, name.span)
            made.append(
                Citation(
                    name=span.of(draft.text) if draft.text[span.start] in "《“" else name.name,
                    directive=clause.clause.section,
                    task=clause.task,
                    entity=draft.identities[name],
                    relation=_relation(draft.text, clause.clause, span),
                    evidence=draft.document.evidence(span.start, span.end),
                    rule="document-named",
                )
            )
    return tuple(made)


def _is_document(text: str, contents: ClauseNames, name: Name) -> bool:
    """Tell whether a name is a document: by its type, or as a plan that the clause itself drafts or mends."""
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
    """Give the span with the 《》 or “”, and a 政策 behind, that stand round the name."""
    start, end = span.start, span.end
    if text[start - 1] in "《“" and text[end : end + 1] in {"》", "”"}:
        start, end = start - 1, end + 1
        if text.startswith("政策", end):
            end += 2
    return Span(start, end)


def _relation(text: str, clause: Clause, span: Span) -> DocumentRelation:
    """Give what the clause does with the document: the verb before it in its own fragment, or the phrase that opens it."""
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
