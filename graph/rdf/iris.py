"""IRIs of a plan's data: stable, readable, made nowhere else.

Chinese stays as it is; percent-encoded is only what RFC 3987 keeps out of a path segment
(`ipchar`, https://www.rfc-editor.org/rfc/rfc3987#section-2.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote, unquote

from plankg.schema.evidence import Evidence

BASE = "https://w3id.org/plankg/data/"
RULES = "https://w3id.org/plankg/rule/"
IDENTITIES = "_identities"
"""Where what is the same across plans stands; plan ids begin with a letter or a figure, so none is called so."""

_NO_IPCHAR = re.compile(
    r"[^A-Za-z0-9\-._~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    r"\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)


def segment(name: str) -> str:
    """Give a name as one segment of an IRI's path.

    >>> segment("“1+X”证书 制度")
    '“1+X”证书%20制度'
    """
    return name if name.isalnum() else _NO_IPCHAR.sub(_encoded, name)


def _encoded(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def entity_path(entity: str) -> str:
    """Give the path of an entity's id `Type/name`: the name is one segment, whatever it holds."""
    kind, _, name = entity.partition("/")
    return f"{kind}/{segment(name)}"


@dataclass(frozen=True)
class Iris:
    """The IRIs of one plan.

    >>> Iris("baoshan-2023h2").task("8.1")
    'https://w3id.org/plankg/data/baoshan-2023h2/task/8.1'
    """

    plan_id: str
    base: str = BASE

    @cached_property
    def plan(self) -> str:
        """The plan, and the named graph of what it states and what rules infer."""
        return self.base + segment(self.plan_id)

    @property
    def decisions(self) -> str:
        """The named graph of what reviewers decided."""
        return f"{self.plan}/decisions"

    @property
    def cited(self) -> str:
        """The named graph of what is cited from outside."""
        return f"{self.plan}/cited"

    @property
    def source(self) -> str:
        """The text that the evidence points into."""
        return f"{self.plan}/source"

    def section(self, id_: str) -> str:
        """Name a heading; `/` parts the levels of its id."""
        return f"{self.plan}/section/" + "/".join(map(segment, id_.split("/")))

    def task(self, id_: str) -> str:
        """Name a task."""
        return f"{self.plan}/task/{segment(id_)}"

    def recurrence(self, task: str) -> str:
        """Name the schedule by which a task is done again."""
        return f"{self.task(task)}/recurrence"

    def interval(self, task: str | None = None) -> str:
        """Name the time of a task, or of the plan itself."""
        return f"{self.plan if task is None else self.task(task)}/time"

    def instant(self, day: date) -> str:
        """Name a day on which a time begins or ends."""
        return f"{self.plan}/time/{day.isoformat()}"

    def target(self, id_: str) -> str:
        """Name a target."""
        return f"{self.plan}/target/{segment(id_)}"

    def assignment(self, id_: str) -> str:
        """Name an assignment."""
        return f"{self.plan}/assignment/{segment(id_)}"

    def relation(self, id_: str) -> str:
        """Name a relation."""
        return f"{self.plan}/relation/{segment(id_)}"

    def fact(self, field: str) -> str:
        """Name a datum of the document, by the name of its field."""
        return f"{self.plan}/fact/{field}"

    def citation(self, relation: str, name: str, evidence: Evidence) -> str:
        """Name a citation: it has no id, so its place in the text tells two of the same document apart."""
        return f"{self.plan}/citation/{relation}/{segment(name)}/{evidence.start}"

    def entity(self, id_: str) -> str:
        """Name an entity, by its type and name."""
        return f"{self.plan}/{entity_path(id_)}"

    def member(self, entity: str, position: int) -> str:
        """Name a member of a counted set."""
        return f"{self.plan}/{entity_path(entity)}/member/{position}"

    def decision(self, id_: str) -> str:
        """Name a reviewer's decision."""
        return f"{self.plan}/decision/{segment(id_)}"

    def span(self, evidence: Evidence) -> str:
        """Name characters of the source text, by their positions; `+` joins the pieces that a page end parts."""
        pieces = evidence.pieces
        if len(pieces) == 1:
            return f"{self.plan}/text/{pieces[0].start}-{pieces[0].end}"
        return f"{self.plan}/text/" + "+".join(f"{piece.start}-{piece.end}" for piece in pieces)

    def name_of(self, iri: str) -> str:
        """Give the readable path of one of these IRIs, the plan's id for the plan itself; others come back whole.

        >>> Iris("p").name_of("https://w3id.org/plankg/data/p/task/8.1")
        'task/8.1'
        """
        if iri == self.plan:
            return self.plan_id
        return unquote(iri.removeprefix(f"{self.plan}/"))


def identities_graph(base: str = BASE) -> str:
    """Give the named graph of what is the same across plans."""
    return base + IDENTITIES


def identity(ends: tuple[tuple[str, str], ...], base: str = BASE) -> str:
    """Name an identity by the ids of plan and entity at its ends.

    >>> identity((("a", "School/白鹭小学"), ("b", "School/白鹭小学")))
    'https://w3id.org/plankg/data/_identities/a/School/白鹭小学/b/School/白鹭小学'
    """
    return "/".join([identities_graph(base), *(f"{segment(plan)}/{entity_path(entity)}" for plan, entity in ends)])


def rule(name: str) -> str:
    """Give the IRI of a rule: rules belong to the program, not to a plan."""
    return RULES + segment(name)
