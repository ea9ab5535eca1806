"""What is compared of a task: its words without who, how many and until when, and these three each by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, TypeVar

from plankg.graph.patterns import named_pattern
from plankg.graph.things.full_names import full_name
from plankg.schema.evidence import Evidence
from plankg.schema.places import Places
from plankg.schema.plan import Assignment, Plan, Section, Target, Task
from plankg.schema.terms import EntityType, Role

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SIGNS = re.compile(r"[^\w%‰.+]|_")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
COUNT = named_pattern("comparison.count", r"[\d.～~—–-]+", matches=["33所", "3～5家"], rejects=["各校"])
YEAR = named_pattern(
    "comparison.year", r"(?:19|20)\d\d(?=年|[-—–－~～至到]|$)", matches=["2024年", "2024—2026"], rejects=["2024个"]
)
NUMERAL = named_pattern(
    "comparison.numeral", "[零〇一二两三四五六七八九十百千万亿半]+", matches=["三十所"], rejects=["各校"]
)
JOINING = named_pattern(
    "comparison.joining", "(?:[、，,和及与跟同由]|会同|协同|联合)+$", matches=["水务局会同"], rejects=["会同水务局"]
)
PLAN_YEAR = re.compile(r"(?:19|20)\d\d")
OFFICES = {EntityType.GOVERNMENT_BODY, EntityType.CENTRE, EntityType.PARTNER_INSTITUTION}
SHORTEST = 3
"""Shorter names of offices (各区) are words of other tasks."""
Row = TypeVar("Row", Assignment, Target)


class Doer(NamedTuple):
    """A unit that does a task: in which role, as its plan writes it, and by which name it is compared."""

    role: Role
    written: str
    name: str


@dataclass(frozen=True)
class Content:
    """A task taken apart for comparison; `place` is its number in the order of its plan.

    `words` is its text with nothing but letters and figures, `rest` the same without units, numbers and times, `around` that of
    the sentence that holds it. `doers` are
    those who do it, in the order of roles. `due` is its last day, `time` and `recurrence` its time as written.
    """

    place: int
    task: Task
    directive: Section | None
    words: str
    rest: str
    around: str
    doers: tuple[Doer, ...]
    figures: tuple[str, ...]
    years: tuple[int, ...]
    due: date | None
    time: str
    recurrence: str

    @property
    def units(self) -> frozenset[tuple[str, Role]]:
        """Who does it, by the name that is compared, with the role."""
        return frozenset((doer.name, doer.role) for doer in self.doers)


def contents(plan: Plan, name: Callable[[str], str], bodies: re.Pattern[str]) -> tuple[Content, ...]:
    """What is compared of each task of a plan, in its order.

    `name` gives the name by which an entity is compared, `bodies` finds the names of offices, which are no words of the task.
    """
    sections = {section.id: section for section in plan.sections}
    places = Places(plan)
    assignments, targets = _by_task(plan.assignments), _by_task(plan.targets)
    rows = []
    for place, task in enumerate(plan.tasks):
        doing = [row for row in assignments.get(task.id, []) if row.role.does]
        figures = targets.get(task.id, [])
        masked, years, numbers = _beside(task, doing, figures, bodies)
        text = task.text.translate(WIDE)
        rows.append(
            Content(
                place=place,
                task=task,
                directive=sections.get(task.directive),
                words=folded(text),
                rest=folded(_without(text, masked)),
                around=folded(places.sentence_words(task.evidence).quote),
                doers=tuple(
                    Doer(role, row.name, COUNT.sub("", name(row.unit)))
                    for role in Role
                    for row in doing
                    if row.role is role
                ),
                figures=_figures(figures, numbers),
                years=years,
                due=task.due,
                time=folded(task.time or ""),
                recurrence=folded(task.recurrence or ""),
            )
        )
    return tuple(rows)


def bodies_of(plans: Iterable[Plan]) -> re.Pattern[str]:
    """A pattern for the names of the offices that do a task in any of these plans."""
    names = {
        row.name
        for plan in plans
        for entities in [{entity.id: entity for entity in plan.entities}]
        for row in plan.assignments
        if row.role.does and len(row.name) >= SHORTEST and row.unit in entities and entities[row.unit].type in OFFICES
    }
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or r"(?!)")


def names(plan: Plan) -> Callable[[str], str]:
    """The name by which each entity of a plan is compared: its full one where it has one."""
    entities = {entity.id: entity for entity in plan.entities}

    @cache
    def name(id_: str) -> str:
        entity = entities.get(id_)
        return (full_name(entity, plan) or entity.name) if entity else id_.partition("/")[2]

    return name


def plan_year(plan: Plan) -> int | None:
    """The year of a plan: that of its period, else of its title, else of the day it was issued."""
    head = plan.document
    for fact in (head.effective_period, head.attachment_title, head.title, head.issued_date):
        if fact and (match := PLAN_YEAR.search(fact.value)):
            return int(match[0])
    return None


def folded(text: str) -> str:
    """Text with nothing but letters and figures, in narrow forms.

    >>> folded("推进“ＡＩ＋教育” 工作，")
    '推进ai+教育工作'
    """
    return SIGNS.sub("", text.translate(WIDE)).lower()


def _by_task(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    grouped: dict[str | None, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.task, []).append(row)
    return grouped


def _beside(
    task: Task, doing: list[Assignment], figures: list[Target], bodies: re.Pattern[str]
) -> tuple[set[int], tuple[int, ...], tuple[str, ...]]:
    """Which characters of a task say who, how many or when, the years that it names beside its time, and its numbers."""
    text = task.text.translate(WIDE)
    masked = set(_positions(task, _who_and_when(task, doing)))
    masked.update(place for match in bodies.finditer(text) for place in range(*match.span()))
    years = _outside(YEAR, text, masked)
    masked.update(place for match in years for place in range(*match.span()))
    kept = set(_positions(task, (row.evidence for row in figures if not row.kind.measures)))
    numbers = _outside(NUMBER, text, masked | kept)
    masked.update(place for match in numbers for place in range(*match.span()))
    numerals = _positions(task, (row.evidence for row in figures if row.kind.measures and row.value is not None))
    masked.update(place for place in numerals if NUMERAL.match(text[place]) and place not in kept)
    return masked, tuple(int(match[0]) for match in years), tuple(match[0] for match in numbers)


def _outside(pattern: re.Pattern[str], text: str, masked: set[int]) -> list[re.Match[str]]:
    """Where a pattern is found beside the characters that are something else."""
    return [match for match in pattern.finditer(text) if masked.isdisjoint(range(*match.span()))]


def _who_and_when(task: Task, doing: Iterable[Assignment]) -> Iterator[Evidence]:
    """The words that say who does it and until when."""
    if task.time_evidence:
        yield task.time_evidence
    for row in doing:
        yield row.unit_evidence
        if row.cue:
            yield row.cue


def _positions(task: Task, words: Iterable[Evidence]) -> Iterator[int]:
    """Where in the task's text words stand that are told by their place in the source."""
    offsets = [place for piece in task.evidence.pieces for place in range(piece.start, piece.end)]
    if not offsets:
        return
    at = {source: place for place, source in enumerate(offsets)}
    for evidence in words:
        for piece in evidence.pieces:
            if piece.start <= offsets[-1] and piece.end > offsets[0]:
                yield from (at[source] for source in range(piece.start, piece.end) if source in at)


