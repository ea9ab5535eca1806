"""A plan as Web Annotations, for annotation tools: an AnnotationCollection over the text, with one page.

https://www.w3.org/TR/annotation-model/: sections 3.2.4 (Embedded Textual Body), 4.2.4 (Text Quote Selector), 4.2.5 (Text
Position Selector, counted in code points), 5.1 and 5.2 (collection and page). The annotations are the statements of the
graph, by the same IRIs: a task, a figure, a document cited or a relation points at its words, an assignment at its clause,
then at the unit's words and at the role's. An entity is identified at each place that names it. Where a page end breaks a
quote, each of its pieces is a target: what a target quotes stands so in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from plankg.graph.rdf import Iris, label
from plankg.graph.rdf.spans import CONTEXT
from plankg.graph.rdf.vocabulary import NAMESPACE, ONTOLOGY
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.plan import Assignment, Citation, Entity, Plan, Relation, Statement, Target, Task
from plankg.schema.wording import Language, language, words
from pydantic_core import to_json

CONTEXT_FILE = "http://www.w3.org/ns/anno.jsonld"
RESOURCE = "SpecificResource"

Json = dict[str, Any]


def annotation_collection(plan: Plan, document: Document, *, lang: Language | None = None) -> bytes:
    """The annotations as JSON-LD in UTF-8, in the order of the lists of the plan; what is said is in that language."""
    writer = _Writer(plan, document, lang or language())
    items = list(writer.items())
    collection = {
        "@context": CONTEXT_FILE,
        "id": f"{writer.iris.plan}/annotations",
        "type": "AnnotationCollection",
        "label": plan.id,
        "total": len(items),
        "first": {
            "id": f"{writer.iris.plan}/annotations/1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return to_json(collection, indent=1) + b"\n"


class _Writer:
    """The annotations of one plan, in one language."""

    def __init__(self, plan: Plan, document: Document, lang: Language) -> None:
        self.iris = Iris.of(plan)
        self._plan = plan
        self._text = document.text
        self._lang = lang
        self._generator = {"id": ONTOLOGY, "type": "Software", "name": "plankg"}
        self._nodes = {row.id: self.iris.task(row.id) for row in plan.tasks}
        self._nodes |= {row.id: self.iris.target(row.id) for row in plan.targets}
        self._nodes |= {row.id: self.iris.entity(row.id) for row in plan.entities}

    def items(self) -> Iterator[Json]:
        """All annotations."""
        for task in self._plan.tasks:
            tags = [self._class(task), task.kind.said(self._lang)]
            yield self._item(self.iris.task(task.id), "describing", task.text, tags, [task.evidence])
        for entity in self._plan.entities:
            yield from self._identified(entity)
        for row in self._plan.assignments:
            yield self._assigned(row)
        for target in self._plan.targets:
            yield self._item(
                self.iris.target(target.id), "describing", target.indicator, [self._class(target)], [target.evidence]
            )
        for cited in self._plan.citations:
            place = self.iris.citation(cited.relation.value, cited.name, cited.evidence)
            tags = [self._class(cited), cited.relation.said(self._lang)]
            yield self._item(place, "describing", cited.name, tags, [cited.evidence])
        for relation in self._plan.relations:
            yield self._related(relation)

    def _identified(self, entity: Entity) -> Iterator[Json]:
        """An annotation for each place that names the entity: tools show one mark each."""
        tags = [entity.type.said(self._lang)]
        for evidence in dict.fromkeys([entity.evidence, *(mention.evidence for mention in entity.mentions)]):
            node = self.iris.entity(entity.id)
            yield self._item(
                self.iris.mention(entity.id, evidence), "identifying", entity.name, tags, [evidence], identified=[node]
            )

    def _assigned(self, row: Assignment) -> Json:
        said = words("annotation.assignment", self._lang, unit=row.name, role=row.role.said(self._lang), task=row.task)
        parts = [row.evidence, row.unit_evidence, *([row.cue] if row.cue else [])]
        tags = [self._class(row), row.role.said(self._lang)]
        ends = [self._nodes[row.unit], self._nodes[row.task]]
        return self._item(self.iris.assignment(row.id), "linking", said, tags, parts, linked=ends)

    def _related(self, row: Relation) -> Json:
        said = " ".join((row.subject.partition("/")[2] or row.subject, row.predicate.said(self._lang)))
        said = f"{said} {row.object.partition('/')[2] or row.object}"
        ends = [self._nodes[row.subject], self._nodes[row.object]]
        tags = [self._class(row), row.predicate.said(self._lang)]
        return self._item(self.iris.relation(row.id), "linking", said, tags, [row.evidence], linked=ends)

    def _item(
        self,
        id_: str,
        motivation: str,
        said: str,
        tags: Iterable[str],
        parts: Iterable[Evidence],
        *,
        identified: Iterable[str] = (),
        linked: Iterable[str] = (),
    ) -> Json:
        pieces = dict.fromkeys(piece for part in parts for piece in part.pieces)
        targets = [self._target(piece) for piece in pieces]
        return {
            "id": id_,
            "type": "Annotation",
            "motivation": motivation,
            "generator": self._generator,
            "body": [
                _body(said, "describing", self._lang if motivation == "linking" else "zh"),
                *(_body(tag, "tagging", self._lang) for tag in dict.fromkeys(tags)),
                *({"type": RESOURCE, "source": node, "purpose": "identifying"} for node in identified),
                *({"type": RESOURCE, "source": node, "purpose": "linking"} for node in linked),
            ],
            "target": targets[0] if len(targets) == 1 else targets,
        }

    def _target(self, piece: Piece) -> Json:
        start, end = piece.start, piece.end
        quote = {
            "type": "TextQuoteSelector",
            "exact": self._text[start:end],
            "prefix": self._text[max(0, start - CONTEXT) : start],
            "suffix": self._text[end : end + CONTEXT],
        }
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": RESOURCE, "source": self.iris.source, "selector": [quote, position]}

    def _class(self, row: Statement | Task | Target | Citation) -> str:
        name = type(row).__name__
        return label(NAMESPACE + name, self._lang) or name


def _body(value: str, purpose: str, lang: Language) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": lang, "purpose": purpose}
