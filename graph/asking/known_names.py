"""The names that a graph knows, found in the text of a question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plankg.graph.questions.choices import Said, words
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

    def numbered(self, section: str) -> str:
        """A section by its number and those of the sections that hold it: 第一章第3条; its id where it has none."""
        places = [place for place, char in enumerate(section) if char == "/"]
        held = (section[:end] for end in (*places, len(section)))
        sayings = (said for row in self._kinds.get("section", {}).values() for said in row)
        rows = [said for said in sayings if said.text.startswith("第")]
        names = [next((said.text for said in rows if said.value == each), None) for each in held]
        return "".join(filter(None, names)) if all(names) else section

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

    def begins(self, kind: str, text: str, start: int) -> bool:
        """Whether a name of that kind begins at a place, one that is no word of questions (学校)."""
        known = self._kinds.get(kind, {})
        ends = range(start + 1, min(len(text), start + self._longest) + 1)
        return any(text[start:end] in known and not _is_word(text[start:end]) for end in ends)

    def part_start(self, kind: str, text: str, start: int, end: int) -> int | None:
        """Where a word of questions begins that makes a place a part of a longer name: 部门 in 主管部门."""
        before = next((token for token in words_of(text[:start]) if token.end == start and token.weight), None)
        widened = before and before.meanings and self.holding(kind, text[before.start : end])
        return before.start if before and widened else None

    def runs(self, text: str, *, wide: bool = False, joined: bool = True) -> dict[tuple[int, int], float]:
        """The runs of a plain text that could be a name, each with the weight of the words of questions inside.

        They begin and end with a known name or a word that no question uses, and cut neither; `wide`, a word of questions may
        stand before or behind them too (专项整治行动); not `joined`, none that names two things (甲和乙).
        """
        row = self.row(text)
        weights = {}
        for first, begin in enumerate(row):
            for last, finish in enumerate(row[first:], start=first):
                inner = row[first : last + 1]
                if wide:
                    inner = inner[not unknown(begin) : len(inner) - (not unknown(finish))]
                if _asks(finish, text) or not (joined or finish.meanings.isdisjoint({"with"})):
                    break
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


def _asks(token: Token, text: str) -> bool:
    """Whether a word asks, so that it is in no name: 哪些上级文件."""
    return bool(token.meanings) and re.search(words()["asking"], text[token.start : token.end]) is not None


def _is_word(text: str) -> bool:
    only, *others = words_of(text)
    return not others and bool(only.meanings or not only.weight)
