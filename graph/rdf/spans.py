"""Evidence as Web Annotation targets: one node for each run of characters that a statement points at.

https://www.w3.org/TR/annotation-model/#text-quote-selector and #text-position-selector. A node stands for the
characters, not for a statement, so statements that rest on the same words share it. Where a page end breaks a
quote, its position runs from the first piece to the last, and the pieces are parts with selectors of their own.
"""

from __future__ import annotations

from bisect import bisect_right

from plankg.graph.rdf.iris import Iris
from plankg.graph.rdf.patterns import integer, node
from plankg.graph.rdf.vocabulary import expand
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Sentence
from pyoxigraph import Literal, NamedNode, Quad

CONTEXT = 16
"""Characters before and after a quote that its selector gives: enough to find 学校 again after an edit elsewhere."""

TYPE = node(expand("rdf:type"))
HAS_PART = node(expand("dcterms:hasPart"))
PART_OF = node(expand("dcterms:isPartOf"))
IN_SENTENCE = node(expand("plankg:inSentence"))
SENTENCE = node(expand("plankg:Sentence"))
RESOURCE = node(expand("oa:SpecificResource"))
SOURCE = node(expand("oa:hasSource"))
SELECTOR = node(expand("oa:hasSelector"))
QUOTE_SELECTOR = node(expand("oa:TextQuoteSelector"))
POSITION_SELECTOR = node(expand("oa:TextPositionSelector"))
EXACT = node(expand("oa:exact"))
PREFIX = node(expand("oa:prefix"))
SUFFIX = node(expand("oa:suffix"))
START = node(expand("oa:start"))
END = node(expand("oa:end"))


class Spans:
    """The spans of one plan's text met so far; `quads` describes them, each once."""

    def __init__(self, document: Document, iris: Iris, sentences: tuple[Sentence, ...]) -> None:
        """Start with none but the sentences' own."""
        self.quads: list[Quad] = []
        self._text = document.text
        self._iris = iris
        self._graph = NamedNode(iris.plan)
        self._source = NamedNode(iris.source)
        self._nodes: dict[str, NamedNode] = {}
        places = ((s.evidence.start, s.evidence.end, iris.span(s.evidence)) for s in sentences)
        self._sentences = [(start, end, NamedNode(iri)) for start, end, iri in sorted(places)]
        self._starts = [start for start, _, _ in self._sentences]
        for sentence in sentences:
            self._mark(sentence)

    def _mark(self, sentence: Sentence) -> None:
        place = self.node(sentence.evidence)
        self.quads.append(Quad(place, TYPE, SENTENCE, self._graph))
        if sentence.section is not None:
            self.quads.append(Quad(place, PART_OF, NamedNode(self._iris.section(sentence.section)), self._graph))

    def node(self, evidence: Evidence) -> NamedNode:
        """Give the span's node, describing it when it is met for the first time."""
        iri = self._iris.span(evidence)
        known = self._nodes.get(iri)
        if known is None:
            known = self._nodes[iri] = NamedNode(iri)
            self._describe(known, iri, evidence)
        return known

    def _describe(self, place: NamedNode, iri: str, evidence: Evidence) -> None:
        graph, text = self._graph, self._text
        quote, position = NamedNode(f"{iri}#quote"), NamedNode(f"{iri}#position")
        pieces = evidence.pieces
        start, end = pieces[0].start, pieces[-1].end
        self.quads += (
            Quad(place, TYPE, RESOURCE, graph),
            Quad(place, SOURCE, self._source, graph),
            Quad(place, SELECTOR, quote, graph),
            Quad(quote, TYPE, QUOTE_SELECTOR, graph),
            Quad(quote, EXACT, Literal(evidence.quote), graph),
            Quad(quote, PREFIX, Literal(text[max(0, start - CONTEXT) : start]), graph),
            Quad(quote, SUFFIX, Literal(text[end : end + CONTEXT]), graph),
            Quad(place, SELECTOR, position, graph),
            Quad(position, TYPE, POSITION_SELECTOR, graph),
            Quad(position, START, integer(start), graph),
            Quad(position, END, integer(end), graph),
        )
        if len(pieces) > 1:
            for piece in pieces:
                part = self.node(Evidence(quote=text[piece.start : piece.end], pieces=(piece,)))
                self.quads.append(Quad(place, HAS_PART, part, graph))
        found = bisect_right(self._starts, start) - 1
        if found >= 0 and start < self._sentences[found][1]:
            self.quads.append(Quad(place, IN_SENTENCE, self._sentences[found][2], graph))
