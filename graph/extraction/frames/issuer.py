"""What the issuer does where nobody is named: it leads what is only to be led (牵头制订…), and the rest is open to it."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, Span
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Assignment, Task
from plankg.schema.terms import Role, Standing

RULE = "lead-left-out"
# 牵头 as a noun's attribute names a unit: 牵头部门, 牵头医院.
LEADS = named_pattern(
    "issuer.leads",
    "牵头(?!单位|部门|科室|处室|机构|医院|学校|高校|企业|公司|人|方|校|作用|责任|领导|的)",
    matches=["牵头制订", "牵头做好"],
    rejects=["牵头部门", "牵头医院"],
)


@from_lexicon
def _adverbs() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(lexicon('adverbs')['adverbs'])}|\\s)*")


def unsaid_leads(draft: Draft) -> tuple[Assignment, ...]:
    """The assignments with the issuer's lead in each task that is to be led (牵头…) where nobody is named who does it.

    A rule infers that: the unit's words are those of the letter-head or the signature.
    """
    issuer, unit = draft.data.issuer, issuer_entity(draft)
    if issuer is None or unit is None:
        return draft.assignments
    rows = list(draft.assignments)
    named = {row.task for row in rows if row.role.does}
    for task, clause in zip(draft.tasks, draft.clauses, strict=True):
        cue = None if task.id in named else _cue(draft.text, clause)
        if cue:
            rows.append(
                Assignment(
                    id=f"a{len(rows) + 1}",
                    task=task.id,
                    unit=unit,
                    name=issuer.value,
                    role=Role.LEAD,
                    evidence=task.evidence,
                    unit_evidence=issuer.evidence,
                    cue=draft.document.evidence(cue.start, cue.end),
                    standing=Standing.INFERRED,
                    rule=RULE,
                )
            )
    return tuple(rows)


def _cue(text: str, clause: Clause) -> Span | None:
    """Where a part of the clause says 牵头 with nothing but adverbs before it."""
    for part in clause.parts or (clause.span,):
        match = LEADS.search(text, *part)
        if match and _adverbs().fullmatch(text, part.start, match.start()):
            return Span(*match.span())
    return None


def issuer_entity(draft: Draft) -> str | None:
    """The id of the thing that is the issuer, where the plan names one."""
    issuer = draft.data.issuer
    names = ((entity.id, (entity.name, *entity.aliases)) for entity in draft.entities)
    return next((id_ for id_, known in names if issuer and issuer.value in known), None)


def default_actors(draft: Draft) -> tuple[Task, ...]:
    """The tasks, each without a unit that does it marked with the issuer: a subject left out is the one who issues.

    That is inferred and shown as 未指明（发文单位）; it is no assignment.
    """
    named = {row.task for row in draft.assignments if row.role.does}
    actor = issuer_entity(draft)
    return tuple(task if task.id in named else task.model_copy(update={"default_actor": actor}) for task in draft.tasks)
