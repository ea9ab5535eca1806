"""Shares: what a percentage is of, from the noun before it, what it is said to be part of, or who stands behind it."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.figures.amounts import Amount
from plankg.graph.extraction.figures.figures import patterns
from plankg.graph.extraction.figures.indicators import EACH, MEASURED, bare, change, raised, shared
from plankg.graph.extraction.figures.surroundings import Surroundings
from plankg.graph.patterns import named_pattern

ABOUT = named_pattern("shares.about", "约|左右|近", matches=["近九成"], rejects=["九成"])
# The noun right behind a share without 的: 5%学位数.
BEHIND = named_pattern("shares.behind", "[^，；。、的“”（）\\d%]{1,8}", matches=["学位"], rejects=["，"])
# What is given, behind a share of something: 总房款1%的补贴.
GIVEN = named_pattern(
    "shares.given",
    "的?(?P<what>[^，；。、的]{0,6}(?:补贴|补助|奖励|奖补|资助|补偿|支持|贴息|优惠|减免))",
    matches=["贷款贴息"],
    rejects=["贷款"],
)
# 重点监管资金核定总额的35%
OF_WHOLE = named_pattern("shares.of-whole", "的(?:比例)?$", matches=["总课时的比例"], rejects=["按比例结算"])
# What the figure is a share of stands behind 不低于: 艺术课程课时不低于总课时的20%.
LEAST_OF = named_pattern(
    "shares.least-of",
    "(?P<what>[^，；。]{2,}?)(?:不[少低高]于|不超过|占|达到?|至少)+(?P<whole>[^，；。]{2,})",
    matches=["实践课占总课时"],
    rejects=["实践课"],
)
USING = named_pattern("shares.using", "使用|支取|提取|留存|预留|划拨|计提", matches=["提取公积金"], rejects=["公积金"])
# 增速高于全省平均1个百分点
ABOVE = named_pattern(
    "shares.above",
    "(?<=.{2})(?<!不)(?:高于|低于|快于|优于)[^，；。\\d]*$",
    matches=["增速高于全省平均"],
    rejects=["增速不低于"],
)
FARTHEST, LONGEST_VERB = 40, 7
REACHING = named_pattern("shares.reaching", "[到至为达在占]$", matches=["提高到"], rejects=["提高"])


def share_indicator(around: Surroundings, amount: Amount, begin: int) -> tuple[str, str, int]:
    """What a share measures, the change it tells (增幅, or nothing), and where its words begin.

    `begin` is where the figure before it ends. The unit stands for an indicator that the words don't give.
    """
    text = around.text
    item = around.item(amount.span.end)
    if EACH.search(text, max(item.start, amount.start - FARTHEST), amount.start):
        item = around.part(amount.span.end)
    bracket = around.bracket(amount.start)
    first = max(item.start, bracket.start + 1 if bracket else 0, begin if begin <= amount.span.start else 0)
    first = max(first, amount.start - FARTHEST)
    direction, end = change(text, first, amount.span.start)
    start = around.behind_verbs(first, end)
    if (
        not direction
        and not REACHING.search(text, max(0, amount.span.start - 1), amount.span.start)
        and _by_so_much(around, amount, end)
    ):
        direction, _ = change(text, first, start)
    ahead = _without_quote_border(bare(ABOVE.sub("", text[start:end]).strip("和与及")))
    if rise := raised(text, first, end):
        return rise, "", start
    units = shared(text, amount.span.end, around.part(amount.span.end).end)
    if units and text.startswith("的", begin):
        # 80%的乡镇卫生院和|50%的卫生服务站达到…
        return units, direction, amount.span.start
    if ahead and OF_WHOLE.search(ahead):
        return _of_whole(around, Span(first, start), ahead), direction, start
    if match := GIVEN.match(text, amount.span.end, around.clause.span.end):
        whole = f"占{ahead}的比例" if ahead and not MEASURED.search(ahead) else "比例"
        return match["what"] + whole, direction, start
    if ahead:
        return ahead + _completed(around, amount), direction, start
    own = "" if re.search(r"\d", text[first:start]) else bare(text[first:start])
    behind = BEHIND.match(text, amount.span.end, around.clause.span.end)
    return units or own or (behind[0].strip("和与") if behind else "") or amount.unit, direction, start


def _by_so_much(around: Surroundings, amount: Amount, end: int) -> bool:
    """Whether a share may be how far the verb before its noun changes that: 减少会议四成以上; not 提高优良率60%以上."""
    level = MEASURED.search(around.text, max(around.clause.span.start, end - 1), end)
    return amount.start == amount.span.start and (not amount.aim or not level)


def _of_whole(around: Surroundings, acted: Span, ahead: str) -> str:
    """The indicator of a share of a whole: 总课时占…的比例, 可申请使用的资金总额比例."""
    ahead = OF_WHOLE.sub("", ahead)
    if parted := LEAST_OF.fullmatch(ahead):
        return f"{parted['what']}占{parted['whole']}的比例"
    if least := patterns()["more"].match(ahead):
        ahead = ahead[least.end() :]
    using = USING.match(ahead)
    ahead = ahead[using.end() :] if using else ahead
    verb = bare(acted.of(around.text))
    verb = (verb if len(verb) <= LONGEST_VERB else "") + (using[0] if using else "")
    return f"{verb}的{ahead}比例" if verb else f"{ahead}比例"


def _completed(around: Surroundings, amount: Amount) -> str:
    """The end of a noun that the share stands in: 民办学生5%学位数."""
    if amount.aim.strip("严控约近"):
        return ""
    behind = BEHIND.match(around.text, amount.span.end, around.clause.span.end)
    words = ABOUT.split(behind[0].strip("和与"))[0] if behind else ""
    return words if MEASURED.search(words) else ""


def _without_quote_border(words: str) -> str:
    """The words without a quote or bracket that begins or ends outside them."""
    for opening, closing in ("“”", "（）", "《》"):
        if words.count(opening) != words.count(closing):
            words = (
                words.rpartition(closing)[2]
                if words.rfind(closing) > words.rfind(opening)
                else words.rpartition(opening)[2]
            )
    return words
