"""Matching: the statements of a plan as read held against its annotation, each right or wrong, and what was missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.things.derived import derived_relations
from plankg.graph.training.likeness import bare, names, overlap, same_fact, same_number, touch
from plankg.graph.training.references import Folded, Reference, Row
from plankg.schema.document import Document
from plankg.schema.plan import Plan, Section
from plankg.schema.terms import Role, TargetKind

ALIKE, TOUCHING = 0.8, 0.6
"""How alike two tasks are that are the same, and how much of the shorter one two have in common that concern one unit."""
LONG, ENDS_ALIKE = 8, 0.6
MOST = 0.5
DOES = {role.value for role in Role if role.does}
NUMBERED = {TargetKind.TARGET, TargetKind.COUNT, TargetKind.SET, TargetKind.SHARE, TargetKind.LIMIT}
WHOLE = "hasPart"
EDGES = {
    "part": {"partOf", "memberOf", WHOLE},
    "work": {"builds", "renovates", "reinforces", "relocates", "completes", "startsConstruction"},
    "event": {"holdsEvent"},
}


class Held(NamedTuple):
    """A statement by its id, of which kind it is, and whether the annotation has it."""

    kind: str
    id: str
    right: bool


class Missed(NamedTuple):
    """What the annotation says and no statement does: of which kind it is, and where in the text, if its words are found."""

    kind: str
    span: Span | None


class _Candidate(NamedTuple):
    """A statement in an annotated directive."""

    id: str
    statement: Any
    directive: Any


class _List(NamedTuple):
    """A kind of statement: its annotated rows, those that were read, how alike two are, and a row's words in the text."""

    kind: str
    rows: Sequence[Row]
    candidates: Sequence[_Candidate]
    likeness: Callable[[Row, Any], float]
    words: str


class Matching:
    """A plan as read beside its annotation; only the directives that the annotation covers count."""

    def __init__(self, plan: Plan, document: Document, reference: Reference) -> None:
        """Find the annotated directives by their titles."""
        self._plan, self._document, self._rows = plan, document, reference.rows
        self._text = Folded(document.normal)
        self._directives = dict(_aligned(plan.directives, reference.rows["directives"]))
        covered = (section for section in plan.directives if section.id in self._directives)
        self._places = {self._directives[section.id]: self._extent(section) for section in covered}
        self._aliases = dict(self._all_names())
        self._said = {task.id: task for task in plan.tasks}
        self._told = {row["id"]: row["text"] for row in reference.rows["tasks"]}

    def held(self) -> tuple[list[Held], list[Missed]]:
        """The statements in annotated directives, right or wrong, and what was missed in these.

        A thing named in several directives is right where the annotation has it in most of them.
        """
        statements: list[Held] = [*self._structure()]
        missed: list[Missed] = []
        for kind, rows, candidates, likeness, words in self._lists():
            pairs, left = _matched(rows, candidates, likeness)
            right: dict[str, list[bool]] = defaultdict(list)
            for place, row in enumerate(candidates):
                right[row.id].append(place in pairs)
            statements += [Held(kind, name, sum(verdicts) >= MOST * len(verdicts)) for name, verdicts in right.items()]
            missed += [Missed(kind, self._place(row, row[words])) for row in left if not row.get("optional")]
        return statements, missed

    def covers(self, place: int) -> bool:
        """Whether a place of the normalised text stands in an annotated directive."""
        return any(extent.start <= place < extent.end for extent in self._places.values())

    def _structure(self) -> Iterator[Held]:
        """The sections that the annotation has, by their titles, and the document's data."""
        titles = [row["title"] for row in self._rows["directives"]]
        for section in self._plan.directives:
            if section.id in self._directives:
                yield Held("section", section.id, max(overlap(title, section.title) for title in titles) >= ALIKE)
        data = self._rows.get("document", {})
        for key, field, fact in self._plan.document.facts():
            if known := data.get(field):
                names = [known] if isinstance(known, str) else known
                yield Held("fact", f"document/{key}", any(same_fact(name, fact.value) for name in names))

    def _lists(self) -> Iterator[_List]:
        plan, rows = self._plan, self._rows
        yield _List("task", self._covered(rows["tasks"]), self._found(plan.tasks), _same_task, "text")
        yield _List("entity", self._named(), self._mentions(), _same_entity, "name")
        yield from self._carriers()
        targets = [
            row for row in self._covered(rows["targets"]) if row["kind"] in NUMBERED and row.get("value") is not None
        ]
        figures = (row for row in plan.targets if row.kind in NUMBERED and row.value is not None)
        yield _List("target", targets, self._found(figures), _same_target, "text")
        yield _List("citation", self._covered(rows["documents_cited"]), self._cited(), _same_document, "name")
        relations = (*plan.relations, *derived_relations(plan))
        for kind, predicates in EDGES.items():
            edges = [row for row in self._covered(rows["relations"]) if row["predicate"] in predicates]
            candidates = self._found(row for row in relations if row.predicate.value in predicates)
            yield _List(kind, edges, candidates, self._same_relation, "evidence")

    def _covered(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if row["directive"] in self._places]

    def _found(self, rows: Iterable[Any]) -> list[_Candidate]:
        placed = (_Candidate(row.id, row, self._directives.get(row.directive or "")) for row in rows)
        return [row for row in placed if row.directive in self._places]

    def _cited(self) -> list[_Candidate]:
        rows = enumerate(self._plan.citations)
        placed = (_Candidate(f"citation/{at}", row, self._directives.get(row.directive or "")) for at, row in rows)
        return [row for row in placed if row.directive in self._places]

    def _named(self) -> list[Row]:
        rows = ({**row, "directive": no} for row in self._rows["entities"] for no in row["directives"])
        return self._covered(rows)

    def _mentions(self) -> list[_Candidate]:
        sections = {
            row.id: dict.fromkeys(mention.section or "" for mention in row.mentions) for row in self._plan.entities
        }
        placed = (
            _Candidate(row.id, row, directive)
            for row in self._plan.entities
            for directive in dict.fromkeys(self._directives.get(section) for section in sections[row.id])
        )
        return [row for row in placed if row.directive in self._places]

    def _carriers(self) -> Iterator[_List]:
        tasks = self._covered(self._rows["tasks"])
        carriers = [
            {**row, "task": task["text"], "directive": task["directive"]} for task in tasks for row in task["carriers"]
        ]
        sections = {task.id: task.directive for task in self._plan.tasks}
        placed = (_Candidate(row.id, row, self._directives.get(sections[row.task])) for row in self._plan.assignments)
        candidates = [row for row in placed if row.directive in self._places]
        for does, kind in ((True, "doer"), (False, "concerned")):
            rows = [
                row for row in carriers if does in {role in DOES for role in (row["role"], *row.get("alt_roles", ()))}
            ]
            said = [row for row in candidates if row.statement.role.does is does]
            yield _List(kind, rows, said, self._same_carrier, "task")

    def _same_carrier(self, row: Row, statement: Any) -> float:
        text = self._said[statement.task].text
        if not self._same_name(row["name"], statement.name) or touch(row["task"], text) < TOUCHING:
            return 0
        return 1.0 + bool(row["role"] == statement.role.value) + overlap(row["task"], text)

    def _same_relation(self, row: Row, statement: Any) -> float:
        ends = [str(self._told.get(row[end], row[end])) for end in ("subject", "object")]
        said = [self._end(statement.subject), self._end(statement.object)]
        if (row["predicate"] == WHOLE) is not (statement.predicate.value == WHOLE):
            said.reverse()
        same = all(self._same_end(one, other) for one, other in zip(ends, said, strict=True))
        return 1.0 + bool(row["predicate"] == statement.predicate.value) if same else 0

    def _end(self, name: str) -> str:
        if name in self._said:
            return self._said[name].text
        return next((entity.name for entity in self._plan.entities if entity.id == name), name)

    def _same_end(self, one: str, other: str) -> bool:
        long = min(len(bare(one)), len(bare(other))) > LONG
        return self._same_name(one, other) or (long and overlap(one, other) >= ENDS_ALIKE)

    def _same_name(self, one: str, other: str) -> bool:
        one, other = bare(one), bare(other)
        return one == other or bool(self._aliases.get(one, {one}) & self._aliases.get(other, {other}))

    def _all_names(self) -> Iterator[tuple[str, set[str]]]:
        for row in (*self._rows["entities"], *(entity.model_dump() for entity in self._plan.entities)):
            yield from ((name, names(row)) for name in names(row))

    def _extent(self, section: Section) -> Span:
        at = self._document.normal_at
        end = section.body.end if section.body else section.evidence.end
        return Span(at[section.evidence.start], at[end - 1] + 1)

    def _place(self, row: Row, words: str) -> Span | None:
        return next(self._text.places(words, self._places[row["directive"]]), None)


