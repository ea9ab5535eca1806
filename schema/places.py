"""What stands at a place of a plan: the sentence and the directive that hold a character."""

from __future__ import annotations

from bisect import bisect_right

from plankg.schema.evidence import Evidence
from plankg.schema.plan import Plan, Section, Sentence


class Places:
    """A plan's sentences and directives by place; neither lie in one another."""

    def __init__(self, plan: Plan) -> None:
        """Index a plan."""
        self._sentences = sorted(plan.sentences, key=lambda sentence: sentence.evidence.start)
        self._directives = sorted(plan.directives, key=lambda directive: directive.evidence.start)
        self._sentence_starts = [sentence.evidence.start for sentence in self._sentences]
        self._directive_starts = [directive.evidence.start for directive in self._directives]

    def sentence(self, place: int) -> Sentence | None:
        """The sentence that holds the character at that place; None where none does, as in a heading or a cell of a table."""
        number = bisect_right(self._sentence_starts, place) - 1
        return self._sentences[number] if number >= 0 and place < self._sentences[number].evidence.end else None

    def sentence_words(self, words: Evidence) -> Evidence:
        """The sentence in which words begin, or the words themselves where none holds them."""
        sentence = self.sentence(words.start)
        return sentence.evidence if sentence else words

    def directive(self, place: int) -> Section | None:
        """The directive whose heading or body holds the character at that place, None outside of all."""
        number = bisect_right(self._directive_starts, place) - 1
        if number < 0:
            return None
        directive = self._directives[number]
        end = directive.body.end if directive.body else directive.evidence.end
        return directive if place < end else None
