"""Subjects carried on: a written subject does the clauses behind its own too, until the sense moves on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.frame import Frame
from plankg.graph.extraction.draft.spans import Clause, ClauseNames, Name, Span
from plankg.graph.extraction.figures.sets import of_share
from plankg.graph.extraction.labelling.models import NONE, model
from plankg.graph.extraction.words.lexicon import word_set
from plankg.graph.extraction.words.tagged import between
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.schema.plan import Assignment
from plankg.schema.terms import Role, Standing

CARRIED = "carried"
"""What the model says of a clause that the subject before it does as well."""
SUBJECT_ROLES = {Role.RESPONSIBLE, Role.LEAD, Role.PARTICIPANT}
RULE = "subject-carried-on"
FARTHEST = 8
MOST = 3


def make_frames(draft: Draft) -> tuple[Frame, ...]:
    """The frame of each clause, in order."""
    return tuple(Frame(draft.text, draft.words, contents) for contents in draft.contents)


def is_subject(frame: Frame, name: Name) -> bool:
    """Whether a name is the subject of its clause: no verb stands before the list that it opens."""
    start = frame.list_start(name)
    known = verb_kinds()
    return not any(word.end <= start and (word.text in known or word.tag == "p") for word in frame.words)


def has_own_subject(draft: Draft, clause: ClauseNames) -> bool:
    """Whether a clause's subject is a set of which a share is counted (九成以上幼儿园开设托班): nobody else does it."""
    verbs = clause.clause.verbs
    return any(
        name.span.end == verb.span.start and of_share(draft.text, name) for verb in verbs[:1] for name in clause.names
    )


def carried_on(draft: Draft) -> tuple[Assignment, ...]:
    """The assignments with those that a subject has in the clauses after its own: X要…，加强…。完善….

    A clause that names nobody who does it may be done by the subject named before, in its directive: inferred, since the words do
    not say it again. A clause with a doer of its own ends that; so does the first one that the model takes for another's.
    """
    rows = list(draft.assignments)
    doers: dict[str, list[Assignment]] = {}
    for row in rows:
        if row.role.does:
            doers.setdefault(row.task, []).append(row)
    spans = sorted(clause.clause.span for clause in draft.contents)
    by_start = {name.span.start: name for name in draft.names}
    subjects: list[Assignment] = []
    source: ClauseNames | None = None
    for place, clause in enumerate(draft.contents):
        if source and source.clause.section != clause.clause.section:
            subjects, source = [], None
        if own := doers.get(clause.task):
            frame = draft.frames[place]
            names = {row.id: by_start.get(draft.place(row.unit_evidence.start)) for row in own}
            subjects = [
                row for row in own if row.role in SUBJECT_ROLES and (name := names[row.id]) and is_subject(frame, name)
            ]
            source = clause if subjects else None
        elif source and subjects:
            far = distance(spans, source, clause)
            features = subject_features(draft, source, draft.contents[place - 1], clause, len(subjects), far)
            (decision,) = model("subjects").label([features], of=(clause, source))
            if decision.label == NONE or has_own_subject(draft, clause):
                subjects, source = [], None
            rows += [_again(draft, row, clause, decision.certainty) for row in subjects]
    return tuple(row.model_copy(update={"id": f"a{number}"}) for number, row in enumerate(rows, start=1))


def distance(spans: Sequence[Span], source: ClauseNames, clause: ClauseNames) -> int:
    """How many clauses a clause stands behind another; `spans` are those of all clauses in the order of the text."""
    return 1 + max(0, bisect_left(spans, clause.clause.span) - bisect_right(spans, source.clause.span))


def subject_features(
    draft: Draft, source: ClauseNames, before: ClauseNames, clause: ClauseNames, count: int, far: int
) -> list[str]:
    """What the model sees of a clause behind one with a subject: how far, behind which mark, how both begin and act."""
    gap = draft.text[before.clause.span.end : clause.clause.span.start]
    mark = next((sign for sign in "\n。；，" if sign in gap), "")
    subject, here = _opening(draft, source.clause), _opening(draft, clause.clause)
    kinds = [name.type.value for name in source.names[:1]]
    modal = next((word for word in subject if word in word_set("words", "modals")), "")
    verbs = clause.clause.verbs
    opening = clause.names[0] if clause.names and clause.names[0].span.start == clause.clause.span.start else None
    tags = [word.tag for word in between(draft.words, *clause.clause.span)[:2]]
    return [
        f"mark={mark}",
        f"far={min(far, FARTHEST)}",
        f"mark+far={mark}|{min(far, MOST)}",
        f"type={'|'.join(kinds)}",
        f"modal={modal}",
        f"modal+mark={modal}|{mark}",
        f"count={min(count, MOST)}",
        f"word1={here[0] if here else ''}",
        f"word2={here[1] if len(here) > 1 else ''}",
        f"tags={'|'.join(tags)}",
        f"rule={clause.clause.rule}",
        f"verb={verbs[0].word if verbs else ''}",
        f"kind={verbs[0].kind if verbs else ''}",
        f"opening={opening.type.value if opening else ''}",
        f"source-verb={source.clause.verbs[0].word if source.clause.verbs else ''}",
        f"mark+kind={mark}|{verbs[0].kind if verbs else ''}",
        f"beside={before.clause.span == source.clause.span}|{mark}",
    ]


def _opening(draft: Draft, clause: Clause) -> Sequence[str]:
    return [word.text for word in between(draft.words, *clause.span) if not word.text.isspace()][:12]


def _again(draft: Draft, row: Assignment, clause: ClauseNames, certainty: float) -> Assignment:
    """A subject's part in a later clause: its evidence runs from the unit's words to that clause."""
    evidence = draft.document.evidence(draft.place(row.unit_evidence.start), clause.clause.span.end)
    return row.model_copy(
        update={
            "task": clause.task,
            "evidence": evidence,
            "cue": None,
            "rule": RULE,
            "standing": Standing.INFERRED,
            "certainty": certainty,
        }
    )
