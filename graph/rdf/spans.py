"""Evidence as Web Annotation targets: one node for each run of characters that a statement points at.

https://www.w3.org/TR/annotation-model/#text-quote-selector and #text-position-selector: one selector is both, so that
a path through it finds one node. A node stands for the characters, not for a statement, so statements that rest on the
same words share it. Words around the quote are given for what a statement rests on, not where something is merely named.
Where a page end breaks a quote, its position runs from the first piece to the last, and the pieces are parts with
selectors of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from plankg.graph.rdf.iris import Iris
from plankg.graph.rdf.ntriples import integer, iri, link, name, number, text
from plankg.graph.rdf.vocabulary import expand
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.plan import Mention, Sentence

CONTEXT = 16
"""Characters before and after a quote that its selector gives: enough to find 学校 again after an edit elsewhere."""

TYPE, HAS_PART, PART_OF, IN_SENTENCE, CERTAINTY, SOURCE, SELECTOR, EXACT, PREFIX, SUFFIX, START, END = (
    link(expand(name))
    for name in ("rdf:type", "dcterms:hasPart", "dcterms:isPartOf", "plankg:inSentence", "plankg:certainty",
                 "oa:hasSource", "oa:hasSelector", "oa:exact", "oa:prefix", "oa:suffix", "oa:start", "oa:end")
)  # fmt: skip


class Spans:
    """The spans of one plan's text met so far; `said` describes them in N-Quads, each once, in pieces to be joined.

    `section` gives the node of a section's id.
    """

    def __init__(self, document: Document, iris: Iris, sentences: tuple[Sentence, ...]) -> None:
        """Start with none but the sentences' own."""
        self.said: list[bytes] = []
        self.section = cache(lambda id_: iri(iris.section(id_)))
        self._text = document.text
        self._iris = iris
        self._end = end = b" %b .\n" % iri(iris.plan)
        self._source = SOURCE + iri(iris.source) + end
        self._types = tuple(
            TYPE + name(kind) + end
            for kind in ("oa:SpecificResource", "oa:TextQuoteSelector", "oa:TextPositionSelector", "plankg:Sentence")
        )
        self._nodes: dict[tuple[Piece, ...] | tuple[int, int], bytes] = {}
        self._targets: set[bytes] = set()
        self._sections: dict[bytes, set[str | None]] = {}
        ordered = sorted(sentences, key=lambda sentence: sentence.evidence.start)
        self._sentences = [(s.evidence.end, iri(iris.span(s.evidence)), s.section) for s in ordered]
        self._starts = [sentence.evidence.start for sentence in ordered]
        for sentence in sentences:
            self._mark(sentence)

    def _mark(self, sentence: Sentence) -> None:
        place = self.node(sentence.evidence)
        self.said += (place, self._types[3])
        if sentence.section is not None:
            self.said += (place, PART_OF, self.section(sentence.section), self._end)
        if sentence.certainty is not None:
            self.said += (place, CERTAINTY, number(sentence.certainty), self._end)

    def mention(self, mention: Mention) -> bytes:
        """The span's node as the place where something is named; it tells a section that is not its sentence's."""
        place = self.node(mention.evidence)
        sections = self._sections[place]
        if mention.section is not None and mention.section not in sections:
            sections.add(mention.section)
            self.said += (place, PART_OF, self.section(mention.section), self._end)
        return place

    def node(self, evidence: Evidence) -> bytes:
        """The span's node, described when it is met for the first time."""
        pieces = evidence.pieces
        key = (pieces[0].start, pieces[0].end) if len(pieces) == 1 else pieces
        known = self._nodes.get(key)
        if known is None:
            known = self._nodes[key] = iri(self._iris.span(evidence))
            self._describe(known, evidence)
        return known

    def target(self, evidence: Evidence) -> bytes:
        """The span's node as what a statement rests on: with the words around it, by which it is found again."""
        place = self.node(evidence)
        if place not in self._targets:
            self._targets.add(place)
            words, stop, selector = self._text, self._end, _selector(place)
            start, end = evidence.pieces[0].start, evidence.pieces[-1].end
            before, after = text(words[max(0, start - CONTEXT) : start]), text(words[end : end + CONTEXT])
            self.said += (selector, PREFIX, before, stop, selector, SUFFIX, after, stop)
        return place

    def _describe(self, place: bytes, evidence: Evidence) -> None:
        stop, selector = self._end, _selector(place)
        resource, quoted, placed, _ = self._types
        pieces = evidence.pieces
        start, end = pieces[0].start, pieces[-1].end
        self.said += (
            *(place, resource),
            *(place, self._source),
            *(place, SELECTOR, selector, stop),
            *(selector, quoted),
            *(selector, placed),
            *(selector, EXACT, text(evidence.quote), stop),
            *(selector, START, integer(start), stop),
            *(selector, END, integer(end), stop),
        )
        if len(pieces) > 1:
            for piece in pieces:
                part = self.node(Evidence(quote=self._text[piece.start : piece.end], pieces=(piece,)))
                self.said += (place, HAS_PART, part, stop)
        sentence, section = self._sentence_at(start)
        if sentence is not None:
            self.said += (place, IN_SENTENCE, sentence, stop)
        self._sections[place] = {section}

    def _sentence_at(self, start: int) -> tuple[bytes | None, str | None]:
        """The node and the section of the sentence that holds a position."""
        place = bisect_right(self._starts, start) - 1
        if place < 0 or start >= self._sentences[place][0]:
            return None, None
        return self._sentences[place][1:]


def _selector(place: bytes) -> bytes:
    return place[:-1] + b"#selector>"
