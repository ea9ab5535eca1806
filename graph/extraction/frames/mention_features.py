"""What the models of frames see of a name in a clause: its type, the list it stands in, the words and verbs before and behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from plankg.graph.extraction.frames.links import REACH
from plankg.graph.extraction.spans import ClauseNames, Name
from plankg.graph.extraction.words.lexicon import lexicon, word_set
from plankg.graph.extraction.words.tagged import Word, between
from plankg.graph.extraction.words.verbs import verb_kinds

JOINTS = "、和及与或暨"
SIGNS = "“”《》"
NEAR = 3
MOST = 6
COUNTS = "0123456789一二三四五六七八九十两各"
LISTING = frozenset(JOINTS + SIGNS)
START, FINISH = Word(-1, -1, "^", "^"), Word(-1, -1, "$", "$")


class Frame:
    """A clause as the models of frames see it: its words, and its names with the lists that they stand in."""

    def __init__(self, text: str, words: Sequence[Word], contents: ClauseNames) -> None:
        """Take a clause with its names, of a text with its words."""
        self.text = text
        self.contents = contents
        self.clause = contents.clause
        self.words = [word for word in between(words, *self.clause.span) if not word.text.isspace()]
        self._starts = [word.start for word in self.words]
        self._ends = [word.end for word in self.words]
        self._features: dict[Name, list[str]] = {}

    @cached_property
    def _verbs(self) -> list[int]:
        known = verb_kinds()
        return self._places(lambda word: word.text in known or word.tag == "v")

    @cached_property
    def _movers(self) -> list[int]:
        movers = word_set("words", "movers")
        return self._places(lambda word: word.tag == "p" or word.text in movers)

    @cached_property
    def _modals(self) -> list[int]:
        modals = word_set("words", "modals")
        return self._places(lambda word: word.text in modals)

    def _places(self, wanted: Callable[[Word], bool]) -> list[int]:
        return [place for place, word in enumerate(self.words) if wanted(word)]

    def _among(self, places: list[int], first: int, last: int) -> list[Word]:
        """Give the words at those of the places that stand from the first up to the last."""
        return [self.words[place] for place in places[bisect_left(places, first) : bisect_left(places, last)]]

    @cached_property
    def _lists_before(self) -> dict[int, tuple[int, int]]:
        """For where a name begins: where its list does, and how many names of that stand before the name."""
        ended = {name.span.end: name for name in self.contents.names}
        found: dict[int, tuple[int, int]] = {}
        for start in sorted({name.span.start for name in self.contents.names}):
            before = self._item_before(start, ended)
            begin, count = found[before.span.start] if before else (start, -1)
            found[start] = begin, count + 1
        return found

    @cached_property
    def _lists_behind(self) -> dict[int, tuple[int, int]]:
        """For where a name ends: where its list does, and how many names of that stand behind the name."""
        begun = {name.span.start: name for name in self.contents.names}
        found: dict[int, tuple[int, int]] = {}
        for end in sorted({name.span.end for name in self.contents.names}, reverse=True):
            behind = self._item_behind(end, begun)
            finish, count = found[behind.span.end] if behind else (end, -1)
            found[end] = finish, count + 1
        return found

    def list_start(self, name: Name) -> int:
        """Give where the list begins that a name stands in."""
        return self._lists_before[name.span.start][0]

    def listed(self, name: Name) -> tuple[int, int, int]:
        """Give where the list that a name stands in begins and ends, and how many names it holds."""
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

    def features(self, name: Name, mark: str = "") -> list[str]:
        """Give the features of a name in its clause; `mark` is what rules say of it."""
        if name not in self._features:
            self._features[name] = self._named(name)
        return [*self._features[name], f"mark={mark}"]

    def _named(self, name: Name) -> list[str]:
        start, end, count = self.listed(name)
        before, behind = bisect_right(self._ends, start), bisect_left(self._starts, end)
        fragment = self.clause.part(name.span)
        opened, closed = bisect_left(self._starts, fragment.start), bisect_left(self._starts, fragment.end)
        kind = name.type.value
        row = [f"type={kind}", f"head2={name.name[-2:]}", f"head1={name.name[-1]}", f"count={min(count, NEAR)}"]
        lefts = [*reversed(self.words[max(0, before - NEAR) : before]), *[START] * NEAR]
        rights = [*self.words[behind : behind + NEAR], *[FINISH] * NEAR]
        for distance, left, right in zip(range(1, NEAR + 1), lefts, rights, strict=False):
            row += [
                f"-{distance}={left.text}",
                f"-{distance}tag={left.tag}",
                f"+{distance}={right.text}",
                f"+{distance}tag={right.tag}",
            ]
        left, right = lefts[0], rights[0]
        row += [
            f"-1type={left.text}|{kind}",
            f"+1type={right.text}|{kind}",
            f"-1+1={left.text}|{right.text}",
            f"tags={left.tag}|{right.tag}|{kind}",
            f"opens-fragment={start <= fragment.start}",
            f"opens-clause={start <= self.clause.span.start}",
            f"closes-fragment={end >= fragment.end}",
            f"last={self.words[closed - 1].text if closed > behind else '$'}",
            f"enclosed={self._enclosed(name)}",
            f"within={self._holder(name)}",
        ]
        verbs = self._among(self._verbs, opened, before), self._among(self._verbs, behind, closed)
        modals = self._among(self._modals, behind, closed)
        tail = self.text[end : min(fragment.end, end + REACH)]
        return [
            *row,
            *_verbal(*verbs, self._among(self._movers, opened, before), kind, right),
            *(f"tail={word}" for word in lexicon("words")["tails"] if word in tail),
            *(f"modal={modal.text}" for modal in modals[:1]),
        ]

    def _holder(self, name: Name) -> str:
        return next((holder.type.value for holder in self.contents.inside(name)), "")

    def _enclosed(self, name: Name) -> bool:
        place = name.span.start
        return any(bisect_left(opened, place) > bisect_left(closed, place) for opened, closed in self._enclosing)

    @cached_property
    def _enclosing(self) -> list[tuple[list[int], list[int]]]:
        """Where each kind of quotes opens and closes in the clause."""
        span = self.clause.span
        places = {sign: [place for place in range(*span) if self.text[place] == sign] for sign in SIGNS}
        return [(places[opening], places[closing]) for opening, closing in ("“”", "《》")]

    def pair_features(self, first: Name, second: Name) -> list[str]:
        """Give the features of two names of the clause, the first of which begins no later than the second."""
        kinds = f"{first.type.value}|{second.type.value}"
        gap = self.text[first.span.end : second.span.start]
        nested = first.span.overlaps(second.span)
        begin, end = bisect_left(self._starts, first.span.end), bisect_left(self._starts, second.span.start)
        words = [word.text for word in self.words[begin : min(end, begin + MOST)]]
        joint = "list" if gap and LISTING.issuperset(gap) else "" if gap else "touch"
        _, end, count = self.listed(first)
        closing = self.text[end : second.span.start].strip(SIGNS) if end <= second.span.start else "-"
        row = [
            f"types={kinds}",
            f"nested={nested}",
            f"joint={joint}",
            f"gap={len(words)}",
            f"closing={closing[:4]}",
            f"closing+types={closing[:4]}|{kinds}",
            f"heads={first.name[-1]}|{second.name[-1]}",
            f"same-head={first.name[-2:] == second.name[-2:]}",
            f"second2={second.name[-2:]}",
            f"first2={first.name[-2:]}",
            f"second-counted={second.name[0] in COUNTS}",
            f"first-counted={first.name[0] in COUNTS}",
            f"listed={min(count, NEAR)}",
            f"front={nested and first.span.start == second.span.start}|{kinds}",
            f"back={nested and first.span.end == second.span.end}|{kinds}",
            f"nested+types={nested}|{kinds}",
            f"rules={first.rule}|{second.rule}",
        ]
        return [*row, *(f"between={word}" for word in words)]


def _verbal(
    before: Sequence[Word], behind: Sequence[Word], movers: Sequence[Word], kind: str, right: Word
) -> list[str]:
    """Give the features of the verbs before and behind a name, and of what stands before it and moves it (将, 由)."""
    known = verb_kinds()
    verb, first, mover = (words[-1].text if words else "^" for words in (before, before[:1], movers))
    follows = behind[0].text if behind else "$"
    subject = not before and not movers
    row = [
        f"verb={verb}",
        f"first-verb={first}",
        f"verbs={min(len(before), NEAR)}",
        f"verb-behind={follows}",
        f"verbs-behind={min(len(behind), NEAR)}",
        f"last-verb={behind[-1].text if behind else '$'}",
        f"verb+type={verb}|{kind}",
        f"verb|behind={verb}|{bool(behind)}",
        f"mover={mover}",
        f"mover+type={mover}|{kind}",
        f"mover+1={mover}|{right.text}",
        f"subject={subject}|{kind}",
        f"subject+1={subject}|{right.tag}",
        f"subject|behind={subject}|{bool(behind)}",
    ]
    for key, word in (("kind", verb), ("first-kind", first), ("kind-behind", follows)):
        if word in known:
            row += [f"{key}={known[word][0]}", f"{key}+type={known[word][0]}|{kind}"]
    if movers and before:
        row.append(f"mover-behind-verb={movers[-1].start > before[-1].start}")
    return row
