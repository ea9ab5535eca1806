"""Plans of any shape for round trips: every field of every model filled in or left out, over a text of odd characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from plankg.graph.rdf.reading import in_text_order
from plankg.schema import (
    Assignment,
    Citation,
    Document,
    DocumentData,
    Entity,
    Evidence,
    Fact,
    Member,
    Mention,
    Piece,
    Plan,
    Relation,
    Section,
    Sentence,
    Target,
    Task,
)
from plankg.schema.terms import (
    Basis,
    Comparator,
    DocumentRelation,
    EntityType,
    Predicate,
    Role,
    Standing,
    TargetKind,
    TaskKind,
)

TEXT = "一、推进　“1+X”证书\n制度，与𠮷校（含\t分校）合作。\n" * 4
SENTENCES = ((0, 20), (20, 33), (36, 60))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
MAYBE = st.none() | WORDS
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """A quote of one piece or two."""
    cuts = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=2, max_size=4)))
    pieces = [Piece(start=start, end=end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return Evidence(quote="".join(TEXT[piece.start : piece.end] for piece in pieces), pieces=tuple(pieces))


def statement(**fields: Any) -> dict[str, Any]:
    """What every statement has, and the fields of this kind."""
    standing = st.sampled_from(Standing)
    return {"evidence": evidence(), "standing": standing, "rule": WORDS, "decision": MAYBE, "source": MAYBE, **fields}


def some(ids: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()


def rows(ids: Sequence[str], model: type, **fields: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """A row of the model for each id."""
    return st.tuples(*(st.builds(model, **statement(id=st.just(id_), **fields)) for id_ in ids))


def section_at(place: int, sections: Sequence[str]) -> str | None:
    """The section of the sentence there; the text outside of all sentences is the last section's."""
    for number, (start, end) in enumerate(SENTENCES):
        if start <= place < end:
            return sections[number] if number < len(sections) else None
    return sections[-1] if sections else None


@st.composite
def entities(draw: st.DrawFn, sections: Sequence[str]) -> tuple[Entity, ...]:
    """Entities with names, mentions and members."""
    names = draw(st.sets(st.tuples(st.sampled_from(EntityType), WORDS), max_size=4))
    found = []
    for kind, name in sorted(names):
        places = draw(st.sets(evidence(), max_size=3))
        mentions = tuple(Mention(evidence=one, section=section_at(one.start, sections)) for one in places)
        member = st.builds(Member, position=st.just(1), name=MAYBE, standing=st.just(Standing.INFERRED), source=MAYBE)
        entity = st.builds(
            Entity,
            **statement(
                id=st.just(f"{kind.value}/{name}"),
                type=st.just(kind),
                name=st.just(name),
                aliases=st.sets(WORDS, max_size=2).map(tuple),
                expanded_name=MAYBE,
                mentions=st.just(mentions),
                members=st.just(()) | member.map(lambda one: (one,)),
            ),
        )
        found.append(draw(entity))
    return tuple(found)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan whose ids lead somewhere, in the order of the text."""
    sections = ["一", "一/1", "二"][: draw(st.integers(0, 3))]
    tasks = [f"1.{number}" for number in range(1, draw(st.integers(0, 3)) + 1)] if sections else []
    things = draw(entities(sections))
    names = [entity.id for entity in things]
    targets = ["q1.1", "q1.2"][: draw(st.integers(0, 2))] if sections else []
    ends = [*tasks, *targets, *names]
    stated = st.builds(Fact, **statement(value=WORDS | DAYS.map(str)))
    fact = st.none() | stated
    # In the order of the text, as a plan names them, and each once.
    others = st.lists(stated, max_size=3, unique_by=(lambda row: row.evidence.start, lambda row: row.value)).map(
        lambda rows: tuple(sorted(rows, key=lambda row: row.evidence.start))
    )
    figures = st.none() | WORDS | st.floats(0, 1e9, allow_nan=False)
    one_section = st.sampled_from(sections or ["一"])
    citations = draw(
        st.lists(
            st.builds(
                Citation,
                **statement(name=WORDS, directive=some(sections), task=some(tasks), entity=some(names)),
                relation=st.sampled_from(DocumentRelation),
            ),
            max_size=2,
            unique_by=lambda row: (row.relation.value, row.name, row.evidence.start),
        )
    )
    built = Plan(
        id="计划",
        document=draw(
            st.builds(
                DocumentData,
                **{name: others if name == "co_issuers" else fact for name in DocumentData.model_fields},
            )
        ),
        sections=draw(
            rows(
                sections,
                Section,
                kind=st.sampled_from(["chapter", "section", "directive"]),
                level=st.integers(1, 4),
                label=WORDS,
                title=WORDS,
                parent=some(sections),
                chapter=some(sections),
                no=st.none() | st.integers(1, 99),
                body=st.none() | evidence(),
            )
        ),
        sentences=tuple(
            Sentence(
                evidence=Evidence(quote=TEXT[start:end], pieces=(Piece(start=start, end=end),)),
                section=section_at(start, sections),
            )
            for start, end in SENTENCES
        ),
        tasks=draw(
            rows(
                tasks,
                Task,
                directive=one_section,
                action=WORDS,
                objects=st.sets(WORDS, max_size=3).map(tuple),
                kind=st.sampled_from(TaskKind),
                time=MAYBE,
                recurrence=MAYBE,
                due=st.none() | DAYS,
                time_evidence=st.none() | evidence(),
                restated=st.sets(evidence(), max_size=2).map(tuple),
                default_actor=some(names),
            )
        ),
        entities=things,
        assignments=draw(
            rows(
                ["a1", "a2", "a10"] if tasks and names else [],
                Assignment,
                task=st.sampled_from(tasks or [""]),
                unit=st.sampled_from(names or [""]),
                name=WORDS,
                role=st.sampled_from(Role),
                basis=st.sampled_from(Basis),
                unit_evidence=evidence(),
                cue=st.none() | evidence(),
            )
        ),
        targets=draw(
            rows(
                targets,
                Target,
                directive=one_section,
                task=some(tasks),
                entity=some(names),
                value=figures,
                value_max=st.none() | st.floats(0, 1e9),
                unit=MAYBE,
                comparator=st.sampled_from(Comparator),
                indicator=WORDS,
                deadline=MAYBE,
                kind=st.sampled_from(TargetKind),
            )
        ),
        citations=tuple(citations),
        relations=draw(
            rows(
                ["r1", "r2"] if ends else [],
                Relation,
                subject=st.sampled_from(ends or [""]),
                predicate=st.sampled_from(Predicate),
                object=st.sampled_from(ends or [""]),
                directive=some(sections),
            )
        ),
    )
    return in_text_order(built)


def document() -> Document:
    """The text that the plans' evidence points into."""
    offsets = tuple(range(len(TEXT) + 1))
    return Document(name="计划.txt", media_type="text/plain", sha256="0" * 64, text=TEXT, normal=TEXT, offsets=offsets)
