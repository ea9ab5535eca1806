"""Indicators: what a figure measures, from the words that stand round it."""

from __future__ import annotations

from typing import NamedTuple

from plankg.graph.extraction.chunks.sentence_ends import split
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.patterns import named_pattern

# What stands round an indicator and is not of it.
LEAD_WORDS = named_pattern(
    "indicators.lead-words",
    r"^(?:的|其中|做到|力争|确保|将|使(?!用)|实现|保持|提高|降低|把|在(?![园校建职籍岗读线册])|按(?![期时])照?|(?:到|至)?(?:20\d\d年(?!度)(?:年?底)?|\d{1,2}月(?:[底末]|\d{1,2}日|[上中下]旬)?"
    r"|第?[一二三四]季度[末底]?|[一二三四五六七八九十两\d]+年内|年底|年末|年内|今年|全年)(?:之?前)?)+",
    matches=["10月底前"],
    rejects=["切实做到"],
)
AIM_WORDS = named_pattern(
    "indicators.aim-words",
    r"(?:将|力争|确保|实现|提高|提升|降低|下降|减少|增长|保持|稳定|控制|增加|缩短|缩小|收窄|扩大|压减"
    r"|完成|必须|应当?|须|同比|[较比](?:20\d\d年|上年|去年|上一年)(?:底|末)?|到|至|在|达到?|为|约|可|按|分别|均|总体|全面|精确|平均|每年安排|不低于|不少于|不超过|降至|超过|突破|再|比例达"
    r"|20\d\d年[底末]?前?|\d{1,2}月[底末]?前?|年底前?)*$",
    matches=["就业率达到"],
    rejects=[],
)
# A noun that names a measure by its last character.
MEASURED = named_pattern(
    "indicators.measured", "[数率额量值费价比例力度长积重模入幅龄资日]$", matches=["升学率"], rejects=["出入库"]
)
# 100%的社区卫生服务中心完成中医馆设置: what the share is of, where nothing stands before it.
SHARED = named_pattern(
    "indicators.shared",
    "(?:左右)?(?:（[^）]*）)?的?(?P<what>(?![和与及、])[^，；。、\\d]{1,24}?)(?:[和与及、]\\d[^，；。]{0,24}?的[^，；。]{2,24}?)?"
    "(?P<reach>(?:达到|完成|实现|建成|建立|配备|设置|通过|开展|开设|设立|覆盖|纳入|享受|参与|参加|掌握|接受|取得|开办|组建|成立|配齐|安装|实行|推行|加入|创建|更新)[^，；。]{0,40})?(?=[，；。]|$)",
    matches=["的乡镇卫生院达到标准"],
    rejects=["，。"],
)
# 花生种植、收获机械化率分别达到65%和55%: two measures, two figures.
RESPECTIVELY = named_pattern(
    "indicators.respectively",
    r"(?P<what>[^，；。]{4,40}?)分别(?P<aim>[达提降增超不控保稳约为到上下减缩][^，；。\d]{0,6})?(?=\d)",
    matches=["住院率、规范管理率分别达到85%"],
    rejects=["分别约谈"],
)
# 覆盖率从40%提高到45%: what stands before 从 is measured.
RISE = named_pattern(
    "indicators.rise", r"(?P<what>[^，；。]{2,28}?)(?:从|由)[^，；。]*$", matches=["就业率从80%"], rejects=["就业率"]
)
SHORT = 3
LONGEST_CHANGE = 6
# Amounts of money, land, time and the like are no numbers of things.
AMOUNTS = named_pattern(
    "indicators.amounts",
    "[元亩米吨倍岁时日天月年克斤升㎡²³㎥安伏瓦节秒分箱]$|公里|小时|学时|课时|学分|分钟|标煤",
    matches=["20万元"],
    rejects=["三项"],
)
# 高血压、2型糖尿病患者规范管理率: the parts differ in what stands before those who are measured.
WHOSE = named_pattern(
    "indicators.whose",
    "[^，；。]{2,8}?(?=(?:患者|人员|人口|家庭|对象|儿童|学生|老年人|毕业生|企业|农户)[^，；。]{2,})",
    matches=["困难学生资助"],
    rejects=["学生"],
)
# 20户以上自然村, 年销售额1000万元以上的网商: the amount says which ones are meant, it is not aimed at.
QUALIFIED = named_pattern(
    "indicators.qualified",
    "(?:额|投资|注册资本|收入|产值|利润|面积|规模|需求|营收|产量|资产)(?:在|达到?|超过?|突破|不低于|不少于)?$",
    matches=["年营业收入"],
    rejects=["收入分配"],
)
QUALIFYING = named_pattern(
    "indicators.qualifying",
    "(?:重大|重点|优质)?(?:项目|企业|园区)|的(?!目标|任务|要求|水平|标准|速度|增)[^，；。]{2,}",
    matches=["重大项目"],
    rejects=["标准的要求"],
)
# 3个具备检测资质的机构, 2个年产值1亿元以上的园区: what is counted stands behind what tells it apart.
ATTRIBUTE = named_pattern(
    "indicators.attribute",
    "(?:(?:具备|具有|拥有|符合|取得|获得|面向)[^，；。的]{2,16}|[^，；。的\\d]{2,12}(?:领域|方面|类别)"
    "|[^，；。的\\d]{1,10}[低高大强好优差弱]"
    "|[^，；。的\\d]{1,8}[\\d.]+[^，；。的\\d]{1,6}(?:以上|以下|以内))的(?P<what>[^，；。、]{2,20})",
    matches=["符合条件的农户"],
    rejects=["农户"],
)
# 对降尘量超过5吨的街道进行通报: whom a task is about.
ABOUT_THOSE = named_pattern(
    "indicators.about-those", "对[^，；。的]{1,12}$", matches=["对失信企业"], rejects=["企业的信用"]
)
THOSE = named_pattern(
    "indicators.those",
    "[^，；。]{0,6}的[^，；。]{1,12}(?:进行|实行|给予|予以|实施|开展|依法|严肃|一律)",
    matches=["的企业给予奖励"],
    rejects=["实施奖励"],
)
# 5亿元以上项目: so large ones.
SIZED = named_pattern(
    "indicators.sized", "以[上下][一-鿿]{0,4}(?:项目|企业|工程|村|户)", matches=["以上工业企业"], rejects=["企业家"]
)
SETTLEMENT = named_pattern(
    "indicators.settlement",
    "以上(?:自然村|行政村|村庄|村组|城市|城镇|乡镇|社区|小区|家庭)",
    matches=["以上自然村"],
    rejects=["各乡镇"],
)
# 种植、收获机械化率均达到45%: one figure for each of a list.
EACH = named_pattern(
    "indicators.each", "(?:均|都|总体)[^，；。\\d]{0,6}$", matches=["学生人数均"], rejects=["达到标准"]
)


