"""Targets: the figures of a plan, what each measures, and how it is to be compared."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_OR_LINE_END
from plankg.graph.extraction.chunks.times import PlanYear, find_time, plan_year
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span, Time
from plankg.graph.extraction.figures.amounts import Amount
from plankg.graph.extraction.figures.bearings import PERIODS, WITHIN, Bearing, bearing
from plankg.graph.extraction.figures.conditions import condition_indicator
from plankg.graph.extraction.figures.counts import COUNTED_AS, counted
from plankg.graph.extraction.figures.figures import Figure, changed, going_on, patterns, respectively
from plankg.graph.extraction.figures.indicators import AMOUNTS, Paired, bare, change, pairs
from plankg.graph.extraction.figures.named_numbers import big_sets, codes, ordinals
from plankg.graph.extraction.figures.shares import share_indicator
from plankg.graph.extraction.figures.surroundings import Surroundings
from plankg.graph.extraction.words.lexicon import rule_named, rules
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Target
from plankg.schema.terms import Comparator, TargetKind

ABOUT = named_pattern("targets.about", "约|近", matches=["约"], rejects=["达"])
ROUGHLY = named_pattern("targets.roughly", "左右|上下", matches=["左右"], rejects=["以上"])
# How far before a figure a verb that adds may stand: 新增普惠性托位600个.
ADDING = 24
# Amounts of time and money are told with the change that they make: 等待时间缩短1天.
LASTING = named_pattern("targets.lasting", "[天日时元]$|分钟", matches=["1天"], rejects=["1项"])
CEILING_REACH = 40
# So many figures on either side of a place may reach over it.
NEAR = 4


def make_targets(draft: Draft) -> tuple[Target, ...]:
    """The figures of each task in the order of the text: q8.1, q8.2 and so on.

    Shares and counts with their comparator (达、以上 → at least; 以下、以内 → at most); goals without a number (全覆盖) with
    value None; ordinals (第五批); and numbers that are part of a name (三年行动计划), kind `code`.
    """
    numbers = {heading.id: heading.no for heading in draft.headings}
    seen: Counter[str] = Counter()
    year = plan_year(draft)
    targets = []
    before: list[Figure] = []
    for content in draft.contents:
        clause, names = content.clause, content.names
        time = draft.times.get(clause.span)
        if before and SENTENCE_OR_LINE_END.search(draft.text, before[-1].span.end, clause.span.start):
            before = []
        around = Surroundings(draft.text, clause, names, year.year if year else None)
        figures = respectively(draft.text, before, figures_of(around, before[-1] if before else None))
        before += figures
        for figure in map(changed, figures):
            seen[clause.section] += 1
            targets.append(
                Target(
                    id=f"q{numbers[clause.section]}.{seen[clause.section]}",
                    directive=clause.section,
                    task=content.task,
                    entity=_measured(draft, figure, around),
                    value=figure.value,
                    value_max=figure.value_max,
                    unit=figure.unit,
                    comparator=figure.comparator,
                    indicator=figure.indicator,
                    deadline=_by_when(draft.text, figure, time, year),
                    kind=figure.kind,
                    evidence=draft.document.evidence(figure.span.start, figure.span.end),
                    rule=figure.rule,
                )
            )
    return tuple(targets)


def _by_when(text: str, figure: Figure, time: Time | None, year: PlanYear | None) -> str | None:
    """The deadline of a figure: the clause's, or its own in a clause of several stages (6月底达到60%、9月底达到85%)."""
    if not time or not time.due:
        return None
    if figure.span.end - time.span.end <= 0 or "、" not in text[time.span.end : figure.span.end]:
        return time.words
    begin = text.rindex("、", time.span.end, figure.span.end) + 1
    own = find_time(text, Span(begin, figure.span.end), year)
    return own.words if own and own.due else time.words


def figures_of(around: Surroundings, before: Figure | None = None) -> list[Figure]:
    """The figures of a clause; `before` is the one before them in the sentence, which they may go on about.

    What lies inside a figure already found is not found again.
    """
    text, clause = around.text, around.clause.span
    if not patterns()["hint"].search(text, *clause) or _tells_past(around):
        return []
    collected = _Figures(sorted(_amounts(around), key=lambda figure: figure.span))
    for finder in (_ratios, big_sets, _without_number, ordinals, codes):
        for figure in finder(around):
            collected.add(figure)
    return going_on(collected.figures, text, before)


