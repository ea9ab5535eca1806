"""The names that a graph knows, found in the text of a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plankg.graph.questions.choices import Said
from plankg.graph.questions.phrases import Token, moved, plain, unknown, words_of


class KnownNames:
    """Names by kind and by their plain text."""

    def __init__(self, names: Iterable[Said]) -> None:
        """Take the names in."""
        by_kind: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
        for said in names:
            if key := plain(said.text).text:
                by_kind[said.kind][key].append(said)
        self._kinds: Mapping[str, Mapping[str, list[Said]]] = {kind: dict(known) for kind, known in by_kind.items()}
        self._all = {name for known in self._kinds.values() for name in known}
        self._longest = max(map(len, self._all), default=0)

    def texts(self, kind: str, *, ranked: bool = False) -> set[str]:
        """The names of a kind as the graph writes them; `ranked`, only those that a thing has itself."""
        rows = (said for sayings in self._kinds.get(kind, {}).values() for said in sayings)
        return {said.text for said in rows if not (ranked and said.rank)}

    def places(self, kind: str, text: str) -> Iterator[tuple[int, int, list[Said]]]:
        """Each place of a plain text that is a name of that kind, overlapping ones too."""
        known = self._kinds.get(kind, {})
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                if sayings := known.get(text[start:end]):
                    yield start, end, sayings

    def holding(self, kind: str, part: str) -> tuple[str, ...]:
        """The values whose own name holds a part; of a heading it has to be the greater part."""
        known = self._kinds.get(kind, {})
        rows = (
            sayings
            for name, sayings in known.items()
            if part in name and (kind != "section" or 2 * len(part) >= len(name))
        )
        return tuple(sorted({said.value for sayings in rows for said in sayings if not said.rank}))

    def runs(self, text: str, *, wide: bool = False) -> dict[tuple[int, int], float]:
        """The runs of a plain text that could be a name, each with the weight of the words of questions inside.

        They begin and end with a known name or a word that no question uses, and cut neither; `wide`, a word of questions may
        stand before or behind them too (专项整治行动).
        """
        row = self.row(text)
        weights = {}
        for first, begin in enumerate(row):
            for last, finish in enumerate(row[first:], start=first):
                inner = row[first : last + 1]
                if wide:
                    inner = inner[not unknown(begin) : len(inner) - (not unknown(finish))]
                if inner and unknown(inner[0]) and unknown(inner[-1]) and begin.weight and finish.weight:
                    said = sum(token.weight for token in row[first : last + 1] if token.meanings)
                    weights[begin.start, finish.end] = said
        return weights

    def row(self, text: str) -> list[Token]:
        """The tokens of a plain text, each name in it as one that no question uses."""
        row: list[Token] = []
        at = 0
        for start, end in self._longest_names(text):
            row += [*moved(words_of(text[at:start]), at), Token(start, end, frozenset(), 1.0)]
            at = end
        return [*row, *moved(words_of(text[at:]), at)]

    def _longest_names(self, text: str) -> Iterator[tuple[int, int]]:
        """The names in a text from left to right, the longest first; a word of questions alone is none (学校)."""
        start = 0
        while start < len(text):
            ends = range(min(len(text), start + self._longest), start + 1, -1)
            end = next((end for end in ends if text[start:end] in self._all and not _is_word(text[start:end])), None)
            if end:
                yield start, end
            start = end or start + 1


def _is_word(text: str) -> bool:
    only, *others = words_of(text)
    return not others and bool(only.meanings or not only.weight)
