"""Counts: what an amount that is no share counts: the noun behind it with what tells it apart, else the noun before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from plankg.graph.extraction.chunks.times import every
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.figures.amounts import Amount
from plankg.graph.extraction.figures.indicators import AMOUNTS, MEASURED, attributed, bare
from plankg.graph.extraction.figures.surroundings import SUFFIXES, Surroundings
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import TaskKind

# The noun right behind an amount, with the quote that opens it or a bracket inside.
NOUN = named_pattern(
    "counts.noun",
    "“[^”]{1,12}”[^，；。、的和与及\\d“”（）]{0,12}|(?!（)(?:[^，；。、的和与及\\d“”（）《]|（(?![见附其含])[^（）]{1,24}）|“[^”]{1,12}”){0,20}",
    matches=["“一老一小”服务点"],
    rejects=[],
)
# A verb behind the noun ends it: 3名教师|赴乡镇支教; 实施方案 is no verb.
RUNS_ON = named_pattern(
    "counts.runs-on",
    "到(?!家|户|期)|赴|担任|跟岗|挂职|(?:开展|进行|实施|实现|参加|完成|达到|通过|举办|给予|提供|用于|竣工|(?<!新)开工|(?<!新)投产|加快|作为|组成|负责)"
    "(?!方案|细则|意见|办法|单位|项目|企业|主体)|左右|的",
    matches=["教师赴乡镇"],
    rejects=["教师"],
)
# What the counted are to have done, behind them: 6所学校完成抽查.
REACHES = named_pattern(
    "counts.reaches",
    "(?P<act>(?:完成|达到|通过|实现)[^，；。、的]{2,14})(?=$|[，；。])",
    matches=["完成抽查"],
    rejects=["抽查"],
)
WORK_BEHIND = named_pattern(
    "counts.work-behind", "(?<=.{2})(?:建设|创建|改造|整合|升级)$", matches=["示范校建设"], rejects=["建设科"]
)
# 力争培育示范园区5个: a second verb is no part of what is counted.
AIMED = named_pattern(
    "counts.aimed",
    "^(?:惠及|服务|获批|立项|申报|培养|培育|新建|改建|扩建|改扩建|新增|引进|创建|打造|遴选|认定|招引)(?=.{2})",
    matches=["培育示范园区"],
    rejects=["示范园区培育"],
)
GIVING = named_pattern("counts.giving", "^[^，；。]*(?:给予|发放)(?=.{2})", matches=["给予困难家庭"], rejects=["给予"])
# 5个工作日内办结: a time within which something is done.
WITHIN = named_pattern(
    "counts.within", "(?:之|以)?内(?P<act>[^，；。、的\\d]{0,10})", matches=["内办结"], rejects=["办结"]
)
TO_WHOM = named_pattern("counts.to-whom", "^(?:对于?|给|向|为|凡)", matches=["对企业"], rejects=["企业对接"])
LENGTH = named_pattern("counts.length", "时[间限长]$|期限$|周期$|龄$", matches=["办理时限"], rejects=["时限要求"])
GIFTS = named_pattern(
    "counts.gifts", "(?:奖[励补]|补[助贴偿]|资助|支持|激励)$", matches=["一次性奖励"], rejects=["奖励金"]
)
BY = named_pattern("counts.by", "按照?(?=每|$)", matches=["按每"], rejects=["按时"])
NEAR = 4
STANDARD = named_pattern(
    "counts.standard", "的?标准(?P<act>[^，；。]{2,30})", matches=["标准发放补助"], rejects=["标准"]
)
# Who or how often each counts: 每学科培育至少1名名师, 各校每学期开展2次演练.
EACH_ONE = named_pattern(
    "counts.each-one", "每[^，；。\\d]{1,10}?(?=要|应|须|不|至少|$)", matches=["每个乡镇"], rejects=["各乡镇"]
)
ASKING = named_pattern(
    "counts.asking",
    "(?:原则上|应当|应|要|须|必须|确保|力争|至少|不少于|不低于|可|再|均|都|各)+$",
    matches=["原则上应当"],
    rejects=["确保安全"],
)
AGED = named_pattern("counts.aged", "的?([^，；。、的\\d]{1,12})", matches=["的青年教师"], rejects=["，"])
PEOPLE = named_pattern(
    "counts.people",
    "[^≥≤<>＞＜]{0,8}?(?:儿童|老年人|老人|干部|博士|硕士|人员|青年|学生|教师|居民|群众|职工|妇女|人群|骨干|人才|患者|幼儿|党员|农民|医师|民警)",
    matches=["老年人"],
    rejects=["三年内"],
)
COUNTED_AS = {"次": "次数", "期": "期数", "遍": "遍数", "场次": "场次", "人次": "人次", "户次": "户次", "家次": "家次"}
LONGEST, SHORTEST_REST, LONGEST_SUBJECT = 28, 4, 8


class Counted(NamedTuple):
    """What an amount counts: the indicator, and where its words behind the amount end."""

    indicator: str
    end: int


@from_lexicon
def _verb() -> re.Pattern[str]:
    return re.compile(alternation(word for word in verb_kinds() if len(word) > 1))


def counted(around: Surroundings, amount: Amount, begin: int) -> Counted:
    """What an amount counts; `begin` ends the figure before it. Its unit stands for an indicator that the words don't give."""
    text = around.text
    noun, attribute, end = _noun_behind(around, amount)
    if amount.unit == "岁":
        return Counted(f"{_aged(around, amount) or noun or _noun_before(around, amount, begin)}年龄", end)
    if within := WITHIN.match(text, amount.unit_end, around.clause.span.end):
        before = _noun_before(around, amount, begin)
        return Counted(before if LENGTH.search(before) else f"{before}{within['act']}时限", within.end())
    if standard := STANDARD.match(text, amount.span.end, around.clause.span.end):
        return Counted(_standard(around, amount, begin, standard["act"]), end)
    each = _each(around, amount, begin) if noun or not AMOUNTS.search(amount.unit) else ""
    what = noun or _noun_before(around, amount, begin)
    if not what or what == each:
        what = _act_before(around, amount) or what
    elif not noun and amount.unit.endswith("元"):
        what = _given(around, amount, what)
    if not what:
        return Counted(amount.unit, end)
    each = "" if each and what.startswith(each) else each
    if attribute and len(attribute) + len(what) <= LONGEST:
        what = attribute + what
    suffix = COUNTED_AS.get(amount.unit, "数")
    countable = amount.unit in COUNTED_AS or not (AMOUNTS.search(amount.unit) or MEASURED.search(what))
    return Counted(each + what + (suffix if countable and not what.endswith(suffix) else ""), end)


