"""Known edits of a plan: a second version of its text in which some tasks were changed in one way each, with what was done."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from plankg.graph.comparison.content import names
from plankg.schema.evidence import Evidence
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Section, Sentence, Task
from plankg.schema.terms import ChangeKind

SYNONYMS = {
    "推进": "推动", "加强": "强化", "完善": "健全", "提升": "提高", "推动": "推进", "深化": "深入推进", "落实": "贯彻落实",
    "开展": "组织开展", "加快": "抓紧", "建立": "建成", "优化": "改进", "探索": "尝试", "强化": "加强", "做好": "抓好",
    "支持": "扶持", "鼓励": "支持", "实施": "推行", "培育": "培养", "组织": "统一组织", "严格": "从严", "积极": "主动",
    "提高": "提升", "扩大": "拓展", "打造": "塑造", "构建": "建立", "工作": "有关工作", "机制": "制度", "体系": "系统",
    "质量": "品质", "能力": "本领", "服务": "服务保障", "建设": "建设发展", "管理": "管护", "活动": "系列活动", "制定": "起草",
    "配备": "配齐", "新建": "新建成", "改造": "改建", "完成": "如期完成", "培训": "集中培训",
}  # fmt: skip
"""What a word is replaced by where a task is re-worded."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
MONTH = re.compile(r"(\d+)月")
UNIT = re.compile("(?<![各等])[局委办科处室院部站所]$")
STEP, HALF = 2, 6
"""By how much a number and a month are changed."""
LONGEST = 90
NUMERALS = "零一二三四五六七八九十"


class Edit(NamedTuple):
    """Characters of the text replaced by others; `moved` are those put there from elsewhere."""

    start: int
    end: int
    words: str


@dataclass
class Version:
    """The edited text, and what became of each task of the first one.

    `kinds` are those of each task by its id; `places` says where each character that was kept stands now; `added` are the
    stretches that are new.
    """

    text: str
    kinds: dict[str, set[ChangeKind]] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    added: list[tuple[int, int]] = field(default_factory=list)


