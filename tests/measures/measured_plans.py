"""Short plans to be measured: made by hand of who carries what, or read from texts of every shape."""

from __future__ import annotations

from functools import cache

from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Assignment, Document, Entity, Evidence, Piece, Plan, Section, Task
from plankg.schema.terms import EntityType, Role, TaskKind
from shapes_of_plans import HEAD, SHAPES


@cache
def read_plan(text: str, plan_id: str = "gongzuo") -> tuple[Plan, Document]:
    document = document_from_text(text, name=f"{plan_id}.txt")
    return extract(document, plan_id=plan_id), document


def shape(name: str) -> Plan:
    return read_plan(HEAD + SHAPES[name], name)[0]


def evidence(start: int = 0) -> Evidence:
    return Evidence(quote="某", pieces=(Piece(start=start, end=start + 1),))


def carried(*pairs: str, tasks: int = 0, certainty: float | None = None, **certainties: float) -> Plan:
    """A plan of tasks 1, 2, … and units A, B, …, where "A1" says that A does task 1; a pair may have its own certainty."""
    names = sorted({pair[0] for pair in pairs})
    numbers = sorted({pair[1:] for pair in pairs} | {str(number) for number in range(1, tasks + 1)}, key=int)
    shared = {"rule": "by-hand"}
    return Plan(
        id="p",
        document={},
        sections=(
            Section(id="一", kind="directive", level=1, label="一", title="一", no=1, evidence=evidence(), **shared),
        ),
        tasks=tuple(
            Task(id=each, directive="一", action="做", kind=TaskKind.OTHER, evidence=evidence(int(each)), **shared)
            for each in numbers
        ),
        entities=tuple(
            Entity(id=f"Centre/{name}", type=EntityType.CENTRE, name=name, evidence=evidence(), **shared)
            for name in names
        ),
        assignments=tuple(
            Assignment(
                id=f"a{place}",
                task=pair[1:],
                unit=f"Centre/{pair[0]}",
                name=pair[0],
                role=Role.RESPONSIBLE,
                evidence=evidence(place),
                unit_evidence=evidence(place),
                certainty=certainties.get(pair, certainty),
                **shared,
            )
            for place, pair in enumerate(pairs)
        ),
    )