def _act_before(around: Surroundings, amount: Amount) -> str:
    """The act that an amount without a noun counts: 走访 of 每月走访不少于20户; nothing for a result."""
    verbs = around.verbs_between(around.clause.span.start, amount.span.start)
    acts = [verb for verb in verbs if verb.kind is not TaskKind.COMPLETE]
    if acts and (amount.unit in COUNTED_AS or AMOUNTS.search(amount.unit)):
        return acts[-1].word
    near = [verb for verb in acts if verb.span.end >= amount.span.start - NEAR]
    return near[-1].word + amount.unit if near else ""


def _given(around: Surroundings, amount: Amount, what: str) -> str:
    """What a sum is for where the verb stands between: 高新技术企业奖励 of 对高新技术企业一次性奖励10万元."""
    verbs = [verb for verb in around.verbs_between(0, amount.span.start) if verb.span.end == amount.span.start]
    act = verbs[-1].word if verbs and GIFTS.match(verbs[-1].word) and not what.endswith(verbs[-1].word) else ""
    return TO_WHOM.sub("", what).removesuffix("一次性") + act if act else what


def _noun_behind(around: Surroundings, amount: Amount) -> tuple[str, str, int]:
    """The noun right behind an amount, what tells it apart with its 的, and where the noun ends."""
    text, limit = around.text, around.clause.span.end
    if bracket := around.bracket(amount.start):
        limit = bracket.end - 1
    begin = amount.span.end
    modifier = attributed(text, begin, limit)
    start = modifier.start if modifier else begin
    noun = NOUN.match(text, start, limit)
    end = noun.end() if noun else start
    for verb in around.verbs_between(start + 1, end):
        end = min(end, verb.span.start)
    words = text[start:end]
    cut = RUNS_ON.search(words)
    attribute = text[begin:start] if modifier else ""
    if cut:
        if cut.start() > 1 and (reach := REACHES.match(text, start + cut.start(), limit)):
            attribute = f"{reach['act']}的"
        words = words[: cut.start()]
    words = words.removesuffix("等")
    return _thing(words), attribute, start + len(words)


