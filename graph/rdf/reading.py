"""From quads back to the plan: the way of `dataset`, backwards, by the same patterns.

RDF knows no order, so rows come in the order of the text, as do the words that a statement lists; other names of an
entity come by the alphabet. `in_text_order` brings a plan into that order: with it, nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar
from urllib.parse import unquote

from plankg.graph.rdf.fields import fields
from plankg.graph.rdf.iris import RULES
from plankg.graph.rdf.patterns import Pattern, patterns
from plankg.graph.rdf.vocabulary import NAMESPACE, closed_lists, expand, term_iri
from plankg.schema.errors import GraphError
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.model import Model
from plankg.schema.plan import (
    Assignment,
    Citation,
    DocumentData,
    Entity,
    Fact,
    Member,
    Mention,
    Naming,
    Plan,
    Relation,
    Section,
    Sentence,
    Target,
    Task,
)
from plankg.schema.terms import EntityType, Predicate, Term
from pyoxigraph import Literal, NamedNode, Quad

Row = TypeVar("Row", bound=Model)

TYPE = expand("rdf:type")
IDENTIFIER = expand("dcterms:identifier")
PART = expand("dcterms:hasPart")
PART_OF = expand("dcterms:isPartOf")
SELECTOR = expand("oa:hasSelector")
IN_SENTENCE = expand("plankg:inSentence")
CERTAINTY = expand("plankg:certainty")
BODY, TARGET = expand("oa:hasBody"), expand("oa:hasTarget")
NAMING: tuple[type[Model], ...] = (Naming, Mention)
EXACT, START, END = (expand(f"oa:{name}") for name in ("exact", "start", "end"))


def plan_from(quads: Iterable[Quad]) -> Plan:
    """The plan that quads state, its rows in the order of the text.

    Raises GraphError where they hold no plan or several, or where a statement lacks what its model requires.
    """
    reader = _Reader(quads)
    plans = reader.of(Plan)
    if len(plans) != 1:
        raise GraphError("rdf_plan_not_one", count=len(plans))
    try:
        return in_text_order(reader.plan(plans[0]))
    except (ValueError, LookupError) as error:
        raise GraphError("rdf_plan_broken", reason=" ".join(str(error).split())) from error


def in_text_order(plan: Plan) -> Plan:
    """The plan with its rows, and what each row lists, in the order in which RDF gives them back."""
    lists = {name: value for name, value in plan if isinstance(value, tuple)}
    ordered: dict[str, Any] = {name: tuple(sorted(map(_ordered, rows), key=_place)) for name, rows in lists.items()}
    return plan.model_copy(update=ordered)


def _ordered(row: Model) -> Model:
    match row:
        case Task():
            quote = row.evidence.quote
            objects = sorted(row.objects, key=lambda words: (quote.find(words), words))
            return row.model_copy(
                update={"objects": tuple(objects), "restated": tuple(sorted(row.restated, key=_span))}
            )
        case Entity():
            mentions = sorted(row.mentions, key=lambda mention: _span(mention.evidence))
            members = sorted(row.members, key=lambda member: member.position)
            listed = {"aliases": tuple(sorted(row.aliases)), "mentions": tuple(mentions), "members": tuple(members)}
            return row.model_copy(update=listed)
    return row


def _place(row: Any) -> tuple[list[int], list[tuple[bool, int, str]]]:
    """Order rows by their place in the text; the numbers in the names of those of one place by their size."""
    parts = getattr(row, "id", None) or f"{getattr(row, 'relation', '')}{getattr(row, 'name', '')}"
    pieces = "".join(char if char.isdecimal() else f" {char} " for char in parts).split()
    return _span(row.evidence), [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in pieces]


def _span(evidence: Evidence) -> list[int]:
    return [place for piece in evidence.pieces for place in (piece.start, piece.end)]


class _Reader:
    """The quads by subject and property, and what each kind of value is read as."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._said: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        for quad in quads:
            subject: Any = quad.subject
            values = self._said.setdefault(subject.value, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)  # type: ignore[arg-type]  # a plan's graph has no blank nodes
        self._spans: dict[str, Evidence] = {}
        self._read: dict[str, Callable[[NamedNode | Literal], Any]] = {
            "span": lambda node: self.evidence(node.value),
            "Rule": lambda node: unquote(node.value.removeprefix(RULES)),
            "Decision": lambda node: unquote(node.value.rpartition("/")[2]),
            "integer": lambda literal: int(literal.value),
            "date": lambda literal: date.fromisoformat(literal.value),
            "number": _number,
        }

    def of(self, model: type[Model]) -> list[str]:
        """The nodes of a model's class."""
        kind = NamedNode(NAMESPACE + model.__name__)
        return [node for node, said in self._said.items() if kind in said.get(TYPE, [])]

    def plan(self, node: str) -> Plan:
        """The plan of that node."""
        return Plan(
            id=self._value(node, IDENTIFIER).value,
            document=self._data(),
            sections=self._rows(Section),
            sentences=tuple(
                Sentence(evidence=self.evidence(place), section=self._section(place), certainty=self._certainty(place))
                for place in self.of(Sentence)
            ),
            tasks=self._rows(Task),
            entities=self._rows(Entity),
            assignments=self._rows(Assignment),
            targets=self._rows(Target),
            citations=self._rows(Citation),
            relations=self._rows(Relation),
        )

    def _data(self) -> DocumentData:
        terms = {field.iri: field for field in fields(DocumentData)}
        data: dict[str, Any] = {}
        nodes = [(self._row(Fact, node), self._value(node, expand("rdf:predicate")).value) for node in self.of(Fact)]
        for fact, iri in sorted(nodes, key=lambda row: row[0].evidence.start):
            term = terms[iri]
            data[term.name] = (*data.get(term.name, ()), fact) if term.many else fact
        return DocumentData(**data)

    def _rows(self, model: type[Row]) -> tuple[Row, ...]:
        return tuple(self._row(model, node) for node in self.of(model))

    def _row(self, model: type[Row], node: str) -> Row:
        row = self._fields(model, node)
        if model is Entity:
            members = self._said[node].get(expand("org:hasMember"), [])
            row["members"] = tuple(self._row(Member, member.value) for member in members)
            row |= self._named(node)
        return model.model_validate(row)

    def _fields(self, model: type[Model], node: str) -> dict[str, Any]:
        return {pattern.name: value for pattern in patterns(model) if (value := self._field(node, pattern)) is not None}

    def _named(self, thing: str) -> dict[str, Any]:
        """What is stated of a thing, and where it is named: what the annotations with it as their body say."""
        namings = {kind: [node for node in self._naming.get(thing, []) if node in self._all(kind)] for kind in NAMING}
        places = [self._value(node, TARGET).value for node in namings[Mention]]
        row = self._fields(Naming, namings[Naming][0]) if namings[Naming] else {}
        row["mentions"] = tuple(Mention(evidence=self.evidence(one), section=self._section(one)) for one in places)
        return row

    @cached_property
    def _naming(self) -> dict[str, list[str]]:
        """The annotations by the thing that is their body."""
        by_thing: dict[str, list[str]] = {}
        for node, said in self._said.items():
            for thing in said.get(BODY, []):
                by_thing.setdefault(thing.value, []).append(node)
        return by_thing

    @cache  # noqa: B019 - a reader lives as long as the quads that it reads
    def _all(self, model: type[Model]) -> frozenset[str]:
        return frozenset(self.of(model))

    def _field(self, node: str, pattern: Pattern) -> Any:
        values = self._said[node].get(pattern.iri, [])
        if pattern.kind == "term":
            values = [value for value in values if value.value in _terms()]
        read = self._read.get(pattern.kind, self._plain)
        members = [read(value) for value in values]
        if pattern.many:
            return tuple(members)
        return members[0] if members else None

    def _plain(self, value: NamedNode | Literal) -> Any:
        """Read text as it is, a term as the model has it, and a node as the id it goes by."""
        if isinstance(value, Literal):
            return value.value
        return _terms().get(value.value) or self._value(value.value, IDENTIFIER).value

    def evidence(self, node: str) -> Evidence:
        """The characters of a span: one piece, or those of its parts."""
        if node not in self._spans:
            pieces = sorted((self._piece(part) for part in self._parts(node)), key=lambda piece: piece.start)
            self._spans[node] = Evidence(quote=self._selected(node, EXACT), pieces=tuple(pieces))
        return self._spans[node]

    def _parts(self, node: str) -> list[str]:
        return [part.value for part in self._said[node].get(PART, [])] or [node]

    def _piece(self, node: str) -> Piece:
        return Piece(start=int(self._selected(node, START)), end=int(self._selected(node, END)))

    def _selected(self, node: str, property_: str) -> str:
        for selector in self._said[node].get(SELECTOR, []):
            for value in self._said[selector.value].get(property_, []):
                return value.value
        raise KeyError(f"{node} {property_}")

    def _section(self, span: str) -> str | None:
        """The section that a run of characters stands in: its own, or that of its sentence."""
        places = [span, *(place.value for place in self._said[span].get(IN_SENTENCE, []))]
        sections = [section for place in places for section in self._said[place].get(PART_OF, [])]
        return self._value(sections[0].value, IDENTIFIER).value if sections else None

    def _certainty(self, node: str) -> float | None:
        figures = self._said[node].get(CERTAINTY)
        return float(figures[0].value) if figures else None

    def _value(self, node: str, property_: str) -> NamedNode | Literal:
        try:
            return self._said[node][property_][0]
        except LookupError:
            raise KeyError(f"{node} {property_}") from None


def _number(literal: NamedNode | Literal) -> float | str:
    """Read a figure; a ratio (4:3) is text."""
    is_text = isinstance(literal, Literal) and literal.datatype.value == expand("xsd:string")
    return literal.value if is_text else float(literal.value)


@cache
def _terms() -> dict[str, Term]:
    """The terms of all closed lists by their IRIs."""
    kinds: tuple[type[Term], ...] = (*closed_lists(), EntityType, Predicate)
    return {term_iri(term): term for kind in kinds for term in kind}
