"""Targets: the figures of a plan, what each measures, and how it is to be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plankg.graph.extraction.clauses.fragments import split, verb_kinds
from plankg.graph.extraction.draft import Clause, Draft, Name, Span
from plankg.graph.extraction.figures.deadlines import SENTENCE_END
from plankg.graph.extraction.figures.figures import Figure, part_to, patterns, respectively
from plankg.graph.extraction.figures.indicators import (
    EACH,
    MEASURED,
    Paired,
    attributed,
    bare,
    paired,
    qualifies,
    raised,
    shared,
)
from plankg.graph.extraction.figures.named_numbers import YEAR, big_sets, codes, ordinals
from plankg.graph.extraction.figures.times import PlanYear, Time, every, find_time
from plankg.graph.extraction.statements.tasks import plan_year
from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.extraction.words.numerals import number
from plankg.schema.plan import Target
from plankg.schema.terms import Comparator, TargetKind, TaskKind

# The next of several figures side by side: 85%、30%.
LISTED = re.compile(r"\d[\d.]*(?:%|‰|个百分点)")
# Amounts of money, land and years of age are no numbers of things.
AMOUNTS = re.compile("[元亩米吨倍岁时日天月]$|公里|小时|学时|课时|分钟")
# 至少 holds for the figure that follows it in the same part of the sentence.
LEAST = re.compile("(?:至少|不少于)[^，；。\\d]*$")
AGED = re.compile("的?([^，；。、的]{1,12})")
# How a share's unit is named: 七成 are 70%, 1个和2个百分点 are both points.
UNITS = {"成": "%", "个": "个百分点"}
# 3个月内办结 is a time allowed, not a number of months.
ALLOWED = re.compile("[月天日年时]$|小时|分钟")
# 3岁以下儿童系统管理率: the bound is on the children.
BOUNDED = re.compile("以下|以内|之内")
ABOUT = re.compile("约|左右|近")
RUNS_ON = re.compile("到|赴|担任|跟岗|挂职|开展|进行|实施|实现|参加|完成|举办|给予|提供|用于|开工|竣工|投产|左右|的")
# 2所传承学校建设: the schools are counted.
WORK_BEHIND = re.compile("(?<=.{2})(?:建设|创建|改造|整合|升级)$")
# 力争培育示范园区5个: a second verb is no part of what is counted.
AIMED = re.compile(
    "^(?:惠及|服务|获批|立项|申报|培养|培育|新建|改建|扩建|改扩建|新增|引进|创建|打造|遴选|认定|招引)(?=.{2})"
)


def make_targets(draft: Draft) -> tuple[Target, ...]:
    """Give the figures of each task in the order of the text: q8.1, q8.2 and so on.

    Shares and counts with their comparator (达、以上 → at least; 以下、以内 → at most); goals without a number (全覆盖) with
    value None; ordinals (第五批); and numbers that are part of a name (三年行动计划), kind `code`.
    """
    numbers = {heading.id: heading.no for heading in draft.headings}
    seen: Counter[str] = Counter()
    year = plan_year(draft)
    made = []
    told: list[Figure] = []
    for content in draft.contents:
        clause, names = content.clause, content.names
        time = draft.times.get(clause.span)
        if told and SENTENCE_END.search(draft.text, told[-1].span.end, clause.span.start):
            told = []
        figures = respectively(draft.text, told, _figures(draft.text, clause, names))
        told += figures
        for figure in figures:
            if time and time.span.start <= figure.span.start < time.span.end and ALLOWED.search(figure.unit or ""):
                continue
            seen[clause.section] += 1
            made.append(
                Target(
                    id=f"q{numbers[clause.section]}.{seen[clause.section]}",
                    directive=clause.section,
                    task=content.task,
                    entity=_measured(draft, figure, names),
                    value=figure.value,
                    value_max=figure.value_max,
                    unit=figure.unit,
                    comparator=figure.comparator,
                    indicator=figure.indicator,
                    deadline=_by_when(draft.text, clause, figure, time, year),
                    kind=figure.kind,
                    evidence=draft.document.evidence(figure.span.start, figure.span.end),
                    rule=figure.rule,
                )
            )
    return tuple(made)


def _by_when(text: str, clause: Clause, figure: Figure, time: Time | None, year: PlanYear | None) -> str | None:
    """Give the deadline of a figure: the clause's, or its own in a clause of several stages (6月底达到60%、9月底达到85%)."""
    if not time or not time.due:
        return None
    stage = part_to(text, clause, figure.span.end, "，；、")
    own = None if stage.start <= time.span.start else find_time(text, stage, year)
    return own.words if own and own.due else time.words