class Editor:
    """Edits of one plan, drawn by chance from a seed; no sentence is edited twice."""

    def __init__(self, work: Loaded, *, seed: int, spare: Sequence[str], share: float = 0.05) -> None:
        """`spare` are sentences of other plans that can be added; `share` is how many tasks of each kind are edited."""
        self._work = work
        self._chance = random.Random(seed)  # noqa: S311 - drawn anew the same each time
        self._spare = list(spare)
        self._name = names(work.plan)
        self._most = max(2, round(share * len(work.plan.tasks)))
        self._edits: list[Edit] = []
        self._order: list[tuple[int, int]] = []
        self._new: set[Edit] = set()
        self._kinds: dict[str, set[ChangeKind]] = {}
        self._used: set[int] = set()
        headings = {place for row in work.plan.sections for place in range(row.evidence.start, row.evidence.end)}
        rows = (row for row in work.plan.sentences if row.section and len(row.evidence.pieces) == 1)
        self._sentences = [row for row in rows if headings.isdisjoint(range(row.evidence.start, row.evidence.end))]
        self._places = {row.evidence.start: place for place, row in enumerate(self._sentences)}

    def version(self) -> Version:
        """The text with all edits in it."""
        for make in (self.numbers, self.deadlines, self.units, self.added, self.dropped, self.swapped, self.reworded):
            make()
        self.inserted()
        return self._write()

    def numbers(self) -> None:
        """Change a number of a task (93% becomes 95%)."""
        targets = [row for row in self._work.plan.targets if row.kind.measures and row.task]
        self._change(ChangeKind.NUMBER, (row.evidence for row in targets), self._other_number, self._targets_at)

    def deadlines(self) -> None:
        """Change a deadline (6月底前 becomes 9月底前)."""
        times = [row.time_evidence for row in self._work.plan.tasks if row.time_evidence and row.due]
        self._change(ChangeKind.DEADLINE, times, self._other_time, self._times_at)

    def units(self) -> None:
        """Put another unit in the place of one that does a task."""
        rows = [row.unit_evidence for row in self._work.plan.assignments if row.role.does and row.rule != "unsaid-lead"]
        self._change(ChangeKind.UNIT, rows, self._other_unit, self._units_at)

    def reworded(self) -> None:
        """Put a synonym in the place of a word of a task."""
        tasks = [row.evidence for row in self._work.plan.tasks]
        self._change(ChangeKind.REWORDED, tasks, self._other_word, self._tasks_at)

    def dropped(self) -> None:
        """Leave sentences out, never all of a directive."""
        left = self._free()
        for sentence in left[: self._most]:
            others = [row for row in self._sentences if row.section == sentence.section and row is not sentence]
            if self._tasks_in(sentence.evidence) and any(self._free_at(row) for row in others):
                self._use(sentence.evidence)
                self._edits.append(Edit(sentence.evidence.start, self._end(sentence), ""))
                self._mark(ChangeKind.DROPPED, self._tasks_in(sentence.evidence))

    def added(self) -> None:
        """Put sentences of other plans behind sentences of this one."""
        for sentence in self._free()[: self._most]:
            if self._spare and self._tasks_in(sentence.evidence) and self._closed(sentence):
                words = self._spare.pop(self._chance.randrange(len(self._spare)))
                self._use(sentence.evidence)
                self._insert(self._end(sentence), words)

    def swapped(self) -> None:
        """Let two sentences of a directive that follow each other change places."""
        for sentence in self._free()[: self._most]:
            place = self._places[sentence.evidence.start]
            if place + 1 == len(self._sentences):
                continue
            after = self._sentences[place + 1]
            touching = self._end(sentence) == after.evidence.start and self._closed(after)
            if self._free_at(after) and after.section == sentence.section and touching:
                self._use(sentence.evidence)
                self._use(after.evidence)
                self._order.append((place, place + 1))

    def inserted(self) -> None:
        """Put a directive above the first of a chapter, so that those behind it have other numbers."""
        rows = [row for row in self._work.plan.directives if row.no and row.body and self._numbered(row)]
        if not rows or not self._spare:
            return
        first = self._chance.choice(rows)
        beside = [row for row in rows if row.parent == first.parent and row.evidence.start >= first.evidence.start]
        text, words = self._work.document.text, self._spare.pop()
        head = text[first.evidence.start : first.evidence.end].replace(first.title, "专项工作")
        before_body = text[first.evidence.end : first.body.start] if first.body else ""
        self._insert(first.evidence.start, f"{head}{before_body}{words}\n")
        for row in beside:
            label = _next(row.label)
            self._edits.append(Edit(row.evidence.start, row.evidence.start + len(row.label), label))

    def _numbered(self, row: Section) -> bool:
        start = row.evidence.start
        text = self._work.document.text
        return bool(_next(row.label)) and text[start:].startswith(row.label) and text[start - 1 : start] == "\n"

    def _change(
        self,
        kind: ChangeKind,
        places: Iterable[Evidence],
        other: Callable[[Evidence], Edit | None],
        touched: Callable[[Edit], list[str]],
    ) -> None:
        """Edit as many of these places as are wanted, each in a sentence of its own."""
        rows = sorted({row.pieces: row for row in places if len(row.pieces) == 1}.values(), key=lambda row: row.start)
        self._chance.shuffle(rows)
        count = 0
        for row in rows:
            sentence = self._around(row)
            if count == self._most or sentence is None or not self._free_at(sentence):
                continue
            edit = other(row)
            tasks = touched(edit) if edit else []
            if edit and tasks:
                self._use(sentence.evidence)
                self._edits.append(edit)
                self._mark(kind, tasks)
                count += 1

    def _other_number(self, row: Evidence) -> Edit | None:
        match = NUMBER.search(row.quote)
        if match is None or re.match("年|月|日", row.quote[match.end() :]):
            return None
        old = match[0]
        number = float(old) - STEP if "." in old else int(old) + STEP
        words = f"{number:.{len(old.split('.')[1])}f}" if "." in old else str(number)
        return Edit(row.start + match.start(), row.start + match.end(), words)

    def _other_time(self, row: Evidence) -> Edit | None:
        if match := MONTH.search(row.quote):
            month = int(match[1])
            return Edit(row.start + match.start(1), row.start + match.end(1), str((month + HALF - 1) % 12 + 1))
        if "年底" in row.quote:
            place = row.start + row.quote.index("年底")
            return Edit(
                place, place + 2, "年11月底" if row.quote[: row.quote.index("年底")][-1:].isdigit() else "11月底"
            )
        return None

    def _other_unit(self, row: Evidence) -> Edit | None:
        sentence = self._around(row)
        rows = [each for each in self._work.plan.assignments if each.role.does]
        tasks = {each.task for each in rows if each.unit_evidence == row}
        mine = {self._name(each.unit) for each in rows if each.task in tasks}
        around = sentence.evidence.quote if sentence else row.quote
        others = {each.unit_evidence.quote for each in rows if self._name(each.unit) not in mine}
        choices = sorted(
            name for name in others if name[-1] == row.quote[-1] and name not in around and UNIT.search(name)
        )
        return Edit(row.start, row.end, self._chance.choice(choices)) if choices and UNIT.search(row.quote) else None

    def _other_word(self, row: Evidence) -> Edit | None:
        words = [word for word in SYNONYMS if word in row.quote and SYNONYMS[word] not in row.quote]
        word = self._chance.choice(words) if words else ""
        start = row.start + row.quote.index(word)
        units = (each.unit_evidence for each in self._work.plan.assignments)
        if not word or any(each.start <= start < each.end for each in units):
            return None
        return Edit(start, start + len(word), SYNONYMS[word])

    def _targets_at(self, edit: Edit) -> list[str]:
        rows = (row for row in self._work.plan.targets if row.kind.measures and row.task)
        tasks = [row.task for row in rows if row.task and row.evidence.start <= edit.start < row.evidence.end]
        return [
            *tasks,
            *(task.id for task in self._work.plan.tasks if _holds(task.evidence, edit) and task.id not in tasks),
        ]

    def _times_at(self, edit: Edit) -> list[str]:
        return [task.id for task in self._work.plan.tasks if task.time_evidence and _holds(task.time_evidence, edit)]

    def _units_at(self, edit: Edit) -> list[str]:
        rows = (row for row in self._work.plan.assignments if row.role.does)
        return sorted({row.task for row in rows if _holds(row.unit_evidence, edit)})

    def _tasks_at(self, edit: Edit) -> list[str]:
        return [task.id for task in self._work.plan.tasks if _holds(task.evidence, edit)]

    def _tasks_in(self, evidence: Evidence) -> list[str]:
        return [row.id for row in self._work.plan.tasks if evidence.start <= row.evidence.start < evidence.end]

    def _around(self, row: Evidence) -> Sentence | None:
        return next((s for s in self._sentences if s.evidence.start <= row.start and row.end <= s.evidence.end), None)

    def _free(self) -> list[Sentence]:
        rows = [row for row in self._sentences if self._free_at(row)]
        self._chance.shuffle(rows)
        return rows

    def _free_at(self, sentence: Sentence) -> bool:
        return sentence.evidence.start not in self._used

    def _closed(self, sentence: Sentence) -> bool:
        """Whether a sentence ends with a full stop."""
        return self._work.document.text[sentence.evidence.end : sentence.evidence.end + 1] == "。"

    def _end(self, sentence: Sentence) -> int:
        """Where a sentence ends, with its full stop."""
        return sentence.evidence.end + self._closed(sentence)

    def _use(self, evidence: Evidence) -> None:
        self._used.add(evidence.start)

    def _mark(self, kind: ChangeKind, tasks: Iterable[str]) -> None:
        for task in tasks:
            self._kinds.setdefault(task, set()).add(kind)

    def _insert(self, place: int, words: str) -> None:
        edit = Edit(place, place, words)
        self._edits.append(edit)
        self._new.add(edit)

    def _write(self) -> Version:
        """Write the text anew: sentences that change places, and in each stretch its edits."""
        text = self._work.document.text
        version = Version("", self._kinds)
        swaps = dict(self._order)
        borders: list[tuple[int, int]] = []
        place = 0
        for first, second in sorted(swaps.items()):
            one, two = self._sentences[first], self._sentences[second]
            middle, end = self._end(one), self._end(two)
            borders += [(place, one.evidence.start), (middle, end), (one.evidence.start, middle)]
            place = end
        borders.append((place, len(text)))
        edits = sorted(self._edits, key=lambda edit: (edit.start, edit.end))
        for start, end in borders:
            inside = [edit for edit in edits if start <= edit.start < end or (edit.start == end == len(text))]
            self._copy(version, start, end, inside)
        return version

    def _copy(self, version: Version, start: int, end: int, edits: Iterable[Edit]) -> None:
        text, here, parts = self._work.document.text, start, []
        size = len(version.text)
        for edit in edits:
            version.places.update(zip(range(here, edit.start), range(size, size + edit.start - here), strict=True))
            parts += [text[here : edit.start], edit.words]
            size += edit.start - here
            if edit in self._new:
                version.added.append((size, size + len(edit.words)))
            size += len(edit.words)
            here = edit.end
        version.places.update(zip(range(here, end), range(size, size + end - here), strict=True))
        version.text += "".join([*parts, text[here:end]])