def _without(text: str, masked: set[int]) -> str:
    """Text without these characters, nor the words that join what is left out (市教育局和市财政局)."""
    rest = ""
    for place, char in enumerate(text):
        if place not in masked:
            rest += char
        elif place - 1 not in masked:
            rest = JOINING.sub("", rest)
    return rest


def _figures(targets: Iterable[Target], numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers of a task, sorted: those that were read with their measure, and whatever else stands in figures."""
    read: list[str] = []
    values: list[float] = []
    for row in targets:
        if row.kind.measures and row.value is not None:
            upper = f"–{_plain(row.value_max)}" if row.value_max is not None else ""
            read.append(f"{_plain(row.value)}{upper}{row.unit or ''}")
            values += [float(one) for one in (row.value, row.value_max) if isinstance(one, float)]
            values += [
                float(one) for one in str(row.value).split(":") if isinstance(row.value, str) and _is_number(one)
            ]
    left = [number for number in numbers if not any(_same(float(number), value) for value in values)]
    return tuple(sorted([*read, *left]))


def _same(one: float, other: float) -> bool:
    """Whether a number in the text is that value, which may be told in another measure (2万 is 20,000)."""
    return any(abs(one * factor - other) <= 1e-9 * max(1.0, abs(other)) for factor in (1, 100, 1000, 10_000, 1e8, 0.01))


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def _plain(value: float | str) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