def _figures(text: str, clause: Clause, names: tuple[Name, ...]) -> list[Figure]:
    """Give the figures of a clause; what lies inside a figure already found is not found again."""
    found: list[Figure] = []
    if not patterns()["hint"].search(text, clause.span.start, clause.span.end):
        return found
    if patterns()["past"].search(text, clause.span.start, clause.span.end):
        return found
    for finder in (_shares, _counts, _ratios, _spelled, big_sets, _without_number, ordinals, codes):
        for figure in finder(text, clause, names):
            if not any(_taken(figure, other) for other in found):
                found.append(figure)
    return _with_indicators(text, sorted(found, key=lambda figure: figure.span))


def _with_indicators(text: str, figures: list[Figure]) -> list[Figure]:
    """Give the figures, each that goes on about the one before it (同比增长5%) with the indicator of that.

    What 分别 says of several measures goes on about none of them alone.
    """
    made: list[Figure] = []
    for figure in figures:
        going_on = made and figure.indicator == figure.unit and "分别" not in text[made[-1].span.end : figure.span.end]
        made.append(replace(figure, indicator=made[-1].indicator) if going_on else figure)
    return made


def _taken(figure: Figure, other: Figure) -> bool:
    """Tell whether a figure found before has the characters; a number in a name may stand inside a share's indicator."""
    named = figure.kind is TargetKind.CODE and other.kind in {TargetKind.SHARE, TargetKind.LIMIT}
    return figure.span.overlaps(other.span) and not (named and "“" in other.indicator)


