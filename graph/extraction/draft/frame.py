"""Frames: a clause as a whole, with its words and its names in the lists that they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from plankg.graph.extraction.draft.spans import ClauseNames, Name
from plankg.graph.extraction.words.lexicon import word_set
from plankg.graph.extraction.words.tagged import Word, between
from plankg.graph.extraction.words.verbs import verb_kinds

JOINTS = "、和及与或暨"
SIGNS = "“”《》"


class Frame:
    """A clause with its words, and its names with the lists that they stand in.

    `starts` and `ends` say where each word begins and ends; `seen` keeps what models see of each name.
    """

    def __init__(self, text: str, words: Sequence[Word], contents: ClauseNames) -> None:
        """Take a clause with its names, of a text with its words."""
        self.text = text
        self.contents = contents
        self.clause = contents.clause
        self.words = [word for word in between(words, *self.clause.span) if not word.text.isspace()]
        self.starts = [word.start for word in self.words]
        self.ends = [word.end for word in self.words]
        self.seen: dict[Name, list[str]] = {}

    @cached_property
    def verbs(self) -> list[int]:
        """Which of the words are verbs."""
        known = verb_kinds()
        return self._places(lambda word: word.text in known or word.tag == "v")

    @cached_property
    def movers(self) -> list[int]:
        """Which of the words are prepositions, or move what stands behind them before the verb (将, 由)."""
        movers = word_set("words", "movers")
        return self._places(lambda word: word.tag == "p" or word.text in movers)

    @cached_property
    def modals(self) -> list[int]:
        """Which of the words say that something is to be done (要, 须)."""
        modals = word_set("words", "modals")
        return self._places(lambda word: word.text in modals)

    def _places(self, wanted: Callable[[Word], bool]) -> list[int]:
        return [place for place, word in enumerate(self.words) if wanted(word)]

    def among(self, places: list[int], first: int, last: int) -> list[Word]:
        """The words at those of the places that stand from the first up to the last."""
        return [self.words[place] for place in places[bisect_left(places, first) : bisect_left(places, last)]]

    @cached_property
    def _lists_before(self) -> dict[int, tuple[int, int]]:
        """For where a name begins: where its list does, and how many names of that stand before the name."""
        ended = {name.span.end: name for name in self.contents.names}
        lists: dict[int, tuple[int, int]] = {}
        for start in sorted({name.span.start for name in self.contents.names}):
            before = self._item_before(start, ended)
            begin, count = lists[before.span.start] if before else (start, -1)
            lists[start] = begin, count + 1
        return lists

    @cached_property
    def _lists_behind(self) -> dict[int, tuple[int, int]]:
        """For where a name ends: where its list does, and how many names of that stand behind the name."""
        begun = {name.span.start: name for name in self.contents.names}
        lists: dict[int, tuple[int, int]] = {}
        for end in sorted({name.span.end for name in self.contents.names}, reverse=True):
            behind = self._item_behind(end, begun)
            finish, count = lists[behind.span.end] if behind else (end, -1)
            lists[end] = finish, count + 1
        return lists

    def list_start(self, name: Name) -> int:
        """Where the list begins that a name stands in."""
        return self._lists_before[name.span.start][0]

    def listed(self, name: Name) -> tuple[int, int, int]:
        """Where the list that a name stands in begins and ends, and how many names it holds."""
        start, before = self._lists_before[name.span.start]
        end, behind = self._lists_behind[name.span.end]
        return start, end, before + 1 + behind

    def _item_before(self, place: int, ended: Mapping[int, Name]) -> Name | None:
        begin = self.clause.span.start
        place -= 1
        while place >= begin and self.text[place] in SIGNS:
            place -= 1
        if place < begin or self.text[place] not in JOINTS:
            return None
        while place > begin and self.text[place - 1] in SIGNS + "等":
            place -= 1
        return ended.get(place)

    def _item_behind(self, place: int, begun: Mapping[int, Name]) -> Name | None:
        finish = self.clause.span.end
        while place < finish and self.text[place] in SIGNS + "等":
            place += 1
        if place >= finish or self.text[place] not in JOINTS:
            return None
        place += 1
        while place < finish and self.text[place] in SIGNS:
            place += 1
        return begun.get(place)

    def holder(self, name: Name) -> str:
        """The type of the longer name that holds this one; nothing where none does."""
        return next((holder.type.value for holder in self.contents.inside(name)), "")

    def enclosed(self, name: Name) -> bool:
        """Whether a name stands inside quotes or title marks."""
        place = name.span.start
        return any(bisect_left(opened, place) > bisect_left(closed, place) for opened, closed in self._enclosing)

    @cached_property
    def _enclosing(self) -> list[tuple[list[int], list[int]]]:
        """Where each kind of quotes opens and closes in the clause."""
        span = self.clause.span
        places = {sign: [place for place in range(*span) if self.text[place] == sign] for sign in SIGNS}
        return [(places[opening], places[closing]) for opening, closing in ("“”", "《》")]
