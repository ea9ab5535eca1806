"""What the models of frames see of a name in a clause: its type, the list it stands in, the words and verbs before and behind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from plankg.graph.extraction.clauses.fragments import verb_kinds
from plankg.graph.extraction.draft import Clause, ClauseNames, Draft, Name
from plankg.graph.extraction.words.tagged import Word, between

JOINTS = "、和及与或暨"
SIGNS = "“”《》"
MODALS = ("要", "应", "应当", "须", "必须", "可", "可以", "负责", "牵头", "不得", "需")
MOVERS = ("将", "把", "由", "对", "为", "向", "与", "同", "在", "以", "通过", "依托", "会同", "联合")
TAILS = (
    "作用",
    "意见",
    "负责",
    "责任",
    "合作",
    "培训",
    "管理",
    "服务",
    "建设",
    "改造",
    "补助",
    "支持",
    "活动",
    "项目",
    "工程",
)
REACH = 3
START, FINISH = Word(-1, -1, "^", "^"), Word(-1, -1, "$", "$")


class Frame:
    """A clause as the models of frames see it: its words, and its names with the lists that they stand in."""

    def __init__(self, draft: Draft, clause: Clause, names: Sequence[Name]) -> None:
        """Take the names in the clause, in the order of the text."""
        self.text = draft.text
        self.clause = clause
        self.names = names
        self.words = [word for word in between(draft.words, *clause.span) if not word.text.isspace()]

    @classmethod
    def of(cls, draft: Draft, contents: ClauseNames) -> Frame:
        """Give the frame of a clause with its names."""
        return cls(draft, contents.clause, contents.names)

    @cached_property
    def _begun(self) -> dict[int, Name]:
        return {name.span.start: name for name in self.names}

    @cached_property
    def _ended(self) -> dict[int, Name]:
        return {name.span.end: name for name in self.names}

    def listed(self, name: Name) -> tuple[int, int, int]:
        """Give where the list that a name stands in begins and ends, and how many names it holds."""
        start, end, count = name.span.start, name.span.end, 1
        while (before := self._item_before(start)) is not None:
            start, count = before.span.start, count + 1
        while (behind := self._item_behind(end)) is not None:
            end, count = behind.span.end, count + 1
        return start, end, count

    def _item_before(self, place: int) -> Name | None:
        begin = self.clause.span.start
        place -= 1
        while place >= begin and self.text[place] in SIGNS:
            place -= 1
        if place < begin or self.text[place] not in JOINTS:
            return None
        while place > begin and self.text[place - 1] in SIGNS + "等":
            place -= 1
        return self._ended.get(place)

    def _item_behind(self, place: int) -> Name | None:
        finish = self.clause.span.end
        while place < finish and self.text[place] in SIGNS + "等":
            place += 1
        if place >= finish or self.text[place] not in JOINTS:
            return None
        place += 1
        while place < finish and self.text[place] in SIGNS:
            place += 1
        return self._begun.get(place)

    def features(self, name: Name, mark: str = "") -> list[str]:
        """Give the features of a name in its clause; `mark` is what rules say of it."""
        start, end, count = self.listed(name)
        before = [word for word in self.words if word.end <= start]
        behind = [word for word in self.words if word.start >= end]
        fragment = self.clause.part(name.span)
        ahead = [word for word in before if word.start >= fragment.start]
        rest = [word for word in behind if word.start < fragment.end]
        kind = name.type.value
        row = [
            f"type={kind}",
            f"head2={name.name[-2:]}",
            f"head1={name.name[-1]}",
            f"mark={mark}",
            f"count={min(count, REACH)}",
        ]
        for distance in range(1, REACH + 1):
            left = before[-distance] if len(before) >= distance else START
            right = behind[distance - 1] if len(behind) >= distance else FINISH
            row += [
                f"-{distance}={left.text}",
                f"-{distance}tag={left.tag}",
                f"+{distance}={right.text}",
                f"+{distance}tag={right.tag}",
            ]
        left, right = (before[-1] if before else START), (behind[0] if behind else FINISH)
        row += [
            f"-1type={left.text}|{kind}",
            f"+1type={right.text}|{kind}",
            f"-1+1={left.text}|{right.text}",
            f"tags={left.tag}|{right.tag}|{kind}",
            f"opens-fragment={start <= fragment.start}",
            f"opens-clause={start <= self.clause.span.start}",
            f"closes-fragment={end >= fragment.end}",
            f"last={rest[-1].text if rest else '$'}",
            f"enclosed={self._enclosed(name)}",
            f"within={self._holder(name)}",
        ]
        return [*row, *self._verbal(ahead, rest, kind, right), *self._tailed(rest, fragment.end, end)]

    def _verbal(self, ahead: Sequence[Word], rest: Sequence[Word], kind: str, right: Word) -> list[str]:
        known = verb_kinds()
        before = [word for word in ahead if word.text in known or word.tag == "v"]
        behind = [word for word in rest if word.text in known or word.tag == "v"]
        movers = [word for word in ahead if word.tag == "p" or word.text in MOVERS]
        verb, first, mover = (words[-1].text if words else "^" for words in (before, before[:1], movers))
        follows = behind[0].text if behind else "$"
        subject = not before and not movers
        row = [
            f"verb={verb}",
            f"first-verb={first}",
            f"verbs={min(len(before), REACH)}",
            f"verb-behind={follows}",
            f"verbs-behind={min(len(behind), REACH)}",
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

    def _tailed(self, rest: Sequence[Word], fragment_end: int, end: int) -> list[str]:
        tail = self.text[end:fragment_end]
        modal = next((word.text for word in rest if word.text in MODALS), None)
        row = [f"tail={word}" for word in TAILS if word in tail]
        return [*row, f"modal={modal}"] if modal else row

    def _holder(self, name: Name) -> str:
        holders = (other for other in self.names if other.span != name.span and other.span.covers(name.span))
        return next((holder.type.value for holder in holders), "")

    def _enclosed(self, name: Name) -> bool:
        before = self.text[self.clause.span.start : name.span.start]
        return any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "《》"))

    def pair_features(self, first: Name, second: Name) -> list[str]:
        """Give the features of two names of the clause, the first of which begins no later than the second."""
        kinds = f"{first.type.value}|{second.type.value}"
        gap = self.text[first.span.end : second.span.start]
        nested = first.span.overlaps(second.span)
        words = [word.text for word in self.words if first.span.end <= word.start < second.span.start]
        joint = "list" if set(gap) <= set(JOINTS + SIGNS) and gap else "" if gap else "touch"
        _, end, count = self.listed(first)
        closing = self.text[end : second.span.start].strip(SIGNS) if end <= second.span.start else "-"
        row = [
            f"types={kinds}",
            f"nested={nested}",
            f"joint={joint}",
            f"gap={min(len(words), MOST)}",
            f"closing={closing[:4]}",
            f"closing+types={closing[:4]}|{kinds}",
            f"heads={first.name[-1]}|{second.name[-1]}",
            f"same-head={first.name[-2:] == second.name[-2:]}",
            f"second2={second.name[-2:]}",
            f"first2={first.name[-2:]}",
            f"second-counted={second.name[0] in COUNTS}",
            f"first-counted={first.name[0] in COUNTS}",
            f"listed={min(count, REACH)}",
            f"front={nested and first.span.start == second.span.start}|{kinds}",
            f"back={nested and first.span.end == second.span.end}|{kinds}",
            f"nested+types={nested}|{kinds}",
            f"rules={first.rule}|{second.rule}",
        ]
        return [*row, *(f"between={word}" for word in words[:MOST])]


MOST = 6
COUNTS = "0123456789一二三四五六七八九十两各"
