"""Bearings: what an amount is to its clause: aimed at, a condition for whom the clause is about, part of a name, or nothing."""

from __future__ import annotations

from enum import Enum, auto

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.figures.amounts import Amount
from plankg.graph.extraction.figures.figures import patterns
from plankg.graph.extraction.figures.indicators import change, qualifies
from plankg.graph.extraction.figures.surroundings import Surroundings
from plankg.graph.extraction.words.lexicon import lexicon, rule_named
from plankg.graph.patterns import named_pattern

YEARS = 100
TEN = 10
# Units of time: an amount of them may be a time by which something is done.
PERIODS = named_pattern("bearings.periods", "[年月日天周秒时]$|季度|分钟|学期", matches=["学时"], rejects=["月底"])
# Times within which a service is done are promised, not dates: 5个工作日内办结.
PROMISED = named_pattern("bearings.promised", "工作日|[小课学]?时$|分钟|秒", matches=["工作日"], rejects=["学期"])
NAMING = named_pattern("bearings.naming", "分钟|小时|公里|千伏$|[天日年]$", matches=["15分钟"], rejects=["8万千伏安"])
# 取得许可后1个月内: the time runs from something.
ANCHORED = named_pattern("bearings.anchored", "(?:[后起]|之日)的?$", matches=["印发后"], rejects=["印发前"])
# 办理时限压缩至3个月以内: what is measured is a time.
DATED = named_pattern("bearings.dated", "[年月日]", matches=["3月"], rejects=["三项"])
TIMED = named_pattern(
    "bearings.timed",
    "(?:时[间限长]|期限?|周期|年限|服务期|住院日|龄)[^，；。]{0,8}$",
    matches=["办理时限"],
    rejects=["办理事项"],
)
NAMES = ("round-name", "rate-name")
# How far before an amount the words stand that tell what it is.
NEAR = 24
BOUND = named_pattern(
    "bearings.bound", "以[上下内]|之内|超过|[不未]足|≥|≤|[<>]|不[低少高]于", matches=["3岁以下"], rejects=["三年内"]
)
# 连续两次排名末位的: so many in a row qualify.
ABOUT = named_pattern("bearings.about", "对|凡|面向", matches=["对失信企业"], rejects=["失信企业"])
RUNNING = named_pattern("bearings.running", "(?:连续|累计)$", matches=["连续"], rejects=["连续两次"])
EACH = named_pattern("bearings.each", "每[隔满]?$", matches=["每"], rejects=["每个"])
STANDARD = named_pattern("bearings.standard", "的?标准", matches=["的标准"], rejects=["的水平"])
WITHIN = named_pattern("bearings.within", "[之以]?内", matches=["以内"], rejects=["以外"])
# What stands in brackets to compare with: the year before, what there is already.
EARLIER = named_pattern(
    "bearings.earlier",
    "(?<![较比])(?:去年|上一?年|往年|基期|基数|现有|现为|原为)",
    matches=["去年"],
    rejects=["较去年"],
)
OF_YEAR = named_pattern("bearings.of-year", "(?P<year>20\\d\\d)年", matches=["2024年"], rejects=["24年"])


class Bearing(Enum):
    """What an amount is to its clause."""

    AIM = auto()
    CONDITION = auto()
    NAME = auto()
    NONE = auto()


def bearing(around: Surroundings, amount: Amount) -> Bearing:
    """What an amount is to its clause.

    Aimed at is what no rule tells otherwise. A time by which something is done is no amount, nor is what stands in a quote
    or title, the base of 每8个小组配备1名, the start of 从40%提高到45%; what says who is meant is a condition.
    """
    text, unit = around.text, amount.unit
    if _named(around, amount) or _counts_nothing(text, amount) or _before(around, amount):
        return Bearing.NONE
    if NAMING.search(unit) and any(
        rule_named("numbers", "behind", name).pattern.match(text, amount.span.end) for name in NAMES
    ):
        return Bearing.NAME
    if PERIODS.search(unit) and (of_time := _time(around, amount)):
        return of_time
    part = around.part(amount.span.end)
    begins = patterns()["from"].search(text, max(part.start, amount.span.start - TEN), amount.span.start)
    if begins and rule_named("numbers", "behind", "raised-to").pattern.match(text, amount.span.end):
        return Bearing.NONE
    if amount.spelled and not amount.share and not _asked(around, amount, part):
        return Bearing.NONE
    return Bearing.CONDITION if _condition(around, amount, part) else Bearing.AIM


