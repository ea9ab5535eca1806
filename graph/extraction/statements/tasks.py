"""Tasks: what a clause does (kind), to what (objects), and by when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plankg.graph.extraction.chunks.openings import JOINING
from plankg.graph.extraction.chunks.sentence_ends import COMMAS, split
from plankg.graph.extraction.chunks.starts import MEASURABLE
from plankg.graph.extraction.chunks.times import recurrence
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, Span, Verb
from plankg.graph.extraction.labelling.models import Labelled, model
from plankg.graph.extraction.names.mentions import names_within
from plankg.graph.extraction.words.lexicon import any_of, from_lexicon, lexicon, rules, word_pattern
from plankg.graph.extraction.words.tagged import between
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Task
from plankg.schema.terms import TaskKind

DIGIT = re.compile(r"\d")
# How often or how many stands behind the noun that names the act: 开展安全检查不少于4次.
FIGURE_BEHIND = named_pattern(
    "tasks.figure-behind",
    r"(?:不[少低]于|至少|达到?|超过)?[约近]?(?<!\d)\d+[次场期轮批个家人名](?:次)?(?:以上|左右)?$",
    matches=["安全检查不少于4次"],
    rejects=["安全检查"],
)
COORDINATED = named_pattern("tasks.coordinated", "[、和及]", matches=["教师和学生"], rejects=["教师"])
# 普及, 及以上, 和美, 和谐 are words of their own; 进机关、进学校、进社区 is one thing. Signs that no text holds stand for them.
WHOLE = named_pattern(
    "tasks.whole",
    "(?<=[普涉])及|及(?=以[上下])|和(?=[美谐平睦解])|(?<=[一-鿿])、(?=进[一-鿿]{2})",
    matches=["普及急救知识"],
    rejects=["教师及家长"],
)
STANDS_FOR = {"及": "\0", "和": "\1", "、": "\2"}
SIGNS = str.maketrans(STANDS_FOR)
JOINS = str.maketrans({sign: mark for mark, sign in STANDS_FOR.items()})


def make_tasks(draft: Draft) -> tuple[Task, ...]:
    """The tasks, numbered within their directive: 8.1, 8.2 and so on."""
    numbers = {heading.id: heading.no for heading in draft.headings}
    seen: Counter[str] = Counter()
    tasks = []
    for clause in draft.clauses:
        seen[clause.section] += 1
        kind = _kind(draft, clause)
        time = draft.times.get(clause.span)
        names = [name.span for name in names_within(draft.names, clause.span)]
        tasks.append(
            Task(
                id=f"{numbers[clause.section]}.{seen[clause.section]}",
                directive=clause.section,
                action=_action(draft, clause),
                objects=tuple(part for span in clause.objects for part in objects(draft.text, span, names)),
                kind=TaskKind.of(kind.label),
                time=time.words if time else None,
                time_evidence=draft.document.evidence(time.span.start, time.span.end) if time else None,
                recurrence=recurrence(clause.span.of(draft.text)),
                due=time.due if time else None,
                evidence=draft.document.evidence(clause.span.start, clause.span.end),
                rule=clause.rule,
                certainty=kind.certainty,
            )
        )
    return tuple(tasks)


def _action(draft: Draft, clause: Clause) -> str:
    """The clause's verbs, none inside a unit's name; where the lexicon knows none, the words up to the first comma."""
    units = [name.span for name in names_within(draft.names, clause.span) if name.type.unit]
    verbs = [verb.word for verb in clause.verbs if not any(unit.covers(verb.span) for unit in units)]
    if units and verbs and all(map(JOINING.fullmatch, verbs)):
        place = max(unit.end for unit in units)
        known = verb_kinds()
        verbs += [word.text for word in between(draft.words, place, clause.span.end) if word.text in known][:1]
    return "、".join(dict.fromkeys(verbs)) or clause.parts[0].of(draft.text)


def objects(text: str, span: Span, names: Sequence[Span] = ()) -> list[str]:
    """The coordinated objects of a verb, verbatim: cut at 、和与及.

    They are not cut inside one of the names (助老配餐及日间照护站点), nor where the parts share an attribute before 的.
    """
    words = span.of(text)
    if "的" in words:
        return [words]
    if not COORDINATED.search(words):
        return [words]
    joined = WHOLE.sub(lambda match: STANDS_FOR[match[0]], words)
    for name in names:
        start, end = max(0, name.start - span.start), max(0, name.end - span.start)
        joined = joined[:start] + joined[start:end].translate(SIGNS) + joined[end:]
    joined = joined.replace("以及", "、、")
    parts = [joined[part.start : part.end] for part in split(joined, Span(0, len(joined)), "、和及")]
    return [part.translate(JOINS) for part in parts if len(part) > 1] or [words]


SURE = 0.75
"""How sure the model must be that a task is of no kind, where rules tell one."""


def _kind(draft: Draft, clause: Clause) -> Labelled:
    read = model("kinds").label([kind_features(draft, clause)], of=clause)[0]
    if read.label != TaskKind.OTHER or read.certainty >= SURE:
        return read
    by_rule = kind(draft.text, clause)
    return read if by_rule is TaskKind.OTHER else read._replace(label=by_rule.value, certainty=1 - read.certainty)


def kind_features(draft: Draft, clause: Clause) -> list[str]:
    """What the model of kinds sees of a clause: its verbs, what stands behind them, its last words, and the kind by rule."""
    words = [word.text for word in between(draft.words, *clause.span) if not word.text.isspace()]
    first = clause.parts[0].of(draft.text) if clause.parts else ""
    row = [
        f"rule-kind={kind(draft.text, clause)}",
        f"rule={clause.rule}",
        f"opening={words[0] if words else ''}",
        f"opening2={'|'.join(words[:2])}",
        f"first-end={first[-2:]}",
        f"first-end1={first[-1:]}",
        f"digit={bool(DIGIT.search(clause.span.of(draft.text)))}",
        f"measurable={bool(MEASURABLE.search(clause.span.of(draft.text)))}",
        *(f"adverb={word}" for word in clause.adverbs),
        *(f"verb={verb.word}" for verb in clause.verbs),
        *(f"verb-kind={verb.kind}" for verb in clause.verbs),
    ]
    if clause.verbs:
        verb = clause.verbs[0]
        behind = _behind(draft.text, clause, verb)
        head = _by_head(behind)
        row += [
            f"main={verb.word}",
            f"main-kind={verb.kind}|{verb.light}",
            f"object2={behind[-2:]}",
            f"object4={behind[-4:]}",
        ]
        row += [f"main+object={verb.word}|{behind[-2:]}", f"head={head}", f"kind+head={verb.kind}|{verb.light}|{head}"]
    return row


def kind(text: str, clause: Clause) -> TaskKind:
    """What the clause does: by its main verb; a light verb gives way to the head noun of its object."""
    if not clause.verbs:
        return _by_head(clause.span.of(text)) or TaskKind.OTHER
    words = clause.span.of(text)
    if any_of("verbs", "closing").search(words):
        return TaskKind.of(next(rule["kind"] for rule in rules("verbs", "closing") if rule.pattern.search(words)))
    main = _main(text, clause)
    behind = _behind(text, clause, main)
    if _document(main, behind):
        return TaskKind.FORMULATE_DOCUMENT
    if main.light:
        return _light(clause, main, behind)
    if main.kind is TaskKind.IMPROVE:
        return _firm(behind) or main.kind
    if main.kind is TaskKind.CONTINUE and _by_head(behind.split("并")[0]) is TaskKind.PILOT:
        return TaskKind.PILOT
    return main.kind


def _main(text: str, clause: Clause) -> Verb:
    """The verb that decides: the first, but a purpose clause where the verb before it carries no content (开展合作)."""
    verbs = [verb for verb in clause.verbs if not JOINING.fullmatch(verb.word)] or list(clause.verbs)
    if len(verbs) > 1 and verbs[0].light and _behind(text, clause, verbs[0]).endswith("合作"):
        return verbs[1]
    return verbs[0]


def _behind(text: str, clause: Clause, verb: Verb) -> str:
    """The words from the verb to the next comma outside names."""
    rest = Span(verb.span.end, max(verb.span.end, clause.span.end))
    parts = split(text, rest, COMMAS)
    words = parts[0].of(text) if parts else ""
    return FIGURE_BEHIND.sub("", words) if DIGIT.search(words) else words


@from_lexicon
def _heads() -> tuple[tuple[re.Pattern[str], TaskKind], ...]:
    return tuple((rule.pattern, TaskKind.of(rule["kind"])) for rule in rules("verbs", "heads"))


def _by_head(words: str) -> TaskKind | None:
    return next((kind for pattern, kind in _heads() if pattern.search(words)), None)


def _first_head(behind: str) -> TaskKind | None:
    """The kind of the noun that names the act; of several side by side (评选活动和评审工作) the first decides."""
    last = _by_head(behind)
    return last and (_by_head(COORDINATED.split(behind, maxsplit=1)[0]) or last)


def _light(clause: Clause, verb: Verb, behind: str) -> TaskKind:
    """The kind for a light verb: 继续、持续 keep it going; else the head noun; a figure aimed at is completed."""
    if word_pattern("adverbs", "continuing").search("".join(clause.adverbs)) and not MEASURABLE.search(behind):
        return TaskKind.CONTINUE
    if verb.kind is TaskKind.COMPLETE:
        return TaskKind.COMPLETE
    others = [other.kind for other in clause.verbs if not other.light and other is not verb]
    return _first_head(behind) or (others[0] if verb.kind is TaskKind.CONTINUE and others else verb.kind)


def _firm(behind: str) -> TaskKind | None:
    """The kind for 加强、强化 + 检查、审核、审批: the noun decides."""
    for rule in rules("verbs", "licence"):
        if rule.pattern.search(behind):
            return TaskKind.of(rule["kind"])
    by_head = _by_head(behind)
    return by_head if by_head and by_head.value in lexicon("verbs")["firm_heads"] else None


@from_lexicon
def _drafting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    (rule,) = rules("documents", "drafting")
    return rule.pattern, re.compile(rule["behind"])


def _document(verb: Verb, behind: str) -> bool:
    """Whether a verb such as 形成、研究 drafts a document: its object ends in a document's word."""
    verbs, names = _drafting()
    return bool(verbs.fullmatch(verb.word) and names.search(behind))