def _thing(words: str) -> str:
    """A noun without quotes round it and without the work on it: “拳头”产品, 传承学校建设."""
    if words.count("“") == 1 and words.startswith("“") and words.endswith("”"):
        words = words.strip("“”")
    return WORK_BEHIND.sub("", words)


def _noun_before(around: Surroundings, amount: Amount, begin: int) -> str:
    """The noun that an amount stands behind: 新增托位600个."""
    text = around.text
    listed = text.endswith("等", 0, amount.span.start)
    fragment = around.part(amount.span.end) if listed else around.item(amount.span.end)
    if bracket := around.bracket(amount.start):
        fragment = Span(bracket.start + 1, bracket.end)
    begin = max(fragment.start, begin)
    start = around.behind_verbs(begin, amount.span.start)
    ahead = GIVING.sub(
        "", AIMED.sub("", bare(text[min(start, amount.span.start) : amount.span.start]).removesuffix("等"))
    )
    what = _without_second_verb(ASKING.sub("", ahead))
    what = what.removesuffix("的")
    if every().fullmatch(what):
        # 开展探访，每周不少于1次: how often that is done.
        done = next((span.of(text) for span in around.clause.objects if span.end <= amount.span.start), "")
        return done.split("，", 1)[0]
    if what:
        return what
    first = next(iter(around.verbs_between(fragment.start, amount.span.start)), None)
    return bare(text[begin : first.span.start]) if first else ""


def _without_second_verb(words: str) -> str:
    """The noun of two verbs side by side: 开工|建设畅通工程."""
    verb = _verb().match(words)
    long = verb and len(words) - verb.end() >= SHORTEST_REST and words[verb.end()] not in f"{SUFFIXES}的"
    return words[verb.end() :] if verb and long else words


def _each(around: Surroundings, amount: Amount, begin: int) -> str:
    """Whom or how often an amount holds for, with the subject before it: 每学科, 小学每周."""
    text = around.text
    part = around.part(amount.span.end)
    begin = max(part.start, begin)
    place = text.rfind("每", begin, amount.span.start)
    if place < 0:
        return ""
    if often := every().match(text, place, amount.span.start):
        words = text[place : often.end("every")] if often["every"] else often[0]
    else:
        verb = _verb().search(text, place + 1, amount.span.start)
        words = text[place : verb.start() if verb else amount.span.start]
        words = ASKING.sub("", match[0] if (match := EACH_ONE.match(words)) else words)
    subject = ASKING.sub("", bare(text[begin:place])).strip("并和，、")
    if len(subject) > LONGEST_SUBJECT or _verb().search(subject) or not subject.isalpha():
        subject = ""
    return subject + words


def _standard(around: Surroundings, amount: Amount, begin: int, act: str) -> str:
    """What 按100元/人的标准发放补助 sets: 补助标准."""
    ahead = TO_WHOM.sub("", BY.sub("", _noun_before(around, amount, begin)))
    verb = _verb().match(act)
    return f"{ahead}{act[verb.end() :] if verb else act}标准"


def _aged(around: Surroundings, amount: Amount) -> str:
    """The people whose age a figure bounds."""
    aged = AGED.match(around.text, amount.span.end, around.clause.span.end)
    if not aged:
        return ""
    if group := PEOPLE.match(aged[1]):
        return group[0]
    people = [name.name for name in around.names_from(aged.start(1), aged.start(1))]
    return people[0] if people else RUNS_ON.split(aged[1])[0]
