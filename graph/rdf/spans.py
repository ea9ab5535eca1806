"""Evidence as Web Annotation targets: one node for each run of characters that a statement points at.

https://www.w3.org/TR/annotation-model/#text-quote-selector and #text-position-selector: one selector is both, so that
a path through it finds one node. A node stands for the characters, not for a statement, so statements that rest on the
same words share it. Words around the quote are given for what a statement rests on, not where something is merely named.
Where a page end breaks a quote, its position runs from the first piece to the last, and the pieces are parts with
selectors of their own.
"""

from __future__ import annotations

from bisect import bisect_right

from plankg.graph.rdf.iris import Iris
from plankg.graph.rdf.ntriples import integer, iri, name, text
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Mention, Sentence

CONTEXT = 16
"""Characters before and after a quote that its selector gives: enough to find 学校 again after an edit elsewhere."""

TYPE = name("rdf:type")
HAS_PART = name("dcterms:hasPart")
PART_OF = name("dcterms:isPartOf")
IN_SENTENCE = name("plankg:inSentence")
SENTENCE = name("plankg:Sentence")
RESOURCE = name("oa:SpecificResource")
SOURCE = name("oa:hasSource")
SELECTOR = name("oa:hasSelector")
QUOTE_SELECTOR = name("oa:TextQuoteSelector")
POSITION_SELECTOR = name("oa:TextPositionSelector")
EXACT = name("oa:exact")
PREFIX = name("oa:prefix")
SUFFIX = name("oa:suffix")
START = name("oa:start")
END = name("oa:end")


class Spans:
    """The spans of one plan's text met so far; `lines` describes them in N-Quads, each once."""

    def __init__(self, document: Document, iris: Iris, sentences: tuple[Sentence, ...]) -> None:
        """Start with none but the sentences' own."""
        self.lines: list[str] = []
        self._text = document.text
        self._iris = iris
        self._end = f" {iri(iris.plan)} .\n"
        self._source = iri(iris.source)
        self._nodes: dict[str, str] = {}
        self._targets: set[str] = set()
        self._parts: set[tuple[str, str]] = set()
        ordered = sorted(sentences, key=lambda sentence: sentence.evidence.start)
        self._sentences = [(s.evidence.end, iri(iris.span(s.evidence)), s.section) for s in ordered]
        self._starts = [sentence.evidence.start for sentence in ordered]
        for sentence in sentences:
            self._mark(sentence)

    def _mark(self, sentence: Sentence) -> None:
        place = self.node(sentence.evidence)
        self.lines.append(f"{place} {TYPE} {SENTENCE}{self._end}")
        if sentence.section is not None:
            self.lines.append(f"{place} {PART_OF} {iri(self._iris.section(sentence.section))}{self._end}")

    def mention(self, mention: Mention) -> str:
        """Give the span's node as the place where something is named; it tells a section that is not its sentence's."""
        place = self.node(mention.evidence)
        if mention.section is not None and mention.section != self._section_at(mention.evidence.start):
            part = (place, mention.section)
            if part not in self._parts:
                self._parts.add(part)
                self.lines.append(f"{place} {PART_OF} {iri(self._iris.section(mention.section))}{self._end}")
        return place

    def node(self, evidence: Evidence) -> str:
        """Give the span's node, describing it when it is met for the first time."""
        span = self._iris.span(evidence)
        known = self._nodes.get(span)
        if known is None:
            known = self._nodes[span] = iri(span)
            self._describe(known, span, evidence)
        return known

    def target(self, evidence: Evidence) -> str:
        """Give the span's node as what a statement rests on: with the words around it, by which it is found again."""
        place = self.node(evidence)
        if place not in self._targets:
            self._targets.add(place)
            start, end, selector = evidence.pieces[0].start, evidence.pieces[-1].end, f"{place[:-1]}#selector>"
            before, after = self._text[max(0, start - CONTEXT) : start], self._text[end : end + CONTEXT]
            self.lines.append(
                f"{selector} {PREFIX} {text(before)}{self._end}{selector} {SUFFIX} {text(after)}{self._end}"
            )
        return place

    def _describe(self, place: str, span: str, evidence: Evidence) -> None:
        stop, words = self._end, self._text
        selector = f"<{span}#selector>"
        pieces = evidence.pieces
        start, end = pieces[0].start, pieces[-1].end
        self.lines.append(
            f"{place} {TYPE} {RESOURCE}{stop}"
            f"{place} {SOURCE} {self._source}{stop}"
            f"{place} {SELECTOR} {selector}{stop}"
            f"{selector} {TYPE} {QUOTE_SELECTOR}{stop}"
            f"{selector} {TYPE} {POSITION_SELECTOR}{stop}"
            f"{selector} {EXACT} {text(evidence.quote)}{stop}"
            f"{selector} {START} {integer(start)}{stop}"
            f"{selector} {END} {integer(end)}{stop}"
        )
        if len(pieces) > 1:
            for piece in pieces:
                part = self.node(Evidence(quote=words[piece.start : piece.end], pieces=(piece,)))
                self.lines.append(f"{place} {HAS_PART} {part}{stop}")
        sentence = self._sentence_at(start)
        if sentence is not None:
            self.lines.append(f"{place} {IN_SENTENCE} {sentence[1]}{stop}")

    def _sentence_at(self, start: int) -> tuple[int, str, str | None] | None:
        """Give the end, the node and the section of the sentence that holds a position."""
        found = bisect_right(self._starts, start) - 1
        return self._sentences[found] if found >= 0 and start < self._sentences[found][0] else None

    def _section_at(self, start: int) -> str | None:
        sentence = self._sentence_at(start)
        return sentence[2] if sentence else None