def _tells_past(around: Surroundings) -> bool:
    """Whether a clause tells what was reached before; a bracket (上年为93%) only compares."""
    said = patterns()["past"].finditer(around.text, *around.clause.span)
    return any(around.bracket(match.start()) is None for match in said)


class _Figures:
    """The figures of a clause in order; none overlaps another but a number in a name inside a share's indicator."""

    def __init__(self, figures: list[Figure]) -> None:
        self.figures = figures

    def add(self, figure: Figure) -> None:
        """Add a figure unless one found before has its characters."""
        place = bisect_left(self.figures, figure.span.start, key=lambda other: other.span.start)
        near = self.figures[max(0, place - NEAR) : place + NEAR]
        if not any(_is_covered(figure, other) for other in near):
            insort(self.figures, figure, key=lambda other: other.span)


def _is_covered(figure: Figure, other: Figure) -> bool:
    """Whether a figure found before has the characters; a number in a name may stand inside a share's indicator."""
    named = figure.kind is TargetKind.CODE and other.kind in {TargetKind.SHARE, TargetKind.LIMIT}
    return figure.span.overlaps(other.span) and not (named and "“" in other.indicator)


def _amounts(around: Surroundings) -> Iterator[Figure]:
    """The amounts of a clause that are aimed at, say who is meant, or stand in a name."""
    paired: dict[Span, list[Paired]] = {}
    counts: Counter[int] = Counter()
    begin = around.clause.span.start
    main: Figure | None = None
    for amount in around.amounts:
        meaning = bearing(around, amount)
        part = around.part(amount.span.end)
        if part not in paired:
            paired[part] = pairs(around.text, part)
        pair = next((pair for pair in reversed(paired[part]) if pair.end <= amount.start), None)
        measure = aim = ""
        if pair and counts[pair.end] < len(pair.measures):
            measure, aim = pair.measures[counts[pair.end]], pair.aim
            counts[pair.end] += 1
        if meaning is Bearing.AIM:
            figure = _aimed(around, amount, begin, measure, aim)
            if around.bracket(amount.start) is None:
                main = figure
            yield _compared_as(around, figure, main) if main else figure
            begin = amount.span.end
        elif meaning is Bearing.CONDITION:
            yield _condition(around, amount)
        elif meaning is Bearing.NAME:
            yield _in_name(around, amount)


def _aimed(around: Surroundings, amount: Amount, begin: int, measure: str, aim: str) -> Figure:
    """The figure of an amount that is aimed at; `measure` and `aim` are what 分别 gives it, `begin` ends the amount before."""
    low = _low(around, amount, aim)
    comparator = _compare(around, amount, aim, low=low)
    if amount.share:
        indicator, direction, start = share_indicator(around, amount, begin)
        span = Span(min(start, amount.span.start), amount.span.end)
        kind = TargetKind.LIMIT if low else TargetKind.SHARE
    else:
        indicator, end = counted(around, amount, begin)
        lasting = end <= amount.span.end and LASTING.search(amount.unit)
        direction = change(around.text, begin, amount.span.start)[0] if lasting else ""
        span = Span(amount.span.start, max(end, amount.span.end))
        kind = TargetKind.LIMIT if low else _count_kind(around, amount)
    if measure:
        indicator, direction = measure, (change(aim, 0, len(aim))[0] if amount.share else "")
    rule = "spelled-amount" if amount.spelled else "percentage" if amount.share else "count-with-measure"
    return Figure(span, amount.value, amount.top, amount.unit, comparator, kind, indicator, rule, direction)


def _compared_as(around: Surroundings, figure: Figure, main: Figure) -> Figure:
    """A second measure in brackets with the comparator of the one that it explains: 不少于20家（其中民营8家）.

    It has its own where the words beside it say one.
    """
    bracket = around.bracket(figure.span.start)
    if bracket is None or figure.comparator is not Comparator.EQ or main.span.end > bracket.end:
        return figure
    if any(mark in around.text[main.span.start : bracket.start] for mark in "，；。"):
        return figure
    limited = main.comparator is Comparator.LE
    counts = figure.kind is TargetKind.COUNT and main.comparator is not Comparator.EQ
    kind = TargetKind.LIMIT if limited else TargetKind.TARGET if counts else figure.kind
    return replace(figure, comparator=main.comparator, kind=kind)