def _named(around: Surroundings, amount: Amount) -> bool:
    """Whether an amount stands in a name: in 《》, or in a quote that doesn't say what is to be reached (“新增5个托育点”)."""
    quote = around.quote(amount.start)
    if quote is None:
        return False
    is_aim = around.text[quote.start] == "“" and patterns()["aiming"].match(around.text, quote.start + 1)
    return amount.spelled or not is_aim


def _before(around: Surroundings, amount: Amount) -> bool:
    """Whether an amount in brackets is what was reached before: 95%（上年93%）, 95%（2024年：93%） in a plan for 2025."""
    bracket = around.bracket(amount.start)
    if bracket is None:
        return False
    year = OF_YEAR.match(around.text, bracket.start + 1, amount.start)
    earlier = year is not None and around.year is not None and int(year["year"]) < around.year
    return earlier or EARLIER.search(around.text, bracket.start, amount.start) is not None


def _counts_nothing(text: str, amount: Amount) -> bool:
    """Whether the numeral only looks like an amount: a year, a day of a month, the base of a ratio (每8个)."""
    if amount.unit in "年届" and amount.value >= YEARS:
        return True
    if DATED.match(text, amount.unit_end) and text[amount.unit_end - 1].isdigit():
        return True
    return EACH.search(text, max(0, amount.span.start - 2), amount.span.start) is not None or (
        amount.unit == "小时"
        and bool(rule_named("numbers", "behind", "round-the-clock").pattern.match(text, amount.unit_end))
    )


def _time(around: Surroundings, amount: Amount) -> Bearing | None:
    """What an amount of time is; None where it is an amount like others (服务期不少于3年)."""
    text, end = around.text, amount.unit_end
    if within := WITHIN.match(text, end):
        place = within.end() - 1
        if rule_named("numbers", "behind", "consequence").pattern.match(text, place):
            return Bearing.CONDITION
        if TIMED.search(text, max(0, amount.start - NEAR), amount.start):
            return None
        if ANCHORED.search(text, max(0, amount.start - 2), amount.start):
            return Bearing.NONE
        if rule_named("numbers", "behind", "who-qualifies").pattern.match(text, place):
            return Bearing.CONDITION
        return None if PROMISED.search(amount.unit) else Bearing.NONE
    if rule_named("numbers", "behind", "relative-time").pattern.match(text, end):
        return Bearing.NONE
    return None


def _asked(around: Surroundings, amount: Amount, part: Span) -> bool:
    """Whether an amount in words counts: two or more and no fixed phrase, or one where so many are asked for."""
    text = around.text
    behind = text[amount.span.end : amount.span.end + NEAR]
    if rule_named("numbers", "behind", "name-in-words").pattern.match(behind):
        return False
    numeral = text[amount.start : amount.unit_end]
    begin = max(part.start, amount.start - NEAR)
    each, picked = (rule_named("numbers", "ahead", name).pattern for name in ("each", "picked"))
    asked = bool(amount.aim) or amount.top is not None or each.search(text, begin, amount.start) is not None
    occasion = amount.unit in lexicon("numbers")["occasions"]
    if occasion and rule_named("numbers", "behind", "part-of-a-name").pattern.match(behind):
        return False
    if numeral.startswith("二") or numeral[0] in "百千":
        return asked or (numeral[0] == "二" and len(numeral) > len(amount.unit) + 1)
    if amount.unit == "人" and amount.value < TEN:
        return asked
    if amount.value > 1 or _grows(around, amount, part):
        return True
    if asked or picked.search(text, begin, amount.start):
        return True
    return occasion and around.acts_before(part.start, amount.start)


def _grows(around: Surroundings, amount: Amount, part: Span) -> bool:
    """Whether an amount is how far something grows: 产能提高一倍."""
    return amount.unit == "倍" and bool(change(around.text, part.start, amount.start)[0])


def _condition(around: Surroundings, amount: Amount, part: Span) -> bool:
    """Whether an amount only says who or what is meant: 对融资需求300万元以下的主体，实行信用担保; 45岁以下干部."""
    text = around.text
    if amount.share or STANDARD.match(text, amount.span.end):
        return False
    if qualifies(text, max(part.start, amount.span.start - NEAR), amount.span):
        return True
    if RUNNING.search(text, max(0, amount.span.start - 2), amount.span.start):
        return "的" in text[amount.span.end : min(part.end, amount.span.end + NEAR)]
    if not BOUND.search(amount.aim):
        return False
    if amount.unit == "岁":
        return True
    about = ABOUT.match(text, part.start) and not around.acts_before(part.start, amount.start)
    return bool(about) and "的" in text[amount.span.end : part.end]