def spare_sentences(works: Iterable[Loaded]) -> list[str]:
    """Sentences with tasks that can be put into other plans, in order."""
    return list(chain.from_iterable(map(_sentences_of, works)))


def _sentences_of(work: Loaded) -> Iterator[str]:
    starts = [task.evidence.start for task in work.plan.tasks]
    for sentence in work.plan.sentences:
        words = sentence.evidence
        holds = any(words.start <= start < words.end for start in starts)
        if holds and len(words.quote) < LONGEST and len(words.pieces) == 1:
            yield words.quote.rstrip("。") + "。"


def _holds(evidence: Evidence, edit: Edit) -> bool:
    return any(piece.start <= edit.start and edit.end <= piece.end for piece in evidence.pieces)


def _next(label: str) -> str:
    """The number behind a label, in the same form; nothing where it is none that we can count on."""
    if match := re.fullmatch(r"(\d+)([.．、]?)", label):
        return f"{int(match[1]) + 1}{match[2]}"
    match = re.fullmatch("(（?)([一二三四五六七八九])(）?)", label)
    return f"{match[1]}{NUMERALS[NUMERALS.index(match[2]) + 1]}{match[3]}" if match else ""


def kept_at(version: Version, task: Task) -> set[int]:
    """Where the characters of a task that were kept stand now."""
    spans = (range(piece.start, piece.end) for piece in task.evidence.pieces)
    return {version.places[place] for place in chain.from_iterable(spans) if place in version.places}
