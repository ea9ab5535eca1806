"""Conditions: what the amounts measure that only say who or what is meant (45岁以下干部, 年产值1亿元以上的园区)."""

from __future__ import annotations

from plankg.graph.extraction.figures.amounts import Amount
from plankg.graph.extraction.figures.bearings import PERIODS
from plankg.graph.extraction.figures.counts import COUNTED_AS, Counted, counted
from plankg.graph.extraction.figures.indicators import bare
from plankg.graph.extraction.figures.surroundings import Surroundings
from plankg.graph.patterns import named_pattern

# Whom or what the amount tells apart.
HEAD = named_pattern(
    "conditions.head",
    "的?(?P<what>[^，；。、的\\d]{0,8}?(?:项目|企业|工程|自然村|行政村|村庄|村组|城市|城镇|乡镇|社区|小区|家庭|园区|主体|单位|机构|街道|网商|农户)|[^，；。、的\\d]{2,14})",
    matches=["的自然村"],
    rejects=["，"],
)
WITHIN = named_pattern(
    "conditions.within",
    "之?内(?P<what>[^，；。]{2,24}?)(?=$|[，；。]|不[得予能]|可|应|须|优先)",
    matches=["内未就业退役军人"],
    rejects=["内"],
)
TOPIC = named_pattern(
    "conditions.topic", "^(?:对于?|凡|面向|支持|鼓励|将|在|给予|获得|且|年度)+", matches=["对于企业"], rejects=["企业"]
)


def condition_indicator(around: Surroundings, amount: Amount) -> Counted:
    """What a condition measures: 干部年龄, 园区的年产值, 未就业军人的期限; and where its words end."""
    text = around.text
    if amount.unit == "岁":
        return counted(around, amount, around.clause.span.start)
    if PERIODS.search(amount.unit) and (within := WITHIN.match(text, text.rfind("内", 0, amount.span.end + 3))):
        return Counted(f"{within['what'].removesuffix('的')}的期限", within.end())
    item = around.item(amount.span.end)
    start = around.behind_verbs(around.amount_end_before(amount, item.start), amount.span.start)
    attribute = TOPIC.sub("", bare(text[start : amount.span.start]))
    head = HEAD.match(text, amount.span.end, around.clause.span.end)
    what = head["what"] if head else ""
    end = head.end() if head else amount.span.end
    if amount.unit in COUNTED_AS:
        return Counted(what + COUNTED_AS[amount.unit], end)
    if attribute and what:
        return Counted(f"{what}的{attribute}", end)
    return Counted(attribute or f"{what}规模", end)
