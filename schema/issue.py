"""What a check finds: a doubt or a fault with its place, for a person to act on."""

from __future__ import annotations

from plankg.schema.evidence import Evidence
from plankg.schema.model import Model, labelled
from plankg.schema.terms import Severity


class Issue(Model):
    """One finding of a check. `check` names it, `message` says it in the reader's language, `statement` is the id it is about.

    `certainty` is how sure that statement is; of what was not read, how sure it is that nothing was missed.
    """

    check: str = labelled("检查", "check")
    severity: Severity = labelled("轻重", "severity")
    message: str = labelled("说明", "message")
    statement: str | None = labelled("所指", "statement's id", default=None)
    evidence: Evidence | None = labelled("原文", "evidence", default=None)
    certainty: float | None = labelled("把握", "certainty", default=None)