def _shares(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    pair, after = Paired((), ""), 0
    for fragment in _with_percents(text, clause):
        if not (text[fragment.start - 1] == "、" and LISTED.match(text, fragment.start)):
            pair, after = paired(text, clause.span.start, fragment), 0
        for place, found in enumerate(patterns()["share"].finditer(text, fragment.start, fragment.end), start=after):
            after = place + 1
            before = text[fragment.start : found.start("value")]
            if patterns()["from"].search(before) or before.count("“") > before.count("”"):
                continue
            aim = found["before"] + (found["after"] or "") + (pair.aim if place < len(pair.measures) else "")
            low = bool(patterns()["less"].search(aim + BOUNDED.sub("", found["indicator"])))
            start = _behind_verbs(clause, found.start("indicator"), found.start("before"))
            if EACH.search(text, start, found.start("value")):
                start = _behind_verbs(
                    clause, part_to(text, clause, found.start("value"), "，；").start, found.start("before")
                )
            indicator = bare(text[start : found.start("before")])
            if indicator.endswith("的") and (least := patterns()["more"].search(indicator)):
                # 艺术课程课时不低于总课时的20%
                aim, indicator = aim + least[0], indicator[: least.start()] or indicator[least.end() :]
            of_units = shared(text, found.end("unit"), clause.span.end)
            indicator = indicator.removesuffix("的")
            if not indicator or (of_units and text.startswith("的", found.start("indicator"))):
                ahead = text[fragment.start : start]
                own = "" if patterns()["digit"].search(ahead) else bare(ahead)
                indicator = raised(text, fragment.start, found.start("value")) or of_units or own
            if place < len(pair.measures):
                indicator = pair.measures[place]
            elif (
                found["behind"].strip("和与")
                and not (found["after"] or found["before"])
                and (MEASURED.search(found["behind"]) or not found["behind"].startswith(tuple(verb_kinds())))
            ):
                indicator += ABOUT.split(found["behind"])[0]
            yield Figure(
                Span(start, found.end("after") if found["after"] else found.end("unit")),
                number(found["value"]) * (10 if found["unit"] == "成" else 1),
                number(found["top"]) if found["top"] else None,
                UNITS.get(found["unit"], found["unit"]),
                _compare(aim, found["behind"], low=low),
                TargetKind.LIMIT if low else TargetKind.SHARE,
                indicator or found["behind"].strip("和与") or UNITS.get(found["unit"], found["unit"]),
                "percentage",
            )


def _with_percents(text: str, clause: Clause) -> Iterator[Span]:
    """Give the parts of a clause that hold a percentage."""
    percent = patterns()["percent"]
    if percent.search(text, clause.span.start, clause.span.end):
        yield from (part for part in split(text, clause.span, "，；、") if percent.search(text, part.start, part.end))


def _behind_verbs(clause: Clause, begin: int, end: int) -> int:
    """Give where the indicator begins: behind the clause's verbs and adverbs, not inside 完成率."""
    ends = [
        verb.span.end
        for verb in clause.verbs
        if begin <= verb.span.start
        and not (verb.kind is TaskKind.COMPLETE and verb.word.startswith(("新", "净", "高于", "低于", "快于", "优于")))
        and (verb.span.end < end or (verb.span.end == end and verb.kind is not TaskKind.COMPLETE))
    ]
    return max([begin, *ends])


def _compare(words: str, behind: str | None = "", *, low: bool) -> Comparator:
    if low:
        return Comparator.LE
    if ABOUT.search(words) or (behind or "").startswith("左右"):
        return Comparator.APPROX
    return Comparator.GE if patterns()["more"].search(words) else Comparator.EQ


def _counts(text: str, clause: Clause, names: tuple[Name, ...]) -> Iterator[Figure]:
    if not patterns()["digit"].search(text, clause.span.start, clause.span.end):
        return
    for found in patterns()["count"].finditer(text, clause.span.start, clause.span.end):
        if re.match(r"[年月日]", text[found.end("value") : found.end("value") + 1]) or _cohort(found):
            continue
        if patterns()["from"].search(text, clause.span.start, found.start("value")):
            continue
        if _condition(text, clause, Span(found.start(), found.end("after") if found["after"] else found.end("unit"))):
            continue
        words = found["before"] + (found["after"] or "") + (found["over"] or "")
        part = part_to(text, clause, found.end("unit"), "，；")
        pair = paired(text, clause.span.start, part)
        place = len(re.findall(r"\d+(?:\.\d+)?", text[part.start : found.start("value")].rpartition("分别")[2]))
        measure = (
            pair.measures[place] if place < len(pair.measures) and "分别" in text[part.start : found.start()] else ""
        )
        words += pair.aim if measure else ""
        words += "至少" if LEAST.search(text, clause.span.start, found.start()) else ""
        low = bool(patterns()["less"].search(words)) or _allowed(found)
        noun = attributed(text, found.start("behind"), clause.span.end) or Span(*found.span("behind"))
        verb = next((verb.span.start for verb in clause.verbs if noun.start < verb.span.start < noun.end), noun.end)
        behind = RUNS_ON.split(text[noun.start : verb], maxsplit=1)[0]
        end = noun.start + len(behind)
        yield Figure(
            Span(found.start(), max(end, found.end("after") if found["after"] else found.end("unit"))),
            number(found["value"]),
            number(found["top"]) if found["top"] else None,
            found["unit"],
            _compare(words, found["behind"], low=low),
            TargetKind.LIMIT if low else _count_kind(text, clause, found, behind),
            measure or _counted(text, clause, found, behind, names),
            "count-with-measure",
        )


def _cohort(found: re.Match[str]) -> bool:
    """Tell whether a number only names those who finish in a year: 2024届毕业生."""
    return found["unit"] == "届" and bool(YEAR.fullmatch(found["value"]))


def _condition(text: str, clause: Clause, amount: Span) -> bool:
    """Tell whether a figure only says whom a clause is about: 对融资需求300万元以下的主体，实行信用担保."""
    part = part_to(text, clause, amount.end, "，；")
    if qualifies(text, part.start, amount):
        return True
    about = text.startswith(("对", "凡"), part.start) and not any(part.covers(verb.span) for verb in clause.verbs)
    return about and "的" in text[amount.end : part.end]


def _allowed(found: re.Match[str]) -> bool:
    """Tell whether the amount is a time allowed for something: 3个工作日内办结."""
    return bool(ALLOWED.search(found["unit"])) and found["behind"].startswith("内")


def _count_kind(text: str, clause: Clause, found: re.Match[str], behind: str) -> TargetKind:
    """Give whether a count is aimed at (新建8所), the size of a set acted on (推进18个), or part of a name (15分钟生活圈)."""
    if behind.endswith("圈"):
        return TargetKind.CODE
    if clause.rule == "told-result":
        return TargetKind.TARGET
    before = [verb.word for verb in clause.verbs if verb.span.end <= found.start()]
    aims = bool(before and patterns()["aiming"].match(before[-1]))
    adding = "新增" in text[max(clause.span.start, found.start() - 24) : found.end("before")]
    return TargetKind.TARGET if aims or adding or found["before"].strip("约近") else TargetKind.COUNT


def _counted(text: str, clause: Clause, found: re.Match[str], behind: str, names: tuple[Name, ...]) -> str:
    """Give what is counted: the noun behind the figure, or, where it stands before (新增托位600个), that."""
    what = _thing(behind)
    if not what:
        marks = "，；" if text[: found.start()].endswith("等") else "，；、"
        fragment = part_to(text, clause, found.end(), marks)
        start = _behind_verbs(clause, fragment.start, found.start())
        what = AIMED.sub("", bare(text[min(start, found.start()) : found.start()]).removesuffix("等"))
        what = what.rsplit("（其中", 1)[-1]
        if every().fullmatch(what):
            # 开展探访，每周不少于1次: how often that is done.
            what = next((span.of(text) for span in clause.objects if span.end <= found.start()), what)
            what = what.split("，", 1)[0]
        if not what:
            first = next((verb.span.start for verb in clause.verbs if fragment.covers(verb.span)), fragment.start)
            what = bare(text[fragment.start : first])
    if found["unit"] == "岁":
        aged = AGED.match(text, found.end("after") if found["after"] else found.end("unit"), clause.span.end)
        people = next((name.name for name in names if aged and name.span.start == aged.start(1)), "")
        return f"{people or (RUNS_ON.split(aged[1])[0] if aged else what)}年龄"
    if found["unit"] in {"场次", "人次"}:
        return what + found["unit"]
    if behind.endswith("圈"):
        return text[found.start() : found.start("behind")] + behind
    countable = not AMOUNTS.search(found["unit"]) and not MEASURED.search(what)
    if not what:
        done = [
            verb.word for verb in clause.verbs if verb.span.end <= found.start() and verb.kind is not TaskKind.COMPLETE
        ]
        return done[-1] if done and AMOUNTS.search(found["unit"]) else found["unit"]
    return what + ("数" if countable else "")


def _thing(behind: str) -> str:
    """Give the noun behind a figure without quotes round it and without the work on it: “拳头”产品, 传承学校建设."""
    words = behind.strip("“”") if behind.count("“") == 1 and behind.endswith("”") else behind
    return WORK_BEHIND.sub("", words)


def _ratios(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    """Give ratios (4:3:2:1), their value as written."""
    for found in patterns()["ratio"].finditer(text, clause.span.start, clause.span.end):
        value = found[0].replace("：", ":")
        fragment = part_to(text, clause, found.end(), "，；")
        named = bare(text[_behind_verbs(clause, fragment.start, found.start()) : found.start()])
        indicator = named if named.endswith(("比", "率")) else "比例"
        yield Figure(Span(*found.span()), value, None, None, Comparator.EQ, TargetKind.TARGET, indicator, "ratio")


def _spelled(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    """Give amounts in Chinese numerals where the words ask for so many: 每学年进行一次, 一至两项."""
    for found in patterns()["spelled"].finditer(text, clause.span.start, clause.span.end):
        unit = found["unit"] or found["unit2"]
        least = patterns()["more"].search(found[0]) or LEAST.search(text, clause.span.start, found.start())
        yield Figure(
            Span(*found.span()),
            number(found["one"] or found["low"]),
            number(found["top"]) if found["top"] else None,
            unit,
            Comparator.GE if least else Comparator.EQ,
            TargetKind.TARGET,
            text[found.end() : clause.span.end].split("，", 1)[0][:16] or found[0],
            "spelled-amount",
        )


def _without_number(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    words = clause.span.of(text)
    for rule in rules("numbers", "without_number"):
        for found in rule.pattern.finditer(words):
            soft = bool(patterns()["softened"].search(words[: found.end()]))
            fragment = part_to(text, clause, clause.span.start + found.end(), "，；")
            yield Figure(
                fragment,
                None,
                None,
                None,
                Comparator.APPROX if soft else Comparator.of(rule["comparator"]),
                TargetKind.TARGET,
                bare(text[_behind_verbs(clause, fragment.start, fragment.end) : fragment.end]) or fragment.of(text),
                rule.name,
            )


def _measured(draft: Draft, figure: Figure, names: tuple[Name, ...]) -> str | None:
    """Give the entity that a figure measures: the longest name that shares characters with it."""
    touching = [name for name in names if name.span.overlaps(figure.span)]
    return draft.identities[max(touching, key=lambda name: name.span.width)] if touching else None