class Paired(NamedTuple):
    """The measures that figures side by side state, one each, the words that say how they compare, and where these end."""

    measures: tuple[str, ...]
    aim: str
    end: int


def bare(indicator: str) -> str:
    """An indicator without 将, 保持在 and the like at its ends.

    >>> bare("其中信用额度可提高至")
    '信用额度'
    """
    return AIM_WORDS.sub("", LEAD_WORDS.sub("", indicator))


def qualifies(text: str, begin: int, amount: Span) -> bool:
    """Whether an amount only says which things are meant: 年销售额1000万元以上的网商; `begin` opens its clause part.

    >>> qualifies("培育年产值1亿元以上的园区", 0, Span(5, 10))
    True
    """
    sized = text[amount.end - 3] in "元亩吨米" and SIZED.match(text, amount.end - 2)
    settled = sized or (text[amount.end - 2 : amount.end] == "以上" and SETTLEMENT.match(text, amount.end - 2))
    about = ABOUT_THOSE.search(text, begin, amount.start) and THOSE.match(text, amount.end)
    return bool(
        settled or about or (QUALIFIED.search(text, begin, amount.start) and QUALIFYING.match(text, amount.end))
    )


def attributed(text: str, begin: int, end: int) -> Span | None:
    """What is counted behind words that tell it apart, from where they begin: 10家具备资质的机构; else None."""
    match = ATTRIBUTE.match(text, begin, end)
    return Span(*match.span("what")) if match else None


def raised(text: str, begin: int, end: int) -> str:
    """What rises in 覆盖率从40%提高到45%, where the stretch up to the figure says so; else nothing."""
    rise = RISE.match(text, begin, end)
    return bare(rise["what"]) if rise else ""


def shared(text: str, begin: int, end: int) -> str:
    """What a share before it is of: 100%的乡镇卫生院设置中医馆; else nothing.

    >>> shared("半数以上学校配备校医", 4, 10)
    '配备校医的学校占比'
    """
    match = SHARED.match(text, begin, end)
    if not match:
        return ""
    return f"{match['reach']}的{match['what']}占比" if match["reach"] else match["what"]


def _common(first: str, last: str) -> str:
    """What two parts of a list share that only the last says: 三级医院 and 二级医院平均住院日 share 平均住院日."""
    for width in range(len(first) - 1, 1, -1):
        place = last.find(first[-width:])
        if place > 0:
            return last[place + width :]
    return ""


def pairs(text: str, span: Span) -> list[Paired]:
    """The measures, one a figure, of each 甲、乙率分别达到65%和55% in a stretch; what only the last one says holds for all.

    >>> pairs("花生种植、收获机械化率分别达到65%和55%", Span(0, 23))[0].measures
    ('花生种植机械化率', '花生收获机械化率')
    """
    if "分别" not in text[span.start : span.end]:
        return []
    return [
        Paired(measures, match["aim"] or "", match.end())
        for match in RESPECTIVELY.finditer(text, *span)
        if (measures := _measures(bare(match["what"])))
    ]


def _measures(words: str) -> tuple[str, ...]:
    """The measures of a list, each with what only the first or last of them says; nothing where there is but one."""
    parts = [part.of(words) for part in split(words, Span(0, len(words)), "、和及与")]
    if len(parts) < 2:  # noqa: PLR2004 - a list has two
        return ()
    last = parts[-1]
    if common := _common(parts[0], last):
        return (*(part + common for part in parts[:-1]), last)
    if not MEASURED.search(parts[0]) and MEASURED.search(last):
        # 花生种植 | 收获机械化率: the parts differ in their last two characters and the first two of the last part.
        whose = WHOSE.match(last)
        common = last[whose.end() :] if whose else last[2:]
        first = parts[0][:-2] if not whose and len(parts[0]) > SHORT else ""
        return (*(part + common for part in parts[:-1]), first + last)
    return tuple(parts)


def change(text: str, begin: int, end: int) -> tuple[str, int]:
    """The change that the verb right before a figure tells (增幅, 降幅), else nothing, and where the words before that end.

    >>> change("审批时限压减20%", 0, 6)
    ('降幅', 4)
    """
    for rule in rules("numbers", "changes"):
        for match in rule.pattern.finditer(text, max(begin, end - LONGEST_CHANGE), end):
            if match.end() == end:
                return str(rule["gives"]), match.start()
    return "", end