def _same_task(row: Row, statement: Any) -> float:
    alike = overlap(row["text"], statement.text)
    return alike if alike >= ALIKE else 0


def _same_entity(row: Row, statement: Any) -> float:
    if not names(row) & names(
        {"name": statement.name, "aliases": statement.aliases, "expanded_name": statement.expanded_name}
    ):
        return 0
    return 1.0 + (statement.type in {row["type"], *row.get("alt_types", ())})


def _same_target(row: Row, statement: Any) -> float:
    if bare(row.get("unit")) != bare(statement.unit) or not same_number(row["value"], statement.value):
        return 0
    return 1.0 + bool(row["comparator"] == statement.comparator.value) + overlap(row["indicator"], statement.indicator)


def _same_document(row: Row, statement: Any) -> float:
    return float(bare(row["name"]) == bare(statement.name))


def _aligned(sections: Sequence[Section], rows: Sequence[Row]) -> Iterator[tuple[str, Any]]:
    """The directives as read with the numbers of the annotated ones: by title, then by number."""
    left, rest = list(sections), []
    for row in rows:
        best = max(left, key=lambda one: (overlap(row["title"], one.title), row["no"] == one.no), default=None)
        if best is None or overlap(row["title"], best.title) < ALIKE:
            rest.append(row)
        else:
            left.remove(best)
            yield best.id, row["no"]
    for row in rest:
        if same := next((section for section in left if section.no == row["no"]), None):
            left.remove(same)
            yield same.id, row["no"]


def _matched(
    rows: Sequence[Row], candidates: Sequence[_Candidate], likeness: Callable[[Row, Any], float]
) -> tuple[set[int], list[Row]]:
    """Pair each row with at most one statement of its directive, the likest first; gives the places paired, and the rows left."""
    scored = sorted(
        (-alike, place, other)
        for place, row in enumerate(rows)
        for other, one in enumerate(candidates)
        if row["directive"] == one.directive and (alike := likeness(row, one.statement)) > 0
    )
    pairs: dict[int, int] = {}
    partners: set[int] = set()
    for _, place, other in scored:
        if place not in pairs and other not in partners:
            pairs[place] = other
            partners.add(other)
    return partners, [row for place, row in enumerate(rows) if place not in pairs]
