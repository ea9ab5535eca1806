"""IRIs of a plan's data: stable, readable, made nowhere else.

Chinese stays as it is; percent-encoded is only what RFC 3987 keeps out of a path segment
(`ipchar`, https://www.rfc-editor.org/rfc/rfc3987#section-2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import quote, unquote

from plankg.graph.things.namesakes import namesakes
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Plan

BASE = "https://w3id.org/plankg/data/"
RULES = "https://w3id.org/plankg/rule/"
IDENTITIES = "_identities"
COMPARISONS = "_comparisons"
"""Where what is the same across plans stands, and comparisons; plan ids begin with a letter or a figure, so none is called so."""

_NO_IPCHAR = re.compile(
    r"[^A-Za-z0-9\-._~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    r"\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)


def segment(name: str) -> str:
    """A name as one segment of an IRI's path.

    >>> segment("“1+X”证书 制度")
    '“1+X”证书%20制度'
    """
    return name if name.isalnum() else _NO_IPCHAR.sub(_encoded, name)


def _encoded(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


def thing_path(name: str, place: int) -> str:
    """The path of a thing by its name, one segment, whatever it holds; `place` parts it from namesakes, 1 is the first.

    >>> thing_path("白鹭小学", 1), thing_path("白鹭小学", 2)
    ('thing/白鹭小学', 'thing/白鹭小学/2')
    """
    return f"thing/{segment(name)}" + (f"/{place}" if place > 1 else "")


@dataclass(frozen=True)
class Iris:
    """The IRIs of one plan; `namesakes` are the places of its entities that come behind another one of their name.

    >>> Iris("baoshan-2023h2").task("8.1")
    'https://w3id.org/plankg/data/baoshan-2023h2/task/8.1'
    """

    plan_id: str
    base: str = BASE
    namesakes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, base: str = BASE) -> Iris:
        """The IRIs of a plan, which tell its namesakes apart."""
        return cls(plan.id, base, namesakes(plan))

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

    def fact(self, key: str) -> str:
        """Name a datum of the document, by its key: the name of its field, with its place in a list."""
        return f"{self.plan}/fact/{key}"

    def citation(self, relation: str, name: str, evidence: Evidence) -> str:
        """Name a citation: it has no id, so its place in the text tells two of the same document apart."""
        return f"{self.plan}/citation/{relation}/{segment(name)}/{evidence.start}"

    def entity(self, id_: str) -> str:
        """Name a thing by its name: no type stands in its IRI, so that it keeps it when a review gives it another type."""
        return f"{self.plan}/{thing_path(id_.partition('/')[2], self.namesakes.get(id_, 1))}"

    def mention(self, entity: str, evidence: Evidence) -> str:
        """Name a place at which a thing is named."""
        return f"{self.entity(entity)}/mention/{_positions(evidence)}"

    def member(self, entity: str, position: int) -> str:
        """Name a member of a counted set."""
        return f"{self.entity(entity)}/member/{position}"

    def decision(self, id_: str) -> str:
        """Name a reviewer's decision."""
        return f"{self.plan}/decision/{segment(id_)}"

    def span(self, evidence: Evidence) -> str:
        """Name characters of the source text, by their positions; `+` joins the pieces that a page end parts."""
        return f"{self.plan}/text/{_positions(evidence)}"

    def name_of(self, iri: str) -> str:
        """The readable path of one of these IRIs, the plan's id for the plan itself; others come back whole.

        >>> Iris("p").name_of("https://w3id.org/plankg/data/p/task/8.1")
        'task/8.1'
        """
        if iri == self.plan:
            return self.plan_id
        return unquote(iri.removeprefix(f"{self.plan}/"))


def _positions(evidence: Evidence) -> str:
    pieces = evidence.pieces
    if len(pieces) == 1:
        return f"{pieces[0].start}-{pieces[0].end}"
    return "+".join(f"{piece.start}-{piece.end}" for piece in pieces)


def identities_graph(base: str = BASE) -> str:
    """The named graph of what is the same across plans."""
    return base + IDENTITIES


def identity(ends: Iterable[str], base: str = BASE) -> str:
    """Name an identity by the IRIs of the things at its ends.

    >>> identity(Iris(plan).entity("School/白鹭小学") for plan in ("a", "b"))
    'https://w3id.org/plankg/data/_identities/a/thing/白鹭小学/b/thing/白鹭小学'
    """
    return "/".join([identities_graph(base), *(end.removeprefix(base) for end in ends)])


def comparison(plans: Iterable[str], base: str = BASE) -> str:
    """Name the comparison of two plans by their ids, the earlier first.

    >>> comparison(("a", "b"))
    'https://w3id.org/plankg/data/_comparisons/a/b'
    """
    return "/".join([base + COMPARISONS, *map(segment, plans)])


def rule(name: str) -> str:
    """The IRI of a rule: rules belong to the program, not to a plan."""
    return RULES + segment(name)