def _condition(around: Surroundings, amount: Amount) -> Figure:
    """The figure of an amount that says who or what is meant (45岁以下干部)."""
    more, less = (bool(patterns()[name].search(amount.aim)) for name in ("more", "less"))
    within = PERIODS.search(amount.unit) is not None
    comparator = Comparator.GE if more else Comparator.LE if less or within else Comparator.EQ
    indicator, end = condition_indicator(around, amount)
    span = Span(amount.span.start, max(end, amount.span.end))
    return Figure(span, amount.value, amount.top, amount.unit, comparator, TargetKind.LIMIT, indicator, "condition")


def _in_name(around: Surroundings, amount: Amount) -> Figure:
    """The number in a name such as 15分钟便民生活圈."""
    name = rule_named("numbers", "behind", "round-name").pattern.match(around.text, amount.span.end)
    span = Span(amount.span.start, name.end() if name else amount.span.end)
    return Figure(
        span,
        amount.value,
        None,
        amount.unit,
        Comparator.EQ,
        TargetKind.CODE,
        span.of(around.text),
        "count-with-measure",
    )


def _low(around: Surroundings, amount: Amount, aim: str) -> bool:
    """Whether an amount is a ceiling: by the words beside it, 最高 before its verb, or as what one may use of a whole."""
    if ROUGHLY.match(around.text, amount.span.end):
        return False
    if patterns()["less"].search(amount.aim + aim) or WITHIN.match(around.text, amount.span.end):
        return True
    begin = max(around.part(amount.span.end).start, around.amount_end_before(amount, around.clause.span.start))
    begin = max(begin, amount.span.start - CEILING_REACH)
    ahead = ("ceiling", "entitled") if amount.share else ("ceiling",)
    return any(rule_named("numbers", "ahead", name).pattern.search(around.text, begin, amount.start) for name in ahead)


def _compare(around: Surroundings, amount: Amount, aim: str, *, low: bool) -> Comparator:
    if low:
        return Comparator.LE
    if ABOUT.search(amount.aim) or ROUGHLY.match(around.text, amount.span.end):
        return Comparator.APPROX
    begin = max(around.part(amount.span.end).start, around.amount_end_before(amount, around.clause.span.start))
    begin = max(begin, amount.span.start - CEILING_REACH)
    floor = rule_named("numbers", "ahead", "floor").pattern.search(around.text, begin, amount.start)
    return Comparator.GE if floor or patterns()["more"].search(amount.aim + aim) else Comparator.EQ


def _count_kind(around: Surroundings, amount: Amount) -> TargetKind:
    """Whether a count is aimed at (新建8所) or the size of a set acted on (推进18个)."""
    clause = around.clause
    if clause.rule == "told-result" or amount.unit in COUNTED_AS or AMOUNTS.search(amount.unit):
        return TargetKind.TARGET
    before = around.verbs_between(clause.span.start, amount.span.start)
    aims = bool(before and patterns()["aiming"].match(before[-1].word))
    numeral = around.text[amount.span.start : amount.start]
    near = around.text[max(clause.span.start, amount.start - ADDING) : amount.start]
    asked = rule_named("numbers", "ahead", "each").pattern.search(near)
    return TargetKind.TARGET if aims or "新增" in near or asked or numeral.strip("约近") else TargetKind.COUNT


def _ratios(around: Surroundings) -> Iterator[Figure]:
    """Ratios (4:3:2:1), their value as written."""
    text = around.text
    for match in patterns()["ratio"].finditer(text, *around.clause.span):
        value = match[0].replace("：", ":")
        part = around.part(match.end())
        named = bare(text[around.behind_verbs(part.start, match.start()) : match.start()])
        indicator = named if named[-1:] in set("比率") else "比例"
        yield Figure(Span(*match.span()), value, None, None, Comparator.EQ, TargetKind.TARGET, indicator, "ratio")


def _without_number(around: Surroundings) -> Iterator[Figure]:
    text, (begin, end) = around.text, around.clause.span
    for rule in rules("numbers", "without_number"):
        for match in rule.pattern.finditer(text[begin:end]):
            part = around.part(begin + match.end())
            soft = patterns()["softened"].search(text, part.start, begin + match.end())
            yield Figure(
                part,
                None,
                None,
                None,
                Comparator.APPROX if soft else Comparator.of(rule["comparator"]),
                TargetKind.TARGET,
                bare(text[around.behind_verbs(part.start, part.end) : part.end]) or part.of(text),
                rule.name,
            )


def _measured(draft: Draft, figure: Figure, around: Surroundings) -> str | None:
    """The entity that a figure measures: the longest name that shares characters with it."""
    touching = around.names_at(figure.span)
    return draft.identities[max(touching, key=lambda name: name.span.width)] if touching else None
